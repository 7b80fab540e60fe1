"""Every way to come by rows of `river_job` that JobRow.from_row promises to read."""

import asyncio
import json
import sqlite3
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

import asyncpg
import pg8000.dbapi
import psycopg
import psycopg2
import psycopg2.extras
import sqlalchemy
from psycopg.rows import dict_row
from psycopg.types.enum import EnumInfo, register_enum
from psycopg.types.json import set_json_loads
from sqlalchemy.ext.asyncio import create_async_engine

from rivertype import Row, unique_states_from_bitmask
from tests.golden.rows.agreement import Source

ROWS = "SELECT * FROM river_job ORDER BY id"

WORKED_JOBS = 13
"""How many rows of a table, its first, River itself inserted and worked."""

SQLALCHEMY = "SQLAlchemy " + ".".join(sqlalchemy.__version__.split(".")[:2])


def _psycopg(
    url: str, *, binary: bool = False, loads: Callable[[bytes], object] | None = None, enum: bool = False
) -> list[Row]:
    with psycopg.connect(url, row_factory=dict_row) as connection:
        if loads:
            set_json_loads(loads, connection)
        if enum:
            info = EnumInfo.fetch(connection, "river_job_state")
            assert info
            register_enum(info, connection)
        return list[Row](connection.cursor(binary=binary).execute(ROWS).fetchall())


def _exact_loads(text: bytes) -> object:
    return json.loads(text, parse_float=Decimal)


def fetch_with_psycopg2(
    url: str,
    cursor_factory: type[
        psycopg2.extras.RealDictCursor | psycopg2.extras.DictCursor
    ] = psycopg2.extras.RealDictCursor,
) -> list[Row]:
    connection = psycopg2.connect(url)
    try:
        with connection.cursor(cursor_factory=cursor_factory) as cursor:
            cursor.execute(ROWS)
            return list[Row](cursor.fetchall())
    finally:
        connection.close()


def fetch_with_asyncpg(url: str, *, codecs: bool = False) -> list[Row]:
    async def fetch() -> list[Row]:
        connection = await asyncpg.connect(url)
        try:
            if codecs:
                await connection.set_type_codec(
                    "jsonb", schema="pg_catalog", encoder=json.dumps, decoder=json.loads
                )
            return list[Row](await connection.fetch(ROWS))
        finally:
            await connection.close()

    return asyncio.run(fetch())


def _pg8000(url: str) -> list[Row]:
    address = sqlalchemy.make_url(url)
    connection = pg8000.dbapi.connect(
        user=address.username, host=address.host, port=address.port, database=address.database
    )
    try:
        cursor = connection.cursor()
        cursor.execute(ROWS)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]
    finally:
        connection.close()


def _engine_url(url: str, driver: str) -> str:
    return url.replace("postgres://", f"postgresql+{driver}://")


def _sqlalchemy_rows(connection: sqlalchemy.Connection, *, reflected: bool) -> list[Row]:
    if not reflected:
        return list[Row](connection.execute(sqlalchemy.text(ROWS)).mappings())
    table = sqlalchemy.Table("river_job", sqlalchemy.MetaData(), autoload_with=connection)
    rows = sqlalchemy.select(table).order_by(table.c.id)
    if connection.dialect.name == "sqlite":
        # SQLAlchemy itself cannot parse the odd times.
        rows = rows.limit(WORKED_JOBS)
    return list[Row](connection.execute(rows).mappings())


def _sqlalchemy(url: str, *, driver: str, reflected: bool) -> list[Row]:
    engine = sqlalchemy.create_engine(f"sqlite:///{url}" if driver == "sqlite" else _engine_url(url, driver))
    try:
        with engine.connect() as connection:
            return _sqlalchemy_rows(connection, reflected=reflected)
    finally:
        engine.dispose()


def _sqlalchemy_asyncpg(url: str, *, reflected: bool) -> list[Row]:
    async def fetch() -> list[Row]:
        engine = create_async_engine(_engine_url(url, "asyncpg"))
        try:
            async with engine.connect() as connection:
                return await connection.run_sync(_sqlalchemy_rows, reflected=reflected)
        finally:
            await engine.dispose()

    return asyncio.run(fetch())


def _sqlite3(path: str, *, as_dict: bool = False) -> list[Row]:
    connection = sqlite3.connect(path)
    try:
        connection.row_factory = sqlite3.Row
        rows: list[sqlite3.Row] = connection.execute(ROWS).fetchall()
        return [dict(row) for row in rows] if as_dict else list[Row](rows)
    finally:
        connection.close()


def _json_rows(url: str, function: str) -> list[Row]:
    """Rows that PostgreSQL itself spelled as JSON."""
    with psycopg.connect(url) as connection:
        rows = connection.execute(f"SELECT {function}(j)::text FROM river_job j ORDER BY id").fetchall()  # noqa: S608 - a constant
        return [json.loads(text) for (text,) in rows]


def _river_ui(url: str, *, args_as_text: bool, details: bool) -> list[Row]:
    """The shapes of River UI's API, made of the rows themselves: no River UI runs here."""
    absent = {"unique_key", "unique_states"} | (set() if details else {"errors", "metadata"})
    rows = list[Row]()
    for row in _json_rows_in_utc(url):
        shown = {name: value for name, value in row.items() if name not in absent}
        if args_as_text:
            shown["args"] = json.dumps(shown["args"], ensure_ascii=False)
        rows.append(shown)
    return rows


def _normalized(url: str) -> list[Row]:
    """River's normalized job, made of the rows themselves."""
    rows = list[Row]()
    for row in _json_rows_in_utc(url):
        bits, key = row["unique_states"], row["unique_key"]
        lists = {name: row[name] or [] for name in ("attempted_by", "errors", "tags")}
        states = None if bits is None else [state.value for state in unique_states_from_bitmask(int(bits, 2))]
        rows.append({**row, **lists, "unique_key": key and key.removeprefix("\\x"), "unique_states": states})
    return rows


def _json_rows_in_utc(url: str) -> list[dict[str, Any]]:
    with psycopg.connect(url) as connection:
        connection.execute("SET TIME ZONE 'UTC'")
        rows = connection.execute("SELECT to_jsonb(j)::text FROM river_job j ORDER BY id").fetchall()
    return [_with_z(json.loads(text)) for (text,) in rows]


def _with_z(row: dict[str, Any]) -> dict[str, Any]:
    """Spell UTC as Go does."""
    return {
        name: value.replace("+00:00", "Z") if name.endswith("_at") and value else value
        for name, value in row.items()
    }


def _source(
    name: str,
    fetch: Callable[[str], list[Row]],
    *,
    table: str = "postgresql",
    decoded: bool = False,
    exact_numbers: bool = True,
    absent: tuple[str, ...] = (),
) -> tuple[Source, Callable[[str], list[Row]]]:
    return Source(name, table, decoded, exact_numbers, absent), fetch


def all_sources() -> list[tuple[Source, Callable[[str], list[Row]]]]:
    """Each source beside the function that fetches its rows from a URL or a path."""
    floats = {"decoded": True, "exact_numbers": False}
    unique = ("unique_key", "unique_states")
    sources = [
        _source("psycopg", _psycopg, **floats),
        _source("asyncpg", fetch_with_asyncpg),
        _source("psycopg, binary", partial(_psycopg, binary=True), **floats),
        _source("psycopg, JSON decoded with Decimal", partial(_psycopg, loads=_exact_loads), decoded=True),
        _source("psycopg, JSON kept as bytes", partial(_psycopg, loads=bytes)),
        _source("psycopg, registered enum", partial(_psycopg, enum=True), **floats),
        _source("psycopg2, RealDictRow", fetch_with_psycopg2, **floats),
        _source(
            "psycopg2, DictRow",
            partial(fetch_with_psycopg2, cursor_factory=psycopg2.extras.DictCursor),
            **floats,
        ),
        _source("asyncpg, JSON codecs", partial(fetch_with_asyncpg, codecs=True), **floats),
        _source("pg8000", _pg8000, **floats),
        _source("row_to_json", partial(_json_rows, function="row_to_json"), **floats),
        _source("to_jsonb", partial(_json_rows, function="to_jsonb"), **floats),
        _source(
            "River UI, list",
            partial(_river_ui, args_as_text=True, details=False),
            exact_numbers=False,
            absent=("errors", "metadata", *unique),
        ),
        _source(
            "River UI, nested args",
            partial(_river_ui, args_as_text=False, details=True),
            **floats,
            absent=unique,
        ),
        _source(
            "River UI, args as text",
            partial(_river_ui, args_as_text=True, details=True),
            **floats,
            absent=unique,
        ),
        _source("normalized job", _normalized, **floats),
    ]
    for kind, reflected in {"text": False, "Table": True}.items():
        for driver in ("psycopg", "psycopg2"):
            fetch = partial(_sqlalchemy, driver=driver, reflected=reflected)
            sources.append(_source(f"{SQLALCHEMY}, {kind}, {driver}", fetch, **floats))
        fetch = partial(_sqlalchemy_asyncpg, reflected=reflected)
        sources.append(_source(f"{SQLALCHEMY}, {kind}, asyncpg", fetch, **floats))
    for schema in (6, 7, 8):
        table = f"sqlite-{schema}"
        sources += [
            _source(f"sqlite3.Row, schema {schema}", _sqlite3, table=table),
            _source(f"sqlite3 dict, schema {schema}", partial(_sqlite3, as_dict=True), table=table),
            _source(
                f"{SQLALCHEMY}, text, sqlite3, schema {schema}",
                partial(_sqlalchemy, driver="sqlite", reflected=False),
                table=table,
            ),
        ]
    fetch = partial(_sqlalchemy, driver="sqlite", reflected=True)
    sources.append(_source(f"{SQLALCHEMY}, Table, sqlite3, schema 8", fetch, table="sqlite-8"))
    return sources
