"""Characters that no file, store or terminal can hold, taken out of whatever comes from outside."""

from __future__ import annotations

import re

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character: "\ud83d" of a pair that a JSON escape broke off."""
BYTE = re.compile("[\udc80-\udcff]")
"""A byte of a file's name that is not UTF-8, as Python holds it (PEP 383): "\udcff" for FF."""


def scrub(text: str) -> str:
    """The text with each lone surrogate and NUL as U+FFFD: as long as before, and to be encoded everywhere."""
    if not text.isascii():
        try:
            text.encode()  # far sooner than a search
        except UnicodeEncodeError:
            text = SURROGATE.sub(REPLACEMENT, text)
    return text.replace("\0", REPLACEMENT)


def scrub_encoded(text: str) -> tuple[str, bytes]:
    """The text as :func:`scrub` gives it, and its UTF-8, of which it takes no other look to make it."""
    try:
        data = text.encode()
    except UnicodeEncodeError:
        text = SURROGATE.sub(REPLACEMENT, text)
        data = text.encode()
    if b"\0" in data:
        text = text.replace("\0", REPLACEMENT)
        data = text.encode()
    return text, data


def scrub_name(name: str) -> str:
    r"""A file's name with each byte that is not UTF-8 shown as ``\xff``, and scrubbed of all else."""
    return scrub(name if name.isascii() else BYTE.sub(lambda byte: f"\\x{ord(byte[0]) - 0xDC00:02x}", name))
