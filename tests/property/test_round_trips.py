"""What is written is read back, to the digit."""

import json
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rivertype import AttemptError, JobRow, unique_states_from_bitmask, unique_states_to_bitmask
from tests.plain_twin import exact_fields
from tests.property.values import attempt_errors, jobs, times


@given(jobs)
def test_a_job_through_gos_json(job: JobRow) -> None:
    assert exact_fields(JobRow.from_dict(json.loads(json.dumps(job.to_dict())))) == exact_fields(job)


@given(jobs)
def test_a_job_through_a_row_of_postgresql(job: JobRow) -> None:
    assert exact_fields(JobRow.from_row(job.to_row())) == exact_fields(job)


@given(jobs)
def test_a_job_through_a_row_of_sqlite_but_for_its_times_past_the_millisecond(job: JobRow) -> None:
    try:
        columns = job.to_sqlite_row()
    except ValueError as error:
        assert "rounded to the millisecond" in str(error)  # noqa: PT017  # the end of year 9999
        return
    read = JobRow.from_row(columns)
    assert read.to_sqlite_row() == columns
    assert abs(read.created_at - job.created_at) <= timedelta(microseconds=500)
    assert (read.errors, read.tags, read.unique_states) == (job.errors, job.tags, job.unique_states)


@given(attempt_errors)
def test_an_attempt_error_keeps_its_nanoseconds_and_its_offset(error: AttemptError) -> None:
    read = AttemptError.from_dict(error.to_dict())
    assert read == error
    assert read.at.utcoffset() == error.at.utcoffset()


@given(times, st.integers(0, 999_999_999))
def test_a_timestamp_of_go_is_spelled_as_it_was_read(time: datetime, nanosecond: int) -> None:
    digits = f"{nanosecond:09}".rstrip("0")
    offset = time.isoformat()[-6:]
    text = f"{time.isoformat()[:19]}{'.' if digits else ''}{digits}{'Z' if offset == '+00:00' else offset}"
    error = {"at": text, "attempt": 1, "error": "", "trace": ""}
    assert AttemptError.from_dict(error).to_dict() == error


@given(st.integers(0, 255))
def test_a_set_of_unique_states_has_one_bitmask(bitmask: int) -> None:
    assert unique_states_to_bitmask(unique_states_from_bitmask(bitmask)) == bitmask
