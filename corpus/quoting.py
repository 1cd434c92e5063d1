"""Words of the text, quoted in a table: `{agreed to reopen the crossing}`, `{the meeting}#2`, `{said on … crossing}`.

A quotation leads to one place of the text, or it is refused: words that stand there more than once carry the number of
their occurrence, or several, or `#all`. Whole words only; any white space is as good as any other, and typographic
quotation marks are as good as straight ones. Three dots between spaces, or `…`, stand for what lies between the first
words and the last.
"""

from __future__ import annotations

import re
from typing import NamedTuple

QUOTED = re.compile(r"\{([^{}]*)\}(?:#([0-9]+(?:,[0-9]+)*|all))?")  # "{the meeting}", "{it}#2", "{it}#1,3", "{it}#all"
GAP = re.compile(r"\s*…\s*|\s+\.\.\.\s+")  # "{met … in Vienna}"
FOLDED = str.maketrans("“”„‘’`", "\"\"\"'''")
CONTEXT = 18  # characters shown on each side of an occurrence


class Found(NamedTuple):
    start: int
    end: int


class QuoteError(ValueError):
    """Words that are not in the text, or are there more than once."""


def spans_of(field: str, text: str) -> list[Found]:
    """The places of all quotations in a field; raises QuoteError where one leads nowhere or anything else stands."""
    rest = QUOTED.sub("", field).strip()
    if rest or not field.strip():
        raise QuoteError(f"expected words of the text in braces, '{{the meeting}}' or '{{the meeting}}#2': {field!r}")
    return [found for m in QUOTED.finditer(field) for found in find(m.group(1), m.group(2), text)]


def span_of(field: str, text: str) -> Found:
    """The place of the one quotation in a field."""
    spans = spans_of(field, text)
    if len(spans) != 1:
        raise QuoteError(f"expected one quotation, not {len(spans)}: {field!r}")
    return spans[0]


def find(quoted: str, numbers: str | None, text: str) -> list[Found]:
    """Where the words stand; ``numbers`` are their occurrences, counted from 1 ("2", "1,3"), or "all"."""
    if not quoted.strip():
        raise QuoteError("the braces '{}' hold no words")
    found = occurrences(quoted, text)
    if not found:
        raise QuoteError(f"the words {{{quoted}}} are not in the text{_near(quoted, text)}")
    if numbers is None and len(found) > 1:
        listed = "; ".join(f"#{i} “{_context(f, text)}”" for i, f in enumerate(found, 1))
        raise QuoteError(f"{{{quoted}}} stands {len(found)} times in the text; write which: {listed}")
    if numbers is None or numbers == "all":
        return found
    chosen = [int(n) for n in numbers.split(",")]
    if not all(1 <= n <= len(found) for n in chosen):
        raise QuoteError(f"{{{quoted}}}#{numbers}: the words stand {len(found)} times in the text")
    return [found[n - 1] for n in chosen]


def occurrences(quoted: str, text: str) -> list[Found]:
    """All places where the words stand, in order; with a gap, where each first part begins."""
    folded = text.translate(FOLDED)
    found = [Found(m.start(), m.end()) for m in re.finditer(_pattern(quoted), folded)]
    if found or not GAP.search(quoted):
        return found
    head, *_, tail = GAP.split(quoted.strip())
    if not head or not tail:
        return []
    out = []
    last = re.compile(_pattern(tail))
    for first in re.finditer(_pattern(head), folded):
        behind = last.search(folded, first.end())
        if behind and "\n\n" not in folded[first.end() : behind.start()]:
            out.append(Found(first.start(), behind.end()))
    return out


def _pattern(words: str) -> str:
    parts = [re.escape(part) for part in words.translate(FOLDED).split()]
    before = r"(?<!\w)" if words.strip()[0].isalnum() else ""
    behind = r"(?!\w)" if words.strip()[-1].isalnum() else ""
    return before + r"\s+".join(parts) + behind


def _context(found: Found, text: str) -> str:
    start, end = max(0, found.start - CONTEXT), min(len(text), found.end + CONTEXT)
    return " ".join(text[start:end].split())


def _near(quoted: str, text: str) -> str:
    """What helps to find the slip: another case, or how far the words do stand there."""
    folded, parts = text.translate(FOLDED), quoted.translate(FOLDED).split()
    if re.search(r"\s+".join(map(re.escape, parts)), folded, re.IGNORECASE):
        return "; but for capitals or word limits they are"
    for length in range(len(parts) - 1, 1, -1):
        if re.search(r"\s+".join(map(re.escape, parts[:length])), folded):
            return f"; the first {length} of them are, up to {parts[length - 1]!r}"
    return ""
