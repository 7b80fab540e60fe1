"""What the unit suite says of the suites it leaves to others."""

from pathlib import Path

import pytest

TESTS = Path(__file__).parent.parent

COMMANDS = {
    "benchmarks": "python -m tests.benchmarks",
    "conformance/go_json": "pytest tests/conformance/go_json",
    "conformance/how_to": "pytest tests/conformance/how_to",
    "conformance/river": "pytest tests/conformance/river",
    "consumer": ".ci/consumer dist/*.whl",
    "fuzz": "pytest tests/fuzz",
    "property": "pytest tests/property",
    "typing": "mypy && pyright",
}
"""The command of every folder of tests beside this one; a folder without any stops the run."""


def pytest_report_header(config: pytest.Config) -> list[str]:
    readers = "the plain readers alone" if config.getoption("--plain") else "the accelerator"
    folders = [
        str(folder.relative_to(TESTS))
        for pattern in ("[a-z]*", "conformance/[a-z]*")
        for folder in TESTS.glob(pattern)
        if folder.is_dir() and folder.name not in {"unit", "golden", "conformance"}
    ]
    return [
        f"rivertype: unit suite, with {readers}; not run here, each with its command:",
        *(f"  {folder:19}  {COMMANDS[folder]}" for folder in sorted(folders)),
    ]
