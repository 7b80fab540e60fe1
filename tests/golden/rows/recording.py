"""Rows as drivers handed them over, kept as JSON Lines.

A file begins with a line about its source. Each line after it is one row: the value of every column, or, in
a file that is `like` another of the same table, of the columns that differ from there. A value that JSON
lacks is an object whose one key is its type. Types and rows that only the drivers can make are stood in for
by the classes below.
"""

import json
import sqlite3
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta, tzinfo
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

from rivertype import Row
from tests.golden.rows.agreement import Reading, Source

FOLDER = Path(__file__).parent

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


class Record:
    """Stands in for asyncpg's Record and psycopg2's DictRow: rows that iterate over their values."""

    def __init__(self, columns: dict[str, object]) -> None:
        self._columns = columns

    def keys(self) -> Iterator[str]:
        return iter(self._columns)

    def __getitem__(self, name: str) -> object:
        return self._columns[name]

    def __iter__(self) -> Iterator[object]:
        return iter(self._columns.values())


class RowMapping(Mapping[str, object]):
    """Stands in for SQLAlchemy's RowMapping: a mapping that is no dict."""

    def __init__(self, columns: dict[str, object]) -> None:
        self._columns = columns

    def __getitem__(self, name: str) -> object:
        return self._columns[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)


def sqlite3_row(columns: dict[str, object]) -> sqlite3.Row:
    """A real sqlite3.Row of any columns."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.row_factory = sqlite3.Row
        selection = ", ".join(f"? AS {name}" for name in columns)
        row: sqlite3.Row = connection.execute(
            f"SELECT {selection}",
            list(columns.values()),
        ).fetchone()
        return row
    finally:
        connection.close()


@dataclass(frozen=True)
class BitString:
    """Stands in for asyncpg's BitString."""

    bytes: bytes

    def __len__(self) -> int:
        return 8 * len(self.bytes)


class StrSubclass(str):
    """Stands in for SQLAlchemy's BitString, which is a str."""

    __slots__ = ()


class Zone(tzinfo):
    """Stands in for a ZoneInfo: one object for all times of a zone, with the offsets that were recorded."""

    def __init__(self) -> None:
        self._offsets: dict[tuple[datetime, int], timedelta] = {}

    def time(self, wall_clock: str, fold: int, offset: float) -> datetime:
        naive = datetime.fromisoformat(wall_clock)
        self._offsets[naive, fold] = timedelta(seconds=offset)
        return naive.replace(tzinfo=self, fold=fold)

    def utcoffset(self, time: datetime | None, /) -> timedelta | None:
        return None if time is None else self._offsets[time.replace(tzinfo=None, fold=0), time.fold]

    def dst(self, _time: datetime | None, /) -> timedelta | None:
        return None

    def tzname(self, _time: datetime | None, /) -> str | None:
        return None


SESSION_ZONE = Zone()

STATES = Enum(
    "STATES",
    ["available", "cancelled", "completed", "discarded", "pending", "retryable", "running", "scheduled"],
)
"""Stands in for the enum that psycopg makes of the database's: its values are numbers."""

ROW_KINDS: dict[str, Callable[[dict[str, object]], Row]] = {
    "dict": dict[str, object],
    "sqlite3.Row": sqlite3_row,
    "RowMapping": RowMapping,
    "Record": Record,
}

VALUE_KINDS: dict[str, Callable[[Any], object]] = {
    "BitString": lambda text: BitString(b64decode(text)),
    "Decimal": Decimal,
    "bytes": b64decode,
    "datetime": datetime.fromisoformat,
    "dict": lambda content: {name: decode(value) for name, value in content.items()},
    "enum": lambda name: STATES[name],
    "memoryview": lambda text: memoryview(b64decode(text)),
    "str subclass": StrSubclass,
    "zoned": lambda parts: SESSION_ZONE.time(*parts),
}


def decode(value: Json) -> object:
    """The driver's value, or its stand-in, that was recorded."""
    if isinstance(value, list):
        return [decode(element) for element in value]
    if isinstance(value, dict):
        [(kind, content)] = value.items()
        return VALUE_KINDS[kind](content)
    return value


def read_lines(path: Path) -> list[Any]:
    """The values of a file of JSON Lines."""
    # Not splitlines(), which also splits at U+2028.
    return [json.loads(line) for line in path.read_text(encoding="utf-8").removesuffix("\n").split("\n")]


def read_readings(table: str) -> dict[int, Reading]:
    """What River's driver read from a table, by the job's id."""
    readings: list[Reading] = read_lines(FOLDER / f"{table}.go.jsonl")
    return {reading["id"]: reading for reading in readings}


def read_rows(path: Path) -> tuple[Source, list[Row]]:
    """A recorded source and its rows."""
    header, *recorded = read_lines(path)
    if "like" in header:
        _, *whole = read_lines(FOLDER / header["like"])
        recorded = [{**base, **row} for base, row in zip(whole, recorded, strict=False)]
    header["absent"] = tuple(header["absent"])
    source = Source(**{field.name: header[field.name] for field in fields(Source)})
    rebuild = ROW_KINDS[header["row"]]
    lacks = header.get("lacks", ())
    return source, [
        rebuild({name: decode(value) for name, value in row.items() if name not in lacks}) for row in recorded
    ]
