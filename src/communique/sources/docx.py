"""Word documents (Office Open XML) -> their paragraphs, read as a stream and never wider than a limit."""

# ruff: noqa: SIM905 (a list of words is easier to read and to mend as words)

from __future__ import annotations

import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from communique.errors import InputError, UnreadableError
from communique.sources.limits import MAX_XML_BYTES
from communique.sources.stream import BoundedStream

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
TOLD = tuple(
    "{*}" + name for name in ("t", "br", "cr", "tab", "noBreakHyphen", "bookmarkStart", "pStyle", "moveFrom", "vanish")
)
"""Elements of a paragraph that are looked at, in any namespace."""
OFF = ("0", "false", "off")
"""Values of a property of letters that is not set."""
LOOKED_AT = 12
"""First paragraphs of which the letters are looked at."""
USUAL = 24
"""Half points of letters that no run gives a size: what most word processors begin with, or a little more."""
LARGER = 1.18
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
CORE = "{http://purl.org/dc/elements/1.1/}"


TITLES = frozenset(
    "title heading1 heading titel berschrift1 titre titre1 ttulo ttulo1 puesto titolo titolo1 kop1".split()
)
"""Styles of titles, as word processors in some languages call them (without letters beyond ASCII)."""


class DocxParagraph(NamedTuple):
    """A paragraph of a document."""

    text: str
    """With line breaks as they are in it."""
    bookmarks: tuple[str, ...]
    """Names of the places that begin in it; Nexis calls its articles' "Bookmark_1"."""
    style: str = ""
    """The identifier of its style: "Title", "Heading1"."""
    size: int | None = None
    """Half points of its largest letters where it says so itself; like ``bold`` of the first paragraphs only."""
    bold: bool = False


def docx_paragraphs(package: zipfile.ZipFile, source: str) -> Iterator[DocxParagraph]:
    """The paragraphs of a document in their order, those of tables and text boxes too; no headers, footers or notes.

    Raises:
        UnreadableError: the document is damaged.
        InputError: it is larger than the limit.
    """
    from lxml import etree

    try:
        with package.open(_main_part(package)) as raw:
            stream = BoundedStream(raw, MAX_XML_BYTES, source)
            tags = [f"{ns}p" for ns in (W, STRICT)]
            events = etree.iterparse(
                stream, events=("start", "end"), tag=[*tags, FALLBACK], resolve_entities=False, no_network=True,
                load_dtd=False, huge_tree=False,
            )  # fmt: skip
            fallback = looked = 0
            for event, element in events:
                if element.tag == FALLBACK:
                    fallback += 1 if event == "start" else -1
                elif event == "end":
                    if not fallback:
                        paragraph = _paragraph(element)
                        if looked < LOOKED_AT and paragraph.text.strip():
                            looked += 1
                            size, bold = _letters(element)
                            paragraph = paragraph._replace(size=size, bold=bold)
                        yield paragraph
                    element.clear(keep_tail=True)
    except (
        ValueError,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        KeyError,
        NotImplementedError,
        OSError,
        etree.XMLSyntaxError,
    ) as error:
        raise damaged(source) from error
    except RuntimeError as error:  # zipfile's word for encryption
        raise UnreadableError(source, "it is protected by a password", "Save it without one") from error


def _main_part(package: zipfile.ZipFile) -> str:
    names = package.namelist()
    for name in ("word/document.xml", "word/document2.xml"):
        if name in names:
            return name
    return next((n for n in names if n.startswith("word/document") and n.endswith(".xml")), "word/document.xml")


def _paragraph(element: Any) -> DocxParagraph:
    parts: list[str] = []
    marks: list[str] = []
    style = ""
    unseen: list[Any] = []
    """Texts that are not shown: hidden ones, and what a tracked change has moved elsewhere."""
    for node in element.iter(*TOLD):
        tag = node.tag.rpartition("}")[2]
        if tag == "t":
            if node not in unseen:
                parts.append(node.text or "")
        elif tag in ("br", "cr"):
            parts.append("\n")
        elif tag == "tab":
            parts.append("\t" if node.getparent().tag.endswith("}r") else "")
        elif tag == "noBreakHyphen":
            parts.append("-")
        elif tag == "bookmarkStart":
            marks += [value for key, value in node.attrib.items() if key.endswith("}name")]
        elif tag == "pStyle":
            style = next(iter(node.attrib.values()), "")
        elif tag == "moveFrom":
            unseen += node.iter("{*}t")
        elif tag == "vanish" and next(iter(node.attrib.values()), "1") not in OFF:
            unseen += node.getparent().getparent().iterchildren("{*}t")
    return DocxParagraph("".join(parts), tuple(marks), style)


def _letters(element: Any) -> tuple[int | None, bool]:
    """The largest size that a paragraph's runs give, and whether all are bold."""
    sizes: list[int] = []
    bold: list[bool] = []
    for run in element.iter("{*}r"):
        if not any(text.text and text.text.strip() for text in run.iterchildren("{*}t")):
            continue
        told = next(run.iterchildren("{*}rPr"), None)
        size, thick = (None, None) if told is None else (told.find("{*}sz"), told.find("{*}b"))
        value = "" if size is None else next(iter(size.attrib.values()), "")
        if value.isdecimal() and len(value) < 5:
            sizes.append(int(value))
        bold.append(thick is not None and next(iter(thick.attrib.values()), "1") not in OFF)
    return max(sizes, default=None), bool(bold) and all(bold)


def set_apart(paragraphs: Sequence[DocxParagraph]) -> bool:
    """Whether the first paragraph is in larger letters than most others, or bold as they are not, as titles are."""
    looked = [p for p in paragraphs if p.text.strip()][:LOOKED_AT]
    if len(looked) < 3:
        return False
    first, rest = looked[0], looked[1:]
    usual = Counter(p.size or USUAL for p in rest).most_common(1)[0][0]
    return (first.size or USUAL) > LARGER * usual or (first.bold and sum(p.bold for p in rest) * 2 < len(rest))


def docx_properties(package: zipfile.ZipFile, source: str) -> dict[str, str]:
    """What the document says of itself: title, creator, created ... by their names; empty without any."""
    from lxml import etree

    try:
        data = BoundedStream(package.open("docProps/core.xml"), 1_000_000, source).read()
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except (
        KeyError,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        RuntimeError,
        OSError,
        InputError,
        ValueError,
        etree.XMLSyntaxError,
    ):
        return {}
    named = ((child.tag.rpartition("}")[2], (child.text or "").strip()) for child in root if isinstance(child.tag, str))
    return {name: value for name, value in named if value}


def damaged(source: str) -> UnreadableError:
    """The error for a document that cannot be read."""
    return UnreadableError(
        source, "the document is damaged", "Download it again, or save it again with a word processor"
    )
