"""What a type checker must refuse, by mypy's code and by pyright's rule: checked, never run.

Both are told to report an ignore that silences nothing, so each line fails once it is accepted.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from rivertype import AttemptError, JobRow, JobState, unique_states_to_bitmask


def a_job_cannot_be_changed(job: JobRow, error: AttemptError) -> None:
    job.state = JobState.COMPLETED  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
    error.attempt = 2  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]


def a_job_has_no_other_attributes(job: JobRow) -> None:
    job.args = b"{}"  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]


def a_job_takes_no_positional_values(now: datetime) -> None:
    JobRow(1, now, b"{}", "email", now)  # type: ignore[call-arg, arg-type]  # pyright: ignore[reportCallIssue]


def a_job_lacks_no_field_without_a_default(now: datetime) -> None:
    JobRow(id=1, created_at=now, encoded_args=b"{}", scheduled_at=now)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


def a_field_takes_no_other_type(now: datetime) -> None:
    JobRow(
        id="1",  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        created_at="2026-08-07T14:32:57Z",  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        encoded_args={},  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        kind="email",
        scheduled_at=now,
        state="available",  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        tags=["a list"],  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    )


def args_have_no_other_type_than_what_the_parser_gives(job: JobRow) -> str:
    return job.decode_args(len)  # type: ignore[return-value]  # pyright: ignore[reportReturnType]


def a_reader_takes_its_argument_by_place_alone(data: Mapping[str, Any]) -> None:
    JobRow.from_dict(data=data)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    JobRow.from_row(row=data)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


def a_row_without_names_is_no_row(row: tuple[Any, ...]) -> None:
    JobRow.from_row(row)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def a_list_of_rows_is_no_row(rows: list[dict[str, Any]]) -> None:
    JobRow.from_row(rows)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def a_text_is_no_state_and_no_set_of_states() -> None:
    unique_states_to_bitmask("available")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


class Job(JobRow):  # type: ignore[misc]  # pyright: ignore[reportGeneralTypeIssues]
    pass


class JobError(AttemptError):  # type: ignore[misc]  # pyright: ignore[reportGeneralTypeIssues]
    pass
