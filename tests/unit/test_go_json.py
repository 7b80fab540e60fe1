"""How Go's encoding/json spells times, bytes, integers, strings and lists, read and written in the places
where River's types hold them.
"""

from collections import UserList
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from enum import IntEnum
from http import HTTPStatus

import pytest

from rivertype import AttemptError, DecodeError, JobRow, JobState
from tests.examples import ERROR, JOB, error_dict, error_with, job_dict

LARGEST = 9223372036854775807
SMALLEST = -9223372036854775808


class Text(str):
    """A str of somebody's own, which answers every question in its own way."""

    __slots__ = ()

    def __hash__(self) -> int:
        raise ZeroDivisionError

    def __str__(self) -> str:
        return "somebody's own"

    def __eq__(self, other: object) -> bool:
        raise ZeroDivisionError

    def replace(self, *_: object) -> "Text":
        raise ZeroDivisionError


def refused(data: dict[str, object]) -> str:
    with pytest.raises(DecodeError) as caught:
        JobRow.from_dict(data)
    return str(caught.value)


def error_refused(data: dict[str, object]) -> str:
    with pytest.raises(DecodeError) as caught:
        AttemptError.from_dict(data)
    return str(caught.value)


@pytest.mark.parametrize(
    ("fraction", "microsecond", "nanosecond"),
    [
        ("", 0, 0),
        (".1", 100000, 0),
        (".12", 120000, 0),
        (".123", 123000, 0),
        (".0234", 23400, 0),
        (".12345", 123450, 0),
        (".000001", 1, 0),
        (".1234567", 123456, 700),
        (".12345678", 123456, 780),
        (".123456789", 123456, 789),
        (".000000009", 0, 9),
    ],
)
def test_a_time_is_read_to_the_nanosecond_and_written_as_it_came(
    fraction: str, microsecond: int, nanosecond: int
) -> None:
    data = error_dict(at=f"2026-08-07T14:32:57{fraction}Z")
    error = AttemptError.from_dict(data)
    assert error.at == datetime(2026, 8, 7, 14, 32, 57, microsecond, UTC)
    assert error.at_nanosecond == nanosecond
    assert error.to_dict() == data


@pytest.mark.parametrize(
    ("offset", "minutes"),
    [("+05:30", 330), ("-03:30", -210), ("+00:01", 1), ("-00:01", -1), ("+23:59", 1439), ("-23:59", -1439)],
)
def test_a_time_keeps_its_offset(offset: str, minutes: int) -> None:
    data = error_dict(at=f"2026-08-07T14:32:57.5{offset}")
    error = AttemptError.from_dict(data)
    assert error.at.replace(tzinfo=None) == datetime(2026, 8, 7, 14, 32, 57, 500000)  # noqa: DTZ001  the clock alone
    assert error.at.utcoffset() == timedelta(minutes=minutes)
    assert error.to_dict() == data


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("2026-08-07T14:32:57.500Z", "2026-08-07T14:32:57.5Z", id="trailing zeros"),
        pytest.param("2026-08-07T14:32:50.000Z", "2026-08-07T14:32:50Z", id="zeros alone"),
        pytest.param("2026-08-07T14:32:57+00:00", "2026-08-07T14:32:57Z", id="a zero offset"),
        pytest.param("2026-08-07T14:32:57-00:00", "2026-08-07T14:32:57Z", id="a negative zero offset"),
        pytest.param("2026-08-07T14:32:57.9999999999Z", "2026-08-07T14:32:57.999999999Z", id="10 digits"),
        pytest.param(
            f"2026-08-07T14:32:57.{'1' * 5000}Z", "2026-08-07T14:32:57.111111111Z", id="5,000 digits"
        ),
    ],
)
def test_a_time_is_written_with_the_shortest_fraction_and_z(text: str, written: str) -> None:
    assert AttemptError.from_dict(error_dict(at=text)).to_dict() == error_dict(at=written)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("0001-01-01T00:00:00Z", id="Go's zero time"),
        pytest.param("0001-01-01T00:00:00+23:59", id="year 0 in UTC"),
        pytest.param("9999-12-31T23:59:59.999999999Z", id="the last time"),
        pytest.param("9999-12-31T23:59:59-23:59", id="year 10000 in UTC"),
        pytest.param("2024-02-29T00:00:00Z", id="a leap day"),
    ],
)
def test_the_first_and_last_times_are_read_written_compared_and_hashed(text: str) -> None:
    error = AttemptError.from_dict(error_dict(at=text))
    assert error.to_dict() == error_dict(at=text)
    assert {error: 1}[AttemptError.from_dict(error.to_dict())] == 1


@pytest.mark.parametrize("key", ["AttemptedAt", "CreatedAt", "FinalizedAt", "ScheduledAt"])
@pytest.mark.parametrize(
    ("text", "clock", "written"),
    [
        ("2026-08-07T14:32:57-05:00", "2026-08-07T14:32:57-05:00", "2026-08-07T14:32:57-05:00"),
        ("2026-08-07T14:32:57.123456Z", "2026-08-07T14:32:57.123456+00:00", "2026-08-07T14:32:57.123456Z"),
        ("2026-08-07T14:32:57.123456999Z", "2026-08-07T14:32:57.123456+00:00", "2026-08-07T14:32:57.123456Z"),
        ("9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59.999999+00:00", "9999-12-31T23:59:59.999999Z"),
    ],
)
def test_a_jobs_own_times_keep_their_offset_and_are_cut_to_the_microsecond(
    key: str, text: str, clock: str, written: str
) -> None:
    job = JobRow.from_dict(job_dict(**{key: text}))
    name = {"AttemptedAt": job.attempted_at, "CreatedAt": job.created_at, "FinalizedAt": job.finalized_at}
    time = name.get(key, job.scheduled_at)
    assert time is not None
    assert time.isoformat() == clock
    assert job.to_dict() == job_dict(**{key: written})


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("2026-08-07", id="a date alone"),
        pytest.param("14:32:57Z", id="a clock alone"),
        pytest.param("2026-08-07T14:32Z", id="no second"),
        pytest.param("2026-08-07T14:32:57", id="no offset"),
        pytest.param("2026-08-07T14:32:57.Z", id="a fraction of no digits"),
        pytest.param("2026-08-07T14:32:57,5Z", id="a comma"),
        pytest.param("2026-08-07T14:32:57.5.5Z", id="two fractions"),
        pytest.param("2026-08-07 14:32:57Z", id="a space for the T"),
        pytest.param("2026-08-07t14:32:57Z", id="lower-case t"),
        pytest.param("2026-08-07T14:32:57z", id="lower-case z"),
        pytest.param("2026-08-07T14:32:57UTC", id="a zone's name"),
        pytest.param("2026-08-07T4:32:57Z", id="an hour of one digit"),
        pytest.param("2026-08-07T14:2:57Z", id="a minute of one digit"),
        pytest.param("2026-08-07T14:32:7Z", id="a second of one digit"),
        pytest.param("2026-8-07T14:32:57Z", id="a month of one digit"),
        pytest.param("2026-08-7T14:32:57Z", id="a day of one digit"),
        pytest.param("26-08-07T14:32:57Z", id="a year of two digits"),
        pytest.param("12026-08-07T14:32:57Z", id="a year of five digits"),
        pytest.param("-2026-08-07T14:32:57Z", id="a negative year"),
        pytest.param("+2026-08-07T14:32:57Z", id="a positive year"),
        pytest.param("20260807T143257Z", id="the basic form"),
        pytest.param("2026-W32-5T14:32:57Z", id="a week date"),
        pytest.param("2026-219T14:32:57Z", id="a day of the year"),
        pytest.param("0000-01-01T00:00:00Z", id="year 0"),
        pytest.param("2026-00-07T14:32:57Z", id="month 0"),
        pytest.param("2026-13-07T14:32:57Z", id="month 13"),
        pytest.param("2026-08-00T14:32:57Z", id="day 0"),
        pytest.param("2026-08-32T14:32:57Z", id="day 32"),
        pytest.param("2026-02-30T14:32:57Z", id="30 February"),
        pytest.param("2026-02-29T14:32:57Z", id="29 February of a common year"),
        pytest.param("2026-08-07T24:00:00Z", id="hour 24"),
        pytest.param("2026-08-07T25:32:57Z", id="hour 25"),
        pytest.param("2026-08-07T30:32:57Z", id="hour 30"),
        pytest.param("2026-08-07T14:60:57Z", id="minute 60"),
        pytest.param("2026-08-07T23:59:60Z", id="second 60"),
        pytest.param("2026-08-07T14:32:57+24:00", id="offset hour 24"),
        pytest.param("2026-08-07T14:32:57+05:60", id="offset minute 60"),
        pytest.param("2026-08-07T14:32:57+05", id="an offset without minutes"),
        pytest.param("2026-08-07T14:32:57+0530", id="an offset without a colon"),
        pytest.param("2026-08-07T14:32:57+5:30", id="an offset hour of one digit"),
        pytest.param("2026-08-07T14:32:57+05:30:00", id="an offset with seconds"),
        pytest.param("2026-08-07T14:32:57\u221205:00", id="a typographic minus"),
        pytest.param("2026-08-07T14:32:57Z+00:00", id="two offsets"),
        pytest.param("2026-08-07T14:32:57Z\n", id="a newline after it"),
        pytest.param(" 2026-08-07T14:32:57Z", id="a space before it"),
        pytest.param("2026-08-07T14:32:57 Z", id="a space before the offset"),
        pytest.param("2026-08-07T14:32:57Z\x00", id="NUL after it"),
        pytest.param("2026-08-07T14:32\x00:57Z", id="NUL inside"),
        pytest.param("2026-08-07T23:Z\x00:59.123456Z", id="NUL that ends a C string"),
        pytest.param("2026-08-0\u0667T14:32:57Z", id="a digit that is not ASCII"),
        pytest.param("2026-08-07T14:32:57.\u0665Z", id="a fraction that is not ASCII"),
        pytest.param("2026-08-07T14:32:57.5\ud800Z", id="a lone surrogate"),
    ],
)
def test_another_spelling_of_a_time_is_refused(text: str) -> None:
    cut = f"... of {len(text)} characters" if len(text) > 40 else ""
    reason = f"expected an RFC 3339 timestamp, got str {text[:40]!r}{cut}"
    assert error_refused(error_dict(at=text)) == f"AttemptError.at: {reason}"
    assert refused(job_dict(CreatedAt=text)) == f"JobRow.CreatedAt: {reason} (job 42)"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (True, "True"),
        (1786113177, "int 1786113177"),
        (1786113177.5, "float 1786113177.5"),
        (b"2026-08-07T14:32:57Z", "bytes of 20 bytes"),
        ([2026, 8, 7], "list of 3 elements"),
        (datetime(2026, 8, 7, tzinfo=UTC), "datetime 2026-08-07 00:00:00"),
    ],
)
def test_a_time_is_a_string(value: object, shown: str) -> None:
    assert (
        error_refused(error_dict(at=value)) == f"AttemptError.at: expected an RFC 3339 timestamp, got {shown}"
    )


def test_a_time_may_be_a_str_of_somebodys_own() -> None:
    assert AttemptError.from_dict(error_dict(at=Text("2026-08-07T09:32:57.123456789-05:00"))) == ERROR
    assert error_refused(error_dict(at=Text("yesterday"))).endswith(f"got {__name__}.Text")


@pytest.mark.parametrize(
    ("offset", "written"),
    [
        (timedelta(0), "2026-08-07T14:32:57Z"),
        (timedelta(hours=14), "2026-08-07T14:32:57+14:00"),
        (timedelta(minutes=-1), "2026-08-07T14:32:57-00:01"),
        (timedelta(hours=-23, minutes=-59), "2026-08-07T14:32:57-23:59"),
        (timedelta(hours=10, minutes=7), "2026-08-07T14:32:57+10:07"),
    ],
)
def test_a_time_is_written_in_its_own_offset(offset: timedelta, written: str) -> None:
    time = datetime(2026, 8, 7, 14, 32, 57, tzinfo=timezone(offset))
    assert replace(JOB, created_at=time).to_dict()["CreatedAt"] == written


def test_a_time_before_year_1000_is_written_with_four_digits() -> None:
    assert (
        replace(JOB, created_at=datetime(7, 1, 2, 3, 4, 5, 600, UTC)).to_dict()["CreatedAt"]
        == "0007-01-02T03:04:05.0006Z"
    )


@pytest.mark.parametrize(
    "offset", [timedelta(seconds=1), timedelta(minutes=-5, microseconds=1), timedelta(hours=1, seconds=30)]
)
def test_an_offset_that_go_cannot_spell_is_not_written(offset: timedelta) -> None:
    time = datetime(2026, 8, 7, tzinfo=timezone(offset))
    with pytest.raises(ValueError, match="created_at") as caught:
        replace(JOB, created_at=time).to_dict()
    assert str(caught.value) == (
        "JobRow.created_at: expected a datetime whose UTC offset is whole minutes, "
        "got datetime 2026-08-07 00:00:00 (job 42)"
    )


@pytest.mark.parametrize("key", ["EncodedArgs", "Metadata", "UniqueKey"])
@pytest.mark.parametrize(
    ("text", "decoded"),
    [
        pytest.param("", b"", id="empty"),
        pytest.param("AA==", b"\x00", id="two of padding"),
        pytest.param("AAA=", b"\x00\x00", id="one of padding"),
        pytest.param("AAAA", b"\x00\x00\x00", id="no padding"),
        pytest.param("+/+/", b"\xfb\xff\xbf", id="plus and slash"),
        pytest.param("e30=", b"{}", id="braces"),
        pytest.param("e31=", b"{}", id="unused low bits that are set"),
        pytest.param("e3\r\n0=", b"{}", id="CR and LF inside"),
        pytest.param("\ne\n3\n0\n=\r\n", b"{}", id="LF everywhere"),
        pytest.param("AA=\n=", b"\x00", id="LF between the padding"),
        pytest.param("\r\n", b"", id="CR and LF alone"),
    ],
)
def test_bytes_are_read_from_padded_standard_base64(key: str, text: str, decoded: bytes) -> None:
    job = JobRow.from_dict(job_dict(**{key: text}))
    assert {"EncodedArgs": job.encoded_args, "Metadata": job.metadata, "UniqueKey": job.unique_key}[
        key
    ] == decoded


@pytest.mark.parametrize("key", ["EncodedArgs", "Metadata", "UniqueKey"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("e30", id="no padding"),
        pytest.param("AA=", id="too little padding"),
        pytest.param("e30==", id="too much padding"),
        pytest.param("AAAA=", id="padding that nothing needs"),
        pytest.param("AAAA====", id="a group of padding"),
        pytest.param("=", id="padding alone"),
        pytest.param("====", id="four of padding"),
        pytest.param("A", id="one character"),
        pytest.param("A===", id="one character, padded"),
        pytest.param("-_-_", id="URL-safe"),
        pytest.param(" e30=", id="a space before it"),
        pytest.param("e30= ", id="a space after it"),
        pytest.param("e3\t0=", id="a tab inside"),
        pytest.param("e30=e30=", id="two texts"),
        pytest.param("e30=x", id="text after it"),
        pytest.param("e30=\x00", id="NUL after it"),
        pytest.param("e3\u00e9=", id="not ASCII"),
        pytest.param("\ud800AAA", id="a lone surrogate"),
        pytest.param("{}", id="the JSON itself"),
        pytest.param("\\xf500", id="PostgreSQL's hexadecimal"),
    ],
)
def test_another_spelling_of_bytes_is_refused(key: str, text: str) -> None:
    assert refused(job_dict(**{key: text})) == (
        f"JobRow.{key}: expected bytes as padded standard base64, got str of {len(text)} characters (job 42)"
    )


def test_an_array_of_numbers_is_no_bytes() -> None:
    assert refused(job_dict(Metadata=[123, 125])) == (
        "JobRow.Metadata: expected bytes as a base64 string, got list of 2 elements (job 42)"
    )


def test_bytes_may_come_as_a_str_of_somebodys_own() -> None:
    assert JobRow.from_dict(job_dict(EncodedArgs=Text("eyJ0byI6ICJhbm4ifQ=="))) == JOB


def test_every_byte_is_written_as_padded_standard_base64() -> None:
    job = replace(JOB, encoded_args=b"", metadata=b"\xfb\xff\xbf\x00", unique_key=bytes(100))
    assert job.to_dict() == job_dict(EncodedArgs="", Metadata="+/+/AA==", UniqueKey="A" * 134 + "==")


@pytest.mark.parametrize("key", ["ID", "Attempt", "MaxAttempts", "Priority"])
@pytest.mark.parametrize("number", [0, -1, LARGEST, SMALLEST])
def test_an_integer_has_64_bits_and_a_sign(key: str, number: int) -> None:
    data = job_dict(**{key: number})
    job = JobRow.from_dict(data)
    assert {"ID": job.id, "Attempt": job.attempt, "MaxAttempts": job.max_attempts, "Priority": job.priority}[
        key
    ] == number
    assert job.to_dict() == data


class Level(IntEnum):
    HIGH = 1


@pytest.mark.parametrize("key", ["Attempt", "MaxAttempts", "Priority"])
@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (LARGEST + 1, "an integer of 64 bits, got int 9223372036854775808"),
        (SMALLEST - 1, "an integer of 64 bits, got int -9223372036854775809"),
        pytest.param(10**5000, "an integer of 64 bits, got int", id="5,001 digits"),
        (1.0, "an integer, got float 1.0"),
        (float("inf"), "an integer, got float inf"),
        ("1", "an integer, got str '1'"),
        (True, "an integer, got True"),
        (False, "an integer, got False"),
        (Level.HIGH, f"an integer, got {__name__}.Level"),
        (HTTPStatus.OK, "an integer, got http.HTTPStatus"),
        (Decimal(1), "an integer, got decimal.Decimal"),
        ([1], "an integer, got list of 1 elements"),
        (None, "an integer, got None"),
    ],
)
def test_what_is_no_such_integer_is_refused(key: str, value: object, reason: str) -> None:
    assert refused(job_dict(**{key: value})) == f"JobRow.{key}: expected {reason} (job 42)"
    with pytest.raises(DecodeError, match=r"^AttemptError\.attempt: expected an integer"):
        AttemptError.from_dict(error_dict(attempt=value))


TEXTS = [
    pytest.param("", "", id="empty"),
    pytest.param(
        "<&> \u2028 caf\u00e9 \U0001f600 \x00\x7f",
        "<&> \u2028 caf\u00e9 \U0001f600 \x00\x7f",
        id="any character",
    ),
    pytest.param("a\ud800b", "a\ufffdb", id="a lone high surrogate"),
    pytest.param("\udfff", "\ufffd", id="a lone low surrogate"),
    pytest.param("\ude00\ud83d", "\ufffd\ufffd", id="two in the wrong order"),
    pytest.param("\ud7ff\ue000", "\ud7ff\ue000", id="the characters on either side of them"),
    pytest.param(Text("a\ud800b"), "a\ufffdb", id="a str of somebody's own"),
]


@pytest.mark.parametrize(("text", "read"), TEXTS)
def test_a_string_is_read_with_lone_surrogates_replaced(text: str, read: str) -> None:
    job = JobRow.from_dict(
        job_dict(
            Kind=text,
            Queue=text,
            Tags=["x", text],
            AttemptedBy=[text],
            Errors=[error_dict(error=text, trace=text)],
        )
    )
    strings = [
        job.kind,
        job.queue,
        job.tags[1],
        job.attempted_by[0],
        job.errors[0].error,
        job.errors[0].trace,
    ]
    assert strings == [read] * 6
    assert {type(string) for string in strings} == {str}


def test_a_str_of_somebodys_own_is_written_by_its_characters() -> None:
    data = replace(
        JOB, kind=Text("sort"), tags=(Text("a"),), errors=(replace(ERROR, error=Text("e")),)
    ).to_dict()
    written = [data["Kind"], data["Tags"][0], data["Errors"][0]["error"]]
    assert written == ["sort", "a", "e"]
    assert {type(text) for text in written} == {str}


@pytest.mark.parametrize("state", JobState)
def test_every_state_is_read_and_written(state: JobState) -> None:
    job = JobRow.from_dict(job_dict(State=state.value))
    assert job.state is state
    assert type(job.to_dict()["State"]) is str
    assert job.to_dict()["State"] == state.value


@pytest.mark.parametrize("state", ["", "Running", "running ", "sleeping", "RUNNING"])
def test_a_state_that_river_does_not_know_is_refused(state: str) -> None:
    assert refused(job_dict(State=state)) == (
        "JobRow.State: expected a job state (available, cancelled, completed, discarded, pending, retryable, "
        f"running, scheduled), got str {state!r} (job 42)"
    )


def test_a_state_may_be_a_member_or_a_str_of_somebodys_own() -> None:
    assert JobRow.from_dict(job_dict(State=JobState.CANCELLED)) == JOB
    assert JobRow.from_dict(job_dict(State=Text("cancelled"))).state is JobState.CANCELLED
    assert f"got {__name__}.Text" in refused(job_dict(State=Text("sleeping")))


@pytest.mark.parametrize("value", [1, None, ["running"], {"running": 1}, b"running"])
def test_what_is_no_string_is_no_state(value: object) -> None:
    assert refused(job_dict(State=value)).startswith("JobRow.State: expected a job state (")
    assert refused(job_dict(UniqueStates=["running", value])).startswith(
        "JobRow.UniqueStates[1]: expected a job"
    )


def test_unique_states_keep_their_order_and_repetition_as_in_go() -> None:
    data = job_dict(UniqueStates=["running", "available", "running"])
    job = JobRow.from_dict(data)
    assert job.unique_states == (JobState.RUNNING, JobState.AVAILABLE, JobState.RUNNING)
    assert job.to_dict() == data


@pytest.mark.parametrize(
    ("key", "written"),
    [("AttemptedBy", None), ("Errors", []), ("Tags", []), ("UniqueStates", None)],
)
def test_null_and_an_empty_list_are_read_alike_and_written_as_rivers_drivers_give_them(
    key: str, written: list[object] | None
) -> None:
    empty: list[object] = []
    assert JobRow.from_dict(job_dict(**{key: None})).to_dict() == job_dict(**{key: written})
    assert JobRow.from_dict(job_dict(**{key: empty})).to_dict() == job_dict(**{key: written})


@pytest.mark.parametrize("key", ["AttemptedBy", "Errors", "Tags", "UniqueStates"])
@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("[]", "str of 2 characters"),
        ("", "str of 0 characters"),
        ({}, "dict of 0 keys"),
        (0, "int"),
        (False, "bool"),
        (b"", "bytes of 0 bytes"),
        (set[str](), "set"),
        (UserList[str](), "collections.UserList"),
    ],
)
def test_what_is_no_array_is_refused_and_its_contents_not_shown(key: str, value: object, shown: str) -> None:
    assert refused(job_dict(**{key: value})) == f"JobRow.{key}: expected an array, got {shown} (job 42)"


@pytest.mark.parametrize("key", ["AttemptedBy", "Errors", "Tags", "UniqueStates"])
def test_a_null_element_is_refused(key: str) -> None:
    assert refused(job_dict(**{key: [None]})).startswith(f"JobRow.{key}[0]: expected a")


@pytest.mark.parametrize("make", [list, tuple])
def test_a_list_is_written_as_a_json_array(make: Callable[[object], object]) -> None:
    data = replace(JOB, tags=("b", "a")).to_dict()
    assert data["Tags"] == ["b", "a"]
    assert JobRow.from_dict(job_dict(Tags=make(("b", "a")))) == replace(JOB, tags=("b", "a"))


@pytest.mark.parametrize("state", JobState)
def test_unique_states_are_written_by_name(state: JobState) -> None:
    written = replace(JOB, unique_states=(state,)).to_dict()["UniqueStates"]
    assert written == [state.value]
    assert written is not None
    assert type(written[0]) is str


def test_a_written_error_is_one_whatever_its_place() -> None:
    late = error_with("at_nanosecond", 1)
    assert replace(JOB, errors=(ERROR, late)).to_dict()["Errors"] == [ERROR.to_dict(), late.to_dict()]
