"""What docs/job-life.md says that River's table enforces, in PostgreSQL; the unit suite asks SQLite."""

import psycopg
import pytest

from rivertype import JobState


@pytest.mark.parametrize("state", JobState)
def test_the_table_enforces_that_finalized_at_is_set_in_final_states_and_nowhere_else(
    state: JobState, scratch: str
) -> None:
    is_final = state in {JobState.CANCELLED, JobState.COMPLETED, JobState.DISCARDED}
    time = "2026-08-07T14:32:57.123Z"
    statement = "UPDATE river_job SET state = %s, finalized_at = %s WHERE id = 1"
    with psycopg.connect(scratch) as connection:
        connection.execute(statement, [state.value, time if is_final else None])
        with pytest.raises(psycopg.errors.CheckViolation, match="finalized_or_finalized_at_null"):
            connection.execute(statement, [state.value, None if is_final else time])
