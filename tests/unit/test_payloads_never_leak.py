"""What users put into a job is in no message, in no repr, and in nothing chained to an error."""

import base64
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum

import pytest

from rivertype import AttemptError, DecodeError, JobRow
from tests.examples import ERROR, JOB, error_dict, error_with, job_dict, job_with

WORD = "xyzzy"
SECRET = f"swordfish {WORD}"
NUMBER = 31415926535897932
FORBIDDEN = [
    *("swordfish", WORD, str(NUMBER), "3141, 5"),
    base64.b64encode(SECRET.encode()).decode().rstrip("="),
    SECRET.encode().hex(),
]


class Text(str):
    __slots__ = ()


class Blob(bytes):
    pass


class Talkative:
    def __repr__(self) -> str:
        return SECRET

    __str__ = __repr__


class Member(Enum):
    SECRET = SECRET


TALKATIVE = Talkative()

VALUES: dict[str, object] = {
    "text": SECRET,
    "JSON text of a string": f'"{SECRET}"',
    "JSON text of an object": f'{{"{SECRET}": "{SECRET}"}}',
    "JSON text cut off": f'{{"a": "{SECRET}',
    "JSON text with a lone surrogate": f'"{SECRET}\ud800"',
    "JSON text nested too deep": "[" * 20_000 + f'"{SECRET}"' + "]" * 20_000,
    "text of somebody's own": Text(SECRET),
    "base64": base64.b64encode(SECRET.encode()).decode(),
    "base64 without padding": base64.b64encode(SECRET.encode()).decode().rstrip("="),
    "hexadecimal": SECRET.encode().hex(),
    "odd hexadecimal": "\\x" + SECRET.encode().hex() + "0",
    "bytes": SECRET.encode(),
    "bytes that are no UTF-8": SECRET.encode() + b"\xff",
    "bytes of JSON text with no UTF-8 inside": f'{{"a": "{SECRET}'.encode() + b'\xff"}',
    "bytes of somebody's own": Blob(SECRET.encode()),
    "a bytearray": bytearray(SECRET.encode()),
    "a memoryview": memoryview(SECRET.encode() + b"\xff"),
    "JSONB": b"\xca\x0f" + SECRET.encode(),
    "JSONB cut off": b"\xca\x0f" + SECRET.encode()[:-1],
    "an integer": NUMBER,
    "a float": float(NUMBER),
    "a Decimal": Decimal(NUMBER),
    "a list": [SECRET],
    "a tuple": (SECRET, SECRET),
    "a set": {SECRET},
    "a dict": {SECRET: SECRET},
    "a dict by numbers": {NUMBER: SECRET},
    "a dict by tuples": {(SECRET,): SECRET},
    "a dict with NaN": {SECRET: float("nan")},
    "a list with an object": [SECRET, TALKATIVE],
    "a list with bytes": [SECRET.encode()],
    "a list with a lone surrogate": [f"{SECRET}\ud800"],
    "an object": TALKATIVE,
    "a class": Talkative,
    "an exception": ValueError(SECRET),
    "an enum member": Member.SECRET,
    "a datetime": datetime(3141, 5, 9, tzinfo=UTC),
}


READS: dict[str, Callable[[object], object]] = {
    "AttemptError error": lambda value: AttemptError.from_dict(error_dict(error=value)),
    "AttemptError trace": lambda value: AttemptError.from_dict(error_dict(trace=value)),
    "EncodedArgs": lambda value: JobRow.from_dict(job_dict(EncodedArgs=value)),
    "Metadata": lambda value: JobRow.from_dict(job_dict(Metadata=value)),
    "UniqueKey": lambda value: JobRow.from_dict(job_dict(UniqueKey=value)),
    "Errors": lambda value: JobRow.from_dict(job_dict(Errors=value)),
    "Errors[1]": lambda value: JobRow.from_dict(job_dict(Errors=[error_dict(), value])),
    "Errors[0].error": lambda value: JobRow.from_dict(job_dict(Errors=[error_dict(error=value)])),
    "Errors[0].trace": lambda value: JobRow.from_dict(job_dict(Errors=[error_dict(trace=value)])),
    "args": lambda value: JobRow.from_row({**JOB.to_row(), "args": value}),
    "metadata": lambda value: JobRow.from_row({**JOB.to_row(), "metadata": value}),
    "unique_key": lambda value: JobRow.from_row({**JOB.to_row(), "unique_key": value}),
    "errors": lambda value: JobRow.from_row({**JOB.to_row(), "errors": value}),
    "errors[1]": lambda value: JobRow.from_row({**JOB.to_row(), "errors": [error_dict(), value]}),
    "errors[0].error": lambda value: JobRow.from_row({**JOB.to_row(), "errors": [error_dict(error=value)]}),
    "errors[0].trace": lambda value: JobRow.from_row({**JOB.to_row(), "errors": [error_dict(trace=value)]}),
}

PAYLOADS = ["encoded_args", "metadata", "unique_key", "errors"]
WRITERS = [JobRow.to_dict, JobRow.to_row, JobRow.to_sqlite_row]


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error and all that is chained to it, shown in a traceback or not."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def all_that_is_told(error: BaseException) -> str:
    told = ["".join(traceback.format_exception(error, limit=0))]
    for one in chain(error):
        attributes = [getattr(one, name) for name in dir(one) if not name.startswith("_")]
        told += [str(one), *map(repr, (one, one.args, vars(one), attributes))]
    return "\n".join(told)


def refusal(call: Callable[[], object]) -> str:
    """All that is told when call refuses; nothing when it does not."""
    try:
        call()
    except ValueError as error:
        return all_that_is_told(error)
    return ""


def leaks(text: str) -> list[str]:
    return [secret for secret in FORBIDDEN if secret in text]


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES.keys())
@pytest.mark.parametrize("read", READS.values(), ids=READS.keys())
def test_neither_a_readers_error_nor_the_repr_of_what_it_read_tells_a_payload(
    read: Callable[[object], object], value: object
) -> None:
    told = refusal(lambda: read(value)) or repr(read(value))
    assert leaks(told) == []


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES.keys())
@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("name", PAYLOADS)
def test_no_writers_error_tells_a_payload(
    name: str, write: Callable[[JobRow], object], value: object
) -> None:
    job = job_with(name, value)
    assert leaks(refusal(lambda: write(job))) == []


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES.keys())
@pytest.mark.parametrize("name", ["error", "trace"])
def test_no_writers_error_tells_an_errors_words(name: str, value: object) -> None:
    error = error_with(name, value)
    job = replace(JOB, errors=(ERROR, error))
    for write in (error.to_dict, job.to_dict, job.to_row, job.to_sqlite_row):
        assert leaks(refusal(write)) == []


@pytest.mark.parametrize("name", PAYLOADS)
def test_the_repr_of_a_job_tells_no_payload(name: str) -> None:
    secret: object = SECRET.encode()
    job = job_with(
        name, (error_with("error", SECRET), error_with("trace", SECRET)) if name == "errors" else secret
    )
    assert leaks(f"{job!r} {job} {job:}") == []


def test_a_leak_would_be_seen() -> None:
    leaky = DecodeError("JobRow.Kind", f"expected a string, got {SECRET!r}")
    assert leaks(all_that_is_told(leaky)) == ["swordfish", WORD]
    wrapped = ValueError("not a JSON value")
    wrapped.__context__ = UnicodeDecodeError("utf-8", SECRET.encode(), 0, 1, "invalid")
    assert leaks(all_that_is_told(wrapped)) == ["swordfish", WORD]
    assert leaks(repr(job_with("kind", SECRET))) == ["swordfish", WORD]
