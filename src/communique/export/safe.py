"""Text from outside made safe to show: nothing in it may steer a terminal, a browser or the reader's eye."""

from __future__ import annotations

import re
import unicodedata
from html import escape as _escape
from urllib.parse import urlsplit

__all__ = ["cells", "escape", "link", "one_line", "visible"]

_JOINERS = "\u200c\u200d"  # the two format characters that Persian, Hindi and others are spelt with
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks that reorder what follows: "abc\u202edcba" reads as something else than it is."""
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
                     "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]")  # fmt: skip
"""Whatever has no shape of its own: "\x1b" of "\x1b[31m", a zero-width space, half a surrogate pair."""
_BLANKS = re.compile(r"\s+")
"""A run of blanks and line ends: "one\n  two"."""


def _shown(match: re.Match[str]) -> str:
    c = match.group()
    if c in _JOINERS:
        return c
    code = ord(c)
    if code < 0x20:
        return chr(0x2400 + code)  # its picture: ESC becomes ␛
    if code == 0x7F:
        return "␡"
    if 0xD800 <= code <= 0xDFFF or 0x80 <= code <= 0x9F or _BIDI.match(c):
        return "\N{REPLACEMENT CHARACTER}"
    return ""


def visible(text: str) -> str:
    """The text with every control character shown as a picture, reordering marks replaced and unseen characters gone.

    Line feeds and tabs stay. Never longer than the text, but perhaps shorter: not for text whose offsets are kept.
    """
    return _UNSEEN.sub(_shown, text)


def one_line(text: str) -> str:
    """:func:`visible`, on one line, with single blanks."""
    return visible(_BLANKS.sub(" ", text)).strip()


def cells(text: str) -> int:
    """The columns of a terminal that the text takes: two for a wide character, none for a combining one."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.category(c) in ("Mn", "Me", "Cf") for c in text)


def escape(text: str) -> str:
    """The text for HTML, for content and for attributes in double quotes alike.

    The one place where the pages escape. Characters that HTML forbids are shown as U+FFFD one for one, so that
    the length in code points stays.
    """
    return _escape(_UNSEEN.sub(_held, text), quote=True)


def _held(match: re.Match[str]) -> str:
    c = match.group()
    code = ord(c)
    if code < 0x20 and c != "\r":
        return chr(0x2400 + code)
    if 0xD800 <= code <= 0xDFFF or 0x7F <= code <= 0x9F or _BIDI.match(c):
        return "\N{REPLACEMENT CHARACTER}"
    return c


def link(url: str | None) -> str | None:
    """The address if a page may link to it (http or https, with a host, nothing hidden in it), else None."""
    if url is None or _UNSEEN.search(url) or _BLANKS.search(url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and host else None
