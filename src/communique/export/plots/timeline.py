"""Who was for and against what when: a row for each actor, a mark for each position, a panel for each concept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from communique.database.days import bounds
from communique.errors import UsageError
from communique.export.plots.picture import SIDES, altair_module, in_print
from communique.export.plots.selection import days_told, most, short, short_names, stance_of
from communique.export.safe import one_line
from communique.model.coding import CodedStatement

__all__ = ["timeline_picture"]

SHAPES = {"for": "circle", "against": "triangle-down", "ambivalent": "square"}
ROW = 20
"""Height of a row, in pixels."""


def timeline_picture(
    statements: Sequence[CodedStatement], level: str, *, actors: int = 20, concepts: int = 3, width: int = 560,
    title: str = "",
) -> dict[str, Any]:  # fmt: skip
    """The picture of dated statements, as Vega-Lite says it: the concepts and actors with most of them.

    Positions of one day, side and actor are one mark, the larger the more there are. A line goes from an actor's first
    position to his last.

    Raises:
        UsageError: nothing is dated, or there is nothing; or the extra is not installed.
    """
    alt = altair_module()
    known = {date: bounds(date.partition("T")[0]) for date in {one.date for one in statements if one.date}}
    dated = [(one, days) for one in statements if one.date and (days := known[one.date]) is not None]
    if not dated:
        why = "no statement has a date" if statements else "there are no statements"
        raise UsageError(f"there is nothing to draw: {why}. A timeline is of dated positions")
    panels = most([one for one, _ in dated], "concept", concepts)
    chosen = {concept: most([one for one, _ in dated if one.concept == concept], level, actors) for concept in panels}
    drawn = [(one, days[0]) for one, days in dated if str(one.value(level)) in chosen.get(one.concept, ())]
    called = short_names(str(one.value(level)) for one, _ in drawn)
    span = [min(day for _, day in drawn), max(day for _, day in drawn)]
    charts = []
    data: dict[str, list[dict[str, Any]]] = {}
    for number, concept in enumerate(panels):
        marks: dict[tuple[str, str, str], list[CodedStatement]] = defaultdict(list)
        for one, day in drawn:
            if one.concept == concept:
                marks[called[str(one.value(level))], day, stance_of(one)].append(one)
        data[f"panel{number}"] = [
            {"actor": actor, "day": day, "side": side, "many": len(group), "words": _words(group)}
            for (actor, day, side), group in sorted(marks.items())
        ]
        names = [called[name] for name in chosen[concept]]
        charts.append(_panel(alt, short(concept, 90), f"panel{number}", names, span, width))
    shown = len(drawn)
    left = len(statements) - shown
    caption = f"{shown:,} positions, {days_told([one for one, _ in drawn])}"
    if left:
        caption += f"; {left:,} of other actors and concepts, or undated, are not shown"
    chart = alt.vconcat(*charts, spacing=18).resolve_scale(color="shared", shape="shared", size="shared")
    return in_print(chart, title or "Positions over time", caption, data)


def _words(group: Sequence[CodedStatement]) -> str:
    told = " / ".join(dict.fromkeys(one_line(one.words) for one in group if one.words))
    return told if len(told) <= 300 else told[:299] + "…"


def _panel(alt: Any, concept: str, data: str, names: list[str], span: list[str], width: int) -> Any:
    sides = list(SIDES)
    days = alt.Scale(domain=span, nice=True)
    y = alt.Y("actor:N", sort=names, title=None, axis=alt.Axis(grid=True, ticks=False, domain=False))
    x = alt.X("day:T", title=None, scale=days, axis=alt.Axis(labelOverlap=True, tickCount=8))
    colours = alt.Scale(domain=sides, range=[SIDES[side] for side in sides])
    shapes = alt.Scale(domain=sides, range=[SHAPES[side] for side in sides])
    sizes = alt.Scale(domain=[1, 5], range=[70, 300], clamp=True)
    tooltip = [alt.Tooltip(name) for name in ("actor:N", "side:N", "many:Q", "words:N")]
    base = alt.Chart(alt.NamedData(data))
    line = base.mark_rule(color="#999999", strokeWidth=1).encode(x=alt.X("min(day):T"), x2="max(day):T", y=y)
    points = base.mark_point(filled=True, opacity=0.85, stroke="white", strokeWidth=0.5).encode(
        x=x,
        y=y,
        color=alt.Color("side:N", title="Stance", scale=colours),
        shape=alt.Shape("side:N", title="Stance", scale=shapes),
        size=alt.Size("many:Q", scale=sizes, legend=None),
        tooltip=[alt.Tooltip("day:T", format="%Y-%m-%d"), *tooltip],
    )
    heading = alt.TitleParams(
        concept, anchor="start", frame="group", fontSize=12, fontWeight="normal", fontStyle="italic"
    )
    return alt.layer(line, points).properties(width=width, height=max(len(names) * ROW, 40), title=heading)
