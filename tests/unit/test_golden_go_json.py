"""What real Go read, refused and wrote, for a machine without Go (see tests/golden/go_json/README.md)."""

import base64
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rivertype import AttemptError, DecodeError, JobRow

_FOLDER = Path(__file__).parents[1] / "golden" / "go_json"
_TYPES: dict[str, type[JobRow] | type[AttemptError]] = {"JobRow": JobRow, "AttemptError": AttemptError}


def _lines(name: str) -> list[dict[str, str]]:
    text = (_FOLDER / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def _numbered(name: str) -> list[object]:
    return [
        pytest.param(line, id=f"{name}.jsonl:{number}") for number, line in enumerate(_lines(name), start=1)
    ]


def _go_text(value: JobRow | AttemptError) -> str:
    text = json.dumps(value.to_dict(), separators=(",", ":"), ensure_ascii=False)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


@pytest.mark.parametrize(
    ("name", "fewest"), [("taken", 200), ("refused", 300), ("differing", 75), ("output", 50)]
)
def test_no_golden_file_is_missing_or_short(name: str, fewest: int) -> None:
    assert len(_lines(name)) >= fewest


@pytest.mark.parametrize("line", _numbered("taken"))
def test_what_go_takes_we_take_and_write_as_go_writes_it(line: dict[str, str]) -> None:
    value = _TYPES[line["type"]].from_dict(json.loads(line["text"]))
    assert _go_text(value) == line["writes"]


@pytest.mark.parametrize("line", [*_numbered("refused"), *_numbered("differing")])
def test_what_go_refuses_or_takes_by_a_documented_difference_we_refuse(line: dict[str, str]) -> None:
    with pytest.raises(DecodeError):
        _TYPES[line["type"]].from_dict(json.loads(line["text"]))


@pytest.mark.parametrize("line", _numbered("output"))
def test_output_is_gos(line: dict[str, str | None]) -> None:
    at = datetime(2026, 8, 7, tzinfo=UTC)
    metadata = base64.b64decode(line["metadata"] or "")
    job = JobRow(id=1, created_at=at, encoded_args=b"{}", kind="", metadata=metadata, scheduled_at=at)
    output = job.output()
    assert (None if output is None else base64.b64encode(output).decode()) == line["output"]
