"""Quotation marks of all kinds, paired; multi-paragraph quotations; marks that are missing.

A mark is opening or closing by its own form (“ ” « » „) or, for straight ones, by the characters beside it. Then each
paragraph is walked once:

* an opening mark while a quotation is open means that the closing one was lost: the quotation ends where a paragraph,
  or the sentence before the new mark, ends;
* a closing mark with none open means that the opening one was lost: the quotation begins with the sentence;
* a quotation open at the end of a paragraph goes on in the next one only if that begins with an opening mark (the
  printers' rule for quotations of several paragraphs); otherwise it ends there. So no lost mark swallows a report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from communique.model.span import Span


class Quotation(msgspec.Struct, frozen=True):
    """The characters between two quotation marks; a lost mark leaves ``opened`` or ``closed`` false."""

    start: int
    end: int
    opened: bool = True
    closed: bool = True
    continues: bool = False
    """Whether the quotation goes on in the next paragraph's."""

    @property
    def span(self) -> Span:
        """Its characters."""
        return Span(self.start, self.end)


OPENING = "“«„‟❝〝"
CLOSING = "”»❞〞"
# ``he said: "Yes.``  ``(“a``  `` ''yes'' ``: doubled apostrophes and backquotes are marks of old wires.
MARK = re.compile(r"[“”«»„‟❝❞〝〞\"＂]|``|''|‘|’(?![^\W\d_])|(?<![\w’])'(?=\w)|(?<=[\w.,!?])'(?!\w)")
PLURAL = re.compile(r"s['’] [a-z]")
"""The end of a plural possessive: ``ministers' letters``."""
SINGLE = "‘’'"
SENTENCE_END = re.compile(r"[.!?…]['’”\")\]]*\s+")  # ``done." He``
OPEN, CLOSE = 1, -1


def quotations(text: str, paragraphs: list[Span]) -> tuple[Quotation, ...]:
    """All quotations of a text, in order, none overlapping another. ``paragraphs`` are those of the text.

    Quotations in single marks count only where the text has single marks that pair within a paragraph and no double
    mark around them (the British habit); an apostrophe never opens or closes one. Where all double marks of a paragraph
    stand inside single ones, those are the outer ones.
    """
    found: list[Quotation] = []
    carried = False
    for number, paragraph in enumerate(paragraphs):
        marks = list(_marks(text, paragraph))
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        carried = _walk(text, paragraph, marks, carried, following, found)
    return tuple(found)


def _marks(text: str, paragraph: Span) -> Iterator[tuple[int, int, int]]:
    """(start, end, OPEN or CLOSE) of every double mark, and of single marks that pair outside double ones."""
    double: list[tuple[int, int, int]] = []
    single: list[tuple[int, int, int]] = []
    for m in MARK.finditer(text, paragraph.start, paragraph.end):
        mark = m.group()
        if mark in SINGLE:
            single.append(
                (m.start(), m.end(), OPEN if mark == "‘" or (mark == "'" and _opens(text, m, paragraph)) else CLOSE)
            )
        elif mark in OPENING:
            double.append((m.start(), m.end(), OPEN))
        elif mark in CLOSING:
            double.append((m.start(), m.end(), CLOSE))
        else:
            double.append((m.start(), m.end(), OPEN if _opens(text, m, paragraph) else CLOSE))
    if not double:
        yield from _paired(text, single)
        return
    outer = list(_paired(text, single))
    spans = list(zip(outer[::2], outer[1::2], strict=True))
    around = bool(spans) and all(_ends_clause(text, shut[0]) for _, shut in spans)
    if around and all(any(a[1] <= d[0] and d[1] <= b[0] for a, b in spans) for d in double):
        yield from outer  # 'They said, "No," and left,' he told us
        return
    yield from _continental(text, double)


def _continental(text: str, marks: list[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Marks with the sense that they have in „German“ and »Danish« texts."""
    low = False
    inward = next((text[start + 1 : end + 1].strip() != "" for start, end, _ in marks if text[start] in "«»"), False)
    inward = inward and next(text[start] for start, _, _ in marks if text[start] in "«»") == "»"
    for start, end, kind in marks:
        mark = text[start]
        if mark == "“" and low:
            kind = CLOSE
        elif mark in "«»" and inward:
            kind = OPEN if mark == "»" else CLOSE
        low = mark == "„" or (low and kind == OPEN)
        yield start, end, kind


def _ends_clause(text: str, at: int) -> bool:
    """Whether punctuation stands before a mark, as it does before one that closes what somebody said."""
    return text[at - 1 : at] in (",", ".", "!", "?", "…")


def _paired(text: str, single: list[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Single marks that stand as opening and closing one after the other; lone ones are apostrophes.

    So is the mark of a plural possessive where another one closes: ‘The ministers’ letters were lost,’ he said.
    """
    opening: tuple[int, int, int] | None = None
    for n, mark in enumerate(single):
        if mark[2] == OPEN:
            opening = opening or mark
        elif opening is not None:
            following = single[n + 1] if n + 1 < len(single) else None
            if following is not None and following[2] == CLOSE and PLURAL.search(text, mark[0] - 1, mark[1] + 2):
                continue
            yield opening
            yield mark
            opening = None


def _opens(text: str, mark: re.Match[str], paragraph: Span) -> bool:
    """Whether a straight mark opens: a blank or bracket before it and none behind it."""
    before = text[mark.start() - 1] if mark.start() > paragraph.start else " "
    after = text[mark.end()] if mark.end() < paragraph.end else " "
    if after.isspace():
        return False
    return before.isspace() or before in "([{—–-/" or (before in ",:;" and not after.isspace())


def _walk(
    text: str,
    paragraph: Span,
    marks: list[tuple[int, int, int]],
    carried: bool,
    following: Span | None,
    found: list[Quotation],
) -> bool:
    """Add a paragraph's quotations to ``found``; true if the last one goes on in the next paragraph."""
    opened_at: int | None = None
    floor = paragraph.start
    for start, end, kind in marks:
        if kind == OPEN:
            if opened_at is not None:
                _add(found, text, opened_at, _last_sentence_end(text, opened_at, start), closed=False)
            opened_at = end
        elif opened_at is not None:
            _add(found, text, opened_at, start)
            opened_at = None
        elif text[start] in '"＂' and text[start - 1 : start].isdigit():
            continue  # inches: ``a 5" gun``
        else:
            begin = _sentence_start(text, floor, start)
            _add(found, text, begin, start, opened=carried and begin == paragraph.start)
        floor = end
        carried = False
    if opened_at is None:
        return False
    goes_on = following is not None and _begins_with_opening(text, following)
    _add(found, text, opened_at, paragraph.end, closed=goes_on, continues=goes_on)
    return goes_on


def _add(
    found: list[Quotation],
    text: str,
    start: int,
    end: int,
    *,
    opened: bool = True,
    closed: bool = True,
    continues: bool = False,
) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append(Quotation(start, end, opened, closed, continues))


def _begins_with_opening(text: str, paragraph: Span) -> bool:
    head = text[paragraph.start : paragraph.end].lstrip()[:2]
    return bool(head) and (head[0] in OPENING + '"‘＂' or head in ("``", "''"))


def _last_sentence_end(text: str, start: int, limit: int) -> int:
    """Where a quotation without a closing mark ends: with its first sentence, but not behind ``limit``."""
    m = SENTENCE_END.search(text, start, limit)
    return m.end() if m else limit


def _sentence_start(text: str, floor: int, mark: int) -> int:
    """Where a quotation without an opening mark begins: with the sentences that the closing mark ends.

    Sentences before the mark's own belong to it only if nothing but the quotation can hold them: we take one.
    """
    begin = floor
    for m in SENTENCE_END.finditer(text, floor, mark):
        if m.end() < mark and text[m.end() : mark].strip():
            begin = m.end()
    while begin < mark and text[begin].isspace():
        begin += 1
    return begin
