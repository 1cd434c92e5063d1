"""The step that gives a document its actors: names, then descriptions and pronouns, then the finished record form."""

from __future__ import annotations

from communique.extract.actors.clustering import day_of, draft_actors
from communique.extract.actors.coreference import resolve_coreference
from communique.extract.actors.drafts import finish
from communique.extract.actors.homes import give_offices
from communique.extract.actors.implied_states import implied_chambers, implied_states
from communique.extract.step import Step
from communique.language.document import ATTRIBUTIONS, NAMED, Document
from communique.language.layers import Layer

SPEAKERS: Layer[dict[int, str]] = Layer("speakers")
"""The id of the actor that speaks, by the number of the attribution; nothing where nobody is named."""


class NamedActors(Step):
    """Who takes part, with every mention, and whose words each attribution gives."""

    name = "actors"
    needs = (ATTRIBUTIONS,)
    gives = (NAMED, SPEAKERS)

    def __call__(self, document: Document) -> None:
        """The actors of a document in the order of their first mention."""
        cast, titles = draft_actors(document)
        speakers = resolve_coreference(document, cast, titles)
        bodies = implied_chambers(cast)
        implied = [
            *implied_states(cast, document.view, day_of(document)),
            *bodies,
            *(d for d in speakers.values() if d.kind == "state"),
        ]
        give_offices(document, cast)
        actors = finish(cast.drafts, document.report.text_id, implied)
        kept = {a.id for a in actors}
        document.layers.give(NAMED, actors)
        document.layers.give(SPEAKERS, {n: d.id for n, d in speakers.items() if d.id in kept})
