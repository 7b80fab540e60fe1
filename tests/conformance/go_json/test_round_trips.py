"""Random values, there and back again: no difference but the documented."""

import json
from collections import Counter
from collections.abc import Callable
from random import Random

import pytest

from rivertype import AttemptError, JobRow
from tests.conformance.go_json.go_program import TYPES, GoProgram, Question, TypeName
from tests.conformance.go_json.judgement import go_text
from tests.conformance.go_json.random_values import batches, random_attempt_error, random_job

_MAKERS: dict[TypeName, Callable[[Random], JobRow | AttemptError]] = {
    "JobRow": random_job,
    "AttemptError": random_attempt_error,
}


@pytest.mark.parametrize("name", TYPES)
def test_what_go_writes_is_read_and_written_as_river_hands_it_over(
    name: TypeName, go: GoProgram, counts: Counter[str], values: int
) -> None:
    for seed, size in batches(values):
        questions = go.generate(name, size, seed)
        verdicts = go.read(questions)
        ours = [go_text(TYPES[name].from_dict(json.loads(question.text)).to_dict()) for question in questions]
        assert ours == [verdict.hands_over for verdict in verdicts]
        again = go.read(Question(name, text.encode()) for text in ours)
        assert [verdict.writes for verdict in again] == ours
        counts[f"{name}: Go to Python to Go, the same bytes"] += size


@pytest.mark.parametrize("name", TYPES)
def test_what_python_writes_go_reads_and_writes_to_the_same_bytes_and_an_equal_value(
    name: TypeName, go: GoProgram, counts: Counter[str], values: int
) -> None:
    for seed, size in batches(values):
        random = Random(seed)
        originals = [_MAKERS[name](random) for _ in range(size)]
        ours = [go_text(value.to_dict()) for value in originals]
        verdicts = go.read(Question(name, text.encode()) for text in ours)
        assert [verdict.writes for verdict in verdicts] == ours
        assert [TYPES[name].from_dict(json.loads(verdict.writes)) for verdict in verdicts] == originals
        counts[f"{name}: Python to Go to Python, the same bytes and an equal value"] += size
