"""JobRow: a job as the table `river_job` holds it, and its two shapes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import datetime
from typing import Any, Final, TypedDict, TypeVar, final, overload

from rivertype import _columns as column
from rivertype import _go_json as go
from rivertype._attempt_error import AttemptError, AttemptErrorDict, read_attempt_error, spell_attempt_error
from rivertype._errors import DecodeError, within
from rivertype._fields import (
    each,
    field,
    field_or_none,
    mapping,
    nullable,
    optional,
    refuse_other_letter_case,
    required,
)
from rivertype._job_state import JobState
from rivertype._json_text import encode_compact, is_json, members
from rivertype._tolerant_errors import read_errors_column

try:
    from rivertype._quick import quick_from_columns, quick_from_dict, quick_to_dict
except ImportError:

    def quick_from_dict(data: Any, job_class: type[JobRow], /) -> JobRow | None:
        """Leave the job to the plain reader."""

    def quick_from_columns(columns: dict[str, Any], job_class: type[JobRow], /) -> JobRow | None:
        """Leave the job to the plain reader."""

    def quick_to_dict(job: JobRow, /) -> JobRowDict | None:
        """Leave the job to the plain writer."""


T = TypeVar("T")

MAX_ATTEMPTS_DEFAULT: Final = 25
"""How often River tries a job unless its inserter says otherwise: Go's `river.MaxAttemptsDefault`."""

PRIORITY_DEFAULT: Final = 1
"""The priority of a job unless its inserter says otherwise, the highest: Go's `river.PriorityDefault`."""

QUEUE_DEFAULT: Final = "default"
"""The queue of a job unless its inserter says otherwise: Go's `river.QueueDefault`."""

METADATA_KEY_OUTPUT: Final = "output"
"""The metadata key under which River keeps a job's recorded output: Go's `rivertype.MetadataKeyOutput`."""


class JobRowDict(TypedDict):
    """What `JobRow.to_dict` gives: the object that Go's encoding/json writes, in its order of keys."""

    ID: int
    Attempt: int
    AttemptedAt: str | None
    AttemptedBy: list[str] | None
    CreatedAt: str
    EncodedArgs: str
    Errors: list[AttemptErrorDict]
    FinalizedAt: str | None
    Kind: str
    MaxAttempts: int
    Metadata: str
    Priority: int
    Queue: str
    ScheduledAt: str
    State: str
    Tags: list[str]
    UniqueKey: str | None
    UniqueStates: list[str] | None


class JobRowColumns(TypedDict):
    """What `JobRow.to_row` gives: the columns of `river_job` as every PostgreSQL driver binds them."""

    id: int
    attempt: int
    attempted_at: datetime | None
    attempted_by: list[str] | None
    created_at: datetime
    args: str
    errors: list[str] | None
    finalized_at: datetime | None
    kind: str
    max_attempts: int
    metadata: str
    priority: int
    queue: str
    scheduled_at: datetime
    state: str
    tags: list[str]
    unique_key: bytes | None
    unique_states: str | None


class JobRowSQLiteColumns(TypedDict):
    """What `JobRow.to_sqlite_row` gives: the columns of `river_job` as SQLite binds them."""

    id: int
    attempt: int
    attempted_at: str | None
    attempted_by: str | None
    created_at: str
    args: str
    errors: str | None
    finalized_at: str | None
    kind: str
    max_attempts: int
    metadata: str
    priority: int
    queue: str
    scheduled_at: str
    state: str
    tags: str
    unique_key: bytes | None
    unique_states: int | None


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class JobRow:
    """A job: Go's `JobRow`, a row of the table `river_job`.

    Frozen, hashable, picklable, and made of plain values: lists are tuples, JSON is bytes. The constructor
    checks and converts nothing, as with any dataclass: readers check what comes in, writers what goes out. A
    field left out has the value that River's newest schema gives a new job. `repr` leaves out what users put
    into a job: its args, metadata and unique key, and its errors' texts.
    """

    id: int
    """The job's number in its table, 64 bits, ascending with gaps.

    Go `ID`, column `id`.
    """

    attempt: int = 0
    """How often the job has been tried: 0 when new, and one more as each attempt starts.

    A snooze, and a client that stops before the attempt is done, take one back.

    Go `Attempt`, column `attempt`.
    """

    attempted_at: datetime | None = None
    """When the latest attempt started, aware; None until the first.

    Go `AttemptedAt`, column `attempted_at`.
    """

    attempted_by: tuple[str, ...] = ()
    """The ids of the clients that tried the job, earliest first, of which River keeps the latest 100.

    Empty until the first attempt, which is null in Go's JSON and in the table.

    Go `AttemptedBy`, column `attempted_by`.
    """

    created_at: datetime
    """When the job was inserted, aware.

    Go `CreatedAt`, column `created_at`.
    """

    encoded_args: bytes = dataclass_field(repr=False)
    """The job's arguments as JSON, usually an object, byte for byte as the database spells it.

    `decode_args` parses it.

    Go `EncodedArgs`, column `args`.
    """

    errors: tuple[AttemptError, ...] = ()
    """Why attempts failed, earliest first; a snooze and a success add none.

    Go `Errors`, column `errors`.
    """

    finalized_at: datetime | None = None
    """When the job came to rest, aware: set exactly when `state.is_finalized`, else None.

    Go `FinalizedAt`, column `finalized_at`.
    """

    kind: str
    """The name that chooses the job's worker, 1 to 127 characters.

    Go `Kind`, column `kind`.
    """

    max_attempts: int = MAX_ATTEMPTS_DEFAULT
    """The attempt whose failure discards the job.

    Go `MaxAttempts`, column `max_attempts`.
    """

    metadata: bytes = dataclass_field(default=b"{}", repr=False)
    """A JSON object in which River, its extensions and users keep what they know of the job.

    `decode_metadata` parses it.

    Go `Metadata`, column `metadata`.
    """

    priority: int = PRIORITY_DEFAULT
    """1 (worked first) to 4 (worked last) within a queue.

    Go `Priority`, column `priority`.
    """

    queue: str = QUEUE_DEFAULT
    """The queue in which the job waits, 1 to 127 characters.

    Go `Queue`, column `queue`.
    """

    scheduled_at: datetime
    """When the job may next be worked, aware.

    Its insertion or a later time that its inserter chose, then the end of a snooze or of the wait after an
    error; when a person retries the job, the time of that.

    Go `ScheduledAt`, column `scheduled_at`.
    """

    state: JobState = JobState.AVAILABLE
    """Where the job stands.

    Go `State`, column `state`.
    """

    tags: tuple[str, ...] = ()
    """Words by which users group jobs; River does nothing with them.

    Go `Tags`, column `tags`.
    """

    unique_key: bytes | None = dataclass_field(default=None, repr=False)
    """The hash by which a unique job is told from others; None for a job that is not unique.

    Go `UniqueKey`, column `unique_key`.
    """

    unique_states: tuple[JobState, ...] = ()
    """The states in which the job blocks others of its unique key, alphabetical as Go gives them.

    Empty where the job is not unique, or was inserted by a release that did not keep them.

    Go `UniqueStates`, column `unique_states`.
    """

    @classmethod
    def from_dict(cls, data: Mapping[str, object], /) -> JobRow:
        """Read the object that Go's encoding/json writes for a `JobRow`: its field names, bytes as base64.

        Every key must be there but Metadata, UniqueKey and UniqueStates, which old releases lack; keys that
        Go does not know are ignored. The four times keep their offset, and microseconds. Raises DecodeError
        for content that is refused, TypeError where `data` is no mapping. docs/go-json.md lists what Go takes
        and this refuses.
        """
        if job := quick_from_dict(data, cls):
            return job
        fields = mapping(data, "JobRow.from_dict")
        try:
            return cls._read_dict(fields)
        except DecodeError as error:
            within(error, "JobRow", _id_or_none(fields.get("ID")))
            raise

    @classmethod
    def _read_dict(cls, data: Mapping[str, object]) -> JobRow:
        if "ID" not in data and "id" in data:
            raise DecodeError(
                "", "expected Go's field names (ID, EncodedArgs, ...), got column names: call JobRow.from_row"
            )
        refuse_other_letter_case(data, JobRowDict.__required_keys__)
        return cls(
            id=required(data, "ID", go.integer),
            attempt=required(data, "Attempt", go.integer),
            attempted_at=nullable(data, "AttemptedAt", go.read_time, null=None),
            attempted_by=nullable(data, "AttemptedBy", go.read_text_list, null=()),
            created_at=required(data, "CreatedAt", go.read_time),
            encoded_args=required(data, "EncodedArgs", go.read_bytes),
            errors=nullable(data, "Errors", _read_errors, null=()),
            finalized_at=nullable(data, "FinalizedAt", go.read_time, null=None),
            kind=required(data, "Kind", go.read_text),
            max_attempts=required(data, "MaxAttempts", go.integer),
            metadata=optional(data, "Metadata", go.read_bytes, null=b"{}"),
            priority=required(data, "Priority", go.integer),
            queue=required(data, "Queue", go.read_text),
            scheduled_at=required(data, "ScheduledAt", go.read_time),
            state=required(data, "State", go.read_state),
            tags=nullable(data, "Tags", go.read_text_list, null=()),
            unique_key=optional(data, "UniqueKey", go.read_bytes, null=None),
            unique_states=optional(data, "UniqueStates", go.read_states, null=()),
        )

    def to_dict(self) -> JobRowDict:
        """The object that Go's encoding/json writes for the same job; `from_dict` of it gives an equal job.

        Empty `attempted_by` and `unique_states` are null and empty `errors` and `tags` are [], as in jobs
        that River's drivers hand over. Raises ValueError naming the field that cannot be written: a naive
        datetime, a value of the wrong type, a lone surrogate.
        """
        if data := quick_to_dict(self):
            return data
        try:
            return {
                "ID": field("id", self.id, go.integer),
                "Attempt": field("attempt", self.attempt, go.integer),
                "AttemptedAt": field_or_none("attempted_at", self.attempted_at, go.spell_time),
                "AttemptedBy": field("attempted_by", self.attempted_by, go.spell_text_list) or None,
                "CreatedAt": field("created_at", self.created_at, go.spell_time),
                "EncodedArgs": field("encoded_args", self.encoded_args, go.spell_bytes),
                "Errors": field("errors", self.errors, _spell_errors),
                "FinalizedAt": field_or_none("finalized_at", self.finalized_at, go.spell_time),
                "Kind": field("kind", self.kind, go.spell_text),
                "MaxAttempts": field("max_attempts", self.max_attempts, go.integer),
                "Metadata": field("metadata", self.metadata, go.spell_bytes),
                "Priority": field("priority", self.priority, go.integer),
                "Queue": field("queue", self.queue, go.spell_text),
                "ScheduledAt": field("scheduled_at", self.scheduled_at, go.spell_time),
                "State": field("state", self.state, go.spell_state),
                "Tags": field("tags", self.tags, go.spell_text_list),
                "UniqueKey": field_or_none("unique_key", self.unique_key, go.spell_bytes),
                "UniqueStates": field("unique_states", self.unique_states, go.spell_states) or None,
            }
        except DecodeError as error:
            raise self._unwritable(error) from None

    @classmethod
    def from_row(cls, row: column.Row, /) -> JobRow:
        """Read a row of `river_job`, from whatever driver or JSON of a row it came.

        The four times come out in UTC, to the microsecond. Unknown columns are ignored; `errors`, `metadata`,
        `unique_key` and `unique_states` may be missing, as older schemas and River UI's list lack them. Odd
        elements of `errors` are read as well as can be, and counts below 0 as 0, as River's own drivers do.
        Raises DecodeError for content that is refused, TypeError where `row` is no row; what the row's own
        `keys()` and `[]` raise propagates. docs/rows.md says what each driver gives and loses.
        """
        columns = column.columns_of(row)
        try:
            return quick_from_columns(columns, cls) or cls._read_columns(columns)
        except DecodeError as error:
            within(error, "river_job", _id_or_none(columns.get("id")))
            raise

    @classmethod
    def _read_columns(cls, columns: Mapping[str, object]) -> JobRow:
        column.check_columns(columns)
        return cls(
            id=required(columns, "id", go.integer),
            attempt=required(columns, "attempt", column.read_counter_column),
            attempted_at=nullable(columns, "attempted_at", column.read_time_column, null=None),
            attempted_by=nullable(columns, "attempted_by", column.read_text_list_column, null=()),
            created_at=required(columns, "created_at", column.read_time_column),
            encoded_args=required(columns, "args", column.read_json_column),
            errors=optional(columns, "errors", _read_errors_column, null=()),
            finalized_at=nullable(columns, "finalized_at", column.read_time_column, null=None),
            kind=required(columns, "kind", column.read_text_column),
            max_attempts=required(columns, "max_attempts", column.read_counter_column),
            metadata=optional(columns, "metadata", column.read_json_column, null=b"{}"),
            priority=required(columns, "priority", column.read_counter_column),
            queue=required(columns, "queue", column.read_text_column),
            scheduled_at=required(columns, "scheduled_at", column.read_time_column),
            state=required(columns, "state", column.read_state_column),
            tags=nullable(columns, "tags", column.read_text_list_column, null=()),
            unique_key=optional(columns, "unique_key", column.read_blob_column, null=None),
            unique_states=optional(columns, "unique_states", column.read_states_column, null=()),
        )

    def to_row(self) -> JobRowColumns:
        """The columns of `river_job` for PostgreSQL, for the one INSERT in docs/rows.md whose casts fit them.

        JSON as text, `errors` as a list of JSON texts, aware datetimes in UTC, `unique_states` as eight
        characters 0 and 1. `from_row` of it gives an equal job, but for what a row cannot tell: counts below
        0, and the order of `unique_states`. Raises ValueError naming the field that cannot be written.
        """
        try:
            bitmask = field("unique_states", self.unique_states, column.spell_states_column)
            errors = field("errors", self.errors, _spell_errors)
            return {
                "id": field("id", self.id, go.integer),
                "attempt": field("attempt", self.attempt, go.integer),
                "attempted_at": field_or_none("attempted_at", self.attempted_at, column.spell_time_column),
                "attempted_by": field("attempted_by", self.attempted_by, go.spell_text_list) or None,
                "created_at": field("created_at", self.created_at, column.spell_time_column),
                "args": field("encoded_args", self.encoded_args, column.spell_json_column),
                "errors": [encode_compact(error) for error in errors] or None,
                "finalized_at": field_or_none("finalized_at", self.finalized_at, column.spell_time_column),
                "kind": field("kind", self.kind, go.spell_text),
                "max_attempts": field("max_attempts", self.max_attempts, go.integer),
                "metadata": field("metadata", self.metadata, column.spell_json_column),
                "priority": field("priority", self.priority, go.integer),
                "queue": field("queue", self.queue, go.spell_text),
                "scheduled_at": field("scheduled_at", self.scheduled_at, column.spell_time_column),
                "state": field("state", self.state, go.spell_state),
                "tags": field("tags", self.tags, go.spell_text_list),
                "unique_key": field_or_none("unique_key", self.unique_key, column.spell_blob),
                "unique_states": None if bitmask is None else f"{bitmask:08b}",
            }
        except DecodeError as error:
            raise self._unwritable(error) from None

    def to_sqlite_row(self) -> JobRowSQLiteColumns:
        """The columns of `river_job` for SQLite, as River writes them.

        Times are text in UTC, rounded half up to the millisecond; JSON, lists and errors are JSON text.
        `from_row` of it gives an equal job but for those digits, and for what no row can tell: see `to_row`.
        Raises ValueError naming the field that cannot be written.
        """
        try:
            attempted_by = field("attempted_by", self.attempted_by, go.spell_text_list)
            errors = field("errors", self.errors, _spell_errors)
            return {
                "id": field("id", self.id, go.integer),
                "attempt": field("attempt", self.attempt, go.integer),
                "attempted_at": field_or_none("attempted_at", self.attempted_at, column.spell_sqlite_time),
                "attempted_by": encode_compact(attempted_by) if attempted_by else None,
                "created_at": field("created_at", self.created_at, column.spell_sqlite_time),
                "args": field("encoded_args", self.encoded_args, column.spell_json_column),
                "errors": encode_compact(errors) if errors else None,
                "finalized_at": field_or_none("finalized_at", self.finalized_at, column.spell_sqlite_time),
                "kind": field("kind", self.kind, go.spell_text),
                "max_attempts": field("max_attempts", self.max_attempts, go.integer),
                "metadata": field("metadata", self.metadata, column.spell_json_column),
                "priority": field("priority", self.priority, go.integer),
                "queue": field("queue", self.queue, go.spell_text),
                "scheduled_at": field("scheduled_at", self.scheduled_at, column.spell_sqlite_time),
                "state": field("state", self.state, go.spell_state),
                "tags": encode_compact(field("tags", self.tags, go.spell_text_list)),
                "unique_key": field_or_none("unique_key", self.unique_key, column.spell_blob),
                "unique_states": field("unique_states", self.unique_states, column.spell_states_column),
            }
        except DecodeError as error:
            raise self._unwritable(error) from None

    def _unwritable(self, error: DecodeError) -> ValueError:
        return ValueError(str(within(error, "JobRow", _id_or_none(self.id))))

    @overload
    def decode_args(self, loads: None = None) -> Any: ...
    @overload
    def decode_args(self, loads: Callable[[bytes], T]) -> T: ...
    def decode_args(self, loads: Callable[[bytes], Any] | None = None) -> Any:
        """The job's arguments, parsed by `loads` and typed by its result.

        `loads` takes the bytes: orjson.loads, msgspec.json.decode, a pydantic adapter's validate_json.
        Without one, `json.loads` parses them, and a type checker lets the result be used as anything. What
        the parser raises propagates, and may show what it could not parse.
        """
        return _decode(self.encoded_args, loads)

    @overload
    def decode_metadata(self, loads: None = None) -> Any: ...
    @overload
    def decode_metadata(self, loads: Callable[[bytes], T]) -> T: ...
    def decode_metadata(self, loads: Callable[[bytes], Any] | None = None) -> Any:
        """The job's metadata, parsed as `decode_args` parses the arguments."""
        return _decode(self.metadata, loads)

    def output(self) -> bytes | None:
        """The output that the job's worker recorded, as raw JSON; None where there is none.

        Go's `Output()`: what stands under the metadata's key `output` in any letter case, the last one where
        it is repeated. A recorded `null` is `b"null"`.
        """
        text = self.metadata.decode(errors="surrogateescape")
        if not is_json(text) or not text.lstrip().startswith("{"):
            return None
        recorded = [value for key, value in members(text) if key.lower() == METADATA_KEY_OUTPUT]
        return recorded[-1].encode(errors="surrogateescape") if recorded else None


def _read_errors(value: object) -> tuple[AttemptError, ...]:
    return each(go.read_array(value), read_attempt_error)


def _spell_errors(errors: tuple[AttemptError, ...]) -> list[AttemptErrorDict]:
    return list(each(go.spell_array(errors), spell_attempt_error))


def _read_errors_column(value: object) -> tuple[AttemptError, ...]:
    return tuple([AttemptError(*fields) for fields in read_errors_column(value)])


def _decode(text: bytes, loads: Callable[[bytes], Any] | None) -> Any:
    if loads is None:
        import json

        return json.loads(text)
    return loads(text)


def _id_or_none(value: object) -> int | None:
    try:
        return go.integer(value)
    except DecodeError:
        return None
