"""Answers as lines for a terminal: when, who, what, the words, and below them in small print where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from communique.export.layout import Line, Segment, coloured, wrapped
from communique.export.safe import one_line
from communique.export.wording import tone
from communique.query.answers import ActorAnswer, ActorLabel, Citation, ReportAnswer, Retelling, StatementAnswer
from communique.query.news import NewsItem

__all__ = ["answer_lines", "answer_row", "citation_words", "render"]

DATE = 12
"""Columns for the date: "2013-04-17"."""
MARKS = {"\x02": "name", "\x03": ""}
"""What stands around the words that a search found."""


def render(answers: Iterable[Any], *, color: bool = False, width: int = 100) -> Iterator[str]:
    """Each answer as text, ending in a line feed."""
    for answer in answers:
        shown = list(answer_lines(answer, width))
        yield coloured(shown) if color else "".join("".join(w for w, _ in line).rstrip() + "\n" for line in shown)


def answer_lines(answer: Any, width: int) -> Iterator[Line]:
    """One answer of any kind."""
    match answer:
        case StatementAnswer():
            yield from _statement(answer, width)
        case ActorAnswer():
            yield from _actor(answer, width)
        case ReportAnswer():
            title = answer.citation.title or answer.citation.source
            said = f"{answer.statements} statement{'s' * (answer.statements != 1)}"
            body: list[Segment] = [
                (one_line(title), "title"),
                ("  ", ""),
                *_marked(answer.words),
                (f"  ({said})", "dim"),
            ]
            yield from answer_row(answer.citation.date, body, answer.citation, width)
        case NewsItem():
            before = f"  before: {one_line(answer.before)}" if answer.before else ""
            body = [(answer.news.ljust(17), "bad" if answer.before else "dim"), (one_line(answer.who), "name")]
            body += [("  ", ""), (one_line(answer.what), ""), (before, "bad"), ("  ", ""), (one_line(answer.words), "")]
            yield from answer_row(answer.date, body, answer.citation, width)
        case _:
            flat = answer.flat()
            who = _sides(answer) or flat.get("who")
            what = str(flat.get("what") or flat.get("label") or "")
            words = _new(what, str(flat.get("words") or ""), getattr(answer, "details", {}))
            body = [(one_line(str(who or "")), "name"), ("  ", ""), (one_line(what), tone(what.split(" ")[0]))]
            if flat.get("entity"):
                body.append((f"  {flat['entity']}", "dim"))
            yield from answer_row(
                flat.get("on") or flat.get("date"), [*body, ("  ", ""), (one_line(words), "")], answer.citation, width
            )
            for further in getattr(answer, "also", ()):
                yield from wrapped([(citation_words(further), "place")], width, " " * DATE, " " * DATE)


def _new(what: str, words: str, details: Mapping[str, Any]) -> str:
    """The words that tell more than ``what`` does; of a conditional, "if … ⇒ …" whichever of the two stands first."""
    if "consequence_start" in details and len(parts := words.split(" … ")) == 2:
        ahead = details["condition_start"] < details["consequence_start"]
        condition, consequence = parts if ahead else reversed(parts)
        return f"if {condition} ⇒ {consequence}"
    parts = list(dict.fromkeys(words.split(" … ")))
    said = " ".join(what.split()).casefold()
    return " … ".join(part for part in parts if not said.endswith(" ".join(part.split()).casefold()))


def answer_row(date: str | None, body: list[Segment], citation: Citation | None, width: int) -> Iterator[Line]:
    """A date, what is told of it, and the citation below."""
    shown = [segment for segment in body if segment[0]]
    first = True
    for line in wrapped(shown, width, "", " " * DATE, first=DATE):
        yield [((date or "undated").ljust(DATE - 1) + " ", "dim"), *line] if first else line
        first = False
    if citation is not None:
        yield from wrapped([(citation_words(citation), "place")], width, " " * DATE, " " * DATE)


def citation_words(citation: Citation) -> str:
    """A citation in full: publisher, title, report, characters, further printings."""
    parts = [citation.publisher, citation.title and f"“{citation.title}”", citation.date]
    if not citation.publisher and not citation.title:
        parts.insert(0, citation.source)
    shown = ", ".join(one_line(p) for p in parts if p)
    place = f"{citation.report[:12]}:{citation.start}–{citation.end}"
    more = (
        f" (and {citation.printings - 1} more printing{'s' * (citation.printings > 2)})"
        if citation.printings > 1
        else ""
    )
    return f"[{place}] {shown}{more}"


def actor_words(who: ActorLabel | None, otherwise: str | None = None) -> str:
    """A name, with the country where the name does not tell it."""
    if who is None:
        return one_line(otherwise or "somebody")
    return one_line(who.name) + (f" ({who.country})" if who.country and who.country not in who.name else "")


def _sides(answer: Any) -> str | None:
    """Who does it and, behind an arrow, to whom, where that is told apart."""
    to = getattr(answer, "to", ())
    if not to:
        return None
    does = "; ".join(one_line(w.name) for w in answer.who if w not in to)
    return f"{does or 'somebody'} → {'; '.join(one_line(w.name) for w in to)}"


def _statement(s: StatementAnswer, width: int) -> Iterator[Line]:
    body: list[Segment] = [
        (actor_words(s.speaker, s.source), "name"),
        ("  ", ""),
        ("not " if s.polarity == "negated" else "", "bad"),
    ]
    body.append((s.act, tone(s.act)))
    if s.addressee is not None:
        body.append((f" → {one_line(s.addressee.name)}", "cue"))
    body += [("  ", ""), (one_line(s.words), "")]
    notes = [n for n in (s.factuality if s.factuality != "actual" else "", f"said {s.date}" if s.date else "") if n]
    if s.via is not None:
        notes.append(f"via {one_line(s.via.name)}")
    body.append((f"  ({', '.join(notes)})" if notes else "", "dim"))
    yield from answer_row(s.citation.date, body, s.citation, width)
    for other in s.otherwise:
        yield from _otherwise(other, width)


def _otherwise(other: Retelling, width: int) -> Iterator[Line]:
    """How another report gives a quotation, with what differs set out."""
    said: list[Segment] = [(f"otherwise ({' and '.join(other.differs)}): ", "bad")]
    if "speaker" in other.differs:
        said += [(actor_words(other.speaker), "name"), ("  ", "")]
    if other.differs != ("speaker",):
        said += [(f"“{one_line(other.words)}”", ""), ("  ", "")]
    said.append((citation_words(other.citation), "place"))
    yield from wrapped(said, width, " " * DATE, " " * DATE)


def _actor(a: ActorAnswer, width: int) -> Iterator[Line]:
    told = ", ".join(t for t in (a.kind if a.kind != "person" else "", a.country or "", a.sector or "") if t)
    body: list[Segment] = [(one_line(a.name), "name"), (f"  {told}" if told else "", "dim")]
    body.append((f"  {one_line('; '.join(a.roles))}" if a.roles else "", ""))
    many = f"{a.reports} report{'s' * (a.reports != 1)}, {a.statements} statement{'s' * (a.statements != 1)}"
    body.append((f"  {many}", "dim"))
    if a.names:
        body.append((f"  also {one_line(', '.join(a.names))}", "dim"))
    first = True
    for line in wrapped([segment for segment in body if segment[0]], width, "", " " * 19, first=19):
        yield [(a.entity.ljust(19), "place"), *line] if first else line
        first = False
    yield from wrapped([(f"first {citation_words(a.citation)}", "place")], width, " " * 19, " " * 19)


def _marked(words: str) -> list[Segment]:
    parts: list[Segment] = []
    style = ""
    word = ""
    for c in words:
        if c in MARKS:
            parts.append((one_line(word) if word.strip() else "", style))
            if word.endswith(" ") or (word[:1] == " " and not word.strip()):
                parts.append((" ", ""))
            word, style = "", MARKS[c]
        else:
            if not word and c == " " and parts:
                parts.append((" ", ""))
            word += c
    return [*parts, (one_line(word), style)]
