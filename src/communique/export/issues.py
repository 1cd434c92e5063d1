"""Issues, positions on them and who is for and against, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.export.answers import answer_row
from communique.export.layout import Line, Segment, coloured, wrapped
from communique.export.safe import one_line
from communique.export.wording import tone
from communique.query.issues import IssueAnswer, PositionAnswer, SidesAnswer

__all__ = ["render"]

ID = 19
"""Columns for an id."""
SIDE = 12
"""Columns for each side's number."""


def render(
    answers: Iterable[IssueAnswer | PositionAnswer | SidesAnswer], *, color: bool = False, width: int = 100
) -> Iterator[str]:
    """Each answer as text; sides with their issue above them."""
    above = ""
    for answer in answers:
        shown: list[Line] = []
        match answer:
            case IssueAnswer():
                shown += _issue(answer, width)
            case PositionAnswer():
                shown += _position(answer, width)
            case SidesAnswer():
                if answer.issue != above:
                    above = answer.issue
                    shown += [
                        [],
                        *wrapped([(one_line(above), "title"), (f"  {answer.entity or ''}", "dim")], width, "", ""),
                    ]
                shown.append(_sides(answer))
        yield coloured(shown) if color else "".join("".join(w for w, _ in line).rstrip() + "\n" for line in shown)


def _issue(one: IssueAnswer, width: int) -> Iterator[Line]:
    stances = ((one.in_favour, "for"), (one.against, "against"), (one.ambivalent, "ambivalent"))
    told = ", ".join(f"{many} {word}" for many, word in stances if many)
    body: list[Segment] = [
        (one_line(one.name), "name"),
        (f"  {told}; {one.reports} report{'s' * (one.reports != 1)}", "dim"),
    ]
    if also := [label for label in one.labels if label != one.name]:
        body.append((f"  also {one_line('; '.join(also))}", "dim"))
    first = True
    for line in wrapped(body, width, "", " " * ID, first=ID):
        yield [(one.entity.ljust(ID), "place"), *line] if first else line
        first = False


def _position(one: PositionAnswer, width: int) -> Iterator[Line]:
    who = one_line(one.who.name) if one.who else "somebody"
    body: list[Segment] = [
        (who, "name"), ("  ", ""), (one.stance, tone(one.stance)), ("  ", ""), (one_line(one.issue), "title"),
        (f"  {one.entity or ''}  ", "dim"), (one_line(one.words), ""),
    ]  # fmt: skip
    yield from answer_row(one.date, body, one.citation, width)


def _sides(one: SidesAnswer) -> Line:
    days = " to ".join(dict.fromkeys(day for day in (one.first, one.last) if day))
    numbers = "".join(
        (f"{many} {word}" if many else "").ljust(SIDE)
        for many, word in ((one.in_favour, "for"), (one.against, "against"), (one.ambivalent, "ambivalent"))
    )
    return [("  ", ""), (numbers, tone(one.now)), (one_line(one.who), "name"), (f"  {days}", "dim")]
