"""How River's own drivers read the column `errors`: an odd element is read as well as it can be.

One such element used to make whole fetches fail, so since v0.48 the Go drivers decode an element strictly
first and, where that fails, take from it what they can. This is that reading, for rows only:
`AttemptError.from_dict` stays strict.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from rivertype._columns import Blob, is_json_text, json_text
from rivertype._errors import DecodeError, unexpected_payload
from rivertype._fields import each, is_a, is_array, is_object
from rivertype._go_json import integer, read_exact_time, read_payload_text
from rivertype._json_text import compact, elements, encode, members

Fields = tuple[datetime, int, str, str, int]
"""The fields of an AttemptError, in the order of its constructor."""

_ZERO_TIME: Final = datetime(1, 1, 1, tzinfo=UTC)
_ZERO: Final[Fields] = (_ZERO_TIME, 0, "", "", 0)

_GO_SPACE: Final = (
    "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
# Numbers in strings as Go's strconv.ParseInt and ParseFloat take them; only the latter takes underscores.
_DIGITS: Final = r"[0-9]++(?:_[0-9]++)*+"
_HEX_DIGITS: Final = r"[0-9a-fA-F]++(?:_[0-9a-fA-F]++)*+"
_INTEGER: Final = re.compile("([+-]?)([0-9]++)")
_DECIMAL: Final = re.compile(rf"[+-]?(?:{_DIGITS}(?:\.(?:{_DIGITS})?)?|\.{_DIGITS})(?:[eE][+-]?{_DIGITS})?")
_HEXADECIMAL: Final = re.compile(
    rf"[+-]?0[xX]_?(?:{_HEX_DIGITS}(?:\.(?:{_HEX_DIGITS})?)?|\.{_HEX_DIGITS})[pP][+-]?{_DIGITS}"
)

# Forms that Go's time.Parse takes by accident: an hour of one digit, a comma before the fraction, 60 minutes
# of offset.
_ACCIDENTAL_TIME: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T)([0-9]{1,2})(:[0-9]{2}:[0-9]{2})(?:[.,]([0-9]+))?(Z|[+-][0-9]{2}:[0-9]{2})"
)


def read_errors_column(value: object) -> tuple[Fields, ...]:
    """jsonb[] (PostgreSQL), or a JSON array as text or JSONB in SQLite.

    A list of decoded elements from psycopg, psycopg2, pg8000, SQLAlchemy and row_to_json; a list of JSON
    texts from asyncpg and from drivers told not to decode. An array that does not parse, or no array, is an
    error.
    """
    if is_json_text(value):
        return tuple([_read_text(element) for element in _array_of_text(value)])
    if not is_array(value):
        raise unexpected_payload("a list of errors", value)
    return each(value, _read_element)


def _array_of_text(value: str | Blob) -> list[str]:
    text = json_text(value).strip()
    if text == "null":
        return []
    if not text.startswith("["):
        raise unexpected_payload("a JSON array of errors", value)
    return elements(text)


def _read_element(element: object) -> Fields:
    if is_json_text(element):
        try:
            return _read_text(json_text(element))
        except DecodeError:
            # No jsonb, so no driver's JSON text: a decoding driver's string.
            if is_a(element, str):
                return (_ZERO_TIME, 0, read_payload_text(element), "", 0)
            raise
    try:
        if is_object(element):
            return _read_strictly(element.items())
    except ValueError:
        # DecodeError is one.
        pass
    text = encode(element)
    if text is None:
        raise unexpected_payload("a value that JSON can hold", element)
    return _read_tolerantly(compact(text))


def _read_text(text: str) -> Fields:
    """Read one element that is JSON text."""
    text = text.strip()
    try:
        if text.startswith("{"):
            return _read_strictly([(key, _scalar(value)) for key, value in members(text)])
    except DecodeError:
        pass
    return _read_tolerantly(text)


def _scalar(text: str) -> object:
    """The value of JSON text; () for what no field of an error is: a container, an integer of many digits."""
    import json

    try:
        return () if text.startswith(("[", "{")) else json.loads(text)
    except ValueError:
        return ()


def _read_strictly(pairs: Iterable[tuple[object, object]]) -> Fields:
    """Go's json.Unmarshal: keys in any letter case, the last one wins, and null changes nothing."""
    at, attempt, error, trace, nanosecond = _ZERO
    for key, value in pairs:
        if not is_a(key, str):
            raise ValueError  # no key of JSON
        if value is None:
            continue
        match str.lower(key):
            case "at":
                at, nanosecond = _read_time(value)
            case "attempt":
                attempt = integer(value)
            case "error":
                error = read_payload_text(value)
            case "trace":
                trace = read_payload_text(value)
            case _:
                pass
    return at, attempt, error, trace, nanosecond


def _read_tolerantly(text: str) -> Fields:
    """What can be had of an element that the strict reading refused; text is JSON."""
    if not text.startswith("{"):
        return (_ZERO_TIME, 0, _text_or_json(text), "", 0)
    values = {key.lower(): value for key, value in members(text)}
    at, nanosecond = _time_or_zero(values.get("at", "null"))
    attempt = _whole_number_or_zero(values.get("attempt", "null"))
    return (
        at,
        attempt,
        _text_or_json(values.get("error", "null")),
        _text_or_json(values.get("trace", "null")),
        nanosecond,
    )


def _text_or_json(text: str) -> str:
    """A JSON string's content, the empty string for null, and any other JSON as its own compact text."""
    import json

    if text == "null":
        return ""
    return read_payload_text(json.loads(text) if text.startswith('"') else compact(text))


def _time_or_zero(text: str) -> tuple[datetime, int]:
    try:
        return _read_time(_text_or_json(text))
    except DecodeError:
        return _ZERO_TIME, 0


def _read_time(value: object) -> tuple[datetime, int]:
    """A time as Go's time.Time reads it, with those of its accidental forms that a datetime can hold."""
    match = _ACCIDENTAL_TIME.fullmatch(value) if is_a(value, str) else None
    if match is None:
        return read_exact_time(value)
    date, hour, clock, fraction, offset = match.groups(default="0")
    if offset.endswith(":60"):
        offset = f"{offset[0]}{int(offset[1:3]) + 1:02}:00"
    return read_exact_time(f"{date}{hour:0>2}{clock}.{fraction}{offset}")


def _whole_number_or_zero(text: str) -> int:
    """A JSON number, or a string that Go's strconv reads as one, if it is whole; a float up to 2**53."""
    if text.startswith('"'):
        text = _text_or_json(text).strip(_GO_SPACE)
    if match := _INTEGER.fullmatch(text):
        digits = match[2].lstrip("0") or "0"
        number = int(match[1] + digits) if len(digits) <= 19 else 2**63
        return number if -(2**63) <= number < 2**63 else 0
    try:
        if _DECIMAL.fullmatch(text):
            return _whole_float_or_zero(float(text))
        if _HEXADECIMAL.fullmatch(text):
            return _whole_float_or_zero(float.fromhex(text.replace("_", "")))
    except OverflowError:
        pass
    return 0


def _whole_float_or_zero(number: float) -> int:
    return int(number) if number.is_integer() and abs(number) <= 2**53 else 0
