"""Measured in processes of their own: importing, holding many jobs, and reading very many one after another.

`python -m tests.benchmarks.fresh_process hold READER COUNT` (or `stream`) prints one measurement as JSON.
"""

# ruff: noqa: PLC0415, T201 - each library is imported where it is measured, and no other; output is the purpose

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import UTC
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any, TypedDict

ROOT = Path(__file__).parents[2]

_IMPORT = """
import dataclasses, datetime, enum, time
start = time.process_time()
import rivertype
print(time.process_time() - start)
"""


class Holding(TypedDict):
    """What it took to read jobs and hold them all."""

    seconds: float
    bytes_per_job: float


class Stream(TypedDict):
    """What each job took of those read one after another, and the memory at both ends."""

    first_seconds: float
    all_seconds: float
    first_bytes: int
    all_bytes: int


def import_seconds(times: int) -> float:
    """Importing rivertype, compiled before, where dataclasses, datetime and enum are already there."""
    with TemporaryDirectory() as cache:
        compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": cache}
        _, *seconds = [float(_output("-c", _IMPORT, environment=compiled)) for _ in range(times + 1)]
    return median(seconds)


def holding(reader: str, count: int) -> Holding:
    """Reading and holding jobs, the collector on, every input new."""
    measured: Holding = json.loads(_output("-m", __name__, "hold", reader, str(count)))
    return measured


def stream(count: int) -> Stream:
    """Reading jobs and letting go of each: is the last as cheap as the first?"""
    measured: Stream = json.loads(_output("-m", __name__, "stream", "rivertype, rows", str(count)))
    return measured


def _output(*arguments: str, environment: Mapping[str, str] | None = None) -> str:
    finished = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        check=True,
        capture_output=True,
        text=True,
    )
    return finished.stdout


def _reader(name: str) -> tuple[Callable[[Any], object], list[Any]]:
    """A library's reader and its input."""
    from tests.benchmarks import jobs

    data = [jobs.WORKED, jobs.FRESH, jobs.PLAIN]
    rows = [jobs.psycopg_row(job, UTC) for job in data]
    match name:
        case "rivertype, Go's JSON":
            from rivertype import JobRow

            return JobRow.from_dict, [*data]
        case "rivertype, rows":
            from rivertype import JobRow

            return JobRow.from_row, [*rows]
        case "pydantic, Go's JSON":
            from tests.benchmarks import pydantic_peer

            return pydantic_peer.GoJob.model_validate, [*data]
        case "pydantic, rows":
            from tests.benchmarks import pydantic_peer

            return pydantic_peer.PsycopgRow.model_validate, [*rows]
        case "msgspec, Go's JSON":
            from tests.benchmarks import msgspec_peer

            return msgspec_peer.read, [*data]
        case "riverqueue, rows":
            from tests.benchmarks import riverqueue_peer

            return riverqueue_peer.read, [riverqueue_peer.attributes(row) for row in rows]
        case _:
            raise ValueError(f"no reader called {name}")


READERS = (
    "rivertype, Go's JSON",
    "pydantic, Go's JSON",
    "msgspec, Go's JSON",
    "rivertype, rows",
    "pydantic, rows",
    "riverqueue, rows",
)


def _hold(name: str, count: int) -> Holding:
    read, samples = _reader(name)
    inputs = [pickle.dumps(sample) for sample in samples]
    before = _resident_bytes()
    start = process_time()
    held = [read(pickle.loads(inputs[place % len(inputs)])) for place in range(count)]  # noqa: S301 - pickled above
    seconds = process_time() - start
    return {"seconds": seconds, "bytes_per_job": (_resident_bytes() - before) / len(held)}


def _stream(name: str, count: int) -> Stream:
    read, samples = _reader(name)
    first = count // 100
    start = process_time()
    for place in range(first):
        read(samples[place % len(samples)])
    first_seconds, first_bytes = process_time() - start, _resident_bytes()
    for place in range(first, count):
        read(samples[place % len(samples)])
    return {
        "first_seconds": first_seconds / first,
        "all_seconds": (process_time() - start) / count,
        "first_bytes": first_bytes,
        "all_bytes": _resident_bytes(),
    }


def _resident_bytes() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    measure = {"hold": _hold, "stream": _stream}[sys.argv[1]]
    print(json.dumps(measure(sys.argv[2], int(sys.argv[3]))))
