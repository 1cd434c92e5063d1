"""What stands in a printed report but is no report: marked, never cut out, and read by no extractor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from communique.model import Span
from communique.sources.patterns import tree_pattern

PARTS = {
    # agencies and picture services: "AFP", "Getty Images", "Associated Press"
    "agency": (
        r"(?:AP|AFP|EPA|UPI|ANI|PTI|IANS|DPA|dpa|TASS|RIA|IRNA|KUNA|WAM|SPA|Xinhua|Yonhap|Kyodo|Anadolu|AA|Interfax|Ukrinform"
        r"|REUTERS|Reuters|Bloomberg|Landov|Shutterstock|iStockphoto|Dreamstime"
        r"|(?:The )?Associated Press|Agence France-Presse"
        r"|Getty(?: Images)?|PA(?: Wire| Images)?|Sipa(?: USA)?|ZUMA(?: Press)?|CNN|BBC)"
    ),
    # a person: "Jane Doe", "Frank-Walter de la Roe", "J. D. O'Hara"
    "name": r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|de|du|la|le|von|van|der|den|al|el|bin|ten|da|dos)){1,4}",
    # persons: "Jane Doe, John Roe and Ann Poe"
    "names": r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3}(?:(?:,? and |, )[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3}){0,4}",
    # a button of a share bar: "Tweet", "Copy Link"
    "bar": (
        r"(?i:share(?: on (?:facebook|twitter|x|linkedin))?|tweet|post|e-?mail(?: this)?|print|facebook|twitter"
        r"|pinterest|linkedin|whatsapp|telegram|reddit|flipboard|google\+|tumblr|save|copy link|comments?|messenger"
        r"|more|like|pin ?it)\b"
    ),
}
"""Parts of patterns, named in braces in ``boilerplate.tsv``."""

# HTML's elements, those of embedded posts and those that page builders leave behind
ELEMENTS = (
    "a abbr address article aside audio b base blockquote body br button caption center cite code col dd del div dl dt "
    "em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins "
    "label legend li link main map mark meta nav noscript object ol option p param path picture pre q s script section "
    "select small source span strike strong style sub sup svg table tbody td template textarea tfoot th thead time "
    "title tr track tweet u ul var video wbr"
)
# A tag left in plain text: "<p>", "</div>", '<a href="x">', "<br/>", and the start of a comment
TAG = re.compile(
    r"<!--|</?(?P<name>" + "|".join(ELEMENTS.split()) + r")(?:\s[^<>]*|\s*/)?>"
    r"|</?[a-zA-Z][\w:-]*\s+[\w:-]+\s*=\s*[\"'][^<>]*>",
    re.I,
)
# Where a script or a style sheet ends: "</script>"
CLOSINGS = {name: re.compile(rf"</{name}\s*>", re.I) for name in ("script", "style")}
LINE = re.compile(r"[^\r\n]+")
OPENING = 3
"""Lines in which a report's own headline may stand."""
HEADLINE = 6
"""Words that a headline in capitals has at least: a subhead has fewer."""
FEW = 4
"""One line of so many may be in capitals where the text is written otherwise."""
LONGEST_LINE = 1_500
"""Characters of a line that may be boilerplate as a whole."""
MOST_SIGNATURES = 10
"""Signatures behind each other at the report's end."""
TAIL = 700
"""Characters at the end of the report, or of a line, among which a signature is looked for."""


class BoilerplateRule(NamedTuple):
    """One line of ``boilerplate.tsv``."""

    name: str
    scope: str
    signs: tuple[str, ...]
    pattern: re.Pattern[str]
    example: str


@cache
def boilerplate_rules() -> tuple[BoilerplateRule, ...]:
    """The rules of ``boilerplate.tsv``, in its order."""
    table = files("communique.sources").joinpath("boilerplate.tsv").read_text("utf-8")
    found = []
    for line in table.splitlines():
        if line and not line.startswith("#"):
            name, scope, signs, pattern, example = line.split("\t")
            for part, meaning in PARTS.items():
                pattern = pattern.replace("{" + part + "}", meaning)
            if scope == "tail":
                pattern = rf"(?:{pattern})\s*\Z"
            found.append(BoilerplateRule(name, scope, tuple(signs.split("|")), re.compile(pattern), example))
    return tuple(found)


class _Sought(NamedTuple):
    beginnings: re.Pattern[str]
    """Finds the beginnings of all signs in one pass; of signs that begin alike the shortest."""
    rules: tuple[tuple[BoilerplateRule, frozenset[str]], ...]
    """Each rule with the beginnings of its signs."""


@cache
def _sought() -> _Sought:
    rules = boilerplate_rules()
    signs = sorted({sign for rule in rules for sign in rule.signs})
    shortest = [sign for sign in signs if not any(sign != other and sign.startswith(other) for other in signs)]
    of = {sign: next(other for other in shortest if sign.startswith(other)) for sign in signs}
    return _Sought(
        re.compile(f"(?=({tree_pattern(shortest)}))"),
        tuple((rule, frozenset(of[sign] for sign in rule.signs)) for rule in rules),
    )


def find_boilerplate(text: str) -> tuple[Span, ...]:
    """The spans of a text that are no part of the report, in order and apart from each other.

    Share bars, subscription and cookie lines, photo credits, reporters' and agencies' signatures, links, copyright
    lines and the tags of mark-up that was left in. Sentences of the report are
    never among them; what is doubtful is left in.
    """
    lowered = _lowered(text)
    spans = list(_tags(text)) if "<" in text else []
    sought = _sought()
    begun = set(sought.beginnings.findall(lowered))
    for rule, beginnings in sought.rules:
        if not beginnings.isdisjoint(begun) and any(sign in lowered for sign in rule.signs):
            spans.extend(_found(rule, text, lowered))
    spans.extend(_shouted(text))
    return _with_end(text, lowered, merged(spans))


def _shouted(text: str) -> Iterator[Span]:
    """Links to other stories: headlines in capitals that stand by themselves in a text that is written otherwise."""
    lines = [_trimmed(text, *match.span()) for match in LINE.finditer(text)]
    lines = [line for line in lines if line.start < line.end]
    loud = [_in_capitals(line.of(text)) for line in lines]
    if sum(loud) * FEW > len(lines):
        return  # a text in capitals
    for n in range(OPENING, len(lines) - 1):
        words = lines[n].of(text)
        alone = not loud[n - 1] and not loud[n + 1]
        if loud[n] and alone and len(words.split()) >= HEADLINE and words[-1] not in ".:;,":
            yield lines[n]


def _in_capitals(line: str) -> bool:
    return line.isupper() and sum(c.isalpha() for c in line) * 2 > len(line)


def _tags(text: str) -> Iterator[Span]:
    """The tags of a text, comments and scripts with what they hold; what is never closed holds nothing."""
    place = 0
    unclosed = set()
    while match := TAG.search(text, place):
        start, place = match.span()
        name = (match["name"] or "").lower()
        if match[0] == "<!--":
            end = -1 if name in unclosed else text.find("-->", place)
        elif name in CLOSINGS and text[start + 1] != "/" and name not in unclosed:
            close = CLOSINGS[name].search(text, place)
            end = close.end() - 3 if close else -1
        else:
            yield Span(start, place)
            continue
        if end >= 0:
            place = end + 3
            yield Span(start, place)
        else:
            unclosed.add(name)  # looked for once only, or a text of nothing but openings would take for ever
            if match[0] != "<!--":
                yield Span(start, place)


def _found(rule: BoilerplateRule, text: str, lowered: str) -> Iterator[Span]:
    match rule.scope:
        case "inline":
            for match in rule.pattern.finditer(text):
                yield _trimmed(text, *match.span())
        case "line" | "tail":
            for start, end in _lines_with(rule.signs, text, lowered):
                if rule.scope == "line":
                    if end - start <= LONGEST_LINE and rule.pattern.fullmatch(text, start, end):
                        yield Span(start, end)
                elif found := rule.pattern.search(text, max(start, end - TAIL), end):
                    yield _trimmed(text, *found.span())


def _lines_with(signs: Iterable[str], text: str, lowered: str) -> Iterator[tuple[int, int]]:
    """Start and end, without blanks, of each line in which a sign occurs."""
    seen = set()
    for sign in signs:
        place, end = lowered.find(sign), 0
        while place >= 0:
            start = max(text.rfind("\n", end, place), text.rfind("\r", end, place), end - 1) + 1
            line = LINE.match(text, start)
            if line is None:
                break
            end = line.end()
            if start not in seen:
                seen.add(start)
                span = _trimmed(text, start, end)
                yield span.start, span.end
            place = lowered.find(sign, max(end, place + 1))


def _with_end(text: str, lowered: str, spans: list[Span]) -> tuple[Span, ...]:
    """The spans with the signatures at the report's end, which may stand behind each other."""
    signatures = [rule for rule in boilerplate_rules() if rule.scope == "end"]
    more: list[Span] = []
    known = list(spans)
    end = len(text)
    while end > 0 and len(more) < MOST_SIGNATURES:
        while known and known[-1].start >= end:
            known.pop()
        if known and known[-1].end >= end:
            end = known[-1].start
            continue
        if text[end - 1].isspace():
            end -= 1
            continue
        start = max(0, end - TAIL)
        tail = lowered[start:end]
        for rule in signatures:
            if any(sign in tail for sign in rule.signs):
                match = _at_end(rule.pattern, text, start, end)
                if match:
                    more.append(match)
                    end = match.start
                    break
        else:
            break
    return tuple(merged([*spans, *more]))


def _at_end(pattern: re.Pattern[str], text: str, start: int, end: int) -> Span | None:
    for match in pattern.finditer(text, start, end):
        if match.end() == end and match.start() < end:
            return _trimmed(text, *match.span())
    return None


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that touch made one; empty ones are left out."""
    apart: list[Span] = []
    for span in sorted(spans):
        if span.start == span.end:
            continue
        if apart and span.start <= apart[-1].end:
            apart[-1] = Span(apart[-1].start, max(apart[-1].end, span.end))
        else:
            apart.append(span)
    return apart


def _lowered(text: str) -> str:
    """The text in lower case with every character in its place ("İ" has two in lower case)."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
