"""Damaged texts: the verdicts agree, or the difference is on the documented list."""

from collections import Counter
from itertools import islice
from random import Random

from tests.conformance.go_json.damaged_texts import randomly_damaged_texts, texts_damaged_by_hand
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
