"""Rows of a live River's tables, recorded as each driver handed them over: the same jobs that River's own drivers read."""

from pathlib import Path

import pytest

from tests.golden.rows.agreement import DIFFERENCES, REFUSED_BY_GO_ALONE, REFUSED_BY_US_ALONE, differences
from tests.golden.rows.recording import FOLDER, read_readings, read_rows

RECORDINGS = sorted(FOLDER.glob("*.rows.jsonl"))


def test_every_source_is_recorded() -> None:
    assert len(RECORDINGS) == 42


@pytest.mark.parametrize("path", RECORDINGS, ids=lambda path: path.name.removesuffix(".rows.jsonl"))
def test_a_recorded_row_is_the_job_that_river_read(path: Path) -> None:
    source, rows = read_rows(path)
    readings = read_readings(source.table)
    assert rows
    for row in rows:
        differences(source, row, readings[row["id"]])


def test_every_documented_difference_shows_in_the_recordings() -> None:
    seen = set[str]()
    for path in RECORDINGS:
        source, rows = read_rows(path)
        readings = read_readings(source.table)
        seen.update(name for row in rows for name in differences(source, row, readings[row["id"]]))

    documented = [*DIFFERENCES, *REFUSED_BY_GO_ALONE, *REFUSED_BY_US_ALONE]
    assert seen == {predicate.__name__ for predicate in documented}
