"""A timestamp of Go's for the peers, none of which has a type that keeps nanoseconds."""

import re
from datetime import datetime

_PAST_MICROSECOND = re.compile(r"[0-9]{6}([0-9]{1,3})")


class Moment:
    """What `rivertype.AttemptError` keeps in two fields; a plain class, which no peer takes for its own."""

    __slots__ = ("at", "at_nanosecond")

    def __init__(self, at: datetime, at_nanosecond: int) -> None:
        self.at = at
        self.at_nanosecond = at_nanosecond


def nanosecond(text: str) -> int:
    """The digits past the microsecond."""
    digits = text[20:29]
    if len(digits) == 9 and digits.isdigit():
        return int(digits[6:])
    match = _PAST_MICROSECOND.match(text, 20)
    return int(match[1].ljust(3, "0")) if match else 0


def read_moment(text: str) -> Moment:
    return Moment(datetime.fromisoformat(text), nanosecond(text))


def spell_moment(moment: Moment) -> str:
    text = moment.at.isoformat()
    if moment.at_nanosecond:
        text = f"{text[:26]}{moment.at_nanosecond:03}{text[26:]}"
    return text.replace("+00:00", "Z")


def spell_time(time: datetime) -> str:
    return time.isoformat().replace("+00:00", "Z")
