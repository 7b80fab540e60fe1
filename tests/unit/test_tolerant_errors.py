"""The column errors, an odd element of which is read as well as it can be: as River's own drivers read it.

Every expected reading is what `riverdriver.UnmarshalAttemptErrors` of River 0.51 gives for the same JSON, but
where a name says otherwise.
"""

import json
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from types import MappingProxyType

import pytest

from rivertype import AttemptError, DecodeError, JobRow
from tests.examples import ERROR, JOB, error_dict

ZERO_TIME = datetime(1, 1, 1, tzinfo=UTC)
ZERO = AttemptError(at=ZERO_TIME, attempt=0, error="", trace="")
AT = datetime(2026, 8, 7, 9, 32, 57, tzinfo=UTC)


def read(value: object) -> tuple[AttemptError, ...]:
    """The errors of a job in whose row the column has a value."""
    return JobRow.from_row({**JOB.to_row(), "errors": value}).errors


def read_one(element: str) -> AttemptError:
    """An error from its JSON text, which three spellings of the column must agree on."""
    [error] = read([element])
    assert read(f"[{element}]") == (error,)
    assert read(f" [ \n{element}\t, null ] ".encode()) == (error, ZERO)
    return error


def with_message(text: str) -> AttemptError:
    return AttemptError(at=ZERO_TIME, attempt=0, error=text, trace="")


@pytest.mark.parametrize(
    "value",
    [
        pytest.param([error_dict()], id="decoded, from most drivers and row_to_json"),
        pytest.param((MappingProxyType(error_dict()),), id="decoded, into types of the user's"),
        pytest.param([error_dict(attempt=Decimal(1))], id="decoded, with Decimals"),
        pytest.param([json.dumps(error_dict())], id="texts, from asyncpg"),
        pytest.param([json.dumps(error_dict()).encode()], id="texts as bytes, from a loader that keeps them"),
        pytest.param([memoryview(json.dumps(error_dict()).encode())], id="texts as a memoryview"),
        pytest.param(json.dumps([error_dict()]), id="text, from SQLite until schema 6"),
        pytest.param(json.dumps([error_dict()]).encode(), id="text as bytes, from SQLite until schema 6"),
        pytest.param(
            b"\xcb\x59\xcc\x57'at\xc7#2026-08-07T09:32:57.123456789-05:00"
            b"wattempt\x131Werror\xc7\x0cno such hostWtrace\xa7main.go:12",
            id="JSONB, from SQLite",
        ),
    ],
)
def test_an_error_is_read_from_each_drivers_spelling(value: object) -> None:
    errors = read(value)
    assert errors == (ERROR,)
    assert errors[0].at.utcoffset() == timedelta(hours=-5)


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(None, id="None"),
        pytest.param([], id="a list"),
        pytest.param((), id="a tuple"),
        pytest.param("[]", id="text"),
        pytest.param(b"[]", id="bytes"),
        pytest.param("null", id="null"),
        pytest.param(b"\x0b", id="JSONB"),
        pytest.param(b"\x00", id="null as JSONB"),
        pytest.param(" [ ] ", id="text with spaces"),
    ],
)
def test_a_column_without_errors_is_empty(value: object) -> None:
    assert read(value) == ()


@pytest.mark.parametrize(
    ("value", "path", "why"),
    [
        ("{}", "", "expected a JSON array of errors, got str of 2 characters"),
        ('"[]"', "", "expected a JSON array of errors, got str of 4 characters"),
        (b"\x0c", "", "expected a JSON array of errors, got bytes of 1 bytes"),
        ("[", "", "expected JSON text, got str of 1 characters"),
        ("[1,]", "", "expected JSON text, got str of 4 characters"),
        ("[NaN]", "", "expected JSON text, got str of 5 characters"),
        (b"\xff", "", "expected JSON text or SQLite's JSONB, got bytes of 1 bytes"),
        ({}, "", "expected a list of errors, got dict of 0 keys"),
        (1, "", "expected a list of errors, got int"),
        ({"a"}, "", "expected a list of errors, got set"),
        ([error_dict(), b"{"], "[1]", "expected JSON text or SQLite's JSONB, got bytes of 1 bytes"),
        ([{"at": {1}}], "[0]", "expected a value that JSON can hold, got dict of 1 keys"),
        ([float("nan")], "[0]", "expected a value that JSON can hold, got float"),
        (
            [error_dict(attempt=Decimal("NaN"))],
            "[0]",
            "expected a value that JSON can hold, got dict of 4 keys",
        ),
        ([None, object()], "[1]", "expected a value that JSON can hold, got object"),
    ],
)
def test_what_is_no_array_of_json_makes_the_row_unreadable(value: object, path: str, why: str) -> None:
    with pytest.raises(DecodeError) as caught:
        read(value)
    assert caught.value.path == f"river_job.errors{path}"
    assert caught.value.reason == why
    assert caught.value.job_id == 42


@pytest.mark.parametrize(
    ("element", "error"),
    [
        ("null", ZERO),
        ("{}", ZERO),
        ('{"at": null, "attempt": null, "error": null, "trace": null}', ZERO),
        ('{"attempt": 3}', AttemptError(ZERO_TIME, 3, "", "")),
        ('{"error": "e"}', AttemptError(ZERO_TIME, 0, "e", "")),
        ('{"trace": "t"}', AttemptError(ZERO_TIME, 0, "", "t")),
        ('{"at": "2026-08-07T09:32:57Z"}', AttemptError(AT, 0, "", "")),
        ('{"at": "2026-08-07T09:32:57.000000001Z"}', AttemptError(AT, 0, "", "", 1)),
        (
            '{"AT": "2026-08-07T09:32:57Z", "Attempt": 3, "eRRor": "e", "TRACE": "t"}',
            AttemptError(AT, 3, "e", "t"),
        ),
        (r'{"\u0061t": "2026-08-07T09:32:57Z"}', AttemptError(AT, 0, "", "")),
        ('{"stack": 1, "ats": 2, "": 3}', ZERO),
        ('{"error": "first", "error": "last"}', with_message("last")),
        ('{"error": "first", "Error": "last"}', with_message("last")),
        ('{"error": "first", "error": null}', with_message("first")),
        (r'{"error": "a\ud800b", "trace": "\ud83d\ude00"}', AttemptError(ZERO_TIME, 0, "a\ufffdb", "😀")),
        (r'{"error": "\u0000"}', with_message("\0")),
    ],
)
def test_what_gos_own_json_reads_is_read_so(element: str, error: AttemptError) -> None:
    assert read_one(element) == error


@pytest.mark.parametrize(
    ("element", "message"),
    [
        pytest.param('"no such host"', "no such host", id="a string"),
        pytest.param('""', "", id="an empty string"),
        pytest.param(r'"a\u0020\"b\"\ud800"', 'a "b"\ufffd', id="a string with escapes"),
        pytest.param('"null"', "null", id="null as a string"),
        pytest.param("1", "1", id="an integer"),
        pytest.param("-1.50e+2", "-1.50e+2", id="a number, digit for digit"),
        pytest.param("1" * 5_000, "1" * 5_000, id="5,000 digits"),
        pytest.param("true", "true", id="true"),
        pytest.param("[ ]", "[]", id="an empty array"),
        pytest.param('[ 1, "a  b", { "k" : null } ]', '[1,"a  b",{"k":null}]', id="an array"),
        pytest.param(r'["\u2028\ud800"]', r'["\u2028\ud800"]', id="an array with escapes"),
        pytest.param("[" * 5_000 + "]" * 5_000, "[" * 5_000 + "]" * 5_000, id="5,000 levels"),
    ],
)
def test_an_element_that_is_no_object_becomes_an_errors_message(element: str, message: str) -> None:
    assert read_one(element) == with_message(message)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (1, "1"),
        (True, "true"),
        (1.5, "1.5"),
        (Decimal("1.50"), "1.50"),
        ([], "[]"),
        ([1, {"a": None}], '[1,{"a":null}]'),
        ("no such host", "no such host"),
        ("", ""),
        ("a\ud800", "a\ufffd"),
    ],
)
def test_a_decoded_element_that_is_no_object_becomes_an_errors_message(value: object, message: str) -> None:
    assert read([value]) == (with_message(message),)


def test_a_null_among_the_elements_is_a_zero_error_although_go_refuses_an_sql_null() -> None:
    assert read([None, error_dict()]) == (ZERO, ERROR)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-08-07T9:32:57Z", "2026-08-07T09:32:57+00:00"),
        ("2026-08-07T09:32:57,5Z", "2026-08-07T09:32:57.500000+00:00"),
        ("2026-08-07T09:32:57+05:60", "2026-08-07T09:32:57+06:00"),
        ("2026-08-07T09:32:57-05:60", "2026-08-07T09:32:57-06:00"),
        ("2026-08-07T9:32:57,25-00:60", "2026-08-07T09:32:57.250000-01:00"),
        ("2026-08-07T09:32:57+23:59", "2026-08-07T09:32:57+23:59"),
        ("0001-01-01T00:00:00+05:00", "0001-01-01T00:00:00+05:00"),
        ("9999-12-31T23:59:59.9999999999-05:00", "9999-12-31T23:59:59.999999-05:00"),
    ],
)
def test_the_forms_of_a_time_that_go_takes_by_accident_are_times(text: str, at: str) -> None:
    for element in (f'{{"at": "{text}"}}', f'{{"at": "{text}", "attempt": "odd"}}'):
        assert read_one(element).at.isoformat() == at


@pytest.mark.parametrize(
    "value",
    [
        *['""', '"now"', "1786113177", "true", "{}", '["2026-08-07T09:32:57Z"]'],
        *[
            '"2026-08-07 09:32:57+00"',
            '"2026-08-07T09:32:57"',
            '"2026-08-07T09:32:57.Z"',
            '"2026-08-07T09:32Z"',
        ],
        *[
            '"2026-02-30T00:00:00Z"',
            '"2026-08-07T24:00:00Z"',
            '"2026-08-07T09:32:60Z"',
            '"2026-08-07T1:2:3Z"',
        ],
        *['"2026-08-07T009:32:57Z"', '"2026-08-07T09:32:57+05:61"', '"2026-08-07t09:32:57z"'],
        *['"2026-08-07T09:32:57Z "', r'"2026-08-07T09:32:57Z\n"', '"2026-08-07T:32:57Z"'],
    ],
)
def test_anything_else_is_the_zero_time_and_the_rest_is_kept(value: str) -> None:
    element = f'{{"at": {value}, "attempt": 3, "error": "e", "trace": "t"}}'
    assert read_one(element) == AttemptError(ZERO_TIME, 3, "e", "t")


@pytest.mark.parametrize(
    "text",
    ["0000-01-01T00:00:00Z", "2026-08-07T09:32:57+24:00", "2026-08-07T09:32:57-23:60"],
)
def test_a_time_that_go_holds_and_a_datetime_cannot_is_the_zero_time(text: str) -> None:
    assert read_one(f'{{"at": "{text}", "error": "e"}}') == with_message("e")


ATTEMPTS = {
    "5": 5, "-1": -1, "0": 0, "-0": 0, "9007199254740993": 9007199254740993,
    "9223372036854775807": 2**63 - 1, "-9223372036854775808": -(2**63),
    "9223372036854775808": 0, "-9223372036854775809": 0, "1" * 5_000: 0, "-" + "9" * 20: 0,
    "1.0": 1, "-1.0": -1, "1e2": 100, "1E+3": 1000, "100e-2": 1, "-0.0": 0, "0e99999999999": 0,
    "2.5": 0, "1e-3": 0, "1e400": 0, "1e99999999999": 0,
    "9007199254740992.0": 2**53, "9007199254740993.0": 2**53, "9007199254740994.0": 0,
    "-9007199254740992.0": -(2**53), "-9007199254740994.0": 0,
}  # fmt: skip
"""Numbers in JSON, and the attempt that Go makes of each: whole and of 64 bits, or a float to 2**53."""

ATTEMPTS_IN_STRINGS = {
    "+7": 7, "009": 9, "-00": 0, " 7 ": 7, r"\t7\n": 7, r"\u00a07\u2003": 7, r"\u0085\u30007": 7,
    "0" * 50 + "5": 5, "+9223372036854775807": 2**63 - 1, "+9223372036854775808": 0,
    r"\ufeff7": 0, r"\u200b7": 0, r"\u001f7": 0, "1 2": 0, r"\u0667": 0, r"\uff17": 0, r"7\u0000": 0,
    "5.": 5, ".5e1": 5, "+1.0": 1, "05.0": 5, ".": 0, "+": 0, "-": 0, "": 0,
    "e1": 0, "1e": 0, "1f": 0,
    "inf": 0, "Infinity": 0, "-inf": 0, "NaN": 0, "null": 0, "true": 0, "five": 0,
    "0x1p4": 16, "0X1.8P+1": 3, "-0x.8p1": -1, "0x1fp-0": 31, "0x1p53": 2**53, "0x1p54": 0,
    "0x1.8p0": 0, "0x10": 0, "0x1.0": 0, "0xp1": 0, "0x.p1": 0, "0x1p": 0, "0x1p4x": 0, "0x1p99999": 0,
    "1p4": 0,
    "1_000": 1000, "1_0.5e1": 105, "1_0e0": 10, "0_5": 5, "0x_1p4": 16, "0x1_0p0": 16,
    "1__0": 0, "_1": 0, "1_": 0, "-_1": 0, "1_.0": 0, "1._0": 0, "1e1_0": 10**10, "1e_1": 0, "0x1_p4": 0,
    "0b1": 0, "0o7": 0,
}  # fmt: skip
"""The same in a string, where Go takes what its strconv takes."""


@pytest.mark.parametrize(("number", "attempt"), ATTEMPTS.items(), ids=lambda value: str(value)[:30])
def test_an_attempt_is_a_whole_number(number: str, attempt: int) -> None:
    assert read_one(f'{{"attempt": {number}}}') == AttemptError(ZERO_TIME, attempt, "", "")
    assert read_one(f'{{"attempt": "{number}"}}') == AttemptError(ZERO_TIME, attempt, "", "")


@pytest.mark.parametrize(("text", "attempt"), ATTEMPTS_IN_STRINGS.items())
def test_an_attempt_may_be_a_number_in_a_string(text: str, attempt: int) -> None:
    assert read_one(f'{{"attempt": "{text}", "error": "e"}}') == AttemptError(ZERO_TIME, attempt, "e", "")


@pytest.mark.parametrize("value", ["true", "[]", "[1]", "{}", '{"attempt": 1}'])
def test_an_attempt_of_another_type_is_zero_and_the_rest_is_kept(value: str) -> None:
    element = f'{{"attempt": {value}, "at": "2026-08-07T09:32:57Z", "error": "e", "trace": "t"}}'
    assert read_one(element) == AttemptError(AT, 0, "e", "t")


@pytest.mark.parametrize(
    ("value", "attempt"),
    [(Decimal(5), 5), (Decimal("1E+2"), 100), (Decimal("2.5"), 0), (5.0, 5), (2.5, 0), (True, 0), (2**63, 0)],
)
def test_a_decoded_attempt_is_read_as_its_json_would_be(value: object, attempt: int) -> None:
    assert read([{"attempt": value}]) == (AttemptError(ZERO_TIME, attempt, "", ""),)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1", "1"),
        ("1.50", "1.50"),
        ("false", "false"),
        ('{ "code" : 1.50, "why": "a  b" }', '{"code":1.50,"why":"a  b"}'),
        ("[ ]", "[]"),
        (r'{"a": "\u2028<"}', r'{"a":"\u2028<"}'),
        (r'"a\/b\ud800"', "a/b\ufffd"),
        ("null", ""),
    ],
)
def test_a_message_or_trace_that_is_no_string_is_its_compact_json(value: str, text: str) -> None:
    error = f'{{"attempt": "3", "error": {value}, "trace": "t"}}'
    trace = f'{{"attempt": "3", "error": "e", "trace": {value}}}'
    assert read_one(error) == AttemptError(ZERO_TIME, 3, text, "t")
    assert read_one(trace) == AttemptError(ZERO_TIME, 3, "e", text)


@pytest.mark.parametrize(
    ("element", "error"),
    [
        ('{"at": 1, "error": "first", "error": null}', with_message("")),
        ('{"at": 1, "error": 1, "error": "last"}', with_message("last")),
        ('{"at": 1, "At": "2026-08-07T09:32:57Z"}', AttemptError(AT, 0, "", "")),
        ('{"At": "2026-08-07T09:32:57Z", "at": 1}', ZERO),
        ('{"attempt": "5", "ATTEMPT": 6}', AttemptError(ZERO_TIME, 6, "", "")),
        ('{"attempt": "5", "Attempt": null}', ZERO),
        ('{"attempt": 2.5, "TRACE": [1], "other": {"trace": "t"}}', AttemptError(ZERO_TIME, 0, "", "[1]")),
    ],
)
def test_once_an_element_is_odd_the_last_key_in_any_letter_case_wins_null_included(
    element: str, error: AttemptError
) -> None:
    assert read_one(element) == error


@pytest.mark.parametrize(
    ("element", "message"),
    [
        ('["\ud800"]', '["\ufffd"]'),
        ('{"error": ["\ud800"]}', '["\ufffd"]'),
        ('["\\ud800", "\ud800"]', '["\\ud800","\ufffd"]'),
        ('"\ud800', '"\ufffd'),
    ],
)
def test_a_raw_lone_surrogate_in_an_odd_element_becomes_the_replacement_character(
    element: str, message: str
) -> None:
    assert read([element]) == (with_message(message),)


def test_space_around_an_odd_element_is_no_part_of_it() -> None:
    assert read([' {"attempt": "5"}\n', '\t"boom" ']) == (
        AttemptError(ZERO_TIME, 5, "", ""),
        AttemptError(ZERO_TIME, 0, "boom", ""),
    )


def test_a_null_changes_nothing_in_an_element_that_is_not_odd() -> None:
    element = (
        '{"at": "2026-08-07T09:32:57Z", "attempt": 1, "error": "first", "ERROR": null, "trace": "main.go"}'
    )
    assert read_one(element).error == "first"
    assert read([json.loads(element)]) == (read_one(element),)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param("9" * 5_000, id="more digits than CPython converts"),
        pytest.param("[" * 5_000 + "]" * 5_000, id="deeper than CPython's parser goes"),
        pytest.param("1e400", id="more than a float holds"),
    ],
)
def test_a_value_that_no_field_holds_makes_no_element_odd(other: str) -> None:
    element = (
        '{"at": "2026-08-07T09:32:57Z", "attempt": 5, "error": "first", "trace": "main.go", '
        f'"other": {other}, "at": null, "attempt": null, "ERROR": null, "trace": null}}'
    )
    assert read_one(element) == AttemptError(AT, 5, "first", "main.go")


def test_an_odd_element_leaves_its_neighbours_alone() -> None:
    elements = [json.dumps(error_dict()), "7", json.dumps(error_dict(attempt=2))]
    expected = (ERROR, with_message("7"), AttemptError(ERROR.at, 2, "no such host", "main.go:12", 789))
    assert read(elements) == expected
    assert read(f"[{','.join(elements)}]") == expected


def test_a_number_that_no_float_holds_keeps_its_digits_as_text() -> None:
    digits = "0." + "1" * 40
    assert read_one(f'{{"error": {digits}}}') == with_message(digits)
    assert read([{"error": Decimal(digits)}]) == (with_message(digits),)


def test_an_object_nested_too_deep_for_python_is_read() -> None:
    deep = '{"a":' * 5_000 + "1" + "}" * 5_000
    assert read_one(f'{{"attempt": 3, "error": {deep}}}') == AttemptError(ZERO_TIME, 3, deep, "")
    assert read_one(f'{{"attempt": 3, "other": {deep}}}') == AttemptError(ZERO_TIME, 3, "", "")


def test_an_integer_too_long_for_python_hides_nothing_else() -> None:
    digits = "1" * 5_000
    element = f'{{"other": {digits}, "attempt": 3, "error": {digits}, "trace": "t"}}'
    assert read_one(element) == AttemptError(ZERO_TIME, 3, digits, "t")


@pytest.mark.parametrize("element", [{b"at": 1}, {(1,): 2}, {1: Decimal(1)}], ids=repr)
def test_a_decoded_object_with_a_key_that_json_cannot_hold_is_refused(element: object) -> None:
    with pytest.raises(DecodeError) as caught:
        read([error_dict(), element])
    assert caught.value.path == "river_job.errors[1]"
    assert caught.value.reason == "expected a value that JSON can hold, got dict of 1 keys"


def test_a_decoded_key_that_json_makes_a_string_is_ignored() -> None:
    assert read([{1: "at", "error": "e"}]) == (with_message("e"),)


def test_an_array_nests_as_deep_as_go_reads() -> None:
    assert read("[" * 10_000 + "]" * 10_000) == (with_message("[" * 9_999 + "]" * 9_999),)
    with pytest.raises(DecodeError):
        read("[" * 10_001 + "]" * 10_001)


def test_an_offset_is_kept() -> None:
    element = '{"at": "2026-08-07T09:32:57.123456789-05:00", "attempt": "1"}'
    error = read_one(element)
    assert error.at.tzinfo == timezone(timedelta(hours=-5))
    assert error.at_nanosecond == 789
