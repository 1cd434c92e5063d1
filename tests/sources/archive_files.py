"""Exports of news databases in small, of invented articles: what the tests of their readers share."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

NEXIS_TEXT = """\
Download Request: Selected Items: 1-2
Terms: (ministers)

                               1 of 2 DOCUMENTS


                         The Lakeside Herald (Lakeside)

                            March 3, 2021 Wednesday
                                 Final Edition

Ministers meet in Oslo for talks that nobody had expected to be held
before the summer

BYLINE: Joan Pell

SECTION: WORLD; Pg. A7

LENGTH: 214 words

DATELINE: OSLO

The foreign ministers of Peru and Chile met in Oslo on Tuesday, and they said
that they would meet again in May.

"We agreed," Ali Noor said.

LOAD-DATE: March 4, 2021

LANGUAGE: ENGLISH

GRAPHIC: Ali Noor in Oslo
PHOTO / Lakeside Pictures

PUBLICATION-TYPE: Newspaper


                       Copyright 2021 Lakeside Media Ltd
                              All Rights Reserved

                               2 of 2 DOCUMENTS


                                 Harbour Times

                                  4. März 2021

Gipfel in Lima

AUTOR: Anna Beispiel

RUBRIK: POLITIK; S. 3

LÄNGE: 112 Wörter

Peru and Chile go on.

SPRACHE: GERMAN; DEUTSCH
"""


def nexis_html() -> str:
    """The old layout as a page: a division for each part, articles between comments."""

    def part(style: str, *lines: str) -> str:
        return (
            f'<BR><DIV CLASS="{style}">' + "".join(f'<P CLASS="c1"><SPAN>{x}</SPAN></P>\n' for x in lines) + "</DIV>\n"
        )

    def document(number: int, *parts: str) -> str:
        return (
            f'<A NAME="DOC_ID_{number}_0"></A><!-- Hide XML\n<DOC NUMBER={number}> -->\n'
            + "".join(parts)
            + "<!-- </DOC> -->"
        )

    first = document(
        1,
        part("c0", "1 of 2 DOCUMENTS"), part("c3", "The Lakeside Herald"), part("c3", "June 17, 1995, CITY EDITION"),
        part("c4", "Ministers meet &amp; talk", "Oslo sees a first"), part("c4", "BYLINE: By JOAN PELL"),
        part("c4", "SECTION: FRONT PAGE; Pg. 1"), part("c4", "LENGTH: 76 words"),
        part("c4", "Peru and Chile met in Oslo.", "They agreed."), part("c4", "LOAD-DATE: June 19, 1995"),
        part("c3", "Copyright 1995 Lakeside Media Ltd"),
    )  # fmt: skip
    second = document(
        2,
        part("c0", "2 of 2 DOCUMENTS"), part("c3", "Harbour Times"), part("c3", "June 18, 1995"),
        part("c4", "Talks go on"), part("c4", "LENGTH: 9 words"), part("c4", "The talks go on."),
    )  # fmt: skip
    return f"<HTML><HEAD><TITLE>&nbsp;</TITLE></HEAD><BODY>\n{first}\n{second}</BODY></HTML>"


NEXIS_LINES = (
    ("Bookmark_1", ""), ("", "Ministers meet in Oslo"), ("", "The Lakeside Herald"), ("", "March 3, 2021 Wednesday 9:20 AM GMT"),
    ("", ""), ("", "\nCopyright 2021 Lakeside Media Ltd All Rights Reserved"), ("", "Section:\xa0WORLD; Pg. 12; Version:2"),
    ("", "Length:\xa0214 words"), ("", "Byline:\xa0Joan Pell"), ("Body", "Body"), ("", ""),
    ("", "Peru and Chile met in Oslo on Tuesday."), ("", "They will meet again in May."), ("Classification", "Classification"),
    ("", "Language:\xa0ENGLISH"), ("", "\nSubject:\xa0DIPLOMACY (93%)"), ("", "\nLoad-Date:\xa0March 4, 2021"),
    ("", "\nEnd of Document"), ("Bookmark_2", ""), ("", "Talks go on"), ("", "Harbour Times"), ("", "4 mars 2021"),
    ("", "Longueur:\xa09 mots"), ("Body_0", "Body"), ("", "The talks go on."), ("", "\nFin du document"),
)  # fmt: skip
"""Bookmarks and texts of the paragraphs of the new layout."""
NEXIS_COVER = (
    "Date and Time: Friday, 5. July 2019 09:31:00 CEST", "Job Number: 1", "Documents (2)", "1. Ministers meet in Oslo",
    "Client/Matter: -None-", "Search Terms: ministers", "Content Type", "Narrowed by", "News", "Sources: The Lakeside Herald",
)  # fmt: skip


def docx(paragraphs: Iterable[tuple[str, str]], core: str = "") -> bytes:
    """A Word document of paragraphs, each with the bookmark that begins in it, or "style NAME", or "letters MARK-UP"."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    parts = []
    for mark, text in paragraphs:
        runs = "<w:br/>".join(f"<w:t>{line}</w:t>" for line in text.split("\n"))
        if mark.startswith("letters "):
            runs, mark = f"<w:rPr>{mark[8:]}</w:rPr>{runs}", ""
        elif mark.startswith("style "):
            mark = f'<w:pPr><w:pStyle w:val="{mark[6:]}"/></w:pPr>'
        else:
            mark = f'<w:bookmarkStart w:id="1" w:name="{mark}"/>' if mark else ""
        parts.append(f"<w:p>{mark}<w:r>{runs}</w:r></w:p>")
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document {space}><w:body>{"".join(parts)}</w:body></w:document>'
    )
    files: dict[str, bytes | str] = {"[Content_Types].xml": "<Types/>", "word/document.xml": document}
    if core:
        files["docProps/core.xml"] = core
    return packed(**files)


def factiva_html() -> str:
    """Displayed articles, one with a section, one without an author."""
    return """<html><head><title>Factiva</title></head><body>
<div id="article-LAKE000020171113edbd0000d" class="article"><div class="article enArticle"><p>
</p><div>News</div><div id="hd"><span class="enHeadline">Ministers meet</span></div>
<div class="author">Joan Pell </div><div>808 words</div><div>13 November 2017</div><div>The Lakeside Herald</div>
<div>LAKE</div><div>1; National</div><div>13</div><div>English</div><div>(c) 2017 Lakeside Media Ltd </div><p></p>
<p class="articleParagraph enarticleParagraph">Peru and <b>Chile</b> met.</p>
<p class="articleParagraph enarticleParagraph">They agreed.</p>
<p>Lakeside Media Limited</p><p>Document LAKE000020171113edbd0000d</p></div></div>
<div class="article frArticle"><div id="hd"><span class="frHeadline">Les ministres</span></div>
<div>112 mots</div><div>14 novembre 2017</div><div>08:30</div><div>Le Port</div><div>LPORT</div><div>Français</div>
<div>Copyright 2017 Le Port</div><p class="articleParagraph frarticleParagraph">Talks in Oslo.</p>
<p>Document LPORT00020171114edbe0000e</p></div></body></html>"""


FACTIVA_FIELDS = """\
SE  World
HD  Ministers meet
BY  By Joan Pell
WC  808 words
PD  13 November 2017
SN  The Lakeside Herald
SC  LAKE
PG  13
LA  English
CY  (c) 2017 Lakeside Media Ltd

LP
Peru and Chile met in Oslo.

TD
IN the end they agreed, and
PD was no party to it.

CO  lakesd : Lakeside plc
AN  Document LAKE000020171113edbd0000d

HD  Talks go on
WC  9 words
PD  14. November 2017
SN  Harbour Times
LP  The talks go on.
AN  Document HARB000020171114edbe0000e
"""
FACTIVA_DISPLAYED = """\
Ministers meet in Oslo for a first time
Joan Pell
808 words
13 November 2017
The Lakeside Herald
LAKE
13
English
(c) 2017 Lakeside Media Ltd

Peru and Chile met in Oslo.

They agreed.

Document LAKE000020171113edbd0000d

Talks go on
9 words
14 November 2017
Harbour Times
HARB
English
Copyright 2017 Harbour Times

The talks go on.

Document HARB000020171114edbe0000e
"""
EUROPRESSE = """<html><head><title>Europresse</title></head><body>
<article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">Le Port, no. 43018</span></div>
<div><span class="DocHeader">Monde, vendredi 14 avril 2017 612 mots, p. 8</span></div>
<div class="titreArticle"><p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">Les ministres à Oslo</p></div>
<p class="sm-margin-bottomNews">Anne Exemple</p></header><section><div class="DocText clearfix"><div class="docOcurrContainer">
<p>Peru and Chile met.</p><p>They <mark>agreed</mark>.</p></div></div></section>
<footer>news·20170414·LP·0009</footer></article>
<article><header><div><span class="DocPublicationName">Harbour Times</span></div>
<div><span class="DocHeader">April 15, 2017</span></div>
<div class="titreArticle">Talks go on</div></header><section><div class="DocText clearfix"><p>The talks go on.</p></div></section>
</article></body></html>"""


def packed(**files: bytes | str) -> bytes:
    """A zip of these files."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return raw.getvalue()
