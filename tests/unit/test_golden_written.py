"""Every version reads what each earlier one wrote, as docs/compatibility.md promises.

A release adds a file with `python -m tests.golden.written VERSION` and touches no other.
"""

import re
from pathlib import Path

import pytest

from rivertype import JobRow, Row
from tests.code_blocks import ROOT
from tests.golden.rows.recording import Json, decode, read_lines
from tests.golden.written.jobs import AS_SQLITE_HOLDS_THEM, FOLDER, JOBS

FILES = sorted(FOLDER.glob("*.jsonl"))


def row(recorded: dict[str, Json]) -> Row:
    return {name: decode(value) for name, value in recorded.items()}


def test_every_version_of_the_changelog_has_its_file() -> None:
    changelog = (ROOT / "docs/changelog.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## (\d\S*)", changelog, re.MULTILINE)
    assert sorted(versions) == sorted(file.stem for file in FILES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_a_version_wrote_is_read_as_the_jobs_it_was_written_from(file: Path) -> None:
    lines = read_lines(file)
    assert len(lines) >= 4
    assert [JobRow.from_dict(line["dict"]) for line in lines] == list(JOBS[: len(lines)])
    assert [JobRow.from_row(row(line["row"])) for line in lines] == list(JOBS[: len(lines)])
    assert [JobRow.from_row(row(line["sqlite_row"])) for line in lines] == list(
        AS_SQLITE_HOLDS_THEM[: len(lines)]
    )
