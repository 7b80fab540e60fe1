"""Makes the golden files: what real Go reads, refuses and writes, as JSON Lines."""

import base64
import json
from collections.abc import Iterator, Mapping
from itertools import islice
from random import Random

from tests.conformance.go_json.damaged_texts import JOB, PLACES, randomly_damaged_texts, spellings, written
from tests.conformance.go_json.documented_differences import DIFFERENCES
from tests.conformance.go_json.fragments import BY_KIND
from tests.conformance.go_json.go_program import TYPES, GoProgram, Question
from tests.conformance.go_json.judgement import BOTH_REFUSE, BOTH_TAKE, DISAGREEMENT, judge
from tests.conformance.go_json.metadata import METADATA
from tests.conformance.go_json.random_values import SEED

_RANDOM_VALUES = 40
_RANDOMLY_DAMAGED = 200
_PLACES = (
    *("AttemptError.at", "AttemptError.attempt", "AttemptError.error"),
    *(
        "JobRow.EncodedArgs",
        "JobRow.Errors",
        "JobRow.Errors[1]",
        "JobRow.State",
        "JobRow.Tags",
        "JobRow.Tags[1]",
    ),
    *("JobRow.UniqueStates", "JobRow.UniqueStates[1]"),
)


def golden_files(go: GoProgram) -> dict[str, str]:
    """The files' contents by name, without the texts that `json.loads` refuses or changes."""
    taken: list[str] = []
    refused: list[str] = []
    differing: list[str] = []
    questions = list(dict.fromkeys(_questions(go)))
    for question, verdict in zip(questions, go.read(questions), strict=True):
        judgement = judge(question, verdict, go)
        assert judgement != DISAGREEMENT, question
        if judgement == BOTH_TAKE:
            taken.append(_line(question, {"writes": verdict.hands_over}))
        elif judgement == BOTH_REFUSE:
            refused.append(_line(question, {}))
        else:
            name = judgement.removeprefix("Go alone takes it: ")
            if name in DIFFERENCES:
                differing.append(_line(question, {"difference": name}))
    files = {"taken": taken, "refused": refused, "differing": differing, "output": _outputs(go)}
    return {f"{name}.jsonl": "".join(lines) for name, lines in files.items()}


def _questions(go: GoProgram) -> Iterator[Question]:
    values = [question for name in TYPES for question in go.generate(name, _RANDOM_VALUES, SEED)]
    yield from values
    for path in _PLACES:
        yield from map(PLACES[path].fill, BY_KIND[PLACES[path].kind])
    for key, value in JOB.items():
        others = {other: text for other, text in JOB.items() if other != key}
        for members in (others, others | {key: "null"}, others | {key.swapcase(): value}):
            yield Question("JobRow", written(members.items()).encode())
    for key in ("Kind", "Tags"):
        for spelling in spellings(key):
            yield Question("JobRow", written([*JOB.items(), (spelling, JOB[key])]).encode())
    yield from islice(randomly_damaged_texts(Random(SEED), values), _RANDOMLY_DAMAGED)


def _line(question: Question, more: Mapping[str, str]) -> str:
    return json.dumps({"type": question.type, "text": question.text.decode(), **more}) + "\n"


def _outputs(go: GoProgram) -> list[str]:
    lines: list[str] = []
    short = [blob for blob in METADATA if len(blob) < 1000]
    for blob, found in zip(short, go.output(short), strict=True):
        output = None if found is None else base64.b64encode(found).decode()
        lines.append(json.dumps({"metadata": base64.b64encode(blob).decode(), "output": output}) + "\n")
    return lines
