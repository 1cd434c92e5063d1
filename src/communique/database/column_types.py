"""Columns that are kept small: millions of them make the size of a store."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, LargeBinary, String
from sqlalchemy.types import TypeDecorator, TypeEngine

from communique.model import Mention

__all__ = [
    "Digest",
    "FactId",
    "Reasons",
    "Thousandths",
    "Word",
    "WordHash",
    "WordList",
    "hashed",
    "numbers",
    "pack_mentions",
    "unpack_mentions",
]

PLAIN_ID = re.compile(r"[a-z][0-9a-f]{16}")
"""An id as communique makes them: "s22d57036d2a6da5b"."""
PLAIN_DIGEST = re.compile(r"[0-9a-f]{64}")
FORMS: tuple[Any, ...] = ("name", "nominal", "pronoun", "metonym")
WIDE, FIRST = "!", 0x22
"""What stands before mentions of a very long text, and the first character that stands for a number."""
SURROGATES, MANY = 0xD800, 0x800
"""The first surrogate, which no text may have, and how many there are."""
MILLION = 1_000_000


class FactId(TypeDecorator[str]):
    """An id of a letter and 16 hexadecimal digits as nine bytes; any other as text. The views show it as it is."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002 (SQLAlchemy's signature)
        """Into the database."""
        if value is None or not PLAIN_ID.fullmatch(value):
            return value
        return value[0].encode() + bytes.fromhex(value[1:])

    def bind_processor(self, dialect: Dialect) -> Any:
        """As it is: SQLite's driver takes bytes and text alike; others take bytes alone."""
        if dialect.name == "sqlite":
            return lambda value: self.process_bind_param(value, dialect)
        return lambda value: _bytes(self.process_bind_param(value, dialect))

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:  # noqa: ARG002
        """Out of the database."""
        if dialect.name == "sqlite":
            return lambda value: value if value is None or isinstance(value, str) else chr(value[0]) + value[1:].hex()
        return lambda value: (
            value if value is None else value[1:].decode() if value[0] == 0 else chr(value[0]) + value[1:].hex()
        )


def _bytes(value: bytes | str | None) -> bytes | None:
    """A value for a column of bytes: text stands behind a zero byte, and so before all else, as SQLite orders it."""
    return b"\0" + value.encode() if isinstance(value, str) else value


class Digest(TypeDecorator[str]):
    """A SHA-256 in hexadecimal as 32 bytes, which ``lower(hex(...))`` shows; anything else as text."""

    impl = LargeBinary
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Any:
        """Into the database."""
        if dialect.name == "sqlite":
            return lambda value: bytes.fromhex(value) if PLAIN_DIGEST.fullmatch(value) else value
        return lambda value: b"\1" + bytes.fromhex(value) if PLAIN_DIGEST.fullmatch(value) else _bytes(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:  # noqa: ARG002
        """Out of the database."""
        if dialect.name == "sqlite":
            return lambda value: value if isinstance(value, str) else value.hex()
        return lambda value: value if value is None else value[1:].decode() if value[0] == 0 else value[1:].hex()


class Thousandths(TypeDecorator[float]):
    """A number with three decimals as a whole number: two bytes where a float takes eight."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: float | None, dialect: Dialect) -> Any:  # noqa: ARG002
        """Into the database."""
        return None if value is None else round(1000 * value)

    def process_result_value(self, value: Any, dialect: Dialect) -> float | None:  # noqa: ARG002
        """Out of the database."""
        return None if value is None else value / 1000


@cache
def numbers() -> Mapping[str, int]:
    """The words of ``words.tsv`` with their numbers, as the table ``words`` has them."""
    lines = files("communique.database").joinpath("words.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return MappingProxyType({word: int(number) for number, word in rows[1:]})


@cache
def _words() -> Mapping[int, str]:
    return MappingProxyType({number: word for word, number in numbers().items()})


def _number(word: str | None) -> int | str | None:
    return None if word is None else numbers().get(word, f"={word}")


def _digits(word: str | None) -> str | None:
    number = _number(word)
    return f"{number:05}" if isinstance(number, int) else number


def _of_digits(told: str | None) -> str | None:
    return _word(int(told) if told is not None and told.isdecimal() else told)


def _word(number: int | str | None) -> str | None:
    if isinstance(number, int):
        return _words()[number]
    return number if number is None else number.removeprefix("=")


class Word(TypeDecorator[str]):
    """One of the words of ``words.tsv`` as its number; another one as text, with "=" before it.

    Where a column has one type, not each value its own, the number stands as five digits: the order is the same.
    """

    impl = Integer
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Numbers and text alike on SQLite, else text."""
        return dialect.type_descriptor(Integer() if dialect.name == "sqlite" else String())

    def bind_processor(self, dialect: Dialect) -> Any:
        """As it is: SQLite's driver takes numbers and text alike."""
        return _number if dialect.name == "sqlite" else _digits

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:  # noqa: ARG002
        """Out of the database."""
        return _word if dialect.name == "sqlite" else _of_digits


class WordList(TypeDecorator[list[str]]):
    """Such words as a list of their numbers in JSON: "[84,81]"."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: list[str] | None, dialect: Dialect) -> Any:  # noqa: ARG002
        """Into the database."""
        return None if value is None else json.dumps([_number(word) for word in value], separators=(",", ":"))

    def process_result_value(self, value: Any, dialect: Dialect) -> list[str] | None:  # noqa: ARG002
        """Out of the database."""
        return None if value is None else [str(_word(number)) for number in json.loads(value)]


class Reasons(TypeDecorator[dict[str, float]]):
    """Such words with a number of three decimals each, in JSON: "[189,617,199,100]"."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: dict[str, float] | None, dialect: Dialect) -> Any:  # noqa: ARG002
        """Into the database."""
        if value is None:
            return None
        parts = [part for word, number in value.items() for part in (_number(word), round(1000 * number))]
        return json.dumps(parts, separators=(",", ":"))

    def process_result_value(self, value: Any, dialect: Dialect) -> dict[str, float] | None:  # noqa: ARG002
        """Out of the database."""
        if value is None:
            return None
        parts = json.loads(value)
        return {str(_word(word)): number / 1000 for word, number in zip(parts[::2], parts[1::2], strict=True)}


def hashed(word: str) -> int:
    """A number of 47 bits for a word, which SQLite keeps in six bytes."""
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=6).digest(), "big") >> 1


class WordHash(TypeDecorator[str]):
    """A word as its number by :func:`hashed`: it can be looked up, and comes out as a number."""

    impl = BigInteger
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Any:  # noqa: ARG002
        """Into the database."""
        return hashed


def pack_mentions(mentions: Iterable[Mention]) -> str | None:
    """Two characters for a mention: one for its start, one for four times its length plus the number of its form.

    A number is the character so many after :data:`FIRST`, surrogates left out; UTF-8 gives small ones one or two bytes.
    Where a number has no such character, "!" comes first, and each number has two: its millions, and the rest.
    """
    found = [n for m in mentions for n in (m.start, 4 * (m.end - m.start) + FORMS.index(m.form))]
    if not found:
        return None
    if max(found) < MILLION:
        return "".join(map(_character, found))
    return WIDE + "".join(_character(part) for n in found for part in divmod(n, MILLION))


def unpack_mentions(packed: str | None) -> tuple[Mention, ...]:
    """The inverse of :func:`pack_mentions`."""
    if packed is None:
        return ()
    found = [_of_character(c) for c in packed.removeprefix(WIDE)]
    if packed.startswith(WIDE):
        found = [MILLION * high + low for high, low in zip(found[::2], found[1::2], strict=True)]
    return tuple(
        Mention(start, start + (more >> 2), FORMS[more & 3])
        for start, more in zip(found[::2], found[1::2], strict=True)
    )


def _character(number: int) -> str:
    return chr(number + FIRST if number + FIRST < SURROGATES else number + FIRST + MANY)


def _of_character(character: str) -> int:
    number = ord(character) - FIRST
    return number if number + FIRST < SURROGATES else number - MANY
