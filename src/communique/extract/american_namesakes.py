"""States of America that are called like a state or a capital: "Georgia Governor", "Washington and Oregon"."""

from __future__ import annotations

from communique.knowledge import places, titles
from communique.knowledge.word_lists import word_list
from communique.language.tree import Tokens

DATELINE = 8  # tokens at the beginning of a report in which the city of its dateline stands
OFFICE_BEFORE = 4  # tokens of a title and a name before "of Georgia"


AMERICAN_OFFICES = frozenset(("governor", "legislator"))


def american_namesakes(tokens: Tokens) -> frozenset[int]:
    """Tokens that would be a state or capital and are a state of the United States: "Georgia Governor", "Washington".

    A governor or legislator beside the name tells so, or another American state in a list; Georgia then is meant in the
    whole report, if nothing Georgian is in it, as it is where it was written in Georgia; Washington in that
    sentence.
    """
    names = word_list("american_namesakes")
    namesakes = [t for t in tokens.capitals if t.text.casefold() in names]
    written_there = {t.text.casefold() for t in tokens[:DATELINE] if t.text.isupper()} & word_list("cities_of_georgia")
    told = [t for t in namesakes if _american(tokens, t.i) or (written_there and t.text == "Georgia")]
    if not told:
        return frozenset()
    foreign = any(t.text.casefold() in word_list("georgian") for t in tokens)
    found = set()
    near = {(t.text, t.sent.start) for t in told}
    throughout = {t.text for t in told if t.text != "Washington" and not foreign}
    for token in namesakes:
        if token.text in throughout or (token.text, token.sent.start) in near:
            found.add(token.i)
    return frozenset(found)


def _american(tokens: Tokens, i: int) -> bool:
    behind = tokens[i + 1 : i + 1 + titles.REACH]
    office = titles.match([t.text for t in behind], 0) if len(behind) else None
    if office is not None and office.title.rank in AMERICAN_OFFICES and behind[0].text[:1].isupper():
        return True
    if i > 1 and tokens[i - 1].text.casefold() in ("of", "from", "-", "–"):
        if tokens[i - 2].text in ("R", "D", "state"):
            return True
        for start in range(max(0, i - 2 - OFFICE_BEFORE), i - 1):
            if titles.may_begin(tokens[start].text):
                held = titles.match([t.text for t in tokens[start : i - 1]], 0)
                named = held is not None and all(t.text[:1].isupper() for t in tokens[start + held.end : i - 1])
                if held is not None and named and held.title.rank in AMERICAN_OFFICES:
                    return True  # "Senator Ruth Ellery of Georgia", "the governor of Georgia"
    for step in (-1, 1):
        at = i + step
        while 0 <= at < len(tokens) and tokens[at].text.casefold() in (",", "and", "or"):
            at += step
        if 0 <= at < len(tokens) and at != i + step and is_american_state(tokens, at, step):
            return True
    return False


def before_american_state(tokens: Tokens, at: int) -> bool:
    """Whether a comma and a state of the United States follow, which no state or capital is called like: ", Ohio"."""
    return (
        at + 1 < len(tokens)
        and tokens[at].text == ","
        and tokens[at + 1].text[:1].isupper()
        and tokens[at + 1].text.casefold() not in word_list("american_namesakes")
        and is_american_state(tokens, at + 1, 1)
    )


def is_american_state(tokens: Tokens, at: int, step: int) -> bool:
    """Whether a state of the United States ends (or begins) at a token: "[New York] and Georgia"."""
    for length in (1, 2):
        i, j = (at, at + length) if step > 0 else (at - length + 1, at + 1)
        place = places.by_name(tokens.part(max(i, 0), j).text)
        if place is not None and place.kind == "subdivision" and place.country == "USA":
            return True
    return False
