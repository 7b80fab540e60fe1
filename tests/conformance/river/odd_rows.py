"""Rows that River does not write by itself, put in by SQL: the kind of each says what is odd about it."""

from collections.abc import Iterator

ODD_ERRORS = [
    # No object: the element itself becomes the error.
    "null",
    "true",
    "-17",
    '"panic: out of memory"',
    '""',
    '["a", {"b": null}]',
    # Strict readings: missing and null keys, another letter case, unknown keys.
    "{}",
    '{"at": null, "attempt": null, "error": null, "trace": null}',
    '{"AT": "2026-08-07T09:32:57.123456789-05:00", "Attempt": 2, "ERROR": "shouted", "tRACE": "t", "x": {}}',
    '{"at": "2026-08-07T09:32:57,5Z", "attempt": 1, "error": "a comma before the fraction", "trace": ""}',
    '{"at": "2026-08-07T9:32:57Z", "attempt": 1, "error": "a one-digit hour", "trace": ""}',
    '{"at": "2026-08-07T09:32:57.1234567899Z", "attempt": 1, "error": "ten digits", "trace": ""}',
    '{"at": "2026-08-07T09:32:57+05:60", "attempt": 1, "error": "offset minute 60", "trace": ""}',
    '{"at": "0001-01-01T00:00:00+05:00", "attempt": 1, "error": "before the year 1 in UTC", "trace": ""}',
    '{"at": "9999-12-31T23:59:59.999999999-05:00", "attempt": 1, "error": "after 9999 in UTC", "trace": ""}',
    # No RFC 3339 timestamp: the zero time.
    '{"at": 1786113177, "attempt": 3, "error": "Unix seconds", "trace": "kept"}',
    '{"at": "2026-08-07 09:32:57.123456-05", "attempt": 3, "error": "PostgreSQL text", "trace": ""}',
    '{"at": "2026-08-07T09:32:57", "attempt": 3, "error": "no offset", "trace": ""}',
    '{"at": "2026-08-07T09:32:60Z", "attempt": 3, "error": "second 60", "trace": ""}',
    '{"at": "", "attempt": 3, "error": "empty", "trace": ""}',
    '{"at": {"seconds": 1}, "attempt": 3, "error": "an object", "trace": ""}',
    # Attempts: strings, white space, signs, floats, hexadecimal floats, and what is none of them.
    '{"attempt": "4"}',
    '{"attempt": " 5\\t"}',
    '{"attempt": "\\u00a06\\u2003"}',
    '{"attempt": "+7"}',
    '{"attempt": "-8"}',
    '{"attempt": "009"}',
    '{"attempt": "1e1"}',
    '{"attempt": ".5e1"}',
    '{"attempt": "12.0"}',
    '{"attempt": "0x1p4"}',
    '{"attempt": "0X1.8P+1"}',
    '{"attempt": "0x10"}',
    '{"attempt": "1_000"}',
    '{"attempt": "0x1_0p0"}',
    '{"attempt": "Infinity"}',
    '{"attempt": "nan"}',
    '{"attempt": "9007199254740992.0"}',
    '{"attempt": "9007199254740993.0"}',
    '{"attempt": "9007199254740994.0"}',
    '{"attempt": "9223372036854775807"}',
    '{"attempt": "9223372036854775808"}',
    '{"attempt": ""}',
    '{"attempt": "four"}',
    '{"attempt": "٤"}',
    '{"attempt": 2.5}',
    '{"attempt": true}',
    '{"attempt": [1]}',
    '{"attempt": 9223372036854775808}',
    '{"attempt": -2, "error": "negative"}',
    '{"ATTEMPT": "14", "at": "nonsense", "Error": 1, "tracE": null}',
    # Errors and traces that are no strings become their compact JSON text.
    '{"error": {"code": 503, "detail": ["a b", "\\u2028<&>"]}, "trace": ["main.go:1", "main.go:2"]}',
    '{"error": false, "trace": 12}',
    '{"error": null, "trace": null, "attempt": "1"}',
    '{"error": ["\\u001f\\u007f\\b\\f\\"\\\\/ü🎬"]}',
]

ODD_ERRORS_WITH_DIGITS = [
    '{"attempt": 3.0}',
    '{"attempt": 1e2}',
    '{"attempt": 9007199254740992.0}',
    '{"attempt": 9007199254740994.0}',
    '{"attempt": 9007199254740993e0}',
    '{"error": 1.50, "trace": [0.1000000000000000055511151231257827, 12345678901234567890]}',
    "2.50",
]

# What PostgreSQL's jsonb cannot hold: repeated keys, lone surrogates, U+0000, numbers as they were spelled.
ODD_ERRORS_OF_SQLITE = [
    '{"error": "first", "error": "last"}',
    '{"error": "first", "error": null}',
    '{"at": 1, "error": "first", "error": null}',
    '{"attempt": 5, "ATTEMPT": 6}',
    '{"attempt": "5", "Attempt": null}',
    '{"at": "2026-08-07T09:32:57Z", "at": "nonsense", "error": "last at is wrong"}',
    '{"at": 1, "At": "2026-08-07T09:32:57Z", "error": "first at is wrong"}',
    '{"error": "lone \\ud800 surrogate", "trace": "\\udc00"}',
    '{"error": ["lone \\ud800 surrogate"]}',
    '{"error": "a \\u0000 inside"}',
    '{"err\\u006fr": "an escaped key", "\\u0061ttempt": "7"}',
    '{"attempt": -0}',
    '{"attempt": -0.0}',
    '{"attempt": 1E+1}',
    '{"error": [1E+1, -0.0, 1e400]}',
]

OddRow = tuple[str, dict[str, str]]
"""The kind, which says what is odd, and an SQL expression for each column that is not as usual."""


def postgresql_rows() -> Iterator[OddRow]:
    """Rows for River's table in PostgreSQL."""
    yield "odd errors", {"errors": _jsonb_array(ODD_ERRORS)}
    yield "odd errors with numbers a float cannot hold", {"errors": _jsonb_array(ODD_ERRORS_WITH_DIGITS)}
    yield "an SQL NULL among the errors", {"errors": "ARRAY[NULL, '{}']::jsonb[]"}
    yield "no errors, as an empty array", {"errors": "'{}'", "attempted_by": "'{}'"}
    yield "an attempt below 0", {"attempt": "-3"}
    yield "args are null", {"args": "'null'"}
    yield "args are an array", {"args": """'[1, "two", {"three": []}]'"""}
    yield "args are a number", {"args": "'17'"}
    yield "args are true", {"args": "'true'"}
    yield "args are a string", {"args": "'\"plain words\"'"}
    yield "args are a string that holds JSON", {"args": """'"{\\"a\\": 1}"'"""}
    yield (
        "args hold every escape",
        {"args": _quote('{"€\\"": "\\b\\f\\n\\r\\t\\u001b\\u007f\\\\/\\u2028😀"}')},
    )
    yield "metadata is null", {"metadata": "'null'"}
    yield "metadata is an array", {"metadata": "'[]'"}
    yield "output is null", {"metadata": """'{"output": null}'"""}
    yield (
        "tags of every kind",
        {"tags": """ARRAY['a,b', 'quo"te', '', ' ', 'back\\slash', 'NULL', '{}', 'ü🎬', E'\\n']"""},
    )
    yield "an SQL NULL among the tags", {"tags": "ARRAY['a', NULL]"}
    yield "an SQL NULL among attempted_by", {"attempted_by": "ARRAY[NULL, 'a']"}
    yield "unique for no state", {"unique_key": "'\\x00'", "unique_states": "B'00000000'"}
    yield "unique while scheduled, with an empty key", {"unique_key": "'\\x'", "unique_states": "B'10000000'"}
    yield "unique in every state", {"unique_key": "'\\xff00'", "unique_states": "B'11111111'"}
    yield "unique while available", {"unique_key": "'\\x5c78'", "unique_states": "B'00000001'"}
    yield "größe 🎬", {"queue": "'ürgent'"}
    yield "created before the clocks went back", {"created_at": "'2026-11-01T05:30:00Z'"}
    yield "created after the clocks went back", {"created_at": "'2026-11-01T06:30:00Z'"}
    yield "created when offsets had seconds", {"created_at": "'1883-01-01T00:00:00Z'"}
    yield "created in the year 9999", {"created_at": "'9999-12-30T23:59:59.999999Z'"}
    yield (
        "finalized with every digit",
        {"state": "'completed'", "finalized_at": "'2026-08-07T14:32:57.000001Z'"},
    )


def infinite_postgresql_rows() -> Iterator[OddRow]:
    """Rows for PostgreSQL that psycopg does not even hand over."""
    yield "scheduled for ever", {"scheduled_at": "'infinity'"}


def sqlite_rows(schema: int) -> Iterator[OddRow]:
    """Rows for River's table in SQLite: as JSON text at schema 6, as JSONB from 7 on."""

    def stored(text: str) -> str:
        return _quote(text) if schema < 7 else f"jsonb({_quote(text)})"

    every_error = ", ".join([*ODD_ERRORS, *ODD_ERRORS_WITH_DIGITS, *ODD_ERRORS_OF_SQLITE])
    yield "odd errors", {"errors": stored(f"[{every_error}]")}
    for errors in ("null", "[]", "[null]", "{}", '"text"', "1"):
        yield f"errors are {errors}", {"errors": stored(errors)}
    for names in ("null", "[]", '["a,b", "", "ü🎬"]', '["\\ud800"]', "[null]", "[1]", "{}", '"a"'):
        yield f"tags are {names}", {"tags": stored(names)}
        yield f"attempted_by is {names}", {"attempted_by": stored(names)}
    for value in (
        "null",
        "[]",
        '"words"',
        "12345678901234567890.50",
        "true",
        '{"a": {"a": 1, "a": 2}}',
        '{"a": "\\ud800"}',
    ):
        yield f"args are {value}", {"args": stored(value)}
        yield f"metadata is {value}", {"metadata": stored(value)}
    yield "args are JSON text with white space", {"args": """' { "a" : [ 1 , 2 ] } '"""}
    yield "metadata is JSON text with white space", {"metadata": """'{ "output" : [ 1 , 2 ] }'"""}
    yield "args are a blob of JSON text", {"args": """CAST('{"a":1}' AS BLOB)"""}
    yield "errors are a blob of JSON text", {"errors": """CAST('[{"error":"blob"}]' AS BLOB)"""}
    yield "tags are a blob of JSON text", {"tags": """CAST('["blob"]' AS BLOB)"""}
    yield "args are cut short", {"args": """'{"a":1'"""}
    yield "args are no JSON", {"args": "x'ffffff'"}
    yield "args are an empty blob", {"args": "x''"}
    yield "args are empty text", {"args": "''"}
    yield "metadata is cut short", {"metadata": "'{'"}
    yield "errors are cut short", {"errors": "'[{}'"}
    yield "tags are cut short", {"tags": "'['"}
    yield "attempted_by is cut short", {"attempted_by": "'['"}
    yield "args are a blob of JSON text whose strings are no UTF-8", {"args": "x'7b2261223a22ff227d'"}
    yield "args are JSON5", {"args": """'{a: 0x1F, b: .5, c: Infinity, d: +1, /* e */}'"""}
    if schema >= 7:
        yield (
            "args are JSONB of JSON5",
            {"args": """jsonb('{a: 0x1F, b: .5, c: -Infinity, d: [''x'', "\\x41"], e: 5., }')"""},
        )
        yield "args are JSONB cut short", {"args": """substr(jsonb('{"a":[1,2]}'), 1, 5)"""}
        yield (
            "args are JSONB with a byte too many",
            {"args": """CAST(jsonb('{"a":[1,2]}') || x'00' AS BLOB)"""},
        )
        yield (
            "args are JSONB whose strings are no UTF-8",
            {"args": "jsonb(CAST(x'7b2261223a22ff227d' AS TEXT))"},
        )
    yield "attempt, max_attempts below 0", {"attempt": "-3", "max_attempts": "-1"}
    yield "an empty unique key", {"unique_key": "x''", "unique_states": "0"}
    yield "a unique key of text", {"unique_key": "'text'", "unique_states": "255"}
    for bits in ("0", "1", "128", "256", "-1"):
        yield f"unique_states are {bits}", {"unique_states": bits}
    for time in _SQLITE_TIMES:
        yield f"created at {time}", {"created_at": time}


_SQLITE_TIMES = [
    "'2026-08-07 14:00:00'",
    "'2026-08-07 14:00'",
    "'2026-08-07'",
    "'2026-08-07 14:32:57.1'",
    "'2026-08-07 14:32:57.12'",
    "'2026-08-07 14:32:57.123456'",
    "'2026-08-07 14:32:57.123456789'",
    "'2026-08-07 09:32:57.123456789-05:00'",
    "'2026-08-07 09:32:57-05:00'",
    "'2026-08-07 14:32:57Z'",
    "'2026-08-07T14:32:57Z'",
    "'2026-08-07T14:32:57'",
    "'2026-08-07T14:32:57.123456789Z'",
    "'2026-08-07T09:32:57.123-05:00'",
    "'2026-08-07 09:32:57.123456789 -0500 CDT m=+12.345678901'",
    "'2026-08-07 09:32:57 -0500 CDT'",
    "'2026-08-07 14:32:57.5 +0000 UTC'",
    "'2026-08-07 18:02:57.000000001 +0330 +0330'",
    "'2026-08-07 18:02:57.12 +0330 +0330 m=-0.000000001'",
    "'2026-08-07 14:32:57,5'",
    "'2026-08-07 4:32:57'",
    "'2026-08-07 14:32:57+00'",
    "'2026-08-07 14:32:57+05:30:00'",
    "'2026-08-07T09:32:57 -0500 CDT'",
    "'yesterday'",
    "''",
    "'2026-13-07 14:00:00'",
    "1786113177",
    "-1",
    "1786113177.25",
]


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _jsonb_array(elements: list[str]) -> str:
    return "ARRAY[" + ", ".join(map(_quote, elements)) + "]::jsonb[]"


def insert_statement(row: OddRow) -> str:
    """The INSERT of one odd row."""
    kind, expressions = row
    values = {"kind": _quote(kind), "args": "'{}'", "max_attempts": "25", **expressions}
    return f"INSERT INTO river_job ({', '.join(values)}) VALUES ({', '.join(values.values())})"  # noqa: S608 - constants
