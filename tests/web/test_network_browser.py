"""The Network page in a real browser: filters, two modes, what an edge shows, the slider, what is exported."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx as nx

from tests.web.accessible import problems

ALL = "min_statements=1&min_actors=1"
DRAWN = "window.communiqueNetwork.edges().not('.gone').length"


def shown(page: Any, address: str, query: str) -> None:
    """Open the page and wait until it is drawn."""
    page.goto(f"{address}/network?{query}")
    page.wait_for_selector("#graph[data-ready=true]")


def test_filters_modes_edges_and_files(page: Any, address: str, tmp_path: Path) -> None:
    shown(page, address, ALL)
    drawn = page.evaluate(DRAWN)
    assert drawn == page.locator("#rows tr").count() > 1
    page.fill("#f-about", "inspection")
    page.select_option("#f-of", "both")
    page.click(".filters button")
    page.wait_for_url("**of=both**about=inspection**")
    page.wait_for_selector("#graph[data-ready=true]")
    assert page.evaluate("window.communiqueNetwork.nodes('[mode = 2]').length") >= 1
    assert page.evaluate("window.communiqueNetwork.nodes('[mode = 1]').length") >= 1
    # The list and the drawing show the same statements of an edge.
    page.locator("#rows a.behind").first.click()
    page.wait_for_selector("#behind .fact q a")
    told = page.locator("#behind").inner_text()
    page.evaluate("""() => {
        const told = new URL(document.querySelector("#rows a.behind").href).searchParams;
        const called = (node) => node.data("label");
        const same = (e) => called(e.source()) === told.get("one") && called(e.target()) === told.get("other");
        document.getElementById("behind").textContent = "";
        window.communiqueNetwork.edges().filter(same).emit("tap");
    }""")
    page.wait_for_selector("#behind .fact q a")
    assert page.locator("#behind").inner_text() == told
    edges = page.evaluate(DRAWN)
    page.click(".export summary")
    with page.expect_download() as started:
        page.click(".export a:has-text('GraphML')")
    started.value.save_as(tmp_path / "n.graphml")
    assert nx.read_graphml(tmp_path / "n.graphml").number_of_edges() == edges
    page.locator("#behind .fact q a").first.click()
    page.wait_for_selector(".card.on")


def test_the_slider_moves_through_time(page: Any, address: str) -> None:
    shown(page, address, f"{ALL}&window=months:1")
    first, edges = page.locator("#at").inner_text(), page.evaluate(DRAWN)
    assert edges == page.locator("#rows tr").count() > 0  # it begins where somebody is joined
    page.focus("#when")
    seen = {first}
    for _ in range(int(page.get_attribute("#when", "max")) - int(page.input_value("#when"))):
        page.keyboard.press("ArrowRight")
        seen.add(page.locator("#at").inner_text())
        assert page.evaluate(DRAWN) == page.locator("#rows tr").count()
    assert len(seen) > 2
    assert page.locator("#at").inner_text() in page.locator("#sum").inner_text()
    at = page.evaluate("new URL(document.querySelector('.graph-export').href).searchParams.get('at')")
    assert page.locator("#at").inner_text().startswith(at)


def test_it_is_accessible_and_no_choice_is_cut_off(page: Any, address: str) -> None:
    shown(page, address, f"{ALL}&window=months:1")
    assert problems(page) == []
    for width in (360, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        cut = page.evaluate("""() => [...document.querySelectorAll(".filters select")].filter((one) => {
            const ruler = document.createElement("canvas").getContext("2d");
            ruler.font = getComputedStyle(one).font;
            const widest = Math.max(...[...one.options].map((o) => ruler.measureText(o.text).width));
            return one.clientWidth < widest + 20;
        }).map((one) => one.id)""")
        assert (width, cut) == (width, [])
