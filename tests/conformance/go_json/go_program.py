"""Asks the Go program beside this file, a batch of lines at a time."""

import base64
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple

from rivertype import AttemptError, JobRow

MODULE = Path(__file__).parent

TypeName = Literal["JobRow", "AttemptError"]
TYPES: dict[TypeName, type[JobRow] | type[AttemptError]] = {"JobRow": JobRow, "AttemptError": AttemptError}


class Question(NamedTuple):
    """A JSON text to be read as a type."""

    type: TypeName
    text: bytes


class Verdict(NamedTuple):
    """What Go says of a JSON text; `writes` and `hands_over` are empty unless Go can write what it read."""

    taken: bool
    writes: str = ""
    """The value as Go writes it again."""
    hands_over: str = ""
    """The same as River's drivers hand it over: times in microseconds, empty lists as they spell them."""


class GoProgram:
    """The built program: one process a batch."""

    def __init__(self, program: Path) -> None:
        self.program = program

    def ask(self, *arguments: str, lines: Iterable[str] = ()) -> list[str]:
        question = "".join(f"{line}\n" for line in lines).encode()
        done = subprocess.run([self.program, *arguments], input=question, capture_output=True, check=True)
        return done.stdout.decode().removesuffix("\n").split("\n")

    def generate(self, name: TypeName, count: int, seed: int) -> list[Question]:
        return [Question(name, line.encode()) for line in self.ask("generate", name, str(count), str(seed))]

    def read(self, questions: Iterable[Question]) -> list[Verdict]:
        lines = (f"{name}\t{base64.b64encode(text).decode()}" for name, text in questions)
        return [_verdict(*answer.split("\t")) for answer in self.ask("read", lines=lines)]

    def output(self, metadata: Iterable[bytes]) -> list[bytes | None]:
        answers = self.ask("output", lines=(base64.b64encode(blob).decode() for blob in metadata))
        return [None if answer == "absent" else base64.b64decode(answer) for answer in answers]

    def names(self) -> list[str]:
        """The fields and constants in the source of the very module the program was built from."""
        module = "github.com/riverqueue/river/rivertype"
        command = ["go", "list", "-m", "-f", "{{.Dir}}", module]
        found = subprocess.run(command, cwd=MODULE, capture_output=True, check=True, text=True)
        return self.ask("names", found.stdout.strip())


def _verdict(word: str, first: str, second: str = "") -> Verdict:
    return Verdict(taken=word != "refused", writes=first if word == "taken" else "", hands_over=second)
