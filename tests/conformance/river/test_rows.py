"""Every row of a live River's tables, through every driver: the same job that River's own driver reads."""

from datetime import UTC, datetime

import psycopg
import pytest

from rivertype import DecodeError, JobRow, JobState
from tests.conformance.river.conftest import Databases, Programs
from tests.conformance.river.record import write_rows
from tests.conformance.river.sources import (
    WORKED_JOBS,
    Fetch,
    all_sources,
    asyncpg_records,
    pg8000_rows,
    psycopg_rows,
    real_dict_rows,
    row_to_json_objects,
)
from tests.golden.rows.agreement import Readings, Source, differences

SOURCES = [pytest.param(source, fetch, id=source.name) for source, fetch in all_sources().items()]


@pytest.mark.parametrize(("source", "fetch"), SOURCES)
def test_a_row_is_the_job_that_river_reads(
    source: Source, fetch: Fetch, databases: Databases, readings: Readings, *, record: bool
) -> None:
    rows = fetch(databases.target(source.table))
    if record:
        write_rows(source, rows)

    expected = list(readings[source.table].values())
    assert len(rows) in {len(expected), WORKED_JOBS}
    for row, reading in zip(rows, expected, strict=False):
        assert row["id"] == reading["id"]
        differences(source, row, reading)


def test_the_tables_hold_every_state(readings: Readings) -> None:
    for table, by_id in readings.items():
        states = {reading["job"]["State"] for reading in by_id.values() if "job" in reading}
        assert states == set(JobState), table


def test_both_of_rivers_postgresql_drivers_read_the_same(
    databases: Databases, programs: Programs, readings: Readings
) -> None:
    by_id = programs.read("database/sql", databases.postgresql)
    assert by_id.keys() == readings["postgresql"].keys()
    for job_id, reading in readings["postgresql"].items():
        assert by_id[job_id].get("job") == reading.get("job")


def test_a_time_without_end_is_refused_by_river(databases: Databases, programs: Programs) -> None:
    [reading] = programs.read("pgx", databases.infinite).values()
    assert "cannot scan Infinity" in reading.get("error", "")


@pytest.mark.parametrize("fetch", [asyncpg_records, pg8000_rows, row_to_json_objects])
def test_a_time_without_end_is_refused(fetch: Fetch, databases: Databases) -> None:
    [row] = fetch(databases.infinite)
    with pytest.raises(DecodeError, match=r"^river_job\.scheduled_at: "):
        JobRow.from_row(row)


def test_a_time_without_end_from_psycopg2_looks_like_any_other(databases: Databases) -> None:
    [row] = real_dict_rows(databases.infinite)
    assert JobRow.from_row(row).scheduled_at == datetime.max.replace(tzinfo=UTC)


def test_a_time_without_end_is_no_row_from_psycopg(databases: Databases) -> None:
    with pytest.raises(psycopg.DataError):
        psycopg_rows(databases.infinite)
