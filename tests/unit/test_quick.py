"""The accelerator beside the plain readers and writer: wherever it answers, its answer is theirs.

More than the usual number of comparisons: `pytest tests/unit/test_quick.py --comparisons 10000000`.
"""

import json
import pickle
import sys
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from rivertype import JobRow
from tests.examples import ERROR, JOB, error_dict, job_dict
from tests.odd_jobs import (
    COLUMN_POOLS,
    GO_POOLS,
    INTEGERS,
    VALUE_POOLS,
    One,
    Pools,
    jsonb,
    new_york_in_2026,
    odd_jobs,
    random_jobs,
    usual_job,
    usual_jobs,
)
from tests.plain_twin import IS_FOR_THIS_PYTHON, copy_of, exact, exact_fields, plain, quick

needs_the_accelerator = pytest.mark.skipif(not IS_FOR_THIS_PYTHON, reason="this Python has no accelerator")


def dict_beside_plain(case: dict[str, Any]) -> bool:
    job = quick.quick_from_dict(case, JobRow)
    if job is None:
        return False
    assert type(job) is JobRow
    assert exact_fields(job) == exact_fields(plain.from_dict(case))
    return True


def row_beside_plain(case: dict[str, Any]) -> bool:
    job = quick.quick_from_columns(case, JobRow)
    if job is None:
        return False
    assert type(job) is JobRow
    assert exact_fields(job) == exact_fields(plain.from_row(case))
    return True


def written_beside_plain(case: dict[str, Any]) -> bool:
    values = {name: case.get(name) for name in JobRow.__slots__}
    job: Any = JobRow
    written = quick.quick_to_dict(job(**values))
    if written is None:
        return False
    assert exact(written) == exact(plain(**values).to_dict())
    return True


BesidePlain = Callable[[dict[str, Any]], bool]
each_method = pytest.mark.parametrize(
    ("pools", "beside_plain"),
    [
        pytest.param(GO_POOLS, dict_beside_plain, id="from_dict"),
        pytest.param(COLUMN_POOLS, row_beside_plain, id="from_row"),
        pytest.param(VALUE_POOLS, written_beside_plain, id="to_dict"),
    ],
)


@needs_the_accelerator
@each_method
def test_a_usual_job_is_answered_as_by_the_plain_way(pools: Pools, beside_plain: BesidePlain) -> None:
    for job in usual_jobs(pools):
        assert beside_plain(job)


@needs_the_accelerator
@each_method
def test_an_odd_job_is_answered_as_by_the_plain_way_or_left_to_it(
    pools: Pools, beside_plain: BesidePlain
) -> None:
    answered = [beside_plain(job) for job in odd_jobs(pools)]
    assert any(answered)
    assert not all(answered)


@needs_the_accelerator
@each_method
@pytest.mark.parametrize("number", [True, One.ONE, 1.0], ids=["a bool", "an IntEnum", "a float"])
def test_numbers_that_are_all_of_another_type_are_left_to_the_plain_way(
    pools: Pools, beside_plain: BesidePlain, number: object
) -> None:
    numbers = [name for name, (usual, _) in pools.items() if usual is INTEGERS]
    assert len(numbers) == 4
    assert not beside_plain(usual_job(pools) | dict.fromkeys(numbers, number))


@needs_the_accelerator
def test_a_kind_and_a_queue_that_are_both_bytes_are_not_written_the_quick_way() -> None:
    assert not written_beside_plain(usual_job(VALUE_POOLS) | {"kind": b"mail", "queue": b"mail"})


@needs_the_accelerator
@each_method
def test_a_random_job_is_answered_as_by_the_plain_way_or_left_to_it(
    pytestconfig: pytest.Config, pools: Pools, beside_plain: BesidePlain
) -> None:
    count: Any = pytestconfig.getoption("--comparisons")
    answered = [beside_plain(job) for job in random_jobs(pools, count)]
    assert 0.4 < sum(answered) / count < 0.7


@needs_the_accelerator
def test_a_job_as_river_leaves_it_is_read_without_the_plain_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise AssertionError

    for name in ("read_time", "read_exact_time", "read_errors_column"):
        monkeypatch.setattr(quick, name, refuse)
    for name in ("time", "json", "text", "text_list", "state"):
        monkeypatch.setattr(quick.column, f"read_{name}_column", refuse)
    job = replace(JOB, finalized_at=JOB.attempted_at)  # the columns of SQLite hold milliseconds
    assert quick.quick_from_dict(job.to_dict(), JobRow) == job
    in_utc = replace(job, errors=(replace(ERROR, at=ERROR.at.astimezone(UTC)),))
    assert quick.quick_from_dict(in_utc.to_dict(), JobRow) == in_utc
    error = error_dict()
    in_jsonb = json.dumps({name: error[name] for name in ("at", "error", "trace", "attempt")})
    for columns in (
        {"args": {"to": "ann"}, "metadata": {"output": [1]}, "errors": [error]},
        {"created_at": job.created_at.astimezone(new_york_in_2026()), "errors": [in_jsonb]},
        {"args": b'{"to": "ann"}', "metadata": b'{"output": [1]}', "errors": [in_jsonb.encode()]},
        {**job.to_sqlite_row(), "unique_states": "01000001"},
        {**job.to_sqlite_row(), "unique_states": "01000001", "errors": jsonb([error])},
    ):
        assert quick.quick_from_columns({**job.to_row(), **columns}, JobRow) == job


@needs_the_accelerator
def test_errors_in_json_text_are_read_by_their_form_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise AssertionError

    for name in ("_read_errors", "read_errors_column"):
        monkeypatch.setattr(quick, name, refuse)
    job = replace(JOB, errors=(*JOB.errors, replace(JOB.errors[0], error="é", trace="ü")))
    texts = [json.dumps(error, ensure_ascii=False) for error in job.to_dict()["Errors"]]
    row = {**job.to_row(), "errors": texts}
    assert quick.quick_from_columns(row, JobRow) == job
    assert quick.quick_from_columns({**row, "errors": [text.encode() for text in texts]}, JobRow) == job


@needs_the_accelerator
@pytest.mark.skipif("config.getoption('--plain')", reason="the accelerator is absent")
def test_usual_jobs_never_reach_the_plain_way(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError

    row = dict(JOB.to_row())
    monkeypatch.setattr("rivertype._job_row.required", refuse)
    monkeypatch.setattr("rivertype._job_row.field", refuse)
    assert JobRow.from_dict(job_dict()) == JOB
    assert JobRow.from_row(row) == JOB
    assert JOB.to_dict() == job_dict()


@needs_the_accelerator
def test_a_dict_within_itself_is_not_spelled_over_and_over() -> None:
    args: dict[str, object] = {"pad": "a" * 1_000_000}
    args["itself"] = args
    row: dict[str, object] = {**JOB.to_row(), "args": args}
    tracemalloc.start()
    assert quick.quick_from_columns(row, JobRow) is None
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()
    del args["itself"]
    assert quick.quick_from_columns(row, JobRow).decode_args() == args


@needs_the_accelerator
def test_a_value_of_very_many_parts_is_spelled_whole() -> None:
    args = {"samples": [0.5] * 200_000}
    job = quick.quick_from_columns({**JOB.to_row(), "args": args}, JobRow)
    assert job.encoded_args == json.dumps(args).encode()


@needs_the_accelerator
def test_a_job_that_the_accelerator_made_is_like_any_other() -> None:
    jobs: list[JobRow] = [
        quick.quick_from_dict(job_dict(), JobRow),
        quick.quick_from_columns(dict(JOB.to_row()), JobRow),
    ]
    for job in jobs:
        assert job == JOB
        assert hash(job) == hash(JOB)
        assert repr(job) == repr(JOB)
        assert replace(job, id=42) == JOB
        assert pickle.loads(pickle.dumps(job)) == JOB  # noqa: S301  # our own pickle
        assert not hasattr(job, "__dict__")
        assert not hasattr(job.errors[0], "__dict__")


@needs_the_accelerator
def test_an_error_in_json_text_has_one_attempt_or_is_left_to_the_plain_reader() -> None:
    start = '{"at":"2026-08-07T09:32:57.123456789Z"'
    for text, attempt in (
        (f'{start},"attempt":1,"error":"e","trace":""}}', 1),
        (f'{start},"error":"e","trace":"","attempt":1}}', 1),
        (f'{start},"attempt":1,"error":"e","trace":"","attempt":2}}', 2),
        (f'{start},"error":"e","trace":""}}', 0),
    ):
        (error,) = JobRow.from_row({**JOB.to_row(), "errors": [text]}).errors
        assert (error.attempt, error.error, error.at_nanosecond) == (attempt, "e", 789)


def test_metadata_that_is_nearly_the_base64_of_an_empty_object_is_none() -> None:
    assert JobRow.from_dict(job_dict(Metadata="e30=")).metadata == b"{}"
    assert JobRow.from_dict(job_dict(Metadata="E30=")).metadata == b"\x13}"


@needs_the_accelerator
def test_hour_24_is_no_time_on_any_python() -> None:
    text = "2026-08-07T23:59:59Z"
    assert quick.parse_time_before_hour_24(text) == datetime(2026, 8, 7, 23, 59, 59, tzinfo=UTC)
    with pytest.raises(ValueError, match=r"^$"):
        quick.parse_time_before_hour_24("2026-08-07T24:00:00Z")


def test_without_the_accelerator_jobs_are_read_and_written_all_the_same() -> None:
    job: JobRow = plain.from_dict(job_dict())
    assert exact_fields(job) == exact_fields(JOB)
    assert exact_fields(plain.from_row(JOB.to_row())) == exact_fields(job)
    assert job.to_dict() == job_dict()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param(
            "implementation", SimpleNamespace(**{**vars(sys.implementation), "name": "pypy"}), id="PyPy"
        ),
        pytest.param("_is_gil_enabled", lambda: False, id="free-threaded CPython"),
    ],
)
def test_the_accelerator_is_not_for(monkeypatch: pytest.MonkeyPatch, name: str, value: object) -> None:
    monkeypatch.setattr(sys, name, value, raising=False)
    with pytest.raises(ImportError, match="the accelerator is for CPython with its lock"):
        copy_of("_quick")
