"""Between whom an agreement is: "the accord with Chile", "a Peruvian-Chilean pact", "[Peru] quit the deal with it"."""

from __future__ import annotations

from communique.extract.mention_index import MentionIndex
from communique.extract.states_in_phrases import states_in
from communique.knowledge.agreements import standings
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.tree import Token
from communique.model import Actor


def parties_of(who: MentionIndex, noun: Token, acts: tuple[Token, ...], verb: Token | None) -> list[Actor]:
    """Those whose agreement it is, by its phrase, the clauses ``acts`` on it, and the verb that makes it.

    Args:
        who: the actors by their tokens.
        noun: the agreement's noun.
        acts: the verbs of the clauses on the noun.
        verb: the verb by which it is made or issued, if one is.
    """
    found: list[Actor] = []
    for child in noun.children:
        word = child.text.casefold()
        if child.dep_ == "prep" and word in word_list("agreement_parties"):
            found += [a for o in child.children if o.dep_ == "pobj" for a in who.actors_in_coordination(o)]
        elif child.dep_ == "poss":
            found += who.actors_in_coordination(child)
        elif child.dep_ in ("amod", "compound", "nmod") and child.i < noun.i:
            codes = sorted(states_in(noun.doc.part(max(child.left_edge.i, child.i - 4), child.i + 1).text))
            if len(codes) > 1:
                by = {a.country: a for a in who.document.actors if a.kind == "state"}
                found += [by[c] for c in codes if c in by]
    for act in acts:
        doer = clauses.agent(act)
        found += who.actors_in_coordination(doer) if doer is not None else []
        maker = clauses.subject(act) if act.dep_ == "relcl" and standings("verb").get(act.text.casefold()) else None
        if maker is not None and not clauses.passive(act):  # "the deal that Peru struck with Chile"
            partners = [o for p, o in clauses.prepositional([act]) if p == "with"]
            found += [a for o in (maker, *partners) for a in who.actors_in_coordination(o)]
    found = [*_own_party(who, noun, found), *found]
    if verb is not None:
        agent, passive = clauses.subject(verb), clauses.passive(verb)
        if passive:
            agent = clauses.agent(verb)
        partners = [o for p, o in clauses.prepositional([verb]) if p == "with"]  # "reached a deal on gas with Peru"
        found += [
            a for o in (*([agent] if agent is not None else []), *partners) for a in who.actors_in_coordination(o)
        ]
    return list({a.id: a for a in found if a.sector != "JRN"}.values())


def _own_party(who: MentionIndex, noun: Token, partners: list[Actor]) -> list[Actor]:
    """Who seeks or ends his own agreement with a partner: "[Peru] abandoned the accord with Chile"."""
    verb = noun.head if noun.dep_ == "dobj" else clauses.attached(noun, "from", "of", "for")
    if verb is not None and verb.text.casefold() == "out":
        verb = verb.head  # "pulled out of the accord"
    with_whom = any(c.dep_ == "prep" and c.text.casefold() == "with" for c in noun.children)
    if not partners or not with_whom or verb is None or verb.text.casefold() not in word_list("agreement_own"):
        return []
    agent = clauses.agent(verb) if clauses.passive(verb) else clauses.subject(verb)
    return who.actors_in_coordination(agent) if agent is not None else []
