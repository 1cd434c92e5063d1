"""The step that gives a document its actors: names, then descriptions and pronouns, then the finished record form."""

from __future__ import annotations

from communique.extract.actors.clustering import draft_actors
from communique.extract.actors.coreference import resolve
from communique.extract.actors.drafts import finish
from communique.language.document import Document
from communique.model import Actor


class Actors:
    """Who takes part, with every mention; also notes the speaker of each attribution for later steps."""

    name = "actors"
    needs = frozenset({"syntax", "quotations", "attributions"})
    gives = "actors"

    def __call__(self, document: Document) -> tuple[Actor, ...]:
        """The actors of a document in the order of their first mention."""
        cast, titles = draft_actors(document)
        speakers = resolve(document, cast, titles)
        actors = finish(cast.drafts, document.report.text_id)
        kept = {a.id for a in actors}
        document.products["speakers"] = ({n: d.id for n, d in speakers.items() if d.id in kept},)
        return actors
