"""pydantic, a Rust core: frozen models whose work stays in that core as far as it can.

Not checked: that a timestamp is RFC 3339 (numbers and other forms pass), that integers fit 64 bits, that
base64 holds no foreign characters. `StrictGoJob` checks these three as well. In rows an odd element of
`errors` is refused, not read, and a counter below 0 stays.
"""

import json
from binascii import a2b_base64, b2a_base64
from datetime import UTC, datetime
from functools import partial
from operator import methodcaller
from typing import Annotated, Generic, TypeVar

from asyncpg import BitString
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    Json,
    PlainSerializer,
    PlainValidator,
    StrictInt,
    StrictStr,
    field_serializer,
)
from pydantic_core import CoreSchema, core_schema, from_json

from rivertype import JobState, unique_states_from_bitmask
from tests.benchmarks.moment import Moment, nanosecond, spell_moment

Integer = TypeVar("Integer")
Time = TypeVar("Time")
Bytes = TypeVar("Bytes")
Errors = TypeVar("Errors")
Texts = TypeVar("Texts")
States = TypeVar("States")


class Model(BaseModel):
    model_config = ConfigDict(frozen=True)


class AttemptError(Model, Generic[Integer, Time]):
    at: Time
    attempt: Integer
    error: StrictStr
    trace: StrictStr
    at_nanosecond: Annotated[int, PlainValidator(nanosecond)] = Field(validation_alias="at", exclude=True)

    @field_serializer("at")
    def spell_at(self, at: datetime) -> str:
        return spell_moment(Moment(at, self.at_nanosecond))


class Go(Model, Generic[Integer, Time, Bytes]):
    """The fields of Go's JobRow."""

    ID: Integer
    Attempt: Integer
    AttemptedAt: Time | None
    AttemptedBy: tuple[StrictStr, ...] | None
    CreatedAt: Time
    EncodedArgs: Bytes
    Errors: tuple[AttemptError[Integer, Time], ...]
    FinalizedAt: Time | None
    Kind: StrictStr
    MaxAttempts: Integer
    Metadata: Bytes
    Priority: Integer
    Queue: StrictStr
    ScheduledAt: Time
    State: JobState
    Tags: tuple[StrictStr, ...]
    UniqueKey: Bytes | None
    UniqueStates: tuple[JobState, ...] | None


def _spell_base64(value: bytes) -> str:
    return b2a_base64(value, newline=False).decode()


_RFC_3339 = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$"


class OnlyRFC3339:
    """Lets only RFC 3339 through to pydantic's own reading of a datetime."""

    def __get_pydantic_core_schema__(
        self, source: type[datetime], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        text = core_schema.str_schema(pattern=_RFC_3339, strict=True)
        return core_schema.chain_schema([text, handler(source)])


_SpelledBase64 = PlainSerializer(_spell_base64, return_type=str)

GoJob = Go[StrictInt, datetime, Annotated[bytes, PlainValidator(a2b_base64), _SpelledBase64]]
StrictGoJob = Go[
    Annotated[StrictInt, Field(ge=-(2**63), lt=2**63)],
    Annotated[datetime, OnlyRFC3339()],
    Annotated[bytes, PlainValidator(partial(a2b_base64, strict_mode=True)), _SpelledBase64],
]


class Row(Model, Generic[Time, Bytes, Errors, Texts, States]):
    """The columns of river_job."""

    id: StrictInt
    attempt: StrictInt
    attempted_at: Time | None
    attempted_by: Texts | None
    created_at: Time
    args: Bytes
    errors: Errors | None
    finalized_at: Time | None
    kind: StrictStr
    max_attempts: StrictInt
    metadata: Bytes
    priority: StrictInt
    queue: StrictStr
    scheduled_at: Time
    state: JobState
    tags: Texts
    unique_key: bytes | None
    unique_states: States | None


def _checked_text(text: str) -> bytes:
    from_json(text, allow_inf_nan=False)
    return text.encode()


def _checked_bytes(text: bytes) -> bytes:
    from_json(text, allow_inf_nan=False)
    return text


_spell_json = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def _encoded(value: object) -> bytes:
    return _spell_json(value).encode()


_STATES = [unique_states_from_bitmask(bitmask) for bitmask in range(256)]
_STATES_OF_TEXT = {f"{bitmask:08b}": states for bitmask, states in enumerate(_STATES)}


def _states_of_bits(bits: BitString) -> tuple[JobState, ...]:
    return _STATES[bits.bytes[0]]


UTCTime = Annotated[datetime, AfterValidator(methodcaller("astimezone", UTC))]
NaiveTime = Annotated[datetime, AfterValidator(methodcaller("replace", tzinfo=UTC))]
CheckedText = Annotated[bytes, PlainValidator(_checked_text)]
CheckedBytes = Annotated[bytes, PlainValidator(_checked_bytes)]
EncodedJSON = Annotated[bytes, PlainValidator(_encoded)]
RowError = AttemptError[StrictInt, datetime]
TextList = tuple[StrictStr, ...]
BitStates = Annotated[tuple[JobState, ...], PlainValidator(_states_of_bits)]
TextStates = Annotated[tuple[JobState, ...], PlainValidator(_STATES_OF_TEXT.__getitem__)]
IntStates = Annotated[tuple[JobState, ...], PlainValidator(_STATES.__getitem__)]

AsyncpgRow = Row[UTCTime, CheckedText, tuple[Json[RowError], ...], TextList, BitStates]
PsycopgTextRow = Row[UTCTime, CheckedText, tuple[Json[RowError], ...], TextList, TextStates]
PsycopgBytesRow = Row[UTCTime, CheckedBytes, tuple[Json[RowError], ...], TextList, TextStates]
PsycopgRow = Row[UTCTime, EncodedJSON, tuple[RowError, ...], TextList, TextStates]
SQLiteRow = Row[NaiveTime, CheckedText, Json[tuple[RowError, ...]], Json[TextList], IntStates]
