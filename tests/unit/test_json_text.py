"""JSON that stays text: what is JSON, its parts, and how decoded values are spelled."""

import sys
import threading
import tracemalloc
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

import pytest

from rivertype._json_text import compact, elements, encode, is_json, members

BRACES = "{" * 10_001
"""More than the deepest nesting: with them, in a string, a text is checked by the way that needs no stack."""

JSON = [
    *["null", "true", "false", "0", "-0", "12", "1.50", "-0.0e-0", "1e5", "1E+05", "1e999", "9" * 5_000],
    *['""', '"a b"', '"é\x7f😀"', r'"\"\\\/\b\f\n\r\t\u00e9\uD800"'],
    *["[]", "{}", "[[], {}]", '[1, "a", null]', '{"a": {"b": [true]}, "a": -1, "": {}}'],
    *[" \t\n\r1 \t\n\r", ' [ 1 , { "a" : 2 } ] '],
]

NOT_JSON = [
    *["", " ", "nul", "None", "TRUE", "NaN", "Infinity", "-Infinity", "tru e", "undefined"],
    *["01", "-", "+1", "1.", ".5", "1e", "1e+", "0x1F", "1_000", "\u0661", "1.\u0665", "- 1"],
    *["'a'", '"a', '"', '"\x1f"', '"\n"', r'"\x41"', r'"\u12"', r'"\u12g4"', '"\\"', '"a" "b"', '"a""b"'],
    *[
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1",
        "1]",
        "[1}",
        "[",
        "]",
        "[1:2]",
        "[:]",
        "[truefalse]",
        "[] []",
        "1 1",
        "1,",
    ],
    *['{"a"}', '{"a":}', '{"a" 1}', '{"a":1,}', "{,}", "{1:2}", '{"a":1 "b":2}', '{"a"::1}', '{"a","b"}'],
    *['{"a":1]', '{"a":1', '{"a"', "{", "}", "{]", "[}", '{"a":1,2}', "{[]:1}", '{"a":1:2}', '["a":1]'],
    *["\ufeff1", "\u00a01", "\v1", "1\f", "1\0", "//\n1"],
]


@pytest.mark.parametrize("text", JSON)
def test_json_is_json(text: str) -> None:
    assert is_json(text)
    assert is_json(f'["{BRACES}", {text}]')
    assert is_json(f'{{"{BRACES}": {text}}}')


@pytest.mark.parametrize("text", NOT_JSON)
def test_anything_else_is_none(text: str) -> None:
    assert not is_json(text)
    assert not is_json(f'["{BRACES}", {text}]')
    assert not is_json(f'{{"{BRACES}": {text}}}')


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (f'"{BRACES}"', True),
        (f' "{BRACES}" ', True),
        (f'"{BRACES}" 1', False),
        (f'"{BRACES}"]', False),
        (f'"{BRACES}"\u00a0', False),
        (f'"{BRACES}', False),
        (f'{{"{BRACES}": 1, "a": 2}}', True),
        (f'{{"{BRACES}": 1, 2: 2}}', False),
        (f'[["{BRACES}"], 1]', True),
        (f'[["{BRACES}"], 1}}', False),
        (BRACES, False),
    ],
)
def test_braces_in_a_string_do_not_count_as_nesting(text: str, verdict: bool) -> None:  # noqa: FBT001 - the expected value
    assert is_json(text) is verdict


@pytest.mark.parametrize(
    "deepest",
    [
        pytest.param("[" * 10_000 + "]" * 10_000, id="arrays"),
        pytest.param('{"a":' * 9_999 + "{}" + "}" * 9_999, id="objects"),
        pytest.param('[ {"a" : ' * 5_000 + "null" + "} ]" * 5_000, id="both in turn, with space between"),
    ],
)
def test_ten_thousand_levels_are_json_and_one_more_is_not(deepest: str) -> None:
    assert is_json(deepest)
    assert is_json(f" {deepest}\n")
    assert not is_json(f"[{deepest}]")
    assert not is_json(deepest[:-1])
    assert not is_json(deepest[:-1] + ")")
    assert not is_json(deepest + deepest[-1])


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, "[" * 100_000 + "]" * 100_000])
def test_a_hundred_thousand_levels_are_refused_without_recursion(text: str) -> None:
    assert not is_json(text)


@pytest.mark.parametrize(
    ("array", "texts"),
    [
        ("[]", []),
        (" [ \n ] ", []),
        ("[[]]", ["[]"]),
        ('[""]', ['""']),
        ("[ 1.50\t,\n null ]", ["1.50", "null"]),
        ('["a,b]", {"k": [2, 3]} , [4, [5]]]', ['"a,b]"', '{"k": [2, 3]}', "[4, [5]]"]),
        (r'["a\"]", "\\", 1]', [r'"a\"]"', r'"\\"', "1"]),
    ],
)
def test_the_elements_of_an_array_keep_their_text(array: str, texts: list[str]) -> None:
    assert elements(array) == texts


@pytest.mark.parametrize(
    ("json_object", "pairs"),
    [
        ("{}", []),
        (" { } ", []),
        ('{"a": 1.50}', [("a", "1.50")]),
        (r'{"\u0061\n" : {"b:": "}"} , "": []}', [("a\n", '{"b:": "}"}'), ("", "[]")]),
        ('{"a": 1, "a": [ 2 ]}', [("a", "1"), ("a", "[ 2 ]")]),
    ],
)
def test_the_members_of_an_object_keep_order_repetition_and_text(
    json_object: str, pairs: list[tuple[str, str]]
) -> None:
    assert list(members(json_object)) == pairs


@pytest.mark.parametrize(
    ("text", "compacted"),
    [
        ("1", "1"),
        (' [ 1 ,\t2.50\r\n, "a  b" ] ', '[1,2.50,"a  b"]'),
        (r'{"a \" b" : "\u2028 \\" , "a" : 1}', r'{"a \" b":"\u2028 \\","a":1}'),
    ],
)
def test_compacting_takes_out_the_space_between_tokens_alone(text: str, compacted: str) -> None:
    assert compact(text) == compacted


class Pair(NamedTuple):
    left: int
    right: str


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (-1, "-1"),
        (1.0, "1.0"),
        (1e22, "10000000000000000000000"),
        (2.5e-07, "0.00000025"),
        (-1.25e-05, "-0.0000125"),
        ({"e-1": [1e-05, "1e-05"]}, '{"e-1": [0.00001, "1e-05"]}'),
        ("", '""'),
        ('é "\\\n\u2028 😀', '"é \\"\\\\\\n\u2028 😀"'),
        ([], "[]"),
        ({}, "{}"),
        ({"b": 1, "a": [1, 2, None]}, '{"b": 1, "a": [1, 2, null]}'),
        ((1, ("a",)), '[1, ["a"]]'),
        (Pair(1, "a"), '[1, "a"]'),
        (OrderedDict([("b", 1), ("a", 2)]), '{"b": 1, "a": 2}'),
        (MappingProxyType({"é": [MappingProxyType({"a": 1})]}), '{"é": [{"a": 1}]}'),
    ],
)
def test_a_decoded_value_is_spelled_as_postgresql_spells_jsonb(value: object, text: str) -> None:
    assert encode(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("1.50"), "1.50"),
        (Decimal("-0.0"), "-0.0"),
        (Decimal("1E+3"), "1000"),
        (Decimal("1.5E-7"), "0.00000015"),
        (Decimal("12345678901234567890.123456789"), "12345678901234567890.123456789"),
        (
            {"é": [Decimal("0.10"), 1.5, None, "é"], 'a"': {"c": -1}, "b": (Decimal(1), [2])},
            '{"é": [0.10, 1.5, null, "é"], "a\\"": {"c": -1}, "b": [1, [2]]}',
        ),
    ],
)
def test_a_decimal_is_spelled_by_its_digits(value: object, text: str) -> None:
    assert encode(value) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Decimal("1E+309"), "1" + "0" * 309),
        (Decimal("1E+310"), "1E+310"),
        (Decimal("1" * 400), "1" * 400),
        (Decimal("1E-16383"), "0." + "0" * 16_382 + "1"),
        (Decimal("1E-16384"), "1E-16384"),
    ],
    ids=str,
)
def test_a_decimal_beyond_jsonbs_numbers_keeps_its_exponent(number: Decimal, text: str) -> None:
    assert encode(number) == text
    assert encode([number]) == f"[{text}]"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("\ud800", r'"\ud800"'),
        ("a\udc00b", r'"a\udc00b"'),
        ({"\udfff": ["\ud83d"]}, r'{"\udfff": ["\ud83d"]}'),
        ({"\udfff": Decimal(1)}, r'{"\udfff": 1}'),
    ],
)
def test_a_lone_surrogate_is_spelled_as_an_escape(value: object, text: str) -> None:
    assert encode(value) == text


def nested(levels: int, innermost: object) -> list[object]:
    value: list[object] = [innermost]
    for _ in range(levels - 1):
        value = [value]
    return value


def circular(*values: object) -> list[object]:
    value: list[object] = list(values)
    value.append(value)
    return value


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(float("nan"), id="NaN"),
        pytest.param([float("-inf")], id="an infinity"),
        pytest.param(Decimal("NaN"), id="a Decimal that is no number"),
        pytest.param([Decimal("-Infinity")], id="a Decimal that is infinite"),
        pytest.param([Decimal(1), float("nan")], id="NaN beside a Decimal"),
        pytest.param({"a": {1}}, id="a set"),
        pytest.param([b"a"], id="bytes"),
        pytest.param(object(), id="an object"),
        pytest.param({(1, 2): 3}, id="a key that is a tuple"),
        pytest.param({b"a": 1}, id="a key that is bytes"),
        pytest.param({float("nan"): 1}, id="a key that is NaN"),
        pytest.param(10**5_000, id="an int of more digits than Python converts"),
        pytest.param(circular(), id="a list within itself"),
        pytest.param(circular(Decimal(1)), id="a list within itself, with a Decimal"),
    ],
)
def test_what_json_cannot_hold_is_none(value: object) -> None:
    assert encode(value) is None


def test_the_same_list_may_stand_in_two_places() -> None:
    inner = [Decimal("1.0")]
    assert encode({"a": inner, "b": [inner, inner]}) == '{"a": [1.0], "b": [[1.0], [1.0]]}'


@pytest.mark.parametrize("value", [circular("a" * 1_000_000), circular(Decimal(1), "a" * 1_000_000)])
def test_a_list_within_itself_is_not_spelled_over_and_over(value: object) -> None:
    tracemalloc.start()
    assert encode(value) is None
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()


def test_decimals_of_few_characters_do_not_fill_memory() -> None:
    assert encode([Decimal("1E+149999")] * 3) == "[1E+149999, 1E+149999, 1E+149999]"


@pytest.mark.skipif(sys.platform == "emscripten", reason="a browser starts no threads")
def test_a_raised_recursion_limit_lets_in_no_more_than_go_reads() -> None:
    texts = [
        "[" * 10_000 + "]" * 10_000,
        "[" * 10_001 + "]" * 10_001,
        '{"":' * 10_001 + "1" + "}" * 10_001,
    ]
    recursion_limit, stack_size = sys.getrecursionlimit(), threading.stack_size(2**24)
    sys.setrecursionlimit(50_000)
    try:
        with ThreadPoolExecutor(1) as roomy_stack:
            assert list(roomy_stack.map(is_json, texts)) == [True, False, False]
    finally:
        sys.setrecursionlimit(recursion_limit)
        threading.stack_size(stack_size)


@pytest.mark.parametrize("innermost", [1, Decimal(1)], ids=["an int", "a Decimal"])
def test_a_value_nested_deeper_than_the_interpreter_follows_is_none(innermost: object) -> None:
    """How deep that is differs: some thousand levels in CPython, more in Pyodide."""
    text = encode(nested(100_000, innermost))
    assert text in (None, f"{'[' * 100_000}1{']' * 100_000}")
