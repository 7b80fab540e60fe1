"""The jobs that are read and written: as Go's JSON, and as each driver hands over their rows."""

import json
import sqlite3
from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import Any, Literal

import asyncpg
from asyncpg.protocol import protocol

from rivertype import JobRow, JobRowDict

PLAIN: JobRowDict = {
    "ID": 81_204_117,
    "Attempt": 1,
    "AttemptedAt": "2026-08-07T14:32:57.318246Z",
    "AttemptedBy": ["worker-7.shop.example_2026_08_07T14_00_00_000001"],
    "CreatedAt": "2026-08-07T14:32:57.104233Z",
    "EncodedArgs": "eyJ0byI6ICJhZGFAZXhhbXBsZS5jb20iLCAidGVtcGxhdGUiOiAid2VsY29tZSJ9",
    "Errors": [],
    "FinalizedAt": "2026-08-07T14:32:57.902581Z",
    "Kind": "send_email",
    "MaxAttempts": 25,
    "Metadata": "e30=",
    "Priority": 1,
    "Queue": "default",
    "ScheduledAt": "2026-08-07T14:32:57.104233Z",
    "State": "completed",
    "Tags": [],
    "UniqueKey": None,
    "UniqueStates": None,
}
"""A job that was worked without an error."""

FRESH: JobRowDict = {
    **PLAIN,
    "ID": 81_204_121,
    "Attempt": 0,
    "AttemptedAt": None,
    "AttemptedBy": None,
    "FinalizedAt": None,
    "State": "available",
    "UniqueKey": "4n7ZvFeQrsp8JrbVwV6kkgqNyqmwSi35nMbGUw2MU+w=",
    "UniqueStates": ["available", "completed", "pending", "retryable", "running", "scheduled"],
}
"""A unique job that waits for its first attempt."""

WORKED: JobRowDict = {
    "ID": 81_204_133,
    "Attempt": 2,
    "AttemptedAt": "2026-08-07T14:33:16.907114Z",
    "AttemptedBy": [
        "worker-7.shop.example_2026_08_07T14_00_00_000001",
        "worker-2.shop.example_2026_08_07T14_00_00_000001",
    ],
    "CreatedAt": "2026-08-07T14:32:58.551327Z",
    "EncodedArgs": "eyJvcmRlcl9pZCI6IDkwMDcxLCAiYW1vdW50X2NlbnRzIjogMTk5OSwgImN1cnJlbmN5IjogIkVVUiJ9",
    "Errors": [
        {
            "at": "2026-08-07T09:32:59.123456789-05:00",
            "attempt": 1,
            "error": "payment gateway refused the connection",
            "trace": "",
        },
        {
            "at": "2026-08-07T09:33:17.000204031-05:00",
            "attempt": 2,
            "error": "payment gateway answered 503 Service Unavailable",
            "trace": "",
        },
    ],
    "FinalizedAt": None,
    "Kind": "charge_card",
    "MaxAttempts": 25,
    "Metadata": "eyJ0cmFjZV9pZCI6ICI0YmY5MmYzNTc3YjM0ZGE2YTNjZTkyOWQwZTBlNDczNiJ9",
    "Priority": 2,
    "Queue": "payments",
    "ScheduledAt": "2026-08-07T14:33:33.000207Z",
    "State": "retryable",
    "Tags": ["customer-1815", "eu"],
    "UniqueKey": None,
    "UniqueStates": None,
}
"""A job that failed twice, in a process five hours behind UTC."""


def asyncpg_row(data: JobRowDict) -> asyncpg.Record:
    """From asyncpg: JSON as str, times in UTC whatever the session's zone."""
    row: dict[str, Any] = {**JobRow.from_dict(data).to_row()}
    row["errors"] = _errors_in_jsonb(data)
    if row["unique_states"] is not None:
        row["unique_states"] = asyncpg.BitString.from_int(int(row["unique_states"], 2), 8)
    # Only a connection makes a Record; this is how asyncpg's own tests do without one. Its stubs lack it.
    create: Callable[[dict[str, int], tuple[object, ...]], asyncpg.Record] = vars(protocol)["_create_record"]
    return create({name: place for place, name in enumerate(row)}, tuple(row.values()))


def psycopg_text_row(data: JobRowDict, zone: tzinfo) -> dict[str, Any]:
    """From psycopg 3 with dict_row, of a query that asks for `args::text`: times in the session's zone."""
    row: dict[str, Any] = {
        name: value.astimezone(zone) if isinstance(value, datetime) else value
        for name, value in JobRow.from_dict(data).to_row().items()
    }
    row["errors"] = _errors_in_jsonb(data)
    return row


def _errors_in_jsonb(data: JobRowDict) -> list[str]:
    """As PostgreSQL spells them: keys by length and then by letter, a space after each mark."""
    keys: tuple[Literal["at", "error", "trace", "attempt"], ...] = ("at", "error", "trace", "attempt")
    return [json.dumps({key: error[key] for key in keys}) for error in data["Errors"]]


def psycopg_bytes_row(data: JobRowDict, zone: tzinfo) -> dict[str, Any]:
    """From psycopg 3 with loaders that keep JSON as the bytes that came."""
    return _with_json(psycopg_text_row(data, zone), str.encode)


def psycopg_row(data: JobRowDict, zone: tzinfo) -> dict[str, Any]:
    """From psycopg 3 as it is: JSON decoded."""
    return _with_json(psycopg_text_row(data, zone), json.loads)


def _with_json(row: dict[str, Any], load: Callable[[str], object]) -> dict[str, Any]:
    loaded = {"args": load(row["args"]), "metadata": load(row["metadata"])}
    return {**row, **loaded, "errors": [load(error) for error in row["errors"]]}


def sqlite_row(data: JobRowDict) -> sqlite3.Row:
    """From sqlite3: JSON as text, as a schema before River's seventh keeps it or json() gives it."""
    columns = JobRow.from_dict(data).to_sqlite_row()
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    values = ", ".join(f":{name} as {name}" for name in columns)
    row: sqlite3.Row = connection.execute(f"select {values}", columns).fetchone()
    connection.close()
    return row
