"""The how-to pages whose examples need a library run, and print what they say."""

import shutil
from pathlib import Path

import pytest

from tests.code_blocks import CLAIMED, PAGES, ROOT, blocks, run

HERE = frozenset(name for name, suite in CLAIMED.items() if suite == "tests/conformance/how_to")
PAGES_OF_LIBRARIES = [page for page in PAGES if any(block.requires & HERE for block in blocks(page))]


@pytest.mark.parametrize("page", PAGES_OF_LIBRARIES, ids=lambda page: page.name)
def test_a_page_about_libraries_prints_what_it_says(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "docs/examples", tmp_path / "docs/examples")
    monkeypatch.chdir(tmp_path)
    run(page, having=HERE)


def test_each_library_has_a_page() -> None:
    assert {name for page in PAGES_OF_LIBRARIES for block in blocks(page) for name in block.requires} >= HERE
