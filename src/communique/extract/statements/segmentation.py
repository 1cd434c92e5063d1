"""Statements that one sentence tells one after another: "said talks had failed, adding that", "said X and warned Y"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.extract.statements.cue_classes import find_cue
from communique.knowledge import cues, plover
from communique.knowledge.cues import Cue
from communique.knowledge.plover import EventRule
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.document import Attribution, Document
from communique.language.phrases import trimmed
from communique.language.tags import BARE_VERBS, SINGULAR_VERBS, SINGULAR_VERBS_AND_ING, VERBS, VERBS_AND_MODALS
from communique.language.tree import Token
from communique.model import Span

SPLIT_OFF = 0.9  # of the confidence of the whole: what a part behind another cue keeps

KNOWN = 0.5  # confidence from which a cue that the lexicon does not know is one
SELDOM = 0.3  # strength of a frame up to which a deed with the same verb is likelier

BARELY = 0.1  # strength of a frame up to which a verb of words seldom has a noun

SURE = 0.75  # strength from which a verb behind a comma begins a statement of its own


def attributes(document: Document, cue: Sequence[Span]) -> bool:
    """Whether the words of a cue can attribute at all: "referring to a 2012 accord" is told, not said."""
    if not cue:
        return True
    tokens = [t for s in cue for t in document.tokens_in(s)]
    if (
        tokens[-1:]
        and tokens[-1].text.casefold() == "as"
        and tokens[-1].i
        and tokens[-1].nbor(-1).text.casefold() in word_list("nicknaming")
    ):
        return False  # "also known as the Belfast Agreement"
    found, at = find_cue(document, tokens)
    return found is None or at is None or at.text.casefold() not in word_list("references")


def tells(document: Document, a: Attribution) -> bool:
    """Whether an attribution tells words, thoughts or wishes, and no deed: "recalled [its envoy]", "signed [a deal]".

    A deed is a verb that the lexicon of acts claims for its object and that lexicon of cues does not know, or knows to
    say something of a noun seldom. A word that no lexicon knows has to be sure. What
    bids the reader think or look is no saying either.
    """
    if not a.cue or document.in_quotation(min(a.content[0].start + 1, a.content[0].end - 1)):
        return True
    tokens = [t for s in a.cue for t in document.tokens_in(s)]
    cue, at = find_cue(document, tokens)
    verb = at if cue is not None else next((t for t in reversed(tokens) if t.tag_ in VERBS), None)
    if verb is not None and _bidding(document, a, verb):
        return False
    if verb is None or verb.tag_ not in VERBS:
        return cue is not None or a.confidence >= KNOWN
    inside = (o for o in clauses.children(verb, "dobj") if any(c.start <= o.idx < c.end for c in a.content))
    object_ = next(inside, None)
    if object_ is not None and (cue is None or (cue.pos == "verb" and _seldom(cue))):
        rules = [word.rule for word in plover.verbs(verb.text) if not word.rest]
        named = any(_of_a_noun(rule, object_) for rule in rules)
        if named or (cue is None and rules):
            return False
    if object_ is not None and cue is not None and _strikes(cue, verb, object_):
        return False
    return cue is not None or a.confidence >= KNOWN


def _strikes(cue: Cue, verb: Token, object_: Token) -> bool:
    """Whether a verb that may be of words or of weapons is of weapons: "attacked the embassy", not "the plan"."""
    frame = cue.frame("np")
    if cue.attitude != "evaluation" or frame is None or frame.strength > BARELY:
        return False
    if any(
        c.dep_ == "prep" and c.text.casefold() in ("as", "for", "over") for t in (verb, object_) for c in t.children
    ):
        return False  # "attacked the premier for his silence"
    claims = [word.rule for word in plover.verbs(verb.text) if not word.rest and word.rule.type == "ACCUSE"]
    return not any(_of_a_noun(rule, object_) for rule in claims)


def _bidding(document: Document, a: Attribution, verb: Token) -> bool:
    """Whether the verb bids the reader do something: "[Consider] that they never met", "And [note] how he smiled"."""
    if verb.tag_ not in BARE_VERBS or clauses.subject(verb) is not None:
        return False
    sentence = document.sentence_at(verb.idx)
    if any(sentence.overlaps(source) for source in a.source):
        return False
    before = document.tokens_in(Span(sentence.start, verb.idx))
    return all(t.tag_ in ("CC", "RB", "UH", ",") for t in before)


def _seldom(cue: Cue) -> bool:
    frame = cue.frame("np")
    return cue.attitude == "communication" and (frame is None or frame.strength <= SELDOM)


def _of_a_noun(rule: EventRule, object_: Token) -> bool:
    """Whether a rule of acts asks for this noun as the verb's object."""
    low = [object_.text.casefold()]
    return any(c.place == "obj" and not c.negated and plover.in_class(c.nouns, low) for c in rule.conditions)


def split(document: Document, a: Attribution) -> Iterator[Attribution]:
    """The attribution, its content cut where the same source goes on with another verb of saying, and that one too."""
    a = _verb_alone(document, without_labels(document, within_reach(document, a)))
    last = a.content[-1]
    if not a.cue or a.content[0].start < a.cue[0].start:
        yield a
        return
    cue_head = document.token_at(a.cue[-1].end - 1)
    if cue_head is None:
        yield a
        return
    at = next((t for t in document.tokens_in(last) if _goes_on(document, t, last, cue_head)), None)
    if at is None:
        yield _cut(document, a, cue_head)
        return
    first = at.i - 1 if at.nbor(-1).text.casefold() in ("and", "but") else at.i
    before = trimmed(document.view, Span(last.start, document.syntax[first].idx))
    cue = Span(at.idx, at.idx + len(at.text))
    after = trimmed(document.view, Span(cue.end, last.end))
    if before is None or after is None:
        yield a
        return
    yield Attribution(a.source, a.cue, (*a.content[:-1], before), a.confidence, a.by)
    yield from split(document, Attribution(a.source, (cue,), (after,), round(a.confidence * SPLIT_OFF, 3), a.by))


def _verb_alone(document: Document, a: Attribution) -> Attribution:
    """The attribution with the cue's verb only where that says it all: "reaffirmed [their support for the plan]"."""
    if not a.cue or not a.content or not 0 <= a.content[0].start - a.cue[-1].end <= 1:
        return a
    tokens = document.tokens_in(a.cue[-1])
    own = next(
        (t for t in tokens if t.tag_ == "PRP$" and t.i > tokens[0].i and t.nbor(-1).tag_ in VERBS - {"VBN"}), None
    )
    cue = cues.verb(own.nbor(-1).text) if own is not None else None
    if own is None or cue is None or cue.strength < SURE:
        return a
    said = own.nbor(-1)
    nouns = [noun for t in tokens if t.i > own.i and (noun := cues.noun(t.text)) is not None]
    if cue.strength < 1 and any(cues.brings(said.text, noun) for noun in nouns):
        return a  # "expressed his doubts over": the noun says it
    shorter = Span(a.cue[-1].start, said.idx + len(said.text))
    longer = Span(own.idx, a.content[0].end)
    return Attribution(a.source, (*a.cue[:-1], shorter), (longer, *a.content[1:]), a.confidence, a.by)


def _cut(document: Document, a: Attribution, cue_head: Token) -> Attribution:
    """The attribution without another deed of its source: "said [he was ill] and left", "... and expressed doubts"."""
    last = a.content[-1]
    if (end := _another_half(document, last, cue_head)) is not None:
        kept = trimmed(document.view, Span(last.start, end))
        return Attribution(a.source, a.cue, (*a.content[:-1], kept), a.confidence, a.by) if kept else a
    other = next(
        (
            t
            for t in document.tokens_in(last)
            if t.dep_ == "conj" and t.head == cue_head and t.tag_ in SINGULAR_VERBS and not document.in_quotation(t.idx)
        ),
        None,
    )
    if other is None or other.idx - last.start < 10:
        return a
    joint = next((c for c in cue_head.children if c.dep_ == "cc" and last.start < c.idx < other.idx), None)
    if joint is None or cue_head.tag_ != other.tag_ or any(c.dep_ in ("nsubj", "nsubjpass") for c in other.children):
        return a
    kept = trimmed(document.view, Span(last.start, joint.idx))
    return Attribution(a.source, a.cue, (*a.content[:-1], kept), a.confidence, a.by) if kept else a


def _another_half(document: Document, content: Span, cue_head: Token) -> int | None:
    """Where somebody else's half of the same clause begins: "with Oslo urging [a ban] and Lima opposing it"."""
    above = {cue_head.i, *(t.i for t in cue_head.ancestors)}
    for t in document.tokens_in(content):
        if t.tag_ == "VBG" and t.dep_ == "conj" and t.head.i in above and any(c.dep_ == "nsubj" for c in t.children):
            joint = next((c for c in t.head.children if c.dep_ == "cc" and content.start < c.idx < t.idx), None)
            return joint.idx if joint is not None else None
    return None


def _goes_on(document: Document, token: Token, content: Span, cue_head: Token) -> bool:
    """ ", reiterating that ...", or a finite verb of saying co-ordinated with the cue's own."""
    if token.tag_ not in SINGULAR_VERBS_AND_ING or token.idx - content.start < 10 or document.in_quotation(token.idx):
        return False
    cue = cues.verb(token.text)
    if cue is None or cue.attitude != "communication" or cue.strength < SURE or token.i + 2 >= len(document.syntax):
        return False
    if token.tag_ == "VBG":
        loose = token.dep_ in ("advcl", "xcomp", "acl", "conj", "dep", "pcomp", "prep")
        return loose and token.nbor(-1).text == ","
    return bool(token.dep_ == "conj" and token.head == cue_head)


def within_reach(document: Document, a: Attribution) -> Attribution:
    """The attribution without parts that stand in other paragraphs than its cue and in no quotation marks."""
    if not a.cue:
        return a
    here = next((p for p in document.paragraphs if p.start <= a.cue[0].start < p.end), None)
    if here is None:
        return a
    kept = tuple(c for c in a.content if c.overlaps(here) or document.in_quotation(c.start))
    return a if not kept or len(kept) == len(a.content) else Attribution(a.source, a.cue, kept, a.confidence, a.by)


def without_labels(document: Document, a: Attribution) -> Attribution:
    """The attribution without labels of what is quoted: "Kenya on the talks: [“We will not go,”] the envoy said"."""
    kept = [c for c, following in zip(a.content, a.content[1:], strict=False) if not _is_label(document, c, following)]
    if len(kept) + 1 == len(a.content):
        return a
    return Attribution(a.source, a.cue, (*kept, a.content[-1]), a.confidence, a.by)


def _is_label(document: Document, content: Span, following: Span) -> bool:
    """Whether a part is words without a verb that end with a colon, outside the quotation that follows at once."""
    return (
        document.view[content.start : content.end].endswith(":")
        and not document.view[content.end : following.start].strip()
        and not document.in_quotation(content.end - 1)
        and document.in_quotation(following.start + 1)  # with or without its mark
        and all(t.tag_ not in VERBS_AND_MODALS for t in document.tokens_in(content))
    )


def join_continued(document: Document, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions, with the paragraphs of a quotation that nobody claimed given to whoever said the others.

    A quotation of several paragraphs opens in each of them and closes in the last: "“One. “Two. “Three,” she said".
    """
    joined = list(found)
    chain: list[Span] = []
    for q in document.quotations:
        chain.append(q.span)
        if q.continues:
            continue
        if len(chain) > 1:
            _join(joined, chain)
        chain = []
    return tuple(joined)


def _join(found: list[Attribution], chain: Sequence[Span]) -> None:
    owner = next((n for n, a in enumerate(found) if any(c.overlaps(s) for c in a.content for s in chain)), None)
    free = [s for s in chain if not any(c.overlaps(s) for a in found for c in a.content)]
    if owner is not None and free:
        a = found[owner]
        found[owner] = Attribution(a.source, a.cue, tuple(sorted([*a.content, *free])), a.confidence, a.by)
