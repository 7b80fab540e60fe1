"""Damaged texts: the verdicts agree, or the difference is on the documented list."""

import json
import re
from collections import Counter
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from rivertype import JobRow
from tests.code_blocks import ROOT
from tests.conformance.go_json.damaged_texts import (
    JOB,
    randomly_damaged_texts,
    texts_damaged_by_hand,
    written,
)
from tests.conformance.go_json.documented_differences import DIFFERENCES
from tests.conformance.go_json.go_program import TYPES, GoProgram, Question
from tests.conformance.go_json.judgement import BOTH_REFUSE, BOTH_TAKE, DISAGREEMENT, judge
from tests.conformance.go_json.random_values import SEED, batches


def _assert_agreement(questions: list[Question], go: GoProgram, counts: Counter[str]) -> set[str]:
    answers = zip(questions, go.read(questions), strict=True)
    judgements = [judge(question, verdict, go) for question, verdict in answers]
    counts.update(f"damaged text: {judgement}" for judgement in judgements)
    pairs = zip(questions, judgements, strict=True)
    assert [question for question, judgement in pairs if judgement == DISAGREEMENT] == []
    return set(judgements)


def test_the_verdicts_agree_on_every_field_damaged_by_hand_and_every_documented_difference_is_met(
    go: GoProgram, counts: Counter[str]
) -> None:
    met = _assert_agreement(list(texts_damaged_by_hand()), go, counts)
    assert {f"Go alone takes it: {name}" for name in DIFFERENCES} | {BOTH_TAKE, BOTH_REFUSE} <= met


def test_the_verdicts_agree_on_texts_damaged_at_random(
    go: GoProgram, counts: Counter[str], values: int
) -> None:
    random = Random(SEED)
    originals = [question for name in TYPES for question in go.generate(name, 1000, SEED)]
    texts = randomly_damaged_texts(random, originals)
    for _, size in batches(values):
        _assert_agreement(list(islice(texts, size)), go, counts)


def test_the_page_lists_every_documented_difference_and_no_other() -> None:
    page = (ROOT / "docs/go-json.md").read_text(encoding="utf-8")
    section = page.partition("\n## What Go takes and this refuses\n")[2].partition("\n## ")[0]
    head, _, *names = re.findall(r"^\| *(.+?) *\|", section, re.MULTILINE)
    assert head == "Input"
    assert names == list(DIFFERENCES)


@pytest.mark.parametrize(
    ("kind", "gos", "ours"),
    [
        (b"caf\xe9", "caf\ufffd", "caf\ufffd"),
        (b"\xff\xfe!", "\ufffd\ufffd!", "\ufffd\ufffd!"),
        pytest.param(b"\xf0\x9f\x8e!", "\ufffd\ufffd\ufffd!", "\ufffd!", id="a character cut short"),
    ],
)
def test_bytes_that_are_no_utf8_become_u_fffd_as_in_a_file_opened_with_replace(
    kind: bytes, gos: str, ours: str, go: GoProgram, tmp_path: Path
) -> None:
    text = written((JOB | {"Kind": '"@"'}).items()).encode().replace(b"@", kind)
    [verdict] = go.read([Question("JobRow", text)])
    assert json.loads(verdict.writes)["Kind"] == gos

    file = tmp_path / "job.json"
    file.write_bytes(text)
    with file.open(encoding="utf-8", errors="replace") as opened:
        assert JobRow.from_dict(json.load(opened)).kind == ours
