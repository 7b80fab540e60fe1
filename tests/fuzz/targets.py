"""What the fuzzer feeds, and what must hold of whatever it feeds.

An input is lines; each changes one field of a usual job: a byte that names the field, a byte that says how
the rest of the line is to be taken (as text, bytes, JSON, ...), and the rest. The JSONB reader takes its
input raw.
"""

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

from rivertype import DecodeError, JobRow
from rivertype._json_text import is_json
from rivertype._sqlite_jsonb import jsonb_to_text
from tests.examples import JOB, job_dict
from tests.plain_twin import exact, exact_fields, plain


def _integer(text: str) -> int:
    return int.from_bytes(text.encode("utf-8", "surrogatepass")[:9], "big", signed=True)


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _datetime(text: str) -> datetime | None:
    moment = datetime(1, 1, 1, tzinfo=timezone(timedelta(seconds=_integer(text[:3]) % 80_000 - 40_000)))
    try:
        return moment + timedelta(microseconds=_integer(text[3:]) % 400_000_000_000_000_000)
    except OverflowError:
        return None


SPELLINGS: list[Callable[[str], object]] = [
    str,
    _json,
    lambda text: text.encode("utf-8", "surrogatepass"),
    lambda text: text.encode("latin-1", "replace"),
    lambda text: text.split(","),
    lambda text: [text],
    lambda text: [_json(text)],
    _integer,
    _datetime,
]


def changes(data: bytes, names: list[str]) -> dict[str, object]:
    """The fields that an input changes, and their new values."""
    lines = [line for line in data.split(b"\n") if len(line) > 1]
    return {
        names[line[0] % len(names)]: SPELLINGS[line[1] % len(SPELLINGS)](
            line[2:].decode("utf-8", "surrogateescape")
        )
        for line in lines
    }


def _outcome(read: Callable[[Any], Any], fields: Mapping[str, object]) -> tuple[JobRow | None, object]:
    try:
        job = read(fields)
    except DecodeError as error:
        return None, (error.path, error.reason, error.job_id)
    return job, exact_fields(job)


def _read(shape: str, fields: dict[str, object]) -> JobRow | None:
    """What both readers make of fields, which must be the same; they leave fields as they were."""
    before = exact(fields)
    outcome = _outcome(getattr(JobRow, shape), fields)
    assert outcome[1] == _outcome(getattr(plain, shape), fields)[1]
    assert exact(fields) == before
    return outcome[0]


def from_dict(data: bytes) -> None:
    names = list(job_dict())
    job = _read("from_dict", job_dict(**changes(data, names)))
    if job is not None:
        assert exact_fields(JobRow.from_dict(job.to_dict())) == exact_fields(job)


def from_row(data: bytes) -> None:
    usual = dict(JOB.to_row())
    job = _read("from_row", {**usual, **changes(data, list(usual))})
    if job is None:
        return
    assert exact_fields(JobRow.from_row(job.to_row())) == exact_fields(job)
    try:
        columns = job.to_sqlite_row()
    except ValueError as error:
        assert "rounded to the millisecond" in str(error)  # noqa: PT017  # the last millisecond of year 9999
        return
    assert JobRow.from_row(columns).to_sqlite_row() == columns


def jsonb(data: bytes) -> None:
    try:
        text = jsonb_to_text(data)
    except ValueError:
        return
    assert is_json(text)
    assert JobRow.from_row({**JOB.to_row(), "args": data}).encoded_args == text.encode()


TARGETS = {"from_dict": from_dict, "from_row": from_row, "jsonb": jsonb}
