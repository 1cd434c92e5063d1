"""What axe finds on a page, and whether it fits a phone."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

AXE = Path(__file__).parent / "vendored" / "axe.min.js"


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")


def problems(page: Any) -> list[Any]:
    """What is serious on a page that is open: by daylight on a screen, then in the dark on a phone.

    In the dark what may differ are the colours alone.
    """
    page.evaluate(_axe())
    found: list[Any] = []
    for scheme, width, rules in (("light", 1280, ""), ("dark", 360, "runOnly: ['color-contrast'], ")):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 740})
        told = page.evaluate(f"axe.run({{{rules}resultTypes: ['violations']}})")["violations"]
        serious = [v for v in told if v["impact"] in ("serious", "critical")]
        found += [(scheme, v["id"], [n["html"][:200] for n in v["nodes"]][:3]) for v in serious]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found += [(scheme, "wider than the screen", wide)] if wide > 0 else []
    return found
