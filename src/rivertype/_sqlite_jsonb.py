"""SQLite's JSONB (https://sqlite.org/jsonb.html), transcoded to JSON text as SQLite's own json() spells it.

SQLite itself reads JSONB from 3.45 on; this reads it on any version. Number text, key order, repeated keys
and escapes stay as they are in the blob, for nothing passes through a Python value. The JSON5 spellings that
JSONB may hold become JSON's.
"""

from __future__ import annotations

import re
from typing import Final

_NULL, _TRUE, _FALSE, _INT, _INT5, _FLOAT, _FLOAT5, _TEXT, _TEXTJ, _TEXT5, _TEXTRAW, _ARRAY, _OBJECT = range(
    13
)

_CONSTANTS: Final = {_NULL: b"null", _TRUE: b"true", _FALSE: b"false"}

# What each element's payload must look like to be copied as it stands.
_COPIED: Final = {
    _INT: re.compile(rb"-?(?:0|[1-9][0-9]*+)"),
    _FLOAT: re.compile(rb"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?"),
    _TEXT: re.compile(rb'[^"\\\x00-\x1f]*+'),
    _TEXTJ: re.compile(rb'(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+'),
}
_INT5_FORM: Final = re.compile(rb"(-?)0[xX]([0-9a-fA-F]++)")
_FLOAT5_FORM: Final = re.compile(rb"(-?)((?:0|[1-9][0-9]*+)?)\.([0-9]*+)((?:[eE][+-]?[0-9]++)?)")
_TEXT5_FORM: Final = re.compile(
    rb"""(?:[^\\\x00-\x1f]++|[\x00-\x1f]|\\(?:["'\\/bfnrtv]|0(?![0-9])|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\r\n?|\n|\xe2\x80[\xa8\xa9]))*+""",
)
_TEXT5_RESPELLED: Final = re.compile(
    rb"""\\(?:x([0-9a-fA-F]{2})|(\r\n?|\n|\xe2\x80[\xa8\xa9])|(['v0])|.)|["\x00-\x1f]""", re.DOTALL
)
_RAW_RESPELLED: Final = re.compile(rb'["\\\x00-\x1f]')
_SHORT_ESCAPES: Final = {
    b"\b": b"\\b",
    b"\t": b"\\t",
    b"\n": b"\\n",
    b"\f": b"\\f",
    b"\r": b"\\r",
    b'"': b'\\"',
    b"\\": b"\\\\",
}
_TEXT5_ESCAPES: Final = {b"'": b"'", b"v": b"\\u000b", b"0": b"\\u0000"}


class _Container:
    """An array or object whose elements are being read."""

    __slots__ = ("children", "end", "is_object")

    def __init__(self, end: int, *, is_object: bool) -> None:
        self.end = end
        self.is_object = is_object
        self.children = 0


def jsonb_to_text(blob: bytes) -> str:
    """The JSON text of a JSONB blob.

    Raises ValueError unless the blob is one well-formed element that fills it exactly. Time and memory are
    linear in its length, whatever lengths it claims and however deep it nests.
    """
    parts: list[bytes] = []
    open_containers: list[_Container] = []
    position = 0
    while True:
        limit = open_containers[-1].end if open_containers else len(blob)
        kind, position, end = _read_header(blob, position, limit)
        if open_containers:
            parts.append(_separator(open_containers[-1], kind))
        elif end != len(blob):
            raise ValueError("not JSONB: the element does not fill the blob")
        if kind in (_ARRAY, _OBJECT):
            parts.append(b"{" if kind == _OBJECT else b"[")
            open_containers.append(_Container(end, is_object=kind == _OBJECT))
        else:
            parts.append(_spell(kind, blob[position:end]))
            position = end
        while open_containers and position == open_containers[-1].end:
            parts.append(_close(open_containers.pop()))
        if not open_containers:
            return b"".join(parts).decode()


def _read_header(blob: bytes, position: int, limit: int) -> tuple[int, int, int]:
    """The kind of the element at position, and where its payload starts and ends."""
    if position >= limit:
        raise ValueError("not JSONB: an element is missing")
    kind, size = blob[position] & 0x0F, blob[position] >> 4
    start = position + 1
    if size > 11:
        start += 1 << (size - 12)
        size = int.from_bytes(blob[position + 1 : start], "big")
    if start + size > limit:
        raise ValueError("not JSONB: an element is longer than what holds it")
    return kind, start, start + size


def _separator(container: _Container, kind: int) -> bytes:
    """What stands before the next element of container."""
    place = container.children
    container.children += 1
    if container.is_object and place % 2 == 0 and kind not in (_TEXT, _TEXTJ, _TEXT5, _TEXTRAW):
        raise ValueError("not JSONB: a key is no text")
    if place == 0:
        return b""
    return b":" if container.is_object and place % 2 == 1 else b","


def _close(container: _Container) -> bytes:
    if not container.is_object:
        return b"]"
    if container.children % 2:
        raise ValueError("not JSONB: a key has no value")
    return b"}"


def _spell(kind: int, payload: bytes) -> bytes:
    """The JSON spelling of an element that holds no others."""
    if kind in _CONSTANTS and not payload:
        return _CONSTANTS[kind]
    if kind in _COPIED and _COPIED[kind].fullmatch(payload):
        return b'"' + payload + b'"' if kind in (_TEXT, _TEXTJ) else payload
    if kind == _INT5:
        return _spell_int5(payload)
    if kind == _FLOAT5:
        return _spell_float5(payload)
    if kind == _TEXT5 and _TEXT5_FORM.fullmatch(payload):
        return b'"' + _TEXT5_RESPELLED.sub(_respell_text5, payload) + b'"'
    if kind == _TEXTRAW:
        return b'"' + _RAW_RESPELLED.sub(_escape, payload) + b'"'
    raise ValueError("not JSONB: an element's payload does not fit its kind")


def _spell_int5(payload: bytes) -> bytes:
    match = _INT5_FORM.fullmatch(payload)
    if match is None:
        raise ValueError("not JSONB: no hexadecimal integer")
    number = int(match[2], 16)
    # SQLite's json() writes an integer of more than 64 bits as an infinity.
    return match[1] + (b"%d" % number if number < 2**64 else b"9.0e999")


def _spell_float5(payload: bytes) -> bytes:
    match = _FLOAT5_FORM.fullmatch(payload)
    if match is None or not (match[2] or match[3]):
        raise ValueError("not JSONB: no number")
    sign, whole, fraction, exponent = match.groups()
    return sign + (whole or b"0") + b"." + (fraction or b"0") + exponent


def _respell_text5(match: re.Match[bytes]) -> bytes:
    hexadecimal, line_continuation, json5_escape = match.groups()
    if hexadecimal is not None:
        return b"\\u00" + hexadecimal
    if line_continuation is not None:
        return b""
    if json5_escape is not None:
        return _TEXT5_ESCAPES[json5_escape]
    return match[0] if len(match[0]) > 1 else _escape(match)


def _escape(match: re.Match[bytes]) -> bytes:
    character: bytes = match[0]
    return _SHORT_ESCAPES.get(character) or b"\\u%04x" % character[0]
