"""SQLite's JSONB as JSON text: every expected text is what json() of SQLite 3.54 gives for the same blob."""

import pytest

from rivertype._sqlite_jsonb import jsonb_to_text

NULL, TRUE, FALSE, INT, INT5, FLOAT, FLOAT5, TEXT, TEXTJ, TEXT5, TEXTRAW, ARRAY, OBJECT = range(13)


def element(kind: int, payload: bytes = b"") -> bytes:
    """One element, with its payload's size in the header's first byte, or in four more."""
    size = len(payload)
    header = bytes([size << 4 | kind]) if size <= 11 else bytes([0xE0 | kind]) + size.to_bytes(4, "big")
    return header + payload


@pytest.mark.parametrize(
    ("kind", "payload", "text"),
    [
        (NULL, b"", "null"),
        (TRUE, b"", "true"),
        (FALSE, b"", "false"),
        (INT, b"0", "0"),
        (INT, b"-0", "-0"),
        (INT, b"123456789012345678901234567890", "123456789012345678901234567890"),
        (INT5, b"0x1F", "31"),
        (INT5, b"-0xaB", "-171"),
        (INT5, b"-0x0", "-0"),
        (INT5, b"0XFFFFFFFFFFFFFFFF", "18446744073709551615"),
        (INT5, b"0x10000000000000000", "9.0e999"),
        (INT5, b"-0x10000000000000000", "-9.0e999"),
        (FLOAT, b"1.50", "1.50"),
        (FLOAT, b"-0.0", "-0.0"),
        (FLOAT, b"1E+05", "1E+05"),
        (FLOAT, b"-9e999", "-9e999"),
        (FLOAT5, b".5", "0.5"),
        (FLOAT5, b"5.", "5.0"),
        (FLOAT5, b"-.5e-3", "-0.5e-3"),
        (FLOAT5, b"-5.E3", "-5.0E3"),
        (TEXT, b"", '""'),
        (TEXT, b"it's \xc3\xa9 \x7f", '"it\'s é \x7f"'),
        (TEXTJ, rb"\"\\\/\b\f\n\r\t\u00e9\ud800", r'"\"\\\/\b\f\n\r\t\u00e9\ud800"'),
        (TEXT5, rb"it\'s \"\n\u00e9\\", r'"it' + "'" + r's \"\n\u00e9\\"'),
        (TEXT5, rb"\x4a\xE9", r'"\u004a\u00E9"'),
        (TEXT5, rb"\v\0", r'"\u000b\u0000"'),
        (TEXT5, rb"\0a", r'"\u0000a"'),
        (TEXT5, b"a\\\nb\\\r\nc\\\rd\\\xe2\x80\xa8e\\\xe2\x80\xa9f", '"abcdef"'),
        (TEXT5, b'say "a"\n\x01', r'"say \"a\"\n\u0001"'),
        (TEXTRAW, b'say "a\\b"', r'"say \"a\\b\""'),
        (TEXTRAW, b"\b\t\n\f\r\x00\x1f\x7f", r'"\b\t\n\f\r\u0000\u001f' + '\x7f"'),
        (TEXTRAW, b"\xf0\x9f\x98\x80\xe2\x80\xa8", '"😀\u2028"'),
    ],
)
def test_an_element_is_spelled_as_sqlites_json_spells_it(kind: int, payload: bytes, text: str) -> None:
    assert jsonb_to_text(element(kind, payload)) == text


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        pytest.param(NULL, b"\x00", id="null holds nothing"),
        pytest.param(TRUE, b"1", id="true holds nothing"),
        pytest.param(FALSE, b"0", id="false holds nothing"),
        *[(INT, payload) for payload in (b"", b"-", b"01", b"+1", b"1.0", b"1\n", b"\xd9\xa1")],
        *[(INT5, payload) for payload in (b"", b"0x", b"0xg", b"x1", b"+0x1", b"--0x1", b"0x1.0", b"0x1\n")],
        *[(FLOAT, payload) for payload in (b"", b".5", b"5.", b"1e", b"01.5", b"+1.5", b"NaN", b"1.5\n")],
        *[
            (FLOAT5, payload)
            for payload in (b"", b".", b"-", b".e5", b"1e", b"1.2.3", b"+.5", b"05", b"00.5", b"Infinity")
        ],
        *[(TEXT, payload) for payload in (b'"', b"\\", b"\n", b"\xff", b"\xed\xa0\x80")],
        *[
            (TEXTJ, payload)
            for payload in (b'"', b"\x1f", rb"\'", rb"\x41", rb"\u12", rb"\v", b"\\", b"\xff")
        ],
        *[(TEXT5, payload) for payload in (rb"\a", rb"\1", rb"\01", rb"\x4", rb"\xg1", rb"\u12", b"\\")],
        pytest.param(TEXT5, b"\\\xe2\x80\xaa", id="a backslash before no line separator"),
        *[(TEXT5, payload) for payload in (b"\xff", b"\\\xe2")],
        (TEXTRAW, b"\xff"),
        pytest.param(13, b"", id="the first reserved kind"),
        pytest.param(14, b"", id="the second reserved kind"),
        pytest.param(15, b"", id="the third reserved kind"),
    ],
)
def test_an_element_whose_payload_does_not_fit_its_kind_is_refused(kind: int, payload: bytes) -> None:
    faults = {INT5: "no hexadecimal integer", FLOAT5: "no number"}
    fault = faults.get(kind, "an element's payload does not fit its kind")
    with pytest.raises(ValueError, match=f"^not JSONB: {fault}$|can't decode"):
        jsonb_to_text(element(kind, payload))


@pytest.mark.parametrize(
    ("blob", "text"),
    [
        (b"\x0b", "[]"),
        (b"\x0c", "{}"),
        (b"\x4b\x00\x01\x131", "[null,true,1]"),
        (b"\x2b\x0b\x0c", "[[],{}]"),
        (b"\x4b\x1b\x0b\x1b\x02", "[[[]],[false]]"),
        (b"\x7c\x17z\x131\x17a\x0b", '{"z":1,"a":[]}'),
        (b"\x6c\x17a\x01\x17a\x02", '{"a":true,"a":false}'),
        (b"\x4c\x17k\x1b\x0c", '{"k":[{}]}'),
        (
            b"\xcc\x0e\x17a\x01\x18b\x01\x19c\x01\x1ad\x01\x07\x01",
            '{"a":true,"b":true,"c":true,"d":true,"":true}',
        ),
    ],
)
def test_order_nesting_and_repeated_keys_stay(blob: bytes, text: str) -> None:
    assert jsonb_to_text(blob) == text


@pytest.mark.parametrize(
    ("blob", "fault"),
    [
        pytest.param(b"", "an element is missing", id="nothing"),
        pytest.param(b"\x00\x00", "the element does not fill the blob", id="two elements"),
        pytest.param(b"\x37ab", "an element is longer than what holds it", id="a payload cut short"),
        pytest.param(b"\xe7\x00\x00", "an element is longer than what holds it", id="a header cut short"),
        pytest.param(
            b"\xe7\xff\xff\xff\xffabc", "an element is longer than what holds it", id="a claim of 4 GB"
        ),
        pytest.param(
            b"\xf7\xff\xff\xff\xff\xff\xff\xff\xffabc",
            "an element is longer than what holds it",
            id="a claim of 16 EB",
        ),
        pytest.param(
            b"\x2b\x37a", "an element is longer than what holds it", id="an element longer than its array"
        ),
        pytest.param(
            b"\x1b\x37abc",
            "the element does not fill the blob",
            id="an element that ends after its array",
        ),
        pytest.param(
            b"\x2b\x1b\x131",
            "the element does not fill the blob",
            id="an element that ends after its array's array",
        ),
        pytest.param(
            b"\x2b\x2b\x00", "an element is longer than what holds it", id="an array longer than its array"
        ),
        pytest.param(
            b"\x1b\xc7\x00",
            "the element does not fill the blob",
            id="a header that ends after its array",
        ),
        pytest.param(b"\x2c\x17a", "a key has no value", id="a key without a value"),
        pytest.param(b"\x5c\x17a\x01\x17b", "a key has no value", id="a second key without a value"),
        pytest.param(b"\x3c\x131\x01", "a key is no text", id="a number as a key"),
        pytest.param(b"\x2c\x00\x01", "a key is no text", id="null as a key"),
        pytest.param(b"\x2c\x0b\x01", "a key is no text", id="an array as a key"),
        pytest.param(b"\x5c\x17a\x01\x00\x01", "a key is no text", id="null as a second key"),
    ],
)
def test_a_damaged_blob_is_refused(blob: bytes, fault: str) -> None:
    with pytest.raises(ValueError, match=f"^not JSONB: {fault}$"):
        jsonb_to_text(blob)


@pytest.mark.parametrize(
    "header",
    [b"\x37", b"\xc7\x03", b"\xd7\x00\x03", b"\xe7\x00\x00\x00\x03", b"\xf7\x00\x00\x00\x00\x00\x00\x00\x03"],
)
def test_a_size_may_be_written_in_any_of_the_five_widths(header: bytes) -> None:
    assert jsonb_to_text(header + b"abc") == '"abc"'


@pytest.mark.parametrize(
    ("header", "size"),
    [
        (b"\xb7", 11),
        (b"\xc7\x0c", 12),
        (b"\xc7\xff", 255),
        (b"\xd7\x01\x00", 256),
        (b"\xd7\xff\xff", 65_535),
        (b"\xe7\x00\x01\x00\x00", 65_536),
    ],
)
def test_a_size_is_read_most_significant_byte_first(header: bytes, size: int) -> None:
    assert jsonb_to_text(header + b"x" * size) == '"' + "x" * size + '"'


def test_nesting_costs_no_stack() -> None:
    levels = 100_000
    headers = [b"\xeb" + (5 * level + 1).to_bytes(4, "big") for level in reversed(range(levels))]
    assert jsonb_to_text(b"".join(headers) + b"\x0b") == "[" * levels + "[]" + "]" * levels
