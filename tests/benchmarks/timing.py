"""How long a call takes beside others: in turns and in CPU time, so that a busy machine slows all alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from time import process_time
from timeit import Timer

Call = Callable[[], object]


@dataclass(frozen=True)
class Effort:
    """How much to measure: rounds for each call, and seconds for each of them."""

    rounds: int
    seconds: float


def medians(calls: Mapping[str, Call], effort: Effort) -> dict[str, float]:
    """The median seconds of each call, the collector off, over rounds in which each has its turn."""
    timers = {name: Timer(call, timer=process_time) for name, call in calls.items()}
    counts = {name: max(1, round(100 * effort.seconds / timer.timeit(100))) for name, timer in timers.items()}
    times: dict[str, list[float]] = {name: [] for name in timers}
    for _ in range(effort.rounds):
        for name, timer in timers.items():
            times[name].append(timer.timeit(counts[name]) / counts[name])
    return {name: median(measured) for name, measured in times.items()}
