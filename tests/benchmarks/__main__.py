"""Run every benchmark and print it as Markdown: `python -m tests.benchmarks`."""

# ruff: noqa: T201 - output is the purpose

import argparse
import json
import platform
from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import version
from pathlib import Path
from statistics import median

import apsw

from rivertype import DecodeError, JobRow
from rivertype._sqlite_jsonb import jsonb_to_text
from tests.benchmarks import cases, fresh_process, jobs, picture
from tests.benchmarks.timing import Call, Effort, medians

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
        "--quick", action="store_true", help="measure too little to tell, to see that all runs"
    )
    parser.add_argument("--svg", type=Path, help="draw the tables with goals into this file")
    options = parser.parse_args()
    effort = QUICK if options.quick else THOROUGH
    print(_circumstances())
    drawn: dict[str, dict[str, float]] = {}
    for title, make_cases in TABLES.items():
        print(f"\n### {title}\n")
        ratios = _table(make_cases(), effort)
        drawn[f"{title}: {next(iter(ratios))}"] = next(iter(ratios.values()))
    print("\n### Without a goal\n")
    print("\n".join(_without_goals(effort)))
    print("\n".join(_in_fresh_processes(1_000 if options.quick else 100_000, 2 if options.quick else 15)))
    if options.svg:
        options.svg.write_text(picture.draw(drawn), encoding="utf-8")


def _circumstances() -> str:
    names = ("pydantic", "msgspec", "mashumaro", "cattrs", "adaptix", "dacite", "riverqueue")
    return (
        f"{platform.python_implementation()} {platform.python_version()}, {platform.platform(terse=True)}; "
        + ", ".join(f"{name} {version(name)}" for name in names)
    )


def _table(lines: list[cases.Case], effort: Effort) -> dict[str, dict[str, float]]:
    """Measure and print the cases of one table; the answer is each library's time over pydantic's."""
    libraries = list(lines[0].calls)
    print(f"| | {' | '.join(libraries)} | goals |\n|---|{'---:|' * len(libraries)}---|")
    ratios: dict[str, dict[str, float]] = {}
    for case in lines:
        cases.check(case)
        times = medians(case.calls, effort)
        ratios[case.name] = {library: time / times["pydantic"] for library, time in times.items()}
        cells = [_cell(library, times, ratios[case.name]) for library in libraries]
        print(f"| {case.name} | {' | '.join(cells)} | {_verdicts(case, times)} |", flush=True)
    return ratios


def _cell(library: str, times: dict[str, float], ratios: dict[str, float]) -> str:
    if library not in times:
        return ""
    microseconds = f" ({times[library] * 1e6:.2f} µs)" if library in ("rivertype", "pydantic") else ""
    return f"{ratios[library]:.2f}{microseconds}"


def _verdicts(case: cases.Case, times: dict[str, float]) -> str:
    verdicts: list[str] = []
    for library, goal in case.goals.items():
        ratio = times["rivertype"] / times[library]
        verdicts.append(f"{library} {ratio:.2f} of {goal:.2f}{'' if ratio <= goal else ' **not met**'}")
    return "; ".join(verdicts)


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
    seconds = median(fresh_process.import_seconds() for _ in range(imports))
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
