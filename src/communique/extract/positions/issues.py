"""What a word of support or opposition is about: the words of the issue, and the stance that the word tells of it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from communique.extract.mention_index import MENTION_INDEX
from communique.knowledge.judgements import judgement
from communique.knowledge.stance_lexicon import PositionFrame, PositionWord
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.document import Document
from communique.language.negation import denied as is_denied
from communique.language.phrases import head_of, noun_phrase, subtree_span, trimmed
from communique.language.tags import INFINITIVES_AND_ING, NOUNS, OWNED, RELATIVE_PRONOUNS, VERBS, VERBS_AND_MODALS
from communique.language.tree import Token
from communique.model import Span

Stance = Literal["for", "against"]
LONG = 240  # characters of an issue
MARKS = '"“”„«» '
HYPHENS = frozenset("-–‐‑")
LEAVING = frozenset(("from", "of"))
"""Prepositions of what one leaves, unless one withdraws something else from it."""


def issue_of(document: Document, head: Token, entry: PositionWord) -> tuple[Span | None, Stance]:
    """What a word is about, and the stance that it tells of it."""
    if head.tag_ in VERBS and (barred := _barred(head)) is not None:
        return phrase_of(document, barred, clause=True), "against"  # "blocked firms from [selling parts]"
    for frame in entry.frames:
        stance: Stance = entry.stance
        if frame.shape == "judged":
            found, stance = _judged(document, head)
        else:
            found = _by_frame(document, head, frame)
            if frame.turned:
                stance = other(stance)
        if found is not None and frame.shape == "obj" and any(f.shape == "obj_inf" for f in entry.frames):
            obj = next(iter(clauses.objects(head)), None)
            if obj is not None and any(m.start <= obj.idx < m.end for m, _ in document.mentions_in(found)):
                found = None  # "urged Peru", not "wants a war with Peru"
        if found is not None and not set(found.of(document.view).casefold().split()) <= word_list("empty_issues"):
            return found, stance
    return None, entry.stance


def owners(noun: Token, prepositions: Collection[str]) -> list[Token]:
    """ "[Kenya]'s proposal to", "a proposal from [Kenya] to", "the rejection of the plan by [Kenya]"."""
    by = whose_doing(noun) if "by" in prepositions else None
    told = [p for p in clauses.children(noun, "prep") if p.text.casefold() in prepositions]
    return clauses.children(noun, "poss") or [
        o for p in (*told, *([by] if by is not None else [])) for o in clauses.children(p, "pobj")
    ]


def whose_doing(noun: Token) -> Token | None:
    """The "by" behind what a noun is about, where that is nobody's deed: "the rejection of the plan [by] Kenya"."""
    of = next((c for c in clauses.children(noun, "prep") if c.text.casefold() == "of"), None)
    about = clauses.first_child(of, "pobj") if of is not None else None
    if about is None or about.text.casefold() not in word_list("nobodys_deeds"):
        return None
    return next((c for c in clauses.children(about, "prep", "agent") if c.text.casefold() == "by"), None)


def deeds(document: Document, issue: Span) -> list[Span]:
    """An issue that is several deeds, one by one: "[to refrain from raids] and [return the prisoners]"."""
    tokens = [t for t in document.tokens_in(issue) if not t.is_punct and not t.is_space]
    head = head_of(tokens) if tokens else None
    if head is None or head.tag_ not in INFINITIVES_AND_ING:
        return [issue]
    verbs = [head]
    while (after := next((c for c in verbs[-1].children if c.dep_ == "conj" and _bare_too(c, head)), None)) is not None:
        if not issue.start <= after.idx < issue.end:
            break
        verbs.append(after)
    if len(verbs) == 1:
        return [issue]
    starts = [issue.start, *(v.left_edge.idx for v in verbs[1:])]
    found: list[Span] = []
    for n, start in enumerate(starts):
        end = starts[n + 1] if n + 1 < len(starts) else issue.end
        words = document.view[start:end].rstrip(MARKS + ",;")
        for joint in (" and", " or", " and to", " or to", " but"):
            words = words.removesuffix(joint)
        one = trimmed(document.view, Span(start, start + len(words.rstrip(MARKS + ",;"))))
        if one is not None:
            found.append(one)
    return found


def _bare_too(verb: Token, first: Token) -> bool:
    return verb.tag_ == first.tag_ and verb.i > first.i and clauses.subject(verb) in (None, clauses.subject(first))


def judgement_of(predicate: Token) -> Stance | None:
    """The stance of what is said of something: "a grave mistake", "essential", "not acceptable"."""
    for word in (predicate, *(c for c in predicate.children if c.dep_ in ("amod", "acomp", "attr", "oprd"))):
        pos: Literal["adj", "noun"] = "noun" if word.tag_ in NOUNS else "adj"
        told = judgement(word.text, pos)
        if told is not None:
            return "against" if (told == "ACCUSE") != is_denied(word) else "for"
    return None


def _judged(document: Document, verb: Token) -> tuple[Span | None, Stance]:
    """ "called [the raid] a crime", "described [the vote] as a farce": what is judged, and how."""
    object_ = clauses.first_child(verb, "dobj")
    below = next((c for c in verb.children if c.dep_ in ("oprd", "ccomp", "xcomp") and c.i > verb.i), None)
    if object_ is None or object_.i < verb.i:
        object_ = clauses.first_child(below, "nsubj", "nsubjpass") if below is not None else None
    as_ = [
        g for h in (verb, object_) if h is not None for c in h.children if c.text.casefold() == "as" for g in c.children
    ]
    said = [below] if below is not None else [g for g in as_ if g.dep_ in ("pobj", "amod", "pcomp")]
    if object_ is None or object_.i < verb.i or object_.tag_ not in NOUNS or not said:
        return None, "for"
    stance = judgement_of(said[0])
    if stance is not None:
        issue = phrase_of(document, object_)
        if issue is not None and said[0].left_edge.idx > issue.start:
            issue = trimmed(document.view, Span(issue.start, min(issue.end, (as_ or said)[0].left_edge.idx)))
        return issue, stance
    return None, "for"


def _by_frame(document: Document, head: Token, frame: PositionFrame) -> Span | None:
    children = list(head.children)
    if frame.shape == "obj":
        obj = next(iter(clauses.objects(head)), None)
        if obj is None and (doing := clauses.first_child(head, "xcomp")) is not None and doing.tag_ == "VBG":
            return phrase_of(document, doing, clause=True)  # "favours lifting the ban"
        if obj is None or obj.tag_ == "PRP" or obj.tag_ in RELATIVE_PRONOUNS:
            return None
        return phrase_of(document, obj)
    if frame.shape == "felt":
        about = clauses.subject(head)
        return phrase_of(document, about) if about is not None and about.tag_ in NOUNS else None
    if frame.shape == "reason":
        return _reason(document, head, frame)
    if frame.shape == "pp":
        if "for" in frame.prepositions and (wished := _wished(document, head)) is not None:
            return wished
        for c in children:
            if c.dep_ in ("prep", "advmod", "prt") and c.text.casefold() not in frame.prepositions:
                c = next((g for g in c.children if g.dep_ == "prep"), c)  # "pulled out [of]"
            if c.dep_ in ("prep", "agent") and c.text.casefold() in frame.prepositions:
                if c.i < head.i and (c.i == 0 or c.is_sent_start):
                    continue  # "For that reason, Peru pushes for talks"
                if c.text.casefold() in LEAVING and clauses.first_child(head, "dobj") is not None:
                    return None  # "withdrew its troops from the city"
                if c.text.casefold() in ("on", "upon") and head.text.casefold() in word_list("calling"):
                    day = clauses.first_child(c, "pobj")
                    return (
                        None
                        if day is None or day.text.casefold() in word_list("calendar")
                        else _asked(document, head, c)
                    )
                obj = next((g for g in c.children if g.dep_ in ("pobj", "pcomp")), None)
                if obj is not None:
                    return phrase_of(document, obj)
        return None
    if frame.shape in ("inf", "obj_inf"):
        has_object = any(c.dep_ in ("dobj", "dative") for c in children)
        verb = next(
            (c for c in children if c.dep_ in ("xcomp", "ccomp", "advcl", "acl") and c.i > head.i and _infinitive(c)),
            None,
        )
        if verb is None or (frame.shape == "inf" and has_object and head.tag_ in VERBS_AND_MODALS):
            return None
        return phrase_of(document, verb, clause=True)
    if frame.shape == "clause":
        verb = next((c for c in children if c.dep_ in ("ccomp", "acl", "relcl") and c.i > head.i and _that(c)), None)
        if (
            verb is not None
            and verb.dep_ == "relcl"
            and any(c.tag_ == "WDT" and c.dep_ == "dobj" for c in verb.children)
        ):
            return None  # "the demands that Chad must meet"
        if verb is not None and head.text.casefold() in word_list("facts_or_demands") and not _demands(verb):
            return None  # "insisted that it was late"
        return phrase_of(document, verb, clause=True) if verb is not None else None
    verb = next((c for c in children if c.dep_ in ("ccomp", "advcl", "xcomp") and c.i > head.i), None)
    return phrase_of(document, verb, clause=True) if verb is not None else None


def _reason(document: Document, verb: Token, frame: PositionFrame) -> Span | None:
    """ "thanked Peru for [its help]", "slammed the king for [meddling]": what somebody is praised or criticised for."""
    whom = clauses.first_child(verb, "dobj")
    if whom is None or document.index(MENTION_INDEX).mention(whom) is None:
        return None  # "praised the plan for a truce"
    for c in (*whom.children, *verb.children):
        if c.dep_ == "prep" and c.i > whom.i and c.text.casefold() in frame.prepositions:
            what = clauses.first_child(c, "pobj", "pcomp")
            if what is not None and any(g.tag_ == "WP" for g in (what, *what.children) if g.i > c.i):
                return phrase_of(document, whom)  # "praised Roe for what he called patient work"
            if what is not None and what.tag_ != "PRP":
                return phrase_of(document, what, clause=what.tag_ in VERBS)
    return None


def _wished(document: Document, head: Token) -> Span | None:
    """ "called for [Chad to open its border]"."""
    for c in head.children:
        mark = clauses.first_child(c, "mark") if c.i > head.i and c.dep_ in ("advcl", "ccomp", "xcomp", "acl") else None
        if mark is not None and mark.text.casefold() == "for" and _infinitive(c):
            whole = phrase_of(document, c, clause=True)
            start = mark.idx + len("for ")
            return Span(start, whole.end) if whole is not None and whole.end > start else None
    return None


def _asked(document: Document, verb: Token, preposition: Token) -> Span | None:
    """ "called on both sides to stop": what they are called on to do."""
    for here in (verb, preposition, *preposition.children):
        for c in here.children:
            if c.i > preposition.i and c.dep_ in ("xcomp", "advcl", "acl", "relcl") and _infinitive(c):
                return phrase_of(document, c, clause=True)
    return None


def _infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.text.casefold() == "to" for c in verb.children)


def _demands(verb: Token) -> bool:
    """Whether a clause is a demand: "that it be dropped", "that it should be dropped"."""
    words = [verb, *(c for c in verb.children if c.dep_ in ("aux", "auxpass", "cop"))]
    return words[0].tag_ == "VB" or any(
        w.text.casefold() in word_list("demanding_auxiliaries") or w.text.casefold() == "be" for w in words
    )


def _relatives(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.tag_ in RELATIVE_PRONOUNS]


def _that(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in verb.children)


def phrase_of(document: Document, head: Token, *, clause: bool = False) -> Span | None:
    """The phrase of an issue, without articles, marks and what is told beside it."""
    span = subtree_span(head) if clause else _noun_phrase(head)
    if span is None:
        return None
    sentence = document.sentence_at(head.idx)
    start, end = max(span.start, sentence.start), min(span.end, sentence.end)
    if end - start > LONG:
        cut = document.view.rfind(" ", start, start + LONG)
        end = cut if cut > start else start + LONG
    end = max(end, _owned(document, Span(start, end)))
    view = document.view
    end = uncut(document, Span(start, end)).end
    while start < end and view[start] in MARKS:
        start += 1
    while end > start and view[end - 1] in MARKS + ",.;([":
        end -= 1
    for article in ("the ", "a ", "an ", "that "):
        if view[start:end].casefold().startswith(article):
            start += len(article)
            break
    return trimmed(view, Span(start, end)) if end > start else None


def uncut(document: Document, issue: Span) -> Span:
    """An issue that the parser ends at a hyphen, to the end of the word: "re[-election]", "de[-escalation]"."""
    end, view = issue.end, document.view
    while view[end : end + 1] in HYPHENS and view[end + 1 : end + 2].isalpha():
        last = document.token_at(end + 1)
        if last is None or last.idx + len(last.text) <= end:
            break
        end = last.idx + len(last.text)
        if last.tag_ in VERBS and last.i + 1 < len(last.doc):  # "should re[-evaluate its policy]"
            end = max(end, last.right_edge.idx + len(last.right_edge.text))
    return Span(issue.start, end)


def _owned(document: Document, span: Span) -> int:
    """Where a phrase ends that the parser left at its possessive: "Russia's [unprovoked, unjust and illegal war]"."""
    words = document.tokens_in(span)
    if not words or words[len(words) - 1].tag_ != "POS":
        return span.end
    last = words[len(words) - 1]
    end = span.end
    for t in last.doc[last.i + 1 : min(last.sent.end, last.i + 9)]:
        if t.tag_ in NOUNS:
            end = t.idx + len(t.text)
        elif end > span.end or t.tag_ not in OWNED:
            break
    return end


def _noun_phrase(head: Token) -> Span:
    """The noun phrase with an infinitive or participle that belongs to it ("a plan to share the river").

    Of a verb in -ing also what it shares with the next: "protecting [and preserving the river]".
    """
    span = noun_phrase(head)
    for c in head.children:
        further = c.dep_ == "acl" or (c.dep_ == "relcl" and clauses.infinitive(c))
        shared = c.dep_ == "conj" and head.tag_ in VERBS and c.tag_ in VERBS and c.i <= head.i + 3
        if c.i > head.i and (further or (shared and clauses.first_child(head, "dobj") is None)):
            last = c.right_edge
            span = Span(span.start, max(span.end, last.idx + len(last.text)))
    for c in clauses.conjuncts(head)[1:]:
        of = next((g for g in c.children if g.text.casefold() == "of"), None)
        if of is not None and c.idx < span.end:  # "the deal and the lifting [of the embargo]"
            span = Span(span.start, max(span.end, noun_phrase(of).end))
    but = next((c for c in head.children if c.dep_ == "cc" and c.text.casefold() == "but" and c.i > head.i), None)
    return span if but is None else Span(span.start, min(span.end, but.idx))


def other(stance: Stance) -> Stance:
    return "for" if stance == "against" else "against"


def given_up(word: Token) -> bool:
    """Whether a denied opposition leaves none: "no longer opposes", "is not against"."""
    gone = any(c.text.casefold() in ("longer", "anymore") for c in word.children)
    return gone or word.text.casefold() == "against"


def spared(document: Document, issue: Span) -> Span | None:
    """What a clause would not have: "to avoid [a war]", "to keep Chad from [leaving]"; None of other clauses."""
    words = [t for t in document.tokens_in(issue) if not t.is_punct and not t.is_space]
    head = head_of(words) if words else None
    if head is not None and head.tag_ in VERBS and (barred := _barred(head)) is not None:
        whole = phrase_of(document, barred, clause=True)
        return Span(whole.start, min(whole.end, issue.end)) if whole is not None and whole.start < issue.end else None
    if head is None or head.tag_ not in VERBS:
        return None
    if (undone := _undone(head)) is not None:
        whole = phrase_of(document, undone, clause=True)
        return Span(whole.start, min(whole.end, issue.end)) if whole is not None and whole.start < issue.end else None
    if head.text.casefold() not in word_list("position_turning"):
        return None
    object_ = clauses.first_child(head, "dobj")
    whole = phrase_of(document, object_) if object_ is not None and object_.tag_ in NOUNS else None
    return Span(whole.start, min(whole.end, issue.end)) if whole is not None and whole.start < issue.end else None


def _undone(verb: Token) -> Token | None:
    """What is not done: "criticised for failing to [protect them]"."""
    if verb.text.casefold() not in word_list("issue_hesitating"):
        return None
    below = clauses.first_child(verb, "xcomp")
    return below if below is not None and below.i > verb.i and clauses.infinitive(below) else None


def _barred(verb: Token) -> Token | None:
    """What somebody is kept from: "to prevent Chad from [leaving]", "to stop the rebels [taking the city]"."""
    if verb.text.casefold() not in word_list("position_barring"):
        return None
    for c in (*verb.children, *(g for o in clauses.objects(verb) for g in o.children)):
        if c.dep_ == "prep" and c.text.casefold() == "from" and c.i > verb.i:
            return clauses.first_child(c, "pcomp")
    return None


def somebody(document: Document, issue: Span) -> bool:
    """Whether an issue is nothing but somebody's name or description: "Chad", "the rebels"."""
    with_article = Span(max(issue.start - len("the "), 0), issue.end)
    return any(
        m.span.covers(issue) or (m.end == issue.end and m.start <= issue.start + len("the "))
        for m, _ in document.mentions_in(with_article)
    )


def factual(document: Document, cue: Token, issue: Span) -> bool:
    """Whether nothing is at issue: "rejected the reports", "declined to comment", "accepted the invitation"."""
    words = [t for t in document.tokens_in(issue) if not t.is_punct and not t.is_space]
    head = head_of(words) if words else None
    if head is None:
        return False
    low = head.text.casefold()
    if cue.text.casefold() in word_list("silent"):
        return head.tag_ in VERBS and low in word_list("remarks_of_silence")
    return low in word_list("courtesy_objects") or (low in word_list("fact_claims") and cue.tag_ in VERBS)


def namelessness(document: Document, issue: Span) -> bool:
    """Whether a clause is of a source that is not to be known: "asked not [to be named]"."""
    words = [t for t in document.tokens_in(issue) if not t.is_punct and not t.is_space]
    head = head_of(words) if words else None
    if head is None or head.tag_ != "VBN" or head.text.casefold() not in word_list("naming"):
        return False
    return clauses.infinitive(head) and (
        is_denied(head) or head.head.text.casefold() in word_list("fact_negating_verbs")
    )


def denied_itself(document: Document, issue: Span) -> bool:
    words = [t for t in document.tokens_in(issue) if not t.is_punct and not t.is_space]
    head = head_of(words) if words else None
    return head is not None and head.tag_ in VERBS_AND_MODALS and is_denied(head)
