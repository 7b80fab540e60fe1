"""Seeded random jobs and errors, made in Python: every field, at its edges and between them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from random import Random
from typing import TypeVar
from zoneinfo import ZoneInfo

from rivertype import AttemptError, JobRow, JobState

SEED = 20260807
_BATCH = 50_000
T = TypeVar("T")

_INTEGERS = (0, 1, -1, 2**31, 2**53, 2**63 - 1, -(2**63))
_PIECES = (
    *("a", "job", "0", " ", "é", "漢字", "😀", '"', "\\", "/", "<b>&amp;</b>", "\u2028", "\u2029", "\ufffd"),
    *("\ufeff", "\uffff", "\x00", "\x1f", "\x7f", "\b\f\n\r\t", "\x85", "\U0010ffff", "\\ud800"),
)
_CHICAGO = ZoneInfo("America/Chicago")
_EDGE_TIMES = (
    datetime(1, 1, 1, tzinfo=UTC),
    datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=23, minutes=59))),
    datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
    datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=timezone(-timedelta(hours=23, minutes=59))),
    datetime(2024, 2, 29, 23, 59, 59, 1, tzinfo=UTC),
    datetime(2026, 7, 1, 1, 30, tzinfo=_CHICAGO),
    datetime(2026, 12, 1, 1, 30, tzinfo=_CHICAGO),
)


def batches(count: int) -> Iterator[tuple[int, int]]:
    """The seed and the size of each batch that make up a count."""
    for start in range(0, count, _BATCH):
        yield SEED + start // _BATCH, min(_BATCH, count - start)


def random_job(random: Random) -> JobRow:
    return JobRow(
        id=_integer(random),
        attempt=_integer(random),
        attempted_at=_time(random) if random.random() < 0.7 else None,
        attempted_by=_several(random, [_text(random) for _ in range(3)]),
        created_at=_time(random),
        encoded_args=random.randbytes(random.randrange(24)),
        errors=_several(random, [random_attempt_error(random) for _ in range(3)]),
        finalized_at=_time(random) if random.random() < 0.7 else None,
        kind=_text(random),
        max_attempts=_integer(random),
        metadata=random.randbytes(random.randrange(24)),
        priority=_integer(random),
        queue=_text(random),
        scheduled_at=_time(random),
        state=random.choice(list(JobState)),
        tags=_several(random, [_text(random) for _ in range(3)]),
        unique_key=random.randbytes(random.randrange(24)) if random.random() < 0.7 else None,
        unique_states=_several(random, list(JobState)),
    )


def random_attempt_error(random: Random) -> AttemptError:
    return AttemptError(
        at=_time(random),
        attempt=_integer(random),
        error=_text(random),
        trace=_text(random),
        at_nanosecond=random.choice((0, 1, 10, 100, 999, random.randrange(1000))),
    )


def _several(random: Random, elements: list[T]) -> tuple[T, ...]:
    """Some of the elements, in their order; often none."""
    return tuple(element for element in elements if random.random() < 0.4)


def _integer(random: Random) -> int:
    if random.random() < 0.3:
        return random.choice(_INTEGERS)
    return random.getrandbits(random.randrange(1, 64)) * random.choice((1, 1, -1))


def _text(random: Random) -> str:
    return "".join(random.choices(_PIECES, k=random.randrange(7)))


def _time(random: Random) -> datetime:
    if random.random() < 0.05:
        return random.choice(_EDGE_TIMES)
    year = random.choice((1, 9999, random.randrange(1, 10_000), 2026, 2026, 2026))
    microsecond = random.choice((0, 100_000, 120, 123_456, 999_999, random.randrange(1_000_000)))
    start = datetime(year, random.randrange(1, 13), random.randrange(1, 29), tzinfo=_zone(random))
    return start.replace(
        hour=random.randrange(24),
        minute=random.randrange(60),
        second=random.randrange(60),
        microsecond=microsecond,
    )


def _zone(random: Random) -> tzinfo:
    if random.random() < 0.5:
        return UTC
    return timezone(timedelta(minutes=random.randrange(-1439, 1440)))
