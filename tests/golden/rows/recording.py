"""Rows as drivers handed them over, kept as JSON Lines.

A file begins with a line about its source. Each line after it is one row: the value of every column, or, in a file
that is `like` another of the same table, of the columns that differ from there. A value that JSON lacks is an object
whose one key is its type. Types and rows that only the drivers can make are stood in for by the small classes below.
"""

import json
import sqlite3
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta, tzinfo
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from rivertype import Row
from tests.golden.rows.agreement import Reading, Source

FOLDER = Path(__file__).parent

KEPT_WHOLE = (
    "psycopg.rows.jsonl",
    "asyncpg.rows.jsonl",
    "sqlite3.Row_schema-6.rows.jsonl",
    "sqlite3.Row_schema-7.rows.jsonl",
    "sqlite3.Row_schema-8.rows.jsonl",
)
"""The recordings that others are `like`; they are made before those."""


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
    """Stands in for a ZoneInfo: one object for all datetimes of a zone, which knows the offsets that were recorded."""

    def __init__(self) -> None:
        self._offsets: dict[tuple[datetime, int], timedelta] = {}

    def moment(self, wall_clock: str, fold: int, offset: float) -> datetime:
        naive = datetime.fromisoformat(wall_clock)
        self._offsets[naive, fold] = timedelta(seconds=offset)
        return naive.replace(tzinfo=self, fold=fold)

    def utcoffset(self, moment: datetime | None, /) -> timedelta | None:
        return moment and self._offsets[moment.replace(tzinfo=None, fold=0), moment.fold]

    def dst(self, moment: datetime | None, /) -> timedelta | None:
        return None

    def tzname(self, moment: datetime | None, /) -> str | None:
        return None


ZONE = Zone()

STATES = Enum(
    "STATES",
    ["available", "cancelled", "completed", "discarded", "pending", "retryable", "running", "scheduled"],
)
"""Stands in for the enum that psycopg makes of the database's: its values are numbers."""


def sqlite3_row(columns: dict[str, object]) -> sqlite3.Row:
    """A real sqlite3.Row of any columns."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.row_factory = sqlite3.Row
        selection = ", ".join(f"? AS {name}" for name in columns)
        row: sqlite3.Row = connection.execute(f"SELECT {selection}", list(columns.values())).fetchone()
        return row
    finally:
        connection.close()


def encode(value: object) -> object:
    """A driver's value as a value of JSON."""
    match value:
        case Enum():
            return {"enum": value.name}
        case datetime(tzinfo=ZoneInfo()):
            offset = value.utcoffset()
            assert offset is not None
            return {
                "zoned": [value.replace(tzinfo=None, fold=0).isoformat(), value.fold, offset.total_seconds()]
            }
        case datetime():
            return {"datetime": value.isoformat()}
        case Decimal():
            return {"Decimal": str(value)}
        case bytes():
            return {"bytes": b64encode(value).decode()}
        case memoryview():
            return {"memoryview": b64encode(value).decode()}
        case list():
            return [encode(element) for element in value]
        case dict():
            return {"dict": {name: encode(element) for name, element in value.items()}}
        case None | bool() | int() | float():
            return value
        case str():
            return value if type(value) is str else {"str subclass": str(value)}
        case _ if type(value).__name__ == "BitString":
            return {"BitString": b64encode(value.bytes).decode()}  # type: ignore[attr-defined]  # pyright: ignore  # asyncpg's
        case _:
            raise TypeError(f"no way to record a {type(value).__name__}")


def decode(value: Any) -> object:
    """The driver's value, or its stand-in, that was recorded."""
    if isinstance(value, list):
        return [decode(element) for element in value]
    if not isinstance(value, dict):
        return value
    [(kind, content)] = value.items()
    match kind:
        case "enum":
            return STATES[content]
        case "zoned":
            return ZONE.moment(*content)
        case "datetime":
            return datetime.fromisoformat(content)
        case "Decimal":
            return Decimal(content)
        case "bytes":
            return b64decode(content)
        case "memoryview":
            return memoryview(b64decode(content))
        case "dict":
            return {name: decode(element) for name, element in content.items()}
        case "str subclass":
            return StrSubclass(content)
        case "BitString":
            return BitString(b64decode(content))
        case _:
            raise ValueError(f"no such kind of value: {kind}")


def row_kind(row: Row) -> str:
    """The name of the stand-in for a driver's kind of row."""
    if isinstance(row, dict):
        return "dict"
    if isinstance(row, sqlite3.Row):
        return "sqlite3.Row"
    return "RowMapping" if isinstance(row, Mapping) else "Record"


ROW_KINDS = {
    "dict": dict[str, object],
    "sqlite3.Row": sqlite3_row,
    "RowMapping": RowMapping,
    "Record": Record,
}


def write_readings(table: str, readings: Iterable[Reading]) -> None:
    """Keep what River's driver read from a table."""
    _write(FOLDER / f"{table}.go.jsonl", readings)


def read_readings(table: str) -> dict[int, Reading]:
    """What River's driver read from a table, by the job's id."""
    readings: list[Reading] = _read(FOLDER / f"{table}.go.jsonl")
    return {reading["id"]: reading for reading in readings}


def write_rows(source: Source, rows: list[Row]) -> None:
    """Keep a source's rows: whole, or as what differs from those of a source that is kept whole."""
    recorded = [{name: encode(row[name]) for name in row.keys()} for row in rows]  # noqa: SIM118 - a row is no dict
    header = {**asdict(source), "row": row_kind(rows[0])}
    path = FOLDER / f"{source.name.replace(', ', '_').replace(' ', '-')}.rows.jsonl"
    candidates = [[header, *recorded]]
    for name in KEPT_WHOLE:
        if path.name in KEPT_WHOLE or not (FOLDER / name).exists():
            continue
        whole_header, *whole = _read(FOLDER / name)
        if whole_header["table"] == source.table:
            lacks = [column for column in whole[0] if column not in recorded[0]]
            # A source that leaves rows out leaves out the last.
            pairs = zip(recorded, whole, strict=False)
            candidates.append(
                [{**header, "like": name, "lacks": lacks}, *(_changes(*pair) for pair in pairs)]
            )
    _write(path, min(candidates, key=lambda lines: len(json.dumps(lines))))


def _changes(row: dict[str, Any], whole: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value
        for name, value in row.items()
        if value != whole[name] or type(value) is not type(whole[name])
    }


def read_rows(path: Path) -> tuple[Source, list[Row]]:
    """A recorded source and its rows."""
    header, recorded = _resolve(path)
    rebuild = ROW_KINDS[header["row"]]
    source = Source(**{field.name: header[field.name] for field in fields(Source)})
    return source, [rebuild({name: decode(value) for name, value in row.items()}) for row in recorded]


def _resolve(path: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    header, *rows = _read(path)
    if "like" in header:
        _, *whole = _read(FOLDER / header["like"])
        rows = [{**base, **row} for base, row in zip(whole, rows, strict=False)]
        rows = [{name: row[name] for name in row if name not in header["lacks"]} for row in rows]
    return header, rows


def _read(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").removesuffix("\n").split("\n")]


def _write(path: Path, lines: Iterable[object]) -> None:
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
