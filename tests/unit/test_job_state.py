"""JobState and the bit mask in which River stores a set of states."""

import copy
import json
import pickle
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

import pytest

from rivertype import (
    UNIQUE_STATES_DEFAULT,
    JobState,
    unique_states_from_bitmask,
    unique_states_to_bitmask,
)
from tests.odd_jobs import nested

BITS = {
    JobState.AVAILABLE: 0b00000001,
    JobState.CANCELLED: 0b00000010,
    JobState.COMPLETED: 0b00000100,
    JobState.DISCARDED: 0b00001000,
    JobState.PENDING: 0b00010000,
    JobState.RETRYABLE: 0b00100000,
    JobState.RUNNING: 0b01000000,
    JobState.SCHEDULED: 0b10000000,
}


def test_the_eight_states_stand_in_alphabetical_order() -> None:
    assert [(state.name, state.value) for state in JobState] == [
        ("AVAILABLE", "available"),
        ("CANCELLED", "cancelled"),
        ("COMPLETED", "completed"),
        ("DISCARDED", "discarded"),
        ("PENDING", "pending"),
        ("RETRYABLE", "retryable"),
        ("RUNNING", "running"),
        ("SCHEDULED", "scheduled"),
    ]


def test_cancelled_completed_and_discarded_alone_are_finalized() -> None:
    assert {state for state in JobState if state.is_finalized} == {
        JobState.CANCELLED,
        JobState.COMPLETED,
        JobState.DISCARDED,
    }
    assert JobState.DISCARDED.is_finalized is True
    assert JobState.RETRYABLE.is_finalized is False


def test_a_state_is_the_string_that_river_stores() -> None:
    text: str = "retryable"
    assert text == JobState.RETRYABLE
    assert f"{JobState.RETRYABLE} {JobState.RETRYABLE!s}" == "retryable retryable"
    assert json.dumps({JobState.RETRYABLE: JobState.RETRYABLE}) == '{"retryable": "retryable"}'
    assert {"retryable": 1}[JobState.RETRYABLE] == 1


def test_a_state_is_had_from_its_string_and_from_no_other() -> None:
    assert JobState("running") is JobState.RUNNING
    with pytest.raises(ValueError, match=r"^'Running' is not a valid JobState$"):
        JobState("Running")


@pytest.mark.parametrize("state", JobState)
def test_copies_and_pickles_of_a_state_are_that_very_state(state: JobState) -> None:
    assert copy.copy(state) is state
    assert copy.deepcopy(state) is state
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(state, protocol)) is state  # noqa: S301  our own pickle


@pytest.mark.parametrize("state", JobState)
def test_each_state_has_its_bit(state: JobState) -> None:
    assert unique_states_to_bitmask([state]) == BITS[state]
    assert unique_states_from_bitmask(BITS[state]) == (state,)


def test_the_right_most_of_the_eight_bits_is_available() -> None:
    assert unique_states_from_bitmask(0b10000001) == (JobState.AVAILABLE, JobState.SCHEDULED)
    assert f"{unique_states_to_bitmask([JobState.SCHEDULED]):08b}" == "10000000"


def test_the_default_is_all_but_cancelled_and_discarded() -> None:
    assert UNIQUE_STATES_DEFAULT == (
        JobState.AVAILABLE,
        JobState.COMPLETED,
        JobState.PENDING,
        JobState.RETRYABLE,
        JobState.RUNNING,
        JobState.SCHEDULED,
    )
    assert f"{unique_states_to_bitmask(UNIQUE_STATES_DEFAULT):08b}" == "11110101"


def test_every_bit_mask_comes_back_from_its_states() -> None:
    for bitmask in range(256):
        assert unique_states_to_bitmask(unique_states_from_bitmask(bitmask)) == bitmask


@pytest.mark.parametrize(
    ("states", "bitmask"),
    [
        pytest.param([], 0, id="none"),
        pytest.param([JobState.RUNNING, JobState.AVAILABLE], 65, id="in another order"),
        pytest.param([JobState.RUNNING, JobState.RUNNING], 64, id="repeated"),
        pytest.param({JobState.RUNNING, JobState.AVAILABLE}, 65, id="a set"),
        pytest.param(JobState, 255, id="all"),
    ],
)
def test_order_and_repetition_of_the_states_do_not_matter(states: Iterable[JobState], bitmask: int) -> None:
    assert unique_states_to_bitmask(states) == bitmask


def test_a_bit_mask_is_had_from_plain_strings_and_not_from_unknown_ones() -> None:
    names: list[Any] = ["running", "sleeping"]
    assert unique_states_to_bitmask(names[:1]) == 64
    with pytest.raises(ValueError, match=r"^expected a job state \(available, .*\), got str 'sleeping'$"):
        unique_states_to_bitmask(names)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        pytest.param("a" * 10_000, f"str '{'a' * 40}'... of 10000 characters", id="a long str"),
        pytest.param(nested(100_000), "list of 1 elements", id="100,000 levels"),
        pytest.param(b"running", "bytes of 7 bytes", id="bytes"),
        pytest.param(None, "None", id="None"),
    ],
)
def test_what_is_no_state_has_no_bit(value: object, shown: str) -> None:
    states: list[Any] = [value]
    with pytest.raises(ValueError, match="expected a job state") as caught:
        unique_states_to_bitmask(states)
    assert str(caught.value).endswith(f", got {shown}")


@pytest.mark.parametrize("bitmask", [-1, 256])
def test_an_integer_outside_eight_bits_is_refused(bitmask: int) -> None:
    with pytest.raises(
        ValueError, match=r"^expected an int from 0 to 255: one bit for each of the eight job"
    ):
        unique_states_from_bitmask(bitmask)


@pytest.mark.parametrize(
    ("bitmask", "kind"),
    [(True, "bool"), (1.0, "float"), ("1", "str"), (None, "NoneType"), (HTTPStatus.OK, "HTTPStatus")],
)
def test_what_is_no_int_is_no_bit_mask(bitmask: Any, kind: str) -> None:  # noqa: ANN401  any wrong type
    with pytest.raises(TypeError, match=rf"^expected an int from 0 to 255, got {kind}$"):
        unique_states_from_bitmask(bitmask)
