"""How Go's encoding/json spells times, bytes, integers and strings, in both directions.

Each function takes one value and gives the other spelling of it, or raises `DecodeError` without a path.
Rules are those of Go 1.26's packages encoding/json, encoding/base64 and time; what Go takes and these refuse
is listed in docs/go-json.md.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from rivertype._errors import unexpected, unexpected_payload
from rivertype._fields import each, is_a, is_array, is_tuple
from rivertype._job_state import JobState
from rivertype._json_text import has_lone_surrogate, without_lone_surrogates

# RFC 3339 section 5.6 as Go reads it: upper-case T and Z, seconds always, a fraction of any length, ASCII
# digits only.
_RFC_3339: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9])(?:\.([0-9]+))?"
    r"(Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])"
)
STATES: Final = {state.value: state for state in JobState}


def integer(value: object) -> int:
    """A Go int or int64, spelled alike on both sides: no fraction, 64 bits; neither a bool nor an IntEnum."""
    if type(value) is not int:
        raise unexpected("an integer", value)
    if not -(2**63) <= value < 2**63:
        raise unexpected("an integer of 64 bits", value)
    return value


def read_text(value: object) -> str:
    """A Go string: a lone surrogate, which UTF-8 cannot hold, becomes U+FFFD as in Go."""
    if not is_a(value, str):
        raise unexpected("a string", value)
    return without_lone_surrogates(str.__str__(value))


def read_payload_text(value: object) -> str:
    """As `read_text`, for the user's own words: an error shows their type alone."""
    if not is_a(value, str):
        raise unexpected_payload("a string", value)
    return without_lone_surrogates(str.__str__(value))


def read_bytes(value: object) -> bytes:
    """A Go []byte: padded standard base64 (RFC 4648 section 4); CR and LF inside are skipped, as Go does."""
    if not is_a(value, str):
        raise unexpected_payload("bytes as a base64 string", value)
    text = str.__str__(value).replace("\r", "").replace("\n", "")
    try:
        decoded = binascii.a2b_base64(text)
        # CPython skips characters that are not base64's: what is padded and has none of them has this length.
        if len(text) == (len(decoded) + 2) // 3 * 4:
            return decoded
    except ValueError:
        pass
    raise unexpected_payload("bytes as padded standard base64", value)


def read_state(value: object) -> JobState:
    """A Go JobState: one of the eight that River knows."""
    state = STATES.get(str.__str__(value)) if is_a(value, str) else None
    if state is None:
        raise unexpected(f"a job state ({', '.join(JobState)})", value)
    return state


def read_text_list(value: object) -> tuple[str, ...]:
    """A Go []string."""
    return each(read_array(value), read_text)


def read_states(value: object) -> tuple[JobState, ...]:
    """A Go []JobState, in the order given."""
    return each(read_array(value), read_state)


def read_array(value: object) -> Sequence[object]:
    """A JSON array."""
    if not is_array(value):
        raise unexpected_payload("an array", value)
    return value


def read_time(value: object) -> datetime:
    """A Go time.Time cut to the microsecond, the precision of the columns of a job's own four times."""
    return read_exact_time(value)[0]


def read_exact_time(value: object) -> tuple[datetime, int]:
    """A Go time.Time: the time to the microsecond in its own offset, and the nanoseconds (0 to 999) past it.

    Digits past the nanosecond are cut, as Go cuts them.
    """
    match = _RFC_3339.fullmatch(value) if is_a(value, str) else None
    if match is None:
        raise unexpected("an RFC 3339 timestamp", value)
    clock, fraction, offset = match.groups(default="")
    microseconds, nanosecond = divmod(int(fraction[:9].ljust(9, "0")), 1000)
    try:
        return datetime.fromisoformat(clock + offset).replace(microsecond=microseconds), nanosecond
    except ValueError:
        # A day that its month does not have, or year 0.
        raise unexpected("an RFC 3339 timestamp", value) from None


def spell_text(value: object) -> str:
    """A string that UTF-8 can hold."""
    if not is_a(value, str):
        raise unexpected_payload("a str", value)
    text = str.__str__(value)
    if has_lone_surrogate(text):
        raise unexpected_payload("a str without lone surrogates", value)
    return text


def spell_text_list(values: object) -> list[str]:
    """Strings as a JSON array."""
    return list(each(spell_array(values), spell_text))


def spell_array(values: object) -> tuple[object, ...]:
    """The tuple in which a job holds a list."""
    if not is_tuple(values):
        raise unexpected_payload("a tuple", values)
    return values


def spell_bytes(value: object) -> str:
    """Bytes as padded standard base64."""
    if not is_a(value, bytes):
        raise unexpected_payload("bytes", value)
    return binascii.b2a_base64(value, newline=False).decode()


def spell_state(value: object) -> str:
    """A state by its name."""
    if not is_a(value, JobState):
        raise unexpected("a JobState", value)
    return value.value


def spell_states(values: object) -> list[str]:
    """States as a JSON array, in the order given."""
    return list(each(spell_array(values), spell_state))


def spell_time(value: object, nanosecond: int = 0) -> str:
    """A time in its own offset, with `Z` for none and the shortest fraction, as Go writes a time.Time."""
    time, offset = aware_time(value)
    minutes, rest = divmod(offset, timedelta(minutes=1))
    if rest:
        raise unexpected("a datetime whose UTC offset is whole minutes", value)
    clock = f"{datetime.isoformat(time, timespec='microseconds')[:26]}{nanosecond:03}"
    clock = clock.rstrip("0").rstrip(".")
    if not minutes:
        return f"{clock}Z"
    hours, minutes = divmod(abs(minutes), 60)
    return f"{clock}{'-' if offset.days < 0 else '+'}{hours:02}:{minutes:02}"


def aware_time(value: object) -> tuple[datetime, timedelta]:
    """A time that can be written, and its UTC offset."""
    if not is_a(value, datetime):
        raise unexpected("an aware datetime", value)
    offset = utc_offset(value)
    if offset is None:
        raise unexpected("an aware datetime (set tzinfo; datetime.UTC for UTC)", value)
    return value, offset


def utc_offset(time: datetime) -> timedelta | None:
    """The UTC offset of a time, or None for a naive one."""
    try:
        offset: object = time.utcoffset()
        if offset is None or is_a(offset, timedelta):
            return offset
    except Exception:  # noqa: BLE001, S110 (a tzinfo is not ours, and may raise anything)
        pass
    raise unexpected("a datetime whose tzinfo tells its offset", time)
