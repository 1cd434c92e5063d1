"""Report -> Document: the layers, for one report or many at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.language import syntax
from communique.language.document import Document
from communique.language.quotations import quotations
from communique.language.view import paragraphs, view
from communique.model import Report


def documents(reports: Iterable[Report]) -> Iterator[Document]:
    """A document for each report, in order, without attributions."""
    waiting: list[tuple[Report, str]] = []

    def views() -> Iterator[str]:
        for report in reports:
            seen = view(report)
            waiting.append((report, seen))
            yield seen

    for parsed in syntax.parse(views()):
        report, seen = waiting.pop(0)
        yield Document(report, seen, parsed, quotations(seen, list(paragraphs(seen))))
