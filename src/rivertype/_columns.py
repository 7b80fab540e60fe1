"""How each driver spells the columns of `river_job`: a reader and a speller for each kind of column.

A reader takes the value that a driver handed over and gives what a `JobRow` holds, or raises `DecodeError`
without a path. It takes and refuses what River's own drivers do (v0.51). Drivers are never imported: their
spellings are told apart by what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Final, Protocol, TypeAlias, TypeGuard

from rivertype._errors import DecodeError, unexpected, unexpected_payload
from rivertype._fields import each, is_a, is_array
from rivertype._go_json import aware_time, integer, read_state, read_text, spell_states, utc_offset
from rivertype._job_state import JobState, unique_states_from_bitmask, unique_states_to_bitmask
from rivertype._json_text import decode_utf8, encode, has_lone_surrogate, is_json
from rivertype._sqlite_jsonb import jsonb_to_text


class Row(Protocol):
    """What `JobRow.from_row` takes: anything with `keys()` and `row[name]`.

    A dict is one, and so are psycopg's dict_row, psycopg2's RealDictRow and DictRow, asyncpg's Record,
    sqlite3.Row and SQLAlchemy's RowMapping.
    """

    def keys(self) -> Iterable[str]:
        """The names of the columns, in any order."""
        ...

    def __getitem__(self, name: str, /) -> object:
        """The value of the column of that name, as the driver gives it."""
        ...


_REQUIRED_COLUMNS: Final = (
    "id", "attempt", "attempted_at", "attempted_by", "created_at", "args", "finalized_at",
    "kind", "max_attempts", "priority", "queue", "scheduled_at", "state", "tags",
)  # fmt: skip

# A date, then a clock that SQLite may leave out, then the zone: as RFC 3339 and PostgreSQL (`+00`,
# `+05:53:28`) or as Go's Time.String() (` -0500 CDT m=+12.3`) write it.
_TIME: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:[ T]((?:[01][0-9]|2[0-3]):[0-5][0-9])(?:(:[0-5][0-9])(?:\.([0-9]+))?)?"
    r"(?:(Z|[+-](?:[01][0-9]|2[0-3])(?::[0-5][0-9]){0,2})"
    r"| ([+-](?:[01][0-9]|2[0-3])[0-5][0-9]) (?:[A-Za-z]+|[+-][0-9]{2,4})(?: m=[+-][0-9.]+)?)?)?"
)
_UNIX_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST_UNIX_SECOND: Final = 10**12
_BITS: Final = re.compile("[01]{8}")
_HEXADECIMAL: Final = re.compile(r"(?:\\x)?([0-9a-fA-F]*+)")


def columns_of(row: Row) -> dict[str, object]:
    """A row of any kind as a dict, which a dict already is. What the row itself raises propagates."""
    keys = getattr(row, "keys", None)
    if not callable(keys) or not hasattr(row, "__getitem__"):
        raise TypeError(
            f"JobRow.from_row takes a row with keys() and row['id'], got {type(row).__name__}; ask the "
            "driver for rows by name: psycopg row_factory=dict_row, psycopg2 RealDictCursor, "
            "sqlite3 row_factory=sqlite3.Row, SQLAlchemy .mappings()"
        )
    if _is_dict(row):
        return row
    if issubclass(type(row), dict):
        # dict() would copy what lies under somebody's own methods.
        return {name: row[name] for name in row.keys()}  # noqa: SIM118 (a Row is asked by its protocol)
    return dict(row)


def _is_dict(row: object) -> TypeGuard[dict[str, object]]:
    return type(row) is dict


def check_columns(columns: Mapping[str, object]) -> None:
    """Refuse a row without a column that every `river_job` has."""
    if "ID" in columns and "id" not in columns:
        raise DecodeError(
            "", "expected column names (id, args, ...), got Go's field names: call JobRow.from_dict"
        )
    for name in _REQUIRED_COLUMNS:
        if name not in columns:
            raise DecodeError(name, "the column is missing: add it to the SELECT list")


def read_counter_column(value: object) -> int:
    """smallint (PostgreSQL) or integer (SQLite), an int in every driver; River reads a count below 0 as 0."""
    return max(integer(value), 0)


def read_text_column(value: object) -> str:
    """text: a str; bytes where sqlite3's text_factory is bytes."""
    return read_text(_decoded(value))


def read_state_column(value: object) -> JobState:
    """The enum river_job_state (text in SQLite).

    A str; bytes from psycopg's binary cursor; an enum member where the state was registered as one with
    psycopg or SQLAlchemy: its value, or its name where the value is no string.
    """
    if is_a(value, Enum):
        value = value.value if is_a(value.value, str) else value.name
    return read_state(_decoded(value))


def _decoded(value: object) -> object:
    text = decode_utf8(value) if is_a(value, bytes) else None
    return value if text is None else text


def read_time_column(value: object) -> datetime:
    """timestamptz (PostgreSQL) or text (SQLite), to the microsecond and in UTC; digits past it are cut.

    An aware datetime, in the zone of the session, of a fixed offset or in UTC, from every PostgreSQL driver.
    A naive one (sqlite3 with a converter) is UTC, but asyncpg's naive first and last datetimes are
    infinities. Text from SQLite and from row_to_json, in all the forms that River has written: docs/rows.md
    lists them. A number in SQLite is Unix seconds, or milliseconds past 10**12.
    """
    try:
        if is_a(value, datetime):
            return _time_in_utc(value, utc_offset(value))
        if is_a(value, str):
            return _time_of_text(value)
        if type(value) is int or type(value) is float:
            milliseconds = abs(value) > _LATEST_UNIX_SECOND
            return _UNIX_EPOCH + (timedelta(milliseconds=value) if milliseconds else timedelta(seconds=value))
    except (ValueError, OverflowError, TypeError):
        # datetime raises these for what it cannot hold, and for the NaN fields of pandas' NaT.
        pass
    raise unexpected("a timestamp from year 1 to 9999", value)


def _time_in_utc(value: datetime, offset: timedelta | None) -> datetime:
    if offset is None and (value.year == 9999 or (value.year, value.month, value.day) == (1, 1, 1)):
        raise ValueError  # an infinity
    # Rebuilt rather than converted, so that a subclass of datetime (pandas', a test clock's) gives way to a
    # plain one.
    clock = datetime(
        value.year, value.month, value.day, value.hour, value.minute, value.second, value.microsecond, UTC
    )
    return clock if offset is None else clock - offset


def _time_of_text(text: str) -> datetime:
    match = _TIME.fullmatch(text)
    if match is None:
        raise ValueError
    date, clock, second, fraction, offset, go_offset = match.groups(default="")
    time = datetime.fromisoformat(f"{date}T{clock or '00:00'}{second}+00:00")
    microseconds = int(fraction[:6].ljust(6, "0"))
    return time.replace(microsecond=microseconds) - _offset_of_text(offset or go_offset)


def _offset_of_text(text: str) -> timedelta:
    digits = text[1:].replace(":", "").ljust(6, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4]), seconds=int(digits[4:]))
    return -offset if text.startswith("-") else offset


Blob: TypeAlias = "bytes | bytearray | memoryview[int]"


def is_blob(value: object) -> TypeGuard[Blob]:
    """Whether a value is bytes in one of the types in which drivers hand them over."""
    return issubclass(type(value), (bytes, bytearray, memoryview))


def is_json_text(value: object) -> TypeGuard[str | Blob]:
    """Whether a JSON column came as text.

    The one rule of these columns: a str or bytes is JSON text, and anything else is a decoded value.
    """
    return is_a(value, str) or is_blob(value)


def json_text(value: str | Blob) -> str:
    """The JSON text of a column that came as text, kept as it is.

    A str from asyncpg, from drivers told not to decode (`args::text`, text-keeping loaders), from sqlite3 and
    from River UI; bytes from a psycopg loader that keeps them, or from SQLite as JSON text (until schema 6)
    or JSONB (from 7). A blob that is JSONB to the last byte is JSONB, as it is to SQLite: no JSON object can
    be, but a number can (`3123` is JSONB's 123), and an array with white space made for it.
    """
    text = str.__str__(value) if is_a(value, str) else _text_of_blob(read_blob_column(value))
    if text is None or not is_json(text):
        raise unexpected_payload("JSON text" if is_a(value, str) else "JSON text or SQLite's JSONB", value)
    return text


def _text_of_blob(blob: bytes) -> str | None:
    try:
        return jsonb_to_text(blob)
    except ValueError:
        return decode_utf8(blob)


def read_json_column(value: object) -> bytes:
    """jsonb (PostgreSQL), or JSON text or JSONB in SQLite: the job's args and metadata.

    JSON text is kept as it is; a decoded value (psycopg, psycopg2, pg8000, SQLAlchemy, row_to_json) is
    written as PostgreSQL spells it.
    """
    text = json_text(value) if is_json_text(value) else encode(value)
    if text is None or has_lone_surrogate(text):
        raise unexpected_payload("a value that JSON can hold", value)
    return text.encode()


def read_text_list_column(value: object) -> tuple[str, ...]:
    """text[] and varchar[] (PostgreSQL): a list of str in every driver.

    SQLite: a JSON array as text or JSONB, in which River reads null as the empty string.
    """
    if is_json_text(value):
        return each(_array_of_text(value), lambda element: "" if element is None else read_text(element))
    if not is_array(value):
        raise unexpected("a list of strings", value)
    return each(value, read_text)


def _array_of_text(value: str | Blob) -> Sequence[object]:
    import json

    text = json_text(value)
    try:
        array: object = json.loads(text)
    except (ValueError, RecursionError):
        # Numbers too long for CPython, or a nesting too deep for it: no strings.
        array = text
    if array is None:
        return ()
    if not is_array(array):
        raise unexpected_payload("a JSON array of strings", value)
    return array


def read_blob_column(value: object) -> bytes:
    r"""bytea (PostgreSQL) or blob (SQLite): bytes, but a memoryview from psycopg2.

    From row_to_json hexadecimal after `\x`, in River's normalized job without it.
    """
    try:
        if is_blob(value):
            # By its buffer: a subclass may convert itself to anything.
            return bytes(memoryview(value))
        if is_a(value, str) and (match := _HEXADECIMAL.fullmatch(value)):
            return bytes.fromhex(match[1])
    except ValueError:
        # A memoryview that its driver has released, or half a byte.
        pass
    raise unexpected_payload("bytes, or bytes in hexadecimal", value)


def read_states_column(value: object) -> tuple[JobState, ...]:
    """bit(8) (PostgreSQL) or integer (SQLite): the job's unique states, in alphabetical order.

    Eight characters 0 and 1 from psycopg, psycopg2, pg8000, SQLAlchemy 2.1 and row_to_json; a count of bits
    and then the bits from psycopg's binary cursor; a BitString from asyncpg and from SQLAlchemy 2.0 over it;
    an int from SQLite; a list of names in River's normalized job.
    """
    if type(value) is int and 0 <= value <= 255:
        return unique_states_from_bitmask(value)
    if is_a(value, str) and _BITS.fullmatch(value):
        return unique_states_from_bitmask(int(value, 2))
    if is_blob(value):
        blob = read_blob_column(value)
        if len(blob) == 5 and blob.startswith(b"\x00\x00\x00\x08"):
            return unique_states_from_bitmask(blob[4])
    if type(value).__name__ == "BitString":
        bits = getattr(value, "bytes", None)
        if is_a(bits, bytes) and len(bits) == 1:
            return unique_states_from_bitmask(bits[0])
    if is_array(value):
        return unique_states_from_bitmask(unique_states_to_bitmask(each(value, read_state)))
    raise unexpected("eight bits of unique states", value)


def spell_time_column(value: object) -> datetime:
    """timestamptz: an aware datetime in UTC."""
    try:
        return _time_in_utc(*aware_time(value))
    except OverflowError:
        raise unexpected("a time whose year is 1 to 9999 in UTC", value) from None


def spell_sqlite_time(value: object) -> str:
    """River's text for a time in SQLite: UTC, rounded half up to the millisecond.

    River compares these texts, so any other form would sort wrongly in its queries.
    """
    time = spell_time_column(value)
    try:
        rounded = time + timedelta(microseconds=500)
    except OverflowError:
        raise unexpected("a time whose year is 1 to 9999 when rounded to the millisecond", value) from None
    return rounded.replace(tzinfo=None).isoformat(" ", "milliseconds")


def spell_json_column(value: object) -> str:
    """JSON as text, which every driver binds; a cast makes jsonb of it."""
    if not is_a(value, bytes):
        raise unexpected_payload("JSON as bytes", value)
    text = decode_utf8(value)
    if text is None or not is_json(text):
        raise unexpected_payload("JSON text in UTF-8", value)
    return text


def spell_blob(value: object) -> bytes:
    """bytea, or a blob: bytes."""
    if not is_a(value, bytes):
        raise unexpected_payload("bytes", value)
    return value


def spell_states_column(states: object) -> int | None:
    """The bits of the job's unique states, as SQLite stores them; None for none."""
    return unique_states_to_bitmask([JobState(name) for name in spell_states(states)]) or None
