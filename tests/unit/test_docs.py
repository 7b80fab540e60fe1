"""README.md and docs/: what they show runs, prints what they say, and links to what exists."""

import re
import shutil
from pathlib import Path

import pytest

from tests.code_blocks import CLAIMED, PAGES, ROOT, Block, blocks, run

LANGUAGES = {"python", "text", "sh", "sql", "json", "go", "{toctree}"}

pages = pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])


def without_blocks(page: Path) -> str:
    return re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ +(.+?) *$", without_blocks(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pages
def test_every_python_block_runs_and_prints_what_the_page_says(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "docs" / "examples", tmp_path / "docs" / "examples")
    monkeypatch.chdir(tmp_path)
    run(page)


@pages
def test_no_block_is_out_of_the_sight_of_these_tests(page: Path) -> None:
    found = blocks(page)
    assert {block.language for block in found} <= LANGUAGES
    assert len(re.findall(r"```|~~~", page.read_text(encoding="utf-8"))) == 2 * len(found)


@pages
def test_every_block_that_requires_something_is_run_by_a_suite_that_has_it(page: Path) -> None:
    for requirement in {requirement for block in blocks(page) for requirement in block.requires}:
        suite = ROOT / CLAIMED[requirement]
        assert any(
            "tests.code_blocks" in test.read_text(encoding="utf-8") for test in suite.glob("test_*.py")
        )


@pages
def test_every_relative_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    prose = re.sub(r"`[^`\n]*`", "", without_blocks(page))
    for link in re.findall(r"\]\(([^)\s]+)\)", prose):
        path, _, anchor = link.partition("#")
        if re.match(r"[a-z]+:", path):
            continue
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_the_readme_has_one_command_that_runs_the_main_job_and_one_that_runs_the_tests() -> None:
    main_job, tests = [block.text for block in blocks(ROOT / "README.md") if block.language == "sh"]
    assert main_job.endswith(" docs/examples/quickstart.py\n")
    assert tests.endswith(" -m pytest\n")


PAGE = """\
# Title

```python
print(1)
```

```text
1
```

Words.

```python requires=psycopg,pandas
print(2)
```

More words.

```text
2
```
"""


def test_a_block_is_read_with_what_it_requires_and_prints(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE, encoding="utf-8")
    assert [block for block in blocks(page) if block.language == "python"] == [
        Block(language="python", requires=frozenset(), line=4, text="print(1)\n", output="1\n"),
        Block(
            language="python",
            requires=frozenset({"psycopg", "pandas"}),
            line=14,
            text="print(2)\n",
            output=None,
        ),
    ]


def test_a_page_may_hold_no_block(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("Words alone.\n", encoding="utf-8")
    assert blocks(page) == []


def test_a_block_that_prints_something_else_fails(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE.replace("print(1)", "print(3)"), encoding="utf-8")
    with pytest.raises(AssertionError, match=r"page\.md:4"):
        run(page)


def test_a_block_that_requires_something_runs_only_where_it_is_had(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE.replace("print(2)", "raise LookupError"), encoding="utf-8")
    run(page)
    with pytest.raises(LookupError):
        run(page, having=frozenset({"psycopg", "pandas"}))
    assert capsys.readouterr().out == ""
