"""The golden files still say what real Go says; `--write-golden` writes them again."""

from pathlib import Path

import pytest

from tests.conformance.go_json.go_program import MODULE, GoProgram
from tests.conformance.go_json.golden import golden_files

_ROOT = MODULE.parents[2]
_GOLDEN = _ROOT / "tests" / "golden" / "go_json"
_EXAMPLES = _ROOT / "docs" / "examples" / "jobs.jsonl"


def _contents(go: GoProgram) -> dict[Path, str]:
    files = {_GOLDEN / name: content for name, content in golden_files(go).items()}
    return files | {_EXAMPLES: "".join(f"{line}\n" for line in go.ask("examples"))}


def test_the_golden_files_and_the_examples_are_what_go_writes_today(
    go: GoProgram, pytestconfig: pytest.Config
) -> None:
    contents = _contents(go)
    if pytestconfig.option.write_golden:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8", newline="\n")
    assert {path: path.read_text(encoding="utf-8") for path in contents} == contents
