"""AttemptError: a value, and the object that Go's encoding/json makes of it."""

import copy
import json
import pickle
import types
from collections import ChainMap, defaultdict
from collections.abc import Callable
from dataclasses import FrozenInstanceError, fields, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from rivertype import AttemptError, DecodeError
from tests.examples import ERROR, JOB, error_dict, error_with

KEYS = ["at", "attempt", "error", "trace"]


def test_the_examples_error_is_read() -> None:
    error = AttemptError.from_dict(error_dict())
    assert error == ERROR
    assert error.at.isoformat() == "2026-08-07T09:32:57.123456-05:00"
    assert error.attempt == 1
    assert error.error == "no such host"
    assert error.trace == "main.go:12"
    assert error.at_nanosecond == 789


def test_it_is_written_as_go_writes_it() -> None:
    assert json.dumps(ERROR.to_dict(), separators=(",", ":")) == (
        '{"at":"2026-08-07T09:32:57.123456789-05:00","attempt":1,"error":"no such host","trace":"main.go:12"}'
    )


def test_what_was_written_is_read_as_an_equal_error() -> None:
    assert AttemptError.from_dict(ERROR.to_dict()) == ERROR


@pytest.mark.parametrize("key", KEYS)
def test_every_key_is_required(key: str) -> None:
    data = error_dict()
    del data[key]
    with pytest.raises(DecodeError) as caught:
        AttemptError.from_dict(data)
    assert str(caught.value) == f"AttemptError.{key}: expected a value, but the key is missing"


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("at", None, "expected an RFC 3339 timestamp, got None"),
        ("at", 1786113177, "expected an RFC 3339 timestamp, got int 1786113177"),
        ("at", "yesterday", "expected an RFC 3339 timestamp, got str 'yesterday'"),
        ("attempt", None, "expected an integer, got None"),
        ("attempt", "1", "expected an integer, got str '1'"),
        ("error", None, "expected a string, got None"),
        ("error", ["no such host"], "expected a string, got list of 1 elements"),
        ("trace", None, "expected a string, got None"),
        ("trace", b"main.go", "expected a string, got bytes of 7 bytes"),
    ],
)
def test_null_and_the_wrong_type_are_refused(key: str, value: object, reason: str) -> None:
    with pytest.raises(DecodeError) as caught:
        AttemptError.from_dict(error_dict(**{key: value}))
    assert str(caught.value) == f"AttemptError.{key}: {reason}"


def test_other_keys_are_ignored() -> None:
    data: dict[Any, object] = {**error_dict(), "extra": object(), "": 1, "attempts": 1, "tra\u00e7e": 1, 7: 1}
    assert AttemptError.from_dict(data) == ERROR


@pytest.mark.parametrize("key", ["At", "AT", "aT", "Attempt", "ERROR", "tRace"])
def test_a_key_in_another_letter_case_is_refused_for_go_would_read_it(key: str) -> None:
    with pytest.raises(DecodeError) as caught:
        AttemptError.from_dict({**error_dict(), key: None})
    assert str(caught.value) == f"AttemptError.{key}: expected the key in the letter case of Go's field"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        pytest.param(None, "NoneType", id="None"),
        pytest.param([error_dict()], "list", id="a list"),
        pytest.param('{"at": ""}', "str", id="JSON text"),
        pytest.param(list(error_dict().items()), "list", id="pairs"),
        pytest.param(ERROR, "AttemptError", id="an error"),
    ],
)
def test_what_is_no_mapping_is_a_type_error(data: object, kind: str) -> None:
    read: Callable[..., AttemptError] = AttemptError.from_dict
    with pytest.raises(TypeError, match=f"^AttemptError.from_dict takes a mapping, got {kind}$"):
        read(data)


def test_any_mapping_will_do_and_is_left_as_it_was() -> None:
    data: defaultdict[str, object] = defaultdict(list, error_dict())
    assert AttemptError.from_dict(data) == ERROR
    assert AttemptError.from_dict(types.MappingProxyType(data)) == ERROR
    assert AttemptError.from_dict(ChainMap(data, {"at": "junk"})) == ERROR
    assert data == error_dict()
    del data["trace"]
    with pytest.raises(DecodeError, match=r"AttemptError\.trace: expected a value, but the key is missing"):
        AttemptError.from_dict(data)
    assert "trace" not in data


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        (
            "at",
            ERROR.at.replace(tzinfo=None),
            (
                "at: expected an aware datetime (set tzinfo; datetime.UTC for UTC), "
                "got datetime 2026-08-07 09:32:57.123456 (naive)"
            ),
        ),
        ("at", "2026-08-07T00:00:00Z", "at: expected an aware datetime, got str '2026-08-07T00:00:00Z'"),
        ("at", None, "at: expected an aware datetime, got None"),
        ("attempt", True, "attempt: expected an integer, got True"),
        ("attempt", 2**63, "attempt: expected an integer of 64 bits, got int 9223372036854775808"),
        ("error", None, "error: expected a str, got None"),
        ("error", "bad \ud800", "error: expected a str without lone surrogates, got str of 5 characters"),
        ("trace", 1, "trace: expected a str, got int"),
        ("trace", "\udfff", "trace: expected a str without lone surrogates, got str of 1 characters"),
        ("at_nanosecond", -1, "at_nanosecond: expected nanoseconds from 0 to 999, got int -1"),
        ("at_nanosecond", 1000, "at_nanosecond: expected nanoseconds from 0 to 999, got int 1000"),
        ("at_nanosecond", None, "at_nanosecond: expected an integer, got None"),
        ("at_nanosecond", True, "at_nanosecond: expected an integer, got True"),
    ],
)
def test_what_cannot_be_written_is_refused_by_the_fields_name(name: str, value: object, reason: str) -> None:
    with pytest.raises(ValueError, match=name) as caught:
        error_with(name, value).to_dict()
    assert type(caught.value) is ValueError
    assert str(caught.value) == f"AttemptError.{reason}"


@pytest.mark.parametrize(
    ("nanosecond", "at"),
    [
        (0, "2026-08-07T09:32:57.123456-05:00"),
        (1, "2026-08-07T09:32:57.123456001-05:00"),
        (999, "2026-08-07T09:32:57.123456999-05:00"),
    ],
)
def test_every_nanosecond_past_the_microsecond_is_written(nanosecond: int, at: str) -> None:
    assert replace(ERROR, at_nanosecond=nanosecond).to_dict()["at"] == at


def test_fields_stand_in_gos_order_and_the_nanosecond_last() -> None:
    assert [field.name for field in fields(AttemptError)] == [*KEYS, "at_nanosecond"]
    assert AttemptError(ERROR.at, 1, "no such host", "main.go:12", 789) == ERROR
    assert AttemptError(ERROR.at, 1, "no such host", "main.go:12").at_nanosecond == 0


def test_the_repr_leaves_out_the_users_words() -> None:
    assert repr(replace(ERROR, at=datetime(2026, 8, 7, tzinfo=UTC))) == (
        "AttemptError(at=datetime.datetime(2026, 8, 7, 0, 0, tzinfo=datetime.timezone.utc), "
        "attempt=1, at_nanosecond=789)"
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("at", datetime(2026, 8, 8, tzinfo=UTC)),
        ("attempt", 2),
        ("error", ""),
        ("trace", ""),
        ("at_nanosecond", 0),
    ],
)
def test_errors_are_equal_when_every_field_is(name: str, value: object) -> None:
    same = AttemptError.from_dict(error_dict())
    assert same == ERROR
    assert hash(ERROR) == hash(same)
    assert error_with(name, value) != ERROR


def test_the_same_instant_in_another_offset_is_equal() -> None:
    tokyo = ERROR.at.astimezone(timezone(timedelta(hours=9)))
    assert replace(ERROR, at=tokyo) == ERROR
    assert hash(replace(ERROR, at=tokyo)) == hash(ERROR)


@pytest.mark.parametrize(
    "other", [ERROR.to_dict(), (ERROR.at, 1, "no such host", "main.go:12", 789), JOB, None]
)
def test_an_error_equals_nothing_of_another_type(other: object) -> None:
    assert other != ERROR


@pytest.mark.parametrize("name", [*KEYS, "at_nanosecond"])
def test_a_field_cannot_be_set_or_deleted(name: str) -> None:
    error = AttemptError.from_dict(error_dict())
    with pytest.raises(FrozenInstanceError):
        setattr(error, name, None)
    with pytest.raises(FrozenInstanceError):
        delattr(error, name)
    assert error == ERROR
    assert not hasattr(error, "__dict__")


def test_copies_and_pickles_are_equal_to_the_digit() -> None:
    copies = [copy.copy(ERROR), copy.deepcopy(ERROR), replace(ERROR)]
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        copies.append(pickle.loads(pickle.dumps(ERROR, protocol)))  # noqa: PERF401, S301  our own pickle
    for duplicate in copies:
        assert duplicate == ERROR
        assert duplicate.to_dict() == ERROR.to_dict()


def test_it_can_be_matched() -> None:
    match ERROR:
        case AttemptError(_, 1, error=message):
            assert message == "no such host"
        case _:
            pytest.fail("not matched")
