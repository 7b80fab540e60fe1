"""What a type checker must accept, and what it must infer: checked, never run."""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, assert_never, assert_type

import asyncpg
import psycopg
import psycopg2.extras
import sqlalchemy

from rivertype import (
    MAX_ATTEMPTS_DEFAULT,
    METADATA_KEY_OUTPUT,
    PRIORITY_DEFAULT,
    QUEUE_DEFAULT,
    UNIQUE_STATES_DEFAULT,
    AttemptError,
    AttemptErrorDict,
    DecodeError,
    JobRow,
    JobRowColumns,
    JobRowDict,
    JobRowSQLiteColumns,
    JobState,
    Row,
    unique_states_from_bitmask,
    unique_states_to_bitmask,
)


@dataclass(frozen=True)
class EmailArgs:
    to: str


def parse_email(data: bytes) -> EmailArgs:
    return EmailArgs(to=data.decode())


def a_job_is_made_from_five_fields(now: datetime) -> JobRow:
    return JobRow(id=1, created_at=now, encoded_args=b"{}", kind="email", scheduled_at=now)


def every_field_has_its_type(job: JobRow) -> None:
    assert_type(job.id, int)
    assert_type(job.attempt, int)
    assert_type(job.attempted_at, datetime | None)
    assert_type(job.attempted_by, tuple[str, ...])
    assert_type(job.created_at, datetime)
    assert_type(job.encoded_args, bytes)
    assert_type(job.errors, tuple[AttemptError, ...])
    assert_type(job.finalized_at, datetime | None)
    assert_type(job.kind, str)
    assert_type(job.max_attempts, int)
    assert_type(job.metadata, bytes)
    assert_type(job.priority, int)
    assert_type(job.queue, str)
    assert_type(job.scheduled_at, datetime)
    assert_type(job.state, JobState)
    assert_type(job.tags, tuple[str, ...])
    assert_type(job.unique_key, bytes | None)
    assert_type(job.unique_states, tuple[JobState, ...])
    assert_type(job.output(), bytes | None)


def args_have_the_type_of_what_the_parser_gives(job: JobRow) -> None:
    assert_type(job.decode_args(parse_email), EmailArgs)
    assert_type(job.decode_metadata(parse_email), EmailArgs)
    assert_type(job.decode_args(), Any)
    assert_type(job.decode_metadata(), Any)


def the_shapes_are_typed(job: JobRow, error: AttemptError) -> None:
    assert_type(job.to_dict(), JobRowDict)
    assert_type(job.to_dict()["ID"], int)
    assert_type(job.to_row(), JobRowColumns)
    assert_type(job.to_row()["id"], int)
    assert_type(job.to_sqlite_row(), JobRowSQLiteColumns)
    assert_type(error.to_dict(), AttemptErrorDict)
    assert_type(error.to_dict()["at"], str)


def a_written_shape_can_be_read_again(job: JobRow, error: AttemptError) -> None:
    assert_type(JobRow.from_dict(job.to_dict()), JobRow)
    assert_type(JobRow.from_row(job.to_row()), JobRow)
    assert_type(JobRow.from_row(job.to_sqlite_row()), JobRow)
    assert_type(AttemptError.from_dict(error.to_dict()), AttemptError)


def decoded_json_is_a_mapping_to_read(data: Mapping[str, Any], values: dict[str, object]) -> None:
    assert_type(JobRow.from_dict(data), JobRow)
    assert_type(JobRow.from_dict(values), JobRow)
    assert_type(AttemptError.from_dict(data), AttemptError)


def the_row_of_every_driver_is_a_row(
    psycopg_cursor: psycopg.Cursor[dict[str, Any]],
    psycopg2_cursor: psycopg2.extras.RealDictCursor,
    psycopg2_row: psycopg2.extras.DictRow,
    asyncpg_record: asyncpg.Record,
    sqlite_row: sqlite3.Row,
    sqlalchemy_result: sqlalchemy.CursorResult[Any],
    decoded: Mapping[str, object],
) -> None:
    assert_type([JobRow.from_row(row) for row in psycopg_cursor], list[JobRow])
    assert_type([JobRow.from_row(row) for row in psycopg2_cursor.fetchall()], list[JobRow])
    assert_type([JobRow.from_row(row) for row in sqlalchemy_result.mappings()], list[JobRow])
    assert_type(JobRow.from_row(psycopg2_row), JobRow)
    assert_type(JobRow.from_row(asyncpg_record), JobRow)
    assert_type(JobRow.from_row(sqlite_row), JobRow)
    assert_type(JobRow.from_row(decoded), JobRow)


def a_reader_is_a_function_of_a_row() -> Callable[[Row], JobRow]:
    return JobRow.from_row


def a_job_can_be_matched_and_replaced(job: JobRow) -> JobRow:
    match job:
        case JobRow(state=JobState.AVAILABLE, attempted_by=()):
            return replace(job, state=JobState.RUNNING, attempted_at=datetime.now(UTC))
        case _:
            return job


def the_eight_states_are_all(state: JobState) -> str:
    assert_type(state.is_finalized, bool)
    match state:
        case JobState.AVAILABLE | JobState.PENDING | JobState.SCHEDULED:
            return "waits"
        case JobState.RUNNING | JobState.RETRYABLE:
            return "is worked"
        case JobState.CANCELLED | JobState.COMPLETED | JobState.DISCARDED:
            return "is finished"
        case _:
            assert_never(state)


def states_go_into_a_bit_mask_and_come_out(states: set[JobState]) -> None:
    assert_type(unique_states_to_bitmask(states), int)
    assert_type(unique_states_to_bitmask(UNIQUE_STATES_DEFAULT), int)
    assert_type(unique_states_from_bitmask(245), tuple[JobState, ...])


def an_error_tells_its_place(error: DecodeError) -> None:
    assert_type(error.path, str)
    assert_type(error.reason, str)
    assert_type(error.job_id, int | None)
    a_value_error: ValueError = error
    del a_value_error


def the_defaults_are_plain_values() -> tuple[int, int, str, str]:
    return MAX_ATTEMPTS_DEFAULT, PRIORITY_DEFAULT, QUEUE_DEFAULT, METADATA_KEY_OUTPUT
