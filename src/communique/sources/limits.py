"""How much one input may hold; each limit is there so that no file can exhaust the memory."""

from __future__ import annotations

from communique.errors import InputError

MAX_CHARACTERS = 2_000_000
"""Characters of one report: some 300,000 words, far beyond any news report."""
MAX_TEXT_BYTES = 4 * MAX_CHARACTERS + 4
"""Bytes of a text file: no encoding uses more than four bytes a character, and a mark of four."""
MAX_HTML_BYTES = 10_000_000
"""Bytes of a web page; its text may be far shorter than its mark-up."""
MAX_ARCHIVE_BYTES = 128_000_000
"""Bytes of a file of many articles that must be held in memory: an export of Nexis has at most 1,000, some 10 MB."""
MAX_XML_BYTES = 256_000_000
"""Bytes of the mark-up of a document, unpacked; it is read as a stream."""
MAX_UNPACKED_BYTES = 2_000_000_000
"""Bytes that the files of one archive (zip, tar) may have together once they are unpacked."""
MOST_RATIO, RATIO_FROM = 500, 4_000_000
"""How many times its packed size a file may unpack to, from so many bytes on; text packs to a tenth."""
MAX_LINE_BYTES = 16_000_000
"""Bytes of a line of JSON Lines: a report of the greatest length with every character escaped still fits mostly."""
MAX_LIST_BYTES = 256_000_000
"""Bytes of a JSON file that is one list; it is held in memory whole, unlike JSON Lines."""


def too_long(source: str, amount: str) -> InputError:
    """The error for a report beyond the limit; ``amount`` says how much there is, "more than 8 MB"."""
    return InputError(
        source,
        f"the report is too long ({amount})",
        f"A report may have {MAX_CHARACTERS:,} characters: split the file into its single reports, "
        "one a file or one a line of JSON Lines",
    )


def check_length(text: str, source: str) -> None:
    """Refuses a text over the limit.

    Raises:
        InputError: it has more than :data:`MAX_CHARACTERS` characters.
    """
    if len(text) > MAX_CHARACTERS:
        raise too_long(source, f"{len(text):,} characters")


def too_dense(source: str) -> InputError:
    """The error for a file that unpacks to far more than text does."""
    return InputError(
        source,
        f"it unpacks to more than {MOST_RATIO} times its size, as no text does",
        "It is damaged or made to exhaust the memory: unpack it by hand if you know what it is",
    )


def too_large(source: str, limit: int) -> InputError:
    """The error for a file that unpacks to more than a limit."""
    return InputError(
        source,
        f"it holds more than {limit // 1_000_000} MB once it is unpacked",
        "Split it into smaller files; if it claims far less, it is damaged or made to exhaust the memory",
    )
