"""Job stores: a Protocol, and two drivers that keep jobs in the two shapes rivertype reads and writes."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Protocol, TypeVar

from rivertype import DecodeError, JobRow, JobState

T = TypeVar("T")


class Store(Protocol):
    """What the rest of a program needs of a driver.

    `put` replaces the job with the same id, if there is one. `page` gives every job by id; a bad one gives
    its error, and hides no other.
    """

    def put(self, job: JobRow) -> None: ...
    def get(self, job_id: int) -> JobRow | None: ...
    def page(self) -> Iterator[JobRow | DecodeError]: ...


class MemoryStore:
    """Keeps each job as the JSON that Go's encoding/json writes."""

    def __init__(self) -> None:
        self._lines: dict[int, str] = {}

    def put(self, job: JobRow) -> None:
        self.put_line(job.id, json.dumps(job.to_dict()))

    def put_line(self, job_id: int, line: str) -> None:
        """Keep a line from elsewhere as it is."""
        self._lines[job_id] = line

    def get(self, job_id: int) -> JobRow | None:
        line = self._lines.get(job_id)
        return None if line is None else JobRow.from_dict(json.loads(line))

    def page(self) -> Iterator[JobRow | DecodeError]:
        for job_id in sorted(self._lines):
            try:
                yield JobRow.from_dict(json.loads(self._lines[job_id]))
            except DecodeError as error:
                yield error


class SQLiteStore:
    """Keeps jobs as rows of `river_job`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._connection.row_factory = sqlite3.Row

    def put(self, job: JobRow) -> None:
        row = job.to_sqlite_row()
        self._connection.execute(
            f"INSERT OR REPLACE INTO river_job ({', '.join(row)}) VALUES (:{', :'.join(row)})", row
        )

    def get(self, job_id: int) -> JobRow | None:
        for row in self._connection.execute("SELECT * FROM river_job WHERE id = ?", (job_id,)):
            return JobRow.from_row(row)
        return None

    def page(self) -> Iterator[JobRow | DecodeError]:
        for row in self._connection.execute("SELECT * FROM river_job ORDER BY id"):
            try:
                yield JobRow.from_row(row)
            except DecodeError as error:
                yield error


def finish(store: Store, job_id: int, now: datetime) -> JobState:
    """Mark a job completed unless it is finished already; the state it is left in."""
    job = store.get(job_id)
    if job is None:
        raise LookupError(job_id)
    if not job.state.is_finalized:
        job = replace(job, state=JobState.COMPLETED, finalized_at=now)
        store.put(job)
    return job.state


def args_of(store: Store, job_id: int, parse: Callable[[bytes], T]) -> T | None:
    """The arguments of a job, as whatever the caller's parser makes of them."""
    job = store.get(job_id)
    return None if job is None else job.decode_args(parse)
