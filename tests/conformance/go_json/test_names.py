"""What a River release may add to its types: here a new field, state or type fails loudly."""

import dataclasses
from datetime import UTC, datetime

from rivertype import METADATA_KEY_OUTPUT, UNIQUE_STATES_DEFAULT, AttemptError, JobRow, JobState
from tests.conformance.go_json.go_program import GoProgram

_GO_TYPES = {
    "JobRow": {
        "ID": "int64",
        "Attempt": "int",
        "AttemptedAt": "*time.Time",
        "AttemptedBy": "[]string",
        "CreatedAt": "time.Time",
        "EncodedArgs": "[]byte",
        "Errors": "[]AttemptError",
        "FinalizedAt": "*time.Time",
        "Kind": "string",
        "MaxAttempts": "int",
        "Metadata": "[]byte",
        "Priority": "int",
        "Queue": "string",
        "ScheduledAt": "time.Time",
        "State": "JobState",
        "Tags": "[]string",
        "UniqueKey": "[]byte",
        "UniqueStates": "[]JobState",
    },
    "AttemptError": {
        "At": 'time.Time `json:"at"`',
        "Attempt": 'int `json:"attempt"`',
        "Error": 'string `json:"error"`',
        "Trace": 'string `json:"trace"`',
    },
}
_AT = datetime(2026, 8, 7, tzinfo=UTC)


def _after(prefix: str, lines: list[str]) -> list[str]:
    return [line.removeprefix(prefix) for line in lines if line.startswith(prefix)]


def test_gos_structs_have_the_fields_and_types_this_package_was_written_for(go: GoProgram) -> None:
    lines = go.names()
    for name, expected in _GO_TYPES.items():
        assert dict(line.split(" ", 1) for line in _after(f"{name} ", lines)) == expected


def test_our_fields_are_gos_in_gos_order_under_gos_keys() -> None:
    error = AttemptError(at=_AT, attempt=1, error="", trace="")
    job = JobRow(id=1, created_at=_AT, encoded_args=b"{}", kind="", scheduled_at=_AT)
    assert list(job.to_dict()) == list(_GO_TYPES["JobRow"])
    assert list(error.to_dict()) == [name.lower() for name in _GO_TYPES["AttemptError"]]
    squeezed = [field.name.replace("_", "") for field in dataclasses.fields(JobRow)]
    assert squeezed == [name.lower() for name in _GO_TYPES["JobRow"]]
    assert [field.name for field in dataclasses.fields(AttemptError)] == [*error.to_dict(), "at_nanosecond"]


def test_the_states_the_default_unique_states_and_the_output_key_are_gos(go: GoProgram) -> None:
    lines = go.names()
    assert _after("state ", lines) == list(JobState)
    assert _after("default unique state ", lines) == list(UNIQUE_STATES_DEFAULT)
    assert _after("output key ", lines) == [METADATA_KEY_OUTPUT]
