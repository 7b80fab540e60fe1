"""The two programs of docs/examples, on SQLite files: what they tell, and that no job is lost."""

import gzip
import importlib.util
import json
import shutil
import sqlite3
import sys
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from rivertype import AttemptError, JobRow, JobState, Row
from tests.golden.rows.recording import FOLDER, read_rows

EXAMPLES = Path(__file__).parents[2] / "docs/examples"
EVENING = datetime(2026, 8, 7, 20, tzinfo=UTC)
Run = Callable[..., "Done"]
NAME = "jobs-before-20260901T000000Z.jsonl.gz"
RECORDINGS = sorted(FOLDER.glob("sqlite3.Row_schema-*.rows.jsonl"))


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # where a dataclass looks for its own module
    spec.loader.exec_module(module)
    return module


@dataclass(frozen=True)
class Done:
    """How a program ended, and what it wrote."""

    status: int | str | None
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    def run(name: str, *arguments: str | Path) -> Done:
        monkeypatch.setattr(sys, "argv", [name, *map(str, arguments)])
        try:
            status: int | str | None = load(name).main()
        except SystemExit as ending:
            status = ending.code
        written = capsys.readouterr()
        return Done(status, written.out, written.err)

    return run


def job(
    job_id: int,
    state: JobState = JobState.AVAILABLE,
    *,
    errors: int = 0,
    **changes: Any,  # noqa: ANN401 - each field has a type of its own
) -> JobRow:
    failures = [
        AttemptError(at=EVENING + timedelta(minutes=n), attempt=n, error=f"failure {n} of {job_id}", trace="")
        for n in range(1, errors + 1)
    ]
    plain = JobRow(
        id=job_id,
        attempt=errors,
        created_at=EVENING,
        encoded_args=b'{"n":1.50}',
        errors=tuple(failures),
        finalized_at=EVENING if state.is_finalized else None,
        kind="send_mail",
        scheduled_at=EVENING,
        state=state,
    )
    return replace(plain, **changes)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A file that River made, without jobs."""
    path = tmp_path / "river.sqlite3"
    shutil.copy(EXAMPLES / "river.sqlite3", path)
    change(path, "DELETE FROM river_job")
    return path


def change(database: Path, statement: str) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(statement)


def insert(database: Path, rows: Iterable[Row]) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        for row in rows:
            names = list(row.keys())
            marks = ", ".join("?" * len(names))
            statement = f"INSERT INTO river_job ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 - column names
            connection.execute(statement, [row[name] for name in names])


def insert_jobs(database: Path, *jobs: JobRow) -> None:
    insert(database, [dict(job.to_sqlite_row()) for job in jobs])


def jobs_of(database: Path) -> list[JobRow]:
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        return [JobRow.from_row(row) for row in connection.execute("SELECT * FROM river_job ORDER BY id")]


def test_a_report_tells_what_waits_what_fails_and_what_is_about_to_be_given_up(
    database: Path, run: Run
) -> None:
    insert_jobs(
        database,
        job(1, scheduled_at=EVENING + timedelta(seconds=1)),
        job(2, JobState.RETRYABLE, errors=2, max_attempts=4),
        job(3, JobState.RETRYABLE, errors=2, max_attempts=5, queue="bulk"),
        job(4, JobState.RUNNING, errors=1, max_attempts=2, attempt=2, kind="sync"),
        job(5, JobState.COMPLETED, errors=1, max_attempts=2),
        job(6, JobState.SCHEDULED, scheduled_at=datetime(9000, 1, 1, tzinfo=UTC), queue="later"),
        job(7, max_attempts=1, queue="bulk", scheduled_at=EVENING - timedelta(hours=1)),
    )
    done = run("queue_report", database, "--json")
    report = json.loads(done.out)
    assert (done.status, done.err) == (0, "")
    assert (report["jobs"], report["unreadable"]) == (7, 0)
    none: dict[str, object] = {state.value: 0 for state in JobState}
    assert report["queues"] == [
        {"queue": "bulk", **none, "available": 1, "retryable": 1},
        {"queue": "default", **none, "available": 1, "completed": 1, "retryable": 1, "running": 1},
        {"queue": "later", **none, "scheduled": 1},
    ]
    assert [(due["queue"], due["job"], due["due"]) for due in report["oldest_due"]] == [
        ("bulk", 7, "2026-08-07T19:00:00+00:00"),
        ("default", 2, "2026-08-07T20:00:00+00:00"),
    ]
    assert report["failing_kinds"] == [
        {
            "kind": "send_mail",
            "failures": 5,
            "last": "2026-08-07T20:02:00+00:00",
            "job": 3,
            "last_error": "failure 2 of 3",
        },
        {
            "kind": "sync",
            "failures": 1,
            "last": "2026-08-07T20:01:00+00:00",
            "job": 4,
            "last_error": "failure 1 of 4",
        },
    ]
    assert [(few["job"], few["left"]) for few in report["few_attempts_left"]] == [(4, 1), (2, 2)]


def test_the_tables_show_the_same(database: Path, run: Run) -> None:
    insert_jobs(database, job(1), job(2, JobState.RETRYABLE, errors=1, kind="sync", max_attempts=2))
    done = run("queue_report", database)
    heading, *lines = [line.split("  ") for line in done.out.splitlines() if line]
    cells = [[cell.strip() for cell in line if cell] for line in lines]
    assert heading[0].endswith(", 0 unreadable")
    assert ["queue", "available", "retryable"] in cells
    assert ["default", "1", "1"] in cells
    assert ["sync", "1", "2026-08-07 20:01:00+00:00", "2", "failure 1 of 2"] in cells
    assert ["2", "sync", "default", "retryable", "2026-08-07 20:00:00+00:00", "1"] in cells


def test_a_row_that_cannot_be_read_is_told_of_and_the_others_are_reported(database: Path, run: Run) -> None:
    insert_jobs(database, job(1), job(2), job(3), job(4))
    change(database, "UPDATE river_job SET created_at = 'yesterday' WHERE id = 2")
    change(database, "UPDATE river_job SET errors = '[' WHERE id = 3")
    done = run("queue_report", database, "--json")
    assert done.status == 1
    assert [line.partition(":")[2].partition(":")[0] for line in done.err.splitlines()] == [
        " river_job.created_at",
        " river_job.errors",
    ]
    report = json.loads(done.out)
    assert (report["jobs"], report["unreadable"]) == (2, 2)


def test_an_empty_table_is_reported(database: Path, run: Run) -> None:
    done = run("queue_report", database)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("0 jobs at ")
    assert done.out.count(": none\n") == 4


def test_an_error_cannot_move_the_terminals_cursor(database: Path, run: Run) -> None:
    failed = AttemptError(at=EVENING, attempt=1, error="red \x1b[31m\nnext \x9b2J line", trace="")
    insert_jobs(database, job(1, errors=1, encoded_args=b"{}"), job(2, kind="odd"))
    insert_jobs(database, replace(job(3, kind="odd"), errors=(failed,)))
    assert "red  [31m next  2J line\n" in run("queue_report", database).out


def test_a_missing_file_is_not_made(tmp_path: Path, run: Run) -> None:
    done = run("queue_report", tmp_path / "river.sqlite3")
    assert done.status == 2
    assert "there is no file" in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_database_without_rivers_table_is_named(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "other.sqlite3"
    change(path, "CREATE TABLE orders (id)")
    for arguments in (
        ("queue_report", path),
        ("job_archive", "store", path, tmp_path, "--before", "2026-09-01"),
        ("job_archive", "restore", path, tmp_path / "no archive.jsonl.gz"),
    ):
        done = run(*arguments)
        assert done.status == 2
        assert "error: " in done.err


def test_a_report_keeps_no_job_of_a_long_table() -> None:
    def rows() -> Iterator[Row]:
        failed = job(1, JobState.RETRYABLE, errors=1, max_attempts=3)
        for number in range(2_000):
            error = replace(failed.errors[0], error=f"{number:2000}")
            yield dict(replace(failed, id=number, errors=(error,)).to_row())

    summarize = load("queue_report").summarize
    tracemalloc.start()
    report = summarize(rows(), EVENING)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert report["jobs"] == 2_000
    assert peak < 1_000_000


@pytest.mark.parametrize("path", RECORDINGS, ids=lambda path: path.name.removesuffix(".rows.jsonl"))
def test_every_recorded_row_is_reported_or_told_of(path: Path, tmp_path: Path, run: Run) -> None:
    _, rows = read_rows(path)
    database = tmp_path / "recorded.sqlite3"
    change(database, f"CREATE TABLE river_job ({', '.join(rows[0].keys())})")
    insert(database, rows)
    done = run("queue_report", database, "--json")
    report = json.loads(done.out)
    assert report["jobs"] >= 13
    assert report["jobs"] + report["unreadable"] == len(rows)
    assert report["unreadable"] == len(done.err.splitlines())


def stored(folder: Path) -> list[JobRow]:
    with gzip.open(folder / NAME, "rt", encoding="utf-8") as lines:
        return [JobRow.from_dict(json.loads(line)) for line in lines]


@pytest.fixture
def store(run: Run) -> Run:
    def store(database: Path, folder: Path) -> Done:
        return run("job_archive", "store", database, folder, "--before", "2026-09-01")

    return store


def test_finished_jobs_are_stored_and_others_are_not(database: Path, tmp_path: Path, store: Run) -> None:
    in_time = datetime(2026, 8, 31, 23, 59, 59, 999000, UTC)
    finished = [
        job(1, JobState.COMPLETED, finalized_at=in_time),
        job(3, JobState.CANCELLED, errors=1),
        job(4, JobState.DISCARDED),
    ]
    late = job(2, JobState.COMPLETED, finalized_at=datetime(2026, 9, 1, tzinfo=UTC))
    insert_jobs(database, *finished, late, job(5), job(6, JobState.RUNNING))
    assert store(database, tmp_path).status == 0
    assert stored(tmp_path) == finished
    assert len(jobs_of(database)) == 6


@pytest.mark.parametrize("path", RECORDINGS[1:], ids=lambda path: path.name.removesuffix(".rows.jsonl"))
def test_recorded_jobs_come_back_as_they_were(
    path: Path, database: Path, tmp_path: Path, run: Run, store: Run
) -> None:
    insert(database, read_rows(path)[1])
    change(
        database,
        "UPDATE river_job SET state = 'cancelled', unique_states = NULL,"
        " finalized_at = '2026-08-08 00:00:00.000'",
    )
    refused = [line for line in store(database, tmp_path).err.splitlines() if "cannot be read" in line]
    kept = stored(tmp_path)
    with closing(sqlite3.connect(database)) as connection:
        [count] = connection.execute("SELECT count(*) FROM river_job").fetchone()
    assert len(kept) + len(refused) == count
    change(database, "DELETE FROM river_job")
    assert run("job_archive", "restore", database, tmp_path / NAME).status == 0
    assert jobs_of(database) == [JobRow.from_row(job.to_sqlite_row()) for job in kept]


def test_a_row_that_cannot_be_read_does_not_keep_others_from_the_archive(
    database: Path, tmp_path: Path, store: Run
) -> None:
    insert_jobs(database, *(job(number, JobState.COMPLETED) for number in (1, 2, 3)))
    change(database, "UPDATE river_job SET args = '{' WHERE id = 2")
    done = store(database, tmp_path)
    assert done.status == 1
    assert "cannot be read: river_job.args: expected JSON text" in done.err
    assert [kept.id for kept in stored(tmp_path)] == [1, 3]


def test_an_archive_of_no_job_is_an_empty_archive(database: Path, tmp_path: Path, store: Run) -> None:
    assert store(database, tmp_path).status == 0
    assert stored(tmp_path) == []
    # As if it had been stopped before it was given its name.
    (tmp_path / NAME).rename(tmp_path / NAME.replace(".gz", ".partial"))
    insert_jobs(database, job(1, JobState.COMPLETED))
    assert store(database, tmp_path).status == 0
    assert [job.id for job in stored(tmp_path)] == [1]


@pytest.mark.parametrize("lost", [1, 20, 5000], ids="{} bytes lost".format)
def test_an_archive_that_was_cut_short_is_completed(
    lost: int, database: Path, tmp_path: Path, store: Run
) -> None:
    jobs = [job(number, JobState.COMPLETED) for number in range(1, 2501)]
    insert_jobs(database, *jobs)
    store(database, tmp_path)
    whole = (tmp_path / NAME).read_bytes()
    partial = (tmp_path / NAME).with_suffix(".partial")
    (tmp_path / NAME).unlink()
    partial.write_bytes(whole[:-lost])
    change(database, "DELETE FROM river_job WHERE id <= 1000")
    done = store(database, tmp_path)
    assert done.status == 0
    assert done.err.startswith("2500 jobs stored" if lost < 5000 else "2000 jobs stored")
    assert stored(tmp_path) == jobs
    assert not partial.exists()


def test_a_whole_archive_is_not_written_again(database: Path, tmp_path: Path, store: Run) -> None:
    insert_jobs(database, job(1, JobState.COMPLETED))
    store(database, tmp_path)
    change(database, "DELETE FROM river_job")
    done = store(database, tmp_path)
    assert (done.status, done.err.partition(" is ")[2]) == (0, "there already, and whole\n")
    assert len(stored(tmp_path)) == 1


def test_a_time_to_come_is_refused(database: Path, tmp_path: Path, run: Run) -> None:
    done = run("job_archive", "store", database, tmp_path, "--before", "9000-01-01")
    assert done.status == 2
    assert "would be missing" in done.err
    assert list(tmp_path.iterdir()) == [database]


def test_what_is_not_read_back_as_it_was_written_is_no_archive(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    insert_jobs(database, job(1, JobState.COMPLETED))
    program = load("job_archive")
    compress = gzip.compress

    def compress_something_else(text: bytes) -> bytes:
        return compress(text.replace(b"send_mail", b"send_nail"))

    monkeypatch.setattr(gzip, "compress", compress_something_else)
    table = program.sqlite_table(str(database))
    with closing(table.connection), pytest.raises(SystemExit, match="is not what was written"):
        program.store(table, tmp_path, datetime(2026, 9, 1, tzinfo=UTC))
    assert not (tmp_path / NAME).exists()


def test_restoring_leaves_a_job_that_is_there_as_it_is(
    database: Path, tmp_path: Path, run: Run, store: Run
) -> None:
    insert_jobs(database, job(1, JobState.DISCARDED), job(2, JobState.COMPLETED))
    store(database, tmp_path)
    change(database, "DELETE FROM river_job")
    retried = job(1, JobState.AVAILABLE)
    insert_jobs(database, retried)
    for _ in range(2):
        assert run("job_archive", "restore", database, tmp_path / NAME).status == 0
        assert jobs_of(database) == [retried, job(2, JobState.COMPLETED)]


def test_a_job_whose_unique_key_is_taken_is_told_of(
    database: Path, tmp_path: Path, run: Run, store: Run
) -> None:
    unique = job(1, JobState.COMPLETED, unique_key=b"\1", unique_states=tuple(JobState))
    insert_jobs(database, unique, job(2, JobState.COMPLETED))
    store(database, tmp_path)
    change(database, "DELETE FROM river_job")
    newer = replace(unique, id=3)
    insert_jobs(database, newer)
    done = run("job_archive", "restore", database, tmp_path / NAME)
    assert done.status == 1
    assert "another job holds the unique key of job 1\n" in done.err
    assert jobs_of(database) == [job(2, JobState.COMPLETED), newer]
