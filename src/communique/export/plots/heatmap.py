"""Who is for and against what: actors by concepts, each cell with its numbers, so that colour is never all there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from communique.errors import UsageError
from communique.export.plots.picture import altair_module, in_print
from communique.export.plots.selection import days_told, most, short_names, stance_of
from communique.model.coding import CodedStatement

__all__ = ["ORDERS", "heatmap_picture"]

ORDERS = ("statements", "blocs", "name")
CELL = (56, 24)
"""Width and height, in pixels."""
SHARE = "datum.value == 0 ? 'as many' : format(datum.value, '+.0%')"
"""What stands at the legend: "+100%"."""
DARK = 0.62
"""From which absolute share on text is white."""


def heatmap_picture(
    statements: Sequence[CodedStatement], level: str, *, actors: int = 20, concepts: int = 12,
    order: str = "statements", title: str = "",
) -> dict[str, Any]:  # fmt: skip
    """The picture as Vega-Lite says it: actors and concepts with most statements.

    The colour of a cell is (for - against) / (for + against); its text has both numbers, "3:1" for three for and one
    against. ``order``: by how much is said, by blocs (actors beside those who take the same sides, by the first
    singular vector of the matrix for - against), or by name.

    Raises:
        UsageError: there are no statements for or against anything; or the extra is not installed.
    """
    alt = altair_module()
    sided = [one for one in statements if stance_of(one) != "ambivalent"]
    if not sided:
        why = "no statement is for or against anything" if statements else "there are no statements"
        raise UsageError(f"there is nothing to draw: {why}")
    columns = most(sided, "concept", concepts)
    rows = most([one for one in sided if one.concept in columns], level, actors)
    cells = Counter((str(one.value(level)), one.concept, stance_of(one)) for one in sided)
    if order != "statements":
        rows, columns = _ordered(rows, columns, cells, order)
    actor, concept = short_names(rows), short_names(columns, 40)
    data = []
    shown = 0
    for row in rows:
        for column in columns:
            yes, no = cells[row, column, "for"], cells[row, column, "against"]
            if yes + no:
                shown += yes + no
                share = (yes - no) / (yes + no)
                data.append({
                    "actor": actor[row], "concept": concept[column], "share": share, "text": f"{yes}:{no}",
                    "for": yes, "against": no, "dark": abs(share) >= DARK,
                })  # fmt: skip
    x = alt.X("concept:N", sort=[concept[name] for name in columns], title=None,
              axis=alt.Axis(labelAngle=-40, orient="top", ticks=False, domain=False))  # fmt: skip
    y = alt.Y("actor:N", sort=[actor[name] for name in rows], title=None, axis=alt.Axis(ticks=False, domain=False))
    base = alt.Chart(alt.NamedData("cells")).encode(x=x, y=y)
    scale = alt.Scale(domain=[-1, 0, 1], range=["#D55E00", "#F7F7F7", "#0072B2"])
    legend = alt.Legend(title=["only against (orange)", "to only for (blue)"], gradientLength=120, labelExpr=SHARE)
    boxes = base.mark_rect(stroke="#FFFFFF", strokeWidth=1).encode(
        color=alt.Color("share:Q", scale=scale, legend=legend),
        tooltip=[alt.Tooltip(name) for name in ("actor:N", "concept:N", "for:Q", "against:Q")],
    )
    text = base.mark_text(fontSize=11).encode(
        text="text:N", color=alt.condition("datum.dark", alt.value("white"), alt.value("black"))
    )
    chart = alt.layer(boxes, text).properties(width=CELL[0] * len(columns), height=CELL[1] * len(rows))
    left = len(statements) - shown
    caption = f"Positions for:against, {shown:,} of {days_told(sided)}"
    if left:
        caption += f"; {left:,} of other actors and concepts, or neither for nor against, are not shown"
    return in_print(chart, title or "Who is for and against what", caption, {"cells": data})


def _ordered(
    rows: list[str], columns: list[str], cells: Counter[tuple[str, str, str]], order: str
) -> tuple[list[str], list[str]]:
    if order == "name":
        return sorted(rows, key=str.casefold), sorted(columns, key=str.casefold)
    matrix = np.array([[cells[r, c, "for"] - cells[r, c, "against"] for c in columns] for r in rows], dtype=float)
    left, _, right = np.linalg.svd(matrix, full_matrices=False)
    first, second = left[:, 0], right[0]
    if first[int(np.argmax(np.abs(first)))] < 0:  # the sign of a singular vector is anybody's
        first, second = -first, -second
    by_row = sorted(range(len(rows)), key=lambda n: (-round(float(first[n]), 9), n))
    by_column = sorted(range(len(columns)), key=lambda n: (-round(float(second[n]), 9), n))
    return [rows[n] for n in by_row], [columns[n] for n in by_column]
