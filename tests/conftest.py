"""The switch that every suite shares."""

import sys

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--plain",
        action="store_true",
        help="run with the accelerator absent, on the plain readers and writers alone",
    )
    parser.addoption(
        "--comparisons",
        type=int,
        default=30_000,
        help="how many random jobs each accelerator reads or writes beside its plain twin",
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--plain"):
        # None makes `import rivertype._quick` raise ImportError, as if the file had been deleted.
        sys.modules["rivertype._quick"] = None  # type: ignore[assignment]  # pyright: ignore[reportArgumentType] - no module
