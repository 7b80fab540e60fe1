"""The two programs of docs/examples on tables that a live River filled."""

import importlib.util
import json
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import psycopg
import pytest

from tests.code_blocks import ROOT
from tests.conformance.river.conftest import Databases, Programs
from tests.golden.rows.agreement import Readings


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / f"docs/examples/{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # where a dataclass looks for its own module
    spec.loader.exec_module(module)
    return module


def run(monkeypatch: pytest.MonkeyPatch, name: str, *arguments: str | Path) -> int:
    monkeypatch.setattr(sys, "argv", [name, *map(str, arguments)])
    status: int = load(name).main()
    return status


@pytest.mark.parametrize("table", ["postgresql", "sqlite-6", "sqlite-7", "sqlite-8"])
def test_a_report_counts_the_jobs_that_river_reads(
    table: str,
    databases: Databases,
    readings: Readings,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run(monkeypatch, "queue_report", databases.target(table), "--json")
    out, err = capsys.readouterr()
    report = json.loads(out)
    assert report["jobs"] + report["unreadable"] == len(readings[table])
    assert report["unreadable"] == len(err.splitlines())
    errors = Counter[str]()
    for reading in readings[table].values():
        if "job" in reading:
            errors[reading["job"]["Kind"]] += len(reading["job"]["Errors"] or ())
    failures = {failing["kind"]: failing["failures"] for failing in report["failing_kinds"]}
    assert failures.items() >= set(errors.most_common(3))


def test_an_infinite_time_is_told_of(
    databases: Databases, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    status = run(monkeypatch, "queue_report", databases.infinite, "--json")
    out, err = capsys.readouterr()
    assert status == 1
    assert json.loads(out)["unreadable"] == 1
    assert "scheduled_at: expected a timestamp from year 1 to 9999, got str 'infinity'" in err


def test_jobs_that_were_stored_and_restored_are_the_same_to_river(
    scratch: str, programs: Programs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = programs.read("pgx", scratch)
    assert run(monkeypatch, "job_archive", "store", scratch, tmp_path, "--before", soon(scratch)) == 0
    [archive] = tmp_path.iterdir()
    with psycopg.connect(scratch) as connection:
        deleted = connection.execute("DELETE FROM river_job WHERE finalized_at IS NOT NULL").rowcount
    assert deleted > 3
    assert len(programs.read("pgx", scratch)) == len(before) - deleted
    for _ in range(2):
        assert run(monkeypatch, "job_archive", "restore", scratch, archive) == 0
        assert programs.read("pgx", scratch) == before


def soon(url: str) -> str:
    """A time after every job's end, and past."""
    with psycopg.connect(url) as connection:
        [[latest]] = connection.execute(
            "SELECT max(finalized_at) + interval '1 ms' FROM river_job"
        ).fetchall()
        return str(latest.isoformat())
