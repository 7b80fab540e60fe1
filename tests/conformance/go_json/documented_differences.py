"""What Go takes and `from_dict` refuses: the whole list, as docs/go-json.md tells it.

A difference is told by the value at the path that the DecodeError names, so that a refusal for another
reason, or at another place, is never taken for a documented one.
"""

import re
from collections.abc import Callable
from typing import TypeAlias

from rivertype import JobState

JSON: TypeAlias = "bool | int | float | str | list[JSON] | dict[str, JSON] | None"

MISSING = object()
"""Stands for the value of a key that is not there."""

_REQUIRED = {
    *("at", "attempt", "error", "trace"),
    *(
        "ID",
        "Attempt",
        "CreatedAt",
        "EncodedArgs",
        "Kind",
        "MaxAttempts",
        "Priority",
        "Queue",
        "ScheduledAt",
        "State",
    ),
}
_MAY_BE_NULL_NOT_MISSING = {"AttemptedAt", "AttemptedBy", "Errors", "FinalizedAt", "Tags"}
_BYTES = {"EncodedArgs", "Metadata", "UniqueKey"}
_TIME_GO_TAKES = re.compile(
    r"(?P<year>[0-9]{4})-[0-9]{2}-[0-9]{2}T(?P<hour>[0-9]{1,2}):[0-9]{2}:[0-9]{2}"
    r"(?:(?P<mark>[.,])[0-9]+)?(?:Z|[+-](?P<offset_hour>[0-9]{2}):(?P<offset_minute>[0-9]{2}))"
)


def _time_part(part: str, is_accident: Callable[[str], bool]) -> Callable[[str, object], bool]:
    def applies(_key: str, value: object) -> bool:
        match = _TIME_GO_TAKES.fullmatch(value) if isinstance(value, str) else None
        return match is not None and match[part] is not None and is_accident(match[part])

    return applies


def _key_is_missing(key: str, value: object) -> bool:
    return value is MISSING and key in _REQUIRED | _MAY_BE_NULL_NOT_MISSING


def _key_holds_null(key: str, value: object) -> bool:
    return value is None and key in _REQUIRED


def _element_is_null(key: str, value: object) -> bool:
    return value is None and key.endswith("]")


def _state_is_unknown(key: str, value: object) -> bool:
    return (
        isinstance(value, str)
        and value not in set(JobState)
        and (key == "State" or key.startswith("UniqueStates["))
    )


def _bytes_are_numbers(key: str, value: object) -> bool:
    return isinstance(value, list) and key in _BYTES


def _folded(key: str) -> str:
    """The key as Go compares keys: letter case aside, with U+017F and U+212A as s and k."""
    return key.replace("\u017f", "s").replace("\u212a", "k").lower()


def _key_is_in_another_letter_case(key: str, value: object) -> bool:
    known = _REQUIRED | _MAY_BE_NULL_NOT_MISSING | _BYTES | {"UniqueStates"}
    return value is not MISSING and key not in known and _folded(key) in map(_folded, known)


def _id_is_in_small_letters(key: str, value: object) -> bool:
    """A whole object of such keys looks like a row, and is told so without naming a key."""
    return key == "" and isinstance(value, dict) and "ID" not in value and "id" in value


DIFFERENCES: dict[str, Callable[[str, object], bool]] = {
    "a required key is missing": _key_is_missing,
    "a required key holds null": _key_holds_null,
    "an element of a list is null": _element_is_null,
    "a state River does not know": _state_is_unknown,
    "an array of numbers for bytes": _bytes_are_numbers,
    "a key in another letter case": _key_is_in_another_letter_case,
    "the key id for ID": _id_is_in_small_letters,
    "a comma before the fraction of a second": _time_part("mark", lambda mark: mark == ","),
    "an hour of one digit": _time_part("hour", lambda hour: len(hour) == 1),
    "the year 0000": _time_part("year", lambda year: year == "0000"),
    "an offset of 24 hours": _time_part("offset_hour", lambda hour: hour == "24"),
    "an offset with minute 60": _time_part("offset_minute", lambda minute: minute == "60"),
}


def documented_difference(path: str, refused: JSON) -> str | None:
    """The name of the difference at a DecodeError's path, such as `JobRow.Errors[1].at`, if it is one."""
    key, value = _found_at("", re.findall(r"[^.\[\]]+", path)[1:], refused)
    return next((difference for difference, applies in DIFFERENCES.items() if applies(key, value)), None)


def _found_at(key: str, steps: list[str], value: JSON) -> tuple[str, object]:
    """The last key of a path, with its index if it has one, and the value there."""
    if not steps:
        return key, value
    if isinstance(value, list):
        return _found_at(f"{key}[{steps[0]}]", steps[1:], value[int(steps[0])])
    if isinstance(value, dict) and steps[0] in value:
        return _found_at(steps[0], steps[1:], value[steps[0]])
    return steps[0], MISSING
