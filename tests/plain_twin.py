"""The plain readers and writer, and the accelerator, each alone and both in one process."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

import rivertype
from rivertype import AttemptError, JobRow


def copy_of(name: str) -> ModuleType:
    """A second copy of a module of rivertype, beside the one in use."""
    path = Path(rivertype.__file__).with_name(f"{name}.py")
    spec = spec_from_file_location(f"rivertype.{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# None makes `import rivertype._quick` raise ImportError, as if the file had been deleted.
with patch.dict(sys.modules, {"rivertype._quick": None}):
    plain: Any = copy_of("_job_row").JobRow

IS_FOR_THIS_PYTHON = sys.implementation.name == "cpython" and getattr(sys, "_is_gil_enabled", lambda: True)()
quick: Any = copy_of("_quick") if IS_FOR_THIS_PYTHON else None


def exact(value: Any) -> object:  # noqa: ANN401  # any value at all
    """A value with all that `==` forgives: types, zones and their kinds, folds, the order of keys."""
    kind = value.__class__
    if kind in {tuple, list}:
        return kind, [exact(element) for element in value]
    if kind is dict:
        return kind, [(name, exact(element)) for name, element in value.items()]
    if kind is AttemptError:
        return kind, [exact(getattr(value, name)) for name in AttemptError.__slots__]
    return kind, repr(value)


def exact_fields(job: object) -> dict[str, object]:
    """The fields of a `JobRow` of either copy, each as `exact` has it."""
    return {name: exact(getattr(job, name)) for name in JobRow.__slots__}
