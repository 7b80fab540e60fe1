"""JobState, and the bit mask in which River stores a set of states."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum, unique
from typing import Final

from rivertype._errors import shown


@unique
class JobState(StrEnum):
    """Where a job stands in its life: Go's `JobState`, the column `river_job.state`.

    A member is the very string River stores, so `f"{state}"`, comparison with a plain str and `json.dumps`
    all give that string. Members stand in alphabetical order, as in Go's `JobStates()` and the PostgreSQL
    enum `river_job_state`.
    """

    AVAILABLE = "available"
    """Ready to be worked now. Go `JobStateAvailable`."""

    CANCELLED = "cancelled"
    """Finalized because somebody, or its own worker, cancelled it. Go `JobStateCancelled`."""

    COMPLETED = "completed"
    """Finalized because its work succeeded. Go `JobStateCompleted`."""

    DISCARDED = "discarded"
    """Finalized because its last attempt failed, or its unique key was taken when due. Go
    `JobStateDiscarded`.
    """

    PENDING = "pending"
    """Parked until something outside moves it on; River neither works nor deletes it. Go `JobStatePending`.
    """

    RETRYABLE = "retryable"
    """Failed, and waiting for `scheduled_at` to be tried again. Go `JobStateRetryable`."""

    RUNNING = "running"
    """Being worked; if its process died, until River's rescuer finds it. Go `JobStateRunning`."""

    SCHEDULED = "scheduled"
    """Waiting for `scheduled_at`, which its inserter or a snooze set, to become available. Go
    `JobStateScheduled`.
    """

    @property
    def is_finalized(self) -> bool:
        """True for cancelled, completed and discarded: the states in which `JobRow.finalized_at` is set."""
        return self in _FINALIZED


_FINALIZED: Final = frozenset({JobState.CANCELLED, JobState.COMPLETED, JobState.DISCARDED})

# Alphabetical order gives each state its bit: available is 1, cancelled 2, ... scheduled 128.
_BITS: Final = {state: 1 << position for position, state in enumerate(JobState)}

# A reader of many rows meets few masks, and there are only 256: each set of states is built once.
_STATES_BY_BITMASK: Final = tuple(
    tuple(state for state, bit in _BITS.items() if bitmask & bit) for bitmask in range(256)
)


def unique_states_to_bitmask(states: Iterable[JobState]) -> int:
    """The bits in which River stores a set of states, 0 to 255.

    SQLite's `river_job.unique_states` is this integer; PostgreSQL's is the same eight bits as `bit(8)`, so
    `f"{bitmask:08b}"` spells it (the right-most character is available). The order and repetition of `states`
    do not matter. Raises ValueError for anything that is not a state.
    """
    bitmask = 0
    for state in states:
        bit = _BITS.get(state) if issubclass(type(state), str) else None
        if bit is None:
            raise ValueError(f"expected a job state ({', '.join(JobState)}), got {shown(state)}")
        bitmask |= bit
    return bitmask


def unique_states_from_bitmask(bitmask: int, /) -> tuple[JobState, ...]:
    """The states whose bits are set, in alphabetical order as Go gives them; 0 gives the empty tuple.

    Raises ValueError for an integer outside 0 to 255, TypeError for anything that is not an int.
    """
    if type(bitmask) is not int:
        raise TypeError(f"expected an int from 0 to 255, got {type(bitmask).__name__}")
    if not 0 <= bitmask <= 255:
        raise ValueError("expected an int from 0 to 255: one bit for each of the eight job states")
    return _STATES_BY_BITMASK[bitmask]


UNIQUE_STATES_DEFAULT: Final = unique_states_from_bitmask(0b11110101)
"""The states in which a unique job blocks another by default: all but cancelled and discarded."""
