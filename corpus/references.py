"""Pronouns and definite descriptions: which of them nobody has resolved yet. Regular expressions, no parser.

Where a passage is complete (`kinds: all`), every pronoun is a mention of an actor, or its words stand under `nobody:`;
so does every definite description whose head is one of `HEADS`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.quoting import occurrences
from corpus.spans import PRONOUNS, words

Span = tuple[int, int]

HEADS = words(
    "administration administrations agency allies ally ambassador ambassadors authorities army bloc cabinet chair "
    "chairman chairwoman chancellor coalition colonel commander commission committee consul council counterpart "
    "counterparts countries country court delegate delegates delegation delegations demonstrators diplomat "
    "diplomats director embassy emir envoy envoys foundation general generals government governments governor "
    "guerrillas guest guests host hosts inspectors insurgents junta king kingdom lawmakers leader leaders "
    "leadership mediator mediators militants military militia minister ministers ministry monarch nation nations "
    "navy negotiator negotiators neighbour neighbours neighbor neighbors official officials opposition "
    "organisation organization parliament parties pope premier president presidents prince princess protesters "
    "queen rebels regime representative representatives republic secretary secretary-general senator senators "
    "separatists sides soldiers speaker spokesman spokesperson spokeswoman states sultan tribunal troops union "
    "visitor visitors"
)
DESCRIPTION = re.compile(  # "the two sides", "his Kenyan counterpart", "both countries"
    r"\b(?:the|this|that|these|those|both|either|neither|my|our|your|his|her|its|their)\s+"
    r"(?:(?!and\b|or\b|of\b|to\b|in\b|for\b|on\b|that\b|who\b|with\b|a\b|an\b|the\b)[\w’'-]+\s+){0,3}?"
    rf"(?P<head>(?:{'|'.join(sorted(HEADS, key=len, reverse=True))}))\b(?![’']?-)"
    rf"(?!\s+(?:{'|'.join(sorted(HEADS, key=len, reverse=True))})\b)",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
CONTRACTED = re.compile(r"[’'].*$")  # "we've", "it's"


def pronouns(text: str) -> Iterator[Span]:
    """Personal and possessive pronouns, reflexives too; "US" and "IT" in capitals are taken for names."""
    for m in WORD.finditer(text):
        word = CONTRACTED.sub("", m.group())
        if word.lower() in PRONOUNS - {"mine"} and word not in ("US", "IT"):
            yield m.start(), m.start() + len(word)


def unresolved(text: str, mentions: Sequence[Span], nobody: Sequence[Span]) -> Iterator[tuple[Span, str]]:
    """(span, "pronoun" or "description") of all that is neither a mention nor listed under nobody."""
    known = {tuple(m) for m in mentions} | {tuple(n) for n in nobody}
    for span in pronouns(text):
        grouped = any(start == span[0] and len(text[start:end].split()) == 2 for start, end in mentions)  # "you both"
        if span not in known and not grouped:
            yield span, "pronoun"
    for m in DESCRIPTION.finditer(text):
        head = m.span("head")
        if not any(start <= head[0] and head[1] <= end for start, end in (*mentions, *nobody)) and not any(
            start == _next(text, head[1]) for start, _ in mentions
        ):
            yield m.span(), "description"


def _next(text: str, position: int) -> int:
    """Where the next word begins: a title before a name is no description of its own."""
    return position + len(text[position:]) - len(text[position:].lstrip())


def quotation(span: Span, text: str) -> str:
    """How a table writes these words: `{it}#3`."""
    quoted = " ".join(text[span[0] : span[1]].split())
    found = occurrences(quoted, text)
    if len(found) < 2:
        return f"{{{quoted}}}"
    return f"{{{quoted}}}#{1 + [f.start for f in found].index(span[0])}"
