"""Boxes of text on pages -> paragraphs in the order of reading: columns, running heads, hyphens at line ends.

A gutter that hardly any line crosses parts columns, and lines across it part what is above from what is below (after
the recursive cuts of Nagy and Seth 1984). Lines at the margin of a page that other pages have too are running heads.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from communique.sources.article import one_line

LONGEST_WORD = 100
"""Letters of a word that a line's end may part."""
LARGER = 1.18
"""How much larger than a page's usual letters those of a title are, at least."""
MARGIN = 0.09
"""Share of a page's height at its top and bottom where running heads stand."""
HYPHENS = ("\x02", "\ufffe", "\xad", "-", "‐")
# "12", "- 12 -", "Page 1 of 3", "Seite 2", "2/9"
BARE_NUMBER = re.compile(
    r"\W*(?:(?:page|seite|página|pagina|p\.|pg\.|s\.)\s*)?\d{1,4}(?:\s*(?:of|von|de|di|van|sur|/)\s*\d{1,4})?\W*", re.I
)
LAST_WORD = re.compile(r"([\w'’]+)[\x02\ufffe\xad‐-]+$")
FIRST_WORD = re.compile(r"[\w'’]+")


class Box(NamedTuple):
    """Text on one line, in points from the page's lower left corner."""

    left: float
    bottom: float
    right: float
    top: float
    text: str

    @property
    def height(self) -> float:
        """How tall its letters are, about."""
        return self.top - self.bottom


class PageText(NamedTuple):
    """The text of pages."""

    blocks: list[list[str]]
    """Its paragraphs, each of the lines as printed."""
    paragraphs: list[str]
    """The same with lines joined and hyphens mended."""
    pages: list[tuple[int, int]]
    """The page on which each paragraph begins, from 1, and the number of the paragraph."""
    title: str | None
    """The largest line on the first page."""


def without_heads(pages: list[list[Box]], sizes: list[tuple[float, float]]) -> list[list[Box]]:
    """The pages without lines at their margins that other pages have too, and without bare page numbers there.

    Of a document of one or two pages also without lines there in smaller letters than the text's, or above its title.
    """
    heights = sorted(box.height for boxes in pages for box in boxes)
    small = 0.87 * heights[len(heights) // 2] if heights and len(pages) < 3 else 0.0
    above = _title_line(pages[0]) if pages and len(pages) < 3 else None
    keys: Counter[str] = Counter()
    for boxes, (_, height) in zip(pages, sizes, strict=True):
        keys.update({_key(box.text) for box in boxes if _at_margin(box, height)})
    least = max(2, len(pages) // 3)
    return [
        [
            box
            for box in boxes
            if not (
                _at_margin(box, height)
                and (
                    keys[_key(box.text)] >= least
                    or box.height < small
                    or (above is not None and box in pages[0] and box.bottom > above.top)
                    or BARE_NUMBER.fullmatch(box.text)
                )
            )
        ]
        for boxes, (_, height) in zip(pages, sizes, strict=True)
    ]


def _title_line(boxes: list[Box]) -> Box | None:
    """The line in the largest letters, where they are larger than the usual ones: the first of them."""
    heights = sorted(b.height for b in boxes)
    if len(heights) < 3 or heights[-1] < LARGER * heights[len(heights) // 2]:
        return None
    return max((b for b in boxes if b.height > 0.9 * heights[-1]), key=lambda b: b.bottom)


def _key(text: str) -> str:
    return re.sub(r"\d+", "#", text).strip().casefold()


def _at_margin(box: Box, height: float) -> bool:
    return box.bottom > (1 - MARGIN) * height or box.top < MARGIN * height


def _in_order(boxes: list[Box], depth: int = 0) -> list[list[Box]]:
    """The columns of a region in the order in which they are read, each a list of lines from top to bottom."""
    gutter = _gutter(boxes) if depth < 6 else None
    if gutter is None:
        return [sorted(boxes, key=lambda b: (-b.bottom, b.left))] if boxes else []
    across = sorted((b for b in boxes if b.left < gutter < b.right), key=lambda b: -b.bottom)
    rest = [b for b in boxes if not b.left < gutter < b.right]
    columns: list[list[Box]] = []
    for line in [*across, None]:
        band = [b for b in rest if line is None or b.bottom > line.bottom]
        rest = [b for b in rest if line is not None and b.bottom <= line.bottom]
        for side in ([b for b in band if b.right <= gutter], [b for b in band if b.left >= gutter]):
            columns += _in_order(side, depth + 1)
        if line is not None:
            if columns and columns[-1] and columns[-1][-1] in across:
                columns[-1].append(line)
            else:
                columns.append([line])
    return columns


def _gutter(boxes: Sequence[Box]) -> float | None:
    """Where columns part: an upright line with many lines on both sides that few cross."""
    if len(boxes) < 8:
        return None
    best: tuple[int, float] | None = None
    lefts = Counter(round(b.left / 4) * 4 for b in boxes)
    for edge, many in lefts.items():
        if many < 3:
            continue
        place = edge - 4.0
        left = sum(b.right <= place + 2 for b in boxes)
        right = sum(b.left >= place for b in boxes)
        across = sum(b.left < place < b.right for b in boxes)
        if left >= 3 and right >= 3 and across <= 0.2 * len(boxes) and _side_by_side(boxes, place):
            score = across * 4 - min(left, right)
            if best is None or score < best[0]:
                best = score, place
    return best[1] if best else None


def _side_by_side(boxes: Sequence[Box], place: float) -> bool:
    """Whether lines on both sides stand at the same height, as those of columns do; an indent has none beside it."""
    left = [b for b in boxes if b.right <= place + 2]
    right = [b for b in boxes if b.left >= place]
    low, high = (
        max(min(b.bottom for b in left), min(b.bottom for b in right)),
        min(max(b.top for b in left), max(b.top for b in right)),
    )
    shared = [sum(low <= b.bottom <= high for b in side) for side in (left, right)]
    wide = all(max(b.right - b.left for b in side) > 60 for side in (left, right))
    return wide and min(shared) >= 3


def arranged(pages: list[list[Box]]) -> PageText:
    """The paragraphs of pages, a list of boxes each."""
    words = Counter(
        word.casefold() for boxes in pages for box in boxes for word in re.findall(r"[\w'’]+(?:-[\w'’]+)*", box.text)
    )
    blocks: list[list[Box]] = []
    starts: list[tuple[int, int]] = []
    for number, boxes in enumerate(pages, start=1):
        first = True
        for column in _in_order(boxes):
            for n, block in enumerate(_blocks(column)):
                on = n == 0 and bool(blocks) and _goes_on(blocks[-1], block)
                if first:
                    starts.append((number, len(blocks) - on))
                if on:
                    blocks[-1] += block
                else:
                    blocks.append(block)
                first = False
    printed = [[box.text for box in block] for block in blocks]
    title = _largest(pages[0]) if pages else None
    return PageText(printed, [joined(block, words) for block in printed], starts, title)


def _blocks(column: list[Box]) -> list[list[Box]]:
    """The paragraphs of a column: parted by space, by an indent, by another size of letters."""
    if not column:
        return []
    heights = sorted(b.height for b in column)
    usual = heights[len(heights) // 2] or 1.0
    step = _step(column, usual)
    right = max(b.right for b in column)
    lefts = Counter(round(b.left) for b in column)
    left = lefts.most_common(1)[0][0]
    blocks = [[column[0]]]
    for above, line in pairwise(column):
        gap = above.bottom - line.bottom
        ended = above.text.rstrip()[-1:] in ".?!:”\"'’)"
        new = (
            gap > 1.35 * step * max(1.0, min(above.height, line.height) / usual)
            or abs(above.height - line.height) > 0.25 * usual
            or (line.left - left > 0.7 * usual and abs(above.left - left) < 3 and ended)
            or (ended and above.right < right - 0.25 * (right - left))
        )
        if new:
            blocks.append([line])
        else:
            blocks[-1].append(line)
    return blocks


def _step(column: Sequence[Box], usual: float) -> float:
    """How far the lines of a paragraph stand apart: the usual one of the small steps, since with short paragraphs the
    steps between these are as many."""
    steps = sorted(a.bottom - b.bottom for a, b in pairwise(column) if a.bottom - b.bottom >= 0.8 * usual)
    if not steps:
        return usual * 1.2
    low = steps[len(steps) // 10]
    small = [step for step in steps if step <= 1.25 * low]
    return small[len(small) // 2]


def _goes_on(before: Sequence[Box], after: Sequence[Box]) -> bool:
    """Whether a paragraph goes on over the end of a column or page: its last line has no end, and the next begins small
    or that line is as wide as its column and in the same letters."""
    last, first = before[-1].text.rstrip(), after[0].text.lstrip()
    if last.endswith(HYPHENS):
        return True
    if re.search(r"[.?!:][”\"'’)]*$", last):
        return False
    if first[:1].islower():
        return True
    alike = abs(before[-1].height - after[0].height) < 0.1 * after[0].height
    full = len(before) > 1 and before[-1].right > max(b.right for b in before) - before[-1].height
    return alike and full and last[-1:] not in "”\"'’)" and first[:1].isalpha()


def joined(lines: Sequence[str], words: Counter[str]) -> str:
    """A paragraph's lines as one. A hyphen at a line's end goes where the whole word stands elsewhere in the document,
    or where neither it nor the word with its hyphen does."""
    text = ""
    for line in lines:
        if not text:
            text = line
            continue
        begin = max(0, len(text) - LONGEST_WORD)  # not all of it: a paragraph may have a thousand lines
        head, tail = LAST_WORD.search(text, begin), FIRST_WORD.match(line)
        if head and tail and tail[0][:1].islower():
            whole, parted = f"{head[1]}{tail[0]}".casefold(), f"{head[1]}-{tail[0]}".casefold()
            kept = words[parted] > words[whole]
            text = text[: head.end(1)] + ("-" if kept else "") + line
        else:
            text = (
                f"{text.rstrip()} {line}"
                if not text.endswith(HYPHENS)
                else re.sub(r"[\x02\ufffe\xad]$", "-", text) + line
            )
    return one_line(re.sub(r"[\x02\ufffe]", "-", text).replace("\xad", "")) or ""


def _largest(boxes: Sequence[Box]) -> str | None:
    """The lines in the largest letters of a page, where they are larger than its usual ones."""
    if len(boxes) < 3:
        return None
    heights = sorted(b.height for b in boxes)
    usual, largest = heights[len(heights) // 2], heights[-1]
    if largest < LARGER * usual:
        return None
    lines = sorted((b for b in boxes if b.height > 0.9 * largest), key=lambda b: -b.bottom)
    title = one_line(" ".join(b.text for b in lines[:4]))
    return title if title and 8 <= len(title) <= 250 else None
