"""Text to wordpieces: what the encoder reads, and where each piece stands in the text."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from communique.language.attribution.standins import StandIns
from communique.model.span import Span

PARAGRAPH = 1  # the vocabulary's [unused0] stands for a paragraph break

# One or more line ends with nothing but blanks between them: "\n", "\r\n\r\n", "\n \n".
LINE_ENDS = re.compile(r"(?:\r\n|[\n\r\v\f\u0085\u2028\u2029])(?:[ \t\u00a0]*(?:\r\n|[\n\r\v\f\u0085\u2028\u2029]))*")

WIDEST_WRAP = 110  # text broken into lines by a typewriter, a wire or an e-mail has no longer lines
NARROWEST_WRAP = 40
CAPITALS = 0.6  # from this share of capitals among its letters on, a paragraph's capitals tell nothing
TOGETHER = 20_000  # characters that the tokenizer is given at once
FEWEST_LETTERS = 12  # below it a paragraph is too short for such a judgement ("NATO:")


@dataclass(frozen=True)
class Pieces:
    """The wordpieces of one text, in order.

    ``ids`` int32 [n] vocabulary numbers, ``start`` and ``end`` int32 [n] code point offsets into the text, ``capital``
    int8 [n] whether the piece begins with a capital that means something.
    """

    ids: npt.NDArray[np.int32]
    start: npt.NDArray[np.int32]
    end: npt.NDArray[np.int32]
    capital: npt.NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.ids)

    def part(self, first: int, last: int) -> Pieces:
        """Pieces ``first`` up to and without ``last``; offsets still count in the whole text."""
        cut = slice(first, last)
        return Pieces(self.ids[cut], self.start[cut], self.end[cut], self.capital[cut])


def without_case(text: str) -> bool:
    """Whether capitals tell nothing in ``text``, as in "PRESIDENT OZAL SAID ON FRIDAY"."""
    upper = sum(map(str.isupper, text))
    lower = sum(map(str.islower, text))
    return upper + lower >= FEWEST_LETTERS and upper >= CAPITALS * (upper + lower)


def paragraphs(text: str, skip: Sequence[Span] = ()) -> list[Span]:
    """The paragraphs of ``text`` without those parts that ``skip`` covers.

    A line end ends a paragraph unless the line was broken only because the next word found no more room on it.
    """
    bounds = [0]
    lines = list(LINE_ENDS.finditer(text))
    width = _wrap_width(text, lines)
    for k, m in enumerate(lines):
        start = lines[k - 1].end() if k else 0
        following = text[m.end() : m.end() + WIDEST_WRAP].split(None, 1)
        room = width - (m.start() - start) - 1
        single = m.group() in {"\n", "\r\n", "\r"}
        if width and single and following and len(following[0]) > room and m.start() - start >= NARROWEST_WRAP // 2:
            continue
        bounds += [m.start(), m.end()]
    bounds.append(len(text))
    found = [Span(a, b) for a, b in zip(bounds[::2], bounds[1::2], strict=True) if b > a]
    return _without(found, skip) if skip else found


def _wrap_width(text: str, lines: Sequence[re.Match[str]]) -> int:
    """The width that lines were wrapped to, or 0 where a line is a paragraph."""
    starts = [0, *(m.end() for m in lines)]
    ends = [*(m.start() for m in lines), len(text)]
    lengths = [b - a for a, b in zip(starts, ends, strict=True)]
    widest = max(lengths)
    full = sum(n >= widest * 0.75 for n in lengths)
    return widest if NARROWEST_WRAP <= widest <= WIDEST_WRAP and full * 3 >= len(lengths) and full >= 3 else 0


def _without(found: Sequence[Span], skip: Sequence[Span]) -> list[Span]:
    holes = sorted((s.start, s.end) for s in skip if s.end > s.start)
    out = []
    k = 0
    for p in found:
        at = p.start
        while k and holes[k - 1][1] > p.start:
            k -= 1
        while k < len(holes) and holes[k][0] < p.end:
            if holes[k][0] > at:
                out.append(Span(at, holes[k][0]))
            at = max(at, holes[k][1])
            k += 1
        if at < p.end:
            out.append(Span(at, p.end))
    return out


def pieces(tokenizer: Tokenizer, text: str, skip: Sequence[Span] = (), stand_ins: StandIns | None = None) -> Pieces:
    """The wordpieces of ``text`` outside ``skip``, with a break between paragraphs.

    ``tokenizer`` neither truncates nor pads; ``stand_ins`` are read in the place of states' names, if given. Characters
    that it drops (NUL, controls, combining marks of no letter) have no piece; the offsets of the others still count
    every code point.
    """
    ids, start, end, capital = array("i"), array("i"), array("i"), array("b")
    for p in paragraphs(text, skip):
        flat = without_case(text[p.start : p.end])
        begun = False
        for part in _parts(text, p):
            shown, at = text[part.start : part.end], part.start
            read = tokenizer.encode(shown, add_special_tokens=False)
            found = read.ids
            if not found:
                continue
            if ids and not begun:
                ids.append(PARAGRAPH)
                start.append(end[-1])
                end.append(p.start)
                capital.append(0)
            begun = True
            offsets = read.offsets
            large = [b > a and shown[a].isupper() for a, b in offsets]
            if stand_ins is not None:
                found, offsets, large = stand_ins.put(found, offsets, large)
            ids.extend(found)
            start.extend([at + a for a, _ in offsets])
            end.extend([at + b for _, b in offsets])
            capital.extend([not flat and c for c in large])
    return Pieces(
        np.array(ids, np.int32), np.array(start, np.int32), np.array(end, np.int32), np.array(capital, np.int8)
    )


def _parts(text: str, paragraph: Span) -> Iterator[Span]:
    """A paragraph cut at blanks into parts of at most :data:`TOGETHER` characters, which changes no piece.

    What the tokenizer makes of a text takes a hundred times its room.
    """
    at = paragraph.start
    while paragraph.end - at > TOGETHER:
        cut = text.rfind(" ", at + 1, at + TOGETHER)
        cut = at + TOGETHER if cut < 0 else cut
        yield Span(at, cut)
        at = cut
    yield Span(at, paragraph.end)
