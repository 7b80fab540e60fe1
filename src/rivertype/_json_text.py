"""JSON that stays text: checked, taken apart and compacted, its numbers and escapes as they are.

The grammar is RFC 8259's as Go's encoding/json applies it. The `json` module is imported when first needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

from rivertype._fields import is_array, is_object

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

# numeric, which holds jsonb's numbers, has at most 131,072 digits before its point and 16,383 after it.
_PLAIN_DECIMAL_DIGITS: Final = 150_000


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


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


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

    parts = iter(_parts(text))
    for key, value in zip(parts, parts, strict=True):
        yield json.loads(key), value


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
            parts.append(text[start : match.start()].strip(" \t\n\r"))
            start = match.end()
    return [] if parts == [""] else parts


def compact(text: str) -> str:
    """JSON text without the white space between its tokens: Go's json.Compact."""
    return _STRING_OR_SPACE.sub(lambda match: match[1] or "", text)


def decode_utf8(blob: bytes) -> str | None:
    """Bytes as text, or None: a UnicodeDecodeError would carry users' bytes in the chain of an error."""
    try:
        return blob.decode("utf-8")
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
            text = _encode_with_decimals(value)
    except (TypeError, ValueError, RecursionError):
        return None
    return text if text.isascii() else _LONE_SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


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


def _encode_with_decimals(value: object) -> str:
    from decimal import Decimal

    if isinstance(value, Decimal):
        return _spell_decimal(value)
    if is_object(value):
        return "{" + ", ".join([_encode_member(key, inner) for key, inner in value.items()]) + "}"
    if is_array(value):
        return "[" + ", ".join([_encode_with_decimals(inner) for inner in value]) + "]"
    return _encoder().encode(value)


def _encode_member(key: object, value: object) -> str:
    if not isinstance(key, str):
        raise TypeError("a key of a JSON object is a string")
    return f"{_encode_with_decimals(key)}: {_encode_with_decimals(value)}"


def _spell_decimal(number: Decimal) -> str:
    if not number.is_finite():
        raise ValueError("not a JSON number")
    # jsonb never uses an exponent; past what it can hold, writing the zeros out would only fill memory.
    plain = -_PLAIN_DECIMAL_DIGITS < number.adjusted() < _PLAIN_DECIMAL_DIGITS
    return format(number, "f") if plain else str(number)
