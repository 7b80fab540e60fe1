"""Writes down what this version writes, once: `python -m tests.golden.written 0.2.0`."""

import json
import sys

from tests.conformance.river.record import encode
from tests.golden.written.jobs import FOLDER, JOBS

with (FOLDER / f"{sys.argv[1]}.jsonl").open("x", encoding="utf-8", newline="\n") as file:
    for job in JOBS:
        line = {
            "dict": job.to_dict(),
            "row": {name: encode(value) for name, value in job.to_row().items()},
            "sqlite_row": {name: encode(value) for name, value in job.to_sqlite_row().items()},
        }
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
