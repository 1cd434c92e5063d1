"""Bytes to characters: which encoding a file is in, when nothing or only half says so."""

from __future__ import annotations

import codecs
import re
from collections import Counter

from communique.errors import UnreadableError

# Longest first: the mark of UTF-32 begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# a sequence of UTF-8 for one character beyond ASCII: b"\xe2\x80\x99"
UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
# a byte beyond ASCII with its neighbours: b"f\xe9"
HIGH_BYTE = re.compile(rb"(?<![\x80-\xff])[\x80-\xff]+")
# Windows-1252's quotation marks, dashes, ellipsis, bullet, trade mark, currencies, no-break space and the like
CP1252_SIGNS = re.compile(rb"[\x80\x82\x84-\x87\x89\x8b\x91-\x97\x99\x9b\xa0-\xbf]+")
# what no text has: controls but tab, line ends, form feed, escape; the code points that never are characters
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffe\uffff]")

LEAST_NUL_SHARE = 0.05  # of the units of a UTF-16 text: its blanks and line ends alone are more
LEAST_ALPHABET_SHARE = 0.8  # of its units: what two alphabets make up, Latin with its signs and another


def decode(data: bytes, source: str) -> str:
    """The characters of a text, without the encoding's mark; line ends stay as they are.

    A mark decides; without one UTF-16 shows by its NUL bytes, UTF-8 by being valid, and what is left is either
    UTF-8 with broken places, of which each becomes U+FFFD, or Windows-1252.

    Raises:
        UnreadableError: the bytes are no text.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            break
    else:
        text = _without_mark(data, source)
    if "\0" in text:
        raise _binary(source)
    return text


def _without_mark(data: bytes, source: str) -> str:
    if b"\0" in data:
        text = _utf16(data)
        if text is None:
            raise _binary(source)
        return text
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("utf-8" if _rather_utf8(data) else "cp1252", "replace")


def _utf16(data: bytes) -> str | None:
    """The text when the bytes are UTF-16 without a mark, else None.

    Then the NULs stand at one parity only, and the bytes there have few values: those of one or two alphabets.
    """
    units = len(data) // 2
    halves = data[0 : 2 * units : 2], data[1 : 2 * units : 2]
    even, odd = (half.count(0) for half in halves)
    if min(even, odd) or max(even, odd) < LEAST_NUL_SHARE * units:
        return None
    alphabets = Counter(halves[1 if odd else 0]).most_common(2)
    if sum(count for _, count in alphabets) < LEAST_ALPHABET_SHARE * units:
        return None
    text = data.decode("utf-16-le" if odd else "utf-16-be", "replace")
    return None if CONTROL.search(text) else text


def _rather_utf8(data: bytes) -> bool:
    """Whether bytes that are not valid UTF-8 are so with broken places, rather than Windows-1252.

    Every valid sequence speaks for UTF-8; every byte that makes sense in Windows-1252 where it stands speaks against.
    """
    valid = plausible = implausible = 0
    for run in HIGH_BYTE.finditer(data):
        sequences = len(UTF8_SEQUENCE.findall(run[0]))
        rest = UTF8_SEQUENCE.sub(b"", run[0])
        valid += sequences
        if not rest:
            continue
        before, after = data[max(0, run.start() - 1) : run.start()], data[run.end() : run.end() + 1]
        if CP1252_SIGNS.fullmatch(rest) or _letters(rest, before, after):
            plausible += 1
        else:
            implausible += 1
    return valid >= plausible if valid else implausible > plausible


def _letters(high: bytes, before: bytes, after: bytes) -> bool:
    """Whether accented letters of Windows-1252 stand in a word: the \xe9 of "caf\xe9", not the \xc3 of "caf\xc3(".

    ``before`` and ``after`` are the neighbouring bytes, empty at the ends.
    """
    if len(high) > 2 or not all(
        (b >= 0xC0 and b not in {0xD7, 0xF7, 0xFE, 0xFF}) or b in {0x8A, 0x8E, 0x9A, 0x9E} for b in high
    ):
        return False
    upper = high[0] < 0xDF and high[0] not in {0x9A, 0x9E}
    if upper and before.islower():
        return False
    return before.isalpha() or after.isalpha()


def _binary(source: str) -> UnreadableError:
    return UnreadableError(
        source,
        "the file is binary, not text",
        "Give the report as plain text, HTML or JSON Lines; if it is a text, save it again as UTF-8",
    )
