"""Sizes that no job has: they are read or refused, in the time that reading them once takes."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from rivertype import AttemptError, DecodeError, JobRow
from tests.examples import JOB, error_dict, job_dict

DEEP = 100_000
MANY = 100_000
MEGABYTES_100 = 100_000_000


def nested(depth: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(depth):
        value = [value]
    return value


def nested_jsonb(depth: int) -> bytes:
    """Arrays within each other, the sizes of all in four bytes."""
    return b"".join(b"\xeb" + (5 * level).to_bytes(4, "big") for level in range(depth, -1, -1))


def read_row(**columns: object) -> JobRow:
    return JobRow.from_row({**JOB.to_row(), **columns})


def read_dict(**fields: object) -> JobRow:
    return JobRow.from_dict(job_dict(**fields))


JSON_COLUMNS = ["args", "metadata", "errors", "tags", "attempted_by"]


@pytest.mark.parametrize("column", JSON_COLUMNS)
@pytest.mark.parametrize(
    "value",
    [
        pytest.param("[" * DEEP + "]" * DEEP, id="text"),
        pytest.param('{"a":' * DEEP + "1" + "}" * DEEP, id="objects"),
        pytest.param("[" * DEEP, id="text without an end"),
        pytest.param(nested(DEEP), id="decoded"),
        pytest.param(nested_jsonb(DEEP), id="JSONB"),
    ],
)
def test_a_nesting_of_100_000_levels_is_refused_in_a_row(column: str, value: object) -> None:
    with pytest.raises(DecodeError, match=rf"^river_job\.{column}.{{0,200}}$"):
        read_row(**{column: value})


@pytest.mark.parametrize(
    "field", ["ID", "CreatedAt", "Kind", "State", "Tags", "Errors", "UniqueStates", "Metadata"]
)
def test_a_nesting_of_100_000_levels_is_refused_in_gos_json(field: str) -> None:
    with pytest.raises(DecodeError, match=rf"^JobRow\.{field}.{{0,200}}$"):
        read_dict(**{field: nested(DEEP)})


def test_an_integer_of_100_000_digits_stays_in_json_text_and_is_refused_elsewhere() -> None:
    digits = "9" * MANY
    assert read_row(args=digits).encoded_args == digits.encode()
    assert read_row(errors=[f'{{"attempt":{digits}}}']).errors[0].attempt == 0
    assert read_row(errors=[f'{{"attempt":"{digits}"}}']).errors[0].attempt == 0
    with pytest.raises(DecodeError, match="got str of 100000 characters"):
        read_row(tags=digits)
    integer = 10**MANY
    for columns in (
        {"id": integer},
        {"attempt": integer},
        {"created_at": integer},
        {"args": integer},
        {"args": [integer]},
    ):
        with pytest.raises(DecodeError, match=r"^.{0,200}$"):
            read_row(**columns)
    with pytest.raises(DecodeError, match=r"^.{0,200}$"):
        read_dict(ID=integer)


def test_text_of_100_megabytes_is_kept_whole_where_it_may_stand() -> None:
    text = "a" * MEGABYTES_100
    assert read_row(args=f'"{text}"').encoded_args[1:-1] == text.encode()
    assert len(read_row(errors=[error_dict(error=text)]).errors[0].error) == MEGABYTES_100
    assert read_row(unique_key=text).unique_key == b"\xaa" * (MEGABYTES_100 // 2)
    assert len(read_dict(EncodedArgs=text).encoded_args) == MEGABYTES_100 // 4 * 3
    assert read_dict(Kind=text).kind == text


REFUSED: dict[str, Callable[[str], JobRow]] = {
    "an integer": lambda text: read_dict(ID=text),
    "a state": lambda text: read_dict(State=text),
    "a timestamp": lambda text: read_dict(CreatedAt=text),
    "unique states": lambda text: read_dict(UniqueStates=[text]),
    "base64": lambda text: read_dict(Metadata=text + "!"),
    "the time of a column": lambda text: read_row(created_at=text),
    "JSON": lambda text: read_row(args=text),
    "JSONB": lambda text: read_row(args=text.encode()),
    "bits": lambda text: read_row(unique_states=text),
}


@pytest.mark.parametrize("place", REFUSED)
def test_text_of_100_megabytes_is_refused_with_a_short_message(place: str) -> None:
    with pytest.raises(DecodeError, match=r"^.{0,250}$"):
        REFUSED[place]("0" * MEGABYTES_100)


def test_a_fraction_of_a_million_digits_is_cut_where_go_cuts_it() -> None:
    fraction = "123456789" + "9" * 1_000_000
    assert read_dict(CreatedAt=f"2026-08-07T14:30:00.{fraction}Z").created_at.microsecond == 123_456
    assert read_row(created_at=f"2026-08-07 14:30:00.{fraction}").created_at.microsecond == 123_456
    error = AttemptError.from_dict(error_dict(at=f"2026-08-07T14:30:00.{fraction}Z"))
    assert (error.at.microsecond, error.at_nanosecond) == (123_456, 789)


@pytest.mark.parametrize("column", JSON_COLUMNS)
@pytest.mark.parametrize(
    "blob",
    [
        pytest.param(b"\xeb\xff\xff\xff\xff" + b"\x00" * 10, id="an array of 4 GB"),
        pytest.param(b"\xea\xff\xff\xff\xff" + b"a" * 10, id="a text of 4 GB"),
        pytest.param(b"\xfb" + b"\xff" * 8 + b"\x00" * 10, id="an array of 16 EB"),
        pytest.param(b"\x6b\xea\xff\xff\xff\xff\x61", id="a text of 4 GB within an array"),
    ],
)
def test_a_blob_that_claims_more_than_it_holds_is_refused(column: str, blob: bytes) -> None:
    with pytest.raises(DecodeError, match=rf"^river_job\.{column}: "):
        read_row(**{column: blob})


EARLIEST, LATEST = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, 59, 999_999, UTC)
AHEAD, BEHIND = timezone(timedelta(hours=5)), timezone(timedelta(hours=-5))


@pytest.mark.parametrize("edge", [EARLIEST, LATEST])
def test_the_first_and_the_last_microsecond_are_read_in_every_spelling(edge: datetime) -> None:
    for value in (edge, edge.isoformat(), edge.isoformat(" ").removesuffix("+00:00")):
        assert read_row(created_at=value).created_at == edge
    assert read_dict(CreatedAt=edge.isoformat()).created_at == edge


@pytest.mark.parametrize(
    "past_the_edge",
    [EARLIEST.replace(tzinfo=AHEAD), LATEST.replace(tzinfo=BEHIND)],
    ids=["before year 1", "year 10000"],
)
def test_a_time_past_the_edges_in_utc_is_refused_in_a_row_and_kept_in_its_offset_in_gos_json(
    past_the_edge: datetime,
) -> None:
    for value in (past_the_edge, past_the_edge.isoformat(), past_the_edge.isoformat(" ")):
        with pytest.raises(DecodeError, match="expected a timestamp from year 1 to 9999"):
            read_row(created_at=value)
    job = read_dict(CreatedAt=past_the_edge.isoformat())
    assert job.to_dict()["CreatedAt"][:19] == past_the_edge.isoformat()[:19]
    with pytest.raises(
        ValueError, match=r"^JobRow\.created_at: expected a time whose year is 1 to 9999 in UTC"
    ):
        job.to_row()


def test_a_list_of_30_000_is_read_and_written() -> None:
    errors = [error_dict(attempt=number) for number in range(30_000)]
    job = read_dict(Errors=errors, Tags=["tag"] * 30_000)
    assert [error.attempt for error in job.errors] == list(range(30_000))
    assert (
        JobRow.from_row(json.loads(json.dumps(job.to_sqlite_row() | {"unique_key": "f500"}))).errors
        == job.errors
    )
