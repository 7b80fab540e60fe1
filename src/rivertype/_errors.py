"""The one error that reading raises, and how its message shows what came."""

from __future__ import annotations

from collections.abc import Sized
from datetime import datetime
from typing import Final, final


@final
class DecodeError(ValueError):
    """Input that cannot be read as a River type.

    Raised by every reader (`from_dict`, `from_row`) for any content it refuses; an argument that is no
    mapping or row at all raises `TypeError` instead. The message never shows the contents of args, metadata,
    error, trace or unique_key, and cuts other values short, so it is safe to log.
    """

    path: str
    """Where the fault is, from the type or table down: `JobRow.Errors[1].at`, `river_job.tags[2]`."""

    reason: str
    """What was expected there and what came, or what to do."""

    job_id: int | None
    """The id of the job that could not be read; None where there was none to read, or it was the fault."""

    def __init__(self, path: str, reason: str, job_id: int | None = None) -> None:
        super().__init__(path, reason, job_id)
        self.path = path
        self.reason = reason
        self.job_id = job_id

    def __str__(self) -> str:
        job = "" if self.job_id is None else f" (job {self.job_id})"
        return f"{self.path}: {self.reason}{job}"


def within(error: DecodeError, outer: str, job_id: int | None = None) -> DecodeError:
    """The same error, told from one level further out: `at` within `Errors[1]` is `Errors[1].at`.

    The exception grows in place, so that one fault is one exception and its traceback has no chain.
    """
    separator = "." if error.path and error.path[0] != "[" else ""
    error.path = f"{outer}{separator}{error.path}"
    error.job_id = job_id
    error.args = (error.path, error.reason, error.job_id)
    return error


def unexpected(expected: str, value: object) -> DecodeError:
    """The error for a value that is not what was expected, and is shown; its path is still to be told."""
    return DecodeError("", f"expected {expected}, got {shown(value)}")


def unexpected_payload(expected: str, value: object) -> DecodeError:
    """As `unexpected`, for the fields that hold users' data: only the type and the length are shown."""
    return DecodeError("", f"expected {expected}, got {measured(value)}")


_SHOWN_CHARACTERS: Final = 40
_SHOWN_BITS: Final = 128
_UNITS: Final[dict[type, str]] = {
    str: "characters",
    bytes: "bytes",
    list: "elements",
    tuple: "elements",
    dict: "keys",
}


def shown(value: object) -> str:
    """A value as messages show it: a plain scalar itself, cut short; anything else by type and length."""
    if value is None or value is True or value is False:
        return repr(value)
    if type(value) is str:
        cut = "" if len(value) <= _SHOWN_CHARACTERS else f"... of {len(value)} characters"
        return f"str {value[:_SHOWN_CHARACTERS]!r}{cut}"
    if type(value) is int and value.bit_length() <= _SHOWN_BITS:
        return f"int {value}"
    if type(value) is float:
        return f"float {value!r}"
    if type(value) is datetime:
        return f"datetime {value.replace(tzinfo=None)}{' (naive)' if value.tzinfo is None else ''}"
    return measured(value)


def measured(value: object) -> str:
    """A value as messages show it where its contents are the user's own: its type, and its length."""
    if value is None:
        return "None"
    kind = type(value)
    if kind in _UNITS and isinstance(value, Sized):
        return f"{kind.__name__} of {len(value)} {_UNITS[kind]}"
    module = getattr(kind, "__module__", "builtins")
    return kind.__name__ if module == "builtins" else f"{module}.{kind.__name__}"
