"""XML of files, parsed so that nothing is fetched and nothing expands; and what stands in its elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from communique.errors import UnreadableError
from communique.sources.article import joined_lines, one_line
from communique.sources.html import visible_paragraphs

BLOCKS = frozenset((
    "p", "hl2", "hl3", "hl4", "h1", "h2", "h3", "h4", "h5", "h6", "li", "pre", "blockquote", "td", "th", "dt", "dd",
    "note",
))  # fmt: skip
"""Elements of XHTML and NITF that hold a paragraph."""
SKIPPED = frozenset(("media", "script", "style", "aside", "figure", "title", "head"))
"""Those with what is no text: pictures with their captions, the head of a page."""
ANY_SPACE = "{*}"
"""In front of a name, to lxml: in any namespace or none."""
INDENTED = re.compile(r"\n(?=(?:\s{2,}|\u3000)\S)")
"""The end of a line before a paragraph that begins with an indent; of one sign in Chinese and Japanese."""
CONTROLS = bytes(n for n in range(32) if n not in b"\t\n\r\x0e\x0f\x1b")
"""What no XML may hold, but texts pasted into a form do; without those that switch encodings of Eastern Asia."""
# "<p>", "</div>": mark-up in a value that is called plain text
TAGGED = re.compile(r"<(?:p|div|br|span|b|i|em|strong|ul|h\d)\b[^<>]*>", re.I)


def xml_root(data: bytes, source: str, *, recover: bool = False) -> Any:
    """The root of a document. Entities are not resolved, nothing is fetched, and bombs are refused by libxml2.

    ``recover``: what can be read of a damaged document will do.

    Raises:
        UnreadableError: it is no XML, or damaged.
    """
    from lxml import etree

    if b"\0" not in data[:100]:  # no UTF-16
        data = data.translate(None, CONTROLS)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=recover,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _damaged(source) from error
    if root is None:
        raise _damaged(source)
    return root


def _damaged(source: str) -> UnreadableError:
    return UnreadableError(source, "the XML is damaged or made to exhaust the memory", "Fetch or export it again")


def name_of(element: Any) -> str:
    """An element's name without its namespace; empty for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: Any, *names: str) -> Iterator[Any]:
    """The children of these names, in any namespace."""
    found: Iterator[Any] = element.iterchildren(*map(ANY_SPACE.__add__, names))
    return found


def below(element: Any, *names: str) -> Iterator[Any]:
    """The elements of these names anywhere below one."""
    found: Iterator[Any] = element.iter(*map(ANY_SPACE.__add__, names))
    return found


def first(element: Any, *path: str) -> Any:
    """The first element at the end of a path of names; None without one. ``None`` may be asked too."""
    for name in path:
        if element is None:
            return None
        element = next(element.iterchildren(ANY_SPACE + name), None)
    return element


def by_name(element: Any) -> dict[str, Any]:
    """The first child of each name, in any namespace: sooner than :func:`first` where many names are asked for."""
    return {name_of(child): child for child in element.iterchildren(reversed=True)} if element is not None else {}


def text_of(element: Any) -> str | None:
    """All the text in an element on one line; None without any."""
    if element is None:
        return None
    return one_line("".join(map(str, element.itertext())) if len(element) else element.text)


def paragraphs_of(element: Any) -> list[str]:
    """The paragraphs in an element of XHTML or NITF; a text outside any of them is one too."""
    if (plain := _plain_blocks(element)) is not None:
        return plain
    found: list[str] = []
    loose: list[str] = []

    def flush() -> None:
        if line := one_line("".join(loose)):
            found.append(line)
        loose.clear()

    stack = [(element, "open")]
    while stack:  # by hand: mark-up may be nested deeper than Python's stack
        node, what = stack.pop()
        name = name_of(node)
        if what == "open":
            if name in BLOCKS or name == "br":
                flush()
                if not len(node):  # most have nothing in them but text
                    if line := one_line(node.text):
                        found.append(line)
                    if node is not element:
                        loose.append(node.tail or "")
                    continue
            if name not in SKIPPED and name:
                loose.append(node.text or "")
                stack.append((node, "close"))
                stack += [(child, "open") for child in reversed(node)]
            elif node is not element:
                loose.append(node.tail or "")
        else:
            if name in BLOCKS:
                flush()
            if node is not element:
                loose.append(node.tail or "")
    flush()
    return found


def _plain_blocks(element: Any) -> list[str] | None:
    """The paragraphs of an element that holds nothing but paragraphs of text, as most do; None of another."""
    if element.text and not element.text.isspace():
        return None
    found = []
    known = None
    for block in element:
        tail = block.tail
        if len(block) or (tail and not tail.isspace()):
            return None
        if (tag := block.tag) != known:
            if name_of(block) not in BLOCKS:
                return None
            known = tag
        if line := one_line(block.text):
            found.append(line)
    return found


def plain_paragraphs(value: str) -> list[str]:
    """The paragraphs of a text value: mark-up is read as such, else blank lines and line ends part them."""
    if TAGGED.search(value):
        return visible_paragraphs(value)
    parts = re.split(r"\n\s*\n", value) if re.search(r"\n\s*\n", value.strip()) else re.split(INDENTED, value)
    return [line for part in parts if (line := joined_lines(part))]
