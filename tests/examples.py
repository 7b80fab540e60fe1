"""One job in which no two fields could be taken for each other, as a value and as Go's JSON."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from rivertype import AttemptError, JobRow, JobState

ERROR = AttemptError(
    at=datetime(2026, 8, 7, 9, 32, 57, 123456, timezone(timedelta(hours=-5))),
    attempt=1,
    error="no such host",
    trace="main.go:12",
    at_nanosecond=789,
)

JOB = JobRow(
    id=42,
    attempt=2,
    attempted_at=datetime(2026, 8, 7, 14, 33, 10, 250000, UTC),
    attempted_by=("host-1", "host-2"),
    created_at=datetime(2026, 8, 7, 14, 30, tzinfo=UTC),
    encoded_args=b'{"to": "ann"}',
    errors=(ERROR,),
    finalized_at=datetime(2026, 8, 7, 14, 33, 11, 1, UTC),
    kind="send_mail",
    max_attempts=5,
    metadata=b'{"output": [1]}',
    priority=3,
    queue="mail",
    scheduled_at=datetime(2026, 8, 7, 14, 33, 9, tzinfo=UTC),
    state=JobState.CANCELLED,
    tags=("urgent",),
    unique_key=b"\xf5\x00",
    unique_states=(JobState.AVAILABLE, JobState.RUNNING),
)


def error_dict(**changes: object) -> dict[str, object]:
    """What Go's encoding/json writes for ERROR, but for the changes."""
    return {
        "at": "2026-08-07T09:32:57.123456789-05:00",
        "attempt": 1,
        "error": "no such host",
        "trace": "main.go:12",
        **changes,
    }


def job_dict(**changes: object) -> dict[str, object]:
    """What Go's encoding/json writes for JOB, but for the changes."""
    return {
        "ID": 42,
        "Attempt": 2,
        "AttemptedAt": "2026-08-07T14:33:10.25Z",
        "AttemptedBy": ["host-1", "host-2"],
        "CreatedAt": "2026-08-07T14:30:00Z",
        "EncodedArgs": "eyJ0byI6ICJhbm4ifQ==",
        "Errors": [error_dict()],
        "FinalizedAt": "2026-08-07T14:33:11.000001Z",
        "Kind": "send_mail",
        "MaxAttempts": 5,
        "Metadata": "eyJvdXRwdXQiOiBbMV19",
        "Priority": 3,
        "Queue": "mail",
        "ScheduledAt": "2026-08-07T14:33:09Z",
        "State": "cancelled",
        "Tags": ["urgent"],
        "UniqueKey": "9QA=",
        "UniqueStates": ["available", "running"],
        **changes,
    }


def error_with(name: str, value: object) -> AttemptError:
    """ERROR with a value in one field that its type need not allow."""
    changes: dict[str, Any] = {name: value}
    return replace(ERROR, **changes)


def job_with(name: str, value: object) -> JobRow:
    """JOB with a value in one field that its type need not allow."""
    changes: dict[str, Any] = {name: value}
    return replace(JOB, **changes)
