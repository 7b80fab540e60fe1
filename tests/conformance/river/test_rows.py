"""Every row of a live River's tables, read through every driver: the same job that River's own driver reads."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from rivertype import DecodeError, JobRow, JobState, Row
from tests.conformance.river.conftest import Databases, Programs, Readings
from tests.conformance.river.sources import WORKED_JOBS, all_sources, fetch_with_asyncpg, fetch_with_psycopg2
from tests.golden.rows.agreement import Source, differences
from tests.golden.rows.recording import write_rows


@pytest.mark.parametrize(("source", "fetch"), all_sources(), ids=lambda value: getattr(value, "name", ""))
def test_a_row_is_the_job_that_river_reads(
    source: Source,
    fetch: Callable[[str], list[Row]],
    databases: Databases,
    readings: Readings,
    request: pytest.FixtureRequest,
) -> None:
    by_id = readings[source.table]
    rows = fetch(databases.target(source.table))
    if request.config.getoption("--record"):
        write_rows(source, rows)

    assert len(rows) >= WORKED_JOBS
    assert [row["id"] for row in rows] == list(by_id)[: len(rows)]
    for row in rows:
        differences(source, row, by_id[row["id"]])


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


def test_a_time_without_end_from_asyncpg_is_refused(databases: Databases) -> None:
    [row] = fetch_with_asyncpg(databases.infinite)
    with pytest.raises(DecodeError, match=r"^river_job\.scheduled_at: "):
        JobRow.from_row(row)


def test_a_time_without_end_from_psycopg2_looks_like_any_time_in_the_year_9999(databases: Databases) -> None:
    [row] = fetch_with_psycopg2(databases.infinite)
    assert JobRow.from_row(row).scheduled_at == datetime.max.replace(tzinfo=UTC)
