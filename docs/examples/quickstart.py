"""Show jobs that Go wrote as JSON, then the jobs of a River database.

Needs the standard library and rivertype alone.
"""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC
from pathlib import Path

from rivertype import DecodeError, JobRow

HERE = Path(__file__).parent


def main() -> None:
    show_json_lines(HERE / "jobs.jsonl")
    print()
    show_database(HERE / "river.sqlite3")


def show_json_lines(path: Path) -> None:
    jobs: list[JobRow] = []
    refused: list[str] = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                jobs.append(JobRow.from_dict(json.loads(line)))
            except DecodeError as refusal:
                refused.append(f"line {number}: {refusal}")

    print(f"{path.name}: {len(jobs)} jobs, written by Go's encoding/json\n")
    print_table(jobs)
    charge = next(job for job in jobs if job.kind == "charge_card")
    args, error = charge.decode_args(), charge.errors[-1]
    print(f"\nOne argument   job {charge.id} is for order {args['order_id']}")
    print(f"One error      attempt {error.attempt} began {error.to_dict()['at']}: {error.error}")
    for message in refused:
        print(f"Refused        {message}")


def show_database(path: Path) -> None:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        jobs = [JobRow.from_row(row) for row in connection.execute("SELECT * FROM river_job ORDER BY id")]

    print(f"{path.name}: {len(jobs)} jobs, in a database that River made\n")
    print_table(jobs)
    for job in jobs:
        if output := job.output():
            print(f"\nOne output     job {job.id} recorded {output.decode()}")


def print_table(jobs: Iterable[JobRow]) -> None:
    table = [("id", "state", "kind", "queue", "attempt", "scheduled (UTC)", "errors")]
    for job in jobs:
        attempt = f"{job.attempt} of {job.max_attempts}"
        scheduled = f"{job.scheduled_at.astimezone(UTC):%Y-%m-%d %H:%M:%S}"
        table.append((str(job.id), job.state, job.kind, job.queue, attempt, scheduled, f"{len(job.errors)}"))
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for cells in table:
        print("  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip())


if __name__ == "__main__":
    main()
