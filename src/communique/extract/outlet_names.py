"""Papers and broadcasters whose names are common words, or are cut short: "told the Guardian", "the Post said"."""

from __future__ import annotations

from communique.extract.known_name import KnownName
from communique.knowledge.surface_forms import NameEntry
from communique.knowledge.word_lists import word_list
from communique.language.tags import PROPER_NOUNS
from communique.language.tree import Tokens

SHORT_NAME = 2  # words of "the Times"
OUTLETS = 6
"""Words before an outlet in which it may stand that it is told something: "told the Times and the Guardian"."""


def is_paper(entry: NameEntry, tokens: Tokens, i: int, j: int) -> bool:
    """Whether a paper's name of article and noun is meant: "the Guardian said", "The Sun reported", not "the sun"."""
    if entry.sector != "JRN" or tokens[i].text.casefold() != "the" or not tokens[i + 1].text[:1].isupper():
        return False
    after = tokens[j].text if j < len(tokens) else ""
    if after[:1].isupper() and after.isalpha():
        return False  # "the Independent Commission"
    return (
        tokens[j - 1].tag_ in PROPER_NOUNS and (after.casefold() in word_list("outlets_say") or _told_to(tokens, i))
    ) or reports(tokens, i, j)


def _told_to(tokens: Tokens, i: int) -> bool:
    """Whether what stands before an outlet tells that it was told something: "told X and", "according to"."""
    before = [t.text.casefold() for t in tokens[max(0, i - OUTLETS) : i]]
    return bool(word_list("to_outlets") & set(before)) or before[-2:] == ["according", "to"]


def outlets_again(tokens: Tokens, known: list[tuple[int, int, KnownName]]) -> list[tuple[int, int, KnownName]]:
    """ "The Post" behind "the Washington Post": the last word of an outlet's name, in a report that has it in full."""
    full = {k.name.split()[-1]: k for _, _, k in known if k.sector == "JRN" and len(k.name.split()) > 1}
    short = {word: k for word, k in full.items() if word.casefold() in word_list("names_of_papers")}
    taken = {k for i, j, _ in known for k in range(i, j)}
    found = []
    for token in tokens if short else ():
        k = short.get(token.text)
        if k is None or token.i in taken or not token.i or tokens[token.i - 1].text.casefold() != "the":
            continue
        after = tokens[token.i + 1] if token.i + 1 < len(tokens) else None
        if after is None or not (after.text[:1].isupper() and after.text.isalpha()):
            found.append((token.i, token.i + 1, k))
    return found


def other_times(tokens: Tokens, known: list[tuple[int, int, KnownName]]) -> list[tuple[int, int, KnownName]]:
    """ "The Times" of a report that has the New York Times in full is that one, and not London's."""
    in_full = {k.name.split()[-1]: k for _, _, k in known if k.sector == "JRN" and not _is_short(k.name)}
    return [
        (i, j, in_full.get(tokens[j - 1].text, k) if k.sector == "JRN" and _is_short(k.name) else k)
        for i, j, k in known
    ]


def _is_short(name: str) -> bool:
    words = name.split()
    return len(words) == 1 or (len(words) == SHORT_NAME and words[0] == "The")


def reports(tokens: Tokens, i: int, j: int) -> bool:
    """Whether a name that a paper and something else bear is the paper's here: "Vox reported", "told Vox"."""
    before = tokens[i - 1].text.casefold() if i else ""
    after = tokens[j].text.casefold() if j < len(tokens) else ""
    return after in word_list("outlets_do") or before in word_list("to_outlets")
