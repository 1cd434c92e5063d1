"""The lines of an export of a news database, whatever file they come in, and the marks that tell that it is one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from communique.sources.article import one_line

ARCHIVE_MARKS = tuple(
    (signs, re.compile(pattern))
    for signs, pattern in (
        (
            ("UMENT",),
            r"(?<!\d)\d{1,6}\s{1,9}(?:of|von|de|di|van)\s{1,9}\d{1,6}\s{1,9}DO[CK]UMENT",
        ),
        (
            ("Document", "Dokument", "Д", "ド", "文"),
            r"(?:Dokument|Document|Documento)\s{1,9}\d{1,6}\s{1,9}(?:von|de|di|van)\s{1,9}\d"
            r"|(?:Do[ck]umento?|Документ|ドキュメント|文件|文档) [A-Z][A-Z0-9]{3,9}0{1,4}[0-9a-z]{14,}"
            r"|End of Document|Ende des Dokument|ProQuest document ID|Gale Document Number",
        ),
        (("Fin du", "Fin del"), r"Fin du document|Fin del documento"),
        (("-DATE:", "-Date:"), r"LOAD-DATE:|Load-Date:"),
        (("HD",), r"\bHD(?:\s\s|\t|\r?\n)"),
        (("ProQuest d", "Accession N"), r"ProQuest document ID|Accession Number:"),
        (("ENGTH:", "ength:", "LÄNGE:", "LONGUEUR:"), r"(?:LENGTH|Length|LÄNGE|LONGUEUR):\s"),
        ((" words",), r" words(?<=\d words)\s{0,9}\n"),  # what begins with letters is found sooner
    )
)
"""What an export of a news database has in it somewhere: looked for before its lines are. Each with signs of which a
match of it has one; these are found far sooner."""
# "HD  Ministers meet"
FIELD_GAP = re.compile(r"\s*([A-Z]{2,3}):?(?:\t|\s\s)")


class Line(NamedTuple):
    """A line of an article, stripped and not empty."""

    text: str
    block: int = 0
    """Lines with the same number stand together, without a blank line between them."""
    begins: bool = False
    """Whether the file itself says that an article begins here."""


def has_archive_mark(text: str, end: int) -> bool:
    """Whether an export's mark is among the first characters of a text."""
    return any(
        any(text.find(sign, 0, end) >= 0 for sign in signs) and pattern.search(text, 0, end) is not None
        for signs, pattern in ARCHIVE_MARKS
    )


def lines_of(blocks: Iterable[Iterable[str]]) -> list[Line]:
    """The lines of blocks of text, without the empty ones; a wide gap behind a first word of capitals is a tab."""
    return [Line(text, number) for number, block in enumerate(blocks) for text in map(squeezed, block) if text]


def squeezed(line: str) -> str:
    """The line with its blanks squeezed, but for the tab that sets Factiva's fields apart from their values."""
    if match := FIELD_GAP.match(line):
        return f"{match[1]}\t{one_line(line[match.end() :]) or ''}".rstrip()
    return one_line(line) or ""
