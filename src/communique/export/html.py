"""The page: a report with its record beside it, in one file that needs no network.

The text carries the record's marks; a click on a mark shows its card, a click on a card its words. All of it works
without the script too, but for the way from text to card: cards are links to their first character.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.resources import files

from communique.export.cards import Card, Section, sections
from communique.export.safe import escape, link, one_line
from communique.export.segments import Mark, Segment, segments
from communique.export.wording import dating_words, headline, known_by
from communique.model import Record

__all__ = ["article", "notebook_html", "page"]

LONG, PIECE = 20_000, 2_000
"""Characters from which on a text is in pieces, and of such a piece at least."""
MANY, CARDS = 200, 50
"""Cards of a section from which on it is in pieces too, and of such a piece."""
LINES = re.compile(r"\n+")


def page(records: Record | Iterable[Record]) -> str:
    """One self-contained HTML document for a record or several. It fetches nothing; nothing of a report runs in it."""
    listed = [records] if isinstance(records, Record) else list(records)
    return "".join(_document(listed))


def article(record: Record, actor_page: Callable[[str], str] | None = None) -> str:
    """The part of the page that is the report and its record, for a page that has style and script of its own.

    ``actor_page`` gives the address of the page of an actor across reports, by the id of its entity.
    """
    return "".join(_report(record, 0, several=False, actor_page=actor_page))


def notebook_html(record: Record) -> str:
    """The page in a frame of its own, so that it neither takes a notebook's styles nor gives it any.

    The frame is sandboxed: its script cannot reach the notebook.
    """
    return (f'<iframe title="{escape(one_line(headline(record)))}" sandbox="allow-scripts" '
            f'style="width:100%;height:640px;border:1px solid #8884;border-radius:6px" srcdoc="{escape(page(record))}">'
            "</iframe>")  # fmt: skip


@cache
def _asset(name: str) -> str:
    return (files("communique.export") / "assets" / name).read_text(encoding="utf-8")


def _source(content: str) -> str:
    """How a content security policy names an inline script or style: by its hash."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii") + "'"


def _document(records: list[Record]) -> Iterator[str]:
    style, script = _asset("page.css"), _asset("page.js")
    policy = (f"default-src 'none'; style-src {_source(style)}; script-src {_source(script)}; "
              "base-uri 'none'; form-action 'none'")  # fmt: skip
    title = one_line(headline(records[0])) if len(records) == 1 else f"{len(records)} reports"
    yield (f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
           f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
           '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
           '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
           f"<title>{escape(title)} · communique</title>\n<style>{style}</style>\n</head>\n<body>\n")  # fmt: skip
    yield '<header class="bar"><span class="brand">communique</span>'
    if len(records) > 1:
        options = "".join(
            f'<option value="{i}">{i + 1}. {escape(one_line(headline(r)))}</option>' for i, r in enumerate(records)
        )
        yield (f'<label class="pick"><span class="off">Report </span><select id="pick">{options}</select></label>')
    yield '<span class="push"></span>'
    yield '<button id="keys" type="button" aria-expanded="false" aria-controls="help">Keys</button>'
    yield '<button id="theme" type="button" aria-label="Colours: as the system">◐</button></header>\n'
    yield _HELP
    for i, record in enumerate(records):
        yield from _report(record, i, several=len(records) > 1)
    yield f"<script>{script}</script>\n</body>\n</html>\n"


_HELP = """<div id="help" class="help" role="note" hidden><dl>
<div><dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>next, previous card</dd></div>
<div><dt><kbd>↓</kbd> <kbd>↑</kbd></dt><dd>the same, where the focus is</dd></div>
<div><dt><kbd>Enter</kbd></dt><dd>show the other side; again for the next place</dd></div>
<div><dt><kbd>Tab</kbd></dt><dd>from the text to the record</dd></div>
<div><dt><kbd>[</kbd> <kbd>]</kbd></dt><dd>previous, next report</dd></div>
<div><dt><kbd>Esc</kbd></dt><dd>let go</dd></div>
</dl></div>
"""


def _report(record: Record, i: int, *, several: bool, actor_page: Callable[[str], str] | None = None) -> Iterator[str]:
    found = sections(record, f"{i}.")
    yield f'<article class="report" id="r{i}" data-report="{i}" aria-labelledby="h{i}">\n<div class="source">\n'
    yield f'<h1 id="h{i}">{escape(one_line(headline(record)))}</h1>\n<p class="meta">{" · ".join(_facts(record))}</p>\n'
    yield from _dating(record)
    yield f'<div class="text" id="x{i}" role="region" aria-label="Text of the report" lang="{_language(record)}">'
    yield from _text(record, found)
    yield f'</div>\n<p class="legend">{_LEGEND}</p>\n<p class="made">{_made_by(record)}</p>\n</div>\n'
    yield f'<aside class="record" id="record{i}" aria-label="Record of the report{f" {i + 1}" if several else ""}">\n'
    if not found:
        yield '<p class="none">Nothing for the record was found in this report.</p>'
    else:
        yield '<nav class="jump" aria-label="Parts of the record">'
        for s in found:
            yield f'<a href="#{i}.{s.name}">{escape(s.title)} <span>{len(s.cards)}</span></a>'
        yield "</nav>\n"
    for s in found:
        yield from _section(s, i, actor_page)
    yield "</aside>\n</article>\n"


_LEGEND = ('<span class="a c0">actor</span> in the colour of its side, <span class="s">what was said</span>, '
           '<span class="q">the words that attribute it</span>')  # fmt: skip


def _facts(record: Record) -> Iterator[str]:
    report = record.report
    yield escape(known_by(record))
    if report.publisher:
        yield escape(one_line(report.publisher))
    if headline(record) != report.source:
        yield escape(one_line(report.source))
    if report.genre != "news":
        yield escape({"readout": "read-out", "communique": "communiqué"}.get(report.genre, report.genre))
    if report.url:
        address = link(report.url)
        shown = escape(one_line(report.url))
        yield f'<a href="{escape(address)}" rel="noreferrer noopener">{shown}</a>' if address else shown


def _dating(record: Record) -> Iterator[str]:
    """Why a report that gives no date is thought to be of its time."""
    told = dating_words(record)
    if told:
        yield '<details class="dating"><summary>When it was written</summary><ul>'
        yield from (f"<li>{escape(one_line(one))}</li>" for one in told)
        yield "</ul></details>\n"


def _language(record: Record) -> str:
    code = record.report.language or "en"
    return code if code.isascii() and code.isalpha() and len(code) <= 8 else "en"


def _made_by(record: Record) -> str:
    made = record.made_by
    models = ", ".join(f"{one_line(k)} {one_line(v)[:12]}" for k, v in sorted(made.models.items()))
    told = f"communique {one_line(made.version)}, schema {made.schema}" + (f"; {models}" if models else "")
    return escape(told)


def _text(record: Record, found: list[Section]) -> Iterator[str]:
    text = record.report.text
    marks = [m for s in found for c in s.cards for m in c.marks]
    marks += [Mark(b.start, b.end, "", "b") for b in record.report.boilerplate]
    anchored: set[str] = set()
    # A long text is in pieces, so that a browser lays out those alone that are seen.
    long, begun = len(text) > LONG, 0
    yield '<div class="piece">' if long else ""
    for segment in segments(len(text), marks):
        for m in segment.begins:
            if m.owner and m.owner not in anchored:
                anchored.add(m.owner)
                yield f'<i id="at{m.owner}"></i>'
        if not segment.marks:
            start = segment.start
            while long and (cut := LINES.search(text, max(start, begun + PIECE), segment.end)) is not None:
                yield f'{escape(text[start : cut.end()])}</div><div class="piece">'
                start = begun = cut.end()
            yield escape(text[start : segment.end])
            continue
        words = escape(text[segment.start : segment.end])
        owners = " ".join(dict.fromkeys(m.owner for m in segment.marks if m.owner))
        keyed = f' data-ids="{owners}"' if owners else ""
        stop = " data-stop" if any(m.look[0] in "as" and m.look != "src" for m in segment.begins) else ""
        yield f'<span class="{_looks(segment)}"{keyed}{stop}>{words}</span>'
    yield "</div>" if long else ""


def _looks(segment: Segment) -> str:
    """The classes of a piece of text; of several actors the one with the shortest mention gives the colour."""
    looks = list(dict.fromkeys(m.look for m in segment.marks))
    actors = [look for look in looks if look.startswith("a ")]
    said = sum(m.look == "s" for m in segment.marks)
    kept = [look for look in looks if not look.startswith("a ") and look != "src"]
    return " ".join([*actors[:1], *kept, *(["s2"] if said > 1 else [])]) or "e"


def _section(s: Section, i: int, actor_page: Callable[[str], str] | None) -> Iterator[str]:
    minor = [c for c in s.cards if c.minor]
    major = [c for c in s.cards if not c.minor]
    yield f'<section class="{s.name}" id="{i}.{s.name}"><h2>{escape(s.title)}</h2>\n'
    yield "<ol>\n" if len(major) <= MANY else '<ol class="piece">\n'
    for n, c in enumerate(major):
        if len(major) > MANY and n and n % CARDS == 0:
            yield '</ol><ol class="piece">'
        yield _card(c, actor_page)
    yield "</ol>"
    if minor:
        yield f"<details><summary>{len(minor)} more named in passing</summary><ol>\n"
        yield from (_card(c, actor_page) for c in minor)
        yield "</ol></details>"
    yield "</section>\n"


def _card(c: Card, actor_page: Callable[[str], str] | None) -> str:
    depth = f" d{min(c.depth, 4)}" if c.depth else ""
    sure = "" if c.confidence is None else f' title="confidence {round(100 * c.confidence)} %"'
    target = f"#at{c.key}" if c.marks else f"#{c.key}"
    fact = f' data-fact="{escape(c.fact)}"' if c.fact else ""
    further = ""
    if actor_page is not None and c.entity is not None:
        further = f'<a class="further" href="{escape(actor_page(c.entity))}">All reports</a>'
    return (f'<li><a class="card c{c.side}{depth}" id="{c.key}" href="{target}" data-id="{c.key}"{fact}{sure}>'
            f'<span class="label {c.tone}">{escape(c.label)}</span><span class="words">{c.html}</span>'
            f'<span class="where">{escape(c.where)}</span></a>{further}</li>\n')  # fmt: skip
