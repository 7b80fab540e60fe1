"""The jobs that every version of this package wrote down, in <version>.jsonl beside this file.

A line holds one of them as that version's `to_dict`, `to_row` and `to_sqlite_row` gave it, with the rows'
values as tests/golden/rows/recording.py decodes them. The list only grows, at its end: an older file holds
the first.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from rivertype import AttemptError, JobRow, JobState

FOLDER = Path(__file__).parent

_CHICAGO = timezone(timedelta(hours=-5))
_KATHMANDU = timezone(timedelta(hours=5, minutes=45))

NEW = JobRow(
    id=1,
    created_at=datetime(2026, 8, 7, 14, 30, tzinfo=UTC),
    encoded_args=b"{}",
    kind="send_mail",
    scheduled_at=datetime(2026, 8, 7, 14, 30, tzinfo=UTC),
)
RETRYABLE = JobRow(
    id=2,
    attempt=2,
    attempted_at=datetime(2026, 8, 7, 9, 33, 10, 250_000, _CHICAGO),
    attempted_by=("host-1", "host 2, \u201cthe other\u201d"),
    created_at=datetime(2026, 8, 7, 14, 30, 0, 1, UTC),
    encoded_args='{"to": "Ada \U0001f3ac", "amount": 1.50, "exact": 12345678901234567890.0100}'.encode(),
    errors=(
        AttemptError(
            at=datetime(2026, 8, 7, 9, 32, 57, 123_456, _CHICAGO),
            attempt=1,
            error='no such host: "mail"\n\u2028<&>',
            trace="main.go:12\n\tmain.go:40",
            at_nanosecond=789,
        ),
        AttemptError(at=datetime(1, 1, 1, tzinfo=UTC), attempt=0, error="", trace=""),
        AttemptError(
            at=datetime(2026, 8, 7, 20, 17, 57, tzinfo=_KATHMANDU),
            attempt=2,
            error="größe \0 🎬",
            trace="",
            at_nanosecond=1,
        ),
    ),
    kind="größe/東京",
    max_attempts=3,
    metadata=b'{"snoozes": 2}',
    priority=4,
    queue="ürgent",
    scheduled_at=datetime(2026, 8, 9, 14, 33, 9, 123_456, UTC),
    state=JobState.RETRYABLE,
    tags=("a,b", 'quo"te', "", "NULL", "{}", "back\\slash", "\U0001f3ac"),
)
UNIQUE = JobRow(
    id=3,
    attempt=1,
    attempted_at=datetime(2026, 8, 7, 14, 33, 10, 999_499, UTC),
    attempted_by=("host-1",),
    created_at=datetime(2026, 8, 7, 14, 33, 10, 499, UTC),
    encoded_args=b'{"account": 71}',
    finalized_at=datetime(2026, 8, 7, 14, 33, 11, 999_600, UTC),
    kind="reconcile_account",
    metadata=b'{"output": [1, {"a": null}]}',
    scheduled_at=datetime(2026, 8, 7, 14, 33, 10, tzinfo=UTC),
    state=JobState.COMPLETED,
    unique_key=b"\xf5\x00'\\x",
    unique_states=(
        JobState.AVAILABLE,
        JobState.COMPLETED,
        JobState.PENDING,
        JobState.RETRYABLE,
        JobState.RUNNING,
        JobState.SCHEDULED,
    ),
)
AT_THE_EDGES = JobRow(
    id=2**63 - 1,
    attempt=2**15 - 1,
    created_at=datetime(1, 1, 1, tzinfo=UTC),
    encoded_args=b'["\\ud800", "\\u0000", 1e400, -0.0, {"a": 1, "a": 2}]',
    kind="k",
    max_attempts=2**15 - 1,
    metadata=b" null ",
    scheduled_at=datetime(9999, 12, 31, 23, 59, 59, 999_000, UTC),
    state=JobState.SCHEDULED,
    tags=("",),
    unique_key=b"",
    unique_states=tuple(JobState),
)

JOBS = (NEW, RETRYABLE, UNIQUE, AT_THE_EDGES)

AS_SQLITE_HOLDS_THEM = (
    NEW,
    replace(
        RETRYABLE,
        created_at=datetime(2026, 8, 7, 14, 30, tzinfo=UTC),
        scheduled_at=datetime(2026, 8, 9, 14, 33, 9, 123_000, UTC),
    ),
    replace(
        UNIQUE,
        attempted_at=datetime(2026, 8, 7, 14, 33, 10, 999_000, UTC),
        created_at=datetime(2026, 8, 7, 14, 33, 10, tzinfo=UTC),
        finalized_at=datetime(2026, 8, 7, 14, 33, 12, tzinfo=UTC),
    ),
    AT_THE_EDGES,
)
"""The same to the millisecond."""
