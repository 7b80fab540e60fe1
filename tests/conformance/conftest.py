"""What the conformance suites share: their options and the build of a Go program."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("conformance")
    group.addoption("--values", type=int, default=50_000, help="random values of each kind (default 50,000)")
    group.addoption("--write-golden", action="store_true", help="write tests/golden again from what is real")


@pytest.fixture(scope="session")
def build_go(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Build the Go module in a folder; the answer is the program's path."""

    def build(module: Path) -> Path:
        program = tmp_path_factory.mktemp("go") / module.name
        subprocess.run(["go", "build", "-buildvcs=false", "-o", program, "."], cwd=module, check=True)
        return program

    return build
