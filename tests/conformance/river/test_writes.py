"""Rows that to_row and to_sqlite_row write are the same jobs to River's own drivers."""

import asyncio
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import ModuleType

import asyncpg
import psycopg
import psycopg2
import pytest
import sqlalchemy
from sqlalchemy.ext.asyncio import create_async_engine

from rivertype import JobRow, JobRowColumns
from tests.code_blocks import ROOT
from tests.conformance.river.conftest import NEWER_SQLITE, Databases, Programs
from tests.conformance.river.sources import pg8000_connection
from tests.golden.rows.agreement import Readings, compact

[INSERT] = re.findall(
    r"INSERT INTO river_job \(.*?\n\)\n", (ROOT / "docs/rows.md").read_text("utf-8"), re.DOTALL
)
"""The statement that every driver runs, as the page shows it: with `:name` for each value."""


def _insert_with_placeholders(placeholder: str) -> str:
    return re.sub(r":(\w+)", placeholder, INSERT)


def _psycopg(url: str, rows: list[JobRowColumns]) -> None:
    with psycopg.connect(url) as connection:
        connection.cursor().executemany(_insert_with_placeholders(r"%(\1)s").encode(), rows)


def _psycopg2(url: str, rows: list[JobRowColumns]) -> None:
    with closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
        cursor.executemany(_insert_with_placeholders(r"%(\1)s"), rows)


def _asyncpg(url: str, rows: list[JobRowColumns]) -> None:
    names = re.findall(r":(\w+)", INSERT)
    statement = re.sub(r":(\w+)", lambda match: f"${names.index(match[1]) + 1}", INSERT)

    async def insert() -> None:
        connection = await asyncpg.connect(url)
        try:
            await connection.executemany(
                statement,
                [
                    [column for _, column in sorted(row.items(), key=lambda item: names.index(item[0]))]
                    for row in rows
                ],
            )
        finally:
            await connection.close()

    asyncio.run(insert())


def _pg8000(url: str, rows: list[JobRowColumns]) -> None:
    with closing(pg8000_connection(url)) as connection:
        for row in rows:
            connection.run(INSERT, **row)


def _sqlalchemy(driver: str) -> Callable[[str, list[JobRowColumns]], None]:
    def insert(url: str, rows: list[JobRowColumns]) -> None:
        engine = sqlalchemy.create_engine(url.replace("postgresql://", f"postgresql+{driver}://"))
        with engine.begin() as connection:
            connection.execute(sqlalchemy.text(INSERT), rows)
        engine.dispose()

    return insert


def _sqlalchemy_asyncpg(url: str, rows: list[JobRowColumns]) -> None:
    async def insert() -> None:
        engine = create_async_engine(url.replace("postgresql://", "postgresql+asyncpg://"))
        async with engine.begin() as connection:
            await connection.execute(sqlalchemy.text(INSERT), rows)
        await engine.dispose()

    asyncio.run(insert())


@pytest.mark.parametrize(
    "insert",
    [
        pytest.param(_psycopg, id="psycopg"),
        pytest.param(_psycopg2, id="psycopg2"),
        pytest.param(_asyncpg, id="asyncpg"),
        pytest.param(_pg8000, id="pg8000"),
        pytest.param(_sqlalchemy("psycopg"), id="SQLAlchemy, psycopg"),
        pytest.param(_sqlalchemy("psycopg2"), id="SQLAlchemy, psycopg2"),
        pytest.param(_sqlalchemy_asyncpg, id="SQLAlchemy, asyncpg"),
    ],
)
def test_river_reads_the_rows_of_to_row_as_the_same_jobs(
    insert: Callable[[str, list[JobRowColumns]], None], scratch: str, programs: Programs, readings: Readings
) -> None:
    jobs = _jobs(readings, "postgresql")
    with psycopg.connect(scratch) as connection:
        connection.execute("TRUNCATE river_job")

    insert(scratch, [job.to_row() for job in jobs])

    assert _jobs({"written": programs.read("pgx", scratch)}, "written") == jobs


@pytest.fixture(params=[6, 7, 8], ids="schema {}".format)
def empty_file(request: pytest.FixtureRequest, databases: Databases, tmp_path: Path) -> str:
    """A SQLite file of River's with no jobs in it."""
    path = str(tmp_path / "river.sqlite3")
    shutil.copy(databases.sqlite[request.param], path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM river_job")
    return path


@pytest.mark.parametrize("module", [sqlite3, NEWER_SQLITE], ids=["Python's SQLite", "a newer SQLite"])
@pytest.mark.parametrize("table", ["postgresql", "sqlite-6", "sqlite-8"])
def test_river_reads_the_rows_of_to_sqlite_row_as_the_same_jobs(
    table: str, module: ModuleType, empty_file: str, programs: Programs, readings: Readings
) -> None:
    jobs = _jobs(readings, table)
    rows = [job.to_sqlite_row() for job in jobs]
    names = list(rows[0])

    with closing(module.connect(empty_file)) as connection, connection:
        connection.executemany(
            f"INSERT INTO river_job ({', '.join(names)}) VALUES (:{', :'.join(names)})",  # noqa: S608 - names of columns
            rows,
        )

    written = _jobs({"written": programs.read("sqlite", empty_file)}, "written")
    assert written == [_as_sqlite_holds_it(job) for job in jobs]


def test_sqlite_before_and_after_jsonb_is_tried() -> None:
    assert sqlite3.sqlite_version_info < (3, 45) <= NEWER_SQLITE.sqlite_version_info


@pytest.mark.parametrize("table", ["postgresql", "sqlite-6", "sqlite-7", "sqlite-8"])
def test_what_is_written_is_read_again_as_an_equal_job(table: str, readings: Readings) -> None:
    for job in _jobs(readings, table):
        assert JobRow.from_row(job.to_row()) == job
        assert JobRow.from_row(job.to_sqlite_row()) == _with_milliseconds(job)


def _jobs(readings: Readings, table: str) -> list[JobRow]:
    """The jobs that River read, but for those whose args are no UTF-8: no column of text holds them."""
    jobs = [JobRow.from_dict(reading["job"]) for reading in readings[table].values() if "job" in reading]
    return [job for job in jobs if not job.kind.endswith("whose strings are no UTF-8")]


def _as_sqlite_holds_it(job: JobRow) -> JobRow:
    """River's SQLite driver compacts JSON text, and cannot tell an empty blob from NULL."""
    return replace(
        _with_milliseconds(job),
        encoded_args=compact(job.encoded_args),
        metadata=compact(job.metadata),
        unique_key=job.unique_key or None,
    )


def _with_milliseconds(job: JobRow) -> JobRow:
    return replace(
        job,
        attempted_at=job.attempted_at and _rounded(job.attempted_at),
        created_at=_rounded(job.created_at),
        finalized_at=job.finalized_at and _rounded(job.finalized_at),
        scheduled_at=_rounded(job.scheduled_at),
    )


def _rounded(time: datetime) -> datetime:
    shifted = time + timedelta(microseconds=500)
    return shifted.replace(microsecond=shifted.microsecond // 1000 * 1000)
