"""The step that finds attributions: the trained tagger where its weights are, else rules; rules inside contents."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from communique.errors import ModelError
from communique.extract.statements.cue_rules import attributions
from communique.extract.statements.free import free_standing
from communique.extract.statements.labelled import labelled
from communique.extract.statements.lists import with_items
from communique.extract.statements.mending import mended
from communique.extract.statements.nested import directions, told_inside
from communique.extract.statements.overlooked import overlooked
from communique.extract.statements.quoting import with_quoted
from communique.extract.statements.segmentation import attributes, join_continued, split, tells
from communique.extract.statements.told_by import is_backed, may_be_nobodys
from communique.extract.step import Step
from communique.language.document import ATTRIBUTIONS, Attribution, Document
from communique.language.votes import NONE, VOTES

if TYPE_CHECKING:
    from communique.language.attribution import AttributionTagger
    from communique.language.attribution.states import StateScores

    Inside = Callable[[Document, Sequence[Attribution], StateScores], list[Attribution]]

LOG = logging.getLogger("communique")
EARNED = 0.3  # confidence below which words that name no source are none's ("seems", "is known as")


class Attributions(Step):
    """Which words attribute which content to whom, before anybody is named.

    Args:
        rules_only: find them by rules, without the trained tagger.
        inside: finds those inside the contents of the others, from these and the states of the encoder.
    """

    name = "attributions"
    gives = (ATTRIBUTIONS, VOTES)
    together = True

    def __init__(self, *, rules_only: bool = False, inside: Inside = told_inside) -> None:
        self.inside = inside
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
                every = with_quoted(document, with_items(document, ruled))
                document.layers.give(ATTRIBUTIONS, tuple(sorted(every, key=lambda a: a.content[0])))
                document.layers.give(VOTES, NONE)
            return
        texts = self._tagger.read([d.view for d in documents], directions=directions())
        for document, (found, votes, scores) in zip(documents, texts, strict=True):
            document.layers.give(VOTES, votes)
            tagged = join_continued(
                document,
                [
                    part
                    for a in (mended(document, a) for a in found if a.source or a.confidence >= EARNED)
                    if _stands(document, a)
                    for part in split(document, a)
                ],
            )
            tagged = (*tagged, *labelled(document, tagged))
            tagged = tuple(with_items(document, tagged))
            tagged = (*tagged, *free_standing(document, tagged))
            tagged = (*tagged, *overlooked(document, tagged))
            every = with_quoted(document, [*tagged, *self.inside(document, tagged, scores)])
            document.layers.give(ATTRIBUTIONS, tuple(sorted(every, key=lambda a: a.content[0])))


def _stands(document: Document, a: Attribution) -> bool:
    """Whether what the tagger found is one: it has a content, a cue that attributes, and somebody may have told it."""
    if not a.content or not may_be_nobodys(document, a) or not attributes(document, a.cue):
        return False
    return tells(document, a) and is_backed(document, a)
