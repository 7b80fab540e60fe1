"""What a job has whose inserter says nothing: by River's constants, its tables, and JobRow's constructor."""

import shutil
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from psycopg.rows import dict_row

from rivertype import MAX_ATTEMPTS_DEFAULT, PRIORITY_DEFAULT, QUEUE_DEFAULT, JobRow, Row
from tests.conformance.river.conftest import NEWER_SQLITE, Databases, Programs

COLUMNS_WITHOUT_A_DEFAULT = """
SELECT column_name FROM information_schema.columns
WHERE table_name = 'river_job' AND is_nullable = 'NO' AND column_default IS NULL
"""


def assert_is_what_the_constructor_makes(row: Row) -> None:
    job = JobRow.from_row(row)
    assert job == JobRow(
        id=job.id,
        created_at=job.created_at,
        encoded_args=b"{}",
        kind="send_mail",
        scheduled_at=job.created_at,
    )


def test_the_constants_are_gos(programs: Programs) -> None:
    assert programs.defaults() == {
        "MaxAttemptsDefault": MAX_ATTEMPTS_DEFAULT,
        "PriorityDefault": PRIORITY_DEFAULT,
        "QueueDefault": QUEUE_DEFAULT,
    }


def test_a_field_left_out_is_what_postgresql_gives_a_new_job(scratch: str) -> None:
    with psycopg.connect(scratch) as connection, connection.cursor(row_factory=dict_row) as cursor:
        needed = {column["column_name"] for column in cursor.execute(COLUMNS_WITHOUT_A_DEFAULT)}
        assert needed == {"args", "kind"}
        row = cursor.execute(
            "INSERT INTO river_job (args, kind) VALUES ('{}', 'send_mail') RETURNING *"
        ).fetchone()
    assert row
    assert_is_what_the_constructor_makes(row)


@pytest.mark.parametrize("schema", [7, 8])  # before 7, max_attempts had no default
def test_a_field_left_out_is_what_sqlite_gives_a_new_job(
    schema: int, databases: Databases, tmp_path: Path
) -> None:
    file = shutil.copy(databases.sqlite[schema], tmp_path)
    with closing(NEWER_SQLITE.connect(file)) as connection:
        connection.row_factory = NEWER_SQLITE.Row
        row = connection.execute("INSERT INTO river_job (kind) VALUES ('send_mail') RETURNING *").fetchone()
    assert_is_what_the_constructor_makes(row)
