"""What `import rivertype` promises: its names, their documentation and types, and what it loads."""

import ast
import importlib
import inspect
import sys
import tomllib
import types
import typing
from collections.abc import Callable, Iterator
from dataclasses import fields
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import rivertype
from rivertype import AttemptError, DecodeError, JobRow, JobRowColumns, JobRowDict, JobState
from tests.examples import ERROR, JOB, job_dict

ROOT = Path(__file__).parent.parent.parent
FOLDER = Path(rivertype.__file__).parent
TREES = {path.stem: ast.parse(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.py")}

MODULES = [
    "_errors",
    "_job_state",
    "_fields",
    "_json_text",
    "_sqlite_jsonb",
    "_go_json",
    "_columns",
    "_tolerant_errors",
    "_attempt_error",
    "_quick",
    "_job_row",
    "__init__",
]
"""From the bottom up: none imports one that stands after it."""


def docstrings(body: list[ast.stmt]) -> dict[str, str]:
    """What the names defined in a body are said to be, on one line each."""
    found: dict[str, str] = {}
    for statement, follower in pairwise([*body, ast.Pass()]):
        if isinstance(statement, ast.ClassDef | ast.FunctionDef):
            found[statement.name] = ast.get_docstring(statement) or ""
        elif isinstance(statement, ast.Assign | ast.AnnAssign):
            target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
            said = follower.value if isinstance(follower, ast.Expr) else None
            text = said.value if isinstance(said, ast.Constant) else ""
            found[ast.unparse(target)] = text if isinstance(text, str) else ""
    return {name: " ".join(text.split()) for name, text in found.items()}


def docstrings_in_class(name: str) -> dict[str, str]:
    for tree in TREES.values():
        for statement in tree.body:
            if isinstance(statement, ast.ClassDef) and statement.name == name:
                return docstrings(statement.body)
    raise LookupError(name)


def imports(tree: ast.Module) -> Iterator[str]:
    """The modules that a module imports when it runs, ours by their short names."""
    nodes = list(ast.walk(tree))
    for node in list(nodes):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            nodes = [other for other in nodes if other not in set(ast.walk(node))]
    for node in nodes:
        if isinstance(node, ast.Import) or (isinstance(node, ast.ImportFrom) and node.module == "rivertype"):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.module is not None
            yield node.module.removeprefix("rivertype.")


def test_the_list_of_names_is_written_out_and_complete() -> None:
    (written,) = (
        statement.value
        for statement in TREES["__init__"].body
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "__all__"
    )
    assert ast.literal_eval(written) == rivertype.__all__
    assert sorted(rivertype.__all__) == [name for name in dir(rivertype) if not name.startswith("_")]


def test_the_package_says_that_it_is_typed() -> None:
    assert (FOLDER / "py.typed").is_file()


@pytest.mark.parametrize("name", rivertype.__all__)
def test_every_name_is_documented(name: str) -> None:
    documented = {name: text for tree in TREES.values() for name, text in docstrings(tree.body).items()}
    assert documented[name] != ""


@pytest.mark.parametrize(
    ("name", "go_name", "column"),
    [
        (field.name, go_name, column)
        for field, go_name, column in zip(
            fields(JobRow), JobRowDict.__annotations__, JobRowColumns.__annotations__, strict=True
        )
    ],
)
def test_every_field_of_a_job_is_documented_with_its_go_field_and_its_column(
    name: str, go_name: str, column: str
) -> None:
    meaning, _, origin = docstrings_in_class("JobRow")[name].partition(" Go `")
    assert meaning.endswith(".")
    assert origin == f"{go_name}`, column `{column}`."


@pytest.mark.parametrize(
    ("name", "origin"),
    [
        ("at", "At`, key `at`."),
        ("attempt", "Attempt`, key `attempt`."),
        ("error", "Error`, key `error`."),
        ("trace", "Trace`, key `trace`."),
        ("at_nanosecond", "At`, key `at`."),
    ],
)
def test_every_field_of_an_error_is_documented_with_its_go_field_and_its_key(name: str, origin: str) -> None:
    assert f" Go `{origin}" in docstrings_in_class("AttemptError")[name]
    assert len(fields(AttemptError)) == 5


@pytest.mark.parametrize("state", JobState)
def test_every_state_is_documented_with_its_go_name(state: JobState) -> None:
    assert docstrings_in_class("JobState")[state.name].endswith(f". Go `JobState{state.value.title()}`.")


@pytest.mark.parametrize("name", ["path", "reason", "job_id"])
def test_every_attribute_of_the_error_is_documented(name: str) -> None:
    assert docstrings_in_class("DecodeError")[name] != ""


def public_methods(name: str) -> dict[str, Callable[..., object]]:
    """The functions behind the public methods and properties that a class defines."""
    functions = {
        member_name: member.fget if isinstance(member, property) else getattr(member, "__func__", member)
        for member_name, member in getattr(getattr(rivertype, name), "__dict__", {}).items()
        if not member_name.startswith("_")
    }
    return {name: value for name, value in functions.items() if isinstance(value, types.FunctionType)}


def test_every_public_method_is_documented_and_its_types_can_be_resolved() -> None:
    methods = {name: public_methods(name) for name in rivertype.__all__}
    assert methods["JobRow"].keys() == {
        *("decode_args", "decode_metadata", "from_dict", "from_row", "output"),
        *("to_dict", "to_row", "to_sqlite_row"),
    }
    assert methods["AttemptError"].keys() == {"from_dict", "to_dict"}
    assert methods["JobState"].keys() == {"is_finalized"}
    for functions in methods.values():
        for function in functions.values():
            assert function.__doc__
            assert "return" in typing.get_type_hints(function)


@pytest.mark.parametrize("name", rivertype.__all__)
def test_the_types_of_every_name_can_be_resolved(name: str) -> None:
    value = getattr(rivertype, name)
    if isinstance(value, type | types.FunctionType):
        assert typing.get_type_hints(value).keys() >= inspect.get_annotations(value).keys()


def test_resolved_types_are_the_real_ones() -> None:
    hints = typing.get_type_hints(JobRow)
    assert hints["errors"] == tuple[AttemptError, ...]
    assert hints["unique_states"] == tuple[JobState, ...]
    assert hints["unique_key"] == bytes | None
    assert typing.get_type_hints(JobRow.to_dict)["return"] is JobRowDict


@pytest.mark.parametrize("cls", [AttemptError, DecodeError, JobRow])
def test_a_class_is_final(cls: type) -> None:
    assert vars(cls)["__final__"] is True


def test_jobs_and_errors_have_no_order() -> None:
    jobs: list[Any] = [JOB, JOB]
    with pytest.raises(TypeError, match="not supported between instances of 'JobRow' and 'JobRow'"):
        sorted(jobs)
    errors: list[Any] = [ERROR, ERROR]
    with pytest.raises(TypeError, match="not supported between instances of 'AttemptError' and"):
        sorted(errors)


def test_the_package_depends_on_nothing_but_python_3_11() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["dependencies"] == []
    assert project["requires-python"] == ">=3.11"


@pytest.mark.parametrize("name", TREES)
def test_a_module_imports_only_the_standard_library_and_modules_below_it(name: str) -> None:
    below = MODULES[: MODULES.index(name)]
    for imported in imports(TREES[name]):
        assert imported in below or imported.partition(".")[0] in sys.stdlib_module_names


@pytest.fixture
def fresh_modules(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Python as before the first `import rivertype`."""
    for name in [*sys.modules]:
        if name.partition(".")[0] == "rivertype":
            monkeypatch.delitem(sys.modules, name)
    return monkeypatch


@pytest.mark.parametrize("name", ["json", "decimal", "base64"])
def test_the_import_leaves_slow_modules_for_later(name: str, fresh_modules: pytest.MonkeyPatch) -> None:
    fresh_modules.setitem(sys.modules, name, None)
    with pytest.raises(ImportError):
        importlib.import_module(name)
    package = importlib.import_module("rivertype")
    assert package is not rivertype
    assert package.__all__ == rivertype.__all__


def test_everything_works_without_the_accelerator(fresh_modules: pytest.MonkeyPatch) -> None:
    fresh_modules.setitem(sys.modules, "rivertype._quick", None)
    job_class = importlib.import_module("rivertype").JobRow
    assert job_class is not JobRow
    job = job_class.from_dict(job_dict())
    assert job.to_dict() == job_dict()
    assert job_class.from_row(job.to_row()) == job
