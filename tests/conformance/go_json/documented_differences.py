"""What Go takes and `from_dict` refuses: the whole list, each under its name in docs/go-json.md's table.

A difference is told by what stands at the path that the DecodeError names, so that a refusal for another
reason, or at another place, is never taken for a documented one.
"""

import re
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from rivertype import JobState

JSON: TypeAlias = "bool | int | float | str | list[JSON] | dict[str, JSON] | None"

_ERROR_KEYS = {"at", "attempt", "error", "trace"}
_BYTES = {"EncodedArgs", "Metadata", "UniqueKey"}
_MAY_BE_MISSING = {"Metadata", "UniqueKey", "UniqueStates"}
_MAY_BE_NULL = _MAY_BE_MISSING | {"AttemptedAt", "AttemptedBy", "Errors", "FinalizedAt", "Tags"}
_JOB_KEYS = _MAY_BE_NULL | {
    *("ID", "Attempt", "CreatedAt", "EncodedArgs", "Kind", "MaxAttempts", "Priority", "Queue", "ScheduledAt"),
    "State",
}
_TIME_GO_TAKES = re.compile(
    r"(?P<year>[0-9]{4})-[0-9]{2}-[0-9]{2}T(?P<hour>[0-9]{1,2}):[0-9]{2}:[0-9]{2}"
    r"(?:(?P<mark>[.,])[0-9]+)?(?:Z|[+-](?P<offset_hour>[0-9]{2}):(?P<offset_minute>[0-9]{2}))"
)


class Found(NamedTuple):
    """What stands at the end of a path."""

    keys: set[str]
    """Those that Go knows in the innermost object."""
    key: str
    """The last one of the path, with its index if it has one; empty for the whole value."""
    value: JSON
    is_missing: bool = False


def _is_missing(found: Found) -> bool:
    return found.is_missing and found.key in found.keys - _MAY_BE_MISSING


def _holds_null(found: Found) -> bool:
    return found.value is None and not found.is_missing and found.key in found.keys - _MAY_BE_NULL


def _element_is_null(found: Found) -> bool:
    return found.value is None and found.key.endswith("]")


def _state_is_unknown(found: Found) -> bool:
    holds_a_state = found.key == "State" or found.key.startswith("UniqueStates[")
    return holds_a_state and isinstance(found.value, str) and found.value not in set(JobState)


def _bytes_are_numbers(found: Found) -> bool:
    return isinstance(found.value, list) and found.key in _BYTES


def _folded(key: str) -> str:
    """The key as Go compares keys: letter case aside, with U+017F and U+212A as s and k."""
    return key.replace("\u017f", "s").replace("\u212a", "k").lower()


def _key_is_in_another_letter_case(found: Found) -> bool:
    if found.key == "":  # an object with the key `id` looks like a row, and is refused as a whole
        return isinstance(found.value, dict) and "ID" not in found.value and "id" in found.value
    return found.key not in found.keys and _folded(found.key) in map(_folded, found.keys)


def _time_part(part: str, is_accident: Callable[[str], bool]) -> Callable[[Found], bool]:
    def applies(found: Found) -> bool:
        match = _TIME_GO_TAKES.fullmatch(found.value) if isinstance(found.value, str) else None
        return match is not None and match[part] is not None and is_accident(match[part])

    return applies


DIFFERENCES: dict[str, Callable[[Found], bool]] = {
    "a key is missing, save `Metadata`, `UniqueKey` and `UniqueStates`, which old releases lack": _is_missing,
    "`null` where the table above has none": _holds_null,
    "`null` as an element of an array": _element_is_null,
    "a state that River does not know": _state_is_unknown,
    "bytes as an array of numbers": _bytes_are_numbers,
    "a key in another letter case, such as `id` or `At`": _key_is_in_another_letter_case,
    "a comma before the fraction: `14:32:57,5`": _time_part("mark", lambda mark: mark == ","),
    "an hour of one digit: `T9:32:57`": _time_part("hour", lambda hour: len(hour) == 1),
    "the year `0000`": _time_part("year", lambda year: year == "0000"),
    "an offset of 24 hours: `+24:00`": _time_part("offset_hour", lambda hour: hour == "24"),
    "an offset of 60 minutes: `+05:60`": _time_part("offset_minute", lambda minute: minute == "60"),
}


def documented_difference(path: str, refused: JSON) -> str | None:
    """The name of the difference at a DecodeError's path, such as `JobRow.Errors[1].at`, if it is one."""
    root, *steps = re.findall(r"[^.\[\]]+", path)
    found = _follow(steps, Found(_JOB_KEYS if root == "JobRow" else _ERROR_KEYS, "", refused))
    return next((name for name, applies in DIFFERENCES.items() if applies(found)), None)


def _follow(steps: list[str], found: Found) -> Found:
    if not steps:
        return found
    step, *rest = steps
    if isinstance(found.value, list):
        keys = _ERROR_KEYS if found.key == "Errors" else found.keys
        return _follow(rest, Found(keys, f"{found.key}[{step}]", found.value[int(step)]))
    if isinstance(found.value, dict) and step in found.value:
        return _follow(rest, Found(found.keys, step, found.value[step]))
    return Found(found.keys, step, None, is_missing=True)
