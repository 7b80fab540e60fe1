"""JSON that stays text: checked, taken apart and compacted, its numbers and escapes as they are.

The grammar is RFC 8259's as Go's encoding/json applies it. The `json` module is imported when first needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

from rivertype._fields import is_a, is_array, is_object

if TYPE_CHECKING:
    from decimal import Decimal
    from json import JSONDecoder, JSONEncoder

_MAX_DEPTH: Final = 10_000
"""The nesting past which Go's encoding/json refuses a text."""

_STRING: Final = r'"(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+"'
_NUMBER: Final = r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?"
_TOKEN: Final = re.compile(rf"[ \t\n\r]*+({_STRING}|{_NUMBER}|true|false|null|[\[\]{{}},:])")
_NOT_SPACE: Final = re.compile(r"[^ \t\n\r]")
_STRING_OR_SPACE: Final = re.compile(rf"({_STRING})|[ \t\n\r]++")
_STRING_OR_MARK: Final = re.compile(rf"{_STRING}|[\[\]{{}},:]")
_STRING_OR_EXPONENT: Final = re.compile(rf"({_STRING})|-?[0-9.]++e[+-][0-9]++")
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")

# What may come where, by a token's first character, and what is expected after it.
_VALUE: Final = dict.fromkeys('"-0123456789tfn', "next") | {"[": "first element", "{": "first key"}
_GRAMMAR: Final = {
    "value": _VALUE,
    "first element": _VALUE | {"]": "next"},
    "first key": {'"': "colon", "}": "next"},
    "key": {'"': "colon"},
    "colon": {":": "value"},
    "next in [": {",": "value", "]": "next"},
    "next in {": {",": "key", "}": "next"},
}

# Within these bounds a Decimal's exponent becomes zeros: numeric, which holds jsonb's numbers, has at
# most 16,383 digits after its point, and a float 309 before it. Beyond them zeros would only fill memory.
_ZEROS_AFTER_POINT: Final = 16_383
_ZEROS_BEFORE_POINT: Final = 309


def has_lone_surrogate(text: str) -> bool:
    """Whether UTF-8 cannot hold a text. ASCII, which most texts are, needs no search."""
    return not text.isascii() and _LONE_SURROGATE.search(text) is not None


def without_lone_surrogates(text: str) -> str:
    """The text with U+FFFD for what UTF-8 cannot hold."""
    return text if text.isascii() else _LONE_SURROGATE.sub("\ufffd", text)


def is_json(text: str) -> bool:
    """Whether text is one JSON value nested no deeper than Go reads: Go's json.Valid."""
    if text.count("{") + text.count("[") <= _MAX_DEPTH:
        try:
            _decoder().decode(text)
        except RecursionError:
            pass
        except ValueError:
            return False
        else:
            return True
    return _is_json_without_recursion(text)


@cache
def _decoder() -> JSONDecoder:
    """A decoder made once, for making one takes longer than reading most texts."""
    from json import JSONDecoder

    # Integers stay text: CPython refuses to convert one of more than 4,300 digits.
    return JSONDecoder(parse_int=str, parse_constant=_refuse_constant)


def _refuse_constant(_: str) -> None:
    raise ValueError  # NaN, Infinity or -Infinity


def _is_json_without_recursion(text: str) -> bool:
    nesting: list[str] = []
    expected = "value"
    position = 0
    while expected != "end":
        match = _TOKEN.match(text, position)
        if match is None:
            return False
        position = match.end()
        token = match[1][0]
        followers = _GRAMMAR[expected]
        if token not in followers:
            return False
        expected = followers[token]
        if token in ("[", "{"):
            nesting.append(token)
        elif token in ("]", "}"):
            nesting.pop()
        if len(nesting) > _MAX_DEPTH:
            return False
        if expected == "next":
            expected = f"next in {nesting[-1]}" if nesting else "end"
    return _NOT_SPACE.search(text, position) is None


def elements(text: str) -> list[str]:
    """The texts of the elements of a JSON array; text must have passed `is_json`."""
    return _parts(text)


def members(text: str) -> Iterator[tuple[str, str]]:
    """The decoded keys of a JSON object and the texts of its values; text must have passed `is_json`."""
    import json

    parts = _parts(text)
    for place in range(0, len(parts), 2):
        yield json.loads(parts[place]), parts[place + 1]


def _parts(text: str) -> list[str]:
    """What stands between the marks of the outermost brackets: elements, or keys and values in turn.

    Each ends at a comma, a colon or the last bracket, inside the first bracket and no other.
    """
    parts: list[str] = []
    depth = start = 0
    for match in _STRING_OR_MARK.finditer(text):
        mark = match[0]
        if mark in ("[", "{"):
            depth += 1
            start = match.end() if depth == 1 else start
        elif mark in ("]", "}"):
            depth -= 1
        if depth == 0 or (depth == 1 and mark in (",", ":")):
            parts.append(text[start : match.start()].strip())
            start = match.end()
    return [] if parts == [""] else parts


def compact(text: str) -> str:
    """JSON text without the white space between its tokens: Go's json.Compact."""
    return _STRING_OR_SPACE.sub(lambda match: match[1] or "", text)


def decode_utf8(blob: bytes) -> str | None:
    """Bytes as text, or None: a UnicodeDecodeError would carry users' bytes in the chain of an error."""
    try:
        return bytes.decode(blob)
    except UnicodeDecodeError:
        return None


def encode(value: object) -> str | None:
    """A decoded JSON value as PostgreSQL spells jsonb: `{"a": 1, "b": [1, 2]}`, Decimals by their digits.

    None for a value that JSON cannot hold.
    """
    try:
        try:
            text = _encoder().encode(value)
        except TypeError:
            text = _encode_with_decimals(value, set())
    except (TypeError, ValueError, RecursionError):
        return None
    if "e-" in text or "e+" in text:
        text = without_exponents(text)
    return text if text.isascii() else _LONE_SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def without_exponents(text: str) -> str:
    """JSON text with the floats that Python spells with an exponent, such as 1e-07, as jsonb spells them."""
    from decimal import Decimal

    return _STRING_OR_EXPONENT.sub(lambda match: match[1] or f"{Decimal(match[0]):f}", text)


@cache
def _encoder() -> JSONEncoder:
    from json import JSONEncoder

    return JSONEncoder(ensure_ascii=False, allow_nan=False)


@cache
def _compact_encoder() -> JSONEncoder:
    from json import JSONEncoder

    return JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def encode_compact(value: object) -> str:
    """A value of plain JSON types as the compact text that Go writes, HTML escapes apart."""
    return _compact_encoder().encode(value)


def _encode_with_decimals(value: object, open_containers: set[int]) -> str:
    from decimal import Decimal

    if is_a(value, Decimal):
        return _spell_decimal(value)
    if not is_object(value) and not is_array(value):
        return _encoder().encode(value)
    if id(value) in open_containers:
        raise ValueError  # it contains itself
    open_containers.add(id(value))
    if is_object(value):
        members = [_encode_member(key, inner, open_containers) for key, inner in value.items()]
        text = "{" + ", ".join(members) + "}"
    else:
        text = "[" + ", ".join([_encode_with_decimals(inner, open_containers) for inner in value]) + "]"
    open_containers.discard(id(value))
    return text


def _encode_member(key: object, value: object, open_containers: set[int]) -> str:
    if not is_a(key, str):
        raise TypeError  # no key of JSON
    return f"{_encoder().encode(key)}: {_encode_with_decimals(value, open_containers)}"


def _spell_decimal(number: Decimal) -> str:
    if not number.is_finite():
        raise ValueError  # no number of JSON
    plain = -_ZEROS_AFTER_POINT <= number.adjusted() <= _ZEROS_BEFORE_POINT
    return f"{number:f}" if plain else str(number)
