"""docs/job-life.md, its drawing, and jobs that a live River moved, as tests/golden/rows recorded them."""

import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from rivertype import JobRow, JobState

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/job-life.md").read_text(encoding="utf-8")
SVG = "{http://www.w3.org/2000/svg}"
DRAWING = ET.parse(ROOT / "docs/job-life.svg").getroot()  # noqa: S314 - our own file

WORKED_JOBS = 13
"""River inserted and moved the first jobs of each table; SQL put in the others."""

HOLDS: dict[str, Callable[[JobRow, object], bool]] = {
    "`None`": lambda _job, value: value is None,
    "set": lambda _job, value: value is not None,
    "any": lambda _job, _value: True,
    "1 or more": lambda _job, value: bool(value),
    "`created_at` or later": lambda job, _value: job.scheduled_at >= job.created_at,
    "after `created_at`": lambda job, _value: job.scheduled_at > job.created_at,
    "after `attempted_at`": lambda job, _value: (
        job.attempted_at is not None and job.scheduled_at > job.attempted_at
    ),
    "`attempted_at` or earlier": lambda job, _value: (
        job.attempted_at is not None and job.scheduled_at <= job.attempted_at
    ),
}
"""What each cell of the page's last table claims of a job."""


def table(heading: str) -> list[list[str]]:
    section = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (.+) \|$", section, re.MULTILINE)
    return [row.split(" | ") for row in rows]


def river_jobs() -> Iterator[JobRow]:
    for recording in (ROOT / "tests/golden/rows").glob("*.go.jsonl"):
        with recording.open(encoding="utf-8") as lines:
            for line in lines:
                reading = json.loads(line)
                if reading["id"] <= WORKED_JOBS:
                    yield JobRow.from_dict(reading["job"])


def drawn(kind: str) -> Iterator[ET.Element]:
    for group in DRAWING.iter(f"{SVG}g"):
        if group.find(f"{SVG}{kind}") is not None:
            yield group


def test_the_drawing_has_every_state() -> None:
    assert {group.get("id") for group in drawn("rect")} == set(JobState)


def test_the_drawing_and_the_page_show_the_same_arrows() -> None:
    arrows = {
        (" ".join("".join(group.itertext()).split()), *str(group.get("id")).split("-to-"))
        for group in drawn("path")
    }
    told = {tuple(cell.strip("`") for cell in row[:3]) for row in table("What each arrow changes")[1:]}
    assert arrows == told


def test_the_recordings_hold_every_state() -> None:
    assert {job.state for job in river_jobs()} == set(JobState)


@pytest.mark.parametrize("state", JobState)
def test_the_fields_of_every_recorded_job_hold_what_the_page_says(state: JobState) -> None:
    fields, *rows = table("What the fields hold in each state")
    [cells] = [cells for name, *cells in rows if name == f"`{state}`"]
    for job in river_jobs():
        if job.state is state:
            for field, cell in zip(fields[1:], cells, strict=True):
                assert HOLDS[cell](job, getattr(job, field.strip("`"))), (job.id, field, cell)


@pytest.mark.parametrize("state", JobState)
def test_the_table_enforces_that_finalized_at_is_set_in_final_states_and_nowhere_else(
    state: JobState, tmp_path: Path
) -> None:
    is_final = state in {JobState.CANCELLED, JobState.COMPLETED, JobState.DISCARDED}
    time = "2026-08-07 14:32:57.123"
    database = shutil.copy(ROOT / "docs/examples/river.sqlite3", tmp_path)
    statement = "UPDATE river_job SET state = ?, finalized_at = ? WHERE id = 1"
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(statement, [state.value, time if is_final else None])
        with pytest.raises(sqlite3.IntegrityError, match="finalized_or_finalized_at_null"):
            connection.execute(statement, [state.value, None if is_final else time])
