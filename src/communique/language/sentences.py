"""Where a sentence begins behind an abbreviation, which the parser cannot tell from its dot.

"... flew back to the U.S. Ghana's minister said" are two sentences, "the U.S. Senate said" is one; so are "Lt. Gen.
Roe" and "Sen. Dan Poe". Without syntax, what follows decides: a word that only opens a sentence, a state that acts or
owns, or a title with a name and a verb where no office of that state can be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.knowledge import cues, organizations, states, titles
from communique.knowledge.nominals import nominals
from communique.knowledge.word_lists import word_list

# ``U.S. Ghana``, ``D.C.” The``, ``Corp. Deputy``; never initials, since the tables must know the letters
ABBREVIATION = re.compile(r"(?<![\w.])((?:[A-Z]\.){2,}|(?:Corp|Inc|Co|Ltd|Bros)\.)([\"”’]?)\s+(?=[\"“‘]?[A-Z])")
TITLE = re.compile(r"(?<![\w.])([A-Z][a-z]+\.)\s+(?=[A-Z])")  # ``Lt. Gen``, ``Sen. Poe``
WORD = re.compile(r"[^\W\d_](?:[\w.&-]|['’](?=\w))*|[^\s\w]")
STOP = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“‘]?[A-Z])|\n")
AHEAD, BEHIND = 160, 240  # characters looked at
LEAST = 3  # words that a sentence has before its last one
FORCES = "MIL"  # sector of those whose names have capitals: "the U.S. Marines"
NAME = 4  # words of a name, at most


def begins(text: str) -> Iterator[tuple[int, bool]]:
    """(offset of a word, whether a sentence begins there) where an abbreviation stands before the word."""
    for m in ABBREVIATION.finditer(text):
        if _ends(text, m):
            yield m.end(), True
            yield from ((at, False) for at in _inside_name(text, m.end()))
    for m in TITLE.finditer(text):
        if m[1][:-1].casefold() in word_list("abbreviated_titles"):
            yield m.end(), False


def _ends(text: str, m: re.Match[str]) -> bool:
    before = STOP.split(text[max(0, m.start() - BEHIND) : m.start()])[-1].split()
    if len(before) < LEAST or not _known(m[1]):
        return False
    words = WORD.findall(text[m.end() : m.end() + AHEAD].partition("\n")[0].lstrip('"“‘'))
    if not words:
        return False
    if words[0].casefold() in word_list("sentence_openers"):
        return True
    if before[0].casefold() in word_list("opening_prepositions"):
        return False  # "In talks at the U.N. Norway said"
    return _state_acts(words) or (_alone(m, before) and (_officer_acts(words) or _people_act(words)))


def _inside_name(text: str, start: int) -> Iterator[int]:
    """Offsets of the further words of a title and name: "President [Moyo]"."""
    found = list(WORD.finditer(text, start, start + AHEAD))
    words = [w[0] for w in found]
    title = titles.match(words, 0)
    if title is not None:
        named = (w for w in found[title.end : title.end + NAME] if w[0][:1].isupper())
        yield from (w.start() for w in (*found[1 : title.end], *named))


def _known(abbreviation: str) -> bool:
    bare = abbreviation.rstrip(".")
    return (
        "." not in bare
        or abbreviation == "D.C."
        or states.by_name(abbreviation) is not None
        or organizations.by_name(abbreviation.replace(".", "")) is not None
    )


def _alone(m: re.Match[str], before: list[str]) -> bool:
    """Whether the abbreviation is a noun of its own: "from the U.S.", "in the U.S.A.", "Arvex Corp."."""
    last = before[-1].casefold()
    return (
        bool(m[2]) or last in word_list("articles") or m[1].count(".") == 1 or (m[1] == "D.C." and last.endswith(","))
    )


def _state_acts(words: list[str]) -> bool:
    """ "Ghana's foreign minister", "Norway will chair", "South Africa said"."""
    for length in (3, 2, 1):
        name, rest = " ".join(words[:length]), words[length : length + 1]
        owner = re.sub(r"['’]s$", "", name)
        if states.by_name(owner) is not None and (owner != name or (rest and _verb(rest[0]))):
            return True
    return False


def _officer_acts(words: list[str]) -> bool:
    """ "President Moyo said", "Deputy Minister Olga Rey denied": a title, a name, a verb."""
    title = titles.match(words, 0)
    if title is None or not title.title.before_name or title.plural:
        return False
    at = title.end
    while at < len(words) and at - title.end < NAME and words[at][:1].isupper():
        at += 1
    return at > title.end and at < len(words) and _verb(words[at])


def _people_act(words: list[str]) -> bool:
    """ "Diplomats said", "Officials in Oslo declined": people with a capital, as they only open a sentence."""
    noun = nominals().get(words[0].casefold())
    if noun is None or noun.kind != "person" or noun.sector == FORCES or not noun.plural or not words[0].istitle():
        return False
    at = 1
    if words[1:2] and words[1] in word_list("place_prepositions"):
        at = next((k for k in range(2, min(len(words), 2 + NAME)) if not words[k][:1].isupper()), len(words))
    return at < len(words) and _verb(words[at])


def _verb(word: str) -> bool:
    return word in word_list("auxiliaries") or (word.islower() and cues.verb(word) is not None)
