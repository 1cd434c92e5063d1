from __future__ import annotations

import base64
import hashlib
import re
from html import unescape
from html.parser import HTMLParser

import msgspec
import pytest

from communique.export.html import notebook_html, page
from communique.model import Record, Span, make_report
from communique.model.report import Published

VOID = {"meta", "link", "br", "input", "img", "hr"}


class Parsed(HTMLParser):
    """A page's elements: that all are closed in order, its ids, its links, and the text of the report."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.texts: list[str] = []
        self.spans: list[tuple[set[str], str]] = []
        self._in_text = 0
        self._ids: list[set[str]] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {k: v or "" for k, v in attrs}
        self.attributes += [(tag, k, v) for k, v in given.items()]
        if "id" in given:
            self.ids.append(given["id"])
        if tag not in VOID:
            self.open.append(tag)
        if self._in_text:
            self._in_text += tag not in VOID
            self._ids.append(set(given.get("data-ids", "").split()))
        elif given.get("class") == "text":
            self._in_text = 1
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if self._in_text:
            self._in_text -= 1
            if self._ids:
                self._ids.pop()

    def handle_data(self, data: str) -> None:
        if self._in_text:
            self.texts[-1] += data
            self.spans.append((set().union(*self._ids), data))


def test_the_text_is_all_there(record: Record) -> None:
    assert Parsed(page(record)).texts == [record.report.text]


def test_ids_are_unique_and_every_link_has_its_end(record: Record) -> None:
    parsed = Parsed(page([record, record]))
    assert len(set(parsed.ids)) == len(parsed.ids)
    ends = {v[1:] for tag, k, v in parsed.attributes if tag == "a" and k == "href" and v.startswith("#")}
    assert ends <= set(parsed.ids)


def test_every_card_lies_on_its_words(record: Record) -> None:
    parsed = Parsed(page(record))

    def words(key: str) -> str:
        return "".join(data for ids, data in parsed.spans if key in ids)

    assert words("0.s0") == "Kenyan Foreign Minister Amina Otieno" + "said" + "Uganda had promised to reopen the border"
    assert words("0.s1") == "had promised" + "to reopen the border"  # told inside the first
    assert words("0.a2") == "Uganda" + "Kampala"
    assert words("0.meeting0") == "The two sides meet in Kigali"
    assert words("0.t0") == "Monday"
    cards = [v for tag, k, v in parsed.attributes if tag == "a" and k == "data-id"]
    assert all(words(key) for key in cards)
    assert len(cards) == 5 + 4 + 1 + 1 + 1 + 1 + 1 + 1 + 1


def test_nothing_is_fetched_and_the_policy_names_script_and_style(record: Record) -> None:
    html = page(record)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert policy is not None
    assert "default-src 'none'" in policy[1]
    assert "unsafe" not in policy[1]
    for tag in ("style", "script"):
        content = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        assert len(content) == 1
        digest = base64.b64encode(hashlib.sha256(content[0].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy[1]
    parsed = Parsed(html)
    assert not [a for a in parsed.attributes if a[1] == "src" or a[1].startswith("on") or a[1] == "style"]
    assert not re.search(r"url\(|@import", html)
    outside = [v for tag, k, v in parsed.attributes if k == "href" and not v.startswith("#")]
    assert outside == ["https://example.org/border"]
    assert ("a", "rel", "noreferrer noopener") in parsed.attributes


EVIL = '"><script>alert(1)</script><img src=x onerror=alert(2)>\x00\u202e\x1b</style>&amp;'


def test_hostile_text_stays_text(record: Record) -> None:
    report = make_report(EVIL + record.report.text, EVIL, title=EVIL, publisher=EVIL, url="javascript:alert(1)")
    evil = msgspec.structs.replace(
        record,
        report=msgspec.structs.replace(report, language='en" onload="x'),
        made_by=msgspec.structs.replace(record.made_by, version=EVIL, models={EVIL: EVIL}),
        actors=tuple(msgspec.structs.replace(a, id=EVIL + a.id, name=EVIL, country=EVIL) for a in record.actors),
        meetings=tuple(msgspec.structs.replace(m, title=EVIL, start=EVIL) for m in record.meetings),
        agreements=tuple(msgspec.structs.replace(a, name=EVIL, date=EVIL) for a in record.agreements),
        times=tuple(msgspec.structs.replace(t, value=EVIL) for t in record.times),
    )
    for html in (page(evil), page([evil, evil])):
        parsed = Parsed(html)
        assert not {"img"} & {tag for tag, _, _ in parsed.attributes}
        assert not [a for a in parsed.attributes if a[1].startswith("on")]
        assert html.count("<script>") == 1
        assert "javascript:alert" not in "".join(v for _, k, v in parsed.attributes if k == "href")
        assert "\x00" not in html
        assert "\u202e" not in html


def test_spans_outside_the_text_are_clipped(record: Record) -> None:
    wild = msgspec.structs.replace(record.statements[0], content=(Span(-5, 10**9),), cue=Span(7, 3))
    assert Parsed(page(msgspec.structs.replace(record, statements=(wild,)))).texts == [record.report.text]


def test_several_records_and_none(record: Record, bare: Record) -> None:
    html = page([record, bare])
    assert html.count("<article") == 2
    assert '<option value="1">2. ' in html
    assert "Nothing for the record was found" in html
    assert "<select" not in page(record)
    assert Parsed(page([])).texts == []


def test_boilerplate_is_dimmed(bare: Record) -> None:
    report = msgspec.structs.replace(bare.report, boilerplate=(Span(0, 10),))
    assert '<span class="b">It rained.</span>' in page(msgspec.structs.replace(bare, report=report))


def test_sides_have_colours_and_nested_statements_a_depth(record: Record) -> None:
    html = page(record)
    assert re.search(r'<span class="a c0[^"]*"[^>]*>Amina Otieno</span>', html)
    assert re.search(r'<span class="a c1[^"]*"[^>]*>Uganda</span>', html)
    assert re.search(r'class="card c1 d1" id="0.s1"', html)
    assert 'class="s s2"' in html or re.search(r'class="[^"]*\bs2"', html)


def test_a_notebook_shows_the_page_in_a_frame_without_access(record: Record) -> None:
    html = notebook_html(record)
    assert record._repr_html_() == html
    frame = re.fullmatch(
        r'<iframe title="([^"]*)" sandbox="allow-scripts" style="[^"]*" srcdoc="([^"]*)"></iframe>', html
    )
    assert frame is not None
    assert unescape(frame[2]) == page(record)


@pytest.mark.parametrize("text", ["a\r\nb", "\u2028", "a\u00a0b", "𝄞 and 😀"])
def test_odd_texts(text: str) -> None:
    from communique.model import MadeBy

    parsed = Parsed(page(Record(MadeBy(1, "0", {}), make_report(text, "odd.txt"))))
    assert len(parsed.texts[0]) == len(text)


def _luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_every_colour_of_words_can_be_read(theme: int, bare: Record) -> None:
    pairs = re.findall(r"--(\w+): light-dark\((#\w{6}), (#\w{6})\)", page(bare))
    colours = {name: (light, dark)[theme] for name, light, dark in pairs}
    assert len(colours) == len(pairs) == 22
    for words in ("ink", "soft", "good", "bad", "open", "none", *(f"c{i}" for i in range(8))):
        for ground in ("ground", "card"):
            assert _contrast(colours[words], colours[ground]) >= 4.5, (words, ground)
    for ground in ("paper", "tint", "tint2"):
        assert _contrast(colours["ink"], colours[ground]) >= 7
    assert _contrast("#1d1c1a", colours["lit"]) >= 7


def test_both_ways_of_giving_the_light_colours_are_the_same(bare: Record) -> None:
    html = page(bare)
    plain = dict(re.findall(r"--(\w+): (#\w{6});", html))
    for name, light in re.findall(r"--(\w+): light-dark\((#\w{6}),", html):
        assert plain[name] == light


def test_a_date_that_was_inferred_says_why(bare: Record) -> None:
    why = "It tells of <June 2012> as still to come."
    dated = Published(value="2012-05-01", earliest="2012-04-01", latest="2012-05-31", basis="inferred", reasons=(why,))
    shown = page(msgspec.structs.replace(bare, report=msgspec.structs.replace(bare.report, published=dated)))
    assert "between 1 April 2012 and 31 May 2012; likeliest 1 May 2012" in shown
    assert why.replace("<", "&lt;").replace(">", "&gt;") in shown
    assert "When it was written" not in page(bare)


def test_a_long_text_is_in_pieces_and_whole(record: Record) -> None:
    text = record.report.text
    longer = "\n\n".join([text, *("Nobody said anything for a while. " * 20 + "\nThen again.\n" for _ in range(60))])
    whole = msgspec.structs.replace(record, report=msgspec.structs.replace(record.report, text=longer))
    html = page(whole)
    parsed = Parsed(html)
    assert "".join(parsed.texts) == longer
    pieces = html.count('<div class="piece">')
    assert len(longer) // 4000 < pieces <= len(longer) // 2000 + 1
    assert '<div class="piece">' not in page(record)


def test_many_cards_are_in_pieces(record: Record) -> None:
    one = record.statements[0]
    many = tuple(msgspec.structs.replace(one, id=f"s{n:016x}") for n in range(260))
    parsed = Parsed(html := page(msgspec.structs.replace(record, statements=many, events=(), conditionals=())))
    assert html.count('<ol class="piece">') == 6
    assert len(parsed.ids) == len(set(parsed.ids))
