"""DecodeError: what it says, and that it survives whatever carries errors about."""

import copy
import pickle
import traceback
from collections import OrderedDict, UserList
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from http import HTTPStatus
from types import FunctionType

import pytest

from rivertype import AttemptError, DecodeError, JobRow, JobState
from tests.examples import ERROR, JOB, error_dict, error_with, job_dict, job_with


def refusal(data: dict[str, object]) -> DecodeError:
    with pytest.raises(DecodeError) as caught:
        JobRow.from_dict(data)
    return caught.value


def test_it_tells_the_place_the_reason_and_the_job() -> None:
    error = refusal(job_dict(Errors=[error_dict(), error_dict(at="2026-13-01T00:00:00Z")]))
    assert error.path == "JobRow.Errors[1].at"
    assert error.reason == "expected an RFC 3339 timestamp, got str '2026-13-01T00:00:00Z'"
    assert error.job_id == 42
    assert str(error) == (
        "JobRow.Errors[1].at: expected an RFC 3339 timestamp, got str '2026-13-01T00:00:00Z' (job 42)"
    )


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(job_dict(ID="42"), id="the id is the fault"),
        pytest.param(job_dict(ID=True, Kind=None), id="the id is no id and another field is wrong too"),
        pytest.param({key: value for key, value in job_dict().items() if key != "ID"}, id="no id"),
    ],
)
def test_without_a_readable_id_it_tells_no_job(data: dict[str, object]) -> None:
    error = refusal(data)
    assert error.path == "JobRow.ID"
    assert error.job_id is None
    assert str(error) == f"JobRow.ID: {error.reason}"


def test_an_attempt_error_alone_has_no_job() -> None:
    with pytest.raises(DecodeError) as caught:
        AttemptError.from_dict(error_dict(trace=1))
    assert caught.value.job_id is None
    assert str(caught.value) == "AttemptError.trace: expected a string, got int"


def test_it_is_a_value_error_with_equal_args_for_equal_faults() -> None:
    error = refusal(job_dict(Tags=["a", None]))
    assert isinstance(error, ValueError)
    assert error.args == ("JobRow.Tags[1]", "expected a string, got None", 42)
    assert error.args == refusal(job_dict(Tags=["a", None])).args
    assert error.args != refusal(job_dict(Tags=["a", None], ID=43)).args


def test_it_can_be_made_by_hand_with_or_without_a_job() -> None:
    assert str(DecodeError("JobRow.ID", "is odd")) == "JobRow.ID: is odd"
    assert str(DecodeError("JobRow.ID", "is odd", 0)) == "JobRow.ID: is odd (job 0)"


def test_one_that_was_made_with_names_survives_pickle_too() -> None:
    error = DecodeError(path="payments.amount", reason="expected a number", job_id=7)
    restored = pickle.loads(pickle.dumps(error))  # noqa: S301  our own pickle
    assert str(restored) == "payments.amount: expected a number (job 7)"


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_it_survives_pickle(protocol: int) -> None:
    error = refusal(job_dict(Tags=["a", None]))
    restored = pickle.loads(pickle.dumps(error, protocol))  # noqa: S301  our own pickle
    assert type(restored) is DecodeError
    assert restored.args == error.args
    assert (restored.path, restored.reason, restored.job_id) == (error.path, error.reason, 42)
    assert str(restored) == str(error)


@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy])
def test_it_survives_copying(duplicate: Callable[[DecodeError], DecodeError]) -> None:
    error = refusal(job_dict(Tags=["a", None]))
    assert str(duplicate(error)) == str(error)
    assert duplicate(error).args == error.args


def test_one_fault_is_one_exception_without_a_chain() -> None:
    error = refusal(job_dict(Errors=[error_dict(attempt="1")]))
    assert error.__cause__ is None
    assert error.__context__ is None


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(job_dict(EncodedArgs="e30"), id="base64"),
        pytest.param(job_dict(CreatedAt="2026-02-30T00:00:00Z"), id="a day that its month does not have"),
    ],
)
def test_its_traceback_shows_one_exception(data: dict[str, object]) -> None:
    report = "".join(traceback.format_exception(refusal(data)))
    assert report.count("Traceback (most recent call last)") == 1


def test_a_writer_raises_a_plain_value_error_with_one_traceback() -> None:
    with pytest.raises(ValueError, match="id") as caught:
        job_with("id", "42").to_dict()
    assert type(caught.value) is ValueError
    assert str(caught.value) == "JobRow.id: expected an integer, got str '42'"
    report = "".join(traceback.format_exception(caught.value))
    assert report.count("Traceback (most recent call last)") == 1


def test_a_writer_names_the_field_and_the_job() -> None:
    with pytest.raises(ValueError, match="kind") as caught:
        job_with("kind", None).to_dict()
    assert str(caught.value) == "JobRow.kind: expected a str, got None (job 42)"
    with pytest.raises(ValueError, match="trace") as caught:
        job_with("errors", (ERROR, error_with("trace", b""))).to_dict()
    assert str(caught.value) == "JobRow.errors[1].trace: expected a str, got bytes of 0 bytes (job 42)"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        pytest.param(None, "None", id="None"),
        pytest.param(True, "True", id="true"),
        pytest.param(False, "False", id="false"),
        pytest.param(7, "int 7", id="an int"),
        pytest.param(2**128 - 1, "int 340282366920938463463374607431768211455", id="128 bits"),
        pytest.param(2**128, "int", id="more than 128 bits"),
        pytest.param(10**5000, "int", id="more digits than CPython would write"),
        pytest.param(1.5, "float 1.5", id="a float"),
        pytest.param(float("nan"), "float nan", id="NaN"),
        pytest.param("x" * 40, f"str '{'x' * 40}'", id="40 characters"),
        pytest.param("x" * 40 + "y", f"str '{'x' * 40}'... of 41 characters", id="41 characters"),
        pytest.param("\ud800\n", r"str '\ud800\n'", id="what cannot be printed"),
        pytest.param(
            datetime(2026, 8, 7, 1, 2, 3, tzinfo=UTC), "datetime 2026-08-07 01:02:03", id="a datetime"
        ),
        pytest.param(datetime(2026, 8, 7), "datetime 2026-08-07 00:00:00 (naive)", id="a naive one"),  # noqa: DTZ001  on purpose
        pytest.param(b"ab", "bytes of 2 bytes", id="bytes"),
        pytest.param([1, 2], "list of 2 elements", id="a list"),
        pytest.param((1,), "tuple of 1 elements", id="a tuple"),
        pytest.param({"a": 1}, "dict of 1 keys", id="a dict"),
        pytest.param({1}, "set", id="a set"),
        pytest.param(bytearray(b"ab"), "bytearray", id="a bytearray"),
        pytest.param(object(), "object", id="an object"),
        pytest.param(Decimal(7), "decimal.Decimal", id="a Decimal"),
        pytest.param(HTTPStatus.OK, "http.HTTPStatus", id="an IntEnum"),
        pytest.param(JobState.RUNNING, "rivertype._job_state.JobState", id="a subclass of str"),
        pytest.param(UserList[int](), "collections.UserList", id="somebody's list"),
        pytest.param(OrderedDict[str, int](), "collections.OrderedDict", id="a subclass of dict"),
        pytest.param(int, "type", id="a class"),
    ],
)
def test_a_message_shows_a_plain_value_cut_short_and_of_others_the_type(value: object, shown: str) -> None:
    field = "MaxAttempts" if type(value) is not int else "State"
    assert refusal(job_dict(**{field: value})).reason.endswith(f", got {shown}")


def made_nowhere() -> object:
    """An object whose class has no `__module__`, as from code run without a `__name__`."""

    def make() -> object:
        return type("Nowhere", (), {})()

    without_name: Callable[[], object] = FunctionType(make.__code__, {})
    return without_name()


@pytest.mark.parametrize(
    ("value", "measured"),
    [
        pytest.param(None, "None", id="None"),
        pytest.param(True, "bool", id="true"),
        pytest.param(7, "int", id="an int"),
        pytest.param(1.5, "float", id="a float"),
        pytest.param("secret", "str of 6 characters", id="a str"),
        pytest.param(b"secret", "bytes of 6 bytes", id="bytes"),
        pytest.param([1, 2, 3], "list of 3 elements", id="a list"),
        pytest.param({"secret": 1}, "dict of 1 keys", id="a dict"),
        pytest.param(datetime(2026, 8, 7, tzinfo=UTC), "datetime.datetime", id="a datetime"),
        pytest.param(made_nowhere(), "Nowhere", id="of a class that no module made"),
    ],
)
def test_a_message_about_a_payload_shows_its_type_and_length(value: object, measured: str) -> None:
    assert refusal(job_dict(EncodedArgs=value)).reason.endswith(f", got {measured}")


def test_a_message_is_short_whatever_came() -> None:
    long = "x" * 1_000_000
    assert len(str(refusal(job_dict(State=long)))) < 250
    assert len(str(refusal(job_dict(Kind={long: long})))) < 250


def test_the_examples_are_read_when_nothing_is_wrong() -> None:
    assert JobRow.from_dict(job_dict()) == JOB
