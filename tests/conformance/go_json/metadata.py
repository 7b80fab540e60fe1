"""Metadata blobs, good and bad, with and without a recorded output."""

from random import Random

# fmt: off
METADATA = (
    b"", b" ", b"{}", b"null", b"[]", b"1", b'"output"', b"true", b"{", b"not json", b'{"output"}',
    b'{"output":}', b'{"output":1}', b'{"output":null}', b'{"output":"text"}',
    b'{"output":{"a":[1,2,{"b":null}]}}', b'{"output":[]}', b'{"output": { "a" : 1 } }',
    b' { "output" :\t1\n} ', b'{"a":1,"output":2,"b":3}', b'{"a":{"output":1}}', b'[{"output":1}]',
    b'{"OUTPUT":1}', b'{"Output":1}', b'{"output":1,"OUTPUT":2}', b'{"OUTPUT":1,"output":2}',
    b'{"output":1,"output":2}', b'{"output":1,"output":null}', b'{"\\u006futput":1}', b'{"\\u004fUTPUT":1}',
    b'{"output ":1}', b'{"out\\u0000put":1}', b'{"output":1.000000000000000000001}',
    b'{"output":123456789012345678901234567890}', b'{"output":1e999}', b'{"output":-0}', b'{"output":01}',
    b'{"output":1.}', b'{"output":NaN}', b'{"output":1,"a":NaN}', b'{"output":Infinity}',
    b'{"output":"\\u00e9\\ud800"}', '{"output":"é漢😀\u2028"}'.encode(), b'{"output":"\xff"}',
    b'{"\xff":1,"output":2}', b'{"output":1}x', b'{"output":1}{}', b'{"output":1,}', b'{"output":1',
    b'{"output":"a\nb"}', b'{"output":"\\x"}', b'\xef\xbb\xbf{"output":1}', b"{'output':1}",
    b'{"output":1}\x00', b'{"output":1}\x0b', b'{"a":"\xed\xa0\x80","output":1}',
    b'{"a":1,"a":2,"output":3}', b'{"output":tru}', b'{"output":"\\ud83d\\ude00"}', b'{"output":"\x7f"}',
    *(b'{"output":' + b"[" * depth + b"]" * depth + b"}" for depth in (100, 9_998, 9_999, 10_000)),
    b'{"a":' + b"1" * 5000 + b',"output":1}',
)

_KEYS = ("output", "output", "OUTPUT", "oUTPUT", "\\u006futput", "a", "outpu", "snoozes", "é", "\\ud800", "")
_VALUES = (
    "null", "true", "0", "-1.50", "1e9", '""', '"x"', '"\\u00e9\\ud800"', '"é 漢"', "[]", "{}",
    '{"output":1}',
    "[1, 2]", '{ "a" : [ {} , null ] }', "12345678901234567890123", '"\\"output\\":1"',
)
# fmt: on
_SPACES = ("", "", "", " ", "\t", "\r\n")


def random_metadata(random: Random) -> bytes:
    def space() -> str:
        return random.choice(_SPACES)

    members = ",".join(
        f'{space()}"{random.choice(_KEYS)}"{space()}:{space()}{random.choice(_VALUES)}{space()}'
        for _ in range(random.randrange(5))
    )
    return f"{space()}{{{members or space()}}}{space()}".encode()
