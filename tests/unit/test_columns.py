"""Each kind of column as each driver spells it, and what is refused beside it.

The drivers are not installed here: plain values stand for what they hand over, and small stand-ins, named so,
for the types that are their own.
"""

import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from enum import Enum, StrEnum

import pytest

from rivertype import DecodeError, JobState
from rivertype._columns import (
    read_blob_column,
    read_counter_column,
    read_json_column,
    read_state_column,
    read_states_column,
    read_text_column,
    read_text_list_column,
    read_time_column,
)


class StandInBitString:
    """asyncpg's BitString, so far as it is used: its bits are padded with zeros to whole bytes."""

    def __init__(self, bits: bytes) -> None:
        self.bytes = bits


BitString = type("BitString", (StandInBitString,), {})


class StrSubclass(str):
    """As SQLAlchemy 2.1 gives bits."""

    __slots__ = ()


class DatetimeSubclass(datetime):
    """As pandas and test clocks give times."""


NotATime = type("NotATime", (datetime,), {"year": float("nan")})
"""Stands for the type of pandas' NaT: a datetime whose fields are NaN."""


class NewYorkIn2026(tzinfo):
    """Stands for the ZoneInfo that psycopg 3 gives: on 1 November, 1:30 comes twice, and fold tells which."""

    def utcoffset(self, moment: datetime | None) -> timedelta:
        return timedelta(hours=-5 if moment is not None and moment.fold else -4)

    def dst(self, moment: datetime | None) -> timedelta:
        return timedelta(hours=5) + self.utcoffset(moment)

    def tzname(self, moment: datetime | None) -> str:
        return "EST" if self.dst(moment) == timedelta() else "EDT"


class NumberedState(Enum):
    """An enum as psycopg's register_enum makes it: names are labels, values are numbers."""

    retryable = 6
    unheard_of = 9


class NamedState(Enum):
    """An enum as SQLAlchemy users declare it: values are labels."""

    FAILED_FOR_NOW = "retryable"
    LOST = "lost"


class OtherStrEnum(StrEnum):
    RETRYABLE = "retryable"


def released() -> memoryview:
    """A memoryview whose driver has freed what it showed."""
    view = memoryview(b"{}")
    view.release()
    return view


def reason(read: Callable[[object], object], value: object) -> str:
    """Why a reader refuses a value."""
    with pytest.raises(DecodeError) as caught:
        read(value)
    assert caught.value.path == ""
    return caught.value.reason


@pytest.mark.parametrize(
    ("value", "count"), [(0, 0), (25, 25), (2**63 - 1, 2**63 - 1), (-1, 0), (-(2**63), 0)]
)
def test_a_count_below_zero_is_zero(value: int, count: int) -> None:
    assert read_counter_column(value) == count


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (None, "expected an integer, got None"),
        (True, "expected an integer, got True"),
        (1.0, "expected an integer, got float 1.0"),
        ("1", "expected an integer, got str '1'"),
        (Decimal(1), "expected an integer, got decimal.Decimal"),
        (2**63, "expected an integer of 64 bits, got int 9223372036854775808"),
        (-(2**63) - 1, "expected an integer of 64 bits, got int -9223372036854775809"),
        pytest.param(10**5_000, "expected an integer of 64 bits, got int", id="5,001 digits"),
    ],
)
def test_a_count_is_an_int_of_64_bits(value: object, why: str) -> None:
    assert reason(read_counter_column, value) == why


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("send_mail", "send_mail"),
        ("", ""),
        (b"caf\xc3\xa9", "café"),
        ("a\ud800b", "a\ufffdb"),
        (StrSubclass("send_mail"), "send_mail"),
    ],
)
def test_text_is_a_str_or_bytes_in_utf_8(value: object, text: str) -> None:
    read = read_text_column(value)
    assert read == text
    assert type(read) is str


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (None, "expected a string, got None"),
        (1, "expected a string, got int 1"),
        (["a"], "expected a string, got list of 1 elements"),
        (b"\xff", "expected a string, got bytes of 1 bytes"),
    ],
)
def test_nothing_else_is_text(value: object, why: str) -> None:
    assert reason(read_text_column, value) == why


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("retryable", id="a str"),
        pytest.param(b"retryable", id="bytes, from psycopg's binary cursor"),
        pytest.param(JobState.RETRYABLE, id="our own enum, registered with a driver"),
        pytest.param(OtherStrEnum.RETRYABLE, id="a str enum of the user's"),
        pytest.param(NamedState.FAILED_FOR_NOW, id="an enum whose value is the state"),
        pytest.param(NumberedState.retryable, id="an enum whose name is the state"),
    ],
)
def test_a_state_is_read_from_each_drivers_spelling(value: object) -> None:
    assert read_state_column(value) is JobState.RETRYABLE


STATES = "available, cancelled, completed, discarded, pending, retryable, running, scheduled"


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("Retryable", f"expected a job state ({STATES}), got str 'Retryable'"),
        (b"lost", f"expected a job state ({STATES}), got str 'lost'"),
        (NamedState.LOST, f"expected a job state ({STATES}), got str 'lost'"),
        (NumberedState.unheard_of, f"expected a job state ({STATES}), got str 'unheard_of'"),
        (None, f"expected a job state ({STATES}), got None"),
        (6, f"expected a job state ({STATES}), got int 6"),
        (b"\xff", f"expected a job state ({STATES}), got bytes of 1 bytes"),
    ],
)
def test_a_state_that_river_does_not_know_is_refused(value: object, why: str) -> None:
    assert reason(read_state_column, value) == why


@pytest.mark.parametrize(
    ("value", "time"),
    [
        pytest.param(
            datetime(2026, 8, 7, 14, 32, 57, 123456, UTC),
            datetime(2026, 8, 7, 14, 32, 57, 123456, UTC),
            id="aware, in UTC",
        ),
        pytest.param(
            datetime(2026, 8, 7, 9, 32, 57, tzinfo=timezone(timedelta(hours=-5))),
            datetime(2026, 8, 7, 14, 32, 57, tzinfo=UTC),
            id="aware, at a fixed offset",
        ),
        pytest.param(
            datetime(2026, 11, 1, 1, 30, tzinfo=NewYorkIn2026()),
            datetime(2026, 11, 1, 5, 30, tzinfo=UTC),
            id="the first 1:30 as summer time ends",
        ),
        pytest.param(
            datetime(2026, 11, 1, 1, 30, tzinfo=NewYorkIn2026(), fold=1),
            datetime(2026, 11, 1, 6, 30, tzinfo=UTC),
            id="the second 1:30 as summer time ends",
        ),
        pytest.param(
            datetime.fromisoformat("2026-08-07T14:32:57.000001"),
            datetime(2026, 8, 7, 14, 32, 57, 1, UTC),
            id="naive",
        ),
        pytest.param(
            DatetimeSubclass(2026, 8, 7, 14, 32, 57, 1, UTC),
            datetime(2026, 8, 7, 14, 32, 57, 1, UTC),
            id="of a subclass",
        ),
        pytest.param(
            datetime(9999, 12, 31, 23, 59, 59, 999999, UTC),
            datetime(9999, 12, 31, 23, 59, 59, 999999, UTC),
            id="the last, aware",
        ),
        pytest.param(
            datetime(1, 1, 1, tzinfo=UTC),
            datetime(1, 1, 1, tzinfo=UTC),
            id="the first, aware",
        ),
        pytest.param(
            datetime.fromisoformat("9998-12-31T23:59"),
            datetime(9998, 12, 31, 23, 59, tzinfo=UTC),
            id="late, naive",
        ),
        pytest.param(datetime.fromisoformat("0001-01-02"), datetime(1, 1, 2, tzinfo=UTC), id="early, naive"),
        pytest.param(
            datetime.fromisoformat("0001-02-01"), datetime(1, 2, 1, tzinfo=UTC), id="a month later, naive"
        ),
    ],
)
def test_a_datetime_is_read_as_a_plain_one_in_utc(value: datetime, time: datetime) -> None:
    read = read_time_column(value)
    assert read == time
    assert type(read) is datetime
    assert read.tzinfo is UTC


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2026-08-07 14:32:57", datetime(2026, 8, 7, 14, 32, 57, tzinfo=UTC)),
        ("2026-08-07 14:32:57.1", datetime(2026, 8, 7, 14, 32, 57, 100_000, UTC)),
        ("2026-08-07 14:32:57.12", datetime(2026, 8, 7, 14, 32, 57, 120_000, UTC)),
        ("2026-08-07 14:32:57.123", datetime(2026, 8, 7, 14, 32, 57, 123_000, UTC)),
        ("2026-08-07 14:32:57.000001", datetime(2026, 8, 7, 14, 32, 57, 1, UTC)),
        ("2026-08-07 14:32:57.123456999", datetime(2026, 8, 7, 14, 32, 57, 123_456, UTC)),
        pytest.param(
            "2026-08-07 14:32:57." + "9" * 100_000,
            datetime(2026, 8, 7, 14, 32, 57, 999_999, UTC),
            id="100,000 digits",
        ),
        ("2026-08-07 09:32:57.123456789-05:00", datetime(2026, 8, 7, 14, 32, 57, 123_456, UTC)),
        ("2026-08-07T14:32:57Z", datetime(2026, 8, 7, 14, 32, 57, tzinfo=UTC)),
        ("2026-08-07T14:32:57", datetime(2026, 8, 7, 14, 32, 57, tzinfo=UTC)),
        ("2026-08-07 14:32:57Z", datetime(2026, 8, 7, 14, 32, 57, tzinfo=UTC)),
        ("2026-08-07 14:32", datetime(2026, 8, 7, 14, 32, tzinfo=UTC)),
        ("2026-08-07 20:02+05:30", datetime(2026, 8, 7, 14, 32, tzinfo=UTC)),
        ("2026-08-07", datetime(2026, 8, 7, tzinfo=UTC)),
        (
            "2026-08-07 09:32:57.123456789 -0500 CDT m=+12.345678901",
            datetime(2026, 8, 7, 14, 32, 57, 123_456, UTC),
        ),
        ("2026-08-07 14:32:57.5 +0000 UTC", datetime(2026, 8, 7, 14, 32, 57, 500_000, UTC)),
        ("2026-08-07 14:32:57 +0000 UTC m=-0.000001", datetime(2026, 8, 7, 14, 32, 57, tzinfo=UTC)),
        ("2026-08-07 18:02:57 +0330 +0330", datetime(2026, 8, 7, 14, 32, 57, tzinfo=UTC)),
        ("2026-08-07 11:32:57 -0300 -03", datetime(2026, 8, 7, 14, 32, 57, tzinfo=UTC)),
        ("2026-08-07 14:32:57+00", datetime(2026, 8, 7, 14, 32, 57, tzinfo=UTC)),
        ("2026-08-07T20:02:57.12+05:30", datetime(2026, 8, 7, 14, 32, 57, 120_000, UTC)),
        ("1883-11-18 12:00:00-04:56:02", datetime(1883, 11, 18, 16, 56, 2, tzinfo=UTC)),
        ("1900-01-01 00:19:32+00:19:32", datetime(1900, 1, 1, tzinfo=UTC)),
        ("2026-08-07 23:59:59+23:59", datetime(2026, 8, 7, 0, 0, 59, tzinfo=UTC)),
        ("0001-01-01T00:00:00Z", datetime(1, 1, 1, tzinfo=UTC)),
        ("9999-12-31 23:59:59.999999999", datetime(9999, 12, 31, 23, 59, 59, 999_999, UTC)),
    ],
)
def test_text_is_a_time_in_each_form_that_river_wrote_or_a_database_spells(text: str, time: datetime) -> None:
    read = read_time_column(text)
    assert read == time
    assert read.tzinfo is UTC
    assert read_time_column(StrSubclass(text)) == time


@pytest.mark.parametrize(
    "text",
    [
        *[
            "",
            "now",
            "2026",
            "2026-08",
            "2026-08-07 ",
            "2026-08-07T",
            "2026-08-07T14",
            "2026-W32-5",
            "1786113177",
        ],
        *["20260807T143257Z", "2026-8-7 14:32:57", "2026-08-07 4:32:57", "2026/08/07 14:32:57"],
        *["2026-08-07 24:00:00", "2026-08-07 14:60:00", "2026-08-07 14:32:60", "2026-02-30 00:00:00"],
        *["2026-00-07 00:00:00", "2026-13-07 00:00:00", "2026-08-00 00:00:00"],
        *["2026-08-07 14:32:57.", "2026-08-07 14:32:57,1", "2026-08-07t14:32:57Z", "2026-08-07T14:32:57z"],
        *["2026-08-07 14:00.5", "2026-08-07  14:32:57", " 2026-08-07 14:32:57", "2026-08-07 14:32:57\n"],
        *["2026-08-07 14:32:57+24:00", "2026-08-07 14:32:57+05:60", "2026-08-07 14:32:57+5", "2026-08-07Z"],
        *[
            "2026-08-07 14:32:57 CDT",
            "2026-08-07 14:32:57 m=+1",
            "2026-08-07 14:32:57 +0330",
            "2026-08-07 14:32:57+0330",
            "\u0662\u0660\u0662\u0666-08-07 14:32:57",
            "2026-08-07 14:32:57 -0500 C1",
            "2026-08-07 14:32:57 Z",
        ],
        *["infinity", "-infinity", "0044-03-15 12:00:00+00 BC", "0044-03-15T12:00:00+00:00 BC"],
        *["0000-01-01 00:00:00", "10000-01-01 00:00:00+00"],
        *["0001-01-01 00:00:00+00:01", "9999-12-31 23:59:59-00:01"],
    ],
)
def test_text_in_any_other_form_is_no_time(text: str) -> None:
    assert reason(read_time_column, text) == f"expected a timestamp from year 1 to 9999, got str {text!r}"


@pytest.mark.parametrize(
    ("number", "time"),
    [
        (0, datetime(1970, 1, 1, tzinfo=UTC)),
        (1_786_113_177, datetime(2026, 8, 7, 14, 32, 57, tzinfo=UTC)),
        (-1, datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC)),
        (1_786_113_177.25, datetime(2026, 8, 7, 14, 32, 57, 250_000, UTC)),
        (-0.5, datetime(1969, 12, 31, 23, 59, 59, 500_000, UTC)),
        (253_402_300_799, datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)),
        (-62_135_596_800, datetime(1, 1, 1, tzinfo=UTC)),
        (1_786_113_177_123, datetime(2026, 8, 7, 14, 32, 57, 123_000, UTC)),
        (1_786_113_177_123.0, datetime(2026, 8, 7, 14, 32, 57, 123_000, UTC)),
        (1_000_000_000_001, datetime(2001, 9, 9, 1, 46, 40, 1_000, UTC)),
        (-1_000_000_000_001, datetime(1938, 4, 24, 22, 13, 19, 999_000, UTC)),
        (253_402_300_799_999, datetime(9999, 12, 31, 23, 59, 59, 999_000, UTC)),
    ],
)
def test_a_number_is_unix_seconds_or_past_ten_to_the_twelfth_milliseconds(
    number: float, time: datetime
) -> None:
    read = read_time_column(number)
    assert read == time
    assert read.tzinfo is UTC


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        pytest.param(
            datetime.fromisoformat("9999-12-31"),
            "datetime 9999-12-31 00:00:00 (naive)",
            id="asyncpg's infinity",
        ),
        pytest.param(
            datetime.fromisoformat("9999-01-01"),
            "datetime 9999-01-01 00:00:00 (naive)",
            id="naive, in the last year",
        ),
        pytest.param(
            datetime.fromisoformat("0001-01-01"),
            "datetime 0001-01-01 00:00:00 (naive)",
            id="asyncpg's -infinity",
        ),
        pytest.param(
            datetime(1, 1, 1, 0, 59, tzinfo=timezone(timedelta(hours=1))),
            "datetime 0001-01-01 00:59:00",
            id="before year 1 in UTC",
        ),
        pytest.param(
            datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=-1))),
            "datetime 9999-12-31 23:00:00",
            id="after year 9999 in UTC",
        ),
        pytest.param(253_402_300_800, "int 253402300800", id="seconds after year 9999"),
        pytest.param(10**12, "int 1000000000000", id="the last number of seconds"),
        pytest.param(253_402_300_800_000, "int 253402300800000", id="milliseconds after year 9999"),
        pytest.param(-62_135_596_801, "int -62135596801", id="seconds before year 1"),
        pytest.param(10**30, "int 1000000000000000000000000000000", id="milliseconds past a timedelta's"),
        pytest.param(1e300, "float 1e+300", id="a float past a timedelta's"),
        pytest.param(float("nan"), "float nan", id="NaN"),
        pytest.param(float("inf"), "float inf", id="a float's infinity"),
        pytest.param(True, "True", id="a bool"),
        pytest.param(None, "None", id="None"),
        pytest.param(b"2026-08-07 14:32:57", "bytes of 19 bytes", id="bytes"),
        pytest.param(date(2026, 8, 7), "datetime.date", id="a date"),
        pytest.param(Decimal(0), "decimal.Decimal", id="a Decimal"),
        pytest.param(
            datetime(2026, 8, 7, tzinfo=tzinfo()),  # type: ignore[abstract]  # its methods raise
            "datetime 2026-08-07 00:00:00",
            id="in a zone that knows nothing",
        ),
    ],
)
def test_what_is_no_time_or_none_that_a_datetime_holds_is_refused(value: object, shown: str) -> None:
    assert reason(read_time_column, value) == f"expected a timestamp from year 1 to 9999, got {shown}"


def test_a_time_like_pandas_nat_is_refused() -> None:
    assert reason(read_time_column, NotATime(2026, 8, 7)).startswith(
        "expected a timestamp from year 1 to 9999"
    )


@pytest.mark.parametrize(
    "value",
    [
        pytest.param('{"b":1.50,  "a":"\\u00e9"}', id="a str, from asyncpg, sqlite3 and args::text"),
        pytest.param(b'{"b":1.50,  "a":"\\u00e9"}', id="bytes, from a loader that keeps them or SQLite"),
        pytest.param(bytearray(b'{"b":1.50,  "a":"\\u00e9"}'), id="a bytearray"),
        pytest.param(memoryview(b'{"b":1.50,  "a":"\\u00e9"}'), id="a memoryview"),
    ],
)
def test_json_text_is_kept_as_it_is(value: object) -> None:
    assert read_json_column(value) == b'{"b":1.50,  "a":"\\u00e9"}'


def test_jsonb_is_transcoded() -> None:
    blob = b"\xbc\x17bE1.50\x17a\x1b\x01"
    for value in (blob, bytearray(blob), memoryview(blob)):
        assert read_json_column(value) == b'{"b":1.50,"a":[true]}'


@pytest.mark.parametrize(
    ("blob", "json"),
    [
        pytest.param(b"[Gabcd", b'["abcd"]', id="an array whose JSONB starts as JSON text does"),
        pytest.param(b'["abcd"]', b'["abcd"]', id="the same array as text"),
        pytest.param(b"{gabcdef", b'["abcdef"]', id="an array whose JSONB starts as an object's text does"),
        pytest.param(b"{}", b"{}", id="an empty object as text"),
        pytest.param(b"[]", b"[]", id="an empty array as text"),
        pytest.param(b"123", b"123", id="a number as text, which as JSONB would be cut short"),
        pytest.param(b"3123", b"123", id="a number as JSONB, though it could be text: as SQLite reads it"),
    ],
)
def test_jsonb_and_json_text_are_told_apart_by_the_whole_blob(blob: bytes, json: bytes) -> None:
    assert read_json_column(blob) == json


@pytest.mark.parametrize(
    ("value", "json"),
    [
        ({"a": 1, "b": [1, 2.5, None]}, b'{"a": 1, "b": [1, 2.5, null]}'),
        (["é", "\ud800"], b'["\xc3\xa9", "\\ud800"]'),
        ({"price": Decimal("1.50")}, b'{"price": 1.50}'),
        (None, b"null"),
        (False, b"false"),
        (0, b"0"),
        (1.5, b"1.5"),
    ],
)
def test_a_decoded_value_is_spelled_as_postgresql_spells_it(value: object, json: bytes) -> None:
    assert read_json_column(value) == json


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("plain", "expected JSON text, got str of 5 characters"),
        ("", "expected JSON text, got str of 0 characters"),
        ('{"a": NaN}', "expected JSON text, got str of 10 characters"),
        ('"\ud800"', "expected a value that JSON can hold, got str of 3 characters"),
        (b"", "expected JSON text or SQLite's JSONB, got bytes of 0 bytes"),
        (b"{", "expected JSON text or SQLite's JSONB, got bytes of 1 bytes"),
        (bytearray(b"{"), "expected JSON text or SQLite's JSONB, got bytearray"),
        (b"\x17", "expected JSON text or SQLite's JSONB, got bytes of 1 bytes"),
        (b"\xff\xfe", "expected JSON text or SQLite's JSONB, got bytes of 2 bytes"),
        (released(), "expected bytes, or bytes in hexadecimal, got memoryview"),
        pytest.param("[" * 100_000, "expected JSON text, got str of 100000 characters", id="100,000 levels"),
        ({"a": float("nan")}, "expected a value that JSON can hold, got dict of 1 keys"),
        ({1, 2}, "expected a value that JSON can hold, got set"),
        (object(), "expected a value that JSON can hold, got object"),
        (date(2026, 8, 7), "expected a value that JSON can hold, got datetime.date"),
    ],
)
def test_what_is_no_json_is_refused(value: object, why: str) -> None:
    assert reason(read_json_column, value) == why


def test_json_nests_as_deep_in_a_blob_as_in_text() -> None:
    levels = [b"\xeb" + (5 * level + 1).to_bytes(4, "big") for level in reversed(range(10_000))]
    deepest = b"".join(levels[1:]) + b"\x0b"
    assert read_json_column(deepest) == b"[" * 10_000 + b"]" * 10_000
    assert read_json_column(b"[" * 10_000 + b"]" * 10_000) == b"[" * 10_000 + b"]" * 10_000
    assert (
        reason(read_json_column, levels[0] + deepest)
        == "expected JSON text or SQLite's JSONB, got bytes of 50001 bytes"
    )
    assert (
        reason(read_json_column, b"[" * 10_001 + b"]" * 10_001)
        == "expected JSON text or SQLite's JSONB, got bytes of 20002 bytes"
    )


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        ([], ()),
        (["a", "b"], ("a", "b")),
        (("a",), ("a",)),
        (["a\ud800"], ("a\ufffd",)),
        ([StrSubclass("a")], ("a",)),
        ('["a", "\\u00e9"]', ("a", "é")),
        (b'["a"]', ("a",)),
        (b"\x4b\x17a\x17b", ("a", "b")),
        (memoryview(b"\x0b"), ()),
        ("[]", ()),
        ("null", ()),
        (b"\x00", ()),
        ('["a", null]', ("a", "")),
        (r'["\ud800", "\ud83d\ude00"]', ("\ufffd", "😀")),
    ],
)
def test_a_list_of_texts_is_a_list_or_in_sqlite_a_json_array(value: object, texts: tuple[str, ...]) -> None:
    assert read_text_list_column(value) == texts


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (1, "expected a list of strings, got int 1"),
        ({"a": 1}, "expected a list of strings, got dict of 1 keys"),
        ({"a"}, "expected a list of strings, got set"),
        ("a", "expected JSON text, got str of 1 characters"),
        ("{a,b}", "expected JSON text, got str of 5 characters"),
        ("{}", "expected a JSON array of strings, got str of 2 characters"),
        ('"a"', "expected a JSON array of strings, got str of 3 characters"),
        (b"\x17a", "expected a JSON array of strings, got bytes of 2 bytes"),
        pytest.param(
            f"[{'1' * 5_000}]",
            "expected a JSON array of strings, got str of 5002 characters",
            id="5,000 digits",
        ),
    ],
)
def test_what_is_no_list_of_texts_is_refused(value: object, why: str) -> None:
    assert reason(read_text_list_column, value) == why


def test_a_list_nested_as_deep_as_go_reads_holds_no_texts() -> None:
    with pytest.raises(DecodeError, match="expected a"):
        read_text_list_column("[" * 10_000 + "]" * 10_000)


@pytest.mark.parametrize(
    ("value", "path", "why"),
    [
        (["a", None], "[1]", "expected a string, got None"),
        ([b"a"], "[0]", "expected a string, got bytes of 1 bytes"),
        ('["a", "b", 1]', "[2]", "expected a string, got int 1"),
        ("[[]]", "[0]", "expected a string, got list of 0 elements"),
    ],
)
def test_an_element_that_is_no_text_is_named_by_its_place(value: object, path: str, why: str) -> None:
    with pytest.raises(DecodeError) as caught:
        read_text_list_column(value)
    assert (caught.value.path, caught.value.reason) == (path, why)


@pytest.mark.parametrize(
    ("value", "blob"),
    [
        (b"\xf5\x00", b"\xf5\x00"),
        (bytearray(b"\xf5\x00"), b"\xf5\x00"),
        (memoryview(b"\xf5\x00"), b"\xf5\x00"),
        ("\\xf500", b"\xf5\x00"),
        ("f500", b"\xf5\x00"),
        ("F50a", b"\xf5\x0a"),
        (StrSubclass("f500"), b"\xf5\x00"),
        (b"", b""),
        ("", b""),
        ("\\x", b""),
    ],
)
def test_a_key_is_bytes_or_hexadecimal(value: object, blob: bytes) -> None:
    read = read_blob_column(value)
    assert read == blob
    assert type(read) is bytes


@pytest.mark.parametrize(
    ("value", "came"),
    [
        ("f50", "str of 3 characters"),
        ("\\xg0", "str of 4 characters"),
        ("0xf500", "str of 6 characters"),
        ("9QA=", "str of 4 characters"),
        ("f5 00", "str of 5 characters"),
        ("f500\n", "str of 5 characters"),
        ("f5\\x00", "str of 6 characters"),
        (released(), "memoryview"),
        ([245, 0], "list of 2 elements"),
        (2, "int"),
        (None, "None"),
    ],
)
def test_nothing_else_is_a_key_and_none_is_shown(value: object, came: str) -> None:
    assert reason(read_blob_column, value) == f"expected bytes, or bytes in hexadecimal, got {came}"


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(0b10100001, id="an int, from SQLite"),
        pytest.param("10100001", id="characters, from psycopg, psycopg2, pg8000 and row_to_json"),
        pytest.param(StrSubclass("10100001"), id="characters, from SQLAlchemy 2.1"),
        pytest.param(b"\x00\x00\x00\x08\xa1", id="a count and bits, from psycopg's binary cursor"),
        pytest.param(memoryview(b"\x00\x00\x00\x08\xa1"), id="the same, not yet copied"),
        pytest.param(BitString(b"\xa1"), id="a BitString, from asyncpg"),
        pytest.param(["available", "retryable", "scheduled"], id="names, from the normalized job"),
        pytest.param(("scheduled", "retryable", "available", "retryable"), id="names in another order"),
        pytest.param([JobState.SCHEDULED, JobState.AVAILABLE, JobState.RETRYABLE], id="states"),
    ],
)
def test_unique_states_are_read_from_each_drivers_bits(value: object) -> None:
    assert read_states_column(value) == (JobState.AVAILABLE, JobState.RETRYABLE, JobState.SCHEDULED)


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(0, id="SQLite's int"),
        pytest.param("00000000", id="text"),
        pytest.param(b"\x00\x00\x00\x08\x00", id="binary"),
        pytest.param(BitString(b"\x00"), id="asyncpg's BitString"),
        pytest.param([], id="no names"),
        pytest.param((), id="no names in a tuple"),
    ],
)
def test_no_bits_are_no_states(value: object) -> None:
    assert read_states_column(value) == ()


def test_every_bit_is_every_state() -> None:
    assert read_states_column(255) == tuple(JobState)
    assert read_states_column("11111111") == tuple(JobState)


@pytest.mark.parametrize(
    ("value", "came"),
    [
        pytest.param(-1, "int -1", id="an int below 0"),
        pytest.param(256, "int 256", id="an int of nine bits"),
        pytest.param(True, "True", id="a bool"),
        pytest.param(1.0, "float 1.0", id="a float"),
        pytest.param("1010000", "str '1010000'", id="seven characters"),
        pytest.param("101000010", "str '101000010'", id="nine characters"),
        pytest.param("1010 0001", "str '1010 0001'", id="a space within"),
        pytest.param("10100001\n", "str '10100001\\n'", id="a line's end"),
        pytest.param("1010000\u0661", "str '1010000\u0661'", id="another script's digit"),
        pytest.param("161", "str '161'", id="a number as text"),
        pytest.param(b"\xa1", "bytes of 1 bytes", id="bits without their count"),
        pytest.param(b"10100001", "bytes of 8 bytes", id="characters as bytes"),
        pytest.param(b"\x00\x00\x00\x07\xa1", "bytes of 5 bytes", id="seven bits"),
        pytest.param(b"\x00\x00\x00\x08\xa1\x00", "bytes of 6 bytes", id="eight bits and more"),
        pytest.param(b"\x00\x00\x00\x08", "bytes of 4 bytes", id="a count without bits"),
        pytest.param(uuid.UUID(int=0), "uuid.UUID", id="something else that has bytes"),
        pytest.param({"available": True}, "dict of 1 keys", id="a dict"),
        pytest.param(None, "None", id="None"),
    ],
)
def test_anything_but_eight_bits_is_refused(value: object, came: str) -> None:
    assert reason(read_states_column, value) == f"expected eight bits of unique states, got {came}"


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(BitString(b"\xa1\x80"), id="of nine bits"),
        pytest.param(BitString(b""), id="of none"),
        pytest.param(type("BitString", (), {})(), id="without bytes"),
        pytest.param(type("BitString", (), {"bytes": [161]})(), id="whose bytes are a list"),
    ],
)
def test_a_bit_string_of_another_kind_is_refused(value: object) -> None:
    assert reason(read_states_column, value).startswith("expected eight bits of unique states, got ")


def test_a_name_that_is_no_state_is_named_by_its_place() -> None:
    with pytest.raises(DecodeError) as caught:
        read_states_column(["available", "lost"])
    assert caught.value.path == "[1]"
    assert caught.value.reason == f"expected a job state ({STATES}), got str 'lost'"
