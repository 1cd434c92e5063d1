"""Which state "the country", "the kingdom" or "the island nation" takes up."""

from __future__ import annotations

from communique.extract.actors.clustering import ActorDrafts
from communique.extract.actors.discourse import Discourse
from communique.extract.actors.drafts import ActorDraft
from communique.extract.actors.nominal_mentions import Description
from communique.knowledge import states
from communique.knowledge.word_lists import word_list
from communique.language.document import Document
from communique.language.tags import VERBS

SENTENCE_BACK, OFTEN, MOST_OFTEN = 0.4, 0.2, 5  # "the country": what a sentence costs, and what each mention brings
MOST_NOUNS = 5  # nouns and prepositions gone up from "the country" to whoever deals with it
REGIONS = frozenset(("african", "arab", "asian", "baltic", "balkan", "caribbean", "european", "gulf", "nordic"))
"""Adjectives that tell where a state lies, which are tags of such states."""


def state_again(
    document: Document, cast: ActorDrafts, discourse: Discourse, d: Description, here: int
) -> ActorDraft | None:
    """ "The country": the state spoken of last, a subject before others, of the kind that the words tell.

    Not whoever deals with it in the same clause: "Britain's trade with the country".
    """
    if d.countries and len(d.countries) == 1:
        return cast.find_state(d.countries[0])
    near = [s for s in discourse.recent(here, 4) if s.draft.kind == "state" and _of_kind(document, s.draft, d)]
    across = _across(document, d)
    barred = {id(s.draft) for s in discourse.recent(here, 0) if across & set(range(s.i, s.j))}
    near = [s for s in near if id(s.draft) not in barred] or near
    ranked = [
        (
            (s.role == "subject")
            - SENTENCE_BACK * (here - s.sentence)
            + OFTEN * min(discourse.counts[id(s.draft)], MOST_OFTEN),
            -n,
        )
        for n, s in enumerate(near)
    ]
    return near[-max(ranked)[1]].draft if ranked else None


def _of_kind(document: Document, draft: ActorDraft, d: Description) -> bool:
    """Whether a state is a "kingdom", an "island" or an "Arab country"."""
    state = states.by_code(draft.country) if draft.country else None
    if state is None:
        return True
    noun = d.nominal.noun
    if noun == "kingdom":
        return any(a.text.startswith(("Kingdom of", "Hashemite Kingdom")) for a in state.aliases)
    words = {t.text.casefold() for t in document.syntax[d.i : d.head]} | {noun}
    if words & {"island", "islands"} and state.code.casefold() not in word_list("island_states"):
        return False
    wanted = words & REGIONS | ({"middle_east"} if {"middle", "eastern"} <= words else set())
    return wanted <= state.tags


def _across(document: Document, d: Description) -> set[int]:
    """Tokens of whoever deals with the described in its clause: whose nouns it hangs on, who acts on it."""
    head = document.syntax[d.head]
    found: set[int] = set()
    current = head
    for _ in range(MOST_NOUNS):
        above = current.head
        if above == current or current.dep_ not in ("prep", "pobj", "dobj", "dative", "compound"):
            break
        if current.dep_ == "prep" and current.text.casefold() not in word_list("towards"):
            break
        if above.tag_ in VERBS:
            from_it = current.dep_ == "prep" and current.text.casefold() == "from"  # "Chad left the country"
            found |= {c.i for c in above.children if c.dep_ in ("nsubj", "nsubjpass") and not from_it}
            break
        found |= {c.i for c in above.children if c.dep_ in ("poss", "amod", "compound", "nmod")}
        current = above
    return found
