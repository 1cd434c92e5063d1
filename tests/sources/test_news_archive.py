"""Agencies' formats by their specifications: NewsML 1, NewsML-G2, NITF, ninjs; and web archives."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest

from communique.errors import InputError, UnreadableError
from communique.model import Report
from communique.sources import open_reports
from communique.sources.formats import reports_of
from communique.sources.stream import Stream

NITF = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "http://www.nitf.org/IPTC/NITF/3.3/nitf.dtd">
<nitf><head><title>Not this</title><meta name="print_page_number" content="7"/><meta name="print_section" content="A"/>
<docdata><doc-id id-string="12"/><date.issue norm="20210303T191044Z"/><doc.copyright holder="Lakeside" year="2021"/></docdata>
<pubdata name="The Lakeside Herald" ex-ref="https://lakeside.example/12"/></head>
<body><body.head><hedline><hl1>Ministers meet</hl1></hedline><byline class="print_byline">By Joan Pell</byline></body.head>
<body.content><block class="lead_paragraph"><p>Peru and Chile met.</p></block>
<block class="full_text"><p>Peru and <org>Chile</org> met.</p><media><media-caption><p>A photo</p></media-caption></media>
<p>They agreed.</p></block></body.content></body></nitf>"""
G2 = """<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<packageItem guid="p"><itemMeta/></packageItem>
<newsItem guid="g1" version="2"><rightsInfo><copyrightHolder literal="Lakeside Media"/></rightsInfo>
<itemMeta><provider qcode="nprov:LAKE"><name>Lakeside Agency</name></provider><versionCreated>2021-03-03T19:10:44Z</versionCreated></itemMeta>
<contentMeta><headline role="hld:subHeadline">Oslo</headline><headline>Ministers meet</headline><by>By Joan Pell</by></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>
<body><p>Peru and Chile met.</p><p>They agreed.</p></body></html></inlineXML></contentSet></newsItem>
<newsItem guid="g2"><itemMeta><provider literal="Harbour"/><versionCreated>2021-03-04T00:00:00Z</versionCreated></itemMeta>
<contentMeta><headline>Talks go on</headline></contentMeta>
<contentSet><inlineData contenttype="text/plain">The talks go on.

In Lima.</inlineData></contentSet></newsItem>
<newsItem guid="pic"><contentSet><remoteContent href="a.jpg"/></contentSet></newsItem></itemSet></newsMessage>"""
NEWSML = """<?xml version="1.0"?><NewsML><NewsEnvelope><DateAndTime>20210303T191044Z</DateAndTime></NewsEnvelope>
<NewsItem><Identification><NewsIdentifier><ProviderId>lakeside.example</ProviderId><DateId>20210303</DateId>
<NewsItemId>12</NewsItemId></NewsIdentifier></Identification>
<NewsManagement><FirstCreated>20210303T180000Z</FirstCreated><ThisRevisionCreated>20210303T191044Z</ThisRevisionCreated></NewsManagement>
<NewsComponent><NewsLines><HeadLine>Ministers meet</HeadLine><ByLine>By Joan Pell</ByLine></NewsLines>
<AdministrativeMetadata><Provider><Party FormalName="Lakeside Agency"/></Provider></AdministrativeMetadata>
<NewsComponent><ContentItem><MediaType FormalName="Photo"/><DataContent>xxxx</DataContent></ContentItem>
<ContentItem><MediaType FormalName="Text"/><DataContent><nitf><body><body.content><p>Peru and Chile met.</p><p>They agreed.</p>
</body.content></body></nitf></DataContent></ContentItem></NewsComponent></NewsComponent></NewsItem></NewsML>"""
OSLO = "Peru and Chile met.\n\nThey agreed."
MEETING = ("Ministers meet", "2021-03-03", OSLO)


def read(data: str | bytes, name: str = "x") -> list[Report | InputError]:
    raw = data.encode() if isinstance(data, str) else data
    return list(reports_of(Stream(io.BytesIO(raw), name), name, name))


def told(item: Report | InputError) -> tuple[str, str | None, str | None, str | None, str]:
    assert isinstance(item, Report)
    return item.source, item.title, item.published.value, item.publisher, item.text


def ninjs(**more: object) -> str:
    return json.dumps({"uri": "https://lakeside.example/12", "language": "en", **more})


V1 = {"versioncreated": "2021-03-03T19:10:44Z", "headline": "Ministers meet", "copyrightholder": "Lakeside"}
V2 = {
    "versioncreated": "2021-03-03T19:10:44Z",
    "headlines": [{"role": "main", "value": "Ministers meet"}],
    "copyrightholder": "Lakeside",
}
V3 = {
    "versionCreated": "2021-03-03T19:10:44Z",
    "headlines": [{"value": "Ministers meet"}],
    "infoSources": [{"name": "Lakeside"}],
}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(NITF, [("x", "Ministers meet", "2021-03-03", "The Lakeside Herald", OSLO)], id="NITF"),
        pytest.param(G2, [("x#1", "Ministers meet", "2021-03-03", "Lakeside Agency", OSLO),
                          ("x#2", "Talks go on", "2021-03-04", "Harbour", "The talks go on.\n\nIn Lima.")], id="NewsML-G2"),
        pytest.param(NEWSML, [("x#1", "Ministers meet", "2021-03-03", "Lakeside Agency", OSLO)], id="NewsML 1"),
        pytest.param(ninjs(**V1, body_xhtml="<p>Peru and Chile met.</p><p>They agreed.</p>", body_text="Peru and Chile met. They agreed."),
                     [("x#1", "Ministers meet", "2021-03-03", "Lakeside", OSLO)], id="ninjs 1"),
        pytest.param(ninjs(**V2, bodies=[{"contenttype": "text/html", "value": "<p>Peru and Chile met.</p><p>They agreed.</p>"}]),
                     [("x#1", "Ministers meet", "2021-03-03", "Lakeside", OSLO)], id="ninjs 2"),
        pytest.param(ninjs(**V3, bodies=[{"contentType": "text/plain", "value": "Peru and Chile met.\nThey agreed."}]),
                     [("x#1", "Ministers meet", "2021-03-03", "Lakeside", OSLO)], id="ninjs 3"),
        pytest.param("\n".join(ninjs(**V1, body_text=text) for text in ("Talks.", "More talks.")),
                     [("x#1", "Ministers meet", "2021-03-03", "Lakeside", "Talks."),
                      ("x#2", "Ministers meet", "2021-03-03", "Lakeside", "More talks.")], id="ninjs by line"),
    ],
)  # fmt: skip
def test_news(data: str, expected: list[tuple[str, str, str, str, str]]) -> None:
    assert [told(item) for item in read(data)] == expected


@pytest.mark.parametrize(
    "data",
    [
        NITF[:-200],
        '<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><nitf><p>&b;</p></nitf>',
        '<?xml version="1.0" encoding="utf-16"?><nitf/>',
        '<?xml version="1.0"?><other/>',
        '<?xml version="1.0"?><nitf/>',
        "<?xml",
        ninjs(**V1),
    ],
    ids=("cut", "entities", "wrong encoding", "another root", "empty", "nothing", "no body"),
)
def test_bad_news_is_an_error(tmp_path: Path, data: str) -> None:
    (tmp_path / "a.xml").write_text(data)
    [error] = open_reports([tmp_path / "a.xml"])
    assert isinstance(error, InputError)


def test_an_external_entity_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("SECRET")
    entity = f'<!DOCTYPE nitf [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'
    data = (
        f'<?xml version="1.0"?>{entity}<nitf><body><body.content><p>Talks &x; ended.</p></body.content></body></nitf>'
    )
    assert all("SECRET" not in (item.text if isinstance(item, Report) else str(item)) for item in read(data))


# web archives

PAGE = (
    b"<html><head><title>Ministers meet</title></head><body><p>Peru and Chile met.</p><p>They agreed.</p></body></html>"
)


def http(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    lines = [f"HTTP/1.1 {status}", "Content-Type: text/html; charset=utf-8", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def record(
    payload: bytes, kind: str = "response", url: str = "https://lakeside.example/12", length: int | None = None
) -> bytes:
    content = {"response": "application/http; msgtype=response", "warcinfo": "application/warc-fields"}.get(
        kind, "text/html"
    )
    size = len(payload) if length is None else length
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Type: {content}\r\nContent-Length: {size}\r\n\r\n"
    return head.encode() + payload + b"\r\n\r\n"


CHUNKED = b"%x\r\n%b\r\n%x\r\n%b\r\n0\r\n\r\n" % (20, PAGE[:20], len(PAGE) - 20, PAGE[20:])
INFO = record(b"software: x\r\n", "warcinfo")
ARC = b"filedesc://a.arc 0.0.0.0 20140102000000 text/plain 10\n1 0 Alexa\n\nhttps://lakeside.example/12 1.2.3.4 20140102000000 text/html %d\n%b\n" % (
    len(http(PAGE)), http(PAGE))  # fmt: skip


@pytest.mark.parametrize(
    ("data", "numbers"),
    [
        pytest.param(INFO + record(http(PAGE)), ["2"], id="plain"),
        pytest.param(gzip.compress(INFO) + gzip.compress(record(http(PAGE))), ["2"], id="gzip by record"),
        pytest.param(gzip.compress(INFO + record(http(PAGE))), ["2"], id="gzip as a whole"),
        pytest.param(record(http(CHUNKED, "Transfer-Encoding: chunked")), ["1"], id="chunked"),
        pytest.param(record(http(PAGE, "Transfer-Encoding: chunked")), ["1"], id="called chunked"),
        pytest.param(record(http(gzip.compress(PAGE), "Content-Encoding: gzip")), ["1"], id="gzip inside"),
        pytest.param(record(PAGE, "resource"), ["1"], id="resource"),
        pytest.param(ARC, ["2"], id="ARC"),
        pytest.param(record(http(b"gone", status="404 Not Found")) + record(http(PAGE)), ["2"], id="an answer that is no page"),
    ],
)  # fmt: skip
def test_web_archives(tmp_path: Path, data: bytes, numbers: list[str]) -> None:
    (tmp_path / "a").write_bytes(data)
    reports = [item for item in open_reports([tmp_path / "a"]) if isinstance(item, Report)]
    assert [report.source.partition("#")[2] for report in reports] == numbers
    assert all((report.url, report.text) == ("https://lakeside.example/12", OSLO) for report in reports)


@pytest.mark.parametrize(
    ("data", "kinds"),
    [
        pytest.param(record(http(PAGE)) + record(http(PAGE))[:150], "RE", id="breaks off"),
        pytest.param(record(http(PAGE)) + b"rubbish\r\nrubbish\r\n" + record(http(PAGE)), "RER", id="damaged between"),
        pytest.param(record(http(PAGE), length=2_000_000_000), "E", id="2 GB claimed"),
        pytest.param(record(http(b"\x1f\x8bno", "Content-Encoding: gzip")) + record(http(PAGE)), "ER", id="damaged inside"),
        pytest.param(record(http(gzip.compress(b" " * 30_000_000), "Content-Encoding: gzip")) + record(http(PAGE)), "ER", id="bomb"),
        pytest.param(gzip.compress(record(http(PAGE))) + gzip.compress(record(http(PAGE)))[:60], "RE", id="cut gzip"),
    ],
)  # fmt: skip
def test_what_is_damaged_is_told_in_its_place(tmp_path: Path, data: bytes, kinds: str) -> None:
    (tmp_path / "a.warc").write_bytes(data)
    found = list(open_reports([tmp_path / "a.warc"]))
    assert "".join("R" if isinstance(item, Report) else "E" for item in found) == kinds
    assert all(isinstance(item, Report | UnreadableError | InputError) for item in found)
