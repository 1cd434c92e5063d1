"""Agreement between coders as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.evaluate.agreement import Coefficient
from communique.evaluate.coding_agreement import CodingAgreement, VariableAgreement
from communique.export.layout import Line, coloured
from communique.export.safe import cells, one_line

__all__ = ["lines", "shared_lines"]

NAME, COLUMN = 16, 22
"""Columns of a terminal for a variable and for a coefficient."""
HEADS = ("the same", "alpha", "kappa", "units")


def lines(rows: Iterable[VariableAgreement], *, color: bool = False, width: int = 100) -> Iterator[str]:  # noqa: ARG001
    """A table for all coders and one for each two, a row for each variable."""
    groups: dict[tuple[str, ...], list[VariableAgreement]] = {}
    for one in rows:
        groups.setdefault(one.coders, []).append(one)
    for n, (coders, told) in enumerate(groups.items()):
        shown: list[Line] = [[]] if n else []
        who = ", ".join(map(one_line, coders)) if len(coders) <= 6 else f"{len(coders)} coders"
        shown += [[(who, "title")], [("".ljust(NAME), ""), *((head.ljust(COLUMN), "dim") for head in HEADS)]]
        for one in told:
            level = "" if one.level == "nominal" else f"  ({one.level})"
            numbers = "".join(_told(value).ljust(COLUMN) for value in (one.percent, one.alpha, one.kappa))
            name = one_line(one.variable)
            shown.append([
                (name + " " * max(1, NAME - cells(name)), "name"), (numbers, ""), (f"{one.units:,}{level}", "dim"),
            ])  # fmt: skip
        text = "".join("".join(w for w, _ in line).rstrip() + "\n" for line in shown)
        yield coloured(shown) if color else text


def _told(one: Coefficient) -> str:
    if one.value is None:
        return "–"
    return (
        f"{one.value:.2f}"
        if one.low is None or one.high is None
        else f"{one.value:.2f} [{one.low:.2f}, {one.high:.2f}]"
    )


def shared_lines(told: CodingAgreement) -> Iterator[str]:
    """What was compared, and how much of what one coder marked the other marked too."""
    listed = ", ".join(f"{one_line(coder)} {many:,}" for coder, many in told.coders.items())
    drawn = f"; intervals: {told.samples:,} samples of {told.drawn}, seed {told.seed}" if told.samples else ""
    yield f"{told.units:,} units: {listed}{drawn}"
    for one in told.shared:
        if one.f1 is None:
            yield f"{one_line(one.one)} and {one_line(one.other)} coded no document both"
        else:
            yield (
                f"{one_line(one.one)} and {one_line(one.other)}: {one.both:,} marked by both of {one.by_one:,} and "
                f"{one.by_other:,} in {one.documents:,} document{'s' * (one.documents != 1)} (F1 {one.f1:.2f})"
            )
    empty = [one.variable for one in told.variables if one.units and one.alpha.value is None]
    if empty:
        names = ", ".join(dict.fromkeys(empty))
        yield f"all say one and the same of {names}: by that agreement cannot be told from chance"
