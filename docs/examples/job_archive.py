"""Copy finished jobs out of a River database into compressed JSON Lines, and put them back.

    python job_archive.py store river.sqlite3 archive/ --before 2026-11-01
    python job_archive.py restore river.sqlite3 archive/jobs-before-20261101T000000Z.jsonl.gz

The database is a SQLite file, or a URL that begins with postgresql:// and needs psycopg. Neither command
deletes or changes a job or an archive, and either may be stopped at any moment and run again. `store` writes
batches to a .partial file, reads each back once it is synced, and renames the file when all is in it.
`restore` inserts the jobs whose id the table lacks. What cannot be done for a job is told of, and the exit
status is then 1.
"""
# ruff: noqa: PLC0415 - psycopg is imported where there is a URL, for SQLite needs no driver
# ruff: noqa: S608 - statements are made of numbers and of rivertype's own names

import argparse
import gzip
import json
import os
import sqlite3
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from rivertype import DecodeError, JobRow, JobRowColumns, Row

BATCH = 1000
FINISHED = "SELECT * FROM river_job WHERE finalized_at IS NOT NULL AND id > {} ORDER BY id LIMIT {}"
tell = partial(print, file=sys.stderr)


@dataclass
class Table:
    """River's table, through either driver."""

    connection: Any
    columns: Callable[[JobRow], Mapping[str, object]]
    placeholders: Mapping[str, str]

    def rows(self, query: str) -> list[Any]:
        """Find rows, and leave no transaction open behind them."""
        found = list(self.connection.execute(query))
        self.connection.commit()
        return found

    def insert(self, jobs: list[JobRow]) -> None:
        """Insert the jobs that break no rule of uniqueness."""
        names, values = ", ".join(self.placeholders), ", ".join(self.placeholders.values())
        statement = f"INSERT INTO river_job ({names}) VALUES ({values}) ON CONFLICT DO NOTHING"
        self.connection.cursor().executemany(statement, [self.columns(job) for job in jobs])
        self.connection.commit()


def sqlite_table(path: str) -> Table:
    connection = sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=rw", uri=True, timeout=60)
    connection.row_factory = sqlite3.Row
    # Text that is no UTF-8 would else end the query, not spoil one row.
    connection.text_factory = partial(str, encoding="utf-8", errors="surrogateescape")
    placeholders = {name: f":{name}" for name in JobRowColumns.__annotations__}
    return Table(connection, JobRow.to_sqlite_row, placeholders)


def postgresql_table(url: str) -> Table:
    import psycopg
    from psycopg.rows import dict_row
    from psycopg.types.json import set_json_loads
    from psycopg.types.string import TextLoader

    connection = psycopg.Connection[dict[str, Any]].connect(url, row_factory=dict_row)
    set_json_loads(lambda text: text, connection)  # so that numbers keep their digits
    # As text, for infinity, which no datetime holds, would else end the query, not spoil one row.
    connection.adapters.register_loader("timestamptz", TextLoader)
    connection.execute("SET DateStyle TO ISO")
    placeholders = {name: f"%({name})s" for name in JobRowColumns.__annotations__}
    placeholders["errors"] += "::text[]::jsonb[]"
    return Table(connection, JobRow.to_row, placeholders)


def store(table: Table, folder: Path, before: datetime) -> int:
    """Write the jobs that were finalized before a time to a file, and count those that cannot be read."""
    path = folder / f"jobs-before-{before:%Y%m%dT%H%M%SZ}.jsonl.gz"
    if path.exists():
        tell(f"{path} is there already, and whole")
        return 0
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".partial")
    stored, unreadable, last_id, end = 0, 0, -1, 0
    with unfinished.open("a+b") as file:
        for jobs, member_end in members(file):
            stored, last_id, end = stored + len(jobs), jobs[-1].id if jobs else last_id, member_end
        file.truncate(end)
        while rows := table.rows(FINISHED.format(last_id, BATCH)):
            read = [job_or_none(row) for row in rows]
            jobs = [job for job in read if job and job.finalized_at and job.finalized_at < before]
            if jobs:
                append(file, jobs)
            stored, unreadable, last_id = stored + len(jobs), unreadable + read.count(None), rows[-1]["id"]
            tell(f"{stored} jobs stored, up to id {last_id}")
        if not stored:
            append(file, [])  # so that it is a gzip file, of nothing
    unfinished.rename(path)
    sync(folder)
    return unreadable


def job_or_none(row: Row) -> JobRow | None:
    try:
        return JobRow.from_row(row)
    except DecodeError as error:
        tell(f"cannot be read: {error}")
        return None


def append(file: BinaryIO, jobs: list[JobRow]) -> None:
    lines = [json.dumps(job.to_dict(), ensure_ascii=False, separators=(",", ":")) + "\n" for job in jobs]
    start = file.seek(0, os.SEEK_END)
    file.write(gzip.compress("".join(lines).encode()))
    file.flush()
    os.fsync(file.fileno())
    if [jobs for jobs, _ in members(file, start)] != [jobs]:
        sys.exit(f"{file.name}: what is read from byte {start} on is not what was written")


def members(file: BinaryIO, start: int = 0) -> Iterator[tuple[list[JobRow], int]]:
    """The jobs of each gzip member and where it ends, up to one that was cut short."""
    while True:
        file.seek(start)
        member, text = zlib.decompressobj(wbits=31), b""
        while not member.eof:
            if not (compressed := file.read(1 << 16)):
                return
            text += member.decompress(compressed)
        start = file.tell() - len(member.unused_data)
        yield [JobRow.from_dict(json.loads(line)) for line in text.splitlines()], start


def restore(table: Table, path: Path) -> int:
    """Insert the jobs that the table lacks, and count those that it does not take."""
    restored = refused = 0
    with gzip.open(path) as lines:
        jobs = (JobRow.from_dict(json.loads(line)) for line in lines)
        while batch := list(islice(jobs, BATCH)):
            table.insert(batch)
            ids = ", ".join(str(job.id) for job in batch)
            there = {row["id"] for row in table.rows(f"SELECT id FROM river_job WHERE id IN ({ids})")}
            missing = [job.id for job in batch if job.id not in there]
            for job_id in missing:
                tell(f"left out: another job holds the unique key of job {job_id}")
            restored, refused = restored + len(there), refused + len(missing)
            tell(f"{restored} jobs in the table, up to id {batch[-1].id}")
    return refused


def sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


def past(text: str) -> datetime:
    time = datetime.fromisoformat(text)
    time = time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
    if time > datetime.now(UTC):
        raise argparse.ArgumentTypeError("jobs that finish until then would be missing")
    return time


def main() -> int:
    parser = argparse.ArgumentParser(description="Archive the finished jobs of a River database.")
    parser.add_argument("command", choices=["store", "restore"])
    parser.add_argument("database", help="a SQLite file, or a URL that begins with postgresql://")
    parser.add_argument("path", type=Path, help="the folder to store in, or the archive to restore from")
    parser.add_argument("--before", type=past, help="store what was finalized before this past time (UTC)")
    arguments = parser.parse_args()
    if arguments.command == "store" and not arguments.before:
        parser.error("store needs --before")
    try:
        table = (postgresql_table if "://" in arguments.database else sqlite_table)(arguments.database)
        with closing(table.connection):
            if arguments.command == "store":
                failed = store(table, arguments.path, arguments.before)
            else:
                failed = restore(table, arguments.path)
    except (sqlite3.Error, OSError) as error:
        parser.error(str(error))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
