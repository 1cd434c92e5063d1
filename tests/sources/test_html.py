"""Web pages: the article without its page, and never a crash."""

from __future__ import annotations

import socket

import pytest

from communique.errors import EmptyError, UnsupportedError
from communique.sources.html import html_report, visible_paragraphs

PARAGRAPHS = [
    f"Paragraph {n}: the foreign minister of Ruritania, Jane Doe, told reporters that the talks went well."
    for n in ("one", "two", "three", "four", "five")
]
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Ministers meet | Example News</title>
<meta property="og:title" content="Ministers meet"><meta property="og:site_name" content="Example News">
<meta property="article:published_time" content="2014-03-03T10:15:00Z">
<link rel="canonical" href="https://news.example/world/ministers-meet">
<script>document.write("SCRIPT")</script><style>p {{ color: STYLE }}</style></head>
<body onload="HANDLER()"><nav><a href="/">Home</a><a href="/world">NAVIGATION</a></nav>
<article><h1>Ministers meet</h1>{"".join(f'<p onclick="HANDLER()">{p}</p>' for p in PARAGRAPHS)}
<script>alert("SCRIPT")</script></article><footer>FOOTER</footer></body></html>"""


def test_article_and_metadata(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    report = html_report(PAGE.encode(), "page.html")
    assert report.text == "\n\n".join(["Ministers meet", *PARAGRAPHS])
    assert (report.title, report.publisher) == ("Ministers meet", "Example News")
    assert (report.published.value, report.published.basis) == ("2014-03-03", "metadata")
    assert report.url == "https://news.example/world/ministers-meet"
    for trap in ("SCRIPT", "STYLE", "HANDLER", "NAVIGATION", "FOOTER"):
        assert trap not in report.text


def test_a_date_in_the_text_alone_is_not_the_pages() -> None:
    page = PAGE.replace('<meta property="article:published_time" content="2014-03-03T10:15:00Z">', "").replace(
        "two: the", "two: on 5 May 1999 the"
    )
    assert html_report(page.encode(), "page.html").published.value is None


@pytest.mark.parametrize(
    ("page", "text"),
    [
        pytest.param("<p>Lavrov said <b>this</b> was good.</p><p>A <a href='javascript:x()'>link</a>.</p>",
                     "Lavrov said this was good.\n\nA link.", id="short"),
        pytest.param("<div>" * 10_000 + "The talks ended." + "</div>" * 10_000, "The talks ended.", id="10,000 deep"),
        pytest.param("<p>" + "<b>" * 10_000 + "The talks ended.</p>After.", "The talks ended.\n\nAfter.", id="open"),
        pytest.param("<p>a &lt;b&gt; &amp; caf&eacute;&nbsp;c</p>", "a <b> & café c", id="entities"),
        pytest.param("<html><body><p>No end<script>alert(1)", "No end", id="script without an end"),
        pytest.param("<!-- " * 10_000 + "<p>The talks ended.</p>", None, id="comments without an end"),
        pytest.param("[" * 10_000 + "]" * 10_000, "[" * 10_000 + "]" * 10_000, id="10,000 brackets"),
    ],
)  # fmt: skip
def test_odd_pages(page: str, text: str | None) -> None:
    report = html_report(page.encode(), "page.html")
    if text is not None:
        assert report.text == text
    else:
        assert "The talks ended." in report.text


@pytest.mark.parametrize("page", ["", "<html></html>", "<script>alert(1)</script>", "<p> \n </p>", "<!---->"])
def test_nothing_in_it(page: str) -> None:
    with pytest.raises(EmptyError, match=r"page\.html"):
        html_report(page.encode(), "page.html")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ('<meta charset="windows-1252"><p>“caf\u00e9”</p>'.encode("cp1252"), "“café”"),
        ('<meta charset="iso-8859-1"><p>“caf\u00e9”</p>'.encode("cp1252"), "“café”"),
        ('<meta charset="utf-8"><p>“caf\u00e9”</p>'.encode(), "“café”"),
        ('<meta charset="utf-8"><p>“caf\u00e9”</p>'.encode("cp1252"), "“café”"),  # the page lies
        ('<meta charset="koi8-r"><p>Лавров</p>'.encode("koi8-r"), "Лавров"),
        ('<meta charset="nonsense"><p>café</p>'.encode(), "café"),
        ("<p>“café”</p>".encode("utf-16"), "“café”"),
    ],
)
def test_encodings(data: bytes, text: str) -> None:
    assert html_report(data, "page.html").text == text


def test_publisher_is_never_an_address() -> None:
    page = PAGE.replace('content="Example News"', 'content="https://social.example/news"')
    assert html_report(page.encode(), "page.html").publisher == "news.example"


def test_visible_paragraphs_is_linear() -> None:
    assert list(visible_paragraphs("<a <b <!-- " * 50_000 + "end")) != []


STANDFIRST = (
    "The ministers of Ruritania and Freedonia met for the first time in years, and neither of them was in a hurry."
)


@pytest.mark.parametrize(
    ("header", "first"),
    [
        pytest.param(f"<h1>Ministers meet</h1><p>{STANDFIRST}</p>", STANDFIRST, id="in the header"),
        pytest.param(f"<p>{STANDFIRST}</p><h1>Ministers meet</h1>", PARAGRAPHS[0], id="above the title"),
        pytest.param("<h1>Ministers meet</h1><p>By Joan Pell</p><p>3 March 2014</p>", PARAGRAPHS[0], id="no sentence"),
        pytest.param(f"<h1>Another page</h1><p>{STANDFIRST}</p>", PARAGRAPHS[0], id="of another title"),
    ],
)
def test_the_standfirst_is_the_first_paragraph(header: str, first: str) -> None:
    page = PAGE.replace("<article><h1>Ministers meet</h1>", f"<header>{header}</header><article>")
    assert html_report(page.encode(), "page.html").text == "\n\n".join(dict.fromkeys([first, *PARAGRAPHS]))


STORY = (
    "The foreign minister of Peru said on Tuesday in Oslo that the talks with Chile on the border would go on in May. "
)


@pytest.mark.parametrize(
    ("title", "text", "refused"),
    [
        ("404 Not Found", "The requested URL was not found on this server.", True),
        ("Error 503", "Please try again later.", True),
        ("502 Bad Gateway", "nginx", True),
        ("Access Denied", "You don't have permission to access this page on this server.", True),
        ("Just a moment...", "Checking your browser before you go on.", True),
        ("Attention Required! | Cloudflare", "Sorry, you have been blocked.", True),
        ("Sign in - Tarsa News", "Please enter your e-mail address and your password to go on.", True),
        ("Tarsa News", "Your session has expired. Sign in again to download the documents.", False),
        ("Access denied: Iran bars inspectors", STORY, False),
        ("Page not found in Tarsa archive", STORY, False),
        ("404 dead in Tarsa floods", STORY, False),
        ("500 troops leave Tarsa", STORY, False),
        ("Login", STORY * 20, False),  # a long text is no error's
        ("Forbidden fruit", STORY, False),
    ],
)
def test_the_page_of_a_failed_download_is_no_report(title: str, text: str, refused: bool) -> None:
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p></body></html>".encode()
    if refused:
        with pytest.raises(UnsupportedError, match="no report but the page of a download that failed"):
            html_report(page, "a.html")
    else:
        assert text.strip()[:60] in html_report(page, "a.html").text
