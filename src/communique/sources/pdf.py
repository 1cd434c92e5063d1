"""PDF with a text layer -> its text: the lines of each page and what the document says of itself, as PDFium gives them.

What makes paragraphs of the lines is :mod:`communique.sources.pages`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from communique.errors import EmptyError, InputError, UnreadableError
from communique.sources.article import one_line
from communique.sources.pages import Box, arranged, without_heads

MOST_PAGES = 5_000
TALLEST = 200.0
"""Points of a line's height that a font may claim."""
WIDE = 1.6
"""How wide a gap in a line is, in heights of its letters, that none between two words is."""
# A line of PDFium's text: a word's hyphen at its end has no sign of a new line behind it
PRINTED = re.compile(r"[^\r\n\ufffe]*[^\s\ufffe][^\r\n\ufffe]*\ufffe?")
# What PDF writers leave in the title: "Microsoft Word - note.doc", "layout_7.indd"
NO_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint)|untitled|\(?(?:unspecified|anonymous)\)?"
    r"|.*\.(?:docx?|indd|qxd|pdf|rtf|pptx?|tex|dvi)$).*",
    re.I,
)


class PdfText(NamedTuple):
    """What a document holds."""

    blocks: list[list[str]]
    """Its paragraphs, each of the lines as printed."""
    paragraphs: list[str]
    """The same with lines joined and hyphens mended."""
    pages: list[tuple[int, int]]
    """The page on which each paragraph begins, from 1, and the number of the paragraph."""
    info: dict[str, str]
    title: str | None
    """As the document says, or its largest line on the first page."""


def read_pdf(data: bytes, source: str) -> PdfText:
    """The text of a document.

    Raises:
        UnreadableError: it is damaged or protected by a password.
        EmptyError: there is no text layer.
        InputError: PDFium is not installed, or there are too many pages.
    """
    try:
        import pypdfium2
    except ImportError as error:
        raise InputError(
            source,
            "PDF is read with pypdfium2, which is not installed",
            "Install communique[archives]; in its folder: pip install '.[archives]'",
        ) from error
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error) or "ecurity" in str(error):
            raise UnreadableError(source, "it is protected by a password", "Save it without one") from error
        raise UnreadableError(source, "the PDF is damaged", "Fetch it again") from error
    try:
        if len(document) > MOST_PAGES:
            raise InputError(source, f"it has more than {MOST_PAGES:,} pages", "Split it")
        sizes, pages = [], []
        for number in range(len(document)):
            size, boxes = _boxes(document, number, pypdfium2.PdfiumError)
            sizes.append(size)
            pages.append(boxes)
        info = _info(document, pypdfium2.PdfiumError)
    finally:
        document.close()
    if not any(pages):
        raise EmptyError(source, "there is no text layer in the PDF", "Run it through OCR first (ocrmypdf, say)")
    found = arranged(without_heads(pages, sizes))
    title = info.get("title")
    if not title or NO_TITLE.fullmatch(title):
        title = found.title
    return PdfText(found.blocks, found.paragraphs, found.pages, info, title)


def _boxes(document: Any, number: int, fault: type[Exception]) -> tuple[tuple[float, float], list[Box]]:
    """A page's size and its boxes; none for a page that cannot be read."""
    try:
        page = document[number]
        text = page.get_textpage()
        try:
            whole = text.get_text_range()
            if len(whole) == text.count_chars():
                return page.get_size(), _lines(_printed(text, whole))
            return page.get_size(), _lines(_by_rectangle(text))  # letters beyond Unicode's first plane
        finally:
            text.close()
            page.close()
    except fault:
        return (612.0, 792.0), []


def _printed(text: Any, whole: str) -> list[Box]:
    """The lines of a page as PDFium puts them together of its letters, parted where the page has a gap in them.

    What is drawn line by line across two columns is one line to PDFium. Only lines of several pieces are looked at.
    """
    lines = [match.span() for match in PRINTED.finditer(whole)]
    pieces = text.count_rects() > len(lines)
    found = []
    for begin, end in lines:
        line = whole[begin:end]
        start, stop = begin + len(line) - len(line.lstrip()), begin + len(line.rstrip())
        bottom, top = _font(text, {start, (start + stop) // 2, stop - 1} if pieces else {start})
        tall = top - bottom if 0 < top - bottom < TALLEST else 0.0
        for first, last in _parted(text, whole, start, stop, tall) if pieces else [(start, stop)]:
            left, low, right, high = text.get_charbox(first)
            if last - first > 1:
                right, left = max(right, text.get_charbox(last - 1)[2]), min(left, text.get_charbox(last - 1)[0])
            found.append(Box(left, bottom if tall else low, right, top if tall else high, whole[first:last]))
    return found


def _font(text: Any, letters: set[int]) -> tuple[float, float]:
    """Bottom and top of a line by its font, the same for "ace" and "Agf": that of the middle one of some letters, since
    a word may be set in another."""
    boxes = [text.get_charbox(letter, loose=True) for letter in letters]
    _, bottom, _, top = sorted(boxes, key=lambda box: box[3] - box[1])[len(boxes) // 2]
    return bottom, top


def _parted(text: Any, whole: str, start: int, stop: int, tall: float) -> list[tuple[int, int]]:
    """The parts of a line between wide gaps: wider than its letters are tall, or than its other gaps are."""
    blanks = [match.start() for match in re.finditer(r"(?<=\S) ", whole[start:stop])]
    gaps = []
    for blank in blanks:
        after = start + blank + 1
        while after < stop - 1 and whole[after] == " ":
            after += 1
        gaps.append((text.get_charbox(after)[0] - text.get_charbox(start + blank - 1)[2], start + blank, after))
    usual = sorted(gap for gap, _, _ in gaps)[len(gaps) // 2] if gaps else 0.0
    parts, begin = [], start
    for gap, end, after in gaps:
        if gap > WIDE * tall > 0 or (gap > 0.8 * tall > 0 and gap > 2.2 * usual):
            parts.append((begin, end))
            begin = after
    return [*parts, (begin, stop)]


def _by_rectangle(text: Any) -> list[Box]:
    """What stands in each of a page's rectangles, of which a line may have one or one a letter."""
    found = []
    for n in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(n)
        words = text.get_text_bounded(left, bottom, right, top).strip("\r\n")
        if words and not words.isspace():
            low, high = _letters(text, left, bottom, top)
            if "\n" in words or "\r" in words:
                words = re.sub(r"[\r\n]+", " ", words)
            found.append(Box(left, low, right, high, words))
    return found


def _letters(text: Any, left: float, bottom: float, top: float) -> tuple[float, float]:
    """Bottom and top of a line by its font, the same for "ace" and "Agf"; by its ink where the font does not tell."""
    for step in (0.5, 6.0, 12.0):  # a quotation mark has no ink at the middle of its line
        letter = text.get_index(left + step, (bottom + top) / 2, 3, 3)
        if letter is not None:
            _, low, _, high = text.get_charbox(letter, loose=True)
            if 0.7 * (top - bottom) <= high - low < TALLEST:
                return low, high
    return bottom, top


def _lines(boxes: Sequence[Box]) -> list[Box]:
    """Boxes that stand side by side on one line, closely, as one."""
    lines: list[Box] = []
    for box in sorted(boxes, key=lambda b: (-round(b.bottom / 3), b.left)):
        for n in range(len(lines) - 1, max(-1, len(lines) - 12), -1):
            line = lines[n]
            overlap = min(line.top, box.top) - max(line.bottom, box.bottom)
            gap = box.left - line.right
            if overlap > 0.5 * min(line.height, box.height) and -2 < gap < 0.6 * max(line.height, box.height):
                words = _without_shared(line.text, box.text) if gap < 0 else box.text
                blank = "" if gap < 0.12 * box.height or line.text.endswith(" ") or box.text.startswith(" ") else " "
                usual = max(line, box, key=lambda b: len(b.text))  # a letter of another font may be taller
                lines[n] = Box(
                    line.left, usual.bottom, max(line.right, box.right), usual.top, line.text + blank + words
                )
                break
        else:
            lines.append(box)
    return [line._replace(text=one_line(line.text.replace("\x02", "\x02")) or "") for line in lines]


def _without_shared(before: str, after: str) -> str:
    """The second of two boxes without the letters at the edge that both were given: letters set closely overlap."""
    for many in range(min(5, len(before), len(after)), 1, -1):
        if before.endswith(after[:many]):
            return after[many:]
    return after


def _info(document: Any, fault: type[Exception]) -> dict[str, str]:
    try:
        told = document.get_metadata_dict(skip_empty=True)
    except fault:
        return {}
    found = {str(name).lower(): one_line(str(value)) or "" for name, value in told.items()}
    return {name: value for name, value in found.items() if value and value != "(unspecified)"}
