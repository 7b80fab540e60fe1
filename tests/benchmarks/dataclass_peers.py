"""Libraries that read and write a frozen dataclass: mashumaro, cattrs, adaptix, dacite, and asdict.

Each refuses a missing key and a state that River does not know. Of a value of the wrong type, adaptix and
dacite refuse most, mashumaro and cattrs make an int or a str. None checks that a timestamp is RFC 3339, that
base64 holds no foreign characters or that an integer fits 64 bits. asdict spells nothing: it copies.

Each is set to its fastest: cattrs without detailed validation, adaptix without a trail of errors.
"""

import dataclasses
from binascii import a2b_base64, b2a_base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import cattrs
import dacite
from adaptix import DebugTrail, Retort
from adaptix import dumper as adaptix_dumper  # pyright: ignore[reportUnknownVariableType]  # adaptix leaves its callables open
from adaptix import loader as adaptix_loader  # pyright: ignore[reportUnknownVariableType]  # the same
from mashumaro.codecs.basic import BasicDecoder, BasicEncoder
from mashumaro.dialect import Dialect

from rivertype import JobState
from tests.benchmarks.moment import Moment, read_moment, spell_moment, spell_time


@dataclass(frozen=True, slots=True)
class AttemptError:
    at: Moment
    attempt: int
    error: str
    trace: str


@dataclass(frozen=True, slots=True)
class GoJob:
    ID: int
    Attempt: int
    AttemptedAt: datetime | None
    AttemptedBy: tuple[str, ...] | None
    CreatedAt: datetime
    EncodedArgs: bytes
    Errors: tuple[AttemptError, ...]
    FinalizedAt: datetime | None
    Kind: str
    MaxAttempts: int
    Metadata: bytes
    Priority: int
    Queue: str
    ScheduledAt: datetime
    State: JobState
    Tags: tuple[str, ...]
    UniqueKey: bytes | None
    UniqueStates: tuple[JobState, ...] | None


def _spell_base64(value: bytes) -> str:
    return b2a_base64(value, newline=False).decode()


_SPELLINGS: dict[type, tuple[Callable[[str], Any], Callable[[Any], str]]] = {
    Moment: (read_moment, spell_moment),
    datetime: (datetime.fromisoformat, spell_time),
    bytes: (a2b_base64, _spell_base64),
}


class _GoDialect(Dialect):
    serialization_strategy = {  # noqa: RUF012  # pyright: ignore[reportUnknownVariableType]  # mashumaro's own declaration, no ClassVar
        kind: {"deserialize": read, "serialize": spell} for kind, (read, spell) in _SPELLINGS.items()
    }


mashumaro_read = BasicDecoder(GoJob, default_dialect=_GoDialect).decode
mashumaro_spell = BasicEncoder(GoJob, default_dialect=_GoDialect).encode

_converter = cattrs.Converter(detailed_validation=False)
_converter.register_structure_hook(Moment, lambda text, _: read_moment(text))
_converter.register_structure_hook(datetime, lambda text, _: datetime.fromisoformat(text))
_converter.register_structure_hook(bytes, lambda text, _: a2b_base64(text))
for _kind, (_, _spell) in _SPELLINGS.items():
    _converter.register_unstructure_hook(_kind, _spell)
_cattrs_hook = _converter.get_structure_hook(GoJob)
cattrs_spell = _converter.get_unstructure_hook(GoJob)

_retort = Retort(
    debug_trail=DebugTrail.DISABLE,
    recipe=[
        provider
        for kind, (read, spell) in _SPELLINGS.items()
        for provider in (adaptix_loader(kind, read), adaptix_dumper(kind, spell))
    ],
)
adaptix_read = _retort.get_loader(GoJob)
adaptix_spell = _retort.get_dumper(GoJob)

_dacite_config = dacite.Config(
    type_hooks={kind: read for kind, (read, _) in _SPELLINGS.items()}, cast=[JobState, tuple]
)


def cattrs_read(data: Mapping[str, Any]) -> GoJob:
    job: GoJob = _cattrs_hook(data, GoJob)
    return job


def dacite_read(data: Mapping[str, Any]) -> GoJob:
    return dacite.from_dict(GoJob, data, _dacite_config)


def asdict_spell(job: GoJob) -> dict[str, Any]:
    return dataclasses.asdict(job)
