"""AttemptError: why one attempt at a job failed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import datetime
from typing import TypedDict, final

from rivertype._errors import DecodeError, unexpected, unexpected_payload, within
from rivertype._fields import field, is_a, is_object, mapping, refuse_other_letter_case, required
from rivertype._go_json import (
    integer,
    read_exact_time,
    read_payload_text,
    spell_text,
    spell_time,
)


class AttemptErrorDict(TypedDict):
    """What `AttemptError.to_dict` gives: the object that Go's encoding/json writes, in its order of keys."""

    at: str
    attempt: int
    error: str
    trace: str


@final
@dataclass(frozen=True, slots=True)
class AttemptError:
    """One failed attempt at a job: Go's `AttemptError`, an element of the column `river_job.errors`.

    The constructor checks and converts nothing. Two errors at the same instant are equal whatever their
    offsets, as datetimes are.
    """

    at: datetime
    """When the failed attempt started, aware, to the microsecond, in the UTC offset of its process.

    For a job that River's rescuer found stuck, when it was found, in UTC.

    Go `At`, key `at`. Year 1 in UTC is Go's zero time: not known.
    """

    attempt: int
    """Which attempt failed, from 1: the job's `attempt` at the time; 0 where that is not known.

    Go `Attempt`, key `attempt`.
    """

    error: str = dataclass_field(repr=False)
    """What the worker returned as its error, or the value it panicked with; users' words, so not part of
    `repr`.

    Go `Error`, key `error`.
    """

    trace: str = dataclass_field(repr=False)
    """The stack trace of a panic; empty for an ordinary error and for a rescued job. Not part of `repr`.

    Go `Trace`, key `trace`.
    """

    at_nanosecond: int = 0
    """The nanoseconds of `at` past its microsecond, 0 to 999: Go's clock has digits that a datetime cannot
    hold.

    Go `At`, key `at`.
    """

    @classmethod
    def from_dict(cls, data: Mapping[str, object], /) -> AttemptError:
        """Read the object that Go's encoding/json writes for an `AttemptError`.

        All four keys must be there and not null; others are ignored. Raises DecodeError for content that is
        refused, TypeError where `data` is no mapping. docs/go-json.md lists what Go takes and this refuses.
        """
        fields = mapping(data, "AttemptError.from_dict")
        try:
            return read_attempt_error(fields)
        except DecodeError as error:
            within(error, "AttemptError")
            raise

    def to_dict(self) -> AttemptErrorDict:
        """The object that Go's encoding/json writes; `from_dict` of it gives an equal error.

        Raises ValueError naming the field that cannot be written: a naive `at`, a value of the wrong type, a
        lone surrogate.
        """
        try:
            return spell_attempt_error(self)
        except DecodeError as error:
            raise ValueError(str(within(error, "AttemptError"))) from None


def read_attempt_error(value: object) -> AttemptError:
    """Read one element of Go's `Errors`."""
    if not is_object(value):
        raise unexpected_payload("an object", value)
    refuse_other_letter_case(value, AttemptErrorDict.__required_keys__)
    at, at_nanosecond = required(value, "at", read_exact_time)
    return AttemptError(
        at=at,
        attempt=required(value, "attempt", integer),
        error=required(value, "error", read_payload_text),
        trace=required(value, "trace", read_payload_text),
        at_nanosecond=at_nanosecond,
    )


def spell_attempt_error(error: object) -> AttemptErrorDict:
    """Write one element of Go's `Errors`."""
    if not is_a(error, AttemptError):
        raise unexpected_payload("an AttemptError", error)
    nanosecond = field("at_nanosecond", error.at_nanosecond, _nanosecond)
    return {
        "at": field("at", error.at, lambda at: spell_time(at, nanosecond)),
        "attempt": field("attempt", error.attempt, integer),
        "error": field("error", error.error, spell_text),
        "trace": field("trace", error.trace, spell_text),
    }


def _nanosecond(value: object) -> int:
    if not 0 <= integer(value) <= 999:
        raise unexpected("nanoseconds from 0 to 999", value)
    return integer(value)
