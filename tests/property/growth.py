"""How cost grows with size: `python -m tests.property.growth` prints what ten times the input costs.

Linear growth is a factor near 10 in each column. It is larger once where JSON has more than 10,000 brackets:
from there on its depth is measured without recursion, at a few times the cost.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from time import process_time
from typing import Any

from rivertype import DecodeError, JobRow
from tests.examples import JOB, error_dict, job_dict

SIZES = (10_000, 100_000, 1_000_000)

Reading = Callable[[int], Callable[[], object]]
"""Makes an input of a size, and gives what reads it."""


def row(name: str, make: Callable[[int], object]) -> tuple[str, Reading]:
    """A row whose column, the first word of name, is made."""

    def reading(size: int) -> Callable[[], object]:
        columns = {**JOB.to_row(), name.split(",", maxsplit=1)[0]: make(size)}
        return lambda: JobRow.from_row(columns)

    return f"from_row: {name}", reading


def go(name: str, make: Callable[[int], object]) -> tuple[str, Reading]:
    """An object of Go's JSON whose field, the first word of name, is made."""

    def reading(size: int) -> Callable[[], object]:
        data = job_dict(**{name.split(",", maxsplit=1)[0]: make(size)})
        return lambda: JobRow.from_dict(data)

    return f"from_dict: {name}", reading


def written(method: str) -> tuple[str, Reading]:
    def reading(size: int) -> Callable[[], object]:
        job = JobRow.from_dict(job_dict(Errors=errors(size), Tags=["tag"] * (size // 10)))
        write: Callable[[], object] = getattr(job, method)
        return write

    return f"{method}: errors and tags", reading


def output(size: int) -> Callable[[], object]:
    metadata = json.dumps({"x": [{}] * (size // 4), "output": 1})
    return JobRow.from_row({**JOB.to_row(), "metadata": metadata}).output


def errors(size: int) -> list[dict[str, object]]:
    return [error_dict(attempt=number) for number in range(size // 100)]


def array_of_jsonb(size: int) -> bytes:
    return b"\xeb" + size.to_bytes(4, "big") + b"\x17a" * (size // 2)


def nested_jsonb(size: int) -> bytes:
    levels = size // 5
    return b"".join(b"\xeb" + (5 * level).to_bytes(4, "big") for level in range(levels, -1, -1))


READINGS = [
    row("args, a string", lambda size: '"' + "a" * size + '"'),
    row("args, an integer", lambda size: "9" * size),
    row("args, nested arrays", lambda size: "[" * (size // 2) + "]" * (size // 2)),
    row("args, nested objects", lambda size: '{"a": ' * (size // 7) + "1" + "}" * (size // 7)),
    row("args, a string without an end", lambda size: '"' + "\\" * size),
    row("args, decoded numbers", lambda size: {"a": [1.5] * (size // 4)}),
    row("args, nested JSONB", nested_jsonb),
    row("args, raw text in JSONB", lambda size: b"\xea" + size.to_bytes(4, "big") + b"\n" * size),
    row("tags, JSONB", array_of_jsonb),
    row("tags, a list", lambda size: ["a"] * (size // 4)),
    row("errors, decoded", errors),
    row("errors, a list of texts", lambda size: [json.dumps(error) for error in errors(size)]),
    row("errors, a text", lambda size: json.dumps(errors(size))),
    row(
        "errors, an odd one with escapes", lambda size: '[{"at": 1, "error": "' + "\\n" * (size // 2) + '"}]'
    ),
    row("errors, an attempt of zeros", lambda size: [{"attempt": "0" * size}]),
    row("errors, an attempt of digits", lambda size: [{"attempt": "1" * size + "x"}]),
    row("errors, an attempt of 1_1_1", lambda size: [{"attempt": "1_" * (size // 2)}]),
    row(
        "errors, an odd one of many keys",
        lambda size: [{"at": 1, **{f"k{place}": 1 for place in range(size // 10)}}],
    ),
    row("created_at, its fraction", lambda size: "2026-08-07 14:30:00." + "1" * size + "x"),
    row("created_at, its zone", lambda size: "2026-08-07 14:30:00 -0500 " + "A" * size),
    row("unique_key, hexadecimal", lambda size: "f5" * (size // 2)),
    go("CreatedAt, its fraction", lambda size: "2026-08-07T14:30:00." + "1" * size + "x"),
    go("EncodedArgs", lambda size: "AAAA" * (size // 4)),
    go("EncodedArgs, a line per letter", lambda size: "A\n" * (size // 2)),
    go("Kind, lone surrogates", lambda size: "\ud800" * size),
    go("Errors", errors),
    go("Tags", lambda size: ["\xe9"] * (size // 4)),
    written("to_dict"),
    written("to_row"),
    written("to_sqlite_row"),
    ("output: metadata", output),
]


def seconds(read: Callable[[], Any]) -> float:
    best = float("inf")
    for _ in range(3):
        start = process_time()
        with suppress(DecodeError):
            read()
        best = min(best, process_time() - start)
    return best


def main() -> None:
    print(f"{'':46}" + "".join(f"{size:>16,}" for size in SIZES))  # noqa: T201  # the table
    for name, reading in READINGS:
        times = [seconds(reading(size)) for size in SIZES]
        factors = ["", *(f"x{later / earlier:.1f}" for earlier, later in pairwise(times))]
        cells = [f"{time * 1000:.3f} ms {factor:>5}" for time, factor in zip(times, factors, strict=True)]
        print(f"{name:46}" + "".join(f"{cell:>16}" for cell in cells))  # noqa: T201  # the table


if __name__ == "__main__":
    main()
