"""A chart as SVG, PNG or a page of its own: the same bytes of the same chart, nothing fetched from anywhere."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.errors import UsageError, printable

if TYPE_CHECKING:
    import altair

__all__ = ["FORMS", "PALETTE", "SIDES", "altair_module", "in_print", "picture", "picture_form"]

FORMS = ("svg", "png", "html")
EXTRA = "pictures need Altair and vl-convert, which are not installed. Install communique[plots]"
PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#000000")
"""Colours that all can tell apart: Okabe and Ito (2008), Color Universal Design, https://jfly.uni-koeln.de/color/"""
SIDES = {"for": "#0072B2", "against": "#D55E00", "ambivalent": "#767676"}
"""The colours of stances; each has a shape of its own too, so that a copy in grey tells them."""
FONT = "Arial, Liberation Sans, DejaVu Sans, sans-serif"
SIZE = 11
"""Of text, in points at the size of print."""
NUMBERED = re.compile(r"\b(gradient_|clip|linear-gradient|pattern_)(\d+)\b")
"""What Vega numbers over all pictures of a process: "gradient_3"."""
PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; \
style-src 'unsafe-inline'; img-src data: blob:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>body {{ margin: 1em; background: #fff; }} #vg-tooltip-element {{ max-width: 40em; }}</style>
</head>
<body>
<div id="picture"></div>
<script>{script}</script>
<script>vegaEmbed("#picture", {spec}, {{renderer: "svg", actions: {{export: true, source: false, compiled: false, \
editor: false}}}})</script>
</body>
</html>
"""


def altair_module() -> Any:
    """Altair.

    Raises:
        UsageError: it or vl-convert is not installed.
    """
    try:
        import altair
        import vl_convert  # noqa: F401 (asked for before anything is counted)
    except ImportError:
        raise UsageError(f"{EXTRA}; in its folder: pip install '.[plots]'") from None
    return altair


def picture_form(path: str, form: str | None = None) -> str:
    """The format of a picture, by what is asked for or by the end of its file's name.

    Raises:
        UsageError: neither tells it.
    """
    told = form or Path(path).suffix.lower().removeprefix(".")
    if told not in FORMS:
        raise UsageError(
            f"{printable(path)}: a picture is one of {', '.join(FORMS)}. End its name so, or give --format"
        )
    return told


def in_print(
    chart: altair.TopLevelMixin, title: str, caption: str, rows: Mapping[str, Sequence[Mapping[str, Any]]]
) -> dict[str, Any]:
    """A chart with its title, a caption below that, and the look of all pictures, as Vega-Lite says it.

    ``rows`` are its data by the names that it has for them: put in here, so that Altair does not check each of them.
    """
    spec: dict[str, Any] = chart.to_dict()
    spec["datasets"] = {name: list(told) for name, told in rows.items()}
    spec["title"] = {
        "text": title, "subtitle": caption, "anchor": "start", "fontSize": 15, "subtitleFontSize": SIZE,
        "subtitleColor": "#444444", "offset": 12, "subtitlePadding": 4,
    }  # fmt: skip
    spec["background"] = "white"
    spec["config"] = {
        "font": FONT,
        "view": {"stroke": None},
        "axis": {"labelFontSize": SIZE, "titleFontSize": SIZE, "labelLimit": 0, "labelColor": "#000000",
                 "titleFontWeight": "normal", "domainColor": "#767676", "tickColor": "#767676", "gridColor": "#DDDDDD"},
        "legend": {"labelFontSize": SIZE, "titleFontSize": SIZE, "titleFontWeight": "normal", "labelLimit": 0},
        "header": {"labelFontSize": 12, "titleFontSize": 12, "labelLimit": 0},
        "text": {"fontSize": SIZE},
    }  # fmt: skip
    return spec


def picture(spec: dict[str, Any], form: str, *, ppi: int = 200) -> bytes:
    """The bytes of a picture; ``ppi``, dots an inch, is of PNG.

    Raises:
        UsageError: it is too large to be drawn.
    """
    import vl_convert

    if form == "html":
        page = PAGE.format(
            title=escape(str(spec["title"]["text"])), script=_drawing_script(),
            spec=json.dumps(spec, sort_keys=True, ensure_ascii=True).replace("<", "\\u003c"),
        )  # fmt: skip
        return page.encode()
    try:
        if form == "png":
            return bytes(vl_convert.vegalite_to_png(spec, ppi=ppi, scale=1, allowed_base_urls=[]))
        drawn: str = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    except ValueError as error:
        raise UsageError(
            f"the picture cannot be drawn ({printable(str(error))}). Show less of it, or take SVG"
        ) from error
    return renumbered(drawn).encode()


@cache
def _drawing_script() -> str:
    """What draws a picture in a page: seconds of work, and the same for every picture."""
    import vl_convert

    script: str = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    return script.replace("</script", "<\\/script")


def renumbered(svg: str) -> str:
    """An SVG whose ids begin at 0, in the order in which they stand in it."""
    seen: dict[str, str] = {}

    def again(match: re.Match[str]) -> str:
        return seen.setdefault(match.group(), f"{match[1]}{sum(one.startswith(match[1]) for one in seen)}")

    return NUMBERED.sub(again, svg)
