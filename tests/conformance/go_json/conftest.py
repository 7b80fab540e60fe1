"""The Go program, built once, and the counts that end a run."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conformance.go_json.go_program import MODULE, GoProgram

_COUNTS = pytest.StashKey[Counter[str]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_COUNTS] = Counter()


@pytest.fixture(scope="session")
def go(build_go: Callable[[Path], Path]) -> GoProgram:
    return GoProgram(build_go(MODULE))


@pytest.fixture(scope="session")
def values(pytestconfig: pytest.Config) -> int:
    """How many random values of each kind to compare."""
    count: int = pytestconfig.option.values
    return count


@pytest.fixture(scope="session")
def counts(pytestconfig: pytest.Config) -> Counter[str]:
    """What was compared, by name; the run prints it at its end."""
    return pytestconfig.stash[_COUNTS]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if counted := config.stash[_COUNTS]:
        terminalreporter.section("compared with Go")
        for name, count in counted.items():
            terminalreporter.write_line(f"{count:>10,}  {name}")
