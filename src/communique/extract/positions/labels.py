"""The name of an issue: a short noun phrase for what somebody is for or against.

A noun phrase is its own name, without determiners, hedges, dates, clauses and the holder. A clause becomes one by its
gerund: "the troops be recalled" is "recalling the troops", "Assad stays in power" is "Assad staying in power" (the
"acc-ing" and bare gerunds of Huddleston and Pullum, "The Cambridge Grammar of the English Language" (2002), chapter
14). A negation of the clause itself does not go into the name, since the stance takes it; one inside it does.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from communique.extract.mention_index import MentionIndex
from communique.extract.time_index import times_from
from communique.knowledge import states
from communique.knowledge.inflection import gerund, gerund_of_base
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.clauses import SUBJECTS
from communique.language.document import Document
from communique.language.phrases import LOOSE, head_of
from communique.language.tags import (
    BARE_VERBS,
    NOUNS,
    NOUNS_AND_PRONOUNS,
    PARTICIPLES,
    PERSONAL_PRONOUNS,
    PLURAL_NOUNS,
    POINTING,
    PREPOSITIONS,
    PROPER_NOUNS,
    SINGULAR_NOUNS,
    VERBS,
)
from communique.language.tree import Token
from communique.model import Actor, Span

MOST_WORDS = 12
"""Words of a name; what hangs on it last is left out until it has no more."""
QUOTES = frozenset("\"“”„«»‘’'`")
APOSTROPHES = ("'", "’")
"""A verb begins with one where it is cut short: "that's", "we've"."""
DROPPED = frozenset(("aux", "auxpass", "neg", "mark", "punct", "advcl", "parataxis", "cc", "conj", "intj", "meta",
                     "dep", "preconj", "predet"))  # fmt: skip
"""What of a clause does not go into its name."""
THINGS = {"it": SINGULAR_NOUNS, "them": PLURAL_NOUNS}
"""The tags of what a pronoun that stands as an object takes up."""
OBJECTS = frozenset(("dobj", "dative", "prt", "oprd", "acomp", "attr"))
"""What a name cannot do without."""


class Namer:
    """Names the issues of one document for their holders."""

    def __init__(self, document: Document, who: MentionIndex) -> None:
        self.document = document
        self.who = who

    def name(self, issue: Span, holder: Actor) -> str:
        """The name of the issue that these words tell for its holder; the words themselves where none can be made.

        Empty where they only point: "them", "to take it", "it should happen".
        """
        words = [t for t in self.document.tokens_in(issue) if not t.is_punct and not t.is_space]
        label = ""
        if words:
            head = head_of(words)
            if head.tag_ in VERBS:
                label = self.clause(head, None, [holder], issue.end)
            elif head.tag_ in NOUNS_AND_PRONOUNS:
                meant = self._meant(head) or head
                label = self.phrase(meant, [holder], issue.end if meant is head else len(self.document.view))
            if not label and head.tag_ in VERBS:
                label = self.clause(head, None, [holder], issue.end, bare=True)
        whole = " ".join(issue.of(self.document.view).split())
        if label.endswith(("'s", "’s")) or f"{label}-" in whole:
            label = ""  # the parser cut it off: "Russia's [unprovoked and illegal war]", "re[-election]"
        if not label and all(t.tag_ in POINTING or t.tag_ in PREPOSITIONS for t in words):
            return ""
        if not label and len(words) == 1 and (state := states.by_demonym(whole)) is not None:
            return state.name  # "pro-[Russian] separatists"
        return label or whole

    def phrase(self, head: Token, holders: Collection[Actor], last: int) -> str:
        """The name of an issue that a noun phrase tells, of its words before the offset ``last``."""
        if head.text.casefold() in word_list("issue_wrappers"):
            for c in head.children:
                if c.i < head.i or c.idx >= last:
                    continue
                if c.dep_ in ("acl", "relcl") and clauses.infinitive(c):  # "efforts to end the war"
                    return self.clause(c, None, holders, last)
                inner = clauses.first_child(c, "pobj", "pcomp") if c.text.casefold() in ("of", "for", "at") else None
                if inner is not None and inner.tag_ in NOUNS:  # "the need for an inquiry"
                    return self.phrase(inner, holders, last)
                if inner is not None and inner.tag_ in VERBS:
                    return self.clause(inner, None, holders, last)
        return _shortened(lambda spare: self._phrase(head, holders, spare, outer=True), last)

    def clause(
        self, verb: Token, agent: Token | None, holders: Collection[Actor], last: int, *, bare: bool = False
    ) -> str:
        """The name of an issue that a clause tells; ``agent`` is who does it, if the clause does not say so itself.

        ``bare``: without its subject, which is a pronoun for what only other sentences tell.
        """
        return _shortened(lambda spare: self._clause(verb, agent, holders, spare, bare=bare), last)

    # -- noun phrases ---------------------------------------------------------------------------------------------

    def _phrase(self, head: Token, holders: Collection[Actor], spare: int, *, outer: bool) -> list[str | Token]:
        named = self._named(head, holders)
        if named is not None:
            return [named]
        if head.text.casefold() in ("those", "what", "whoever"):
            return [t for t in _subtree(head) if t.text not in QUOTES]
        words: list[str | Token] = []
        left = [c for c in head.children if c.i < head.i]
        whole = self._whole_name(head)
        if whole is not None:
            words.append(whole)
        else:
            for c in left:
                words.extend(self._before(c, holders, outer=outer and not words))
            words.append(head)
        inside = self._end_of_name(head) if whole is not None else head.idx
        right = [c for c in head.children if c.i > head.i and c.idx >= inside]
        hanging = [c for c in right if c.dep_ not in LOOSE and c.dep_ not in DROPPED]
        kept = hanging if not spare else hanging[: max(1, len(hanging) - spare)]
        for c in right:
            if c in hanging:
                if c in kept and not self._when(c):
                    words.extend(self._behind(c, holders, spare if c is not hanging[0] else 0))
            elif not spare:
                words.extend(self._loose(c, head, right, holders, near=2 + len(hanging) * 4))
        return words

    def _loose(
        self, c: Token, head: Token, right: Sequence[Token], holders: Collection[Actor], *, near: int
    ) -> list[str | Token]:
        """What of the clauses and coordinated phrases behind a noun belongs to its name."""
        far = c.i - head.i - sum(d.dep_ == "neg" for d in c.children)
        if c.dep_ == "acl" and far <= near and (clauses.infinitive(c) or c.tag_ in PARTICIPLES):
            return self._modifier(c, holders)
        if c.dep_ == "relcl" and head.text.casefold() in word_list("general_nouns"):
            return [t for t in _subtree(c) if t.text not in QUOTES]  # "the steps that Chad took"
        if c.dep_ == "conj" and c.tag_ in NOUNS:
            joints = [t for t in right if t.dep_ == "cc" and t.i < c.i]
            return [*joints[-1:], *self._phrase(c, holders, 0, outer=False)]
        return []

    def _named(self, head: Token, holders: Collection[Actor]) -> str | None:
        """An actor's name for a pronoun."""
        if head.tag_ not in PERSONAL_PRONOUNS:
            return None
        found = self.who.mention(head)
        if found is None or found[1] in holders:
            return ""
        return found[1].name + ("'s" if head.tag_ == "PRP$" else "")

    def _whole_name(self, head: Token) -> str | None:
        """A person's name as it stands there, without his offices: "Syrian President [Bashar al-Assad]"."""
        found = self.who.mention(head)
        if found is None or found[0].form != "name" or found[1].kind != "person":
            return None
        return " ".join(found[0].span.of(self.document.view).split())

    def _end_of_name(self, head: Token) -> int:
        found = self.who.mention(head)
        return found[0].end if found is not None else head.idx

    def _before(self, c: Token, holders: Collection[Actor], *, outer: bool) -> list[str | Token]:
        if c.dep_ in DROPPED and c.dep_ != "cc":
            return [c] if c.dep_ == "punct" and c.text in ("-", "–", "/") else []
        low = c.text.casefold()
        if c.dep_ == "amod" and c.tag_ == "VBN" and clauses.first_child(c, "npadvmod") is not None and outer:
            return []  # "the Russia-backed government"
        if c.dep_ in ("det", "predet") and (outer or low in word_list("hedging_determiners")):
            return []
        if low in word_list("issue_hedges") or self._when(c):
            return []
        if c.tag_ == "WP$":  # "Syria, [whose] regime": "Syria's regime"
            meant = clauses.antecedent(c)
            named = self._phrase(meant, holders, 9, outer=True) if meant is not None else []
            return [*named[:-1], f"{joined(named[-1:])}'s"] if any(named) else []
        if c.dep_ == "poss" or c.tag_ == "PRP$":
            owner = self.who.actor_of(c)
            if owner is not None and owner in holders:
                return []
            if c.tag_ == "PRP$":
                return [self._named(c, holders) or ""]
        return [t for t in _subtree(c) if t.text not in QUOTES or t.tag_ == "POS"]

    def _behind(self, c: Token, holders: Collection[Actor], spare: int) -> list[str | Token]:
        if c.dep_ in ("prep", "agent"):
            words: list[str | Token] = [c]
            for g in c.children:
                if g.dep_ == "pobj":
                    phrase = self._phrase(g, holders, spare, outer=False)
                    if not any(phrase):
                        return []
                    words.extend(phrase)
                elif g.dep_ == "pcomp" and g.tag_ in VERBS:
                    words.extend(self._clause(g, None, holders, spare))
                elif g.dep_ == "prep":
                    words.extend(self._behind(g, holders, spare))
                elif g.dep_ in ("advmod", "prt") and g.i < c.i + 2:
                    words.append(g)
            return words if len(words) > 1 else []
        return [t for t in _subtree(c) if t.text not in QUOTES]

    def _modifier(self, verb: Token, holders: Collection[Actor]) -> list[str | Token]:
        """ "a plan [to share the river]", "a plan [not to deploy troops]", "a ceasefire [brokered by Oman]"."""
        words: list[str | Token] = [c for c in verb.children if c.dep_ == "neg" and c.i < verb.i]
        words += [c for c in verb.children if c.dep_ == "aux" and c.tag_ == "TO"]
        words += [c for c in verb.children if c.dep_ == "auxpass" and words]
        words.append(verb)
        words.extend(self._complements(verb, holders, 0))
        return words

    # -- clauses --------------------------------------------------------------------------------------------------

    def _clause(
        self, verb: Token, agent: Token | None, holders: Collection[Actor], spare: int, *, bare: bool = False
    ) -> list[str | Token]:
        subject = None if bare else next((c for c in verb.children if c.dep_ in SUBJECTS and c.dep_ != "expl"), None)
        if subject is not None and subject.tag_ not in NOUNS_AND_PRONOUNS:
            subject = None
        if verb.tag_ not in VERBS:  # "the vote a farce"
            return self._phrase(verb, holders, spare, outer=True)
        if verb.doc[min(verb.i + 1, len(verb.doc) - 1)].text == "-" or verb.doc[max(verb.i - 1, 0)].text == "-":
            return []  # a verb that the parser cut in two: "re-evaluate"
        plain = verb.tag_ in BARE_VERBS
        doing = verb.text if verb.tag_ == "VBG" else gerund_of_base(verb.text) if plain else gerund(verb.text)
        if verb.text[:1] in APOSTROPHES:
            doing = "having" if verb.text[1:].casefold() == "ve" else "being"  # "that's important"
        if (there := clauses.first_child(verb, "expl")) is not None and there.text.casefold() == "there":
            thing = clauses.first_child(verb, "attr", "nsubj")
            return self._phrase(thing, holders, spare, outer=True) if thing is not None else []
        words: list[str | Token] = []
        passive = verb.tag_ == "VBN" and all(c.dep_ != "aux" or c.text.casefold() in ("be", "to") or c.tag_ == "MD"
                                             or clauses.first_child(verb, "auxpass") is not None
                                             for c in verb.children)  # fmt: skip
        own = self._short(subject or agent, holders) if not passive else []
        unnamed = subject is not None and subject.tag_ == "PRP" and self.who.mention(subject) is None
        if unnamed and (passive or clauses.first_child(verb, "dobj", "xcomp") is None):
            return []  # "it must stop": of what, only the sentences before tell
        if passive and subject is not None:
            phrase = self._phrase(subject, holders, spare, outer=False)
            if not any(phrase):
                phrase = ["being", verb]
                return [*phrase, *self._complements(verb, holders, spare)]
            words = [doing, *phrase]
        elif passive and agent is not None and verb.dep_ == "acl" and verb.head is agent:  # "wants the embargo lifted"
            words = [doing, *self._phrase(agent, holders, 9, outer=False)]
        elif passive and agent is not None:
            phrase = self._phrase(agent, holders, spare, outer=False)
            words = [doing, *phrase] if any(phrase) else ["being", verb]
        elif passive:
            words = ["being", verb]
        else:
            words = [*own, *(c for c in verb.children if _manner(c, verb)), doing]
        complements = self._complements(verb, holders, spare)
        if not any(complements) and (other := _sharer(verb)) is not None:
            complements = self._complements(other, holders, spare)  # "reforming and adapting [the council]"
        what = clauses.first_child(verb, "dobj") or subject
        if not any(complements) and not any(own) and not passive and what is not None and self._nameless(what):
            return []  # "persuaded him to take it", "it should happen"
        return [*words, *complements]

    def _meant(self, word: Token) -> Token | None:
        """The thing that "it" or "them" takes up: the last subject before it, else the last object, of its number.

        Of things alone: who the pronoun means if it means an actor, coreference has said.
        """
        tags = THINGS.get(word.text.casefold())
        if tags is None or self.who.mention(word) is not None:
            return None
        first = max(word.sent.start - 1, 0)
        before = [t for t in word.doc[word.doc[first].sent.start : word.i] if t.tag_ in tags]
        things = [t for t in before if self.who.mention(t) is None and not self._dated(t)]
        for deps in (SUBJECTS, ("dobj",)):
            found = [t for t in things if t.dep_ in deps]
            if found:
                return found[-1]
        return None

    def _nameless(self, word: Token) -> bool:
        """Whether a word is a pronoun that means no actor, "it", "them", so that a name with it would tell nothing."""
        low = word.text.casefold()
        return word.tag_ == "PRP" and not low.endswith(("self", "selves")) and self.who.mention(word) is None

    def _short(self, agent: Token | None, holders: Collection[Actor]) -> list[str | Token]:
        """Who does it, where that is no holder and more than a pronoun."""
        if agent is None:
            return []
        if agent.tag_ == "PRP":
            found = self.who.mention(agent)
            named = found is not None and found[1] not in holders and found[1].kind in ("state", "person")
            return [found[1].name] if found is not None and named else []
        actor = self.who.actor_of(agent)
        if actor is not None and (actor in holders or actor.kind == "group"):
            return []
        if agent.tag_ in PROPER_NOUNS or agent.dep_ in SUBJECTS:
            return self._phrase(agent, holders, 9, outer=True) if agent.tag_ in NOUNS else []
        return []

    def _complements(self, verb: Token, holders: Collection[Actor], spare: int) -> list[str | Token]:
        right = [c for c in verb.children if c.i > verb.i and c.dep_ not in DROPPED and c.dep_ not in SUBJECTS]
        loose = [c for c in right if c.dep_ not in OBJECTS]
        words: list[str | Token] = []
        for c in right:
            if self._when(c) or c.text.casefold() in word_list("issue_hedges"):
                continue
            if spare and loose and c in loose[max(0, len(loose) - spare) :] and (c is not loose[0] or spare > 2):
                continue
            if c.dep_ == "dobj" and c.tag_ == "PRP" and (found := self.who.mention(c)) is not None:
                words.append(found[1].name)  # the holder too: "asked Peru to respect it"
            elif c.dep_ in ("dobj", "attr", "dative", "oprd") and c.tag_ in NOUNS_AND_PRONOUNS:
                words.extend(self._phrase(c, holders, spare, outer=False))
            elif c.dep_ in ("prep", "agent", "dative"):
                words.extend(self._behind(c, holders, spare))
            elif c.dep_ == "xcomp" and c.tag_ in VERBS:
                words.extend(
                    t for t in c.children if t.i < c.i and (t.dep_ == "neg" or (t.tag_ == "TO" and t.dep_ == "aux"))
                )
                words.append(c)
                words.extend(self._complements(c, holders, spare))
            elif c.dep_ in ("ccomp", "acl", "relcl") and spare:
                continue
            else:
                words.extend(t for t in _subtree(c) if t.text not in QUOTES)
        return words

    # -- both -----------------------------------------------------------------------------------------------------

    def _when(self, c: Token) -> bool:
        """Whether it tells a time: "on Monday", "last week", "immediately"."""
        if c.dep_ == "npadvmod" or c.dep_ == "advmod":
            return c.text.casefold() in word_list("issue_hedges") or self._dated(c)
        if c.dep_ == "prep":
            obj = clauses.first_child(c, "pobj")
            return obj is not None and self._dated(obj)
        return c.dep_ in ("nmod", "compound", "poss", "nummod", "amod") and self._dated(c)

    def _dated(self, c: Token) -> bool:
        return any(t.type in ("DATE", "TIME") for t in times_from(self.document, Span(c.idx, c.idx + len(c.text)))) or (
            any(t.type == "DATE" and t.start <= c.idx < t.end for t in times_from(self.document, _before(c)))
        )


def _before(c: Token) -> Span:
    """Where a date that ends with the word may begin."""
    return Span(max(0, c.idx - 24), c.idx)


def _shortened(made: Callable[[int], Sequence[str | Token]], last: int) -> str:
    """The words as text, with less and less of what hangs on them until they are few."""
    text = ""
    for spare in (0, 1, 2, 3, 9):
        text = joined([w for w in made(spare) if isinstance(w, str) or w.idx < last])
        if len(text.split()) <= MOST_WORDS:
            break
    if text.casefold() in word_list("empty_issues") | word_list("general_nouns") or text.endswith((" what", " that")):
        return ""
    return text


def _manner(c: Token, verb: Token) -> bool:
    """ "[fully] implement"."""
    return (
        c.dep_ == "advmod"
        and c.i < verb.i
        and c.text.casefold().endswith("ly")
        and (c.text.casefold() not in word_list("issue_hedges"))
    )


def _sharer(verb: Token) -> Token | None:
    """The verb that has the object of this one: "reforming and [adapting] the council"."""
    near = (c for c in verb.children if c.dep_ == "conj" and c.tag_ in VERBS and verb.i < c.i <= verb.i + 3)
    return next((c for c in near if clauses.first_child(c, *SUBJECTS) is None), None)


def _subtree(c: Token) -> Sequence[Token]:
    return c.doc[c.left_edge.i : c.right_edge.i + 1]


def joined(words: Sequence[str | Token]) -> str:
    """The words as text, with the blanks that stand between them in the report."""
    text = ""
    last: Token | None = None
    words = list(words)
    while words and isinstance(end := words[-1], Token) and end.tag_ == "IN" and clauses.first_child(end, "pobj"):
        words.pop()  # what it governs was left out
    for word in words:
        if isinstance(word, str):
            if word and text.endswith(word):
                continue  # each part of "Bashar al-Assad" is he
            text += (" " if text and word else "") + word
            last = None
            continue
        touching = last is not None and last.idx + len(last.text) == word.idx
        written = word.text
        if (word.is_sent_start or word.tag_ == "DT") and word.tag_ not in PROPER_NOUNS and not written.isupper():
            written = written.lower()
        text += ("" if not text or touching else " ") + written
        last = word
    return " ".join(text.split()).strip(" ,;:-–—")
