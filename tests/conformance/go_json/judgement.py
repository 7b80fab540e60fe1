"""Puts Go's verdict on a JSON text beside ours."""

import json
import re
from typing import NoReturn

import pytest

from rivertype import DecodeError
from tests.conformance.go_json.documented_differences import JSON, documented_difference
from tests.conformance.go_json.go_program import TYPES, GoProgram, Question, Verdict

BOTH_TAKE = "both take it, with the same value"
BOTH_REFUSE = "both refuse it"
NO_OBJECT = "no object: we raise TypeError"
GO_TAKES_NULL = "Go takes null for the whole value and leaves it zero; no object: we raise TypeError"
LOADS_REFUSES = "json.loads refuses it, as Go does"
LOADS_ALONE_REFUSES = "json.loads alone refuses it: invalid UTF-8, deep nesting, thousands of digits"
LOADS_HIDES_AN_ESCAPE = "json.loads has resolved an escape inside a timestamp, which Go refuses"
LOADS_HIDES_A_DUPLICATE = "json.loads has dropped an earlier duplicate of a key, which Go reads too"
DISAGREEMENT = "DISAGREEMENT"


def go_text(value: object) -> str:
    """What to_dict gives, as Go's encoder writes it, U+2028 and U+2029 escaped."""
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def judge(question: Question, verdict: Verdict, go: GoProgram) -> str:
    """What the two verdicts are to one another, by name."""
    try:
        loaded = load(question.text)
    except (ValueError, RecursionError):
        return LOADS_ALONE_REFUSES if verdict.taken else LOADS_REFUSES
    if not isinstance(loaded, dict):
        return _judge_no_object(question, verdict)
    try:
        ours = go_text(TYPES[question.type].from_dict(loaded).to_dict())
    except DecodeError as error:
        return _judge_refusal(verdict, documented_difference(error.path, loaded))
    if verdict.hands_over == ours:
        return BOTH_TAKE
    return _what_loads_hid(question, loaded, ours, go)


def _judge_no_object(question: Question, verdict: Verdict) -> str:
    with pytest.raises(TypeError):
        TYPES[question.type].from_dict(json.loads(question.text))
    if verdict.taken:
        return GO_TAKES_NULL if question.text.strip() == b"null" else DISAGREEMENT
    return NO_OBJECT


def _judge_refusal(verdict: Verdict, difference: str | None) -> str:
    if verdict.taken:
        return f"Go alone takes it: {difference}" if difference else DISAGREEMENT
    return BOTH_REFUSE


def load(text: bytes) -> JSON:
    """json.loads, as strict as JSON: UTF-8 alone, without NaN and Infinity."""
    loaded: JSON = json.loads(text.decode(), parse_constant=_refuse)
    return loaded


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


def _what_loads_hid(question: Question, loaded: JSON, ours: str, go: GoProgram) -> str:
    """Ask Go of the very object that from_dict got: where it agrees on that, json.loads hid something."""
    (again,) = go.read([Question(question.type, json.dumps(loaded).encode())])
    if again.hands_over != ours:
        return DISAGREEMENT
    if _repeats_a_key(question.text):
        return LOADS_HIDES_A_DUPLICATE
    return LOADS_HIDES_AN_ESCAPE if re.search(rb'"[0-9T:.+-]*\\', question.text) else DISAGREEMENT


def _repeats_a_key(text: bytes) -> bool:
    repeated = False

    def members(pairs: list[tuple[str, object]]) -> None:
        nonlocal repeated
        keys = [key for key, _ in pairs]
        repeated = repeated or len(set(keys)) < len(keys)

    json.loads(text.decode(), object_pairs_hook=members)
    return repeated
