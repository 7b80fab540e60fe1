"""Jobs in each of their shapes, made of usual, odd and damaged values, to compare or only to survive.

What each field usually holds is plain; odd values sit just outside of it, and strangers belong nowhere.
"""

import json
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from io import BytesIO
from itertools import product
from random import Random
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from rivertype import AttemptError, JobState
from tests.examples import ERROR, JOB, error_dict, error_with


class Text(str):
    """A string that is not itself by any of its own methods."""

    __slots__ = ()
    __hash__ = None  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType] - unhashable

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("compared")

    def encode(self, encoding: str = "", errors: str = "") -> bytes:  # noqa: ARG002  # str's signature
        return b"0000-00-00T00:00:00Z"


class Integer(int):
    pass


class Bytes(bytes):
    pass


class Dict(dict[str, object]):
    pass


class List(list[object]):
    pass


class Tuple(tuple[object, ...]):
    __slots__ = ()


class Datetime(datetime):
    pass


class One(IntEnum):
    ONE = 1


class OtherState(StrEnum):
    """States that are strings, but not ours."""

    RUNNING = "running"


class Registered(Enum):
    """A state as psycopg's register_enum makes it."""

    running = 7


class Untouchable:
    """What a lazy proxy, or an array of numpy, does when it is used as a scalar."""

    __hash__ = None  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType] - unhashable

    def _refuse(self, *_: object) -> Any:  # noqa: ANN401  # it stands for methods of every type
        raise RuntimeError("touched")

    __bool__ = __len__ = __iter__ = __eq__ = __le__ = __lt__ = __ge__ = __gt__ = __or__ = __ror__ = _refuse
    __getitem__ = __getattr__ = _refuse


class Zone(tzinfo):
    """A zone in which clocks are set back, so that `fold` tells two times apart, or one with no offset."""

    def __init__(self, *hours: int) -> None:
        self._offsets = [timedelta(hours=hour) for hour in hours]

    def utcoffset(self, dt: datetime | None, /) -> timedelta | None:
        return self._offsets[dt.fold if dt else 0] if self._offsets else None

    def dst(self, dt: datetime | None, /) -> None:
        pass

    def tzname(self, dt: datetime | None, /) -> None:
        pass


def new_york_in_2026() -> ZoneInfo:
    """What psycopg 3 gives, without the machine's own zones: daylight saving until 1 November."""
    counts = (0, 0, 0, 1, 2, 8)
    end = int(datetime(2026, 11, 1, 6, tzinfo=UTC).timestamp())
    zones = struct.pack(">iB iBB iBB", end, 1, -4 * 3600, 1, 0, -5 * 3600, 0, 4)
    return ZoneInfo.from_file(
        BytesIO(b"TZif" + bytes(16) + struct.pack(">6I", *counts) + zones + b"EDT\0EST\0")
    )


def nested(depth: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(depth):
        value = [value]
    return value


def jsonb(value: Any) -> bytes:  # noqa: ANN401  # any JSON value of objects, arrays, strings and integers
    """A value as SQLite's JSONB, its sizes in four bytes."""
    match value.__class__.__name__:
        case "dict":
            kind, payload = 12, b"".join(jsonb(part) for member in value.items() for part in member)
        case "list":
            kind, payload = 11, b"".join(map(jsonb, value))
        case "str":
            kind, payload = 10, value.encode()
        case _:
            kind, payload = 3, str(value).encode()
    return bytes([0xE0 | kind]) + len(payload).to_bytes(4, "big") + payload


CIRCULAR: dict[str, object] = {}
CIRCULAR["itself"] = CIRCULAR

CLOCKS = ["2026-08-07T14:32:57", "0001-01-01T00:00:00", "9999-12-31T23:59:59", "2024-02-29T23:00:09"]
FRACTIONS = ["", ".1", ".120", ".123456", ".000001", ".123456789", ".000000001", ".12345678912"]
OFFSETS = ["Z", "+00:00", "-00:00", "-05:00", "+05:45", "+23:59", "-00:01"]
TIMES = ["".join(parts) for parts in product(CLOCKS, FRACTIONS, OFFSETS)]
ODD_TIMES = [
    "2026-08-07T24:00:00Z", "2026-08-07T23:60:00Z", "2026-08-07T23:59:60Z", "2026-08-07T24:00:00.123456789Z",
    "2026-08-07T14:32:57.123456789+05:60", "2026-08-07T14:32:57.123456789+24:00", "2026-08-07T14:32:57,1Z",
    "2026-08-07T14:32:57", "2026-08-07 14:32:57Z", "2026-08-07t14:32:57z", "2026-W32-5T14:32:57Z",
    "2026-08-07", "0000-01-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-08-00T00:00:00Z",
    "2026-08-07T14:32:57.Z", "2026-08-07T14:32:57.12345678 Z", "2026-08-07T14:32:57.123456 89Z",
    "2026-08-07T14:32\0:57Z", "2024-02-29T23:Z\x000:59.123456Z", "\u0662026-08-07T14:32:57Z",
    "2026-08-07T14:32:57.12345678\u0669Z", "2026-08-07 24:00:00.000", "2026-02-29 00:00:00.000",
    Text("2026-08-07T14:32:57"), Text("2026-08-07T14:32:57Z"), Text("2026-08-07 14:32:57.123"),
]  # fmt: skip
ZONES = [UTC, timezone(timedelta(hours=-5)), timezone(timedelta(hours=5, minutes=45)), new_york_in_2026()]
ODD_ZONES = [timezone(timedelta(seconds=20_222)), Zone(2, 1), Zone(), None]
DATETIMES = [
    clock.replace(microsecond=microsecond, tzinfo=zone, fold=fold)
    for clock, microsecond, zone, fold in product(
        (datetime(2026, 11, 1, 1, 30, tzinfo=UTC), datetime(1999, 8, 7, 14, 32, 57, tzinfo=UTC)),
        (0, 1, 1_000, 120_000, 123_456, 999_999),
        ZONES,
        (0, 1),
    )
]
ODD_DATETIMES = [
    *(datetime(1, 1, 1, tzinfo=zone) for zone in (*ZONES, *ODD_ZONES)),
    *(datetime(2026, 8, 7, 14, tzinfo=zone) for zone in ODD_ZONES),
    *(datetime(9999, 12, 31, 23, 59, 59, 999_999, zone) for zone in (*ZONES, *ODD_ZONES)),
    datetime(2, 8, 7, 14, tzinfo=UTC), Datetime(2026, 8, 7, 14, tzinfo=UTC),
    datetime(2026, 8, 7, tzinfo=timezone(timedelta(minutes=1))), datetime(2026, 8, 7, tzinfo=Zone(23, -23)),
]  # fmt: skip
TEXTS = ["", "mail", "no such host", "line\nline", "NUL \0", '"', "<&>", "\xe9", "\u2028", "\U0001f600"]
ODD_TEXTS = ["\ud800", "\ud83d", "\ude00", Text("mail")]
INTEGERS = [1, 0, 2, 2**31, 2**63 - 1]
ODD_INTEGERS = [-1, 2**63, -(2**63), -(2**63) - 1, 10**5000, Integer(1), One.ONE, True, 1.0]
STATES = [state.value for state in JobState]
ODD_STATES = ["", "Available", "available ", "available,cancelled", "other", Text("running")]
STATE_LISTS = [[], *([state] for state in STATES), STATES, STATES[::2], ["available", "running", "scheduled"]]
ODD_STATE_LISTS = [
    ["running", "available"], ["running", "running"], ["available,cancelled"], ["available,cancelled", ""],
    [""], ["available", None], "available", ("available",), {"available": 1}, iter(["available"]),
    [JobState.RUNNING], [Text("running")], [["running"]], List(["running"]), Untouchable(),
]  # fmt: skip
TEXT_LISTS = [[], ["a"], ["host-1", "host-2"], ["a", "a", "", "\xe9"]]
ODD_TEXT_LISTS = [
    ("a",), ["\ud800"], ["a", "\udfff"], [Text("a")], [None], [1], [["a"]], [b"a"], List(["a"]), {"a": 1},
    "a", iter(["a"]), '["a"]', '["\\ud800"]', '["a", null]', "null", "{}", "[1", '["a"]  ', "[", b'["a"]',
    b"[\x17a",
]  # fmt: skip
BASE64 = ["", "e30=", "E30=", "AA==", "AAA=", "AAAA", "e31=", "9QA=", "eyJhIjogMX0="]
ODD_BASE64 = [
    "e30", "e30==", "AAAA=", "=AAA", "A", "AA=A", "AA==AA==", "AA-_", "e3\n0=", "\r\n", " e30=",
    "\xe9\xe9\xe9=",
    "AA=\0", b"e30=", bytearray(b"e30="), Text("e30="), Text("AAAA"), memoryview(b"AAAA"),
]  # fmt: skip
STRANGERS: list[object] = [
    None, True, False, 0, 1.5, float("nan"), float("inf"), Decimal(1), object, "", "a", "\0", b"", b"{}",
    b"\x0c",
    bytearray(b"a"), memoryview(b"a"), [], (), {}, set[int](), [None], {"a": 1}, Dict(), List(), Tuple(),
    Text(""),
    CIRCULAR, nested(3000), JobState.RUNNING, Registered.running, One.ONE, Untouchable(), ERROR, JOB, UTC,
]  # fmt: skip
LETTERS = '0123456789:-+.,;TtZz eE=/ +-_"\\{}[]nulltruefalse\0\r\n\u0661\uff11\xe9\ud800'

PLAIN_ERRORS = [
    error_dict(at=at, attempt=attempt, error=error, trace=trace)
    for at, attempt, error, trace in zip(
        TIMES, INTEGERS * 100, TEXTS * 100, reversed(TEXTS * 100), strict=False
    )
]
ODD_ERRORS: list[object] = [
    *(error_dict(at=at) for at in (*ODD_TIMES, 1, None, b"", Untouchable())),
    *(error_dict(attempt=attempt) for attempt in (*ODD_INTEGERS, None, "5")),
    *(error_dict(error=error) for error in (*ODD_TEXTS, None, 1, [1], CIRCULAR)),
    *(error_dict(trace=trace) for trace in (*ODD_TEXTS, None, 1, {"b": 1})),
    error_dict(error="\ud83d", trace="\ude00"), error_dict(At="2026-01-01T00:00:00Z"), error_dict(more=1),
    {name: value for name, value in error_dict().items() if name != "trace"}, Dict(error_dict()), {1: 2},
    None, 1, "a", "{}", [], [error_dict()], ERROR,
]  # fmt: skip
ERROR_TEXTS = [
    json.dumps(error, ensure_ascii=False, sort_keys=by_name)
    for error in PLAIN_ERRORS
    for by_name in (False, True)
] + [
    # In the order of jsonb's keys.
    json.dumps({name: error[name] for name in ("at", "error", "trace", "attempt")}, ensure_ascii=False)
    for error in PLAIN_ERRORS
]
ODD_ERROR_TEXTS = [
    *(json.dumps(error_dict(at=at)) for at in ODD_TIMES if type(at) is str),
    *(json.dumps(error_dict(error=error), ensure_ascii=False) for error in ODD_TEXTS if type(error) is str),
    *(json.dumps(error_dict(trace=trace), ensure_ascii=False) for trace in ODD_TEXTS if type(trace) is str),
    json.dumps(error_dict(error="\xe9", trace="\ud800"), ensure_ascii=False),
    *(json.dumps(error_dict(attempt=attempt)) for attempt in (-1, 2**63, 1.0, "5", None, True, float("nan"))),
    '{"at": 1, ' + ERROR_TEXTS[0][1:], '{"attempt": ' + "9" * 5000 + ", " + ERROR_TEXTS[0][1:],
    ERROR_TEXTS[0][:-1] + ', "error": "last"}', ERROR_TEXTS[0][:-1] + ', "at": null}',
    " " + ERROR_TEXTS[0] + " ",
    ERROR_TEXTS[0].replace("error", "ERROR"), ERROR_TEXTS[0].replace('"at"', '"\\u0061t"'), "null", '"a"',
    "", "[",
]  # fmt: skip
JSON_COLUMNS: list[object] = [
    "{}", '{"a": 1}', '[1.50, "\\ud800", null]', "1e999", '{"a": 1, "a": 2}', "-0", '"\xe9"',
    b"{}", b'{"ab": "\xc3\xa9"}', {}, {"a": 1}, {"b": [1.5, None, True, "\xe9"], "a": {"": -0.0}},
    {"a": One.ONE, "b": JobState.RUNNING}, {"a": [2.5e-07, "1e-07"]}, {"b": 1e22},
]  # fmt: skip
ODD_JSON_COLUMNS: list[object] = [
    " {}", "{} ", "", "NaN", '{"a": -Infinity}', "9" * 5000, '"\ud800"', '"\t"', "{'a': 1}", "01", "[1,]",
    "\ufeff{}",
    "[" * 5000 + "]" * 5000, "[" * 5000, '"' + "a" * 20_000 + '"', Text("{}"), b"{gabcdef", b'{"a": 1}',
    b'{"a": ["\xff"]}', b'{"a": ', b"[1]", b"[\n7  ]", b'"\xff"', memoryview(b"{}"),
    [1], (1,), 5, {1: 2}, {None: 1}, {(1,): 2}, {"a": float("nan")}, {float("nan"): 1},
    {"a": Decimal("1.10")},
    {"\ud800": 1}, {"a": "\ud800"}, {"a": 10**5000}, {"a": b""}, {"a": Untouchable()}, {"a": nested(3000)},
    {"a": Dict(b=1), "c": (1,), "d": Integer(7)}, {"a": CIRCULAR}, Dict(a=1),
]  # fmt: skip
STATES_COLUMNS: list[object] = ["00000000", "11110101", "10000000", "11111111", 0, 245, b"\0\0\0\x08\xf5"]
ODD_STATES_COLUMNS: list[object] = [
    "", "1111010", "111101010", "1111010\uff11", "1111010\0", "+1110101", Text("11110101"), 256, -1, True,
    Integer(1),
    b"\xf5", b"\0\0\0\x09\xf5", [], ["running"], ["other"], ("running",),
]  # fmt: skip

Pools = dict[str, tuple[list[Any], list[Any]]]
"""For each field, what jobs usually hold and what they rarely do."""

ERROR_LISTS = [[], *([error] for error in PLAIN_ERRORS), PLAIN_ERRORS[:3]]
ODD_ERROR_LISTS = [
    *([PLAIN_ERRORS[0], error] for error in ODD_ERRORS),
    tuple(PLAIN_ERRORS[:2]),
    List(PLAIN_ERRORS),
]

GO_POOLS: Pools = {
    **dict.fromkeys(("ID", "Attempt", "MaxAttempts", "Priority"), (INTEGERS, ODD_INTEGERS)),
    **dict.fromkeys(("Kind", "Queue"), (TEXTS, ODD_TEXTS)),
    **dict.fromkeys(("CreatedAt", "ScheduledAt"), (TIMES, ODD_TIMES)),
    **dict.fromkeys(("AttemptedAt", "FinalizedAt"), ([*TIMES, None], ODD_TIMES)),
    "EncodedArgs": (BASE64, ODD_BASE64),
    **dict.fromkeys(("Metadata", "UniqueKey"), ([*BASE64, None], ODD_BASE64)),
    **dict.fromkeys(("AttemptedBy", "Tags"), ([*TEXT_LISTS, None], ODD_TEXT_LISTS)),
    "State": (STATES, ODD_STATES),
    "UniqueStates": ([*STATE_LISTS, None], ODD_STATE_LISTS),
    "Errors": ([*ERROR_LISTS, None], ODD_ERROR_LISTS),
}
COLUMN_TIMES: list[object] = [
    *DATETIMES,
    "2026-08-07 14:32:57.123",
    *(time.replace("T", " ") for time in TIMES if time.startswith(("2026", "2024"))),
]
COLUMN_ERRORS: list[object] = [
    *ERROR_LISTS, None, "[]", *([text] for text in ERROR_TEXTS), *(f"[{text}]" for text in ERROR_TEXTS),
    f"[{', '.join(ERROR_TEXTS[:3])}]", ERROR_TEXTS[:3],
    *([text.encode()] for text in ERROR_TEXTS[::9]), *(f"[{text}]".encode() for text in ERROR_TEXTS[::9]),
    *(jsonb([error]) for error in PLAIN_ERRORS[::9]), jsonb(PLAIN_ERRORS[:3]), ['{"attempt": "5"}'],
]  # fmt: skip
ODD_COLUMN_ERRORS: list[object] = [
    *ODD_ERROR_LISTS, *([text] for text in ODD_ERROR_TEXTS), *(f"[{text}]" for text in ODD_ERROR_TEXTS),
    *([text.encode("utf-8", "surrogatepass")] for text in ODD_ERROR_TEXTS),
    [ERROR_TEXTS[0], PLAIN_ERRORS[0]], [PLAIN_ERRORS[0], ERROR_TEXTS[0]], [ERROR_TEXTS[0], None],
    "", "null", "{}", "[", b"[]", b"\x0b", [b"{}"], Text("[]"), [Text("{}")],
]  # fmt: skip
COLUMN_POOLS: Pools = {
    **dict.fromkeys(("id", "attempt", "max_attempts", "priority"), (INTEGERS, ODD_INTEGERS)),
    **dict.fromkeys(("kind", "queue"), ([*TEXTS, b"mail"], [*ODD_TEXTS, b"\xff"])),
    **dict.fromkeys(
        ("created_at", "scheduled_at"), (COLUMN_TIMES, [*ODD_DATETIMES, *ODD_TIMES, 1, -1.5, 10**13])
    ),
    **dict.fromkeys(("attempted_at", "finalized_at"), ([*COLUMN_TIMES, None], [*ODD_DATETIMES, *ODD_TIMES])),
    "args": (JSON_COLUMNS, ODD_JSON_COLUMNS),
    "metadata": ([*JSON_COLUMNS, None], ODD_JSON_COLUMNS),
    "unique_key": (
        [None, b"", b"\xf5\0", memoryview(b"a")],
        [bytearray(b"a"), Bytes(b"a"), "\\xf500", "f5", "f"],
    ),
    **dict.fromkeys(
        ("attempted_by", "tags"), ([*TEXT_LISTS, None, "[]", '["a"]', jsonb(["a"])], ODD_TEXT_LISTS)
    ),
    "state": ([*STATES, b"running", Registered.running], [*ODD_STATES, b"\xff", JobState.RUNNING]),
    "unique_states": ([*STATES_COLUMNS, None], ODD_STATES_COLUMNS),
    "errors": (COLUMN_ERRORS, ODD_COLUMN_ERRORS),
}
BYTES = [b"", b"{}", b'{"a": 1}', b"\xff\0"]
ODD_BYTES = [Bytes(b"{}"), bytearray(b"{}"), "{}", memoryview(b"{}")]
TEXT_TUPLES = [(), ("a",), ("host-1", "host-2", "\xe9")]
ODD_TEXT_TUPLES = [["a"], ("\ud800",), ("a", "\udfff"), (Text("a"),), (None,), Tuple(["a"]), "a"]
ERROR_VALUES = [
    AttemptError(at, attempt, error, trace, nanosecond)
    for at, attempt, error, trace, nanosecond in zip(
        DATETIMES, INTEGERS * 99, TEXTS * 99, TEXTS * 99, [0, 1, 10, 999] * 99, strict=False
    )
]
ODD_ERROR_VALUES: list[object] = [
    *(error_with("at", at) for at in (*ODD_DATETIMES, "", None)),
    *(error_with("attempt", attempt) for attempt in (*ODD_INTEGERS, None)),
    *(error_with("error", error) for error in (*ODD_TEXTS, None)),
    *(error_with("trace", trace) for trace in (*ODD_TEXTS, None)),
    *(error_with("at_nanosecond", nanosecond) for nanosecond in (*ODD_INTEGERS, 1000, None, "",
    Untouchable())),
    None, error_dict(), SimpleNamespace(**{name: getattr(ERROR, name) for name in AttemptError.__slots__}),
]  # fmt: skip
VALUE_POOLS: Pools = {
    **dict.fromkeys(("id", "attempt", "max_attempts", "priority"), (INTEGERS, ODD_INTEGERS)),
    **dict.fromkeys(("kind", "queue"), (TEXTS, ODD_TEXTS)),
    **dict.fromkeys(("created_at", "scheduled_at"), (DATETIMES, ODD_DATETIMES)),
    **dict.fromkeys(("attempted_at", "finalized_at"), ([*DATETIMES, None], ODD_DATETIMES)),
    **dict.fromkeys(("encoded_args", "metadata"), (BYTES, ODD_BYTES)),
    "unique_key": ([*BYTES, None], ODD_BYTES),
    **dict.fromkeys(("attempted_by", "tags"), (TEXT_TUPLES, ODD_TEXT_TUPLES)),
    "state": ([*JobState], [*STATES, Registered.running, OtherState.RUNNING]),
    "unique_states": (
        [(), *((state,) for state in JobState), tuple(JobState)],
        [[*JobState], ("running",), (None,), (OtherState.RUNNING,), (Registered.running,)],
    ),
    "errors": (
        [(), *((error,) for error in ERROR_VALUES)],
        [*((error,) for error in ODD_ERROR_VALUES), [ERROR]],
    ),
}


def damaged(random: Random, value: Any) -> Any:  # noqa: ANN401  # any value at all
    """A value with one or two characters of a text in it changed, dropped or put in."""
    kind = value.__class__
    if kind is list and value:
        place = random.randrange(len(value))
        return [*value[:place], damaged(random, value[place]), *value[place + 1 :]]
    if kind is dict and value:
        name = random.choice(list(value))
        return {**value, name: damaged(random, value[name])}
    if kind is not str:
        return random.choice(STRANGERS)
    text: str = value
    for _ in range(random.choice((1, 1, 2))):
        place = random.randrange(len(text) + 1)
        text = text[:place] + random.choice(("", *LETTERS)) + text[place + random.randrange(2) :]
    return text


def usual_job(pools: Pools) -> dict[str, Any]:
    return {name: usual[1 % len(usual)] for name, (usual, _) in pools.items()}


def usual_jobs(pools: Pools) -> Iterator[dict[str, Any]]:
    """Each usual value of every field once."""
    for name, (usual, _) in pools.items():
        yield from ({**usual_job(pools), name: value} for value in usual)


def odd_jobs(pools: Pools) -> Iterator[dict[str, Any]]:
    """Each odd value and each stranger in every field once."""
    for name, (_, odd) in pools.items():
        yield from ({**usual_job(pools), name: value} for value in (*odd, *STRANGERS))


def random_jobs(pools: Pools, count: int) -> Iterator[dict[str, Any]]:
    """Jobs of a few usual values, some with one or two that are odd, damaged or strangers."""
    random = Random(20260807)
    names = list(pools)
    for _ in range(count):
        job = usual_job(pools)
        for name in random.choices(names, k=5):
            job[name] = random.choice(pools[name][0])
        for name in random.choices(names, k=random.choice((0, 0, 1, 1, 2))):
            usual, odd = pools[name]
            match random.randrange(10):
                case 0:
                    job.pop(name, None)
                case 1:
                    job[random.choice((name.swapcase(), "more"))] = None
                case 2:
                    job[name] = random.choice(STRANGERS)
                case 3 | 4 | 5:
                    job[name] = random.choice(odd)
                case _:
                    job[name] = damaged(random, random.choice(usual))
        yield job
