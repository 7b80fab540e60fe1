"""JobRow: a value, and the object that Go's encoding/json makes of it. Its rows are in test_rows.py."""

import copy
import json
import pickle
import types
from collections import ChainMap, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import FrozenInstanceError, fields, replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

import pytest

from rivertype import (
    MAX_ATTEMPTS_DEFAULT,
    METADATA_KEY_OUTPUT,
    PRIORITY_DEFAULT,
    QUEUE_DEFAULT,
    AttemptError,
    DecodeError,
    JobRow,
    JobState,
)
from tests.examples import ERROR, JOB, error_dict, error_with, job_dict, job_with

NOON = datetime(2026, 8, 7, 12, tzinfo=UTC)
NEW = JobRow(id=1, created_at=NOON, encoded_args=b"{}", kind="sort", scheduled_at=NOON)

MAY_BE_MISSING = {"Metadata": b"{}", "UniqueKey": None, "UniqueStates": ()}
MAY_BE_NULL = {
    **MAY_BE_MISSING,
    "AttemptedAt": None,
    "AttemptedBy": (),
    "Errors": (),
    "FinalizedAt": None,
    "Tags": (),
}
FIELDS = {
    "ID": "id",
    "Attempt": "attempt",
    "AttemptedAt": "attempted_at",
    "AttemptedBy": "attempted_by",
    "CreatedAt": "created_at",
    "EncodedArgs": "encoded_args",
    "Errors": "errors",
    "FinalizedAt": "finalized_at",
    "Kind": "kind",
    "MaxAttempts": "max_attempts",
    "Metadata": "metadata",
    "Priority": "priority",
    "Queue": "queue",
    "ScheduledAt": "scheduled_at",
    "State": "state",
    "Tags": "tags",
    "UniqueKey": "unique_key",
    "UniqueStates": "unique_states",
}
"""Go's field names and ours, in Go's order."""
STATES = "available, cancelled, completed, discarded, pending, retryable, running, scheduled"


def job_dict_without(key: str) -> dict[str, object]:
    return {name: value for name, value in job_dict().items() if name != key}


def test_fields_stand_in_gos_order() -> None:
    assert [field.name for field in fields(JobRow)] == list(FIELDS.values())


def test_a_field_left_out_has_the_databases_default() -> None:
    assert (
        JobRow(
            id=1,
            attempt=0,
            attempted_at=None,
            attempted_by=(),
            created_at=NOON,
            encoded_args=b"{}",
            errors=(),
            finalized_at=None,
            kind="sort",
            max_attempts=25,
            metadata=b"{}",
            priority=1,
            queue="default",
            scheduled_at=NOON,
            state=JobState.AVAILABLE,
            tags=(),
            unique_key=None,
            unique_states=(),
        )
        == NEW
    )


def test_the_defaults_have_names() -> None:
    assert (MAX_ATTEMPTS_DEFAULT, PRIORITY_DEFAULT, QUEUE_DEFAULT, METADATA_KEY_OUTPUT) == (
        25,
        1,
        "default",
        "output",
    )


def test_fields_are_given_by_name_alone() -> None:
    assert all(field.kw_only for field in fields(JobRow))
    values: dict[str, Any] = {"id": 1, "created_at": NOON, "encoded_args": b"{}", "kind": "sort"}
    with pytest.raises(TypeError, match="missing 1 required keyword-only argument: 'scheduled_at'"):
        JobRow(**values)
    assert JobRow(**values, scheduled_at=NOON) == NEW


def test_the_constructor_checks_and_converts_nothing() -> None:
    value = object()
    assert getattr(job_with("tags", value), "tags") is value  # noqa: B009  no checker expects it there


def test_the_repr_leaves_out_what_users_put_into_a_job() -> None:
    job = replace(
        NEW, errors=(AttemptError(NOON, 1, "secret", "secret"),), metadata=b"secret", unique_key=b"secret"
    )
    assert repr(replace(job, encoded_args=b"secret")) == (
        "JobRow(id=1, attempt=0, attempted_at=None, attempted_by=(), "
        "created_at=datetime.datetime(2026, 8, 7, 12, 0, tzinfo=datetime.timezone.utc), "
        "errors=(AttemptError(at=datetime.datetime(2026, 8, 7, 12, 0, tzinfo=datetime.timezone.utc), "
        "attempt=1, at_nanosecond=0),), finalized_at=None, kind='sort', max_attempts=25, priority=1, "
        "queue='default', scheduled_at=datetime.datetime(2026, 8, 7, 12, 0, tzinfo=datetime.timezone.utc), "
        "state=<JobState.AVAILABLE: 'available'>, tags=(), unique_states=())"
    )


@pytest.mark.parametrize("name", FIELDS.values())
def test_jobs_are_equal_when_every_field_is(name: str) -> None:
    same = JobRow.from_dict(job_dict())
    assert same == JOB
    assert hash(same) == hash(JOB)
    assert job_with(name, "different") != JOB


@pytest.mark.parametrize("other", [JOB.to_dict(), ERROR, 42, None])
def test_a_job_equals_nothing_of_another_type(other: object) -> None:
    assert other != JOB


def test_what_a_hostile_value_raises_when_compared_propagates() -> None:
    class Hostile:
        def __eq__(self, other: object) -> bool:
            raise ZeroDivisionError

        def __hash__(self) -> int:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        assert Hostile() == JOB
    with pytest.raises(ZeroDivisionError):
        assert job_with("kind", Hostile()) == JOB


def test_jobs_can_be_members_of_sets_and_keys() -> None:
    assert len({JOB, JobRow.from_dict(job_dict()), NEW}) == 2


@pytest.mark.parametrize("name", FIELDS.values())
def test_a_field_cannot_be_set_or_deleted(name: str) -> None:
    job = JobRow.from_dict(job_dict())
    with pytest.raises(FrozenInstanceError):
        setattr(job, name, None)
    with pytest.raises(FrozenInstanceError):
        delattr(job, name)
    assert job == JOB
    assert not hasattr(job, "__dict__")


def test_copies_and_pickles_are_equal_in_every_field() -> None:
    copies = [copy.copy(JOB), copy.deepcopy(JOB), replace(JOB)]
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        copies.append(pickle.loads(pickle.dumps(JOB, protocol)))  # noqa: PERF401, S301  our own pickle
    for duplicate in copies:
        assert duplicate == JOB
        assert duplicate.to_dict() == JOB.to_dict()


def test_replace_changes_one_field() -> None:
    job = replace(JOB, state=JobState.AVAILABLE, finalized_at=None)
    assert job != JOB
    assert job.state is JobState.AVAILABLE
    assert replace(job, state=JOB.state, finalized_at=JOB.finalized_at) == JOB


def test_it_can_be_matched_by_name() -> None:
    match JOB:
        case JobRow(state=JobState.CANCELLED, errors=[AttemptError(attempt=1), *_], kind=kind):
            assert kind == "send_mail"
        case _:
            pytest.fail("not matched")
    assert JobRow.__match_args__ == ()


def test_the_examples_job_is_read_field_by_field() -> None:
    job = JobRow.from_dict(job_dict())
    for name in FIELDS.values():
        assert getattr(job, name) == getattr(JOB, name)


def test_a_job_is_written_as_go_writes_it() -> None:
    assert json.dumps(JOB.to_dict(), separators=(",", ":")) == (
        '{"ID":42,"Attempt":2,"AttemptedAt":"2026-08-07T14:33:10.25Z","AttemptedBy":["host-1","host-2"],'
        '"CreatedAt":"2026-08-07T14:30:00Z","EncodedArgs":"eyJ0byI6ICJhbm4ifQ==","Errors":'
        '[{"at":"2026-08-07T09:32:57.123456789-05:00","attempt":1,"error":"no such host",'
        '"trace":"main.go:12"}],'
        '"FinalizedAt":"2026-08-07T14:33:11.000001Z","Kind":"send_mail","MaxAttempts":5,'
        '"Metadata":"eyJvdXRwdXQiOiBbMV19","Priority":3,"Queue":"mail","ScheduledAt":"2026-08-07T14:33:09Z",'
        '"State":"cancelled","Tags":["urgent"],"UniqueKey":"9QA=","UniqueStates":["available","running"]}'
    )


def test_a_new_job_is_written_as_go_writes_one_that_its_drivers_hand_over() -> None:
    assert json.dumps(NEW.to_dict(), separators=(",", ":")) == (
        '{"ID":1,"Attempt":0,"AttemptedAt":null,"AttemptedBy":null,"CreatedAt":"2026-08-07T12:00:00Z",'
        '"EncodedArgs":"e30=","Errors":[],"FinalizedAt":null,"Kind":"sort","MaxAttempts":25,"Metadata":"e30=",'
        '"Priority":1,"Queue":"default","ScheduledAt":"2026-08-07T12:00:00Z","State":"available","Tags":[],'
        '"UniqueKey":null,"UniqueStates":null}'
    )


@pytest.mark.parametrize("job", [JOB, NEW, replace(JOB, errors=(ERROR, ERROR), unique_key=b"", metadata=b"")])
def test_what_was_written_is_read_as_an_equal_job(job: JobRow) -> None:
    assert JobRow.from_dict(job.to_dict()) == job


def test_the_order_of_the_keys_read_does_not_matter() -> None:
    assert JobRow.from_dict(dict(reversed(job_dict().items()))) == JOB


@pytest.mark.parametrize("key", sorted(FIELDS.keys() - MAY_BE_MISSING.keys()))
def test_a_required_key_may_not_be_missing(key: str) -> None:
    with pytest.raises(DecodeError) as caught:
        JobRow.from_dict(job_dict_without(key))
    job = "" if key == "ID" else " (job 42)"
    assert str(caught.value) == f"JobRow.{key}: expected a value, but the key is missing{job}"


@pytest.mark.parametrize(("key", "value"), MAY_BE_MISSING.items())
def test_a_key_that_old_releases_lack_may_be_missing(key: str, value: object) -> None:
    assert JobRow.from_dict(job_dict_without(key)) == job_with(FIELDS[key], value)


@pytest.mark.parametrize(("key", "value"), MAY_BE_NULL.items())
def test_null_is_none_or_empty_where_go_writes_it(key: str, value: object) -> None:
    assert JobRow.from_dict(job_dict(**{key: None})) == job_with(FIELDS[key], value)


@pytest.mark.parametrize("key", sorted(FIELDS.keys() - MAY_BE_NULL.keys()))
def test_null_is_refused_in_every_other_key(key: str) -> None:
    with pytest.raises(DecodeError) as caught:
        JobRow.from_dict(job_dict(**{key: None}))
    assert caught.value.path == f"JobRow.{key}"
    assert caught.value.reason.endswith(", got None")


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("ID", 1.0, "JobRow.ID: expected an integer, got float 1.0"),
        ("Attempt", "1", "JobRow.Attempt: expected an integer, got str '1' (job 42)"),
        ("AttemptedAt", 0, "JobRow.AttemptedAt: expected an RFC 3339 timestamp, got int 0 (job 42)"),
        ("AttemptedBy", "host", "JobRow.AttemptedBy: expected an array, got str of 4 characters (job 42)"),
        ("AttemptedBy", ["host", 1], "JobRow.AttemptedBy[1]: expected a string, got int 1 (job 42)"),
        ("CreatedAt", "", "JobRow.CreatedAt: expected an RFC 3339 timestamp, got str '' (job 42)"),
        (
            "EncodedArgs",
            {},
            "JobRow.EncodedArgs: expected bytes as a base64 string, got dict of 0 keys (job 42)",
        ),
        (
            "EncodedArgs",
            "e30",
            "JobRow.EncodedArgs: expected bytes as padded standard base64, got str of 3 characters (job 42)",
        ),
        ("Errors", {}, "JobRow.Errors: expected an array, got dict of 0 keys (job 42)"),
        ("Errors", [None], "JobRow.Errors[0]: expected an object, got None (job 42)"),
        ("Errors", ["boom"], "JobRow.Errors[0]: expected an object, got str of 4 characters (job 42)"),
        (
            "Errors",
            [error_dict(), {}],
            "JobRow.Errors[1].at: expected a value, but the key is missing (job 42)",
        ),
        ("Errors", [error_dict(error=1)], "JobRow.Errors[0].error: expected a string, got int (job 42)"),
        (
            "Errors",
            [error_dict(Error="")],
            "JobRow.Errors[0].Error: expected the key in the letter case of Go's field (job 42)",
        ),
        ("FinalizedAt", False, "JobRow.FinalizedAt: expected an RFC 3339 timestamp, got False (job 42)"),
        ("Kind", 1, "JobRow.Kind: expected a string, got int 1 (job 42)"),
        (
            "MaxAttempts",
            2**63,
            "JobRow.MaxAttempts: expected an integer of 64 bits, got int 9223372036854775808 (job 42)",
        ),
        (
            "Metadata",
            b"{}",
            "JobRow.Metadata: expected bytes as a base64 string, got bytes of 2 bytes (job 42)",
        ),
        ("Priority", True, "JobRow.Priority: expected an integer, got True (job 42)"),
        ("Queue", ["mail"], "JobRow.Queue: expected a string, got list of 1 elements (job 42)"),
        (
            "ScheduledAt",
            NOON,
            "JobRow.ScheduledAt: expected an RFC 3339 timestamp, got datetime 2026-08-07 12:00:00 (job 42)",
        ),
        (
            "State",
            "",
            f"JobRow.State: expected a job state ({STATES}), got str '' (job 42)",
        ),
        ("Tags", {"urgent": 1}, "JobRow.Tags: expected an array, got dict of 1 keys (job 42)"),
        ("Tags", ["a", "b", "c", None], "JobRow.Tags[3]: expected a string, got None (job 42)"),
        ("UniqueKey", 1, "JobRow.UniqueKey: expected bytes as a base64 string, got int (job 42)"),
        ("UniqueStates", 245, "JobRow.UniqueStates: expected an array, got int (job 42)"),
        (
            "UniqueStates",
            ["running", "available "],
            f"JobRow.UniqueStates[1]: expected a job state ({STATES}), got str 'available ' (job 42)",
        ),
    ],
)
def test_the_wrong_value_is_refused_by_its_place(key: str, value: object, message: str) -> None:
    with pytest.raises(DecodeError) as caught:
        JobRow.from_dict(job_dict(**{key: value}))
    assert str(caught.value) == message


def test_other_keys_are_ignored() -> None:
    data: dict[Any, object] = {**job_dict(), "Extra": object(), "IDs": 1, "encoded_args": 1, "": 1, 7: 1}
    assert JobRow.from_dict(data) == JOB


@pytest.mark.parametrize(
    "key", ["id", "kind", "KIND", "uniqueStates", "Tag\u017f", "\u212aind", "Met\u0061DATA"]
)
def test_a_key_in_another_letter_case_is_refused_for_go_would_read_it(key: str) -> None:
    with pytest.raises(DecodeError) as caught:
        JobRow.from_dict({**job_dict(), key: None})
    assert str(caught.value) == f"JobRow.{key}: expected the key in the letter case of Go's field (job 42)"


def test_a_missing_key_is_told_from_one_in_another_letter_case() -> None:
    data = job_dict_without("Metadata")
    assert JobRow.from_dict({**data, "M\u0435tadata": "e30="}).metadata == b"{}"
    with pytest.raises(DecodeError, match=r"^JobRow\.metadata: expected the key in the letter case"):
        JobRow.from_dict({**data, "metadata": "e30="})


def test_a_row_is_told_which_method_to_call() -> None:
    with pytest.raises(DecodeError) as caught:
        JobRow.from_dict({"id": 42, "args": {}})
    assert str(caught.value) == (
        "JobRow: expected Go's field names (ID, EncodedArgs, ...), got column names: call JobRow.from_row"
    )


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        pytest.param(None, "NoneType", id="None"),
        pytest.param([job_dict()], "list", id="a list"),
        pytest.param('{"ID": 42}', "str", id="JSON text"),
        pytest.param(JOB, "JobRow", id="a job"),
        pytest.param(dict, "type", id="a class"),
    ],
)
def test_what_is_no_mapping_is_a_type_error(data: object, kind: str) -> None:
    read: Callable[..., JobRow] = JobRow.from_dict
    with pytest.raises(TypeError, match=f"^JobRow.from_dict takes a mapping, got {kind}$"):
        read(data)


class ReadOnly(Mapping[str, object]):
    """The least that is a mapping."""

    def __init__(self, data: dict[str, object]) -> None:
        self._data = data

    def __getitem__(self, key: str) -> object:
        return self._data[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)


def in_a_chain(data: dict[str, object]) -> Mapping[str, object]:
    return ChainMap({}, data, {"ID": "junk"})


def in_a_defaultdict(data: dict[str, object]) -> Mapping[str, object]:
    return defaultdict(list, data)


@pytest.mark.parametrize("wrap", [ReadOnly, types.MappingProxyType, in_a_chain, in_a_defaultdict])
def test_any_mapping_will_do(wrap: Callable[[dict[str, object]], Mapping[str, object]]) -> None:
    assert JobRow.from_dict(wrap(job_dict(Errors=[wrap(error_dict())]))) == JOB


def test_a_defaultdict_is_asked_for_nothing_that_it_lacks() -> None:
    data: defaultdict[str, object] = defaultdict(list, job_dict_without("Metadata"))
    assert JobRow.from_dict(data) == replace(JOB, metadata=b"{}")
    assert "Metadata" not in data
    del data["Tags"]
    with pytest.raises(DecodeError, match=r"^JobRow\.Tags: expected a value, but the key is missing"):
        JobRow.from_dict(data)
    assert "Tags" not in data


def test_the_callers_mapping_is_neither_changed_nor_kept() -> None:
    data = job_dict()
    job = JobRow.from_dict(data)
    assert data == job_dict()
    for value in data.values():
        if isinstance(value, list):
            value.clear()
    data.clear()
    assert job == JOB


def test_what_was_written_is_the_callers_to_change() -> None:
    data = JOB.to_dict()
    data["Tags"].append("late")
    data["Errors"][0]["error"] = "changed"
    assert JOB.to_dict() == job_dict()


def test_what_the_callers_mapping_raises_propagates() -> None:
    class Broken(ReadOnly):
        def __getitem__(self, key: str) -> object:
            raise ConnectionError(key)

    with pytest.raises(ConnectionError):
        JobRow.from_dict(Broken(job_dict()))


class Claims:
    """A mock or a lazy proxy: not what it says it is, or not even able to say."""

    def __init__(self, claim: type | None) -> None:
        self._claim = claim

    @property  # type: ignore[misc]  # what the test is about
    def __class__(self) -> Any:  # noqa: ANN401  # pyright: ignore[reportIncompatibleMethodOverride] - it lies
        if self._claim is None:
            raise LookupError
        return self._claim


@pytest.mark.parametrize("claim", [str, bytes, int, list, dict, datetime, JobState, AttemptError, None])
@pytest.mark.parametrize("name", FIELDS)
def test_a_value_is_told_by_its_type_and_not_by_what_it_claims(name: str, claim: type | None) -> None:
    value = Claims(claim)
    with pytest.raises(DecodeError, match=rf"^JobRow\.{name}: expected .* got .*Claims"):
        JobRow.from_dict(job_dict(**{name: value}))
    with pytest.raises(ValueError, match=rf"^JobRow\.{FIELDS[name]}: expected .* got .*Claims"):
        job_with(FIELDS[name], value).to_dict()


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("attempt", 1.0, "attempt: expected an integer, got float 1.0"),
        ("attempted_at", "now", "attempted_at: expected an aware datetime, got str 'now'"),
        ("attempted_by", "host", "attempted_by: expected a tuple, got str of 4 characters"),
        ("attempted_by", None, "attempted_by: expected a tuple, got None"),
        ("attempted_by", ["host"], "attempted_by: expected a tuple, got list of 1 elements"),
        ("attempted_by", ("host", 1), "attempted_by[1]: expected a str, got int"),
        ("created_at", None, "created_at: expected an aware datetime, got None"),
        ("encoded_args", "{}", "encoded_args: expected bytes, got str of 2 characters"),
        ("encoded_args", bytearray(b"{}"), "encoded_args: expected bytes, got bytearray"),
        ("errors", None, "errors: expected a tuple, got None"),
        ("errors", [ERROR], "errors: expected a tuple, got list of 1 elements"),
        ("errors", (error_dict(),), "errors[0]: expected an AttemptError, got dict of 4 keys"),
        (
            "errors",
            (error_with("at_nanosecond", 1000),),
            "errors[0].at_nanosecond: expected nanoseconds from 0 to 999, got int 1000",
        ),
        (
            "finalized_at",
            NOON.replace(tzinfo=None),
            (
                "finalized_at: expected an aware datetime (set tzinfo; datetime.UTC for UTC), "
                "got datetime 2026-08-07 12:00:00 (naive)"
            ),
        ),
        ("kind", b"sort", "kind: expected a str, got bytes of 4 bytes"),
        ("kind", "so\udc80rt", "kind: expected a str without lone surrogates, got str of 5 characters"),
        ("max_attempts", None, "max_attempts: expected an integer, got None"),
        ("metadata", None, "metadata: expected bytes, got None"),
        ("priority", -(2**63) - 1, "priority: expected an integer of 64 bits, got int -9223372036854775809"),
        ("queue", None, "queue: expected a str, got None"),
        ("scheduled_at", NOON.date(), "scheduled_at: expected an aware datetime, got datetime.date"),
        ("state", "available", "state: expected a JobState, got str 'available'"),
        ("state", None, "state: expected a JobState, got None"),
        ("tags", {"a"}, "tags: expected a tuple, got set"),
        ("tags", ["a"], "tags: expected a tuple, got list of 1 elements"),
        ("tags", ("a", "\ud800"), "tags[1]: expected a str without lone surrogates, got str of 1 characters"),
        ("unique_key", "00", "unique_key: expected bytes, got str of 2 characters"),
        ("unique_states", 245, "unique_states: expected a tuple, got int"),
        ("unique_states", [JobState.RUNNING], "unique_states: expected a tuple, got list of 1 elements"),
        (
            "unique_states",
            (JobState.RUNNING, "running"),
            "unique_states[1]: expected a JobState, got str 'running'",
        ),
    ],
)
def test_what_cannot_be_written_is_refused_by_the_fields_name(name: str, value: object, reason: str) -> None:
    with pytest.raises(ValueError, match=name) as caught:
        job_with(name, value).to_dict()
    assert type(caught.value) is ValueError
    assert str(caught.value) == f"JobRow.{reason} (job 42)"


class NoZone(tzinfo):
    """A zone whose offset is whatever it was given, or an exception to raise."""

    def __init__(self, offset: object) -> None:
        self._offset = offset

    def utcoffset(self, _: datetime | None, /) -> Any:  # noqa: ANN401  # what tzinfo promises it breaks
        if isinstance(self._offset, Exception):
            raise self._offset
        return self._offset

    def dst(self, dt: datetime | None, /) -> None:
        pass

    def tzname(self, dt: datetime | None, /) -> None:
        pass


@pytest.mark.parametrize("write", [JobRow.to_dict, JobRow.to_row, JobRow.to_sqlite_row])
@pytest.mark.parametrize(
    "offset",
    [
        pytest.param(LookupError("no such zone"), id="that raises"),
        pytest.param(-300, id="whose offset is a number"),
        pytest.param(timedelta(days=1), id="a day from UTC"),
    ],
)
def test_a_time_in_a_zone_that_cannot_tell_its_offset_is_refused(
    write: Callable[[JobRow], object], offset: object
) -> None:
    with pytest.raises(ValueError, match="created_at") as caught:
        write(job_with("created_at", NOON.replace(tzinfo=NoZone(offset))))
    assert str(caught.value) == (
        "JobRow.created_at: expected a datetime whose tzinfo tells its offset, "
        "got datetime 2026-08-07 12:00:00 (job 42)"
    )


class MinutesFromUTC(datetime):
    def utcoffset(self) -> Any:  # noqa: ANN401  # what datetime promises it breaks
        return -300


@pytest.mark.parametrize("write", [JobRow.to_dict, JobRow.to_row, JobRow.to_sqlite_row])
def test_a_time_of_another_class_whose_offset_is_a_number_is_refused(
    write: Callable[[JobRow], object],
) -> None:
    with pytest.raises(ValueError, match="created_at") as caught:
        write(job_with("created_at", MinutesFromUTC(2026, 8, 7)))
    assert str(caught.value) == (
        "JobRow.created_at: expected a datetime whose tzinfo tells its offset, "
        "got tests.unit.test_job_row.MinutesFromUTC (job 42)"
    )


def test_a_time_of_another_class_is_written_by_its_digits() -> None:
    class Midnight(datetime):
        year = property(lambda _: float("nan"))  # pyright: ignore[reportIncompatibleMethodOverride] - as pandas' NaT

        def isoformat(self, sep: str = "T", timespec: str = "auto") -> str:  # noqa: ARG002  # datetime's signature
            return "midnight"

    time = Midnight(2026, 8, 7, 14, 30, tzinfo=UTC)
    assert job_with("created_at", time).to_dict() == job_dict()


def test_a_job_whose_id_cannot_be_written_is_told_without_it() -> None:
    with pytest.raises(ValueError, match="id") as caught:
        job_with("id", 2**63).to_dict()
    assert str(caught.value) == "JobRow.id: expected an integer of 64 bits, got int 9223372036854775808"


def test_args_and_metadata_are_decoded_as_json() -> None:
    assert JOB.decode_args() == {"to": "ann"}
    assert JOB.decode_metadata() == {"output": [1]}


def test_args_and_metadata_are_handed_as_bytes_to_any_parser() -> None:
    assert JOB.decode_args(bytes) == b'{"to": "ann"}'
    assert JOB.decode_metadata(len) == 15
    assert JOB.decode_args(None) == {"to": "ann"}
    assert JOB.decode_args(loads=bytes) == b'{"to": "ann"}'
    assert JOB.decode_metadata(loads=len) == 15


def test_what_the_parser_raises_propagates() -> None:
    with pytest.raises(json.JSONDecodeError):
        replace(JOB, encoded_args=b"{").decode_args()
    with pytest.raises(ValueError, match="invalid literal"):
        JOB.decode_metadata(int)


@pytest.mark.parametrize(
    ("metadata", "output"),
    [
        pytest.param(b"{}", None, id="none"),
        pytest.param(b'{"output": {"a": [1,  2]}}', b'{"a": [1,  2]}', id="an object, its spaces kept"),
        pytest.param(b' \t\n\r{ "output" \n:\t1.50e+2 \r}', b"1.50e+2", id="a number, digit for digit"),
        pytest.param(b'{"output":"\\u00e9\xc3\xa9"}', b'"\\u00e9\xc3\xa9"', id="a string, its escapes kept"),
        pytest.param(b'{"output": null}', b"null", id="null"),
        pytest.param(b'{"output": 1, "b": 2}', b"1", id="another key after it"),
        pytest.param(b'{"b": {"output": 2}}', None, id="a key further in"),
        pytest.param(
            b'{"b": {"output": 2}, "output": [{"output": 3}]}', b'[{"output": 3}]', id="and one outside"
        ),
        pytest.param(b'{"output": 1, "output": 2}', b"2", id="repeated: the last"),
        pytest.param(b'{"output": 1, "OUTPUT": 2}', b"2", id="any letter case: the last"),
        pytest.param(b'{"OutPut": 1, "output": 2}', b"2", id="any letter case, the exact one last"),
        pytest.param(b'{"o\\u0075tput": 1}', b"1", id="an escape in the key"),
        pytest.param(b'{"outputs": 1, "utput": 2}', None, id="longer and shorter keys"),
        pytest.param(b'{"a": ",\\"output\\":1", "output": "}{"}', b'"}{"', id="marks inside strings"),
        pytest.param(b'{"output": "\xff"}', b'"\xff"', id="bytes that are no UTF-8, kept"),
        pytest.param(b"null", None, id="null metadata"),
        pytest.param(b'["output", 1]', None, id="a list"),
        pytest.param(b'"output"', None, id="a string"),
        pytest.param(b"", None, id="empty"),
        pytest.param(b'{"output": 1', None, id="cut off"),
        pytest.param(b'{"output": 1} x', None, id="text after it"),
        pytest.param(b'{"output": NaN}', None, id="no JSON inside"),
        pytest.param(b'\xef\xbb\xbf{"output": 1}', None, id="a byte-order mark"),
        pytest.param(
            b'{"output": ' + b"9" * 5000 + b"}", b"9" * 5000, id="more digits than CPython converts"
        ),
        pytest.param(
            b'{"output": ' + b"[" * 9999 + b"]" * 9999 + b"}",
            b"[" * 9999 + b"]" * 9999,
            id="as deep as Go reads",
        ),
        pytest.param(b'{"output": ' + b"[" * 10000 + b"]" * 10000 + b"}", None, id="deeper than Go reads"),
    ],
)
def test_the_output_is_the_raw_json_that_go_finds(metadata: bytes, output: bytes | None) -> None:
    assert replace(JOB, metadata=metadata).output() == output


def test_a_time_keeps_its_offset_when_read_from_json() -> None:
    job = JobRow.from_dict(job_dict(ScheduledAt="2026-08-07T20:03:09+05:30"))
    assert job == JOB
    assert job.scheduled_at.utcoffset() == timedelta(hours=5, minutes=30)
