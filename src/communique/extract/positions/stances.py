"""Words of support and opposition in a text: whose position they tell, which, and on what."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from communique.extract.mention_index import MentionIndex
from communique.extract.positions.issues import (
    HYPHENS,
    LONG,
    Stance,
    deeds,
    denied_itself,
    factual,
    given_up,
    issue_of,
    judgement_of,
    namelessness,
    other,
    owners,
    phrase_of,
    somebody,
    spared,
    whose_doing,
)
from communique.extract.statement_index import StatementIndex
from communique.extract.states_in_phrases import states_in
from communique.knowledge.plover import controls_object
from communique.knowledge.stance_lexicon import PositionWord, position_words
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.clauses import SUBJECTS
from communique.language.document import Document
from communique.language.negation import denied as is_denied
from communique.language.negation import negated
from communique.language.phrases import head_of, noun_phrase, subtree_span, trimmed
from communique.language.tags import COMMON_NOUNS, NOUNS, PAST_VERBS_AND_ADJECTIVES, VERBS, VERBS_AND_MODALS
from communique.language.tree import Token
from communique.model import Actor, Span

WEAK = 0.5  # strength below which a noun needs a verb that stresses it
SURE = 0.6  # strength of the small words, by hand
DENIED = 0.85  # a denied stance is so much less sure, by hand
JUDGED = 0.5  # strength of what a speaker judges, by hand
OUGHT = 0.4  # strength of what a speaker says should be done, by hand
SIDED: dict[str, Stance] = {"against": "against", "favor": "for", "favour": "for"}
""" "is [against] the ban", "is in [favour] of it"."""
JOINED = frozenset(("backed", "supported", "sponsored"))
""" "the Kenya-[backed] government"."""
PREFIXES: dict[str, Stance] = {"anti": "against", "pro": "for"}
""" "[anti]-government protesters"."""
DEEPEST = 3
"""Infinitives in each other that are climbed."""
COPULAS = frozenset(("is", "are", "was", "were", "be", "been", "'s", "’s"))
CLAUSES = frozenset(("xcomp", "ccomp", "advcl", "acl", "csubj", "relcl"))
WHOSE = ("from", "by", "among")
"""Prepositions behind a noun of those who hold what it tells."""
SPEAKERS = ("state", "person", "organization", "group")


class StanceMention(msgspec.Struct, frozen=True):
    """One position as the words tell it."""

    actor: Actor
    stance: Stance
    issue: Span
    evidence: Span
    strength: float
    word: Token | None = None
    """The verb, noun or adjective that tells it; None of what a speaker says should be done."""
    way: str = "ought"
    """By what it is told: verb, noun, adj, or what ought to be done."""
    entry: str = ""
    """The word's entry in the table."""
    denied: bool = False


def find_stances(document: Document, who: MentionIndex, told: StatementIndex) -> Iterator[StanceMention]:
    """Every position told by a verb, noun or adjective of the tables, in text order; then what should be done."""
    verbs, nouns, adjectives = position_words("verb"), position_words("noun"), position_words("adj")
    for token, word in zip(document.syntax, document.folded, strict=True):
        if word in SIDED:
            yield from _by_preposition(document, who, token, SIDED[word])
        elif word in JOINED and token.i > 1 and token.nbor(-1).text in HYPHENS:
            yield from _by_participle(document, who, token)
        elif token.i + 2 < len(document.syntax) and word in PREFIXES and token.nbor(1).text in HYPHENS:
            yield from _by_prefix(document, who, token, PREFIXES[word])
        if token.tag_ in VERBS_AND_MODALS and token.dep_ not in ("aux", "amod") and (entry := verbs.get(word)):
            yield from _by_verb(document, who, token, entry)
        if token.tag_ in COMMON_NOUNS and (entry := nouns.get(word)):
            yield from _by_noun(document, who, token, entry)
        elif token.tag_ in PAST_VERBS_AND_ADJECTIVES and (entry := adjectives.get(word)):
            yield from _by_adjective(document, who, token, entry)
        elif token.tag_ == "MD" and word in ("should", "must") and (found := _should(document, told, token)):
            yield found
        if word in COPULAS and (found := _by_predicate(document, told, token)):
            yield found


def _by_verb(document: Document, who: MentionIndex, verb: Token, entry: PositionWord) -> Iterator[StanceMention]:
    agent, passive = clauses.subject(verb), clauses.passive(verb)
    if entry.particle and all(c.text.casefold() != entry.particle for c in clauses.children(verb, "prt", "advmod")):
        return
    if nobodys(verb):
        return
    if passive:
        by = clauses.agent(verb)
        if by is None or agent is None or entry.only_denied or all(f.shape != "obj" for f in entry.frames):
            return
        issue, stance = phrase_of(document, agent), entry.stance
        if issue is not None and issue.start < verb.idx < issue.end:  # "groups backed by Chad": the groups
            first = verb.head if verb.dep_ == "conj" else verb  # "led by Mali and backed by Chad"
            issue = trimmed(document.view, Span(issue.start, min(first.idx, verb.idx)))
        agent = by
    else:
        issue, stance = issue_of(document, verb, entry)
    if any(f.shape == "felt" for f in entry.frames):  # "the speech angered [Peru]"
        agent = next(iter(clauses.objects(verb)), None)
    denied = negated(verb)
    if agent is None or issue is None or (_unreal(verb) and not denied):
        return
    if entry.only_denied and not denied:
        return
    if denied and not passive and verb.text.casefold() in word_list("position_asking"):
        return  # who "did not call for a boycott" need not be against it
    holders = who.actors_in_coordination(agent)
    for one in deeds(document, issue):
        yield from _held(document, who, holders, verb, entry, stance, one, denied)


def nobodys(verb: Token) -> bool:
    """Whether a verb tells no position of its subject, whatever it means."""
    here = verb
    for _ in range(DEEPEST):
        if clauses.controller(here) is not None:
            return (
                True  # "urged Peru to (stop) rejecting the plan": what Peru is asked to do is not yet its own position
            )
        if here.dep_ != "xcomp" or here.head.tag_ not in VERBS:
            break
        here = here.head
    if verb.dep_ == "ccomp" and clauses.infinitive(verb) and controls_object(verb.head.text):
        return True  # the same where the parser makes who is asked the subject of what is asked
    if verb.tag_ == "VBN" and verb.dep_ == "advcl" and clauses.first_child(verb, *SUBJECTS, "aux", "dobj") is None:
        return True  # "asked to comment on the ban, Norway": it is the others who ask
    if (looks := clauses.attached(verb, "to")) is not None and any(
        c.text.casefold() == "forward" for c in looks.children
    ):
        return True  # "looks forward to welcoming the premier" greets him
    if verb.head.text.casefold() in word_list("courteous") and verb.text.casefold() in word_list("courtesies"):
        return True  # "was pleased to welcome the minister"
    if verb.dep_ == "pcomp" and verb.head.text.casefold() == "without":
        return True  # "cut the debt without proposing new taxes" is against no taxes
    # "without evidence to support the claim"
    return verb.dep_ == "acl" and verb.tag_ == "VB" and verb.head.text.casefold() not in word_list("position_deciding")


def _by_noun(document: Document, who: MentionIndex, noun: Token, entry: PositionWord) -> Iterator[StanceMention]:
    issue, stance = issue_of(document, noun, entry)
    if issue is None:
        return
    about = any("of" in f.prepositions for f in entry.frames)  # "the rejection of [the plan]"
    owned = owners(noun, WHOSE if about else (*WHOSE, "of"))
    holders = [a for o in owned for a in who.actors_in_coordination(o)] or _by_their_adjective(document, noun)
    if (by := whose_doing(noun)) is not None and issue.start < by.idx < issue.end:
        issue = trimmed(document.view, Span(issue.start, by.idx)) or issue
    verb = clauses.governing_verb(noun)
    if entry.word in word_list("sides"):
        own = who.mention(noun)
        named = who.actor_of(noun.head) if noun.dep_ == "appos" else None
        if noun.dep_ == "attr" and (agent := clauses.subject(noun.head)) is not None:
            named = who.actor_of(agent)
        holders = [a for a in (named or (own[1] if own else None),) if a is not None]
    elif not holders and verb is not None and not owned:
        if entry.strength < WEAK and verb.text.casefold() not in word_list("position_stressing"):
            return
        agent, passive = clauses.subject(verb), clauses.passive(verb)
        if agent is None or passive or _unreal(verb) or noun.dep_ not in ("dobj", "pobj", "attr"):
            return
        holders = who.actors_in_coordination(agent)
        above = position_words("verb").get(verb.text.casefold())
        if noun.dep_ == "dobj" and above is not None and above.stance == "against":  # "resisted calls for talks"
            stance = other(stance)
    if verb is not None and noun.dep_ == "dobj" and verb.text.casefold() in word_list("relation_seeking") and not owned:
        return  # "needs support for"
    denied = verb is not None and noun.dep_ == "dobj" and negated(verb)
    if verb is not None and verb.text.casefold() in word_list("position_denying") and not holders:
        return
    for one in deeds(document, issue):
        yield from _held(document, who, holders, noun, entry, stance, one, denied)


def _by_their_adjective(document: Document, noun: Token) -> list[Actor]:
    """ "[Chinese] calls for calm", "[U.S.] demands": the states whose adjective or name stands before a noun."""
    codes: set[str] = set()
    for c in noun.children:
        if c.i < noun.i and c.dep_ in ("amod", "compound", "nmod") and c.text[:1].isupper():
            codes |= states_in(c.text)
            codes |= {code for g in c.children if g.dep_ == "conj" for code in states_in(g.text)}
    return [a for a in document.actors if a.kind == "state" and a.country in codes]


def _by_adjective(document: Document, who: MentionIndex, word: Token, entry: PositionWord) -> Iterator[StanceMention]:
    verb = word if word.tag_ in VERBS_AND_MODALS and word.dep_ not in ("acomp", "amod", "acl") else word.head
    issue, stance = issue_of(document, word, entry)
    agent = clauses.subject(verb) if verb.tag_ in VERBS_AND_MODALS else None
    if word.dep_ in ("acl", "amod") and word.head.tag_ in NOUNS:
        agent = word.head
    if issue is None or agent is None or (verb.tag_ in VERBS_AND_MODALS and _unreal(verb)):
        return
    yield from _held(document, who, who.actors_in_coordination(agent), word, entry, stance, issue, negated(word))


def _held(
    document: Document,
    who: MentionIndex,
    holders: list[Actor],
    word: Token,
    entry: PositionWord,
    stance: Stance,
    issue: Span,
    denied: bool,
) -> Iterator[StanceMention]:
    """The positions of the holders; what is denied is the other stance, save that not opposing is no support.

    Who no longer opposes something, or is not against it, is for it.
    """
    if (
        (denied and stance == "against" and not given_up(word))
        or namelessness(document, issue)
        or factual(document, word, issue)
    ):
        return
    if stance == "against" and word.text.casefold() in word_list("reproaching") and somebody(document, issue):
        return  # "accused Chad": of what is the issue, if the sentence tells it
    if denied:
        stance = other(stance)
    if word.text.casefold() in word_list("feared") and _dear(document, issue):
        stance = other(stance)  # "worries about [the future of the union]"
    if denied_itself(document, issue):  # "urged Chad not to leave": the label has no "not"
        stance = other(stance)
    if (avoided := spared(document, issue)) is not None:  # "wants to avoid a war"
        stance, issue = other(stance), avoided
    start = min(word.idx, issue.start)
    ids = {h.id for h in holders}
    first = max(word.sent.start, word.i - 12)
    named = [found for t in reversed(word.doc[first : word.i]) if (found := who.mention(t)) is not None]
    left = [mention.start for mention, actor in named if actor.id in ids]
    if left:
        start = min(start, left[0])
    evidence = Span(start, max(issue.end, word.idx + len(word.text)))
    inside = {a.id for _, a in document.mentions_in(issue)}
    text = issue.of(document.view).casefold()
    # "welcomed Mr. Xi" greets him; "blame each other" has no issue; "worked for the agency" is his employment.
    only = (
        text in ("each other", "one another", "mr.", "ms.", "mrs.")
        or (
            entry.word in ("welcome", "call")
            and any(m.span == issue and a.kind == "person" for m, a in document.mentions_in(issue))
        )
        or (entry.word == "work" and any(m.end == issue.end for m, _ in document.mentions_in(issue)))
        or (entry.word == "work" and text.split()[-1] in word_list("employers"))
    )
    for holder in holders:
        alone = (len(inside) == 1 and holder.id in inside and len(issue) < 20) or only
        if holder.kind in SPEAKERS and holder.sector != "JRN" and not alone:
            strength = entry.strength * (DENIED if denied else 1.0)
            yield StanceMention(holder, stance, issue, evidence, strength, word, way_of(word), entry.word, denied)


def _dear(document: Document, issue: Span) -> bool:
    words = [t for t in document.tokens_in(issue) if not t.is_punct and not t.is_space]
    return bool(words) and head_of(words).text.casefold() in word_list("dear_things")


def way_of(word: Token) -> str:
    """By what a word tells a position: noun, verb or adj."""
    return "noun" if word.tag_ in COMMON_NOUNS else "verb" if word.tag_ in VERBS_AND_MODALS else "adj"


# -- small words -----------------------------------------------------------------------------------------------------


def _by_preposition(document: Document, who: MentionIndex, word: Token, stance: Stance) -> Iterator[StanceMention]:
    """ "is against the ban", "voted in favour of it"."""
    if word.text.casefold() == "against":
        verb, noun = word.head, clauses.first_child(word, "pobj", "pcomp")
        if verb.tag_ not in VERBS_AND_MODALS or verb.text.casefold() not in word_list("copulas"):
            return
    else:
        of = next((c for c in word.children if c.text.casefold() == "of"), None)
        noun = clauses.first_child(of, "pobj", "pcomp") if of is not None else None
        above = clauses.attached(word, "in")
        if above is None or above.tag_ not in VERBS_AND_MODALS:
            return
        verb = above
    agent = clauses.subject(verb)
    issue = phrase_of(document, noun) if noun is not None else None
    if agent is None or issue is None or _unreal(verb) or clauses.passive(verb):
        return
    entry = PositionWord(word.text.casefold(), stance, (), SURE)
    yield from _held(document, who, who.actors_in_coordination(agent), word, entry, stance, issue, negated(verb))


def _by_participle(document: Document, who: MentionIndex, word: Token) -> Iterator[StanceMention]:
    """ "the Kenya-backed government"."""
    noun = word.head
    before = word.nbor(-2)
    names = (
        a
        for a in document.actors
        for m in a.mentions
        if m.form != "pronoun" and m.span.of(document.view) == before.text
    )
    actor = next(names, None)
    if actor is None or noun.tag_ not in NOUNS or noun.i < word.i:
        return
    issue = trimmed(document.view, Span(word.idx + len(word.text), noun_phrase(noun).end))
    if issue is not None:
        entry = PositionWord(word.text.casefold(), "for", (), SURE)
        yield from _held(document, who, [actor], word, entry, "for", issue, False)


def _by_prefix(document: Document, who: MentionIndex, word: Token, stance: Stance) -> Iterator[StanceMention]:
    """ "anti-government protesters"."""
    about = word.nbor(2)
    noun = about.head
    own = who.mention(noun) if noun.tag_ in NOUNS and noun.i > about.i else None
    if own is None or own[1].kind not in ("group", "organization", "person"):
        return
    entry = PositionWord(word.text.casefold(), stance, (), SURE)
    issue = Span(about.idx, about.idx + len(about.text))
    yield from _held(document, who, [own[1]], word, entry, stance, issue, False)


# -- what ought to be done -------------------------------------------------------------------------------------------


def _unreal(verb: Token) -> bool:
    return any(c.text.casefold() in word_list("unreal_positions") for c in verb.children if c.dep_ in ("aux", "mark"))


def _by_predicate(document: Document, told: StatementIndex, verb: Token) -> StanceMention | None:
    """What a speaker judges: "[the raid] was a mistake", "it would be wrong [to leave]"."""
    said = clauses.first_child(verb, "acomp", "attr")
    subject = clauses.first_child(verb, "nsubj", "csubj", "expl")
    speaker = _speaker(document, told, verb)
    if said is None or subject is None or speaker is None:
        return None
    judged = judgement_of(said)
    whole = subtree_span(verb)
    if judged is None or whole is None:
        return None
    below = next((c for h in (said, verb) for c in h.children if c.i > said.i and c.dep_ in CLAUSES), None)
    if subject.tag_ in NOUNS | {"VBG"}:
        issue = phrase_of(document, subject, clause=subject.tag_ == "VBG")
    else:
        issue = phrase_of(document, below, clause=True) if below is not None and below.tag_ in VERBS else None
    if issue is None:
        return None
    if somebody(document, issue):
        return None  # "the president is naive" judges a person
    stance = other(judged) if is_denied(verb) else judged
    content = told.content_at(Span(verb.idx, verb.idx + 1)) or whole
    evidence = Span(max(whole.start, content.start), max(issue.end, min(whole.end, content.end)))
    return StanceMention(speaker, stance, issue, evidence, JUDGED, None, "judged", stance)


def _speaker(document: Document, told: StatementIndex, word: Token) -> Actor | None:
    """Who says it, where he asserts it."""
    statement = told.at(Span(word.idx, word.idx + len(word.text)))
    if statement is None or statement.act in ("ask", "doubt", "deny") or statement.polarity == "negated":
        return None
    return document.actor(statement.speaker)


def _should(document: Document, told: StatementIndex, modal: Token) -> StanceMention | None:
    """What a speaker says others should or must do, he is for."""
    verb = modal.head
    span = subtree_span(verb)
    if span is None or verb.dep_ not in ("ROOT", "ccomp", "conj"):
        return None
    speaker = _speaker(document, told, modal)
    if speaker is None:
        return None
    content = told.content_at(Span(modal.idx, modal.idx + 1)) or span
    issue = Span(max(span.start, content.start), min(span.end, content.end))
    whole = trimmed(document.view, issue)
    if whole is None or len(whole) > LONG or document.view[whole.start : whole.end].rstrip('"”').endswith("?"):
        return None
    stance: Stance = "against" if is_denied(verb) else "for"
    return StanceMention(speaker, stance, whole, whole, OUGHT)
