"""The accelerator: what the plain readers and spellers of `JobRow` do, sooner, for jobs as they usually look.

Delete this module and everything still works, slower; the standard library keeps C twins of Python modules in
the same way (PEP 399). Each function takes a conservative subset of what its plain twin takes and gives the
very same value, or None: then the plain one is asked, which alone has messages and rules. Seeded comparisons
in tests/unit and tests/property hold the two equal.

Each trick has beside it what it takes, and what the plain way takes, on CPython 3.11.
"""

# Values are told apart by their exact type, which leaves what is in them unknown to pyright.
# pyright: reportUnknownArgumentType=false, reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

import re
import sys
from binascii import a2b_base64, b2a_base64
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, Final

from rivertype import _columns as column
from rivertype._attempt_error import AttemptError, AttemptErrorDict
from rivertype._go_json import STATES, read_exact_time, read_time, utc_offset
from rivertype._job_state import JobState, unique_states_from_bitmask
from rivertype._json_text import has_lone_surrogate, without_exponents
from rivertype._tolerant_errors import read_errors_column

if TYPE_CHECKING:
    from rivertype._job_row import JobRow, JobRowDict

if sys.implementation.name != "cpython" or not getattr(sys, "_is_gil_enabled", lambda: True)():
    # Elsewhere assigning __class__ is impossible, or slow: free-threaded CPython 3.13 stops all threads for
    # it.
    raise ImportError("the accelerator is for CPython with its lock")
# What the steps below raise for a value that is not theirs; DecodeError is a ValueError.
_NOT_QUICK: Final = (
    AttributeError, KeyError, IndexError, OverflowError, RecursionError, StopIteration, TypeError, ValueError,
)  # fmt: skip


class _JobTwin:
    """The slots of `JobRow` without its frozen constructor, which sets each field through object.__setattr__.

    A twin is filled, and becomes a `JobRow` when it is complete: 0.3 us instead of 2.7.
    """

    __slots__ = (
        "attempt", "attempted_at", "attempted_by", "created_at", "encoded_args", "errors", "finalized_at",
        "id", "kind", "max_attempts", "metadata", "priority", "queue", "scheduled_at", "state", "tags",
        "unique_key", "unique_states",
    )  # fmt: skip


class _AttemptErrorTwin:
    """The same for `AttemptError`: 0.15 us instead of 0.65."""

    __slots__ = ("at", "at_nanosecond", "attempt", "error", "trace")


# Reading Go's JSON.

# Timestamps by their shape, with every digit as 0. A translation and a look-up are a full check of the form,
# 0.1 us instead of 0.4 for a regular expression. fromisoformat cuts after the microsecond and finds ranges
# wrong, but takes 60 minutes of offset.
_DIGITS_AS_ZERO: Final = bytes.maketrans(b"123456789", b"000000000")
_UTC_SHAPES: Final = frozenset(
    f"0000-00-00T00:00:00{'.' if digits else ''}{'0' * digits}Z".encode() for digits in range(7)
)
_NANOSECOND_SHAPES: Final = frozenset(
    f"0000-00-00T00:00:00.000000000{offset}".encode() for offset in ("Z", "-00:00", "+00:00")
)


def parse_time_before_hour_24(text: str) -> datetime:
    # From CPython 3.14 on, fromisoformat takes hour 24, which RFC 3339 does not have.
    if text[11:13] == "24":
        raise ValueError
    return datetime.fromisoformat(text)


_parse_time: Final = datetime.fromisoformat if sys.version_info < (3, 14) else parse_time_before_hour_24
_THREE_DIGITS: Final = [f"{number:03}" for number in range(1000)]
_NANOSECONDS: Final = {digits: number for number, digits in enumerate(_THREE_DIGITS)}
_STATES_BY_NAMES: Final = {",".join(states): states for states in map(unique_states_from_bitmask, range(256))}


def quick_from_dict(data: Any, job_class: type[JobRow], /) -> JobRow | None:
    """`JobRow.from_dict` for an exact dict of the eighteen keys, or None."""
    if type(data) is not dict or len(data) != 18:
        return None
    try:
        job: Any = _JobTwin()
        job.id = job_id = data["ID"]
        job.attempt = attempt = data["Attempt"]
        job.max_attempts = max_attempts = data["MaxAttempts"]
        job.priority = priority = data["Priority"]
        integers = type(job_id) is type(attempt) is type(max_attempts) is type(priority) is int
        if not (integers and 0 <= job_id | attempt | max_attempts | priority < 2**63):
            return None

        job.kind = kind = data["Kind"]
        job.queue = queue = data["Queue"]
        state = data["State"]
        texts = type(kind) is type(queue) is type(state) is str
        if not texts or (not (kind.isascii() and queue.isascii()) and has_lone_surrogate(kind + queue)):
            return None
        job.state = STATES[state]

        created_at, scheduled_at = data["CreatedAt"], data["ScheduledAt"]
        if not type(created_at) is type(scheduled_at) is str:
            return None
        quick = created_at.encode().translate(_DIGITS_AS_ZERO) in _UTC_SHAPES
        job.created_at = _parse_time(created_at) if quick else read_time(created_at)
        quick = scheduled_at.encode().translate(_DIGITS_AS_ZERO) in _UTC_SHAPES
        job.scheduled_at = _parse_time(scheduled_at) if quick else read_time(scheduled_at)
        attempted_at = data["AttemptedAt"]
        if attempted_at is None:
            job.attempted_at = None
        else:
            quick = (
                type(attempted_at) is str and attempted_at.encode().translate(_DIGITS_AS_ZERO) in _UTC_SHAPES
            )
            job.attempted_at = _parse_time(attempted_at) if quick else read_time(attempted_at)
        finalized_at = data["FinalizedAt"]
        if finalized_at is None:
            job.finalized_at = None
        else:
            quick = (
                type(finalized_at) is str and finalized_at.encode().translate(_DIGITS_AS_ZERO) in _UTC_SHAPES
            )
            job.finalized_at = _parse_time(finalized_at) if quick else read_time(finalized_at)

        job.encoded_args = _read_bytes(data["EncodedArgs"])
        metadata = data["Metadata"]
        empty = metadata is None or (type(metadata) is str and metadata == "e30=")
        job.metadata = b"{}" if empty else _read_bytes(metadata)
        unique_key = data["UniqueKey"]
        job.unique_key = None if unique_key is None else _read_bytes(unique_key)

        attempted_by = data["AttemptedBy"]
        job.attempted_by = () if attempted_by is None else _read_texts(attempted_by)
        tags = data["Tags"]
        job.tags = () if tags is None or (type(tags) is list and not tags) else _read_texts(tags)
        unique_states = data["UniqueStates"]
        job.unique_states = () if unique_states is None else _read_states(unique_states)
        errors = data["Errors"]
        job.errors = () if errors is None or (type(errors) is list and not errors) else _read_errors(errors)
        job.__class__ = job_class
    except _NOT_QUICK:
        return None
    return job  # type: ignore[no-any-return]  # a twin no longer


def _read_bytes(text: Any) -> bytes:
    decoded = a2b_base64(text)
    if type(text) is not str or len(text) != (len(decoded) + 2) // 3 * 4:
        raise ValueError
    return decoded


def _read_texts(texts: Any) -> tuple[str, ...]:
    if type(texts) is not list:
        raise TypeError
    # The copy is what is checked: another thread may change the list.
    read = tuple(texts)
    for text in read:
        if type(text) is not str or (not text.isascii() and has_lone_surrogate(text)):
            raise TypeError
    return read


def _read_states(names: Any) -> tuple[JobState, ...]:
    if type(names) is not list:
        raise TypeError
    states = _STATES_BY_NAMES[",".join(names)]
    # An element with a comma in it may stand for several states.
    if len(names) != len(states):
        raise ValueError
    return states


def _read_errors(errors: Any) -> tuple[AttemptError, ...]:
    if type(errors) is not list:
        raise TypeError
    read: list[AttemptError] = []
    for data in errors:
        if type(data) is not dict or len(data) != 4:
            raise TypeError
        error: Any = _AttemptErrorTwin()
        at = data["at"]
        error.attempt = attempt = data["attempt"]
        error.error = message = data["error"]
        error.trace = trace = data["trace"]
        if not (type(attempt) is int and 0 <= attempt < 2**63):
            raise TypeError
        if not type(at) is type(message) is type(trace) is str:
            raise TypeError
        if not (message.isascii() and trace.isascii()) and has_lone_surrogate(message + trace):
            raise ValueError
        if at.encode().translate(_DIGITS_AS_ZERO) in _NANOSECOND_SHAPES and (at[-2] < "6" or at[-1] == "Z"):
            error.at = _parse_time(at)
            error.at_nanosecond = _NANOSECONDS[at[26:29]]
        else:
            error.at, error.at_nanosecond = read_exact_time(at)
        error.__class__ = AttemptError
        read.append(error)
    return tuple(read)


# Reading rows.

# What is imported and made when the first row is read. A scanner made once checks a text in 0.45 us,
# json.loads in 1.1, for it does more around its own; an encoder takes 0.6 us for a value, json.dumps 2.0. In
# these zones every time has an offset: without one, astimezone would take the time for the machine's own.
_scan_json: Any = None
_encode_json: Any = None
# The encoder keeps here what it is inside of, to refuse what contains itself; a refusal leaves its trail.
_OPEN_CONTAINERS: Final[dict[int, object]] = {}
_ZONES: set[type] = {timezone}
# The longest JSON text that cannot nest deeper than Go reads, however it is built.
_SHORT_TEXT: Final = 10_000
_STATES_BY_BITS: Final = {f"{bitmask:08b}": unique_states_from_bitmask(bitmask) for bitmask in range(256)}
# An element of errors without escapes, as PostgreSQL or Go spells what River wrote: the match is the whole
# check, and takes 1.2 us for an error instead of 1.7 for parsing it and checking what came.
_PLAIN_STRING: Final = r'"([^"\\\x00-\x1f]*+)"'
_ATTEMPT: Final = r'"attempt": ?(0|[1-9][0-9]{0,8})'
_ERROR_IN_JSON: Final = re.compile(
    r'\{"at": ?"([0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{6}([0-9]{3})'
    r'(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9]))"'
    rf'(?:, ?{_ATTEMPT})?, ?"error": ?{_PLAIN_STRING}, ?"trace": ?{_PLAIN_STRING}(?:, ?{_ATTEMPT})?\}}'
).fullmatch


def _import_for_rows() -> None:
    global _scan_json, _encode_json  # noqa: PLW0603 (filled once; a cached function costs a call each time)
    from _json import make_encoder
    from json import JSONDecoder
    from json.encoder import encode_basestring
    from json.scanner import make_scanner
    from zoneinfo import ZoneInfo

    _encode_json = make_encoder(
        markers=_OPEN_CONTAINERS,
        default=_refuse,
        encoder=encode_basestring,
        indent=None,
        key_separator=": ",
        item_separator=", ",
        sort_keys=False,
        skipkeys=False,
        allow_nan=False,
    )
    _ZONES.add(ZoneInfo)
    decoder: Any = JSONDecoder(parse_constant=_refuse)
    _scan_json = make_scanner(decoder)


def _refuse(_: object) -> Any:
    raise TypeError


def quick_from_columns(columns: dict[str, Any], job_class: type[JobRow], /) -> JobRow | None:
    """`JobRow.from_row` for the columns as a dict, or None; rarer spellings go to their plain readers."""
    if _scan_json is None:
        _import_for_rows()
    try:
        job: Any = _JobTwin()
        job.id = job_id = columns["id"]
        job.attempt = attempt = columns["attempt"]
        job.max_attempts = max_attempts = columns["max_attempts"]
        job.priority = priority = columns["priority"]
        integers = type(job_id) is type(attempt) is type(max_attempts) is type(priority) is int
        if not (integers and 0 <= job_id | attempt | max_attempts | priority < 2**63):
            return None

        kind = columns["kind"]
        job.kind = kind if type(kind) is str and kind.isascii() else column.read_text_column(kind)
        queue = columns["queue"]
        job.queue = queue if type(queue) is str and queue.isascii() else column.read_text_column(queue)
        state = columns["state"]
        job.state = STATES[state] if type(state) is str else column.read_state_column(state)

        job.created_at = _time_of_column(columns["created_at"])
        job.scheduled_at = _time_of_column(columns["scheduled_at"])
        attempted_at = columns["attempted_at"]
        job.attempted_at = None if attempted_at is None else _time_of_column(attempted_at)
        finalized_at = columns["finalized_at"]
        job.finalized_at = None if finalized_at is None else _time_of_column(finalized_at)

        job.encoded_args = _json_of_column(columns["args"])
        metadata = columns.get("metadata")
        job.metadata = b"{}" if metadata is None else _json_of_column(metadata)
        unique_key = columns.get("unique_key")
        job.unique_key = (
            unique_key
            if unique_key is None or type(unique_key) is bytes
            else column.read_blob_column(unique_key)
        )

        attempted_by = columns["attempted_by"]
        job.attempted_by = () if attempted_by is None else _texts_of_column(attempted_by)
        tags = columns["tags"]
        job.tags = () if tags is None else _texts_of_column(tags)
        unique_states = columns.get("unique_states")
        job.unique_states = () if unique_states is None else _states_of_column(unique_states)
        errors = columns.get("errors")
        job.errors = () if errors is None else _errors_of_column(errors)
        job.__class__ = job_class
    except _NOT_QUICK:
        _OPEN_CONTAINERS.clear()
        return None
    return job  # type: ignore[no-any-return]  # a twin no longer


def _time_of_column(value: Any) -> datetime:
    if type(value) is datetime:
        zone = value.tzinfo
        if zone is UTC:
            return value.replace(fold=0) if value.fold else value
        if type(zone) in _ZONES:
            return value.astimezone(UTC)
    elif type(value) is str and value.encode().translate(_DIGITS_AS_ZERO) == b"0000-00-00 00:00:00.000":
        return _parse_time(value + "Z")
    return column.read_time_column(value)


def _json_of_column(value: Any) -> bytes:
    if type(value) is str and len(value) <= _SHORT_TEXT:
        if value == "{}":
            return b"{}"
        _parse_json(value)
        return value.encode()
    if type(value) is bytes and value.startswith(b"{") and len(value) <= _SHORT_TEXT:
        _parse_json(value.decode())
        return value
    if type(value) is dict:
        if not value:
            return b"{}"
        text = "".join(_encode_json(value, 0))
        return (without_exponents(text) if "e-" in text or "e+" in text else text).encode()
    return column.read_json_column(value)


def _texts_of_column(value: Any) -> tuple[str, ...]:
    if type(value) is str:
        return () if value == "[]" else _read_texts(_parse_json(value))
    return _read_texts(value) if type(value) is list else column.read_text_list_column(value)


def _states_of_column(value: Any) -> tuple[JobState, ...]:
    return _STATES_BY_BITS[value] if type(value) is str else column.read_states_column(value)


def _errors_of_column(value: Any) -> tuple[AttemptError, ...]:
    try:
        if type(value) is bytes:
            return _read_errors(_parse_json(column.json_text(value)))
        if type(value) is str and len(value) <= _SHORT_TEXT:
            return _read_errors(_parse_json(value))
        if type(value) is list:
            texts = value and type(value[0]) is not dict
            return _errors_of_texts(value) if texts else _read_errors(value)
    except _NOT_QUICK:
        pass
    return tuple([AttemptError(*fields) for fields in read_errors_column(value)])


def _errors_of_texts(texts: list[Any]) -> tuple[AttemptError, ...]:
    read: list[AttemptError] = []
    for text in texts:
        json_text: Any = text.decode() if type(text) is bytes and text.startswith(b"{") else text
        match = _ERROR_IN_JSON(json_text)
        if match is None:
            read += _read_errors([_parse_json(json_text)])
            continue
        at, nanosecond, attempt, message, trace, attempt_last = match.groups()
        if (attempt is None) is (attempt_last is None):
            raise ValueError
        if not (message.isascii() and trace.isascii()) and has_lone_surrogate(message + trace):
            raise ValueError
        error: Any = _AttemptErrorTwin()
        error.at = _parse_time(at)
        error.at_nanosecond = _NANOSECONDS[nanosecond]
        error.attempt = int(attempt or attempt_last)
        error.error = message
        error.trace = trace
        error.__class__ = AttemptError
        read.append(error)
    return tuple(read)


def _parse_json(text: str) -> Any:
    value, end = _scan_json(text, 0)
    if end != len(text):
        raise ValueError
    return value


# Writing Go's JSON.

# Digits from tables take 0.45 us for a time, format specifications 0.8, datetime.isoformat 0.9.
_YEARS: Final = {year: str(year) for year in range(1970, 2200)}
_TWO_DIGITS: Final = [f"{number:02}" for number in range(60)]
_MILLISECONDS: Final = [f".{digits}" for digits in _THREE_DIGITS]
_TRIMMED: Final = [digits.rstrip("0") for digits in _THREE_DIGITS]
# Every offset in use is a whole number of quarters of an hour.
_OFFSETS: Final[dict[timedelta | None, str]] = {timedelta(): "Z"}
for _minutes in range(15, 15 * 60, 15):
    _OFFSETS[timedelta(minutes=_minutes)] = f"+{_minutes // 60:02}:{_minutes % 60:02}"
    _OFFSETS[-timedelta(minutes=_minutes)] = f"-{_minutes // 60:02}:{_minutes % 60:02}"
# There is one empty tuple: to see it takes no call.
_EMPTY: Final[tuple[Any, ...]] = ()


def quick_to_dict(job: JobRow, /) -> JobRowDict | None:
    """`JobRow.to_dict` for a job of plain values, or None."""
    try:
        job_id, attempt, max_attempts, priority = job.id, job.attempt, job.max_attempts, job.priority
        integers = type(job_id) is type(attempt) is type(max_attempts) is type(priority) is int
        if not (integers and 0 <= job_id | attempt | max_attempts | priority < 2**63):
            return None
        kind, queue, state = job.kind, job.queue, job.state
        if not (type(kind) is type(queue) is str and type(state) is JobState):
            return None
        if not (kind.isascii() and queue.isascii()) and has_lone_surrogate(kind + queue):
            return None
        attempted_at, finalized_at = job.attempted_at, job.finalized_at
        metadata, unique_key = job.metadata, job.unique_key
        attempted_by, errors, tags, unique_states = job.attempted_by, job.errors, job.tags, job.unique_states
        return {
            "ID": job_id,
            "Attempt": attempt,
            "AttemptedAt": None if attempted_at is None else _spell_time(attempted_at),
            "AttemptedBy": None if attempted_by is _EMPTY else _spell_texts(attempted_by),
            "CreatedAt": _spell_time(job.created_at),
            "EncodedArgs": _spell_bytes(job.encoded_args),
            "Errors": [] if errors is _EMPTY else _spell_errors(errors),
            "FinalizedAt": None if finalized_at is None else _spell_time(finalized_at),
            "Kind": kind,
            "MaxAttempts": max_attempts,
            "Metadata": "e30=" if type(metadata) is bytes and metadata == b"{}" else _spell_bytes(metadata),
            "Priority": priority,
            "Queue": queue,
            "ScheduledAt": _spell_time(job.scheduled_at),
            "State": state._value_,
            "Tags": [] if tags is _EMPTY else _spell_texts(tags),
            "UniqueKey": None if unique_key is None else _spell_bytes(unique_key),
            "UniqueStates": None if unique_states is _EMPTY else _spell_states(unique_states),
        }
    except _NOT_QUICK:
        return None


def _spell_time(time: Any, nanosecond: int = 0) -> str:
    if type(time) is not datetime:
        raise TypeError
    milliseconds, microseconds = _MILLISECONDS[time.microsecond // 1000], time.microsecond % 1000
    if nanosecond:
        rest = _THREE_DIGITS[microseconds] + _TRIMMED[nanosecond]
    elif microseconds:
        rest = _TRIMMED[microseconds]
    else:
        milliseconds, rest = milliseconds.rstrip(".0"), ""
    offset = "Z" if time.tzinfo is UTC else _OFFSETS[utc_offset(time)]
    two = _TWO_DIGITS
    return (
        f"{_YEARS[time.year]}-{two[time.month]}-{two[time.day]}"
        f"T{two[time.hour]}:{two[time.minute]}:{two[time.second]}{milliseconds}{rest}{offset}"
    )


def _spell_bytes(value: Any) -> str:
    if type(value) is not bytes:
        raise TypeError
    return b2a_base64(value, newline=False).decode()


def _spell_texts(texts: Any) -> list[str]:
    if type(texts) is not tuple:
        raise TypeError
    for text in texts:
        if type(text) is not str or (not text.isascii() and has_lone_surrogate(text)):
            raise TypeError
    return list(texts)


def _spell_states(states: Any) -> list[str]:
    if type(states) is not tuple:
        raise TypeError
    for state in states:
        if type(state) is not JobState:
            raise TypeError
    return [state._value_ for state in states]


def _spell_errors(errors: Any) -> list[AttemptErrorDict]:
    if type(errors) is not tuple:
        raise TypeError
    return [_spell_error(error) for error in errors]


def _spell_error(error: Any) -> AttemptErrorDict:
    if type(error) is not AttemptError:
        raise TypeError
    attempt, message, trace, nanosecond = error.attempt, error.error, error.trace, error.at_nanosecond
    if not (type(attempt) is int and 0 <= attempt < 2**63 and type(message) is type(trace) is str):
        raise TypeError
    if not (message.isascii() and trace.isascii()) and has_lone_surrogate(message + trace):
        raise ValueError
    if type(nanosecond) is not int or not 0 <= nanosecond <= 999:
        raise ValueError
    return {
        "at": _spell_time(error.at, nanosecond),
        "attempt": attempt,
        "error": message,
        "trace": trace,
    }
