"""msgspec, a C core, for scale.

Not checked: that a timestamp has its `T` and its offset, and that integers fit 64 bits.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from rivertype import JobState
from tests.benchmarks.moment import Moment, read_moment, spell_moment


class AttemptError(msgspec.Struct, frozen=True):
    at: Moment
    attempt: int
    error: str
    trace: str


class GoJob(msgspec.Struct, frozen=True):
    """The fields of Go's JobRow."""

    ID: int
    Attempt: int
    AttemptedAt: datetime | None
    AttemptedBy: tuple[str, ...] | None
    CreatedAt: datetime
    EncodedArgs: bytes
    Errors: tuple[AttemptError, ...]
    FinalizedAt: datetime | None
    Kind: str
    MaxAttempts: int
    Metadata: bytes
    Priority: int
    Queue: str
    ScheduledAt: datetime
    State: JobState
    Tags: tuple[str, ...]
    UniqueKey: bytes | None
    UniqueStates: tuple[JobState, ...] | None


def read(data: Mapping[str, Any]) -> GoJob:
    return msgspec.convert(data, GoJob, dec_hook=_read_moment)


def spell(job: GoJob) -> dict[str, Any]:
    spelled: dict[str, Any] = msgspec.to_builtins(job, enc_hook=spell_moment)
    return spelled


def _read_moment(_: type[Moment], text: str) -> Moment:
    return read_moment(text)
