"""The name of an issue: a short noun phrase for what somebody is for or against.

A noun phrase is its own name, without determiners, hedges, dates, clauses and the holder. A clause becomes one by its
gerund: "the troops be recalled" is "recalling the troops", "Assad stays in power" is "Assad staying in power" (the
"acc-ing" and bare gerunds of Huddleston and Pullum, "The Cambridge Grammar of the English Language" (2002), chapter
14). A negation of the clause itself does not go into the name, since the stance takes it; one inside it does.
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.extract.mention_index import MentionIndex
from communique.extract.positions.anaphora import FULLER_PHRASES, deed_meant, meant_by, points
from communique.extract.positions.wording import PronounName, as_gerund, cut_off, joined, prefix, shortened, subtree
from communique.extract.positions.wrapping import BE, infinitive_in, manner, sharer, unwrapped
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
    FINITE_VERBS,
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

QUOTES = frozenset("\"“”„«»‘’'`")
TITLES = frozenset(("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sen.", "gen."))
"""What is left of a name that the parser cut."""
APOSTROPHES = ("'", "’")
"""A verb begins with one where it is cut short: "that's", "we've"."""
DROPPED = frozenset(("aux", "auxpass", "neg", "mark", "punct", "advcl", "parataxis", "cc", "conj", "intj", "meta",
                     "dep", "preconj", "predet"))  # fmt: skip
"""What of a clause does not go into its name."""
THINGS = {"it": SINGULAR_NOUNS, "them": PLURAL_NOUNS}
"""The tags of what a pronoun that stands as an object takes up."""
OBJECTS = frozenset(("dobj", "dative", "prt", "oprd", "acomp", "attr", "xcomp"))
"""What a name cannot do without; an infinitive behind an object tells its purpose."""


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
            holders = self._speaking(holder)
            head, agent = unwrapped(head_of(words), issue.end)
            if head.tag_ in VERBS:
                if (agent is None and head.tag_ in FINITE_VERBS) or _modal(head):
                    agent = clauses.subject(head)  # "Assad, who must go"
                label = self.clause(head, agent, holders, issue.end)
            elif head.tag_ in NOUNS_AND_PRONOUNS:
                meant = self._meant(head)
                label = self.phrase(meant or head, holders, issue.end if meant is None else len(self.document.view))
                if meant is None and (points(head) or head.text.casefold() in word_list("issue_anaphors")):
                    label = self._taken_up(head, holders) or label
            if not label and head.tag_ in VERBS:
                label = self.clause(head, agent, holders, issue.end, bare=True)
        whole = " ".join(issue.of(self.document.view).split())
        if label.endswith(("'s", "’s")) or f"{label}-" in whole:
            label = ""  # the parser cut it off: "Russia's [unprovoked and illegal war]", "re[-election]"
        if not label and all(t.tag_ in POINTING or t.tag_ in PREPOSITIONS for t in words):
            return ""
        if not label and words and head.tag_ in VERBS:
            # "it is a shame": of what, only the sentences before tell, or an infinitive: "it is time for Chad to sign"
            below = infinitive_in(words)
            return self.clause(below, None, holders, issue.end) if below is not None else ""
        if " " not in label and label.casefold() in word_list("issue_anaphors"):
            return ""
        if not label and len(words) == 1 and (state := states.by_demonym(whole)) is not None:
            return state.name  # "pro-[Russian] separatists"
        if not label and (whole.casefold() in word_list("empty_issues") | TITLES or whole.endswith(("'s", "’s"))):
            return ""
        return as_gerund(label or whole)

    def _taken_up(self, noun: Token, holders: Sequence[Actor]) -> str:
        """The name of what a noun takes up, if it tells more than the noun itself."""
        end = len(self.document.view)
        fuller = meant_by(self.document.index(FULLER_PHRASES), self.who, noun)
        label = self.phrase(fuller, holders, end) if fuller is not None else ""
        if " " not in label:
            deed = deed_meant(noun)
            label = self.clause(deed, None, holders, end) if deed is not None else ""
        return label if " " in label else ""

    def _speaking(self, holder: Actor) -> list[Actor]:
        """The holder, and the states and bodies of which he is an officer: his "we" and "our"."""
        offices = [self.document.actor(role.of) for role in holder.roles if role.of is not None]
        members = [self.document.actor(member) for member in holder.members]
        return [holder, *(a for a in (*offices, *members) if a is not None)]

    def phrase(self, head: Token, holders: Sequence[Actor], last: int) -> str:
        """The name of an issue that a noun phrase tells, of its words before the offset ``last``."""
        return shortened(lambda spare: self._phrase(head, holders, spare, outer=True), last)

    def clause(
        self, verb: Token, agent: Token | None, holders: Sequence[Actor], last: int, *, bare: bool = False
    ) -> str:
        """The name of an issue that a clause tells; ``agent`` is who does it, if the clause does not say so itself.

        ``bare``: without its subject, which is a pronoun for what only other sentences tell.
        """
        return shortened(lambda spare: self._clause(verb, agent, holders, spare, bare=bare), last)

    # -- noun phrases ---------------------------------------------------------------------------------------------

    def _phrase(self, head: Token, holders: Sequence[Actor], spare: int, *, outer: bool) -> list[str | Token]:
        named = self._named(head, holders)
        if named is not None:
            return [named]
        if head.text.casefold() in ("those", "what", "whoever"):
            return [t for t in subtree(head) if t.text not in QUOTES]
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
                words.extend(self._loose(c, head, holders, near=2 + len(hanging) * 4))
        return words

    def _loose(self, c: Token, head: Token, holders: Sequence[Actor], *, near: int) -> list[str | Token]:
        """What of the clauses and coordinated phrases behind a noun belongs to its name."""
        far = c.i - head.i - sum(d.dep_ == "neg" for d in c.children)
        if c.dep_ == "acl" and far <= near and (clauses.infinitive(c) or c.tag_ in PARTICIPLES):
            told = self._modifier(c, holders)
            return told if len(told) > 1 else []
        if c.dep_ == "relcl" and head.text.casefold() in word_list("general_nouns"):
            return [t for t in subtree(c) if t.text not in QUOTES]  # "the steps that Chad took"
        if c.dep_ == "conj" and c.tag_ in NOUNS:
            joint = c.doc[max(c.left_edge.i - 1, 0)]
            listed = self._phrase(c, holders, 0, outer=c.tag_ not in PROPER_NOUNS)
            between = joint if joint.tag_ == "CC" else "," if joint.text == "," else ""
            return [between, *listed] if any(listed) else []
        return []

    def _named(self, head: Token, holders: Sequence[Actor]) -> str | None:
        """An actor's name for a pronoun."""
        if head.tag_ not in PERSONAL_PRONOUNS:
            return None
        found = self.who.mention(head)
        if found is None or found[1] in holders:
            return ""
        called = [m.span.of(self.document.view) for m in found[1].mentions if m.form == "name"]
        return PronounName(found[1].name + ("'s" if head.tag_ == "PRP$" else ""), head.text, called)

    def _whole_name(self, head: Token) -> str | None:
        """A person's name as it stands there, without his offices: "Syrian President [Bashar al-Assad]"."""
        found = self.who.mention(head)
        if found is None or found[0].form != "name" or found[1].kind != "person":
            return None
        return " ".join(found[0].span.of(self.document.view).split())

    def _end_of_name(self, head: Token) -> int:
        found = self.who.mention(head)
        return found[0].end if found is not None else head.idx

    def _before(self, c: Token, holders: Sequence[Actor], *, outer: bool) -> list[str | Token]:
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
            own = owner is not None and (owner == holders[0] or (c.tag_ == "PRP$" and owner in holders))
            if c.tag_ == "PRP$" and (own or owner is None or owner.kind == "group"):
                return [] if outer or low in ("our", "my", "your") else [c]  # "a truce in their country"
            if own:
                return []
            if c.tag_ == "PRP$":
                return [self._named(c, holders) or ""]
        owner_ = c.dep_ == "poss"
        kept = [t for t in subtree(c) if t.text not in QUOTES or t.tag_ == "POS" or (owner_ and t.text in APOSTROPHES)]
        return list(kept[1:] if owner_ and outer and kept[0].tag_ == "DT" else kept)

    def _behind(self, c: Token, holders: Sequence[Actor], spare: int) -> list[str | Token]:
        if c.dep_ in ("prep", "agent"):
            early = [g for g in c.children if g.i < c.i and g.dep_ in ("advmod", "prt")]
            words: list[str | Token] = [*early, c]
            if self._only_points(c):
                return []
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
                elif g.dep_ in ("advmod", "prt") and c.i < g.i < c.i + 2:
                    words.append(g)
            return words if len(words) > 1 else []
        return [t for t in subtree(c) if t.text not in QUOTES]

    def _only_points(self, preposition: Token) -> bool:
        """ "efforts [in this regard]"."""
        noun = clauses.first_child(preposition, "pobj")
        this = any(c.text.casefold() in ("this", "that", "these", "those") for c in noun.children) if noun else False
        return this and noun is not None and noun.text.casefold() in word_list("behind_empty") and points(noun)

    def _modifier(self, verb: Token, holders: Sequence[Actor]) -> list[str | Token]:
        """ "a plan [to share the river]", "a plan [not to deploy troops]", "a ceasefire [brokered by Oman]"."""
        words: list[str | Token] = [c for c in verb.children if c.dep_ == "neg" and c.i < verb.i]
        words += [c for c in verb.children if c.dep_ == "aux" and c.tag_ == "TO"]
        words += [c for c in verb.children if c.dep_ == "auxpass" and words]
        words.append(verb)
        words.extend(self._complements(verb, holders, 0))
        return words

    # -- clauses --------------------------------------------------------------------------------------------------

    def _clause(
        self, verb: Token, agent: Token | None, holders: Sequence[Actor], spare: int, *, bare: bool = False
    ) -> list[str | Token]:
        subject = None if bare else next((c for c in verb.children if c.dep_ in SUBJECTS and c.dep_ != "expl"), None)
        if subject is not None and subject.tag_ not in NOUNS_AND_PRONOUNS:
            subject = None
        if verb.tag_ not in VERBS:  # "the vote a farce"
            return self._phrase(verb, holders, spare, outer=True)
        plain = verb.tag_ in BARE_VERBS
        doing = verb.text if verb.tag_ == "VBG" else gerund_of_base(verb.text) if plain else gerund(verb.text)
        if before := prefix(verb):
            doing = f"{before}-{doing}"
        elif (rest := cut_off(verb)) is not None:
            doing = f"{verb.text}-{gerund_of_base(rest.text)}"
            return [*self._short(subject or agent, holders), doing, *self._complements(rest, holders, spare)]
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
        if subject is not None and not any(own) and (it := self._meant(subject)) is not None:
            own = self._phrase(it, holders, 9, outer=True)  # "[the launch] was a shame. It must end"
        if verb.text.casefold() in BE and not passive and not any(own) and (bare or subject is not None):
            return []  # "it is important"
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
            words = [*own, *(c for c in verb.children if manner(c, verb)), doing]
        complements = self._complements(verb, holders, spare)
        if not any(complements) and (other := sharer(verb)) is not None:
            complements = self._complements(other, holders, spare)  # "reforming and adapting [the council]"
        if not any(complements) and (gap := next((o for o in clauses.objects(verb) if o.i < verb.i), None)) is not None:
            complements = self._phrase(gap, holders, 9, outer=True)  # "[the plan] that Chad vowed to block"
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

    def _short(self, agent: Token | None, holders: Sequence[Actor]) -> list[str | Token]:
        """Who does it, where that is no holder and more than a pronoun."""
        if agent is None:
            return []
        if agent.tag_ == "PRP":
            found = self.who.mention(agent)
            named = found is not None and found[1] not in holders and found[1].kind in ("state", "person")
            return [found[1].name] if found is not None and named else []
        actor = self.who.actor_of(agent)
        if actor is not None and (actor == holders[0] or actor.kind == "group"):
            return []
        if agent.tag_ in PROPER_NOUNS or agent.dep_ in SUBJECTS:
            return self._phrase(agent, holders, 9, outer=True) if agent.tag_ in NOUNS else []
        return []

    def _complements(self, verb: Token, holders: Sequence[Actor], spare: int) -> list[str | Token]:
        right = [c for c in verb.children if c.i > verb.i and c.dep_ not in DROPPED and c.dep_ not in SUBJECTS]
        thing = clauses.first_child(verb, "dobj")
        loose = [c for c in right if c.dep_ not in OBJECTS or (c.dep_ == "xcomp" and thing is not None)]
        words: list[str | Token] = []
        for c in right:
            if self._when(c) or (c.dep_ != "acomp" and c.text.casefold() in word_list("issue_hedges")):
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
                    t for t in c.children
                    if t.i < c.i and (t.dep_ in ("neg", "auxpass") or (t.tag_ == "TO" and t.dep_ == "aux"))
                )  # fmt: skip
                words.append(c)
                words.extend(self._complements(c, holders, spare))
            elif c.dep_ in ("ccomp", "acl", "relcl") and spare:
                continue
            elif c.dep_ in ("advmod", "prt") and (to := clauses.first_child(c, "prep")) is not None and to.i > c.i:
                words.extend((c, *self._behind(to, holders, spare)))  # "going [back] to a policy"
            else:
                words.extend(t for t in subtree(c) if t.text not in QUOTES)
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


def _modal(verb: Token) -> bool:
    return any(c.tag_ == "MD" for c in verb.children)
