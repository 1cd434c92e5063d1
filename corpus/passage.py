"""Read one annotated passage: its header, its tables of actors and statements, its text with brackets.

The tables of facts are read by :mod:`corpus.facts`. GUIDELINES.md describes the format. What does not follow it raises
MarkupError, which names the file and the line; of the tables of facts, every line that is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from corpus.facts import TABLES, Around, Facts, read_facts
from corpus.references import quotation, unresolved
from corpus.spans import hull_of_touching, words
from corpus.vocabulary import countries

GENRES = words("news readout communique transcript speech other")
KINDS = words("person state organization group")
ACTS = words(
    "say deny warn threaten promise demand urge propose ask agree reject accuse praise condemn hope fear concern doubt "
    "predict announce welcome regret reaffirm decline other"
)
HEADER = words("id style genre date publisher title kinds")
ATTRIBUTES: dict[str, frozenset[str] | None] = {  # None: the key of an actor
    "act": ACTS,
    "polarity": frozenset({"affirmed", "negated"}),
    "factuality": frozenset({"actual", "planned", "conditional"}),
    "mode": frozenset({"direct", "indirect", "mixed", "reported", "free"}),
    "addressee": None,
    "via": None,
    "speaks_for": None,
}

KEY = re.compile(r"[a-z][a-z0-9_]*")  # "lavrin", "rus_mfa"
TAG = re.compile(r"@([a-z][a-z0-9_]*):|([SQC][0-9]+(?:,[SQC]?[0-9]+)*):")  # "@lavrin:", "S1:", "S1,2:", "C1,S2:"
COMMENT = re.compile(r"(?:^|\s{2,})#.*$")  # "genre: news   # or readout"
FILE_NAME = re.compile(r"([a-z]+(?:-[a-z]+)*)-[0-9]{3,}")  # "wire-001", "press-release-012"
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")  # "2019-03-05"


class MarkupError(ValueError):
    """What is wrong with a passage, with its file and line."""


class Span(NamedTuple):
    start: int
    end: int


@dataclass
class Actor:
    kind: str
    country: str | None
    names: list[str]
    roles: list[str]
    members: list[str]
    line: int
    mentions: list[Span] = field(default_factory=list)


@dataclass
class Statement:
    speaker: str | None
    attributes: dict[str, str | None]
    parent: int | None
    line: int
    source: list[Span] = field(default_factory=list)
    cue: list[Span] = field(default_factory=list)
    content: list[Span] = field(default_factory=list)


@dataclass
class Passage:
    """One annotated passage: `text` without its brackets, spans as offsets into it."""

    path: Path
    header: dict[str, str]
    actors: dict[str, Actor]
    statements: dict[int, Statement]
    text: str
    text_line: int  # of the file, where the text begins
    facts: Facts = field(default_factory=Facts)

    @property
    def complete(self) -> bool:
        """Whether facts of every kind are annotated, and every pronoun and description."""
        return self.header.get("kinds") == "all"

    def line_of(self, offset: int) -> int:
        return self.text_line + self.text.count("\n", 0, offset)

    def fail(self, line: int, message: str) -> MarkupError:
        return MarkupError(f"{self.path.name}:{line}: {message}")


def read_passage(path: Path) -> Passage:
    """Parse and validate one passage file; raises MarkupError naming file and line."""
    try:
        raw = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise MarkupError(f"{path.name}:1: cannot be read as UTF-8 text: {error}") from error
    if "\r" in raw:
        raise MarkupError(f"{path.name}:1: has carriage returns; lines must end with a newline alone")
    lines = raw.split("\n")
    passage = Passage(path, {}, {}, {}, "", 0)
    section = "header"
    rows: dict[str, list[tuple[int, str]]] = {}
    for number, line in enumerate(lines, 1):
        if line.strip() == "text:":
            passage.text_line = number + 1
            break
        line = COMMENT.sub("", line).rstrip()
        if not line:
            continue
        if line.endswith(":") and line[:-1] in ("actors", "statements", *TABLES):
            section = line[:-1]
        elif section == "header":
            _header_line(passage, number, line)
        elif section == "actors":
            _actor_line(passage, number, line)
        elif section == "statements":
            _statement_line(passage, number, line)
        else:
            rows.setdefault(section, []).append((number, line))
    else:
        raise passage.fail(len(lines), "has no line 'text:'; the annotated text stands below that line")
    marked = "\n".join(lines[passage.text_line - 1 :])
    _read_text(passage, marked[:-1] if marked.endswith("\n") else marked)
    _read_facts(passage, rows)
    _check(passage)
    return passage


def _read_facts(passage: Passage, rows: dict[str, list[tuple[int, str]]]) -> None:
    """Read the tables of facts; raises one MarkupError with a line for everything that is wrong in them."""
    around = Around(
        passage.text,
        passage.header.get("date") or None,
        {key: actor.members for key, actor in passage.actors.items()},
        {number: list(statement.content) for number, statement in passage.statements.items()},
    )
    passage.facts = read_facts(rows, around)
    problems = list(passage.facts.problems)
    if passage.complete:
        mentions = [m for actor in passage.actors.values() for m in actor.mentions]
        for span, what in unresolved(passage.text, mentions, passage.facts.nobody):
            quoted = quotation(span, passage.text)
            problems.append((
                passage.line_of(span[0]),
                f"the {what} {quoted} is resolved to nobody; mark it [@key:...] or write {quoted} under 'nobody:'",
            ))  # fmt: skip
    if problems:
        raise MarkupError("\n".join(str(passage.fail(line, message)) for line, message in problems))


def _header_line(passage: Passage, number: int, line: str) -> None:
    key, colon, value = line.partition(":")
    if not colon or key not in HEADER or key in passage.header:
        raise passage.fail(number, f"expected one of {', '.join(sorted(HEADER))}, each once, and a colon: {line!r}")
    passage.header[key] = value.strip()


def _fields(passage: Passage, number: int, line: str, least: int, most: int) -> list[str]:
    found = [part.strip() for part in line.split("|")]
    if not least <= len(found) <= most:
        raise passage.fail(number, f"expected {least} to {most} fields between '|', not {len(found)}: {line.strip()!r}")
    return found


def _actor_line(passage: Passage, number: int, line: str) -> None:
    key, kind, country, names, roles, *members = _fields(passage, number, line, 5, 6)
    if not KEY.fullmatch(key):
        raise passage.fail(number, f"an actor's key is lower-case letters, digits and '_': {key!r}")
    if key in passage.actors:
        raise passage.fail(number, f"the actor {key!r} is declared twice")
    if kind not in KINDS:
        raise passage.fail(number, f"an actor's kind is one of {', '.join(sorted(KINDS))}, not {kind!r}")
    if country != "-" and country not in countries():
        raise passage.fail(number, f"a country is an ISO 3166 code of three letters or '-', not {country!r}")
    if not names or names == "-":
        raise passage.fail(number, f"the actor {key!r} has no name")
    if members and kind != "group":
        raise passage.fail(number, f"only a group has members; {key!r} is a {kind}")
    passage.actors[key] = Actor(
        kind,
        None if country == "-" else country,
        _list(names, ";"),
        [] if roles in ("", "-") else _list(roles, ";"),
        _list(members[0], ",") if members and members[0] != "-" else [],
        number,
    )


def _list(joined: str, separator: str) -> list[str]:
    return [part.strip() for part in joined.split(separator) if part.strip()]


def _statement_line(passage: Passage, number: int, line: str) -> None:
    name, speaker, joined = _fields(passage, number, line, 3, 3)
    if not name.isdecimal():
        raise passage.fail(number, f"a statement's number is digits, not {name!r}")
    if int(name) in passage.statements:
        raise passage.fail(number, f"statement {name} is declared twice")
    parent: int | None = None
    attributes: dict[str, str | None] = {}
    for pair in joined.split():
        key, equals, value = pair.partition("=")
        if not equals or key in attributes:
            raise passage.fail(number, f"attributes are written key=value, each once: {pair!r}")
        if key == "parent":
            if value != "-" and not value.isdecimal():
                raise passage.fail(number, f"a parent is the number of a statement, not {value!r}")
            parent = None if value == "-" else int(value)
            continue
        if key not in ATTRIBUTES:
            raise passage.fail(number, f"unknown attribute {key!r}; known are parent, {', '.join(ATTRIBUTES)}")
        allowed = ATTRIBUTES[key]
        if allowed is not None and value not in allowed:
            raise passage.fail(number, f"{key} is one of {', '.join(sorted(allowed))}, not {value!r}")
        attributes[key] = None if value == "-" else value
    if "act" not in attributes:
        raise passage.fail(number, f"statement {name} has no act")
    passage.statements[int(name)] = Statement(None if speaker == "-" else speaker, attributes, parent, number)


def _read_text(passage: Passage, marked: str) -> None:
    """Take the brackets out of the text and note what they enclosed."""
    out: list[str] = []
    length, position, line = 0, 0, passage.text_line
    opened: list[tuple[str, int, int]] = []  # tag, offset, line
    while position < len(marked):
        char = marked[position]
        if char == "\\":
            if marked[position + 1 : position + 2] not in ("[", "]", "\\"):
                raise passage.fail(line, "a backslash stands only before '[', ']' or another backslash")
            char = marked[position + 1]
            position += 1
        elif char == "[":
            tag = TAG.match(marked, position + 1)
            if not tag:
                there = marked[position : position + 20]
                raise passage.fail(line, f"expected [Sn:, [Qn:, [Cn: or [@key: at {there!r}; write \\[ for a bracket")
            opened.append((tag.group(0)[:-1], length, line))
            position = tag.end()
            continue
        elif char == "]":
            if not opened:
                raise passage.fail(line, "a ']' closes nothing; write \\] for a bracket of the text")
            tag_name, start, tag_line = opened.pop()
            _note(passage, tag_name, "".join(out), Span(start, length), tag_line)
            position += 1
            continue
        out.append(char)
        length += 1
        line += char == "\n"
        position += 1
    if opened:
        raise passage.fail(opened[-1][2], f"[{opened[-1][0]}: is never closed")
    passage.text = "".join(out)
    for actor in passage.actors.values():
        actor.mentions.sort()
    for statement in passage.statements.values():
        for spans in (statement.source, statement.cue, statement.content):
            spans[:] = [Span(*span) for span in hull_of_touching(spans)]


def _note(passage: Passage, tag: str, text: str, span: Span, line: int) -> None:
    marked = text[span.start : span.end]
    if not marked.strip():
        raise passage.fail(line, f"[{tag}: encloses nothing")
    if marked != marked.strip():
        raise passage.fail(line, f"[{tag}: begins or ends with a space: {marked[:40]!r}")
    if tag[0] == "@":
        if tag[1:] not in passage.actors:
            raise passage.fail(line, f"the actor {tag[1:]!r} is not declared")
        if span in passage.actors[tag[1:]].mentions:
            raise passage.fail(line, f"{marked!r} is marked twice as a mention of {tag[1:]!r}")
        passage.actors[tag[1:]].mentions.append(span)
        return
    role = tag[0]
    for part in tag.split(","):
        role = part[0] if part[0] in "SQC" else role
        number = int(part.lstrip("SQC"))
        if number not in passage.statements:
            raise passage.fail(line, f"statement {number} is not declared")
        statement = passage.statements[number]
        {"S": statement.source, "Q": statement.cue, "C": statement.content}[role].append(span)


def _check(passage: Passage) -> None:
    """What no single line shows: the file's name, references between the tables, and how statements nest."""
    head, fail = passage.header, passage.fail
    name = FILE_NAME.fullmatch(passage.path.stem)
    if not name or head.get("id") != passage.path.stem or head.get("style") != name.group(1):
        raise fail(
            1, f"file name, id and style must agree ('wire-001', 'wire'): {head.get('id')!r}, {head.get('style')!r}"
        )
    if head.get("genre") not in GENRES:
        raise fail(1, f"genre is one of {', '.join(sorted(GENRES))}, not {head.get('genre')!r}")
    if head.get("date"):
        try:
            if not ISO_DATE.fullmatch(head["date"]):
                raise ValueError("write YYYY-MM-DD")
            date.fromisoformat(head["date"])
        except ValueError as error:
            raise fail(1, f"date {head['date']!r}: {error}") from None
    if head.get("kinds") not in (None, "", "all"):
        raise fail(1, f"kinds is 'all' where every kind is annotated, else the line is left out: {head['kinds']!r}")
    if not passage.text.strip():
        raise fail(passage.text_line, "has no text")
    used = passage.facts.used | {m for actor in passage.actors.values() for m in actor.members}
    for key, actor in passage.actors.items():
        for member in actor.members:
            if member not in passage.actors or member == key:
                raise fail(actor.line, f"{key!r} has the member {member!r}, which is not another declared actor")
        used |= {of for role in actor.roles if (of := split_role(role, passage.actors)[1])}
    for number, statement in passage.statements.items():
        named = (statement.speaker, *(statement.attributes.get(k) for k, v in ATTRIBUTES.items() if v is None))
        for who in filter(None, named):
            if who not in passage.actors:
                raise fail(statement.line, f"statement {number} names the actor {who!r}, which is not declared")
            used.add(who)
        _check_statement(passage, number, statement)
    for key, actor in passage.actors.items():
        if not actor.mentions and key not in used:
            raise fail(actor.line, f"the actor {key!r} is never used")


def _check_statement(passage: Passage, number: int, statement: Statement) -> None:
    if not statement.content:
        raise passage.fail(statement.line, f"statement {number} has no content in the text")
    if statement.parent is None and (loose := _loose_mark(passage.text, statement.content)):
        raise passage.fail(
            passage.line_of(loose.start), f"statement {number}: its quotation marks belong to the content"
        )
    core = statement.cue + statement.content
    around = [n for n, other in passage.statements.items() if n != number and _within(core, other.content)]
    if statement.parent is not None:
        if statement.parent not in passage.statements:
            raise passage.fail(
                statement.line, f"statement {number} has the parent {statement.parent}, which is not declared"
            )
        if statement.parent not in around:
            raise passage.fail(
                statement.line, f"statement {number} is not within the content of its parent {statement.parent}"
            )
    elif around:
        raise passage.fail(
            statement.line, f"statement {number} lies within the content of {around[0]}; give it parent={around[0]}"
        )


def _loose_mark(text: str, content: Sequence[Span]) -> Span | None:
    """The first part that stands within a pair of quotation marks which it should hold: “[C1:We agree],” he said."""
    for span in content:
        before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 2]
        if (before == "“" and "”" in after) or (before == '"' and '"' in after):
            return span
    return None


def _within(inner: Sequence[Span], outer: Sequence[Span]) -> bool:
    return all(any(o.start <= i.start and i.end <= o.end for o in outer) for i in inner)


def split_role(role: str, actors: dict[str, Actor]) -> tuple[str, str | None]:
    """ "Foreign Minister of rus" -> ("Foreign Minister", "rus") when rus is an actor; else the role as it is."""
    title, of, key = role.rpartition(" of ")
    return (title, key) if of and key in actors else (role, None)
