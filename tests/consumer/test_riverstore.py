"""The stores work, and what a checker infers from rivertype's names is what they hold."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from typing import assert_type

import pytest
from riverstore import MemoryStore, SQLiteStore, Store, args_of, finish

from rivertype import AttemptError, DecodeError, JobRow, JobState

NOON = datetime(2026, 8, 7, 12, 0, 0, 123000, tzinfo=UTC)
JOB = JobRow(
    id=7,
    created_at=NOON,
    encoded_args=b'{"to": "ada@example.com"}',
    kind="email",
    scheduled_at=NOON,
    attempt=1,
    attempted_at=NOON,
    attempted_by=("worker-1",),
    errors=(AttemptError(at=NOON, attempt=1, error="no route", trace="", at_nanosecond=789),),
    state=JobState.RETRYABLE,
    tags=("mail",),
    unique_key=b"\xf5\x00",
    unique_states=(JobState.AVAILABLE, JobState.RUNNING),
)
SCHEMA = f"CREATE TABLE river_job ({', '.join(JOB.to_sqlite_row())}, PRIMARY KEY (id))"


@pytest.fixture(params=[MemoryStore, SQLiteStore])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(SCHEMA)
        yield SQLiteStore(connection) if request.param is SQLiteStore else MemoryStore()


def test_a_job_comes_back_equal(store: Store) -> None:
    store.put(JOB)
    assert store.get(7) == JOB
    assert store.get(8) is None
    assert list(store.page()) == [JOB]


def test_a_job_is_finished_once(store: Store) -> None:
    store.put(JOB)
    assert finish(store, 7, NOON) is JobState.COMPLETED
    finished = store.get(7)
    assert finished is not None
    assert_type(finished.finalized_at, datetime | None)
    assert finished.finalized_at == NOON
    with pytest.raises(LookupError):
        finish(store, 8, NOON)


def test_arguments_have_the_type_of_what_the_parser_gives(store: Store) -> None:
    def recipient(data: bytes) -> str:
        return str(json.loads(data)["to"])

    store.put(JOB)
    to = args_of(store, 7, recipient)
    assert_type(to, str | None)
    assert to == "ada@example.com"


def test_a_bad_line_hides_no_other_job() -> None:
    store = MemoryStore()
    store.put(JOB)
    store.put_line(6, '{"ID": 6}')
    bad, good = store.page()
    assert isinstance(bad, DecodeError)
    assert_type(bad.job_id, int | None)
    assert bad.job_id == 6
    assert good == JOB


def test_a_bad_row_hides_no_other_job() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(SCHEMA)
        store = SQLiteStore(connection)
        store.put(replace(JOB, id=6))
        store.put(JOB)
        connection.execute("UPDATE river_job SET state = 'lost' WHERE id = 6")
        bad, good = store.page()
    assert isinstance(bad, DecodeError)
    assert bad.path == "river_job.state"
    assert bad.job_id == 6
    assert good == JOB
