"""Tell how the jobs of a River database are doing: what waits, what fails, what is about to be given up.

    python queue_report.py river.sqlite3
    python queue_report.py postgresql://river@localhost/river --json

Needs rivertype, and psycopg where the database is PostgreSQL. Rows are read one after another, and what is
kept of them grows with the queues and kinds alone, so a table may be of any size. A row that cannot be read
is told of on standard error and left out; the exit status is then 1.
"""

import argparse
import json
import shutil
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from rivertype import DecodeError, JobRow, JobState, Row

# What users put into a job is not reported, so it need not leave the database: most of a row's bytes.
QUERY = """
    SELECT id, attempt, attempted_at, created_at, errors, finalized_at, kind, max_attempts, priority, queue,
        scheduled_at, state, '{}' AS args, NULL AS attempted_by, NULL AS tags
    FROM river_job
"""
WAITING = {JobState.AVAILABLE, JobState.RETRYABLE, JobState.SCHEDULED}
FEW_ATTEMPTS = 2
LISTED = 10


def summarize(rows: Iterable[Row], now: datetime) -> dict[str, Any]:
    queues: defaultdict[str, Counter[str]] = defaultdict(Counter)
    oldest: dict[str, JobRow] = {}
    failures: Counter[str] = Counter()
    last: dict[str, tuple[datetime, int, int, str]] = {}
    few_left: list[JobRow] = []
    unreadable = 0
    for row in rows:
        try:
            job = JobRow.from_row(row)
        except DecodeError as error:
            print(f"unreadable: {error}", file=sys.stderr)
            unreadable += 1
            continue
        queues[job.queue][job.state] += 1
        if job.state in WAITING and job.scheduled_at <= now:
            oldest[job.queue] = min(oldest.get(job.queue, job), job, key=lambda job: job.scheduled_at)
        if not job.errors:
            continue
        failures[job.kind] += len(job.errors)
        failed = [(error.at, error.at_nanosecond, job.id, error.error) for error in job.errors]
        last[job.kind] = max(last.get(job.kind, failed[0]), *failed)
        if not job.state.is_finalized and attempts_left(job) <= FEW_ATTEMPTS:
            few_left = sorted([*few_left, job], key=attempts_left)[:LISTED]
    return {
        "at": now,
        "jobs": sum(states.total() for states in queues.values()),
        "unreadable": unreadable,
        "queues": [
            {"queue": queue, **{state.value: queues[queue][state] for state in JobState}}
            for queue in sorted(queues)
        ],
        "oldest_due": [described(oldest[queue], waiting=age(oldest[queue], now)) for queue in sorted(oldest)],
        "failing_kinds": [
            {"kind": kind, "failures": count, "last": at, "job": job_id, "last_error": error}
            for kind, count in failures.most_common(LISTED)
            for at, _, job_id, error in [last[kind]]
        ],
        "few_attempts_left": [described(job, left=attempts_left(job)) for job in few_left],
    }


def age(job: JobRow, now: datetime) -> str:
    return str(now - job.scheduled_at).partition(".")[0]


def attempts_left(job: JobRow) -> int:
    """How many attempts may still fail, the one that runs now included; the last of them discards the job."""
    return job.max_attempts - job.attempt + (job.state is JobState.RUNNING)


def described(job: JobRow, **more: object) -> dict[str, Any]:
    known = {"job": job.id, "kind": job.kind, "queue": job.queue, "state": job.state.value}
    return {**known, "due": job.scheduled_at, **more}


def sqlite_rows(path: str) -> Iterator[Row]:
    with closing(sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        connection.text_factory = partial(str, encoding="utf-8", errors="replace")
        yield from connection.execute(QUERY)


def postgresql_rows(url: str) -> Iterator[Row]:
    import psycopg  # noqa: PLC0415 - SQLite needs no driver
    from psycopg.rows import dict_row  # noqa: PLC0415 - the same
    from psycopg.types.string import TextLoader  # noqa: PLC0415 - the same

    with psycopg.connect(url) as connection:
        # As text, for infinity, which no datetime holds, would else end the query, not spoil one row.
        connection.adapters.register_loader("timestamptz", TextLoader)
        connection.execute("SET DateStyle TO ISO")
        # A cursor with a name leaves the rows with the server and fetches so many at a time.
        with connection.cursor("report", row_factory=dict_row) as cursor:
            cursor.itersize = 1000
            yield from cursor.execute(QUERY)


def print_table(title: str, rows: list[dict[str, Any]]) -> None:
    print(f"\n{title}{'' if rows else ': none'}")
    names = [name for name in next(iter(rows), ()) if any(row[name] != 0 for row in rows)]
    lines = [[cell(row[name]) for name in names] for row in rows]
    widths = [max(map(len, column)) for column in zip(names, *lines, strict=True)]
    screen = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    for line in [names, *lines] if rows else ():
        padded = "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True))
        print(padded.rstrip()[:screen])


def cell(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    # What a job says must not move the cursor of the terminal on which it is shown.
    return "".join(letter if letter.isprintable() else " " for letter in str(value))


def main() -> int:
    parser = argparse.ArgumentParser(description="Tell how the jobs of a River database are doing.")
    parser.add_argument("database", help="a SQLite file, or a URL that begins with postgresql://")
    parser.add_argument("--json", action="store_true", help="print JSON rather than tables")
    arguments = parser.parse_args()
    read = postgresql_rows if "://" in arguments.database else sqlite_rows
    if read is sqlite_rows and not Path(arguments.database).is_file():
        parser.error(f"there is no file {arguments.database}")
    try:
        report = summarize(read(arguments.database), datetime.now(UTC))
    except sqlite3.Error as error:
        parser.error(f"{arguments.database}: {error}")
    if arguments.json:
        print(json.dumps(report, default=datetime.isoformat, indent=2))
    else:
        print(f"{report['jobs']} jobs at {cell(report['at'])}, {report['unreadable']} unreadable")
        print_table("Jobs by queue and state", report["queues"])
        print_table("Oldest job that is due, of each queue", report["oldest_due"])
        print_table("Kinds that fail most", report["failing_kinds"])
        print_table(f"Failed, with {FEW_ATTEMPTS} attempts left or fewer", report["few_attempts_left"])
    return 1 if report["unreadable"] else 0


if __name__ == "__main__":
    sys.exit(main())
