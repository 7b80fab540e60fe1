"""The pages whose examples need a driver run on a live River's table, and print what they say."""

import shutil
from pathlib import Path

import pytest

from tests.code_blocks import CLAIMED, PAGES, ROOT, blocks, run

HERE = frozenset(name for name, suite in CLAIMED.items() if suite == "tests/conformance/river")
PAGES_OF_DRIVERS = [page for page in PAGES if any(block.requires & HERE for block in blocks(page))]


@pytest.mark.parametrize("page", PAGES_OF_DRIVERS, ids=lambda page: page.name)
def test_a_page_about_drivers_prints_what_it_says(
    page: Path, scratch: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "docs/examples", tmp_path / "docs/examples")
    monkeypatch.chdir(tmp_path)
    run(page, having=HERE, url=scratch)


def test_there_are_such_pages() -> None:
    assert PAGES_OF_DRIVERS
