"""How one field is taken out of a mapping: the few words in which both shapes are read and written.

A `read` turns one value into another and raises `DecodeError` for what it refuses; it knows no path. These
functions know where the value stood, and tell the error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, TypeGuard, TypeVar

from rivertype._errors import DecodeError, within

S = TypeVar("S")
T = TypeVar("T")

_MISSING: Final = object()


def mapping(data: object, method: str) -> Mapping[str, object]:
    """The argument of method, which only takes a mapping."""
    if not is_object(data):
        raise TypeError(f"{method} takes a mapping, got {type(data).__name__}")
    return data


def is_a(value: object, kind: type[T]) -> TypeGuard[T]:
    """As isinstance, but asks the type itself: a proxy or a mock may claim any `__class__`, or raise."""
    return issubclass(type(value), kind)


def is_object(value: object) -> TypeGuard[Mapping[str, object]]:
    """Whether a decoded JSON value is an object."""
    return issubclass(type(value), Mapping)


def is_array(value: object) -> TypeGuard[Sequence[object]]:
    """Whether a decoded JSON value, or what a driver makes of a database array, is an array."""
    return issubclass(type(value), (list, tuple))


def is_tuple(value: object) -> TypeGuard[tuple[object, ...]]:
    """Whether a value is what a job holds for an array."""
    return issubclass(type(value), tuple)


def field(name: str, value: S, read: Callable[[S], T]) -> T:
    """Read one value that stands under name."""
    try:
        return read(value)
    except DecodeError as error:
        within(error, name)
        raise


def field_or_none(name: str, value: S | None, read: Callable[[S], T]) -> T | None:
    """As `field`; None stays None."""
    return None if value is None else field(name, value, read)


def required(fields: Mapping[str, object], key: str, read: Callable[[object], T]) -> T:
    """Read the value under key, which must be there. Null is for `read` to refuse."""
    value = fields.get(key, _MISSING)
    if value is _MISSING:
        raise DecodeError(key, "expected a value, but the key is missing")
    return field(key, value, read)


def nullable(fields: Mapping[str, object], key: str, read: Callable[[object], T], *, null: T) -> T:
    """Read the value under key, which must be there but may be null."""
    return required(fields, key, lambda value: null if value is None else read(value))


def optional(fields: Mapping[str, object], key: str, read: Callable[[object], T], *, null: T) -> T:
    """Read the value under key; a missing key is the same as null."""
    value = fields.get(key)
    return null if value is None else field(key, value, read)


def refuse_other_letter_case(fields: Mapping[str, object], keys: frozenset[str]) -> None:
    """Refuse a key that is one of keys but for its letter case, which Go would read as that key."""
    if not keys.issuperset(fields):
        folded = {key.lower() for key in keys}
        for key in fields:
            # U+017F, the long s, is the one letter that Go folds to ASCII and lower() does not.
            if key not in keys and is_a(key, str) and str.lower(key).replace("\u017f", "s") in folded:
                raise DecodeError(str.__str__(key), "expected the key in the letter case of Go's field")


def each(values: Iterable[S], read: Callable[[S], T]) -> tuple[T, ...]:
    """Read every element of a list; the error names the place, as in `Tags[3]`."""
    return tuple([field(f"[{place}]", value, read) for place, value in enumerate(values)])
