"""Issues, positions on them and who is for and against, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.export.answers import answer_row
from communique.export.layout import Line, Segment, coloured, wrapped
from communique.export.safe import one_line
from communique.export.wording import tone
from communique.query.issues import IssueAnswer, PositionAnswer, SidesAnswer
from communique.query.shifts import Contradiction, PeriodShare, StanceTurn

__all__ = ["render"]

Told = IssueAnswer | PositionAnswer | SidesAnswer | PeriodShare | StanceTurn | Contradiction
BAR = 20
"""Columns of a bar of per cent."""
ID = 19
"""Columns for an id."""
SIDE = 12
"""Columns for each side's number."""


def render(answers: Iterable[Told], *, color: bool = False, width: int = 100) -> Iterator[str]:
    """Each answer as text; sides and shares with their issue above them, changes with a heading."""
    above: str | tuple[str, str | None] = ""
    for answer in answers:
        shown: list[Line] = []
        match answer:
            case IssueAnswer():
                shown += _issue(answer, width)
            case PositionAnswer():
                shown += _position(answer, width)
            case SidesAnswer():
                if (answer.issue, answer.entity) != above:  # two issues may be called alike
                    above = answer.issue, answer.entity
                    title = [(one_line(answer.issue), "title"), (f"  {answer.entity or ''}", "dim")]
                    shown += [[], *wrapped(title, width, "", "")]
                shown.append(_sides(answer))
            case PeriodShare():
                if answer.issue != above:
                    above = answer.issue
                    shown += [[], [(one_line(answer.issue), "title")]]
                shown.append(_share(answer))
            case StanceTurn() | Contradiction():
                heading = "WHO TURNED" if isinstance(answer, StanceTurn) else "REPORTS THAT CONTRADICT EACH OTHER"
                if heading != above:
                    above = heading
                    shown += [[], [(heading, "title")]]
                shown += _turn(answer, width) if isinstance(answer, StanceTurn) else _contradiction(answer, width)
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
    if one.turns_from:
        body.append((f"  the first to say the opposite of {one.turns_from}", "bad"))
    if one.contradicts:
        body.append((f"  told as the opposite in {', '.join(one.contradicts)}", "bad"))
    yield from answer_row(one.date, body, one.citation, width)


def _sides(one: SidesAnswer) -> Line:
    days = " to ".join(dict.fromkeys(day for day in (one.first, one.last) if day))
    numbers = "".join(
        (f"{many} {word}" if many else "").ljust(SIDE)
        for many, word in ((one.in_favour, "for"), (one.against, "against"), (one.ambivalent, "ambivalent"))
    )
    return [("  ", ""), (numbers, tone(one.now)), (one_line(one.who), "name"), (f"  {days}", "dim")]


def _share(one: PeriodShare) -> Line:
    left = round(BAR * one.for_percent / 100)
    right = round(BAR * one.against_percent / 100)
    rest = max(BAR - left - right, 0)
    bar = "█" * left + "░" * rest + "▒" * (BAR - left - rest)
    neither = f", {one.ambivalent} neither" if one.ambivalent else ""
    return [
        ("  ", ""), ((one.period or "all").ljust(10), "dim"), (f"{one.for_percent:3.0f} % for  ", tone("for")),
        (bar, ""), (f"  {one.against_percent:3.0f} % against", tone("against")),
        (f"  of {one.positions} by {one.actors}{neither}", "dim"),
    ]  # fmt: skip


def _turn(one: StanceTurn, width: int) -> Iterator[Line]:
    who = one_line(one.after.who.name) if one.after.who else "somebody"
    since = f" since {one.since}" if one.since and one.since != one.before.date else ""
    body: list[Segment] = [
        (who, "name"), (" turns back " if one.back else " turns ", ""), (one.after.stance, tone(one.after.stance)),
        ("  ", ""), (one_line(one.after.issue), "title"), ("  ", ""), (one_line(one.after.words), ""),
    ]  # fmt: skip
    yield from answer_row(one.after.date, body, one.after.citation, width)
    times = f"{one.many} times" if one.many > 1 else "once"
    before: list[Segment] = [
        (f"before {one.before.stance}", tone(one.before.stance)), (f", {times}{since}, last:  ", "dim"),
        (one_line(one.before.words), ""),
    ]  # fmt: skip
    yield from answer_row(one.before.date, before, one.before.citation, width)


def _contradiction(one: Contradiction, width: int) -> Iterator[Line]:
    who = one_line(one.one.who.name) if one.one.who else "somebody"
    for n, told in enumerate((one.one, one.other)):
        body: list[Segment] = [
            (who if not n else "but", "name" if not n else ""), ("  ", ""), (told.stance, tone(told.stance)),
            ("  ", ""), (one_line(told.issue) if not n else "", "title"), ("  " if not n else "", ""),
            (one_line(told.words), ""),
        ]  # fmt: skip
        if not n:
            body.append((f"  ({one.why})", "dim"))
        yield from answer_row(told.date, body, told.citation, width)
