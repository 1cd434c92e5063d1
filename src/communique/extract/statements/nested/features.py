"""What can be told of a candidate without the network: short texts that hold or do not."""

from __future__ import annotations

from collections.abc import Iterator

from communique.extract.statements.cue_classes import find_cue
from communique.extract.statements.nested.nominals import brought
from communique.extract.statements.nested.shapes import NestedCandidate
from communique.knowledge import cues, states, titles
from communique.knowledge.nominals import nominals
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.document import Attribution, Document
from communique.language.tags import (
    COMMON_NOUNS,
    FINITE,
    OPENING_TAGS,
    PERSONAL_PRONOUNS,
    PROPER_NOUNS,
    RELATIVE_PRONOUNS,
    VERBS,
)
from communique.language.tree import Token
from communique.model import Span, hull

DEPTHS = 4  # steps in the tree that are told apart
WORDS = (2, 4, 8, 16, 32)
"""Numbers of words up to which contents are told apart."""
SHARES = (0.3, 0.6, 0.9)
ENDS = (
    "begins", "cut", "finite", "goes on", "last", "marks", "next", "one word", "preposition", "shape", "share", "words",
)  # fmt: skip
"""What the names of features begin with that tell where a content ends."""


def features(document: Document, c: NestedCandidate) -> set[str]:
    """All that holds of a candidate."""
    return {
        *_cue(c), *_verb(c), *_source(document, c), *_content(document, c), *_end(document, c),
        *_place(document, c),
    }  # fmt: skip


def _step(value: float, steps: tuple[float, ...]) -> int:
    return sum(value > s for s in steps)


def _cue(c: NestedCandidate) -> Iterator[str]:
    """The word, its shape, and how surely the lexicon takes it for words."""
    frame, shape = c.told.frame, f"{c.cue.pos} {c.told.shape}"
    yield f"pos:{c.cue.pos}"
    yield f"shape:{shape}"
    yield f"lemma:{c.cue.lemma}"
    yield f"cue:{round(c.cue.strength * 5)}"
    if frame is None:
        yield f"no frame:{shape}"
        yield f"act:{c.cue.act}"
    else:
        yield f"frame:{round(frame.strength * 5)}"
        yield f"frame:{shape} {_step(frame.strength, (0.3, 0.5, 0.7))}"
        yield f"act:{frame.act}"
        yield f"attitude:{frame.attitude} {shape}"
        if frame.preposition:
            yield f"preposition:{c.cue.pos} {frame.preposition}"
    yield f"cut:{c.cut} {c.told.shape}"
    if brought(c.token, c.cue):
        yield f"brought:{c.source.way}"


def _verb(c: NestedCandidate) -> Iterator[str]:
    """How the cue stands in its clause: mood, tense, negation, condition, and what it hangs on."""
    token = c.token
    verb = token if token.tag_ in VERBS else token.head if token.head.tag_ in VERBS else None
    yield f"tag:{token.tag_}"
    yield f"hangs:{c.cue.pos} {token.dep_}"
    kind = "own" if verb is token else "its"
    if verb is None:
        return
    if kind == "its":
        yield f"verb:{token.dep_} {'brings' if brought(token, c.cue) else 'cue' if cues.verb(verb.text) else 'other'}"
    for child in verb.children:
        low = child.text.casefold()
        if child.tag_ == "MD":
            group = "can" if low in word_list("possibility") else "would" if low in ("would", "'d", "’d") else "will"
            yield f"{kind} modal:{group}"
            if kind == "own":
                yield f"modal:{group} {c.told.shape}"
        elif child.tag_ == "TO" and child.i < verb.i:
            yield f"{kind} infinitive"
            yield f"infinitive:{verb.dep_} {c.told.shape}"
        elif child.dep_ == "neg":
            yield f"{kind} negated"
        elif child.dep_ == "mark" and child.i < verb.i:
            yield f"{kind} mark:{low if low in ('if', 'unless', 'because', 'that', 'as', 'while') else 'other'}"
        elif child.dep_ == "aux" and low in ("has", "have", "had", "'ve", "’ve"):
            yield f"{kind} perfect"
        elif child.dep_ == "auxpass":
            yield f"{kind} passive"
    above = verb.head
    if above is not verb:
        cue = cues.verb(above.text) if above.tag_ in VERBS else cues.noun(above.text)
        yield f"{kind} under:{verb.dep_} {cue.act if cue is not None else 'no cue'}"
        if above.text.casefold() in word_list("planning_cues"):
            yield f"{kind} under a plan"
    ends = word_list("position_denying") | word_list("issue_turning")
    if kind == "its" and verb.text.casefold() in ends:
        yield "ends"


def _source(document: Document, c: NestedCandidate) -> Iterator[str]:
    """Who would say it."""
    source = c.source
    kind = _who(source.head)
    yield f"way:{c.cue.pos} {source.way}"
    yield f"who:{kind}"
    yield f"who:{kind} {source.way}"
    yield f"who:{kind} {c.cue.pos}"
    if source.way == "outer":
        yield f"outer:{c.cue.lemma}"
        return
    if not c.part.covers(source.span):
        yield "source outside"
    gap = (c.token.i - source.head.i) if source.head is not None else 0
    yield f"source {'before' if gap > 0 else 'behind'}:{_step(abs(gap), (2, 5, 12))}"
    if source.head is not None and source.head.text.casefold() in ("i", "we"):
        hedges = c.token.text.casefold() in word_list("hedging")
        yield f"first person:{'hedge' if hedges else c.cue.pos} {document.in_quotation(c.token.idx)}"


def _who(head: Token | None) -> str:
    """What kind of word heads a source."""
    if head is None:
        return "nobody"
    low = head.text.casefold()
    if any(t.text.casefold() in word_list("anybody") for t in (head, *clauses.children(head, "det"))):
        return "anybody"
    if head.tag_ in PERSONAL_PRONOUNS:
        return f"pronoun {low}"
    if head.tag_ in RELATIVE_PRONOUNS:
        return "relative"
    if head.tag_ in PROPER_NOUNS:
        return "name"
    if states.by_demonym(head.text) is not None:
        return "demonym"
    if head.tag_ in COMMON_NOUNS:
        known = nominals().get(low)
        if known is not None:
            return f"noun {known.kind} {'plural' if known.plural else 'one'}"
        if low in word_list("telling_texts"):
            return "text"
        return "title" if titles.match([head.text], 0) is not None else "thing"
    return head.tag_


def _content(document: Document, c: NestedCandidate) -> Iterator[str]:
    """What would be said."""
    span = c.attribution.content[0]
    tokens = document.tokens_in(span)
    words = [t for t in tokens if t.text[:1].isalnum()]
    length = _step(len(words), WORDS)
    yield f"words:{length}"
    yield f"words:{c.cue.pos} {c.told.shape} {length}"
    if not words:
        return
    first = words[0].text.casefold()
    if words[0].tag_ in OPENING_TAGS:
        yield f"begins:{words[0].tag_} {c.told.shape}"
    if first in ("that", "to", "whether", "if", "what", "how"):
        yield f"begins:{first}"
    if len(words) == 1:
        yield f"one word:{words[0].tag_}"
    yield f"finite:{any(t.tag_ in FINITE for t in words)} {c.told.shape}"
    own, around = document.quotation_number(span.start), document.quotation_number(c.token.idx)
    yield f"marks:{own is not None and own != around} {around is not None}"
    if any(t.tag_ in COMMON_NOUNS and cues.noun(t.text) is not None for t in words[:3]):
        yield f"brings a cue:{c.told.shape}"


def _end(document: Document, c: NestedCandidate) -> Iterator[str]:
    """How the content ends: what its last word is, and what comes behind it."""
    span = c.attribution.content[0]
    tokens = document.tokens_in(span)
    if not len(tokens):
        return
    last = tokens[-1]
    yield f"last:{last.tag_}"
    if span.end >= c.part.end:
        yield f"next:end {c.cut}"
        return
    following = document.syntax[last.i + 1] if last.i + 1 < len(document.syntax) else None
    if following is None or following.is_sent_start:
        yield f"next:sentence {c.cut}"
        return
    yield f"next:{following.tag_} {c.cut}"
    yield f"next:{following.tag_} {c.told.shape}"
    if following.text == "," and following.i + 1 < len(document.syntax):
        yield f"next:, {following.nbor().tag_} {c.cut}"
    if document.in_quotation(last.idx) and document.in_quotation(following.idx):
        yield f"next:quoted {c.cut}"
    inside = following.head.i != following.i and c.told.content.start <= following.head.idx < span.end
    yield f"goes on:{following.dep_} {inside} {c.cut}"


def _place(document: Document, c: NestedCandidate) -> Iterator[str]:
    """Where in the words of another it stands, and how these are told."""
    span = hull([c.attribution.cue[0], c.attribution.content[0]])
    yield f"share:{_step(len(span) / max(1, len(c.part)), SHARES)}"
    lead = len(document.tokens_in(Span(c.part.start, min(c.attribution.cue[0].start, c.part.end))))
    yield f"lead:{_step(lead, (1, 3, 6, 12))}"
    depth, path, here = 0, [], c.token
    while here.head is not here and c.part.start <= here.head.idx < c.part.end and depth < DEPTHS:
        path.append(here.dep_)
        here = here.head
        depth += 1
    yield f"depth:{c.cue.pos} {depth}"
    yield f"path:{'>'.join(path[:3])}"
    yield f"top:{here.dep_}"
    yield f"quoted:{document.in_quotation(c.token.idx)}"
    act, lemma = _outer_cue(document, c.outer)
    yield f"outer act:{act}"
    yield f"outer act:{act} {c.cue.pos}"
    yield f"outer lemma:{lemma}"
    yield f"outer {c.outer.by}"
    yield f"genre:{document.report.genre}"


def _outer_cue(document: Document, outer: Attribution) -> tuple[str, str]:
    if not outer.cue:
        return "none", "none"
    cue, _ = find_cue(document, [t for s in outer.cue for t in document.tokens_in(s)])
    return ("unknown", "unknown") if cue is None else (cue.act, cue.lemma)
