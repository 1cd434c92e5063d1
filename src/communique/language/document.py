"""The document: a report, its view, its syntax, and the layers that the steps of reading give it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import TypeVar

import msgspec

from communique.language.layers import Index, Layer, Layers
from communique.language.quotations import Quotation
from communique.language.span_index import SpanIndex
from communique.language.tree import Phrase, Token, Tokens
from communique.model import Actor, Mention, Published, Report, Span, Statement, Time

T = TypeVar("T")
STRETCHES = 4096
"""Stretches of tokens that a document remembers at most."""


class Attribution(msgspec.Struct, frozen=True):
    """Words that attribute content to a source, before anybody is named: what a tagger or the cue rules find.

    Each role is a tuple of spans in text order; ``source`` may be empty, ``content`` never is.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float
    by: str = "rules"
    """``tagger`` or ``rules``."""


ATTRIBUTIONS: Layer[tuple[Attribution, ...]] = Layer("attributions")
"""Which words attribute which content to whom, in text order."""
PUBLISHED: Layer[Published] = Layer("published")
"""When the report was published: as it gives it, else as its text tells it."""
TIMES: Layer[tuple[Time, ...]] = Layer("times", "times")
NAMED: Layer[tuple[Actor, ...]] = Layer("named actors", "actors")
"""The actors that names, descriptions and pronouns tell."""
ACTORS: Layer[tuple[Actor, ...]] = Layer("actors", "actors")
"""The same with those that only their acts tell."""
STATEMENTS: Layer[tuple[Statement, ...]] = Layer("statements", "statements")


class _Cast:
    """Actors by their mentions and ids."""

    __slots__ = ("by_id", "covering", "mentions", "starts")

    def __init__(self, actors: tuple[Actor, ...]) -> None:
        self.mentions = sorted(((m, a) for a in actors for m in a.mentions), key=lambda x: (x[0].start, -x[0].end))
        self.starts = [m.start for m, _ in self.mentions]
        self.covering = SpanIndex((m.start, m.end, a) for m, a in self.mentions)
        self.by_id = {a.id: a for a in actors}


@dataclass
class Document:
    """One report being read: what :mod:`communique.language` tells of it, and the layers that steps give.

    ``view`` has the length of ``report.text``; what no extractor may read (boilerplate, markup) is blank in it.
    """

    report: Report
    view: str
    syntax: Tokens
    """:class:`~communique.language.tree.Tokens` of ``view``; their offsets are those of ``report.text``."""
    quotations: tuple[Quotation, ...]
    layers: Layers = field(default_factory=Layers)
    """What steps gave."""
    _stretches: dict[tuple[int, int], Phrase] = field(default_factory=dict)
    _casts: dict[Layer[tuple[Actor, ...]], _Cast] = field(default_factory=dict)

    def index(self, index: Index[T]) -> T:
        """What is made of layers, once for this document: mentions by their tokens, times by their places.

        Raises:
            LayerError: the running step does not need what the index is made of.
        """
        return self.layers.index(index, self)

    def let_go(self) -> None:
        """End the document: what holds itself in rings is parted, so that it goes at once, without the collector."""
        self.layers.forget()
        self._stretches.clear()
        self.syntax.let_go()

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        """Which words attribute which content to whom, in text order."""
        return self.layers[ATTRIBUTIONS]

    @property
    def published(self) -> Published:
        """When the report was published, as it gives it or as its text tells it."""
        return self.layers[PUBLISHED]

    @property
    def times(self) -> tuple[Time, ...]:
        """Time expressions in text order."""
        return self.layers[TIMES]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Statements in text order."""
        return self.layers[STATEMENTS]

    @property
    def actors(self) -> tuple[Actor, ...]:
        """The actors as the running step may see them: with those that acts bring, if it comes behind them."""
        return self.layers[ACTORS if ACTORS in self.layers else NAMED]

    @property
    def text(self) -> str:
        """The report's text, untouched."""
        return self.report.text

    @cached_property
    def starts(self) -> list[int]:
        """Start offset of every token, ascending."""
        return [t.idx for t in self.syntax]

    @cached_property
    def words(self) -> list[str]:
        """The text of every token."""
        return [t.text for t in self.syntax]

    @cached_property
    def folded(self) -> list[str]:
        """The same without regard to case: what tables of words are asked for."""
        folded = {w: w.casefold() for w in set(self.words)}
        return [folded[w] for w in self.words]

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Sentences as spans, blanks at their ends left out."""
        found = []
        for s in self.syntax.sents:
            tokens = [t for t in s if not t.is_space]
            if tokens:
                found.append(Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1].text)))
        return tuple(found)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """Stretches of the view between blank lines (or line breaks, where lines are not wrapped)."""
        from communique.language.view import paragraphs

        return tuple(paragraphs(self.view))

    @property
    def _cast(self) -> _Cast:
        layer = ACTORS if ACTORS in self.layers else NAMED
        if layer not in self._casts:
            self._casts[layer] = _Cast(self.layers[layer])
        return self._casts[layer]

    def actor(self, actor_id: str | None) -> Actor | None:
        """The actor of that id, or None."""
        return self._cast.by_id.get(actor_id) if actor_id else None

    def mentions_in(self, span: Span) -> list[tuple[Mention, Actor]]:
        """Mentions that lie wholly inside ``span``, in text order, with their actors."""
        cast = self._cast
        lo = bisect_left(cast.starts, span.start)
        hi = bisect_left(cast.starts, span.end)
        return [(m, a) for m, a in cast.mentions[lo:hi] if m.end <= span.end]

    def actors_at(self, offset: int) -> list[Actor]:
        """The actors who have a mention that covers a character, in the order of these mentions."""
        return [a for _, _, a in self._cast.covering.around(offset, offset + 1)]

    def tokens_in(self, span: Span) -> Phrase:
        """The tokens that begin inside ``span``; it may be empty. Rules ask for one stretch again and again."""
        at = span.start, span.end
        found = self._stretches.get(at)
        if found is None:
            if len(self._stretches) == STRETCHES:
                self._stretches.clear()
            lo = bisect_left(self.starts, at[0])
            found = self._stretches[at] = self.syntax.part(lo, bisect_left(self.starts, at[1], lo=lo))
        return found

    def token_at(self, offset: int) -> Token | None:
        """The token that covers ``offset``, or the one before it; None in an empty text."""
        i = bisect_right(self.starts, offset) - 1
        return self.syntax[i] if 0 <= i < len(self.starts) else None

    def sentence_at(self, offset: int) -> Span:
        """The sentence that ``offset`` lies in, or the nearest before it."""
        i = bisect_right(self._sentence_starts, offset) - 1
        return self.sentences[max(i, 0)] if self.sentences else Span(0, 0)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [s.start for s in self.sentences]

    def sentence_number(self, offset: int) -> int:
        """The number, from 0, of the sentence that ``offset`` lies in."""
        return max(bisect_right(self._sentence_starts, offset) - 1, 0)

    @cached_property
    def _quoted(self) -> list[tuple[int, int]]:
        return [(q.start, q.end) for q in self.quotations]

    def in_quotation(self, offset: int) -> bool:
        """Whether the character stands inside quotation marks."""
        return self.quotation_number(offset) is not None

    def quotations_near(self, start: int, end: int) -> tuple[Quotation, ...]:
        """The quotations that end behind ``start`` and begin no later than ``end``, in text order."""
        first = bisect_right(self._quoted, start, key=itemgetter(1))
        return self.quotations[first : bisect_right(self._quoted, end, lo=first, key=itemgetter(0))]

    def quotation_number(self, offset: int) -> int | None:
        """The number, from 0, of the quotation that the character stands in, or None."""
        i = bisect_right(self._quoted, (offset, len(self.view) + 1)) - 1
        return i if i >= 0 and self._quoted[i][0] <= offset < self._quoted[i][1] else None
