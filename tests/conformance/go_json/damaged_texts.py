"""JSON texts of jobs and errors, damaged: each field in each way by hand, then seeded random damage."""

import base64
import re
from collections.abc import Iterable, Iterator
from random import Random
from typing import NamedTuple

from tests.conformance.go_json.fragments import BY_KIND, Kind
from tests.conformance.go_json.go_program import TYPES, Question, TypeName


def written(members: Iterable[tuple[str, str]]) -> str:
    return "{" + ",".join(f'"{key}":{value}' for key, value in members) + "}"


ATTEMPT_ERROR = {
    "at": '"2026-08-07T09:32:57.123456789-05:00"',
    "attempt": "1",
    "error": '"boom"',
    "trace": '""',
}
JOB = {
    "ID": "42",
    "Attempt": "2",
    "AttemptedAt": '"2026-08-07T14:32:57.123456Z"',
    "AttemptedBy": '["a","b","c"]',
    "CreatedAt": '"2026-08-07T14:00:00Z"',
    "EncodedArgs": '"eyJhIjogMX0="',
    "Errors": "[]",
    "FinalizedAt": "null",
    "Kind": '"sort"',
    "MaxAttempts": "25",
    "Metadata": '"e30="',
    "Priority": "1",
    "Queue": '"default"',
    "ScheduledAt": '"2026-08-07T14:00:00Z"',
    "State": '"running"',
    "Tags": '["x","y","z"]',
    "UniqueKey": '"AAEC"',
    "UniqueStates": '["available","pending","running"]',
}

_KINDS: dict[str, Kind] = {
    "at": "time",
    "attempt": "integer",
    "error": "text",
    "trace": "text",
    "ID": "integer",
    "Attempt": "integer",
    "AttemptedAt": "time",
    "AttemptedBy": "list",
    "CreatedAt": "time",
    "EncodedArgs": "bytes",
    "Errors": "list",
    "FinalizedAt": "time",
    "Kind": "text",
    "MaxAttempts": "integer",
    "Metadata": "bytes",
    "Priority": "integer",
    "Queue": "text",
    "ScheduledAt": "time",
    "State": "state",
    "Tags": "list",
    "UniqueKey": "bytes",
    "UniqueStates": "list",
}
_GOOD_ERROR = written(ATTEMPT_ERROR.items())
_ELEMENTS: dict[str, tuple[Kind, str]] = {
    "AttemptedBy": ("text", '"a"'),
    "Errors": ("object", _GOOD_ERROR),
    "Tags": ("text", '"x"'),
    "UniqueStates": ("state", '"pending"'),
}


class Place(NamedTuple):
    """A text with a gap in it."""

    type: TypeName
    kind: Kind
    before: str
    after: str

    def fill(self, fragment: str) -> Question:
        return Question(self.type, f"{self.before}{fragment}{self.after}".encode())


def _place(name: TypeName, kind: Kind, text: str) -> Place:
    """The place that @ marks."""
    before, after = text.split("@")
    return Place(name, kind, before, after)


OBJECTS = {
    "JobRow": (_place("JobRow", "object", "@"), JOB),
    "AttemptError": (_place("AttemptError", "object", "@"), ATTEMPT_ERROR),
    "JobRow.Errors[1]": (
        _place("JobRow", "object", written((JOB | {"Errors": f"[{_GOOD_ERROR},@]"}).items())),
        ATTEMPT_ERROR,
    ),
}
PLACES = {
    f"{path}.{key}": _place(
        place.type, _KINDS[key], place.fill(written((members | {key: "@"}).items())).text.decode()
    )
    for path, (place, members) in OBJECTS.items()
    for key in members
} | {
    f"JobRow.{key}[1]": _place("JobRow", kind, written((JOB | {key: f"[{good},@,{good}]"}).items()))
    for key, (kind, good) in _ELEMENTS.items()
}
"""Every place in a job and in an error, by the path that a DecodeError there names."""


def texts_damaged_by_hand() -> Iterator[Question]:
    """Every fragment in every place of its kind, every key missing, respelt and repeated, odd whole texts."""
    for place in PLACES.values():
        yield from map(place.fill, BY_KIND[place.kind])
    for place, members in OBJECTS.values():
        yield from map(place.fill, _respelt(members))
    for name in TYPES:
        yield from (Question(name, text) for text in _WHOLE_TEXTS)


def _respelt(members: dict[str, str]) -> Iterator[str]:
    """The object with each key in turn left out, in other letters, and twice."""
    for key, value in members.items():
        others = {other: text for other, text in members.items() if other != key}
        yield written(others.items())
        for spelling in spellings(key):
            yield written([*others.items(), (spelling, value)])
            for odd in (value, "null", "[[]]"):
                yield written([*members.items(), (spelling, odd)])
                yield written([(spelling, odd), *members.items()])
    for odd in BY_KIND["object"]:
        yield written([*members.items(), ("extra", odd)])


def spellings(key: str) -> list[str]:
    """The key itself, in other letter cases, with letters Unicode folds to k and s, and as a column."""
    snake = re.sub("(?<=[a-z])(?=[A-Z])", "_", key).lower()
    folded = (
        key.replace("k", "\u212a").replace("K", "\u212a"),
        key.replace("s", "\u017f").replace("S", "\u017f"),
    )
    escaped = f"\\u{ord(key[0]):04x}{key[1:]}"
    return list(
        dict.fromkeys([key, escaped, key.lower(), key.upper(), key.swapcase(), snake, *folded, f"{key} "])
    )


_JOB_TEXT = written(JOB.items()).encode()
_WHOLE_TEXTS = (
    *(fragment.encode() for fragment in BY_KIND["object"]),
    *(b"", b" ", b"{", b"}", b"{}{}", b"\xff", b"\xef\xbb\xbf{}", b"\xff\xfe{\x00}\x00"),
    *(before + _JOB_TEXT for before in (b" \t\r\n", b"\x0b", b"\xef\xbb\xbf", b"[", b"//")),
    *(_JOB_TEXT + after for after in (b" \t\r\n", b"\x00", b",", b"}", b"//", _JOB_TEXT)),
    *(_JOB_TEXT[:-1] + end for end in (b"", b",}", b"]", b',"extra"}', b',"extra":}', b",extra:1}")),
    *(
        _JOB_TEXT[:-1] + b',"extra":' + extra + b"}"
        for extra in (b"NaN", b"-Infinity", b"1e400", b"1" * 5000, b'"\xff"')
    ),
    *(
        _JOB_TEXT[:-1] + b',"extra":' + b"[" * depth + b"]" * depth + b"}"
        for depth in (500, 9_998, 9_999, 100_000)
    ),
)


def randomly_damaged_texts(random: Random, originals: list[Question]) -> Iterator[Question]:
    """Without end: grammar-made values in a fitting place, and texts Go wrote, damaged at random places."""
    places = list(PLACES.values())
    fitting = {kind: [place for place in places if place.kind == kind] for kind in BY_KIND}
    while True:
        yield random.choice(fitting["time"]).fill(f'"{random_time(random)}"')
        yield random.choice(fitting["bytes"]).fill(f'"{random_base64(random)}"')
        yield random.choice(fitting["integer"]).fill(random_number(random))
        yield random.choice(places).fill(random.choice(BY_KIND[random.choice(list(BY_KIND))]))
        for _ in range(2):
            original = random.choice(originals)
            yield Question(original.type, damaged(random, original.text))


def _mostly(random: Random, good: tuple[str, ...], bad: tuple[str, ...]) -> str:
    return random.choice(good if random.random() < 0.85 else bad)


def random_time(random: Random) -> str:
    """RFC 3339 with each part now and then out of its grammar or range."""
    parts = (
        _mostly(random, ("2026", "2024", "0001", "9999"), ("0000", "10000", "026", "26", "-026", "2O26", "")),
        _mostly(random, ("-",), ("/", "", "\u2212", "--")),
        _mostly(random, ("01", "02", "08", "12"), ("00", "13", "1", "99", " 1")),
        _mostly(random, ("-",), ("/", "", " ")),
        _mostly(random, ("01", "07", "28", "29", "30", "31"), ("00", "32", "7", " 7", "007")),
        _mostly(random, ("T",), ("t", " ", "", "_", "T ")),
        _mostly(random, ("00", "07", "14", "23"), ("24", "7", "0", "007", "-1", "+7", "")),
        _mostly(random, (":",), (".", "", "::")),
        _mostly(random, ("00", "32", "59"), ("60", "5", "", "055")),
        _mostly(random, (":",), (".", "")),
        _mostly(random, ("00", "57", "59"), ("60", "61", "5", "", " 5")),
        _mostly(
            random,
            ("", _fraction(random, ".")),
            (_fraction(random, ","), ".", ",", ".1_0", ". 5", ".-1", ".5.5", "5"),
        ),
        _mostly(
            random,
            ("Z", f"{random.choice('+-')}{random.randrange(24):02}:{random.randrange(60):02}"),
            (
                *(
                    "z",
                    "",
                    " Z",
                    "Z ",
                    "ZZ",
                    "+0530",
                    "+05",
                    "+5:30",
                    "+05:3",
                    "+05:30:15",
                    "\u221205:00",
                    "UTC",
                    "+ 5:30",
                ),
                f"{random.choice('+-')}{random.randrange(22, 27):02}:{random.randrange(57, 63):02}",
            ),
        ),
    )
    return "".join(parts)


def _fraction(random: Random, mark: str) -> str:
    return mark + "".join(random.choices("0123456789", k=random.randrange(1, 13)))


def random_base64(random: Random) -> str:
    """Base64 of random bytes, now and then with a character more, less, or from another alphabet."""
    letters = list(base64.b64encode(random.randbytes(random.randrange(12))).decode())
    for _ in range(random.choice((0, 1, 1, 2))):
        place = random.randrange(len(letters) + 1)
        if random.random() < 0.6:
            letters.insert(
                place,
                random.choice(("\\n", "\\r", "\\r\\n", "=", "==", "A", "-", "_", " ", "\\u0000", "é", ".")),
            )
        else:
            del letters[place : place + random.randrange(1, 3)]
    return "".join(letters)


def random_number(random: Random) -> str:
    digits = str(
        random.choice((0, 7, 2**63 - 1, 2**63, 2**64, random.getrandbits(70), random.getrandbits(62)))
    )
    return "".join(
        (
            random.choice(("", "", "", "-", "-", "+", "0", " ")),
            digits,
            random.choice(("", "", "", "", ".0", ".5", ".", "e0", "E1", "e-1", "e", "_0", "x", "L")),
        )
    )


def damaged(random: Random, text: bytes) -> bytes:
    """The text with up to three bytes or stretches changed, dropped, repeated or moved."""
    for _ in range(random.choice((1, 1, 2, 3))):
        start = random.randrange(len(text) + 1)
        stretch = text[start : start + random.choice((1, 1, 2, 5, 40))]
        rest = text[start + len(stretch) :]
        middle = random.choice(
            (
                *(
                    b"",
                    b"",
                    stretch * 2,
                    stretch[::-1],
                    stretch.swapcase(),
                    random.randbytes(1),
                    bytes([random.randrange(32, 127)]),
                ),
                *(b"null", b"0", b'"', b"\\", b",", b"\\ud800", b"\\u0041", b"\xef\xbb\xbf", b"\xed\xa0\x80"),
            )
        )
        text = text[:start] + middle + rest
    return text
