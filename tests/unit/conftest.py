"""What the unit suite says of the suites it leaves to others."""

import pytest

OTHER_SUITES = {
    "conformance/go_json": "pytest tests/conformance/go_json",
    "conformance/river": "pytest tests/conformance/river",
    "property": "pytest tests/property",
    "fuzz": "pytest tests/fuzz",
    "typing": "mypy && pyright",
    "benchmarks": "python -m tests.benchmarks",
    "consumer": ".ci/consumer dist/*.whl",
}
"""Every folder of tests that this suite does not run, with the command that does."""


def pytest_report_header(config: pytest.Config) -> list[str]:
    readers = "the plain readers alone" if config.getoption("--plain") else "the accelerator"
    width = max(map(len, OTHER_SUITES))
    return [
        f"rivertype: unit suite, with {readers}; not run here, each with its command:",
        *(f"  {suite:{width}}  {command}" for suite, command in OTHER_SUITES.items()),
    ]
