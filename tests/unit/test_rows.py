"""A row of river_job as a whole: the same job from every driver's row, and the columns written for one."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from types import MappingProxyType
from typing import NamedTuple
from unittest.mock import Mock

import pytest

from rivertype import (
    AttemptError,
    DecodeError,
    JobRow,
    JobRowColumns,
    JobRowSQLiteColumns,
    JobState,
    Row,
)
from rivertype._columns import columns_of
from tests.examples import JOB, error_dict, job_dict, job_with

CHICAGO = timezone(timedelta(hours=-5))


class BitString:
    """Stands for asyncpg's type of that name."""

    def __init__(self, bits: bytes) -> None:
        self.bytes = bits


class Record:
    """Stands for asyncpg's row, as little of a mapping: it iterates its values, and has no `get`."""

    def __init__(self, columns: dict[str, object]) -> None:
        self._columns = columns

    def keys(self) -> Iterator[str]:
        return iter(self._columns)

    def __getitem__(self, name: str) -> object:
        return self._columns[name]

    def __iter__(self) -> Iterator[object]:
        return iter(self._columns.values())

    def __len__(self) -> int:
        return len(self._columns)


def psycopg_row(**changes: object) -> dict[str, object]:
    """JOB as psycopg's dict_row gives it in a session at UTC-5, but for the changes."""
    return {
        "id": 42,
        "state": "cancelled",
        "attempt": 2,
        "max_attempts": 5,
        "attempted_at": datetime(2026, 8, 7, 9, 33, 10, 250000, CHICAGO),
        "created_at": datetime(2026, 8, 7, 9, 30, tzinfo=CHICAGO),
        "finalized_at": datetime(2026, 8, 7, 9, 33, 11, 1, CHICAGO),
        "scheduled_at": datetime(2026, 8, 7, 9, 33, 9, tzinfo=CHICAGO),
        "priority": 3,
        "args": {"to": "ann"},
        "attempted_by": ["host-1", "host-2"],
        "errors": [error_dict()],
        "kind": "send_mail",
        "metadata": {"output": [1]},
        "queue": "mail",
        "tags": ["urgent"],
        "unique_key": b"\xf5\x00",
        "unique_states": "01000001",
        **changes,
    }


def without(row: dict[str, object], *names: str) -> dict[str, object]:
    return {name: value for name, value in row.items() if name not in names}


def sqlite_row(**changes: object) -> dict[str, object]:
    """JOB as sqlite3 gives it from a River file of schema 6, but for the changes."""
    row = psycopg_row(
        attempted_at="2026-08-07 14:33:10.25",
        created_at="2026-08-07 14:30:00",
        finalized_at="2026-08-07 09:33:11.000001 -0500 CDT m=+12.3",
        scheduled_at="2026-08-07 14:33:09",
        args=b'{"to": "ann"}',
        attempted_by='["host-1","host-2"]',
        errors=json.dumps([error_dict()]),
        metadata='{"output": [1]}',
        tags='["urgent"]',
        unique_states=0b01000001,
    )
    return {**row, **changes}


def json_row(**changes: object) -> dict[str, object]:
    """JOB as PostgreSQL's row_to_json gives it, decoded, but for the changes."""
    row = psycopg_row(
        attempted_at="2026-08-07T09:33:10.25-05:00",
        created_at="2026-08-07T09:30:00-05:00",
        finalized_at="2026-08-07T09:33:11.000001-05:00",
        scheduled_at="2026-08-07T09:33:09-05:00",
        unique_key="\\xf500",
    )
    return {**row, **changes}


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(psycopg_row(), id="psycopg"),
        pytest.param(MappingProxyType(psycopg_row()), id="any mapping"),
        pytest.param(
            psycopg_row(
                args=b'{"to": "ann"}',
                metadata=b'{"output": [1]}',
                errors=[json.dumps(error_dict()).encode()],
                state=b"cancelled",
                unique_states=b"\x00\x00\x00\x08\x41",
            ),
            id="psycopg, binary, with JSON kept",
        ),
        pytest.param(psycopg_row(unique_key=memoryview(b"\xf5\x00")), id="psycopg2"),
        pytest.param(
            Record(
                psycopg_row(
                    args='{"to": "ann"}',
                    metadata='{"output": [1]}',
                    errors=[json.dumps(error_dict())],
                    unique_states=BitString(b"\x41"),
                )
            ),
            id="asyncpg",
        ),
        pytest.param(sqlite_row(), id="sqlite3, schema 6"),
        pytest.param(json_row(), id="row_to_json"),
        pytest.param(
            json_row(unique_key="f500", unique_states=["available", "running"]), id="the normalized job"
        ),
        pytest.param(JOB.to_row(), id="our own columns"),
    ],
)
def test_the_same_job_is_read_from_every_drivers_row(row: Row) -> None:
    job = JobRow.from_row(row)
    assert job == JOB
    times = (job.created_at, job.attempted_at, job.scheduled_at, job.finalized_at)
    assert [time.tzinfo for time in times if time] == [UTC] * 4
    assert job.errors[0].at.utcoffset() == timedelta(hours=-5)


def test_jsonb_from_sqlite_is_read_without_its_white_space() -> None:
    row = sqlite_row(
        args=b"\x7c\x27to\x37ann",
        attempted_by=b"\xcb\x0e\x67host-1\x67host-2",
        errors=None,
        metadata=b"\xac\x67output\x2b\x131",
        tags=b"\x7b\x67urgent",
    )
    compact = replace(JOB, encoded_args=b'{"to":"ann"}', metadata=b'{"output":[1]}', errors=())
    assert JobRow.from_row(row) == compact


@pytest.mark.parametrize("args", [{"to": "ann"}, '{"to": "ann"}'], ids=["nested", "as text"])
def test_river_uis_list_of_jobs_lacks_four_columns(args: object) -> None:
    row = without(json_row(args=args), "errors", "metadata", "unique_key", "unique_states")
    bare = replace(JOB, errors=(), metadata=b"{}", unique_key=None, unique_states=())
    assert JobRow.from_row(row) == bare


def test_a_fresh_jobs_nulls_are_the_defaults() -> None:
    row = psycopg_row(
        attempt=0, attempted_at=None, attempted_by=None, errors=None, finalized_at=None, state="available",
        tags=[], unique_key=None, unique_states=None, metadata={}, priority=1, max_attempts=25,
        queue="default",
    )  # fmt: skip
    assert JobRow.from_row(row) == JobRow(
        id=42,
        created_at=JOB.created_at,
        encoded_args=JOB.encoded_args,
        kind="send_mail",
        scheduled_at=JOB.scheduled_at,
    )


def test_nulls_of_the_oldest_schema_are_read() -> None:
    job = JobRow.from_row(psycopg_row(args=None, metadata=None, tags=None))
    assert job == replace(JOB, encoded_args=b"null", metadata=b"{}", tags=())


def test_counts_below_zero_are_zero_as_river_reads_them() -> None:
    job = JobRow.from_row(psycopg_row(attempt=-1, max_attempts=-2, priority=-3))
    assert (job.attempt, job.max_attempts, job.priority) == (0, 0, 0)
    assert JobRow.from_row(psycopg_row(id=-1)).id == -1


def test_an_empty_unique_key_is_not_none() -> None:
    assert JobRow.from_row(psycopg_row(unique_key=b"")).unique_key == b""


@pytest.mark.parametrize("name", ["id", "attempt", "created_at", "kind", "max_attempts", "priority", "queue",
                                  "scheduled_at", "state"])  # fmt: skip
def test_a_null_where_the_table_has_none_is_refused(name: str) -> None:
    with pytest.raises(DecodeError, match="got None") as caught:
        JobRow.from_row(psycopg_row(**{name: None}))
    assert caught.value.path == f"river_job.{name}"
    assert caught.value.job_id == (None if name == "id" else 42)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"id": "42"}, "river_job.id: expected an integer, got str '42'"),
        ({"attempt": 1.0}, "river_job.attempt: expected an integer, got float 1.0 (job 42)"),
        (
            {"created_at": "yesterday"},
            "river_job.created_at: expected a timestamp from year 1 to 9999, got str 'yesterday' (job 42)",
        ),
        ({"args": "{"}, "river_job.args: expected JSON text, got str of 1 characters (job 42)"),
        ({"kind": 7}, "river_job.kind: expected a string, got int 7 (job 42)"),
        ({"tags": ["a", "b", 7]}, "river_job.tags[2]: expected a string, got int 7 (job 42)"),
        (
            {"errors": [None, {1}]},
            "river_job.errors[1]: expected a value that JSON can hold, got set (job 42)",
        ),
        (
            {"unique_key": "key"},
            "river_job.unique_key: expected bytes, or bytes in hexadecimal, got str of 3 characters (job 42)",
        ),
        (
            {"unique_states": 256},
            "river_job.unique_states: expected eight bits of unique states, got int 256 (job 42)",
        ),
    ],
)
def test_a_refusal_names_the_column_the_reason_and_the_job(changes: dict[str, object], message: str) -> None:
    with pytest.raises(DecodeError) as caught:
        JobRow.from_row(psycopg_row(**changes))
    assert str(caught.value) == message
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


@pytest.mark.parametrize(
    "name",
    ["attempted_at", "attempted_by", "finalized_at", "metadata", "max_attempts", "priority", "queue",
     "scheduled_at", "state"],
)  # fmt: skip
def test_every_other_column_is_checked_too(name: str) -> None:
    with pytest.raises(DecodeError) as caught:
        JobRow.from_row(psycopg_row(**{name: object()}))
    assert caught.value.path == f"river_job.{name}"
    assert caught.value.job_id == 42


@pytest.mark.parametrize(
    "name",
    ["attempt", "attempted_at", "attempted_by", "created_at", "args", "finalized_at", "kind", "max_attempts",
     "priority", "queue", "scheduled_at", "state", "tags"],
)  # fmt: skip
def test_a_missing_column_is_to_be_selected(name: str) -> None:
    with pytest.raises(DecodeError) as caught:
        JobRow.from_row(without(psycopg_row(), name))
    assert str(caught.value) == (
        f"river_job.{name}: the column is missing: add it to the SELECT list (job 42)"
    )


def test_a_row_without_an_id_names_no_job() -> None:
    with pytest.raises(DecodeError) as caught:
        JobRow.from_row(without(psycopg_row(), "id"))
    assert str(caught.value) == "river_job.id: the column is missing: add it to the SELECT list"


def test_gos_json_is_told_which_method_to_call() -> None:
    with pytest.raises(DecodeError) as caught:
        JobRow.from_row(job_dict())
    assert str(caught.value) == (
        "river_job: expected column names (id, args, ...), got Go's field names: call JobRow.from_dict"
    )
    assert JobRow.from_row(psycopg_row(ID="a column of another table")) == JOB


class PositionalRow(NamedTuple):
    id: int


class OnlyKeys:
    """Names its columns, and cannot be asked for one."""

    def keys(self) -> list[str]:
        return ["id"]


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ((42, "available"), "tuple"),
        (PositionalRow(42), "PositionalRow"),
        ([("id", 42)], "list"),
        ("id", "str"),
        (None, "NoneType"),
        (JOB, "JobRow"),
        (OnlyKeys(), "OnlyKeys"),
    ],
)
def test_what_has_no_column_names_is_no_row(value: object, kind: str) -> None:
    from_row: Callable[[object], JobRow] = JobRow.from_row  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType] - what an untyped caller may do
    with pytest.raises(TypeError) as caught:
        from_row(value)
    assert str(caught.value) == (
        f"JobRow.from_row takes a row with keys() and row['id'], got {kind}; ask the driver for rows by "
        "name: psycopg row_factory=dict_row, psycopg2 RealDictCursor, sqlite3 row_factory=sqlite3.Row, "
        "SQLAlchemy .mappings()"
    )


def test_columns_of_no_job_are_ignored() -> None:
    assert JobRow.from_row(psycopg_row(large=object(), count=1)) == JOB
    assert JobRow.from_row(Record(psycopg_row(large=object(), count=1))) == JOB


class ConnectionLostError(Exception):
    """What a driver's own row may raise."""


class LostRecord(Record):
    def __getitem__(self, name: str) -> object:
        if name == "args":
            raise ConnectionLostError
        return super().__getitem__(name)


class NamelessRecord(Record):
    def keys(self) -> Iterator[str]:
        raise ConnectionLostError


@pytest.mark.parametrize("row", [LostRecord(psycopg_row()), NamelessRecord({})], ids=["[]", "keys()"])
def test_what_the_row_itself_raises_propagates(row: Row) -> None:
    with pytest.raises(ConnectionLostError):
        JobRow.from_row(row)


def test_a_decode_error_of_the_rows_own_propagates_unchanged() -> None:
    class Strict(Record):
        def __getitem__(self, name: str) -> object:
            raise DecodeError("payments.amount", "expected a number", 7)

    with pytest.raises(DecodeError) as caught:
        JobRow.from_row(Strict(psycopg_row()))
    assert str(caught.value) == "payments.amount: expected a number (job 7)"


def test_a_dict_of_somebodys_own_is_asked_for_its_columns_and_a_plain_one_is_not_copied() -> None:
    class Parsing(dict[str, object]):
        def __getitem__(self, name: str) -> object:
            return 42 if name == "id" else super().__getitem__(name)

    assert JobRow.from_row(Parsing(psycopg_row(id="42"))) == JOB
    row = psycopg_row()
    assert columns_of(row) is row


def test_a_row_is_neither_changed_nor_kept() -> None:
    row = psycopg_row(tags=["urgent"])
    job = JobRow.from_row(row)
    assert row == psycopg_row()
    row.clear()
    assert job == JOB


class Hostile:
    """A value that, like an array's, cannot be compared or tested for truth."""

    __hash__ = None  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType] - as numpy does

    def __eq__(self, other: object) -> bool:
        raise ValueError("ambiguous")

    def __bool__(self) -> bool:
        raise ValueError("ambiguous")

    def __len__(self) -> int:
        raise ValueError("ambiguous")


class Unhashable(str):
    __slots__ = ()
    __hash__ = None  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType] - what the test is about


class Unconvertible(bytes):
    def __bytes__(self) -> bytes:
        raise ValueError("no bytes")

    def decode(self, encoding: str = "", errors: str = "") -> str:
        raise ValueError(f"no text {encoding} {errors}")


def nested(levels: int) -> list[object]:
    value: list[object] = []
    for _ in range(levels):
        value = [value]
    return value


HOSTILE = {
    "an ambiguous value": Hostile(),
    "a list of them": [Hostile()],
    "an unhashable str": Unhashable("running"),
    "NaN": float("nan"),
    "an integer of 5,000 digits": 10**5_000,
    "a list of one": [10**5_000],
    "the same as text": "1" * 5_000,
    "100,000 levels": nested(100_000),
    "the same as text, unclosed": "[" * 100_000,
    "the same as text, closed": "[" * 100_000 + "]" * 100_000,
    "a lone surrogate": "\ud800",
    "a lone surrogate in JSON": '["\ud800"]',
    "bytes of no encoding": b"\xff\xfe",
    "a dict with a key that is no str": {1: {2: 3}},
    "a list of one such dict": [{1: {2: 3}}],
    "a dict with a key that JSON has no word for": {(1,): 2},
    "the last datetime, naive": datetime.fromisoformat("9999-12-31T23:59:59.999999"),
    "a time before year 1 in UTC": datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=23))),
    "a type": int,
    "a function": nested,
    "a mock of a str": Mock(spec=str),
    "a mock of bytes": Mock(spec=bytes),
    "a mock of a list": Mock(spec=list),
    "bytes that convert themselves to nothing": Unconvertible(b"{}"),
    "a BitString without bits": type("BitString", (), {})(),
    "a JSONB blob that claims 4 GB": b"\xeb\xff\xff\xff\xff\x00",
}


@pytest.mark.parametrize("name", psycopg_row())
@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_value_is_read_or_refused_and_nothing_else(name: str, value: object) -> None:
    try:
        job = JobRow.from_row(psycopg_row(**{name: value}))
    except DecodeError as error:
        assert error.path.startswith(f"river_job.{name}")  # noqa: PT017 - either outcome is right
    else:
        for text in (job.encoded_args, job.metadata):
            json.loads(text, parse_int=str)


def test_to_row_gives_what_every_postgresql_driver_binds() -> None:
    columns: JobRowColumns = {
        "id": 42,
        "attempt": 2,
        "attempted_at": datetime(2026, 8, 7, 14, 33, 10, 250000, UTC),
        "attempted_by": ["host-1", "host-2"],
        "created_at": datetime(2026, 8, 7, 14, 30, tzinfo=UTC),
        "args": '{"to": "ann"}',
        "errors": [
            (
                '{"at":"2026-08-07T09:32:57.123456789-05:00","attempt":1,"error":"no such host",'
                '"trace":"main.go:12"}'
            )
        ],
        "finalized_at": datetime(2026, 8, 7, 14, 33, 11, 1, UTC),
        "kind": "send_mail",
        "max_attempts": 5,
        "metadata": '{"output": [1]}',
        "priority": 3,
        "queue": "mail",
        "scheduled_at": datetime(2026, 8, 7, 14, 33, 9, tzinfo=UTC),
        "state": "cancelled",
        "tags": ["urgent"],
        "unique_key": b"\xf5\x00",
        "unique_states": "01000001",
    }
    assert JOB.to_row() == columns
    assert list(JOB.to_row()) == list(columns)
    assert type(JOB.to_row()["state"]) is str


def test_to_sqlite_row_gives_what_river_stores_in_sqlite() -> None:
    columns: JobRowSQLiteColumns = {
        "id": 42,
        "attempt": 2,
        "attempted_at": "2026-08-07 14:33:10.250",
        "attempted_by": '["host-1","host-2"]',
        "created_at": "2026-08-07 14:30:00.000",
        "args": '{"to": "ann"}',
        "errors": (
            '[{"at":"2026-08-07T09:32:57.123456789-05:00","attempt":1,"error":"no such host",'
            '"trace":"main.go:12"}]'
        ),
        "finalized_at": "2026-08-07 14:33:11.000",
        "kind": "send_mail",
        "max_attempts": 5,
        "metadata": '{"output": [1]}',
        "priority": 3,
        "queue": "mail",
        "scheduled_at": "2026-08-07 14:33:09.000",
        "state": "cancelled",
        "tags": '["urgent"]',
        "unique_key": b"\xf5\x00",
        "unique_states": 65,
    }
    assert JOB.to_sqlite_row() == columns
    assert list(JOB.to_sqlite_row()) == list(columns)
    assert type(JOB.to_sqlite_row()["state"]) is str


FRESH = JobRow(id=1, created_at=JOB.created_at, encoded_args=b"{}", kind="k", scheduled_at=JOB.created_at)


def test_what_a_fresh_job_lacks_is_null() -> None:
    nulls = ["attempted_at", "attempted_by", "errors", "finalized_at", "unique_key", "unique_states"]
    for row in (FRESH.to_row(), FRESH.to_sqlite_row()):
        assert [name for name, value in row.items() if value is None] == nulls
    assert FRESH.to_row()["tags"] == []
    assert FRESH.to_sqlite_row()["tags"] == "[]"


def test_an_empty_unique_key_and_letters_beyond_ascii_are_kept() -> None:
    job = replace(JOB, unique_key=b"", tags=("é", '"'), attempted_by=("\u2028",), kind="ü")
    for row in (job.to_row(), job.to_sqlite_row()):
        assert row["unique_key"] == b""
        assert row["kind"] == "ü"
    assert job.to_row()["tags"] == ["é", '"']
    assert job.to_sqlite_row()["tags"] == r'["é","\""]'
    assert job.to_sqlite_row()["attempted_by"] == '["\u2028"]'


@pytest.mark.parametrize(
    ("time", "text"),
    [
        (datetime(2026, 8, 7, 14, 32, 57, 499, UTC), "2026-08-07 14:32:57.000"),
        (datetime(2026, 8, 7, 14, 32, 57, 500, UTC), "2026-08-07 14:32:57.001"),
        (datetime(2026, 8, 7, 14, 32, 57, 1_500, UTC), "2026-08-07 14:32:57.002"),
        (datetime(2026, 12, 31, 23, 59, 59, 999_500, UTC), "2027-01-01 00:00:00.000"),
        (datetime(2026, 8, 7, 9, 32, 57, tzinfo=CHICAGO), "2026-08-07 14:32:57.000"),
        (datetime(1, 1, 1, tzinfo=UTC), "0001-01-01 00:00:00.000"),
        (datetime(9999, 12, 31, 23, 59, 59, 999_499, UTC), "9999-12-31 23:59:59.999"),
    ],
)
def test_a_time_for_sqlite_is_utc_rounded_half_up_to_the_millisecond(time: datetime, text: str) -> None:
    assert job_with("attempted_at", time).to_sqlite_row()["attempted_at"] == text


def test_a_time_for_postgresql_is_a_plain_one_in_utc() -> None:
    time = job_with("created_at", datetime(2026, 8, 7, 9, 30, tzinfo=CHICAGO)).to_row()["created_at"]
    assert time == datetime(2026, 8, 7, 14, 30, tzinfo=UTC)
    assert time.tzinfo is UTC


ROUND_TRIPS = {
    "worked": JOB,
    "fresh": FRESH,
    "every unique state": replace(JOB, unique_states=tuple(JobState)),
    "scheduled alone": replace(JOB, unique_states=(JobState.SCHEDULED,)),
    "JSON kept to the letter": replace(
        JOB, encoded_args=b' {"b":1.50, "a":"\\u00e9", "a":1e400}\n', metadata=b"[null]"
    ),
    "scalars as JSON": replace(JOB, encoded_args=b'"s"', metadata=b"null"),
    "several errors": replace(JOB, errors=(JOB.errors[0], AttemptError(JOB.created_at, 2, "é\n", "", 1))),
    "the ends of 64 bits": replace(JOB, id=2**63 - 1),
}


@pytest.mark.parametrize("job", ROUND_TRIPS.values(), ids=ROUND_TRIPS)
def test_reading_what_was_written_gives_an_equal_job(job: JobRow) -> None:
    assert JobRow.from_row(job.to_row()) == job
    to_the_millisecond = replace(
        job, finalized_at=job.finalized_at and job.finalized_at.replace(microsecond=0)
    )
    assert JobRow.from_row(job.to_sqlite_row()) == to_the_millisecond


@pytest.mark.parametrize("write", [JobRow.to_row, JobRow.to_sqlite_row])
def test_a_row_cannot_tell_a_count_below_zero_nor_the_order_of_unique_states(
    write: Callable[[JobRow], Row],
) -> None:
    states = (JobState.RUNNING, JobState.AVAILABLE, JobState.RUNNING)
    job = JobRow.from_row(write(replace(JOB, attempt=-1, max_attempts=-1, priority=-1, unique_states=states)))
    assert (job.attempt, job.max_attempts, job.priority) == (0, 0, 0)
    assert job.unique_states == (JobState.AVAILABLE, JobState.RUNNING)


def test_a_real_sqlite_table_gives_back_what_was_put_in() -> None:
    jobs = {
        job.id: replace(job, finalized_at=None) for job in (JOB, FRESH, replace(JOB, id=2**63 - 1, tags=()))
    }
    names = list(JOB.to_sqlite_row())
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute(f"create table river_job ({', '.join(names)}, extra default 'ignored')")
        insert = f"insert into river_job ({', '.join(names)}) values (:{', :'.join(names)})"  # noqa: S608 - our own names
        connection.executemany(insert, [job.to_sqlite_row() for job in jobs.values()])
        rows: list[sqlite3.Row] = connection.execute("select * from river_job").fetchall()
    assert {row["id"]: JobRow.from_row(row) for row in rows} == jobs
    assert {row["id"]: JobRow.from_row(dict(row)) for row in rows} == jobs


WRITERS: list[Callable[[JobRow], object]] = [JobRow.to_row, JobRow.to_sqlite_row]


@pytest.mark.parametrize("write", WRITERS, ids=["to_row", "to_sqlite_row"])
@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("id", "42", "JobRow.id: expected an integer, got str '42'"),
        ("id", 2**63, "JobRow.id: expected an integer of 64 bits, got int 9223372036854775808"),
        ("attempt", True, "JobRow.attempt: expected an integer, got True (job 42)"),
        ("attempted_at", "now", "JobRow.attempted_at: expected an aware datetime, got str 'now' (job 42)"),
        ("attempted_by", None, "JobRow.attempted_by: expected a tuple, got None (job 42)"),
        ("attempted_by", ("a", 1), "JobRow.attempted_by[1]: expected a str, got int (job 42)"),
        ("created_at", None, "JobRow.created_at: expected an aware datetime, got None (job 42)"),
        (
            "encoded_args",
            "{}",
            "JobRow.encoded_args: expected JSON as bytes, got str of 2 characters (job 42)",
        ),
        (
            "encoded_args",
            b"{",
            "JobRow.encoded_args: expected JSON text in UTF-8, got bytes of 1 bytes (job 42)",
        ),
        (
            "encoded_args",
            b"",
            "JobRow.encoded_args: expected JSON text in UTF-8, got bytes of 0 bytes (job 42)",
        ),
        (
            "encoded_args",
            b'"\xff"',
            "JobRow.encoded_args: expected JSON text in UTF-8, got bytes of 3 bytes (job 42)",
        ),
        ("errors", None, "JobRow.errors: expected a tuple, got None (job 42)"),
        ("errors", (1,), "JobRow.errors[0]: expected an AttemptError, got int (job 42)"),
        (
            "errors",
            (JOB.errors[0], AttemptError(JOB.created_at, 1, "", 7)),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - the fault
            "JobRow.errors[1].trace: expected a str, got int (job 42)",
        ),
        ("finalized_at", 0, "JobRow.finalized_at: expected an aware datetime, got int 0 (job 42)"),
        ("kind", 7, "JobRow.kind: expected a str, got int (job 42)"),
        (
            "kind",
            "\ud800",
            "JobRow.kind: expected a str without lone surrogates, got str of 1 characters (job 42)",
        ),
        ("max_attempts", 1.0, "JobRow.max_attempts: expected an integer, got float 1.0 (job 42)"),
        ("metadata", None, "JobRow.metadata: expected JSON as bytes, got None (job 42)"),
        ("priority", None, "JobRow.priority: expected an integer, got None (job 42)"),
        ("queue", b"mail", "JobRow.queue: expected a str, got bytes of 4 bytes (job 42)"),
        ("scheduled_at", "now", "JobRow.scheduled_at: expected an aware datetime, got str 'now' (job 42)"),
        ("state", "cancelled", "JobRow.state: expected a JobState, got str 'cancelled' (job 42)"),
        ("tags", "urgent", "JobRow.tags: expected a tuple, got str of 6 characters (job 42)"),
        ("unique_key", "f500", "JobRow.unique_key: expected bytes, got str of 4 characters (job 42)"),
        ("unique_states", 65, "JobRow.unique_states: expected a tuple, got int (job 42)"),
        (
            "unique_states",
            ("available",),
            "JobRow.unique_states[0]: expected a JobState, got str 'available' (job 42)",
        ),
    ],
)
def test_what_cannot_be_written_is_named(
    write: Callable[[JobRow], object], name: str, value: object, message: str
) -> None:
    with pytest.raises(ValueError, match=rf"JobRow\.{name}") as caught:
        write(job_with(name, value))
    assert type(caught.value) is ValueError
    assert str(caught.value) == message


@pytest.mark.parametrize("write", WRITERS, ids=["to_row", "to_sqlite_row"])
@pytest.mark.parametrize("name", ["attempted_at", "created_at", "finalized_at", "scheduled_at"])
@pytest.mark.parametrize(
    ("time", "reason"),
    [
        pytest.param(
            datetime.fromisoformat("2026-08-07T14:30"),
            "expected an aware datetime (set tzinfo; datetime.UTC for UTC), "
            "got datetime 2026-08-07 14:30:00 (naive)",
            id="naive",
        ),
        pytest.param(
            datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=1))),
            "expected a time whose year is 1 to 9999 in UTC, got datetime 0001-01-01 00:00:00",
            id="before year 1 in UTC",
        ),
        pytest.param(
            datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=-1))),
            "expected a time whose year is 1 to 9999 in UTC, got datetime 9999-12-31 23:00:00",
            id="after year 9999 in UTC",
        ),
    ],
)
def test_a_time_that_no_column_holds_is_refused(
    write: Callable[[JobRow], object], name: str, time: datetime, reason: str
) -> None:
    with pytest.raises(ValueError, match="expected") as caught:
        write(job_with(name, time))
    assert str(caught.value) == f"JobRow.{name}: {reason} (job 42)"


def test_a_time_that_rounds_to_the_year_10000_is_refused_for_sqlite_alone() -> None:
    last = datetime(9999, 12, 31, 23, 59, 59, 999_500, UTC)
    job = job_with("scheduled_at", last)
    assert job.to_row()["scheduled_at"] == last
    with pytest.raises(
        ValueError, match=r"JobRow\.scheduled_at: .* when rounded to the millisecond, got datetime"
    ):
        job.to_sqlite_row()
