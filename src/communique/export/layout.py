"""Lines of a page for the terminal: words with named styles, broken to a width, plain or coloured."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from communique.export.safe import cells

__all__ = ["Line", "Segment", "coloured", "wrapped"]

Segment = tuple[str, str]  # words, and the name of their style
Line = list[Segment]

_STYLES = {
    "title": "bold", "head": "bold cyan", "rule": "dim", "dim": "dim", "place": "dim cyan", "name": "bold",
    "cue": "italic", "good": "green", "bad": "red", "open": "yellow", "none": "dim", "": "",
}  # fmt: skip


def coloured(lines: Iterable[Line]) -> str:
    """The lines with ANSI escapes for their styles."""
    from rich.color import ColorSystem  # a page in a pipe needs no rich
    from rich.style import Style

    styles = {name: Style.parse(look) for name, look in _STYLES.items()}

    def shown(line: Line) -> str:
        while line and not line[-1][0].strip():
            line = line[:-1]
        return "".join(styles[style].render(words, color_system=ColorSystem.STANDARD) for words, style in line)

    return "".join(shown(line) + "\n" for line in lines)


def wrapped(body: Sequence[Segment], width: int, lead: str, hang: str, first: int = 0) -> Iterator[Line]:
    """The segments broken at blanks into lines of at most ``width`` columns of a terminal.

    ``lead`` stands before the first line, ``hang`` before the others; ``first`` columns of the first are taken already.
    A word wider than a line is cut.
    """
    line: Line = [(lead, "")] if lead else []
    used, empty = first + len(lead), True
    for gap, atom in _atoms(body):
        size = sum(cells(words) for words, _ in atom)
        if not empty and used + cells(gap[0]) + size > width:
            yield line
            line, used, empty = [(hang, "")], len(hang), True
        if not empty:
            line.append(gap)
            used += cells(gap[0])
        for words, style in atom:
            rest = words
            while len(rest) > 4 * width or used + cells(rest) > width:
                cut = max(0, min(width - used, len(rest)))
                while cut and used + cells(rest[:cut]) > width:
                    cut -= 1
                if not cut and used <= len(hang):
                    cut = 1  # a column narrower than the letter: let it stand out
                yield [*line, (rest[:cut], style)]
                line, used, rest = [(hang, "")], len(hang), rest[cut:]
                if not rest:
                    break
            line.append((rest, style))
            used, empty = used + cells(rest), False
    yield line


_WORDS = re.compile(r"( *)([^ ]*)")
"""Blanks and the word behind them: "  said"."""


def _atoms(body: Sequence[Segment]) -> list[tuple[Segment, Line]]:
    """What may not be broken, each with the blanks before it; segments that no blank parts are glued together."""
    atoms: list[tuple[Segment, Line]] = []
    gap: Segment | None = ("", "")
    for words, style in body:
        for blanks, word in _WORDS.findall(words):
            if blanks:
                gap = (blanks, style)
            if word and gap is not None:
                atoms.append((gap, [(word, style)]))
                gap = None
            elif word:
                atoms[-1][1].append((word, style))
    return atoms
