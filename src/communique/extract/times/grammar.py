"""The rules of the tables as regular expressions over the words' characters, all tried in one scan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from communique.errors import KnowledgeError
from communique.extract.times.word_sequence import OTHER, Alphabet, WordSequence, alphabet
from communique.knowledge.times import TimeRule, holidays, time_parts, time_rules

# The pieces of a pattern: "(?<=", "(", ")", "):day", "MONTH:month", "month:unit", "?", "|", "{0,6}". Nothing may be
# repeated without end, or a hostile text of one word again and again would take for ever.
PIECE = re.compile(
    r"(?P<look>\(\?(?:<=|<!|=|!))"
    r"|(?P<open>\()"
    r"|(?P<close>\))(?::(?P<group>\w+))?"
    r"|(?P<name>[A-Z][A-Z0-9]*|[a-zé]+)(?::(?P<as>\w+))?"
    r"|(?P<sign>[?|]|\{[0-9],[0-9]\})"
    r"|(?P<space>\s+)"
    r"|(?P<bad>.)"
)


class Hit(NamedTuple):
    """A rule that fits words ``i:j``, with its groups as spans of words."""

    rule: TimeRule
    i: int
    j: int
    groups: dict[str, tuple[int, int]]


class Grammar(NamedTuple):
    """All rules, sorted by the characters that they may begin with, so that few are tried at a place."""

    begin: re.Pattern[str]
    """A character that some rule begins with."""
    rules: dict[str, list[tuple[TimeRule, re.Pattern[str]]]]
    """For each such character the rules that may begin with it, in the order of the table."""

    def hits(self, tokens: WordSequence) -> Iterator[Hit]:
        """Where rules fit, from left to right, none over another."""
        codes, end = tokens.codes, 0
        for begin in self.begin.finditer(codes):
            at = begin.start()
            if at < end:
                continue
            for rule, pattern in self.rules[codes[at]]:
                match = pattern.match(codes, at)
                if match is not None and match.end() > at:
                    groups = {key.split("__")[0]: match.span(key) for key, found in match.groupdict().items() if found}
                    yield Hit(rule, at, match.end(), groups)
                    end = match.end()
                    break


@cache
def grammar() -> Grammar:
    """The rules of the tables, compiled when they are first needed.

    Raises:
        KnowledgeError: a pattern is malformed.
    """
    known = alphabet()
    parts: dict[str, str] = {"HOLIDAY": _holidays(known)}
    for name, pattern in time_parts():
        parts[name] = f"(?:{_expression(pattern, known, parts, name, groups=False)})"
    rules: dict[str, list[tuple[TimeRule, re.Pattern[str]]]] = {}
    for rule in time_rules():
        try:
            compiled = re.compile(_expression(rule.pattern, known, parts, rule.name, groups=True))
        except re.error as error:
            raise _malformed(rule.name, str(error)) from error
        for character in _first(_expression(rule.pattern, known, parts, rule.name, groups=False)):
            rules.setdefault(character, []).append((rule, compiled))
    return Grammar(re.compile(f"[{''.join(rules)}]"), rules)


# An expression over characters is a look around, "(?:", ")", "|", a set, a character; with "?" or "{0,6}" behind it
ATOM = re.compile(
    r"(?P<look>\(\?<?[=!])"
    r"|(?P<open>\(\?:)"
    r"|(?P<close>\)(?:\?|\{[0-9],[0-9]\})?)"
    r"|(?P<bar>\|)"
    r"|(?P<set>\[[^\]]+\]|[^()|?{\[\]])(?P<often>\?|\{[0-9],[0-9]\})?"
)


OPTIONAL = ("?", "{0")


def _first(expression: str) -> set[str]:
    """The characters that an expression may begin with."""
    atoms = list(ATOM.finditer(expression))
    at = 0

    def alternatives() -> tuple[set[str], bool]:
        """Their first characters, and whether one of them may be empty."""
        nonlocal at
        found: set[str] = set()
        empty = False
        sequence: set[str] = set()
        open_ended = True
        while at < len(atoms) and not atoms[at]["close"]:
            atom = atoms[at]
            at += 1
            if atom["bar"]:
                found, empty = found | sequence, empty or open_ended
                sequence, open_ended = set(), True
                continue
            if atom["set"]:
                first, optional = set(atom["set"].strip("[]")), (atom["often"] or "").startswith(OPTIONAL)
            else:
                first, optional = alternatives()
                optional = optional or atoms[at].group()[1:].startswith(OPTIONAL)
                at += 1
                if atom["look"]:
                    continue
            if open_ended:
                sequence |= first
                open_ended = optional
        return found | sequence, empty or open_ended

    return alternatives()[0]


def _holidays(known: Alphabet) -> str:
    """Every holiday's name as characters, longest first; the sign of a possessive is optional."""
    names = []
    for holiday in holidays():
        words = re.findall(r"[^\W\d_]+|['’]", holiday.name)
        names.append(
            "".join(
                known.signs["APOS"] + "?" if w in "'’" else known.words[w.capitalize() if w[0].isupper() else w]
                for w in words
            )
        )
    return "(?:" + "|".join(sorted(names, key=len, reverse=True)) + ")"


def _expression(pattern: str, known: Alphabet, parts: dict[str, str], rule: str, *, groups: bool) -> str:
    """A pattern of words as a regular expression over characters."""
    pieces: list[str] = []
    opened: list[int] = []
    named = 0

    def group(name: str) -> str:
        nonlocal named
        named += 1
        return f"(?P<{name}__{named}>"  # two branches of a rule may capture the same thing

    for match in PIECE.finditer(pattern):
        if match["look"]:
            opened.append(-1)
            pieces.append(match["look"])
        elif match["open"]:
            opened.append(len(pieces))
            pieces.append("(?:")
        elif match["close"]:
            if not opened:
                raise _malformed(rule, "a bracket closes that was not opened")
            at = opened.pop()
            if match["group"] and groups and at >= 0:
                pieces[at] = group(match["group"])
            pieces.append(")")
        elif name := match["name"]:
            found = _characters(name, known, parts)
            if found is None:
                raise _malformed(rule, f"nothing is called {name}")
            pieces.append(f"{group(match['as'])}{found})" if match["as"] and groups else found)
        elif match["sign"]:
            pieces.append(match["sign"])
        elif match["bad"]:
            raise _malformed(rule, f"{match['bad']!r} has no meaning in a pattern")
    if opened:
        raise _malformed(rule, "a bracket is not closed")
    return "".join(pieces)


def _characters(name: str, known: Alphabet, parts: dict[str, str]) -> str | None:
    if name == OTHER:
        return OTHER
    if name.islower():
        characters = known.literals.get(name)
    elif name in parts:
        return parts[name]
    else:
        characters = known.classes.get(name)
    if not characters:
        return None
    return characters if len(characters) == 1 else f"[{characters}]"


def _malformed(rule: str, problem: str) -> KnowledgeError:
    return KnowledgeError(f"time_rules.tsv or time_parts.tsv, {rule}: {problem}. Mend the pattern.")


@cache
def prefix(pattern: str) -> str:
    """A pattern of the tables' words and parts as an expression over characters."""
    known = alphabet()
    parts: dict[str, str] = {}
    for name, part in time_parts():
        parts[name] = f"(?:{_expression(part, known, parts, name, groups=False)})"
    return _expression(pattern, known, parts, "prefix", groups=False)
