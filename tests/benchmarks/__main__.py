"""Run every benchmark and print it as Markdown: `python -m tests.benchmarks`."""

# ruff: noqa: T201 - output is the purpose

import argparse
import json
import os
import platform
import re
from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import version
from pathlib import Path

import apsw

from rivertype import DecodeError, JobRow
from rivertype._sqlite_jsonb import jsonb_to_text
from tests.benchmarks import cases, fresh_process, jobs, picture
from tests.benchmarks.timing import Call, Effort, medians

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"
PEERS = ("pydantic", "msgspec", "mashumaro", "cattrs", "adaptix", "dacite", "riverqueue")

THOROUGH = Effort(rounds=15, seconds=0.02)
QUICK = Effort(rounds=3, seconds=0.001)

TABLES: dict[str, Callable[[], list[cases.Case]]] = {
    "from_row, JSON as text": cases.rows_of_text,
    "from_row, JSON decoded by the driver": cases.decoded_rows,
    "from_dict": cases.from_dict,
    "to_dict": cases.to_dict,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="measure too little to tell: does all of it run?"
    )
    parser.add_argument("--write", action="store_true", help="keep the run in docs/benchmarks.md and .svg")
    options = parser.parse_args()
    lines: list[str] = []
    drawn: dict[str, dict[str, float]] = {}
    for line in _run(drawn, quick=options.quick):
        print(line, flush=True)
        lines.append(line)
    if options.write:
        kept, heading, _ = PAGE.read_text(encoding="utf-8").partition("## A run\n")
        PAGE.write_text(kept + heading + "\n" + "\n".join(lines) + "\n", encoding="utf-8")
        PAGE.with_suffix(".svg").write_text(picture.draw(drawn), encoding="utf-8")


def _run(drawn: dict[str, dict[str, float]], *, quick: bool) -> Iterator[str]:
    """Measure everything, a line of Markdown at a time; the first case of each table is put into drawn."""
    effort = QUICK if quick else THOROUGH
    yield from _circumstances()
    for title, make_cases in TABLES.items():
        made = make_cases()
        libraries = list(made[0].calls)
        yield from ("", f"### {title}", "")
        yield f"| | {' | '.join(libraries)} | goals |"
        yield f"|---|{'---:|' * len(libraries)}---|"
        for case in made:
            cases.check(case)
            times = medians(case.calls, effort)
            drawn.setdefault(title, {library: time / times["pydantic"] for library, time in times.items()})
            cells = [_cell(library, times) for library in libraries]
            yield f"| {case.name} | {' | '.join(cells)} | {_verdict(case, times)} |"
    yield from ("", "### Without a goal", "")
    yield from _without_goals(effort)
    yield from _in_fresh_processes(1_000 if quick else 100_000, 2 if quick else 15)


def _circumstances() -> Iterator[str]:
    described = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    named = re.search(r"^model name\s*: (.*)$", described, re.MULTILINE)
    processor = named[1] if named else platform.machine()
    yield f"{platform.python_implementation()} {platform.python_version()},"
    yield f"{os.cpu_count()} cores of {processor};"
    yield ", ".join(f"{name} {version(name)}" for name in PEERS) + "."


def _cell(library: str, times: dict[str, float]) -> str:
    if library not in times:
        return ""
    microseconds = f" ({times[library] * 1e6:.2f} µs)" if library in ("rivertype", "pydantic") else ""
    return f"{times[library] / times['pydantic']:.2f}{microseconds}"


def _verdict(case: cases.Case, times: dict[str, float]) -> str:
    missed = [
        f"{times['rivertype'] / times[library]:.2f} of {library} (goal {goal:.2f})"
        for library, goal in case.goals.items()
        if times["rivertype"] > goal * times[library]
    ]
    return f"not met: {', '.join(missed)}" if missed else "met"


def _without_goals(effort: Effort) -> Iterator[str]:
    job = JobRow.from_dict(jobs.WORKED)
    writing = medians({"to_row": job.to_row, "to_sqlite_row": job.to_sqlite_row}, effort)
    for method, seconds in writing.items():
        yield f"* `{method}` of the worked job: {seconds * 1e6:.2f} µs"

    text = json.dumps({**jobs.WORKED, "Errors": jobs.WORKED["Errors"][:1] * 25})
    blob: bytes = apsw.Connection(":memory:").execute("select jsonb(?)", (text,)).get  # pyright: ignore[reportUnknownMemberType]  # an array type that apsw leaves open
    ratio = _ratio(partial(jsonb_to_text, blob), partial(json.loads, text), effort)
    yield f"* a JSONB blob of a job with 25 errors, made text: {ratio:.2f} times `json.loads` of that text"

    good = {**job.to_row()}
    refused = {**good, "tags": ["eu", 1815]}
    ratio = _ratio(partial(_refusal, refused), partial(JobRow.from_row, good), effort)
    yield f"* a refused row, message included: {ratio:.2f} times a good one"


def _ratio(call: Call, other: Call, effort: Effort) -> float:
    times = medians({"call": call, "other": other}, effort)
    return times["call"] / times["other"]


def _refusal(row: dict[str, object]) -> str:
    try:
        JobRow.from_row(row)
    except DecodeError as error:
        return str(error)
    raise AssertionError("the row was not refused")


def _in_fresh_processes(count: int, imports: int) -> Iterator[str]:
    seconds = fresh_process.import_seconds(imports)
    yield f"* `import rivertype` over `import dataclasses, datetime, enum`: {seconds * 1e3:.2f} ms"
    for reader in fresh_process.READERS:
        held = fresh_process.holding(reader, count)
        cost = f"{held['seconds']:.2f} s, {held['bytes_per_job']:.0f} bytes a job"
        yield f"* {count:,} jobs held, {reader}: {cost}"
    stream = fresh_process.stream(count * 10)
    each, first = stream["all_seconds"] * 1e6, stream["first_seconds"] * 1e6
    memory, first_memory = stream["all_bytes"] / 1e6, stream["first_bytes"] / 1e6
    yield f"* {count * 10:,} rows one after another: {each:.2f} µs each, memory {memory:.1f} MB at the end"
    yield f"* the first {count // 10:,} of them: {first:.2f} µs each, memory {first_memory:.1f} MB after them"


if __name__ == "__main__":
    main()
