"""Where contents of the tagger begin and end, mended by sentences and parse; quotations end with their marks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from communique.knowledge import cues
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.document import Attribution, Document
from communique.language.phrases import noun_phrase, trimmed
from communique.language.tags import (
    COMMON_NOUNS,
    NOMINALS,
    PARTICIPLES,
    PREPOSITIONS,
    RELATIVE_PRONOUNS,
    VERBS,
    VERBS_AND_MODALS,
)
from communique.language.tree import Token
from communique.model import Span

SUBJECT = frozenset(("nsubj", "nsubjpass", "expl"))
AUXILIARY = frozenset(("advmod", "aux", "auxpass", "neg"))
OPENING = frozenset(("cc", "mark", "preconj"))
"""Relations of words that open what is cut off: "and", "that"."""
HALF = frozenset(("amod", "compound", "det", "nmod", "nummod", "poss", "quantmod"))
"""Relations of words that stand before the noun of a phrase."""
SENTENCE_ENDS = ".!?…"
MARKS = "\"”’'»"
LOOSE = 4  # words that are taken off an end at most
LONGEST = 240  # characters that a clause cut off may add


def with_edges(document: Document, a: Attribution) -> Attribution:
    """The attribution, with contents that begin and end where phrases, clauses and sentences do."""
    if not a.cue or not a.content:
        return a
    content = _begun(document, a, _alone(document, a, _without_asides(document, a)))
    taken = [*a.source, *a.cue]
    mended: list[Span] = []
    for n, part in enumerate(content):
        limit = min([s.start for s in (*taken, *content[n + 1 :]) if s.start >= part.end], default=len(document.view))
        part = _pointed(document, a, part, alone=len(content) == 1)
        mended.append(_ended(document, part, limit, a) if n + 1 == len(content) else part)
    return a if tuple(mended) == a.content else Attribution(a.source, a.cue, tuple(mended), a.confidence, a.by)


def _without_asides(document: Document, a: Attribution) -> Sequence[Span]:
    """The contents without what the speaker did meanwhile: "[Turning to trade], she said [it grew]"."""
    cue = {t.i for s in a.cue for t in document.tokens_in(s)}
    kept = [c for c in a.content if not _aside(document, c, cue)]
    return kept or a.content


def _alone(document: Document, a: Attribution, content: Sequence[Span]) -> Sequence[Span]:
    """The contents without another's words that end right before a quotation: "“No.” [“Yes,”] she said"."""
    first = content[0]
    inside = [q for q in document.quotations_near(first.start, first.end) if q.start - 1 >= first.start]
    for before, own in pairwise(inside):
        between = document.view[before.end : own.start]
        if (
            not any(c.isalnum() for c in between)
            and "\n" not in between
            and " " in between
            and document.view[before.end - 1] in SENTENCE_ENDS
            and own.end <= first.end
            and first.end <= a.cue[0].start
        ):
            return (Span(own.start - 1, first.end), *content[1:])
    return content


def _begun(document: Document, a: Attribution, content: Sequence[Span]) -> Sequence[Span]:
    """The contents with the beginning of the clause that the cue brings: "said [they have no plan of] going"."""
    first, cue = content[0], a.cue[-1]
    verb = next((t for t in reversed(document.tokens_in(cue)) if t.tag_ in VERBS), None)
    clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None) if verb is not None else None
    if clause is None or first.start <= cue.end or document.in_quotation(first.start):
        return content
    opens = [c.left_edge for c in clause.children if c.i < clause.i and c.dep_ in SUBJECT | {"mark"}]
    start = min((t.idx for t in opens), default=first.start)
    right = clause.right_edge
    inside = start < first.start < right.idx + len(right.text) and start >= cue.end
    if not inside or any(s.start < first.start and start < s.end for s in (*a.source, *a.cue)):
        return content
    return (Span(start, first.end), *content[1:])


def _aside(document: Document, part: Span, cue: set[int]) -> bool:
    tokens = [t for t in document.tokens_in(part) if not t.is_punct and not t.is_space]
    if not tokens or document.in_quotation(part.start) or tokens[0].tag_ not in PARTICIPLES:
        return False
    first = tokens[0]
    return (
        first.dep_ in ("advcl", "ccomp") and first.head.i in cue and not any(c.dep_ in SUBJECT for c in first.children)
    )


def _pointed(document: Document, a: Attribution, part: Span, *, alone: bool) -> Span:
    """What a relative pronoun stands for where that is all of a content: "the raid, [which] Chad denied"."""
    tokens = document.tokens_in(part)
    if not alone or len(tokens) != 1 or tokens[0].tag_ not in RELATIVE_PRONOUNS:
        return part
    noun = clauses.antecedent(tokens[0])
    if noun is None or noun.i > tokens[0].i:
        return part
    phrase = noun_phrase(noun)
    whole = Span(phrase.start, min(phrase.end, part.start))
    found = trimmed(document.view, whole)
    return part if found is None or any(found.overlaps(s) for s in (*a.source, *a.cue)) else found


def _ended(document: Document, part: Span, limit: int, a: Attribution) -> Span:
    """A content that ends in no half of a phrase, clause or sentence; ``limit`` is where something else begins."""
    if document.in_quotation(part.end - 1) or document.view[part.end - 1] in MARKS:
        return part
    cue = {t.i for s in a.cue for t in document.tokens_in(s)}
    part = _in_whole_sentences(document, part, a.cue[-1].start)
    part = _before_next_deed(document, _before_main_verb(document, part, a), cue)
    part = _before_occasion(document, part, cue)
    for _ in range(LOOSE):
        tokens = [t for t in document.tokens_in(part) if not t.is_punct and not t.is_space]
        if len(tokens) < 2 or (tokens[-1].head.i in cue and tokens[-1].dep_ != "cc"):
            return part
        end = _end(document, tokens, limit)
        if end is None:
            return part
        found = trimmed(document.view, Span(part.start, end))
        if found is None:
            return part
        if found.end >= part.end:
            return found
        part = found
    return part


def _in_whole_sentences(document: Document, part: Span, cue: int) -> Span:
    """Without the beginning of another sentence than the cue's: "the road was open. [Of that]"."""
    number = document.sentence_number(part.end - 1)
    if number in (document.sentence_number(part.start), document.sentence_number(cue)):
        return part
    last = document.sentence_at(part.end - 1)
    rest = document.view[part.end : last.end]
    quoted = any(document.in_quotation(t.idx) for t in document.tokens_in(part))
    if quoted or not any(c.isalnum() for c in rest) or last.start <= part.start:
        return part
    return trimmed(document.view, Span(part.start, last.start)) or part


def _before_main_verb(document: Document, part: Span, a: Attribution) -> Span:
    """Without what the clause goes on with: "a warning [that it would close] was ignored"."""
    if a.cue[-1].end > part.start:
        return part
    cue = document.tokens_in(a.cue[-1])
    head = next((t for t in cue if t.tag_ in COMMON_NOUNS or (t.tag_ in VERBS and t.dep_ in ("acl", "relcl"))), None)
    if head is None:
        return part
    noun = head if head.tag_ in COMMON_NOUNS else head.head
    main = noun.head
    if noun.dep_ not in SUBJECT or not part.start < main.idx < part.end or main.i < head.i:
        return part
    first = min([main, *(c for c in main.children if head.i < c.i < main.i and c.dep_ in AUXILIARY)], key=lambda t: t.i)
    return trimmed(document.view, Span(part.start, first.idx)) or part


def _before_next_deed(document: Document, part: Span, cue: set[int]) -> Span:
    """Without what the speaker did next: "said [the mines would reopen] and then flew to Lima"."""
    for t in document.tokens_in(part):
        if t.dep_ != "conj" or t.tag_ != "VBD" or t.head.i not in cue or any(c.dep_ in SUBJECT for c in t.children):
            continue
        joint = next((c for c in t.head.children if c.dep_ == "cc" and t.head.i < c.i < t.i), None)
        if joint is not None and joint.idx > part.start:
            return trimmed(document.view, Span(part.start, joint.idx)) or part
    return part


def _before_occasion(document: Document, part: Span, cue: set[int]) -> Span:
    """Without the occasion on which it was said, at the end of it: "said [it was a trap] in a speech to envoys"."""
    if not any(
        t.tag_ in VERBS and (known := cues.verb(t.text)) and known.attitude == "communication"
        for t in _at(document, cue)
    ):
        return part
    tokens = document.tokens_in(part)
    for t in tokens[2:]:
        noun = clauses.first_child(t, "pobj") if t.dep_ == "prep" and t.text.casefold() in ("during", "in") else None
        if noun is None or noun.text.casefold() not in word_list("occasions_of_speech"):
            continue
        told = t.head.tag_ in VERBS_AND_MODALS or t.head.i in cue
        behind = [b for b in tokens if b.i > t.right_edge.i and not b.is_punct]
        if told and len(behind) <= LOOSE and all(b.dep_ in ("det", "npadvmod") for b in behind) and _one(noun):
            return trimmed(document.view, Span(part.start, t.idx)) or part
    return part


def _one(noun: Token) -> bool:
    return any(c.tag_ == "DT" for c in noun.children)


def _at(document: Document, numbers: set[int]) -> list[Token]:
    return [document.syntax[i] for i in sorted(numbers)]


def _end(document: Document, tokens: Sequence[Token], limit: int) -> int | None:
    """Where a content should end instead, before or behind its end; None where it ends well."""
    last = tokens[-1]
    above = last.head
    if (object_ := _lacking(last)) is not None:
        right = object_.right_edge
        end = right.idx + len(right.text)
        return end if last.tag_ in PREPOSITIONS and end <= limit and end - last.idx < LONGEST else last.idx
    if above.i <= last.i:
        return _joint(document, last, tokens, limit)
    if above.i > last.i and last.dep_ in HALF and above.idx < limit and _near(document, last, above):
        return above.idx + len(above.text)  # "against the oils and fats [tax]"
    if last.dep_ in SUBJECT and above.i > last.i and _inside(above, tokens):
        right = above.right_edge
        end = right.idx + len(right.text)
        if _goes_on(above) and end <= limit and end - last.idx < LONGEST:
            return end  # "some breaches that he [hoped would end]"
    if last.dep_ in SUBJECT | OPENING and above.i > last.i:
        return last.left_edge.idx  # "to give up power, or so it [seems]"
    return None


def _goes_on(verb: Token) -> bool:
    """Whether a clause cannot be left out: a relative one, or that of a comparison ("worse than [he had feared]")."""
    than = any(c.dep_ == "mark" and c.text.casefold() == "than" for c in verb.children)
    return verb.tag_ in VERBS_AND_MODALS and (verb.dep_ == "relcl" or than)


def _joint(document: Document, last: Token, tokens: Sequence[Token], limit: int) -> int | None:
    """Behind the noun that an "and" joins, or before the "and" of something else."""
    if last.dep_ != "cc":
        return None
    joined = next((c for c in last.head.children if c.dep_ == "conj" and c.i > last.i), None)
    if joined is not None and joined.tag_ in NOMINALS and last.head.tag_ in NOMINALS and joined.i - last.i <= LOOSE:
        end = noun_phrase(joined).end
        governs = joined.right_edge.i + 1 < len(document.syntax) and joined.right_edge.nbor().tag_ in VERBS_AND_MODALS
        if end <= limit and last.head.i >= tokens[0].i and not governs:
            return end
    return last.idx


def _lacking(last: Token) -> Token | None:
    """What a preposition at the end of a content should bring: "food from [the port]", "a step, given [his age]"."""
    if last.dep_ != "prep" or not (last.tag_ in PREPOSITIONS or last.tag_ in VERBS):
        return None
    return next((c for c in last.children if c.i > last.i and c.dep_ in ("pobj", "pcomp")), None)


def _inside(verb: Token, tokens: Sequence[Token]) -> bool:
    return tokens[0].i <= verb.head.i <= tokens[-1].i


def _near(document: Document, last: Token, noun: Token) -> bool:
    """Whether a noun ends the phrase that a word begins, with nothing between them but words of the phrase."""
    return noun.i - last.i <= LOOSE and not any(
        t.is_punct or t.tag_ in VERBS for t in document.syntax[last.i + 1 : noun.i]
    )
