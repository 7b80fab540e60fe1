"""What is compared: the same job through each library, and how much of its time ours may take."""

# ruff: noqa: ANN401 - what a peer gives has no type in common with the others

import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, tzinfo
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import asyncpg

from rivertype import JobRow, JobRowDict
from tests.benchmarks import dataclass_peers, jobs, msgspec_peer, pydantic_peer, riverqueue_peer
from tests.benchmarks.moment import Moment
from tests.benchmarks.timing import Call

ZONES: dict[str, tzinfo] = {"UTC": UTC, "New York": ZoneInfo("America/New_York")}
ROWS: dict[str, JobRowDict] = {"worked job": jobs.WORKED, "fresh job": jobs.FRESH}
OBJECTS: dict[str, JobRowDict] = {**ROWS, "plain job": jobs.PLAIN}


@dataclass(frozen=True)
class Case:
    """A line of a table: each library's call, ours first, and how much of another's time ours may take."""

    name: str
    calls: Mapping[str, Call]
    goals: Mapping[str, float]


def rows_of_text() -> list[Case]:
    """from_row where JSON comes as text."""
    cases: list[Case] = []
    for name, data in ROWS.items():
        cases.append(_text_case(f"{name}, asyncpg", jobs.asyncpg_row(data), pydantic_peer.AsyncpgRow))
        for zone, session in ZONES.items():
            row = jobs.psycopg_text_row(data, session)
            cases.append(
                _text_case(f"{name}, psycopg `args::text`, {zone}", row, pydantic_peer.PsycopgTextRow)
            )
        row = jobs.psycopg_bytes_row(data, UTC)
        cases.append(_text_case(f"{name}, psycopg keeping bytes, UTC", row, pydantic_peer.PsycopgBytesRow))
        cases.append(_sqlite_case(f"{name}, sqlite3", jobs.sqlite_row(data)))
    return cases


def _text_case(name: str, row: dict[str, Any] | asyncpg.Record, model: type[pydantic_peer.Model]) -> Case:
    read = model.model_validate
    calls: dict[str, Call] = {
        "rivertype": partial(JobRow.from_row, row),
        "pydantic": partial(read, row) if isinstance(row, dict) else lambda: read(dict(row)),
        "riverqueue": partial(riverqueue_peer.read_text, row),
    }
    return Case(name, calls, {"pydantic": 0.70, "riverqueue": 0.85})


def _sqlite_case(name: str, row: sqlite3.Row) -> Case:
    calls: dict[str, Call] = {
        "rivertype": partial(JobRow.from_row, row),
        "pydantic": lambda: pydantic_peer.SQLiteRow.model_validate(dict(row)),
    }
    return Case(name, calls, {"pydantic": 0.70})


def decoded_rows() -> list[Case]:
    """from_row where the driver decodes JSON."""
    cases: list[Case] = []
    for name, data in ROWS.items():
        for zone, session in ZONES.items():
            row = jobs.psycopg_row(data, session)
            calls: dict[str, Call] = {
                "rivertype": partial(JobRow.from_row, row),
                "pydantic": partial(pydantic_peer.PsycopgRow.model_validate, row),
                "riverqueue": partial(riverqueue_peer.read, riverqueue_peer.attributes(row)),
            }
            cases.append(Case(f"{name}, psycopg, {zone}", calls, {"pydantic": 0.70, "riverqueue": 1.5}))
    return cases


_READERS: dict[str, Callable[[Any], Any]] = {
    "pydantic": pydantic_peer.GoJob.model_validate,
    "pydantic, strict": pydantic_peer.StrictGoJob.model_validate,
    "msgspec": msgspec_peer.read,
    "mashumaro": dataclass_peers.mashumaro_read,
    "cattrs": dataclass_peers.cattrs_read,
    "adaptix": dataclass_peers.adaptix_read,
    "dacite": dataclass_peers.dacite_read,
}


def from_dict() -> list[Case]:
    """Reading Go's JSON."""
    goals = {"pydantic": 0.90, "mashumaro": 1.0, "cattrs": 1.0, "adaptix": 1.0, "dacite": 1.0}
    return [
        Case(
            name,
            {
                "rivertype": partial(JobRow.from_dict, data),
                **{library: partial(read, data) for library, read in _READERS.items()},
            },
            goals,
        )
        for name, data in OBJECTS.items()
    ]


def to_dict() -> list[Case]:
    """Writing Go's JSON."""
    goals = {"pydantic": 0.90, "mashumaro": 1.0, "cattrs": 1.0, "adaptix": 1.0, "dataclasses.asdict": 1.0}
    return [Case(name, _writers(data), goals) for name, data in OBJECTS.items()]


def _writers(data: JobRowDict) -> dict[str, Call]:
    model = pydantic_peer.GoJob.model_validate(data)
    instance = dataclass_peers.dacite_read(data)
    return {
        "rivertype": JobRow.from_dict(data).to_dict,
        "pydantic": partial(model.model_dump, mode="json"),
        "msgspec": partial(msgspec_peer.spell, msgspec_peer.read(data)),
        "mashumaro": partial(dataclass_peers.mashumaro_spell, instance),
        "cattrs": partial(dataclass_peers.cattrs_spell, instance),
        "adaptix": partial(dataclass_peers.adaptix_spell, instance),
        "dataclasses.asdict": partial(dataclass_peers.asdict_spell, instance),
    }


def check(case: Case) -> None:
    """Refuse to time a library whose result is not ours, field by field."""
    ours, *others = [(library, call()) for library, call in case.calls.items()]
    for library, theirs in others:
        expected, given = _comparable(ours[1], library), _comparable(theirs, library)
        if expected != given:
            raise AssertionError(f"{case.name}: {library} gives {given}, rivertype {expected}")


_KEYS = {field.name: key for field, key in zip(fields(JobRow), JobRowDict.__annotations__, strict=True)}


def _comparable(result: object, library: str) -> object:
    """What a library can be held to: asdict spells nothing, riverqueue has fewer fields."""
    if library == "dataclasses.asdict":
        return "not compared"
    if isinstance(result, dict):
        return json.dumps(result)
    return {
        name: _comparable_value(name, _value(result, name), library)
        for name in _KEYS
        if (name, library) != ("unique_states", "riverqueue")
    }


def _value(job: object, name: str) -> Any:
    """A field of the job: ours, of an object named as Go's, or of one named as the columns."""
    if isinstance(job, JobRow):
        return getattr(job, name)
    if hasattr(job, "ID"):
        return getattr(job, _KEYS[name])
    return getattr(job, "args" if name == "encoded_args" else name)


def _comparable_value(name: str, value: Any, library: str) -> object:
    if name == "errors":
        return [_comparable_error(error, library) for error in value or ()]
    if name in ("attempted_by", "tags", "unique_states"):
        return list(value or ())
    if name in ("encoded_args", "metadata") and library == "riverqueue":
        return json.loads(value) if isinstance(value, bytes) else value
    return value


def _comparable_error(error: Any, library: str) -> tuple[object, ...]:
    moment = error.at if isinstance(error.at, Moment) else error
    nanosecond = 0 if library == "riverqueue" else moment.at_nanosecond
    return moment.at, nanosecond, error.attempt, error.error, error.trace
