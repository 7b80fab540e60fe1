"""Damaged texts: the verdicts agree, or the difference is on the documented list."""

from collections import Counter
from itertools import islice
from random import Random

import pytest

from tests.conformance.go_json.damaged_texts import randomly_damaged_texts, texts_damaged_by_hand
from tests.conformance.go_json.documented_differences import DIFFERENCES
from tests.conformance.go_json.go_program import TYPES, GoProgram, Question
from tests.conformance.go_json.judgement import BOTH_REFUSE, BOTH_TAKE, DISAGREEMENT, judge

_BATCH = 50_000
_SEED = 20260807


def _disagreements(questions: list[Question], go: GoProgram, counts: Counter[str]) -> list[Question]:
    judgements = [
        judge(question, verdict, go) for question, verdict in zip(questions, go.read(questions), strict=True)
    ]
    counts.update(f"damaged text: {judgement}" for judgement in judgements)
    return [
        question
        for question, judgement in zip(questions, judgements, strict=True)
        if judgement == DISAGREEMENT
    ]


def test_the_verdicts_agree_on_every_field_damaged_by_hand(go: GoProgram, counts: Counter[str]) -> None:
    assert _disagreements(list(texts_damaged_by_hand()), go, counts) == []


def test_the_verdicts_agree_on_texts_damaged_at_random(
    go: GoProgram, counts: Counter[str], pytestconfig: pytest.Config
) -> None:
    random = Random(_SEED)
    originals = [question for name in TYPES for question in go.generate(name, 1000, _SEED)]
    texts = randomly_damaged_texts(random, originals)
    left = pytestconfig.getoption("--values")
    while left > 0:
        batch = list(islice(texts, min(left, _BATCH)))
        assert _disagreements(batch, go, counts) == []
        left -= len(batch)


def test_every_documented_difference_was_met(go: GoProgram) -> None:
    """So that none stays on the list after Go or this package has changed."""
    questions = list(texts_damaged_by_hand())
    met = {
        judge(question, verdict, go) for question, verdict in zip(questions, go.read(questions), strict=True)
    }
    assert {f"Go alone takes it: {name}" for name in DIFFERENCES} | {BOTH_TAKE, BOTH_REFUSE} <= met
