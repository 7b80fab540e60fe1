"""The tables that a live River filled, and what River's own drivers read from them."""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import psycopg
import pysqlite3  # type: ignore[import-untyped]  # pyright: ignore[reportMissingTypeStubs]  # it has no types
import pytest

from tests.conformance.river.odd_rows import (
    infinite_postgresql_rows,
    insert_statement,
    postgresql_rows,
    sqlite_rows,
)
from tests.conformance.river.postgresql import running_server
from tests.conformance.river.record import write_readings
from tests.golden.rows.agreement import Reading, Readings

NEWER_SQLITE: ModuleType = pysqlite3
"""SQLite from 3.45 on: it has JSONB, as River's own has, and Python's may lack it."""

MODULE = Path(__file__).parent

EXAMPLE = MODULE.parents[2] / "docs/examples/river.sqlite3"

WORKERS_BY_SCHEMA = {6: ["-modfile=river-0.39.mod"], 7: ["-modfile=river-0.47.mod"], 8: list[str]()}
"""The River that fills the SQLite file of each schema, as arguments of `go build`."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--databases",
        type=Path,
        help="keep the filled databases in this folder, and use those already there",
    )


@dataclass(frozen=True)
class Programs:
    """The Go programs of this folder, built."""

    folder: Path

    def work(self, target: str, schema: int = 8) -> None:
        """Let River migrate and fill a database. Its process lives in a zone that is not UTC."""
        environment = {**os.environ, "TZ": "America/Chicago"}
        subprocess.run([self.folder / f"work-{schema}", target], env=environment, check=True, timeout=120)

    def read(self, driver: str, target: str) -> dict[int, Reading]:
        """What a driver of River's reads, by the job's id."""
        lines = subprocess.run(
            [self.folder / "read", driver, target], check=True, timeout=120, stdout=subprocess.PIPE
        ).stdout.splitlines()
        readings: list[Reading] = [json.loads(line) for line in lines]
        return {reading["id"]: reading for reading in readings}

    def defaults(self) -> dict[str, int | str]:
        """The values that River gives a job whose inserter says nothing, by their names in Go."""
        printed = subprocess.run(
            [self.folder / "read", "defaults"], check=True, timeout=120, stdout=subprocess.PIPE
        )
        values: dict[str, int | str] = json.loads(printed.stdout)
        return values


@dataclass(frozen=True)
class Databases:
    """Where the filled tables are."""

    server: str
    sqlite: dict[int, Path]

    @property
    def postgresql(self) -> str:
        return f"{self.server}/river"

    @property
    def infinite(self) -> str:
        """A table whose one job is scheduled for `infinity`."""
        return f"{self.server}/infinite"

    def target(self, table: str) -> str:
        """The URL or the path of a table, by the name that a source has for it."""
        if table == "postgresql":
            return self.postgresql
        return str(self.sqlite[int(table.removeprefix("sqlite-"))])


@pytest.fixture(scope="session")
def folder(request: pytest.FixtureRequest) -> Iterator[Path]:
    kept: Path | None = request.config.getoption("--databases")
    if kept:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="river-") as temporary:
        yield Path(temporary)


@pytest.fixture(scope="session")
def record(request: pytest.FixtureRequest) -> bool:
    """Whether to write tests/golden/rows and docs/examples/river.sqlite3 again."""
    return bool(request.config.getoption("--write-golden"))


@pytest.fixture(scope="session")
def programs(folder: Path) -> Programs:
    def build(name: str, *arguments: str) -> None:
        # -trimpath keeps this machine's folders out of the traces that River stores.
        command: list[str | Path] = [
            "go",
            "build",
            "-trimpath",
            "-buildvcs=false",
            *arguments,
            "-o",
            folder / name,
            f"./{name.partition('-')[0]}",
        ]
        subprocess.run(command, cwd=MODULE, check=True)

    build("read")
    for schema, arguments in WORKERS_BY_SCHEMA.items():
        build(f"work-{schema}", *arguments)
    return Programs(folder)


@pytest.fixture(scope="session")
def server(folder: Path) -> Iterator[str]:
    with running_server(folder / "postgresql") as url:
        yield url


@pytest.fixture(scope="session")
def databases(folder: Path, programs: Programs, server: str, *, record: bool) -> Databases:
    files = {schema: folder / f"schema-{schema}.sqlite3" for schema in WORKERS_BY_SCHEMA}
    found = Databases(server, files)
    complete = folder / "complete"
    if not complete.exists():
        _fill_postgresql(found, programs)
        for schema, path in found.sqlite.items():
            path.unlink(missing_ok=True)
            _fill_sqlite(path, programs, schema)
        if record:
            EXAMPLE.unlink(missing_ok=True)
            programs.work(str(EXAMPLE))
        complete.touch()
    return found


@pytest.fixture(scope="session")
def readings(databases: Databases, programs: Programs, *, record: bool) -> Readings:
    found = {"postgresql": programs.read("pgx", databases.postgresql)}
    for schema, path in databases.sqlite.items():
        found[f"sqlite-{schema}"] = programs.read("sqlite", str(path))
    if record:
        for table, by_id in found.items():
            write_readings(table, by_id.values())
    return found


@pytest.fixture
def scratch(databases: Databases) -> str:
    """A database of River's that holds the jobs it worked, to write to."""
    with psycopg.connect(f"{databases.server}/postgres", autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS scratch WITH (FORCE)")
        connection.execute("CREATE DATABASE scratch TEMPLATE worked")
    return f"{databases.server}/scratch"


def _fill_postgresql(databases: Databases, programs: Programs) -> None:
    with psycopg.connect(f"{databases.server}/postgres", autocommit=True) as connection:
        for name in ("worked", "river", "infinite"):
            connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute("CREATE DATABASE worked")
        programs.work(f"{databases.server}/worked")
        connection.execute("CREATE DATABASE river TEMPLATE worked")
        connection.execute("CREATE DATABASE infinite TEMPLATE worked")
    with psycopg.connect(databases.postgresql) as connection:
        for row in postgresql_rows():
            connection.execute(insert_statement(row).encode())
    with psycopg.connect(databases.infinite) as connection:
        connection.execute("TRUNCATE river_job")
        for row in infinite_postgresql_rows():
            connection.execute(insert_statement(row).encode())


def _fill_sqlite(path: Path, programs: Programs, schema: int) -> None:
    programs.work(str(path), schema)
    if schema == 7:
        return
    with closing(NEWER_SQLITE.connect(path)) as connection, connection:
        for row in sqlite_rows(schema):
            connection.execute(insert_statement(row))
