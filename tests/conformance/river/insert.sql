INSERT INTO river_job (
    id, args, attempt, attempted_at, attempted_by, created_at, errors, finalized_at, kind,
    max_attempts, metadata, priority, queue, scheduled_at, state, tags, unique_key, unique_states
) VALUES (
    CAST(:id AS bigint),
    CAST(CAST(:args AS text) AS jsonb),
    CAST(:attempt AS smallint),
    CAST(:attempted_at AS timestamptz),
    CAST(:attempted_by AS text[]),
    CAST(:created_at AS timestamptz),
    CAST(CAST(:errors AS text[]) AS jsonb[]),
    CAST(:finalized_at AS timestamptz),
    CAST(:kind AS text),
    CAST(:max_attempts AS smallint),
    CAST(CAST(:metadata AS text) AS jsonb),
    CAST(:priority AS smallint),
    CAST(:queue AS text),
    CAST(:scheduled_at AS timestamptz),
    CAST(CAST(:state AS text) AS river_job_state),
    CAST(:tags AS text[]),
    CAST(:unique_key AS bytea),
    CAST(CAST(:unique_states AS text) AS bit(8))
)
