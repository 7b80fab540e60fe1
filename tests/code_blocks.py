"""The code blocks of README.md and docs/, as the tests read and run them.

A page's Python blocks run in order in one namespace. A `text` block right after one holds what it prints.
A block that needs more than Python says so after its language (```python requires=psycopg): the suite named
in CLAIMED runs the page.
"""

from __future__ import annotations

import contextlib
import io
import re
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
PAGES: Final = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))

CLAIMED: Final = {
    **dict.fromkeys(
        ["asyncpg", "pg8000", "psycopg", "psycopg2", "riverqueue", "sqlalchemy"], "tests/conformance/river"
    ),
    **dict.fromkeys(
        ["dask", "duckdb", "fastapi", "msgspec", "pandas", "polars", "pydantic"], "tests/conformance/how_to"
    ),
}
"""Which suite runs the blocks that require something."""

_BLOCK: Final = re.compile(
    r"^```(?P<language>[^\s`]*)(?P<info>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
_REQUIRES: Final = re.compile(r"\brequires=([\w,-]+)")


@dataclass(frozen=True, kw_only=True)
class Block:
    """One fenced block of a page."""

    language: str
    requires: frozenset[str]
    line: int
    text: str
    output: str | None
    """What the block prints: the text of the output block that follows it, or None where there is none."""


def blocks(page: Path) -> list[Block]:
    """Every fenced block of a page, in order."""
    source = page.read_text(encoding="utf-8")
    found = list(_BLOCK.finditer(source))
    return [
        Block(
            language=block["language"],
            requires=frozenset(required[1].split(","))
            if (required := _REQUIRES.search(block["info"]))
            else frozenset(),
            line=source.count("\n", 0, block.start()) + 2,
            text=block["text"],
            output=after["text"]
            if after and not source[block.end() : after.start()].strip() and after["language"] == "text"
            else None,
        )
        for block, after in zip_longest(found, found[1:])
    ]


def run(page: Path, *, having: frozenset[str] = frozenset(), **namespace: object) -> None:
    """Run a page's Python blocks that require no more than `having`; each must print what the page says."""
    for block in blocks(page):
        if block.language != "python" or not block.requires <= having:
            continue
        # The blank lines make a traceback point at the page's own line.
        source = "\n" * (block.line - 1) + block.text
        code = compile(source, str(page), "exec", dont_inherit=True)
        with contextlib.redirect_stdout(io.StringIO()) as stdout:
            exec(code, namespace)  # noqa: S102 - the page is this project's own
        printed = stdout.getvalue()
        assert block.output is None or printed == block.output, f"{page}:{block.line} printed:\n{printed}"
