"""In which statement a stretch of text is told: what every extractor of facts looks up."""

from __future__ import annotations

from communique.language.document import ATTRIBUTIONS, STATEMENTS, Attribution, Document
from communique.language.layers import Index
from communique.language.span_index import SpanIndex
from communique.model import Span, Statement

BUCKET = 512  # characters


class StatementIndex:
    """The statements of a document by the stretches of text that they tell."""

    def __init__(self, document: Document) -> None:
        self.by_id = {s.id: s for s in document.statements}
        self._contents: dict[int, list[tuple[Span, Statement]]] = {}
        """By buckets of the text, the shortest first."""
        for statement in document.statements:
            for content in statement.content:
                for bucket in range(content.start // BUCKET, content.end // BUCKET + 1):
                    self._contents.setdefault(bucket, []).append((content, statement))
        for listed in self._contents.values():
            listed.sort(key=lambda x: (x[0].end - x[0].start, x[0].start))

    def at(self, span: Span) -> Statement | None:
        """The innermost statement whose content holds the span, or None where the report itself tells it."""
        return next((s for c, s in self._contents.get(span.start // BUCKET, ()) if c.covers(span)), None)

    def content_at(self, span: Span) -> Span | None:
        """The stretch of that statement's content that holds the span."""
        return next((c for c, _ in self._contents.get(span.start // BUCKET, ()) if c.covers(span)), None)


CONTENTS: Index[SpanIndex[Attribution]] = Index(
    "contents of attributions",
    (ATTRIBUTIONS,),
    lambda document: SpanIndex((c.start, c.end, a) for a in document.attributions for c in a.content),
)
STATEMENT_INDEX: Index[StatementIndex] = Index("index of statements", (STATEMENTS,), StatementIndex)
