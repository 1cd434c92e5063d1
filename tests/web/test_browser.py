"""The explorer in a real browser: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from communique.store import open_store
from tests.web.accessible import AXE, problems

AXE_SUM = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"


@pytest.fixture(scope="module")
def paths(examples: Path) -> dict[str, str]:
    """The address of a page of each kind."""
    with open_store(examples) as store:
        report = store.reports(limit=1).reports[0].id[:16]
        actor = store.entity("Toktobaev").id
        issue = store.issues(limit=1)[0].entity
    return {
        "reports": "/", "report": f"/reports/{report}", "actors": "/actors", "actor": f"/actors/{actor}",
        "issues": "/issues", "issue": f"/issues/{issue}", "calendar": "/calendar", "bodies": "/bodies",
        "events": "/events", "dyad": "/events?acts=KGZ&on=UZB", "facts": "/facts/statements",
        "search": "/search?about=water", "api": "/api", "sign-in": "/sign-in",
    }  # fmt: skip


PAGES = ("reports", "report", "actors", "actor", "issues", "issue", "calendar", "bodies", "events", "dyad", "facts",
         "search", "api", "sign-in")  # fmt: skip


def test_axe_is_as_it_came() -> None:
    assert hashlib.sha256(AXE.read_bytes()).hexdigest() == AXE_SUM


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_and_fits(name: str, page: Any, address: str, paths: dict[str, str]) -> None:
    page.goto(address + paths[name], wait_until="load")
    assert problems(page) == []


def test_reading_a_report(page: Any, address: str) -> None:
    page.goto(address)
    page.click("text=Three ministers sign water protocol in Moscow")
    page.click(".statements .card >> nth=0")
    assert page.locator(".text .on").count() > 0
    page.locator(".text [data-stop]").last.click()
    assert page.locator(".card[aria-current]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator(".card.on").count() == 0
    page.keyboard.press("j")
    assert page.locator(".card.on").count() == 1


def test_a_fact_leads_to_its_words_and_back(page: Any, address: str) -> None:
    page.goto(f"{address}/facts/statements?by=Toktobaev&act=warn")
    page.locator(".fact q > a").first.click()
    page.wait_for_selector(".card.on")
    words = page.locator(".card.on .said").inner_text()
    marked = " ".join(page.locator(".text .on").all_inner_texts())
    assert words.split()[0] in marked


def test_search_by_keys_alone(page: Any, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("gauges")
    page.keyboard.press("Enter")
    page.wait_for_selector("mark")
    assert "gauges" in page.locator("mark").first.inner_text()
    page.locator(".headline").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".text")
    assert page.evaluate("[...CSS.highlights.get('cited')][0].toString()").find("gauges") >= 0


def test_keys_go_everywhere(page: Any, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("?")
    assert page.is_visible("#help")
    page.keyboard.press("g")
    page.keyboard.press("a")
    page.wait_for_url("**/actors")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/actors/e*")
    assert page.locator("main h1").inner_text() == "Kyrgyzstan"


def test_narrowing_keeps_the_address_short(page: Any, address: str) -> None:
    page.goto(address)
    page.fill("#f-about", "Namangan")
    page.click(".filters button")
    page.wait_for_url("**/?about=Namangan")
    assert page.locator(".reports > li").count() == 1
    page.wait_for_selector(".facets a:has-text('Talant Abdiev')")
    page.click(".facets a:has-text('Vodiy Sadosi')")
    page.wait_for_url("**publisher=Vodiy+Sadosi**")
    page.click(".facets .chosen a")
    page.wait_for_url("**/?about=Namangan")


def test_what_is_shown_is_exported(page: Any, address: str, tmp_path: Path) -> None:
    page.goto(f"{address}/facts/events?by=Uzbekistan&type=SANCTION")
    shown = page.locator(".fact").count()
    assert shown > 0
    page.click(".export summary")
    with page.expect_download() as started:
        page.click(".export a:has-text('CSV')")
    file = tmp_path / "events.csv"
    started.value.save_as(file)
    assert started.value.suggested_filename == "communique-events.csv"
    assert len(file.read_text(encoding="utf-8-sig").splitlines()) == shown + 1


def test_headings_stand_below_the_bar(page: Any, address: str, paths: dict[str, str]) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(address + paths["actor"])
    page.click(".tabs a:has-text('Positions')")
    page.wait_for_timeout(100)
    top = page.locator("#positions h2").bounding_box()["y"]
    below = max(b["y"] + b["height"] for b in (page.locator(s).bounding_box() for s in (".bar", ".tabs")))
    assert top >= below


def test_a_phone_leads_to_the_record(page: Any, address: str, paths: dict[str, str]) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.emulate_media(reduced_motion="reduce")
    page.goto(address + paths["report"])
    page.click(".to-record")
    page.wait_for_timeout(100)
    assert 0 <= page.locator("#record0").bounding_box()["y"] < 200


def test_colours_stay_as_chosen(page: Any, address: str) -> None:
    page.goto(address)
    page.click("#theme")
    page.click("#theme")
    page.goto(f"{address}/actors")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
