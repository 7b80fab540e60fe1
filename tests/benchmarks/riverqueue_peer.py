"""riverqueue, River's client for inserting jobs: the reader of rows that it uses itself.

Not checked: anything. JSON stays decoded, an error's nanoseconds are dropped, its state stays a str, and
unique states are not read. It reads no SQLite and no JSON of Go's.
"""

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from asyncpg import Record
from riverqueue import Job
from riverqueue.driver.riversqlalchemy.dbsqlc.models import RiverJob  # pyright: ignore[reportMissingTypeStubs]  # typed, but only in part
from riverqueue.driver.riversqlalchemy.sql_alchemy_driver import job_from_row


def attributes(row: Mapping[str, Any]) -> RiverJob:
    """The row with its columns as attributes, as riverqueue's queries hand it to its reader."""
    return RiverJob(**{field.name: row[field.name] for field in fields(RiverJob)})


def read(row: RiverJob) -> Job:
    return job_from_row(row)


def read_text(row: Mapping[str, Any] | Record) -> Job:
    """Decode the JSON first, as SQLAlchemy does for riverqueue."""
    return job_from_row(
        RiverJob(
            id=row["id"],
            args=json.loads(row["args"]),
            attempt=row["attempt"],
            attempted_at=row["attempted_at"],
            attempted_by=row["attempted_by"],
            created_at=row["created_at"],
            errors=[json.loads(error) for error in row["errors"]],
            finalized_at=row["finalized_at"],
            kind=row["kind"],
            max_attempts=row["max_attempts"],
            metadata=json.loads(row["metadata"]),
            priority=row["priority"],
            queue=row["queue"],
            state=row["state"],
            scheduled_at=row["scheduled_at"],
            tags=row["tags"],
            unique_key=row["unique_key"],
        )
    )
