"""The step that finds attributions: the trained tagger where its weights are, else rules; rules inside contents."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from communique.errors import ModelError
from communique.extract.statements.cue_rules import attributions
from communique.extract.statements.labelled import labelled
from communique.extract.statements.lists import led_in
from communique.extract.statements.nested import told_inside
from communique.extract.statements.quoting import with_quoted
from communique.extract.statements.segmentation import attributes, join_continued, split, tells
from communique.extract.step import Step
from communique.language import clauses
from communique.language.document import ATTRIBUTIONS, Attribution, Document
from communique.language.phrases import noun_phrase
from communique.language.sentences import begins
from communique.language.tags import RELATIVE_PRONOUNS, VERBS
from communique.language.votes import NONE, VOTES
from communique.model import Span

MOST = 160  # characters of a list of speakers
NEAR = 300  # characters beside a span that tell where its sentences begin; more than :mod:`sentences` looks at

if TYPE_CHECKING:
    from communique.language.attribution import AttributionTagger

LOG = logging.getLogger("communique")
EARNED = 0.3  # confidence below which words that name no source are none's ("seems", "is known as")


class Attributions(Step):
    """Which words attribute which content to whom, before anybody is named.

    Args:
        rules_only: find them by rules, without the trained tagger.
    """

    name = "attributions"
    gives = (ATTRIBUTIONS, VOTES)
    together = True

    def __init__(self, *, rules_only: bool = False) -> None:
        self._wanted = not rules_only
        self._tagger: AttributionTagger | None = None

    def models(self) -> dict[str, str]:
        """Name and checksum of the weights in use; none when rules find the statements."""
        return {self._tagger.name: self._tagger.checksum} if self._tagger is not None else {}

    def use(self, tagger: AttributionTagger) -> None:
        """Find them with another tagger than the one that ships."""
        self._wanted = False
        self._tagger = tagger

    def _load(self) -> None:
        """Load the tagger when the first report comes; rules take its place where its weights are missing."""
        self._wanted = False
        from communique.language.attribution import AttributionTagger

        tagger = AttributionTagger()
        try:
            tagger.load()
            self._tagger = tagger
        except ModelError as problem:
            LOG.warning("Statements are found by rules alone, which see fewer of them: %s", problem)

    def __call__(self, document: Document) -> None:
        """Find the attributions of one document."""
        self.many([document])

    def many(self, documents: Sequence[Document]) -> None:
        """Find the attributions of each document; the tagger reads the view, in which boilerplate is blank."""
        if self._wanted:
            self._load()
        if self._tagger is None:
            for document in documents:
                ruled = attributions(document)
                ruled = (*ruled, *labelled(document, ruled))
                every = with_quoted(document, [*ruled, *led_in(document, ruled)])
                document.layers.give(ATTRIBUTIONS, tuple(sorted(every, key=lambda a: a.content[0])))
                document.layers.give(VOTES, NONE)
            return
        for document, (found, votes) in zip(documents, self._tagger.read([d.view for d in documents]), strict=True):
            document.layers.give(VOTES, votes)
            tagged = join_continued(
                document,
                [
                    part
                    for a in (_of_all(document, _in_its_sentence(document, a)) for a in found)
                    if a.content
                    and (a.source or a.confidence >= EARNED)
                    and attributes(document, a.cue)
                    and tells(document, a)
                    for part in split(document, a)
                ],
            )
            tagged = (*tagged, *labelled(document, tagged))
            tagged = (*tagged, *led_in(document, tagged))
            every = with_quoted(document, [*tagged, *told_inside(document, tagged)])
            document.layers.give(ATTRIBUTIONS, tuple(sorted(every, key=lambda a: a.content[0])))


def _in_its_sentence(document: Document, a: Attribution) -> Attribution:
    """A source without what the sentence before ended in: "to the U.S. | Ghana's minister said"."""
    crossing = [s for s in a.source if document.sentence_number(s.start) < document.sentence_number(s.end - 1)]
    if not crossing:
        return a
    source = tuple(Span(max([s.start, *(o for o in _starts(document.view, s) if o < s.end)]), s.end) for s in a.source)
    return Attribution(source, a.cue, a.content, a.confidence, a.by)


def _of_all(document: Document, a: Attribution) -> Attribution:
    """A source with all of whoever speaks, of whom the tagger took a part: "Roe, [Toro and Doe] said"."""
    verb = next((t for s in reversed(a.cue) for t in reversed(document.tokens_in(s)) if t.tag_ in VERBS), None)
    if verb is None or len(a.source) != 1 or clauses.passive(verb):
        return a
    subject = clauses.subject(verb)
    if subject is None or subject.tag_ in RELATIVE_PRONOUNS:
        return a
    whole = noun_phrase(subject)
    if not whole.covers(a.source[0]) or whole == a.source[0] or len(whole) > MOST:
        return a
    lost = a.source[0].start > whole.start and a.source[0].start > subject.idx
    parts = [subject, *(o for _, o in clauses.prepositional([subject]))]
    listed = any(len(clauses.conjuncts(t)) > 1 for t in parts)
    if not listed or not (lost or a.source[0].end < whole.end) or any(whole.overlaps(x) for x in (*a.cue, *a.content)):
        return a
    return Attribution((whole,), a.cue, a.content, a.confidence, a.by)


def _starts(view: str, span: Span) -> Iterator[int]:
    """Where a sentence begins in a span behind an abbreviation; only what stands near is looked at."""
    near = max(0, span.start - NEAR)
    for offset, start in begins(view[near : span.end + NEAR]):
        if start and near + offset > span.start:
            yield near + offset
