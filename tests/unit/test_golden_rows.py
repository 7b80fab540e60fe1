"""Rows of a live River, recorded as drivers handed them over: the jobs that River's own drivers read."""

from pathlib import Path

import pytest

from tests.golden.rows.agreement import DIFFERENCES, REFUSED_BY_GO_ALONE, REFUSED_BY_US_ALONE, differences
from tests.golden.rows.recording import FOLDER, read_readings, read_rows

RECORDINGS = sorted(FOLDER.glob("*.rows.jsonl"))


def test_every_source_is_recorded() -> None:
    assert len(RECORDINGS) == 42


@pytest.mark.parametrize("path", RECORDINGS, ids=lambda path: path.name.removesuffix(".rows.jsonl"))
def test_a_recorded_row_is_the_job_that_river_read(path: Path) -> None:
    assert len(_differences_of_each_row(path)) >= 13


def test_every_documented_difference_shows_in_the_recordings() -> None:
    seen = {name for path in RECORDINGS for names in _differences_of_each_row(path) for name in names}
    documented = [*DIFFERENCES, *REFUSED_BY_GO_ALONE, *REFUSED_BY_US_ALONE]
    assert seen == {predicate.__name__ for predicate in documented}


def _differences_of_each_row(path: Path) -> list[set[str]]:
    source, rows = read_rows(path)
    readings = read_readings(source.table).values()
    # A source that leaves rows out leaves out the last.
    pairs = list(zip(rows, readings, strict=False))
    assert all(row["id"] == reading["id"] for row, reading in pairs)
    return [differences(source, row, reading) for row, reading in pairs]
