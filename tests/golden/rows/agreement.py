"""When a row read in Python and the same row read by Go agree, and every documented difference."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Literal, NotRequired, TypedDict

from rivertype import AttemptError, DecodeError, JobRow, JobRowDict, Row


class Reading(TypedDict):
    """What a driver of River's made of one row: a job, or an error."""

    id: int
    job: NotRequired[JobRowDict]
    error: NotRequired[str]


Readings = dict[str, dict[int, Reading]]
"""What River's driver read from each table, by the job's id."""


@dataclass(frozen=True)
class Source:
    """A way to come by rows of `river_job`, as far as it decides which differences may show."""

    name: str
    table: str
    """The table it reads: `postgresql`, or `sqlite-6` and so on for River's schemas of SQLite."""
    json: Literal["text", "Decimals", "floats"] = "text"
    """JSON columns are kept as text, or decoded, with numbers as Decimals or as floats."""
    absent: tuple[str, ...] = ()
    """The fields whose columns this source lacks."""


def differences(source: Source, row: Row, reading: Reading) -> set[str]:
    """Name the documented differences between our reading of a row and Go's; any other is a failure."""
    try:
        job = JobRow.from_row(row)
    except DecodeError as error:
        if "job" not in reading:
            return set()
        return {_named(REFUSED_BY_US_ALONE, source, row, f"we refuse what Go reads: {error}\n{reading}")}
    if "job" not in reading:
        return {_named(REFUSED_BY_GO_ALONE, source, row, f"we read what Go refuses: {job}\n{reading}")}

    expected = JobRow.from_dict(reading["job"])
    return {
        _named_difference(source, row, field, ours, gos)
        for field, ours, gos in _pairs(job, expected)
        if field not in source.absent and ours != gos
    }


def _pairs(job: JobRow, expected: JobRow) -> Iterator[tuple[str, object, object]]:
    """Each field of both jobs, and each error if there are as many."""
    for field in fields(JobRow):
        ours, gos = getattr(job, field.name), getattr(expected, field.name)
        if field.name == "errors" and len(ours) == len(gos):
            yield from (("errors", *pair) for pair in zip(ours, gos, strict=True))
        else:
            yield field.name, ours, gos


def a_decoded_string_is_no_json_text(source: Source, row: Row) -> bool:
    """A driver that decodes JSON hands over a JSON string as a str, which is taken for JSON text."""
    return source.json != "text" and isinstance(row["args"], str)


def json5_is_no_json(source: Source, row: Row) -> bool:
    """River's queries wrap JSON columns in SQLite's json(), which spells JSON5 as JSON."""
    return source.table.startswith("sqlite") and row["kind"] == "args are JSON5"


def a_string_that_is_no_utf8_is_no_json(source: Source, row: Row) -> bool:
    """SQLite checks no encoding, and Go hands the bytes on."""
    return source.table.startswith("sqlite") and str(row["kind"]).endswith("whose strings are no UTF-8")


def a_unique_key_of_text_is_no_blob(source: Source, row: Row) -> bool:
    """SQLite stores any type in any column, and River writes a blob."""
    return source.table.startswith("sqlite") and row["kind"] == "a unique key of text"


def an_accidental_time_is_no_time(source: Source, row: Row) -> bool:
    """Go's time.Parse takes a comma before the fraction and an hour of one digit, which nobody writes."""
    return source.table.startswith("sqlite") and str(row["created_at"]).partition(" ")[2] in {
        "14:32:57,5",
        "4:32:57",
    }


REFUSED_BY_US_ALONE: list[Callable[[Source, Row], bool]] = [
    a_decoded_string_is_no_json_text,
    json5_is_no_json,
    a_string_that_is_no_utf8_is_no_json,
    a_unique_key_of_text_is_no_blob,
    an_accidental_time_is_no_time,
]


def an_sql_null_is_a_zero_error(_source: Source, row: Row) -> bool:
    """A driver that decodes JSON gives None for JSON's null too, which Go reads as the zero error."""
    return row["kind"] == "an SQL NULL among the errors"


def a_number_of_seconds_is_a_time(source: Source, row: Row) -> bool:
    """Other programs than River store a time in SQLite as Unix seconds."""
    return source.table.startswith("sqlite") and isinstance(row["created_at"], int | float)


def a_zone_that_rivers_driver_cannot_read_is_a_zone(source: Source, row: Row) -> bool:
    """River up to 0.44 wrote the first of these itself; the others are PostgreSQL's and Go's."""
    zones = (" +0330 +0330", ":57+00", ":57+05:30:00", "T09:32:57 -0500 CDT")
    return source.table.startswith("sqlite") and any(zone in str(row["created_at"]) for zone in zones)


REFUSED_BY_GO_ALONE: list[Callable[[Source, Row], bool]] = [
    an_sql_null_is_a_zero_error,
    a_number_of_seconds_is_a_time,
    a_zone_that_rivers_driver_cannot_read_is_a_zone,
]


def _named(predicates: list[Callable[[Source, Row], bool]], source: Source, row: Row, story: str) -> str:
    for predicate in predicates:
        if predicate(source, row):
            return predicate.__name__
    raise AssertionError(f"{source.name}, job {row['id']} ({row['kind']}): {story}")


def a_float_holds_fewer_digits(source: Source, _row: Row, field: str, ours: object, gos: object) -> bool:
    """A driver that decodes JSON numbers to floats has dropped digits that the text had."""
    if source.json != "floats":
        return False
    if isinstance(gos, AttemptError):
        return isinstance(ours, AttemptError) and _decoded_texts(ours) == _decoded_texts(gos)
    if field not in {"encoded_args", "metadata"} or not isinstance(gos, bytes):
        return False
    return isinstance(ours, bytes) and _decoded(ours.decode()) == _decoded(gos.decode())


def _decoded_texts(error: AttemptError) -> AttemptError:
    """An error whose texts, where they were no strings, are what a driver makes of them."""
    return replace(error, error=_decoded(error.error), trace=_decoded(error.trace))


def _decoded(text: str) -> str:
    try:
        return repr(json.loads(text))
    except ValueError:
        return text


def sqlite_compacts_json_text(source: Source, row: Row, field: str, ours: object, gos: object) -> bool:
    """River's queries wrap JSON columns in SQLite's json(), which drops the white space of plain text."""
    if not source.table.startswith("sqlite") or not isinstance(ours, bytes):
        return False
    stored = row["args" if field == "encoded_args" else "metadata"]
    return stored == ours.decode() and compact(ours) == gos


def sqlite_has_no_empty_unique_key(source: Source, _row: Row, field: str, ours: object, gos: object) -> bool:
    """Go's SQLite driver cannot tell an empty blob from NULL."""
    return source.table.startswith("sqlite") and (field, ours, gos) == ("unique_key", b"", None)


def a_decoded_null_is_empty_metadata(
    source: Source, _row: Row, field: str, ours: object, gos: object
) -> bool:
    """A driver that decodes JSON hands over JSON's null as None, as it does the NULL of the oldest schema."""
    return source.json != "text" and (field, ours, gos) == ("metadata", b"{}", b"null")


def a_decoded_string_is_json_text(source: Source, _row: Row, field: str, ours: object, gos: object) -> bool:
    """A driver that decodes JSON hands over a JSON string as a str, which is taken for JSON text."""
    if source.json == "text" or field != "encoded_args" or not isinstance(ours, bytes):
        return False
    return gos == json.dumps(ours.decode()).encode()


DIFFERENCES: list[Callable[[Source, Row, str, object, object], bool]] = [
    a_float_holds_fewer_digits,
    sqlite_compacts_json_text,
    sqlite_has_no_empty_unique_key,
    a_decoded_null_is_empty_metadata,
    a_decoded_string_is_json_text,
]


def _named_difference(source: Source, row: Row, field: str, ours: object, gos: object) -> str:
    for predicate in DIFFERENCES:
        if predicate(source, row, field, ours, gos):
            return predicate.__name__
    raise AssertionError(
        f"{source.name}, job {row['id']} ({row['kind']}): {field} differs\n"
        f"ours: {_shown(ours)}\nGo's: {_shown(gos)}"
    )


def _shown(value: object) -> str:
    return str(value.to_dict()) if isinstance(value, AttemptError) else repr(value)


def compact(text: bytes) -> bytes:
    """JSON text without its white space, as SQLite's json() writes it."""
    return re.sub(rb'("(?:[^"\\]|\\.)*")|\s+', rb"\1", text)
