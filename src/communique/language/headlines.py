"""Headlines in title case, "Court Rules on Border Plans", given the letters that running text would have.

Without it every noun and verb of a headline is taken for a part of somebody's name.
"""

from __future__ import annotations

import re
from itertools import pairwise

from communique.knowledge import agreements, groups, organizations, places, plover, states, titles
from communique.knowledge.given_names import is_given_name
from communique.knowledge.nominals import nominals
from communique.knowledge.surface_forms import normalise
from communique.language.truecase import WORD, usually_lower

HEADLINE = (4, 25)  # words of a line in title case, at least and at most
LONG = 5  # letters from which every word of such a line has a capital
TELLING = 2  # words of it, at least, that mostly have none
SPOKEN_END = re.compile(r"[.!?;,][\"”’')]*\s*$")  # how a sentence ends, and a headline does not
ABBREVIATED_END = re.compile(r"(?:\b[A-Z]\.){2,}$")  # "Talks With U.S."
POSSESSIVE = re.compile(r"['’]s$")
LONGEST_NAME = 6  # words of a name that the tables know


def lower_headlines(text: str) -> str:
    """The text with its headlines in title case as sentences; the same length, other lines untouched."""
    return "\n".join(_lower(line) if _is_headline(line) else line for line in text.split("\n"))


def _is_headline(line: str) -> bool:
    """Whether every long word of a line has a capital though some mostly have none: "Court Rules on Border Plans"."""
    if not HEADLINE[0] <= len(line.split()) <= HEADLINE[1]:
        return False
    if SPOKEN_END.search(line) and not ABBREVIATED_END.search(line):
        return False
    words = [m.group() for m in WORD.finditer(line)]
    if any(len(w) >= LONG and w[0].islower() for w in words) or _is_a_name(words):
        return False
    return sum(len(w) > 3 and w[0].isupper() and usually_lower(w) for w in words[1:]) >= TELLING


def _is_a_name(words: list[str]) -> bool:
    """Whether a line is but the name of a body or an agreement: "Treaty of Friendship, Commerce and Navigation"."""
    if _acts(words):
        return False
    end = next((n for n, w in enumerate(words) if w.islower()), len(words))
    head = words[end - 1].casefold() if end else ""
    nominal = nominals().get(head)
    return bool(nominal and nominal.names) or head in agreements.nouns()


def _acts(words: list[str]) -> bool:
    """Whether a word inside a line tells an act, so that it is no name: "Mali Suspended From African Union"."""
    for before, word in pairwise(words[:-1]):
        low = word.casefold()
        if not usually_lower(word) or not plover.verbs(low):
            continue
        people = nominals().get(before.casefold())
        if low.endswith("ed") or (people is not None and people.plural and not low.endswith("s")):
            return True
    return False


def _lower(line: str) -> str:
    """The line with a small letter where a word has one in running text; names that the tables know stay."""
    words = list(WORD.finditer(line))
    out = list(line)
    at, behind_given = max(_known(words, 0), 1), _is_forename(words[0].group())
    while at < len(words):
        if length := _known(words, at):
            at += length
            behind_given = False
            continue
        word = words[at].group()
        following = words[at + 1].group() if at + 1 < len(words) else ""
        given = is_given_name(word) and bool(following) and not usually_lower(following)
        if _plain(word) and word[1:].islower() and not given and not behind_given:
            out[words[at].start()] = word[0].lower()
        behind_given = not behind_given and _is_forename(word) and out[words[at].start()].isupper()
        at += 1
    return "".join(out)


def _plain(word: str) -> bool:
    """Whether a word, or the one that it is a form of, mostly stands in lower case."""
    low = word.casefold()
    stems = [low, *(low.removesuffix(e) for e in ("s", "es", "d", "ed", "ing") if low.endswith(e))]
    return any(usually_lower(s) for s in stems if len(s) > 2)


def _is_forename(word: str) -> bool:
    return is_given_name(word) and states.by_name(word) is None  # not "Chad", "Jordan"


def _known(words: list[re.Match[str]], at: int) -> int:
    """How many words from here are a name of several words, or a title, that the tables know."""
    if titles.may_begin(words[at].group()):
        found = titles.match([POSSESSIVE.sub("", m.group()) for m in words[at : at + LONGEST_NAME]], 0)
        if found is not None and found.end > 1:
            return found.end
    tables = (organizations.vocabulary(), groups.vocabulary(), places.vocabulary())
    for length in range(min(LONGEST_NAME, len(words) - at), 1, -1):
        name = normalise(" ".join(m.group() for m in words[at : at + length]))
        if any(name in table for table in tables):
            return length
    return 0
