"""`JobRow.output()` against Go's `Output()`."""

from collections import Counter
from datetime import UTC, datetime
from random import Random

from rivertype import JobRow
from tests.conformance.go_json.damaged_texts import damaged
from tests.conformance.go_json.go_program import GoProgram
from tests.conformance.go_json.metadata import METADATA, random_metadata
from tests.conformance.go_json.random_values import SEED

_AT = datetime(2026, 8, 7, tzinfo=UTC)


def _output(metadata: bytes) -> bytes | None:
    return JobRow(
        id=1, created_at=_AT, encoded_args=b"{}", kind="", metadata=metadata, scheduled_at=_AT
    ).output()


def _assert_agreement(blobs: list[bytes], go: GoProgram) -> None:
    differing = [
        (blob, theirs)
        for blob, theirs in zip(blobs, go.output(blobs), strict=True)
        if _output(blob) != theirs
    ]
    assert differing == []


def test_hand_picked_metadata_gives_gos_output(go: GoProgram) -> None:
    _assert_agreement(list(METADATA), go)


def test_random_and_damaged_metadata_gives_gos_output(
    go: GoProgram, counts: Counter[str], values: int
) -> None:
    random = Random(SEED)
    blobs = [random_metadata(random) for _ in range(values // 2)]
    blobs += [damaged(random, blob) for blob in blobs]
    _assert_agreement(blobs, go)
    counts["metadata: the same output"] += len(blobs)
