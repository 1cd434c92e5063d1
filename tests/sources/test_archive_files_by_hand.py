"""Files as other programs write them, by hand after their specifications (and one by a browser): what lies in ``files/``,
and packed ones.

Each has what an Outlook, a WordPad, a LibreOffice, an agency or a blog really puts around a text: encodings declared and
escaped, parts that are no text of the article, the same words twice, names where the specification allows them.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from communique.model import Report
from communique.sources import open_reports
from tests.sources.archive_files import packed

FILES = Path(__file__).parent / "files"


class Wanted(NamedTuple):
    """What must come out of a file, in its order."""

    place: str
    title: str | None
    date: str | None
    publisher: str | None
    byline: str | None
    text: str


FILES_BY_HAND = {
    # Exchange: quoted-printable in Windows-1252, the same as HTML, an attached text, a subject in two encoded words
    "outlook.eml": [
        Wanted("", "Ministers meet in Oslo – “a frank exchange” on the régime", "2021-03-03", "Pell, Joan", None,
               "The foreign ministers of Peru and Chile met in Oslo on Tuesday and called their talks “a frank exchange”."
               "\n\nThe régime’s spokesman said that 20% = one in five of the talks’ papers were signed.\n\nJoan Pell"),
    ],
    # nothing but HTML in base64 beside its picture; a day that has ended further east
    "apple-mail.eml": [
        Wanted("", "Gipfel in Köln: „ein Erfolg“", "2021-03-04", "Joan Pell", None,
               "Die Minister trafen sich in Köln.\n\nSie nannten das Treffen „einen Erfolg“.\n\nAm 3. März schrieb Ali Noor:"),
    ],
    # ">From", "From:" in the text, a list's footer, a name as a comment, an answer that quotes
    "list.mbox": [
        Wanted("#1", "[wire] Ministers meet", "2021-03-03", "Joan Pell", None,
               "The ministers met in São Paulo.\n\nFrom Lima came no answer.\n\nFrom: here on the text goes on."),
        Wanted("#2", "Re: [wire] Ministers meet", "2021-03-04", "Ali Noor", None,
               "Chile has answered since.\n\nOn 3 Mar 2021, Joan Pell wrote:\n\nThe ministers met in Sao Paulo.\n\n"
               "From Lima came no answer."),
    ],
    "rss-0.91.xml": [
        Wanted("#1", 'Ministers "meet" in Oslo', None, "Harbour Times", None, "Peru & Chile met, again.\n\nThey agreed."),
    ],
    # Latin-1, a logo and a search box with titles, a teaser beside the text
    "rss-1.0.rdf": [
        Wanted("#1", "Le Pérou & le Chili se parlent", "2021-03-03", "Le Port", "Anne Exemple",
               "Les ministres du Pérou et du Chili se sont rencontrés à Oslo.\n\nIls ont dit : « oui »."),
        Wanted("#2", "Les pourparlers continuent", None, "Le Port", None, "Les pourparlers continuent à Lima."),
    ],
    # descriptions of pictures, a year of two figures, an author as RSS 2.0 has them, the paper that it is from
    "rss-2.0-wire.xml": [
        Wanted("#1", "Ministers’ talks: “frank”", "2021-03-03", "The Lakeside Herald", "Joan Pell",
               "Peru and Chile met.\n\nShare"),
    ],
    # prefixes for all, mark-up in a title, XHTML with lists, a content that is elsewhere
    "atom-xhtml.xml": [
        Wanted("#1", "Ministers meet & talk", "2021-03-03", "The Lakeside Herald", "Joan Pell, Ali Noor",
               "In Oslo\n\nPeru and Chile met.\n\nThey agreed on trade.\n\nThey left OAS matters.\n\n“We agreed,”\n\nNoor said."),
        Wanted("#2", "Talks go on", "2021-03-05", "The Lakeside Herald", None, "The talks go on.\n\nIn Lima."),
    ],
    # fields, two encodings by font, Unicode with its substitute, escaped signs
    "wordpad.rtf": [
        Wanted("", "Ministers meet in Oslo for talks", None, None, None,
               "Ministers meet in Oslo for talks\n\nThe régime’s spokesman said: “We met in München—and in Москва.”\n\n"
               "The paper has it that “nothing” was signed ; a {brace} and a back\\slash stand here.\n\n· A first point.\n\nThe end."),
    ],
    # running heads, a footnote, a tracked deletion, a box of text given twice, a picture, a table
    "libreoffice.rtf": [
        Wanted("", "The talks of Oslo", None, None, "Joan Pell",
               "The talks of Oslo\n\nLes ministres se sont réunis à Oslo : « oui ». 資料 were there.\n\nThey signed — nothing.\n\n"
               "Peru Chile\n\nA box of text.\n\nThe last line."),
    ],
    # letters by their names and numbers, kerning, a word parted at a line's end
    "winansi.pdf": [
        Wanted("", "Ministers meet in Oslo", None, None, "Joan Pell",
               "Ministers meet in Oslo\n\nPeru and Chile met in Oslo on Tuesday and called their talks “a frank exchange”. The "
               "régime’s official spokesman said that the papers were signed — all of them.\n\n"
               "They will meet again in May, <if> both agree (says Noor)."),
    ],
    # a page printed by Chromium: each letter a piece of its own, two columns, wide blanks, ligatures
    "chromium.pdf": [
        Wanted("", "Ministers meet – and part", None, None, None,
               "Ministers meet – and part\n\nThe foreign ministers of Peru and Chile met in Oslo on Tuesday, and they said that "
               "they would meet again in May if nothing unforeseen prevented it.\n\n“We agreed,” said Ali Noor, the spokesman."
               "\n\n“The official communiqué will be published in the afternoon.”\n\nNobody else was informed of the "
               "conversations, which the correspondents of the agencies awaited at the gates."),
    ],
    # components in components: a picture's caption stands before the text
    "newsml-1-afp.xml": [
        Wanted("#1", "Ministers of Peru, Chile meet in Oslo", "2021-03-03", "LAP", "by Joan Pell",
               "Peru and Chile met in Oslo.\n\nThey agreed—on nothing.\n\njp/an"),
    ],
    # the sender in the envelope, a text within its encoding as CDATA, another as XHTML
    "newsml-1-apa.xml": [
        Wanted("#1", "Außenminister in Köln", "2021-03-04", "Hafen-Agentur", None,
               "Die Außenminister trafen sich in Köln.\n\nSie blieben bis zum Abend."),
        Wanted("#2", "Gespräche gehen weiter", "2021-03-05", "Hafen-Agentur", None,
               "Gespräche gehen weiter\n\nIn Lima.\n\nPeru\n\nChile"),
    ],
    # a day of 1999 that means none, paragraphs by blank lines, comments of readers, a page and a menu
    "wordpress-1.1.xml": [
        Wanted("#1", "Ministers & talks", "2010-08-31", "Notes from Lakeside", "Joan Pell",
               "Peru and Chile met. They stayed until the evening.\n\nThey agreed:\n\non trade;\n\non borders.\n\n"
               "“We agreed,” Noor said."),
    ],
    # blocks between comments, a caption, what is in the bin or not yet published
    "wordpress-1.2-blocks.xml": [
        Wanted("#1", "Ministers meet: “frank” talks", "2021-03-03", "Notes from Lakeside", "Joan Pell",
               "Peru and Chile met.\n\nThey agreed."),
    ],
    # a subtitle in the title's division, a text by line breaks, a picture's caption, a page in German
    "europresse-english.html": [
        Wanted("#1", "Ministers meet: a first", "2021-03-03", "The Lakeside Herald (web site)", "Joan Pell",
               "Peru and Chile met.\n\nThey agreed."),
        Wanted("#2", "Gespräche gehen weiter", "2021-03-04", "Hafen-Zeitung", None, "In Lima."),
    ],
    # date and section beside the publication's name, a number with signs of multiplication
    "europresse-2020.html": [
        Wanted("#1", "Les ministres : « oui »", "2021-03-06", "Le Port (site web)", "Anne Exemple et Jean Modèle",
               "Le Pérou et le Chili se sont rencontrés.\n\n« Oui », a dit Noor."),
    ],
    # in Spanish: the number of words behind the year, the page as "pág."
    "europresse-spanish.html": [
        Wanted("#1", "Los ministros se reúnen", "2021-03-03", "El Puerto", None,
               "Perú y Chile se reunieron en Oslo.\n\nAcordaron poco."),
    ],
    # a message sent on with its header, quoted-printable in UTF-8
    "gmail.eml": [
        Wanted("", "Fwd: Ministers meet", "2021-03-03", "Joan Pell", None,
               "For the record.\n\n---------- Forwarded message ---------\n\nFrom: Ali Noor <ali@harbour.example>\n\n"
               "Date: Tue, 2 Mar 2021 at 09:00\n\nSubject: Ministers meet\n\nTo: Joan Pell <joan@lakeside.example>\n\n"
               "Peru and Chile met in Oslo – and agreed.\n\n*They* will meet again: https://x.example/é"),
    ],
    # Shift JIS, paragraphs that an indent of one sign begins
    "newsml-1-shift-jis.xml": [
        Wanted("#1", "外相会談", "2021-03-03", "k.example", None,
               "ペルーとチリの外相が会談した。\n\n合意した。"),
    ],
    # a topic with a description, a heading and a table in the body
    "newsml-1-wire.xml": [
        Wanted("#1", "UPDATE 1-Ministers meet", "2021-03-03", "Lakeside Wire", None,
               "By Joan Pell\n\nOSLO (Lakeside Wire) - Peru and Chile met.\n\nA B 1 2\n\nThey agreed."),
    ],
    # no blank line between messages, but a line that surely parts them
    "takeout.mbox": [
        Wanted("#1", "Talks", "2021-03-03", "a@x.example", None,
               "Peru and Chile met.\n\nFrom the start they agreed."),
        Wanted("#2", "More", "2021-03-03", "a@x.example", None,
               "More talks."),
    ],
    # an escaped line's end, Unicode without a substitute, groups only for fonts
    "textedit.rtf": [
        Wanted("", "Ministers meet in Oslo", None, None, None,
               "Ministers meet in Oslo\n\n“We agreed,” said Ali Noor. “Café” talks cost € 5 million, ’tis said.\n\n"
               "The paper reported it."),
    ],
    # hidden text, a comment, revisions, an index of fonts in two encodings, an embedded object
    "word.rtf": [
        Wanted("", "Note of talks", None, None, "Joan Pell",
               "Peru and Chile met.\n\nThey agreed. Noor said so.\n\n1. First point.\n\nPražane české Čtyři."),
    ],
    # control characters that no XML may hold, a caption as an attribute
    "wordpress-1.0.xml": [
        Wanted("#1", "One – two", "2010-03-03", "Notes", "Joan Pell",
               "Peru and Chile met.\n\nThey agreed & left.\n\nPage two."),
    ],
    # of the classic editor: headings, a table, a private post
    "wordpress-classic.xml": [
        Wanted("#1", "A", "2021-03-03", "Notes", None,
               "Text of A, with a link.\n\nHead\n\nSecond part of it.\n\ncode here\n\nPeru\n\nChile"),
    ],
}  # fmt: skip


def found(path: Path) -> list[Wanted]:
    reports = []
    for item in open_reports([path], any_language=True):
        assert isinstance(item, Report), item
        place = item.source.partition(path.name)[2]
        reports.append(Wanted(place, item.title, item.published.value, item.publisher, item.byline, item.text))
    return reports


@pytest.mark.parametrize("name", FILES_BY_HAND)
def test_a_file_by_hand(name: str) -> None:
    assert found(FILES / name) == FILES_BY_HAND[name]


def test_no_file_is_left_out() -> None:
    assert {path.name for path in FILES.iterdir()} == set(FILES_BY_HAND)


# a workbook as Excel for Mac writes it

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORKBOOK = {
    "[Content_Types].xml": f"""<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>""",
    "_rels/.rels": f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="/xl/workbook.xml"/></Relationships>""",
    "xl/workbook.xml": f"""<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><workbookPr date1904="1"/><sheets>
<sheet name="About" sheetId="1" r:id="rId1"/><sheet name="Articles &amp; more" sheetId="2" r:id="rId2"/></sheets></workbook>""",
    "xl/_rels/workbook.xml.rels": f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>
<Relationship Id="rId2" Type="{RELATIONS}/worksheet" Target="worksheets/sheet2.xml"/>
<Relationship Id="rId3" Type="{RELATIONS}/styles" Target="styles.xml"/>
<Relationship Id="rId4" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>""",
    "xl/styles.xml": f"""<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="d\\-mmm\\-yy;@"/></numFmts>
<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>""",
    "xl/sharedStrings.xml": f"""<sst xmlns="{MAIN}" count="9" uniqueCount="9"><si><t>Headline</t></si><si><t>Published</t></si>
<si><t>Full text</t></si><si><t>Newspaper</t></si><si><r><t xml:space="preserve">Ministers </t></r><r><rPr><b/></rPr><t>meet</t></r></si>
<si><t xml:space="preserve">Peru &amp; Chile met.

They agreed.</t></si><si><t>The Lakeside Herald</t></si><si><t>Talks go on</t></si><si><t>Made for the desk</t></si></sst>""",
    "xl/worksheets/sheet1.xml": f"""<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="s"><v>8</v></c></row></sheetData></worksheet>""",
    "xl/worksheets/sheet2.xml": f"""<worksheet xmlns="{MAIN}"><sheetData>
<row r="1"><c r="A1" t="s"><v>8</v></c></row>
<row r="3"><c r="B3" t="s"><v>0</v></c><c r="C3" t="s"><v>1</v></c><c r="E3" t="s"><v>2</v></c><c r="F3" t="s"><v>3</v></c></row>
<row r="4"><c r="B4" t="s"><v>4</v></c><c r="C4" s="1"><v>42796</v></c><c r="E4" t="s"><v>5</v></c><c r="F4" t="s"><v>6</v></c></row>
<row r="5"><c r="B5" s="1"/></row>
<row r="6"><c r="B6" t="s"><v>7</v></c><c r="C6" t="e"><v>#N/A</v></c><c r="E6" t="str"><f>CONCATENATE("The talks"," go on.")</f><v>The talks go on.</v></c>
<c r="F6" t="inlineStr"><is><r><t xml:space="preserve">Harbour </t></r><r><t>Times</t></r></is></c></row>
</sheetData></worksheet>""",
}  # fmt: skip


def test_a_workbook_with_days_since_1904(tmp_path: Path) -> None:
    """Strings shared, rich, in the cell and of a formula; names in the third row; an error and a blank row."""
    path = tmp_path / "mac.xlsx"
    path.write_bytes(packed(**WORKBOOK))
    assert found(path) == [
        Wanted("#1", "Ministers meet", "2021-03-03", "The Lakeside Herald", None, "Peru & Chile met.\n\nThey agreed."),
        Wanted("#3", "Talks go on", None, "Harbour Times", None, "The talks go on."),
    ]


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
TRACKED = f"""<w:document xmlns:w="{WORD}" xmlns:mc="{COMPATIBLE}" xmlns:v="urn:schemas-microsoft-com:vml"><w:body>
<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Ministers meet</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">Peru and </w:t></w:r><w:hyperlink w:anchor="x"><w:r><w:t>Chile</w:t></w:r></w:hyperlink>
<w:ins w:id="1"><w:r><w:t xml:space="preserve"> have</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText> had</w:delText></w:r></w:del>
<w:r><w:t xml:space="preserve"> met</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>.</w:t></w:r></w:p>
<w:moveFromRangeStart w:id="3" w:name="m"/><w:p><w:moveFrom w:id="4"><w:r><w:t>They agreed.</w:t></w:r></w:moveFrom></w:p>
<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:instrText> HYPERLINK "http://x.example" </w:instrText></w:r><w:r><w:t>A link</w:t></w:r>
<w:r><w:rPr><w:vanish/></w:rPr><w:t>for the desk only</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr>
<w:t xml:space="preserve"> to co</w:t><w:softHyphen/><w:t>operate</w:t><w:noBreakHyphen/><w:t>now.</w:t></w:r></w:p>
<w:p><w:moveTo w:id="5"><w:r><w:t>They agreed.</w:t></w:r></w:moveTo></w:p>
<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:txbxContent><w:p><w:r><w:t>Boxed.</w:t></w:r></w:p></w:txbxContent></mc:Choice>
<mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>Boxed.</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback>
</mc:AlternateContent></w:r><w:r><w:t>Anchor.</w:t></w:r></w:p>
<w:sdt><w:sdtContent><w:p><w:r><w:t>In a control.</w:t></w:r></w:p></w:sdtContent></w:sdt></w:body></w:document>"""


def test_a_document_with_tracked_changes(tmp_path: Path) -> None:
    """What is deleted, moved away or hidden is not shown, and not read; a box of text is there once."""
    path = tmp_path / "tracked.docx"
    path.write_bytes(packed(**{"[Content_Types].xml": "<Types/>", "word/document.xml": TRACKED}))
    text = (
        "Ministers meet\n\nPeru and Chile have met.\n\nA link to cooperate-now.\n\nThey agreed.\n\nBoxed.\n\nAnchor.\n\n"
        "In a control."
    )
    assert found(path) == [Wanted("", "Ministers meet", None, None, None, text)]


def test_everything_in_one_archive(tmp_path: Path) -> None:
    """Each file in folders and an archive in the archive comes out as it does alone."""
    names = sorted(FILES_BY_HAND)
    inner = packed(**{f"press/{name}": (FILES / name).read_bytes() for name in names[::2]})
    outer = {f"2021/März/{name}": (FILES / name).read_bytes() for name in names[1::2]}
    path = tmp_path / "all.zip"
    path.write_bytes(packed(**{**outer, "rest.zip": inner, "mac.xlsx": packed(**WORKBOOK), "__MACOSX/._rest.zip": "x"}))
    reports = found(path)
    wanted = {(w.title, w.text) for name in names for w in FILES_BY_HAND[name]}
    assert len(reports) == sum(map(len, FILES_BY_HAND.values())) + 2
    assert {(r.title, r.text) for r in reports} >= wanted
    assert f"#rest.zip/press/{names[0]}" in {r.place for r in reports}
