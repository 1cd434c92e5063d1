"""The view: the text as the reader's tools see it, character for character at the same offsets.

Boilerplate, left-over markup and long runs of marks become blanks, hard-wrapped lines are joined, and a text in
capitals or a headline in title case is given the case it would have had, so that spaCy's models, which learnt from
mixed case, can read it. No character moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.language.headlines import lower_headlines
from communique.language.truecase import truecase
from communique.model import Report, Span
from communique.sources.dateline import find_dateline

BLOCK_TAG = re.compile(r"</?(?:p|br|div|li|ul|ol|h[1-6]|tr|table|blockquote)\b", re.I)  # ``<br/>`` ends a paragraph
BLANK_LINE = re.compile(r"\n[ \t\r\f\v]*\n\s*")
# No report has so many signs in a row without a letter, each of which would be a token; those at the ends may be a stop
# and quotation marks.
MARKS = re.compile(r"(?<=[\W_]{5})[\W_]{200,}(?=[\W_]{5})")
SIGN = re.compile(r"\S")
WIDTH = 90  # hard-wrapped lines are no longer than a terminal or a telex was wide
OTHER_BREAKS = {"\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u00a0": " ", "\t": " "}


def view(report: Report) -> str:
    """The view of a report's text; it has exactly the text's length."""
    text = report.text.translate(_BREAKS)
    pieces: list[str] = []
    at = 0
    for span in sorted(report.boilerplate):
        if span.end <= at:
            continue
        start = max(span.start, at)
        pieces.append(text[at:start])
        pieces.append(_blank(text[start : span.end]))
        at = span.end
    pieces.append(text[at:])
    pieces = [MARKS.sub(lambda run: SIGN.sub(" ", run[0]), "".join(pieces))]
    seen = _join_lines("".join(pieces).replace("\r\n", " \n").replace("\r", "\n"))
    return lower_headlines(truecase(_end_dateline(report, seen)))


def _end_dateline(report: Report, seen: str) -> str:
    """A line's end for what ends the dateline, so that no sentence begins with a place and a date."""
    line = find_dateline(report.text, report.boilerplate)
    if line is None or line.span.end > len(seen) or not line.span.of(seen).rstrip():
        return seen
    last = line.span.start + len(line.span.of(seen).rstrip()) - 1
    if seen[last] not in "-–—―":
        last += 1
        if line.place is None or last >= len(seen) or seen[last] != " ":
            return seen
    return seen[:last] + "\n" + seen[last + 1 :]


_BREAKS = str.maketrans(OTHER_BREAKS)


def _blank(cut: str) -> str:
    """Blanks of the same length; a block's tag and a line's end stay an end of paragraph."""
    if len(cut) >= 2 and (BLOCK_TAG.match(cut) or "\n" in cut):
        return "\n\n" + " " * (len(cut) - 2)
    return " " * len(cut)


def _join_lines(text: str) -> str:
    """Line breaks inside hard-wrapped paragraphs become blanks; other line breaks stay."""
    pieces: list[str] = []
    at = 0
    for gap in [*BLANK_LINE.finditer(text), None]:
        end = gap.start() if gap else len(text)
        block = text[at:end]
        pieces.append(block.replace("\n", " ") if _wrapped(block) else block)
        if gap:
            pieces.append(gap.group())
            at = gap.end()
    return "".join(pieces)


def _wrapped(block: str) -> bool:
    """Whether the lines of a block are one paragraph cut at a margin.

    They are if every line but the last is about as long as the longest (a word more would not have fitted) or ends
    without the end of a sentence, and none is longer than a telex line.
    """
    lines = block.split("\n")
    if len(lines) < 2:
        return False
    longest = max(map(len, lines))
    if longest > WIDTH:
        return False
    body = [line.rstrip() for line in lines[:-1]]
    broken = sum(bool(line) and line[-1] not in '.!?:;"”' for line in body)
    return broken >= 0.6 * len(body) and sum(len(line) > longest * 0.6 for line in body) >= 0.5 * len(body)


def paragraphs(text: str) -> Iterator[Span]:
    """Paragraphs of a view: lines that are not blank, since wrapped lines have been joined."""
    at = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            start = at + line.index(stripped[0])
            yield Span(start, start + len(stripped))
        at += len(line) + 1
