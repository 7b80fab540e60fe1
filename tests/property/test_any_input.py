"""Whatever comes in is read or refused, by the plain readers and with the accelerator alike."""

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rivertype import AttemptError, DecodeError, JobRow
from rivertype._json_text import is_json
from rivertype._sqlite_jsonb import jsonb_to_text
from tests.examples import JOB, error_dict, job_dict
from tests.odd_jobs import GO_POOLS
from tests.plain_twin import exact, exact_fields, plain
from tests.property.values import anything, changed, dicts, field_values, json_values, rows


def outcome(read: Callable[[Any], Any], value: object) -> tuple[Any, object]:
    """What was read, if anything, and all that can be told of it or of its refusal."""
    try:
        job = read(value)
    except DecodeError as error:
        return None, (str(error), error.path, error.reason, error.job_id)
    return job, exact_fields(job)


@given(dicts)
def test_any_object_is_read_or_refused_and_a_job_that_was_read_is_written_alike(
    data: dict[str, object],
) -> None:
    job, told = outcome(JobRow.from_dict, data)
    assert told == outcome(plain.from_dict, data)[1]
    if job is not None:
        assert exact_fields(JobRow.from_dict(json.loads(json.dumps(job.to_dict())))) == told


@given(rows)
def test_any_row_is_read_or_refused_and_a_job_that_was_read_is_written_alike(row: dict[str, object]) -> None:
    job, told = outcome(JobRow.from_row, row)
    assert told == outcome(plain.from_row, row)[1]
    if job is not None:
        assert exact_fields(JobRow.from_row(job.to_row())) == told


@given(anything)
def test_anything_else_is_refused_as_no_mapping_or_as_no_job(value: Any) -> None:  # noqa: ANN401  # any value at all
    for read in (JobRow.from_dict, JobRow.from_row, AttemptError.from_dict):
        with pytest.raises((DecodeError, TypeError)):
            read(value)


@given(
    changed(error_dict(), {name: ([value], GO_POOLS["CreatedAt"][1]) for name, value in error_dict().items()})
)
def test_any_attempt_error_is_read_or_refused(data: dict[str, object]) -> None:
    try:
        error = AttemptError.from_dict(data)
    except DecodeError:
        return
    assert AttemptError.from_dict(error.to_dict()) == error


@given(st.sampled_from(list(job_dict())), st.sampled_from(list(JOB.to_row())), json_values)
def test_no_reader_changes_what_it_reads(field: str, column: str, value: object) -> None:
    data = job_dict(**{field: value})
    row = {**JOB.to_row(), column: value}
    before = deepcopy((data, row))
    outcome(JobRow.from_dict, data)
    outcome(JobRow.from_row, row)
    outcome(JobRow.from_row, {**row, column: json.dumps(value)})
    assert (data, row) == before


@given(st.binary())
def test_any_bytes_as_jsonb_are_json_or_refused(blob: bytes) -> None:
    for name in ("args", "metadata", "errors", "tags", "attempted_by"):
        outcome(JobRow.from_row, {**JOB.to_sqlite_row(), name: blob})
    try:
        text = jsonb_to_text(blob)
    except ValueError:
        return
    assert is_json(text)


@given(field_values)
def test_a_job_of_any_values_is_written_or_refused(values: dict[str, Any]) -> None:
    try:
        job = JobRow(**values)
    except TypeError:
        return  # a field is missing, or is none of a job's
    twin = plain(**values)
    for write in ("to_dict", "to_row", "to_sqlite_row"):
        written: list[object] = []
        for each in (job, twin):
            try:
                written.append(exact(getattr(each, write)()))
            except ValueError as error:
                written.append(str(error))
        assert written[0] == written[1]


@given(st.binary() | json_values.map(lambda value: json.dumps({"output": value}).encode()))
def test_output_of_any_metadata_is_json_or_none(metadata: bytes) -> None:
    output = replace(JOB, metadata=metadata).output()
    assert output is None or is_json(output.decode("utf-8", "surrogateescape"))
