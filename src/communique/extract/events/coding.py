"""Sector and country of those whom words describe, as PLOVER wants them; the text's own description comes first."""

from __future__ import annotations

from collections.abc import Sequence

from communique.extract.american_namesakes import american_namesakes
from communique.extract.states_in_phrases import HELPED, states_in
from communique.knowledge import agreements, states
from communique.knowledge.gazetteer import city_country
from communique.knowledge.nominals import nominals
from communique.knowledge.places import by_name as place_by_name
from communique.knowledge.sectors import agent_words, sector_of_words
from communique.knowledge.titles import title
from communique.knowledge.word_lists import word_list
from communique.language.clauses import children, conjuncts
from communique.language.document import Document
from communique.language.tags import BESIDE_NOUNS, FINITE, NAME_TAGS, PLURAL_NOUNS, RELATIVE_PRONOUNS
from communique.language.tree import Token
from communique.model.actor import ActorKind

MODIFIERS = ("compound", "amod", "nmod", "poss")
IN_CLAUSES = FINITE | RELATIVE_PRONOUNS
MARKS = frozenset('“”„«»‘’"')


def phrase_words(head: Token) -> list[str]:
    """A noun and what modifies it before it, without articles, numerals and possessors."""
    left = min(
        [c.left_edge.i for c in head.children if c.i < head.i and c.dep_ in ("compound", "amod", "nmod")],
        default=head.i,
    )
    doc = head.doc
    finite = [t.i for t in doc[left : head.i] if t.tag_ in IN_CLAUSES]
    left = max([left, *(i + 1 for i in finite)])  # a clause that the parser took for a modifier
    return [
        t.text for t in doc[left : head.i + 1] if t.tag_ not in BESIDE_NOUNS and not t.is_space and t.text not in MARKS
    ]


def not_political(words: Sequence[str]) -> bool:
    """Whether they are parties to something: "the relevant parties"."""
    if not words or words[-1].casefold() != "parties":
        return False
    return any(w.casefold() in word_list("parties_to_something") for w in words)


class Coder:
    """Codes the descriptions of one report."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.home = self._home()
        self._american = american_namesakes(document.syntax)
        self._owner = {
            t.i: a.country
            for a in document.actors
            if a.country and a.kind == "organization"
            for m in a.mentions
            if m.form == "name"
            for t in document.tokens_in(m.span)
        }

    def _home(self) -> tuple[str, ...]:
        """The countries the report speaks of, most often first: they settle which city of a name is meant."""
        counts: dict[str, int] = {}
        for a in self.document.actors:
            if a.country:
                counts[a.country] = counts.get(a.country, 0) + len(a.mentions)
        return tuple(sorted(counts, key=lambda c: -counts[c]))

    def describes(self, head: Token) -> str | None:
        """The sector of those whom a noun describes, ``UNK`` if it tells none; None when it describes nobody."""
        low = head.text.casefold()
        if head.i and head.text[:1].isupper() and place_by_name(head.doc.part(head.i - 1, head.i + 1).text) is not None:
            return None  # "the West Bank"
        known = nominals().get(low)
        told = agent_words().get(low)
        if known is not None or told is not None:
            found = sector_of_words(phrase_words(head))
            return found.code if found else (known.sector if known and known.sector else "UNK")
        if (matched := title(head.text)) is not None:
            return matched.title.sector
        words = phrase_words(head)
        table = agent_words()
        for k in (2, 3):
            if len(words) >= k and " ".join(w.casefold() for w in words[-k:]) in table:
                return table[" ".join(w.casefold() for w in words[-k:])].code
        if head.tag_ in PLURAL_NOUNS and states_in(head.text):
            return "CVL"
        return None

    def sector(self, head: Token) -> str | None:
        """The sector that a description tells; its modifiers and "of" phrases included."""
        words = phrase_words(head)
        if not_political(words):
            return None
        found = sector_of_words(words)
        if (
            found is None
            or not found.strong
            or (head.text.casefold() in word_list("of_a_body") and found.code == "GOV")
        ):
            for p in children(head, "prep"):
                if p.text.casefold() in word_list("body_of"):
                    for o in children(p, "pobj"):
                        inner = sector_of_words(phrase_words(o))
                        if (
                            inner is not None
                            and inner.strong
                            and (found is None or not found.strong or inner.code != "GOV")
                        ):
                            return inner.code
        if found is not None:
            return found.code if found.code != "UNK" else None
        known = nominals().get(head.text.casefold())
        if known is not None and known.sector:
            return known.sector
        matched = title(" ".join(words)) or title(head.text)
        return matched.title.sector if matched else None

    def kind(self, head: Token) -> ActorKind:
        """person, organization or group, of a singular noun."""
        low = head.text.casefold()
        known = nominals().get(low)
        if low in word_list("full_of_people"):
            return "group"
        if low in word_list("bodies"):
            return "organization"
        return known.kind if known is not None and known.kind != "state" else "person"

    def countries(self, head: Token, *, of_places: bool = True, apart_from: frozenset[int] = frozenset()) -> list[str]:
        """Codes of the states in what stands before a noun ("Hungarian and Romanian officials"), in text order.

        ``of_places``: also of those in which a city or region lies that stands there. ``apart_from`` are tokens that
        tell nothing.
        """
        found: dict[str, None] = {}
        signed = head.text.casefold() in agreements.nouns()
        for c in head.children:
            if c.i < head.i and c.dep_ in MODIFIERS and c.i not in apart_from:
                for x in [c] if c.dep_ == "poss" else conjuncts(c):
                    doc = head.doc
                    text = HELPED.sub(" ", doc.part(x.left_edge.i, x.i + 1).text)
                    codes = states_in(text) or states_in(x.text)
                    for code in sorted(codes):
                        found[code] = None
                    if not of_places or (signed and c.dep_ != "poss"):
                        continue  # "the Lisbon Treaty" is not Portugal's
                    # "Lake Victoria" is a place of its own, and not the city in its name.
                    known = place_by_name(text) is not None
                    if not codes and (place := self._of_place(text) or (None if known else self._of_place(x.text))):
                        found[place] = None
                    if not codes and (theirs := self._owner.get(x.i)):
                        found[theirs] = None
        if not found and head.i not in apart_from and (own := states_in(head.text)):
            found.update(dict.fromkeys(sorted(own)))
        return list(found)

    def countries_after(self, head: Token) -> list[str]:
        """Codes of the states whose a noun's people are: "officials from the U.S. and Mexico", in text order."""
        found: dict[str, None] = {}
        for p in head.children:
            if p.dep_ != "prep" or p.i < head.i or p.text.casefold() not in ("from", "of"):
                continue
            for o in children(p, "pobj"):
                for x in conjuncts(o):
                    doc = head.doc
                    whole = doc.part(x.left_edge.i, x.i + 1).text
                    codes = states_in(whole) or states_in(x.text)
                    if len(codes) == 1:
                        found[next(iter(codes))] = None
        return list(found)

    def country_after(self, head: Token) -> str | None:
        """The country in what follows a noun: "groups in Zimbabwe", "the city of Lagos"; none of several states."""
        known = nominals().get(head.text.casefold())
        if known is not None and known.kind == "state" and known.plural:
            return None  # "world powers in Geneva"
        if head.text.casefold() in word_list("missions_abroad"):
            return None  # "the embassy in Kabul"
        for p in head.children:
            if p.dep_ in ("prep", "acl") and p.i > head.i and p.text.casefold() in word_list("event_located"):
                for inner in (p, *children(p, "prep")):
                    for o in children(inner, "pobj"):
                        if o.i in self._american:
                            return "USA"
                        codes = states_in(self.document.view[o.left_edge.idx : o.idx + len(o.text)])
                        if len(codes) == 1:
                            return next(iter(codes))
                        if (code := self.place_country(o)) is not None:
                            return code
                        if (code := self.country_after(o)) is not None:
                            return code
                        for owner in children(o, "poss"):
                            if len(codes := states_in(owner.text)) == 1:
                                return next(iter(codes))
        return None

    def place_country(self, head: Token) -> str | None:
        """The country of a place that a proper noun names: a state, a region, a city."""
        if head.tag_ not in NAME_TAGS or not head.text[:1].isupper():
            return None
        doc = head.doc
        left = min(
            [c.left_edge.i for c in head.children if c.i < head.i and c.dep_ in ("compound", "amod", "nmod")],
            default=head.i,
        )
        if head.text.casefold() in agreements.nouns():
            return None
        whole = doc.part(left, head.i + 1).text
        if whole != head.text and (known := place_by_name(whole)) is not None:
            return known.country
        for text in dict.fromkeys((whole, head.text)):
            codes = states_in(text)
            if len(codes) == 1:
                return next(iter(codes))
            if (code := self._of_place(text)) is not None:
                return code
        return None

    def _of_place(self, text: str) -> str | None:
        if not text[:1].isupper() or text.casefold() in word_list("directions"):
            return None  # "the North" is no North Salt Lake
        capital = states.by_capital(text)
        if capital is not None:
            return capital.code
        place = place_by_name(text)
        if place is not None:
            return place.country
        return city_country(text, self.home)
