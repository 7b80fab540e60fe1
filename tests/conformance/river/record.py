"""Writes tests/golden/rows, which tests/golden/rows/recording.py reads."""

import json
import sqlite3
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from enum import Enum
from functools import singledispatch
from pathlib import Path
from zoneinfo import ZoneInfo

from rivertype import Row
from tests.golden.rows.agreement import Reading, Source
from tests.golden.rows.recording import FOLDER, read_lines

KEPT_WHOLE = (
    "psycopg.rows.jsonl",
    "asyncpg.rows.jsonl",
    "sqlite3.Row_schema-6.rows.jsonl",
    "sqlite3.Row_schema-7.rows.jsonl",
    "sqlite3.Row_schema-8.rows.jsonl",
)
"""The recordings that others are `like`; they are made before those."""

JsonObject = dict[str, object]


def write_readings(table: str, readings: Iterable[Reading]) -> None:
    """Keep what River's driver read from a table."""
    _write_lines(FOLDER / f"{table}.go.jsonl", readings)


def write_rows(source: Source, rows: list[Row]) -> None:
    """Keep a source's rows: whole, or as what differs from those of a source that is kept whole."""
    recorded: list[JsonObject] = [
        {name: encode(row[name]) for name in row.keys()}  # noqa: SIM118 - a row is no dict
        for row in rows
    ]
    header: JsonObject = {**asdict(source), "row": _row_kind(rows[0])}
    path = FOLDER / f"{source.name.replace(', ', '_').replace(' ', '-')}.rows.jsonl"
    candidates = [[header, *recorded]]
    if path.name not in KEPT_WHOLE:
        candidates += [
            _as_changes(header, recorded, name) for name in KEPT_WHOLE if _of_table(name, source.table)
        ]
    _write_lines(path, min(candidates, key=lambda lines: len(json.dumps(lines))))


def _of_table(name: str, table: str) -> bool:
    path = FOLDER / name
    return path.exists() and read_lines(path)[0]["table"] == table


def _as_changes(header: JsonObject, recorded: list[JsonObject], name: str) -> list[JsonObject]:
    _, *whole = read_lines(FOLDER / name)
    lacks = [column for column in whole[0] if column not in recorded[0]]
    changes = [
        # As text, in which True is not 1.
        {column: value for column, value in row.items() if json.dumps(value) != json.dumps(base[column])}
        # A source that leaves rows out leaves out the last.
        for row, base in zip(recorded, whole, strict=False)
    ]
    return [{**header, "like": name, "lacks": lacks}, *changes]


def _row_kind(row: Row) -> str:
    if isinstance(row, dict):
        return "dict"
    if isinstance(row, sqlite3.Row):
        return "sqlite3.Row"
    return "RowMapping" if isinstance(row, Mapping) else "Record"


@singledispatch
def encode(value: object) -> object:
    """A driver's value as a value of JSON."""
    if type(value).__name__ == "BitString":
        content: bytes = getattr(value, "bytes")  # noqa: B009 - asyncpg's, which is untyped
        return {"BitString": b64encode(content).decode()}
    raise TypeError(f"no way to record a {type(value).__name__}")


@encode.register(int)
@encode.register(float)
@encode.register(type(None))
def _(value: object) -> object:
    return value


@encode.register
def _(value: str) -> object:
    return value if type(value) is str else {"str subclass": str(value)}


@encode.register(list)
def _(value: list[object]) -> object:
    return [encode(element) for element in value]


@encode.register(dict)
def _(value: JsonObject) -> object:
    return {"dict": {name: encode(element) for name, element in value.items()}}


@encode.register
def _(value: bytes) -> object:
    return {"bytes": b64encode(value).decode()}


@encode.register(memoryview)
def _(value: "memoryview[int]") -> object:
    return {"memoryview": b64encode(value).decode()}


@encode.register
def _(value: Decimal) -> object:
    return {"Decimal": str(value)}


@encode.register
def _(value: Enum) -> object:
    return {"enum": value.name}


@encode.register
def _(value: datetime) -> object:
    offset = value.utcoffset()
    if offset is None or not isinstance(value.tzinfo, ZoneInfo):
        return {"datetime": value.isoformat()}
    return {"zoned": [value.replace(tzinfo=None, fold=0).isoformat(), value.fold, offset.total_seconds()]}


def _write_lines(path: Path, lines: Iterable[object]) -> None:
    path.write_text(
        "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8", newline="\n"
    )
