"""Fuzz one target, guided by coverage: needs atheris (the dependency group `fuzz`), CPython 3.11 to 3.13.

    python -m tests.fuzz from_row /tmp/corpus tests/fuzz/corpus/from_row -max_total_time=600

What reaches new code goes to the first folder; libFuzzer's own options follow. An input that breaks a target
is written to crash-...: make it a case of the unit suite, and keep it in the corpus.
"""

import sys
from importlib import import_module
from typing import Any

atheris: Any = import_module("atheris")  # it has no types

with atheris.instrument_imports(include=["rivertype"]):
    from tests.fuzz.targets import TARGETS

target = TARGETS[sys.argv.pop(1)]
atheris.Setup(sys.argv, target)
atheris.Fuzz()
