"""Charts as SVG that the server makes: no script draws them, and every mark links to what it counts.

Sizes are attributes and colours classes, since the policy allows no style in a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import msgspec
from markupsafe import Markup, escape

from communique.export.safe import one_line

__all__ = ["Lane", "PeriodBar", "balance_bar", "balance_chart", "bar_list", "lane_chart"]

WIDTH = 960
ROW = 26


class PeriodBar(msgspec.Struct, frozen=True):
    """What a chart shows of a period: upwards and downwards, each with a lighter part (words) and a darker (deeds)."""

    label: str
    up: tuple[int, int]
    down: tuple[int, int]
    address: str | None
    told: str
    """The numbers in words, for the pointer and for screen readers."""


class Lane(msgspec.Struct, frozen=True):
    """A stretch of days on a line of its own."""

    label: str
    start: str
    end: str
    tone: str = ""
    address: str | None = None


def balance_chart(bars: Sequence[PeriodBar], title: str, up: str, down: str) -> Markup:
    """Bars above and below a line, one a period: cooperation above, conflict below."""
    if not bars:
        return Markup("")
    top = max(max(sum(b.up) for b in bars), 1)
    bottom = max(max(sum(b.down) for b in bars), 1)
    unit = min(110 / max(top, bottom), 22.0)
    above, below = top * unit + 14, bottom * unit + 14
    height = above + below + 22
    slot = min((WIDTH - 70) / len(bars), 72)
    wide = min(max(slot * 0.72, 1.0), 40)
    parts = [
        Markup('<svg class="chart balance" viewBox="0 0 {} {}" role="group" aria-label="{}">')
        .format(WIDTH, round(height), one_line(title)),
        Markup('<text class="side" x="0" y="12">{}</text><text class="side" x="0" y="{}">{}</text>')
        .format(up, round(height - 24), down),
    ]  # fmt: skip
    step = max(1, ceil(62 / slot))
    for n, bar in enumerate(bars):
        x = 60 + n * slot
        inner = [Markup("<title>{}</title>").format(bar.told)]
        y = above
        for many, look in zip(bar.up, ("vc", "mc"), strict=True):
            y -= many * unit
            inner += [_rect(x, y, wide, many * unit, look)] if many else []
        y = above
        for many, look in zip(bar.down, ("vx", "mx"), strict=True):
            inner += [_rect(x, y, wide, many * unit, look)] if many else []
            y += many * unit
        body = Markup("").join(inner)
        if bar.address and (sum(bar.up) or sum(bar.down)):
            body = Markup('<a href="{}" aria-label="{}">{}</a>').format(bar.address, bar.told, body)
        parts.append(Markup("<g>{}</g>").format(body))
        if n % step == 0:
            parts.append(Markup('<text class="tick" x="{:.1f}" y="{:.0f}">{}</text>').format(x, height - 4, bar.label))
    parts.append(Markup('<line class="axis" x1="60" x2="{:.0f}" y1="{:.1f}" y2="{:.1f}"/>').format(
        60 + len(bars) * slot, above, above))  # fmt: skip
    parts.append(Markup("</svg>"))
    return Markup("").join(parts)


def _rect(x: float, y: float, width: float, height: float, look: str) -> Markup:
    return Markup('<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>').format(
        look, x, y, width, max(height, 0.5)
    )


def lane_chart(lanes: Sequence[Lane], title: str) -> Markup:
    """Stretches of days under each other on one axis of days."""
    days = [day for lane in lanes if (ends := _ends(lane)) for day in ends]
    if not days:
        return Markup("")
    first, last = min(days), max(days)
    span = max(last - first, 1.0)
    left, right = 250, WIDTH - 20

    def at(day: float) -> float:
        return left + (day - first) / span * (right - left)

    shown = [lane for lane in lanes if _ends(lane)]
    height = len(shown) * ROW + 24
    parts = [Markup('<svg class="chart lanes" viewBox="0 0 {} {}" role="img" aria-label="{}">').format(
        WIDTH, height, one_line(title))]  # fmt: skip
    for year in range(int(first), int(last) + 2):
        if first <= year <= last:
            parts.append(
                Markup('<line class="grid" x1="{0:.1f}" x2="{0:.1f}" y1="0" y2="{1}"/>').format(at(year), height - 20)
            )
            parts.append(
                Markup('<text class="tick" x="{:.1f}" y="{}">{}</text>').format(at(year) + 3, height - 6, year)
            )
    for n, lane in enumerate(shown):
        ends = _ends(lane)
        assert ends is not None
        y = n * ROW
        words = one_line(lane.label)
        told = Markup("<title>{}, {} to {}</title>").format(words, lane.start, lane.end)
        width = max(at(ends[1]) - at(ends[0]), 5)
        mark = Markup('<rect class="lane {}" x="{:.1f}" y="{}" width="{:.1f}" height="12" rx="3"/>').format(
            lane.tone, min(at(ends[0]), right - 5), y + 6, width
        )
        short = words if len(words) <= 38 else words[:37] + "…"
        body = Markup('{}<text class="name" x="0" y="{}">{}</text>{}').format(told, y + 16, short, mark)
        parts.append(Markup('<a href="{}">{}</a>').format(lane.address, body) if lane.address else body)
    parts.append(Markup("</svg>"))
    return Markup("").join(parts)


def _ends(lane: Lane) -> tuple[float, float] | None:
    """First and last day as years with a fraction; None where a date is none."""
    try:
        start, end = (_year(day) for day in (lane.start, lane.end or lane.start))
    except ValueError:
        return None
    return min(start, end), max(start, end)


def _year(day: str) -> float:
    parts = [int(part) for part in day.rstrip("?").split("/")[0].split("-")[:3]]
    month, date = (parts[1] if len(parts) > 1 else 1), (parts[2] if len(parts) > 2 else 1)
    return parts[0] + (month - 1) / 12 + (date - 1) / 372


def bar_list(counted: Sequence[tuple[str, int, str]]) -> Markup:
    """Numbers with bars: each a label, how many, and the address of what is counted."""
    if not counted:
        return Markup("")
    most = max(many for _, many, _ in counted)
    rows = [
        Markup('<li><a href="{}"><span class="what">{}</span><span class="many">{:,}</span>'
               '<svg class="bar-of" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
               '<rect width="{:.1f}" height="6" rx="1"/></svg></a></li>')
        .format(address, escape(one_line(label)), many, max(100 * many / most, 1))
        for label, many, address in counted
    ]  # fmt: skip
    return Markup('<ul class="counts">{}</ul>').format(Markup("").join(rows))


def balance_bar(in_favour: int, ambivalent: int, against: int) -> Markup:
    """One bar parted into for, both and against."""
    total = max(in_favour + ambivalent + against, 1)
    parts, x = [], 0.0
    for many, look in ((in_favour, "for"), (ambivalent, "both"), (against, "against")):
        width = 100 * many / total
        if many:
            parts.append(Markup('<rect class="{}" x="{:.1f}" width="{:.1f}" height="8"/>').format(look, x, width))
        x += width
    told = f"{in_favour} for, {against} against" + (f", {ambivalent} both" if ambivalent else "")
    return Markup(
        '<svg class="balance-bar" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="{}">{}</svg>'
    ).format(told, Markup("").join(parts))
