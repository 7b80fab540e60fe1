"""Every way to come by rows of `river_job` that JobRow.from_row promises to read."""

import asyncio
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from decimal import Decimal
from functools import partial
from typing import Any

import asyncpg
import pg8000.native  # type: ignore[import-untyped]  # pyright: ignore[reportMissingTypeStubs]  # it has no types
import psycopg
import psycopg2
import sqlalchemy
from psycopg.rows import dict_row
from psycopg.types.enum import EnumInfo, register_enum
from psycopg.types.json import set_json_loads
from psycopg2.extras import DictCursor, RealDictCursor
from sqlalchemy.ext.asyncio import create_async_engine

from rivertype import Row, unique_states_from_bitmask
from tests.golden.rows.agreement import Source

Fetch = Callable[[str], list[Row]]
"""Fetches every row of the table behind a URL or a path, in the order of ids."""

ROWS = "SELECT * FROM river_job ORDER BY id"

WORKED_JOBS = 13
"""How many rows of a table, its first, River itself inserted and worked."""


def psycopg_rows(url: str, *, binary: bool = False) -> list[Row]:
    with psycopg.connect(url) as connection:
        return list[Row](connection.cursor(binary=binary, row_factory=dict_row).execute(ROWS).fetchall())


def _psycopg_with_loads(url: str, loads: Callable[[str | bytes], object]) -> list[Row]:
    with psycopg.connect(url) as connection:
        set_json_loads(loads, connection)
        return list[Row](connection.cursor(row_factory=dict_row).execute(ROWS).fetchall())


def _with_decimals(text: str | bytes) -> object:
    return json.loads(text, parse_float=Decimal)


def _as_bytes(text: str | bytes) -> object:
    return text.encode() if isinstance(text, str) else bytes(text)


def _psycopg_with_enum(url: str) -> list[Row]:
    with psycopg.connect(url) as connection:
        info = EnumInfo.fetch(connection, "river_job_state")
        assert info
        register_enum(info, connection)
        return list[Row](connection.cursor(row_factory=dict_row).execute(ROWS).fetchall())


def real_dict_rows(url: str) -> list[Row]:
    with (
        closing(psycopg2.connect(url)) as connection,
        connection.cursor(cursor_factory=RealDictCursor) as cursor,
    ):
        cursor.execute(ROWS)
        return list[Row](cursor.fetchall())


def _dict_rows(url: str) -> list[Row]:
    with closing(psycopg2.connect(url)) as connection, connection.cursor(cursor_factory=DictCursor) as cursor:
        cursor.execute(ROWS)  # type: ignore[no-untyped-call]  # pyright: ignore[reportUnknownMemberType]  # no types
        return list[Row](cursor.fetchall())


def asyncpg_records(url: str, *, codecs: bool = False) -> list[Row]:
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


def pg8000_connection(url: str) -> Any:  # noqa: ANN401 - pg8000 has no types
    address = sqlalchemy.make_url(url)
    return pg8000.native.Connection(
        str(address.username), host=str(address.host), port=address.port or 5432, database=address.database
    )


def pg8000_rows(url: str) -> list[Row]:
    with closing(pg8000_connection(url)) as connection:
        rows = connection.run(ROWS)
        names = [column["name"] for column in connection.columns]
        return [dict(zip(names, row, strict=True)) for row in rows]


def _sqlalchemy_rows(connection: sqlalchemy.Connection, *, reflected: bool) -> list[Row]:
    if not reflected:
        return list[Row](connection.execute(sqlalchemy.text(ROWS)).mappings())
    table = sqlalchemy.Table("river_job", sqlalchemy.MetaData(), autoload_with=connection)
    rows = sqlalchemy.select(table).order_by(table.c.id)
    if connection.dialect.name == "sqlite":
        # SQLAlchemy itself cannot parse the odd times.
        rows = rows.limit(WORKED_JOBS)
    return list[Row](connection.execute(rows).mappings())


def _sqlalchemy(url: str, driver: str, *, reflected: bool) -> list[Row]:
    engine = sqlalchemy.create_engine(_engine_url(url, driver))
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


def _engine_url(url: str, driver: str) -> str:
    return f"sqlite:///{url}" if driver == "sqlite3" else url.replace("postgresql:", f"postgresql+{driver}:")


def _sqlite3(path: str) -> list[Row]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return list[Row](connection.execute(ROWS).fetchall())


def _sqlite3_dicts(path: str) -> list[Row]:
    return [{name: row[name] for name in row.keys()} for row in _sqlite3(path)]  # noqa: SIM118 - a row is no dict


def row_to_json_objects(url: str) -> list[Row]:
    return list[Row](_json_objects(url, "SELECT row_to_json(j)::text FROM river_job j ORDER BY id"))


def _to_jsonb_objects(url: str) -> list[Row]:
    return list[Row](_json_objects(url, "SELECT to_jsonb(j)::text FROM river_job j ORDER BY id"))


def _json_objects(url: str, query: str, zone: str | None = None) -> list[dict[str, Any]]:
    """Rows that PostgreSQL itself spells as JSON, in the session's zone or another."""
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        if zone:
            cursor.execute("SET TIME ZONE %s", [zone])
        cursor.execute(query)
        return [json.loads(text) for (text,) in cursor.fetchall()]


def _objects_with_z(url: str) -> list[dict[str, Any]]:
    """Rows as JSON, with UTC spelled as Go spells it."""
    objects = _json_objects(url, "SELECT to_jsonb(j)::text FROM river_job j ORDER BY id", "UTC")
    for row in objects:
        for name in ("attempted_at", "created_at", "finalized_at", "scheduled_at"):
            row[name] = row[name] and row[name].replace("+00:00", "Z")
    return objects


def _river_ui(url: str, *lacking: str, args_as_text: bool) -> list[Row]:
    """The shapes of River UI's API, made of the rows themselves: no River UI runs here."""
    objects = _objects_with_z(url)
    for row in objects:
        if args_as_text:
            row["args"] = json.dumps(row["args"], ensure_ascii=False)
        for name in lacking:
            del row[name]
    return list[Row](objects)


def _normalized(url: str) -> list[Row]:
    """River's normalized job, made of the rows themselves."""
    objects = _objects_with_z(url)
    for row in objects:
        for name in ("attempted_by", "errors", "tags"):
            row[name] = row[name] or []
        row["unique_key"] = row["unique_key"] and row["unique_key"].removeprefix("\\x")
        if row["unique_states"]:
            states = unique_states_from_bitmask(int(row["unique_states"], 2))
            row["unique_states"] = [state.value for state in states]
    return list[Row](objects)


def all_sources() -> dict[Source, Fetch]:
    return {**_postgresql_sources(), **_json_sources(), **_sqlalchemy_sources(), **_sqlite_sources()}


def _postgresql_sources() -> dict[Source, Fetch]:
    table = "postgresql"
    return {
        Source("psycopg", table, "floats"): psycopg_rows,
        Source("asyncpg", table): asyncpg_records,
        Source("psycopg, binary", table, "floats"): partial(psycopg_rows, binary=True),
        Source("psycopg, Decimals", table, "Decimals"): partial(_psycopg_with_loads, loads=_with_decimals),
        Source("psycopg, JSON as bytes", table): partial(_psycopg_with_loads, loads=_as_bytes),
        Source("psycopg, registered enum", table, "floats"): _psycopg_with_enum,
        Source("psycopg2, RealDictRow", table, "floats"): real_dict_rows,
        Source("psycopg2, DictRow", table, "floats"): _dict_rows,
        Source("asyncpg, JSON codecs", table, "floats"): partial(asyncpg_records, codecs=True),
        Source("pg8000", table, "floats"): pg8000_rows,
    }


def _json_sources() -> dict[Source, Fetch]:
    table = "postgresql"
    unique = ("unique_key", "unique_states")
    details = ("errors", "metadata")
    return {
        Source("row_to_json", table, "floats"): row_to_json_objects,
        Source("to_jsonb", table, "floats"): _to_jsonb_objects,
        Source("River UI, nested args", table, "floats", unique): (
            lambda url: _river_ui(url, *unique, args_as_text=False)
        ),
        Source("River UI, args as text", table, "floats", unique): (
            lambda url: _river_ui(url, *unique, args_as_text=True)
        ),
        Source("River UI, list", table, "floats", unique + details): (
            lambda url: _river_ui(url, *unique, *details, args_as_text=True)
        ),
        Source("normalized job", table, "floats"): _normalized,
    }


def _sqlalchemy_sources() -> dict[Source, Fetch]:
    table = "postgresql"
    name = _sqlalchemy_name()
    sources = dict[Source, Fetch]()
    for kind, reflected in {"text": False, "Table": True}.items():
        for driver in ("psycopg", "psycopg2"):
            fetch = partial(_sqlalchemy, driver=driver, reflected=reflected)
            sources[Source(f"{name}, {kind}, {driver}", table, "floats")] = fetch
        sources[Source(f"{name}, {kind}, asyncpg", table, "floats")] = partial(
            _sqlalchemy_asyncpg, reflected=reflected
        )
    return sources


def _sqlite_sources() -> dict[Source, Fetch]:
    name = _sqlalchemy_name()
    text = partial(_sqlalchemy, driver="sqlite3", reflected=False)
    sources = dict[Source, Fetch]()
    for schema in (6, 7, 8):
        table = f"sqlite-{schema}"
        sources[Source(f"sqlite3.Row, schema {schema}", table)] = _sqlite3
        sources[Source(f"sqlite3, dict, schema {schema}", table)] = _sqlite3_dicts
        sources[Source(f"{name}, text, sqlite3, schema {schema}", table)] = text
    reflected = partial(_sqlalchemy, driver="sqlite3", reflected=True)
    sources[Source(f"{name}, Table, sqlite3, schema 8", "sqlite-8")] = reflected
    return sources


def _sqlalchemy_name() -> str:
    return "SQLAlchemy " + ".".join(sqlalchemy.__version__.split(".")[:2])
