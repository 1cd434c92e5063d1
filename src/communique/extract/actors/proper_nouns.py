"""Runs of capitals that the tables don't know: the unknown names of a text, whole."""

from __future__ import annotations

from communique.extract.actors.lone_surnames import (
    HYPHENS,
    is_calendar,
    months_as_surnames,
    with_particles,
    words_as_surnames,
)
from communique.extract.title_index import titled
from communique.knowledge import cues, offices
from communique.knowledge.given_names import is_family_name_first, is_given_name
from communique.knowledge.nominals import nominals
from communique.knowledge.states import by_capital
from communique.knowledge.word_lists import word_list
from communique.language.tags import (
    INSIDE_NAMES,
    PAST_AND_PARTICIPLES,
    PROPER_NOUNS,
    SINGULAR_NOUNS,
    STARTS_OF_NAMES,
)
from communique.language.tree import Token, Tokens
from communique.language.truecase import usually_lower

OPENING_MARKS = frozenset(("“", "«", "„", "‘", '"', "``", "'", "(", "["))  # a sentence may begin behind them
NICKNAME_MARKS = {'"': '"', "“": "”", "'": "'", "‘": "’", "(": ")"}
NICKNAME = 3  # words of a nickname, at most
HEADING, SHORT_WORD = 4, 3  # words of a heading at least; letters of words that it may have in small letters
CLOSING_OF = {"]": "[", ")": "("}
INSERTED = 6  # tokens between brackets before a surname, at most
LIKE_PLURALS, PLURALS_OF_PEOPLE = ("ts", "ns", "us"), ("ists", "ians", "ans", "ents", "ants")
"""How surnames end that look like plurals, and how nouns of people end where they are many."""
SYLLABLE = 5  # letters of either half of a given name with a hyphen, at most


def capital_runs(tokens: Tokens, taken: list[int], months: frozenset[int] = frozenset()) -> list[tuple[int, int]]:
    """Runs of capitalised tokens that the tables don't know: (first, behind last).

    ``months`` are tokens that would be months and are people ("Ambassador April Roe").
    """
    heads = nominals()
    runs: list[tuple[int, int]] = []
    n, at = len(tokens), 0
    while at < n:
        token = tokens[at]
        if taken[at] or not (at in months or _starts_name(token)):
            at += 1
            continue
        end = at + 1
        while end < n and not (tokens[end].is_sent_start and tokens[end].text != "He"):
            word = tokens[end].text
            low = word.casefold()
            if (
                not taken[end]
                and has_capital(tokens[end])
                and tokens[end].tag_ in INSIDE_NAMES
                and (not is_calendar(tokens[end]) or end in months or _surname_like_month(tokens, at, end))
            ):
                end += 1
            elif (
                not taken[end]
                and low.rstrip("-") in word_list("name_particles")
                and end + 1 < n
                and has_capital(tokens[end + 1])
                and not taken[end + 1]
                and tokens[end - 1].text.casefold() not in heads
            ):
                end += 2
            elif (
                low in word_list("name_particles")
                and end + 2 < n
                and tokens[end + 1].text.casefold() in word_list("name_particles")
                and has_capital(tokens[end + 2])
                and not taken[end + 2]
            ):
                end += 3  # "Marco van den Berg"
            elif (
                low in word_list("name_particles")
                and end + 2 < n
                and tokens[end + 1].text == "-"
                and has_capital(tokens[end + 2])
                and not taken[end + 2]
            ):
                end += 3
            elif (
                word in ("-", "–")
                and end + 1 < n
                and has_capital(tokens[end + 1])
                and tokens[end + 1].idx == tokens[end].idx + 1
                and not taken[end + 1]
                and not _another_person(tokens, at, end)
            ) or (end - at > 1 and _second_syllable(tokens, end)):
                end += 2
            elif end == at + 1 and _hyphened_given_name(tokens, end):
                end += 3  # "Chung-in Moon"
            elif end == at + 1 and _named_he(tokens, end):
                end += 1
            elif word in CLOSING_OF and _inserted(tokens, end, taken):
                end += 2  # "[President Amin] Haddad", "Senator (John) Barlow"
            elif behind_it := _nickname(tokens, end, taken):
                end = behind_it
            elif (
                low in word_list("links_in_names")
                and _body_so_far(tokens, at, end)
                and (after := after_link(tokens, end))
                and (taken[after] >= 0)
            ):
                end = behind(tokens, after, taken)
            else:
                break
        end = _with_junior(tokens, _one_person(tokens, at, _before_verb(tokens, at, end)))
        runs.append((at, end))
        at = end + (end < n and at < end and _headline_verb(tokens[end]) and _in_heading(tokens, end))
    runs = with_particles(tokens, _without_governments(tokens, _without_pairs(tokens, runs)), taken)
    return sorted({*runs, *months_as_surnames(tokens, runs, taken), *words_as_surnames(tokens, runs, taken)})


def _without_pairs(tokens: Tokens, runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Runs without a hyphen that joins two people: "the Trump-Kim summit", where the report has both apart."""
    apart = {tokens[k].text for i, j in runs if not _hyphen_in(tokens, i, j) for k in (i, j - 1)}
    found = []
    for i, j in runs:
        at = _hyphen_in(tokens, i, j)
        two = at is not None and at == i + 1 and all(_somebody(tokens[k].text, apart) for k in (i, at + 1))
        two = two and tokens[j - 1].text.casefold() not in nominals()  # "the Biden-Harris Administration"
        found += [(i, i + 1), (i + 2, j)] if two else [(i, j)]
    return found


def _without_governments(tokens: Tokens, runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Runs without the noun in "the Haddad Administration", which is a description as in small letters."""
    people = {tokens[j - 1].text for i, j in runs if j - i > 1 and is_given_name(tokens[i].text)}
    return [
        (i, j - 1)
        if j - i == 2
        and tokens[j - 1].text.casefold() in word_list("governments")
        and (tokens[i].text in people or offices.holders(tokens[i].text))
        else (i, j)
        for i, j in runs
    ]


def _hyphen_in(tokens: Tokens, i: int, j: int) -> int | None:
    return next((k for k in range(i + 1, j - 1) if tokens[k].text in HYPHENS), None)


def _somebody(word: str, apart: set[str]) -> bool:
    """Whether a word is known to be a surname, or a name that the report has without a hyphen."""
    return word.istitle() and (word in apart or bool(offices.holders(word)) or is_family_name_first(word))


def _named_he(tokens: Tokens, at: int) -> bool:
    """Whether "He" behind a titled family name that is written first is the given name: "Vice Premier Liu He".

    The parser takes it for the pronoun, and for the start of a sentence.
    """
    return tokens[at].text == "He" and is_family_name_first(tokens[at - 1].text) and titled(tokens, at - 1)


def _nickname(tokens: Tokens, at: int, taken: list[int]) -> int | None:
    """Behind the word that follows a nickname in marks or brackets: 'Juma "the Lion" Bakari', "Ibrahim (Ib) Sall"."""
    closing = NICKNAME_MARKS.get(tokens[at].text)
    if closing is None:
        return None
    most = 1 if closing == ")" else NICKNAME
    end = at + 1
    while end < len(tokens) and end - at <= most and tokens[end].text.isalpha() and not taken[end]:
        end += 1
    if end == at + 1 or end + 1 >= len(tokens) or tokens[end].text != closing or taken[end + 1]:
        return None
    inner, after = tokens[end - 1], tokens[end + 1]
    told = after.tag_ in PROPER_NOUNS and has_capital(after) and not after.is_sent_start and not is_calendar(after)
    return end + 2 if told and inner.text[:1].isupper() and not inner.text.isupper() else None


def _with_junior(tokens: Tokens, end: int) -> int:
    """Behind "Jr." in "Martin L. Olsen, Jr."."""
    behind = end + 1
    return behind + 1 if behind < len(tokens) and tokens[end].text == "," and _junior(tokens[behind]) else end


def _junior(token: Token) -> bool:
    return token.text.rstrip(".") in ("Jr", "Sr", "II", "III")


def _surname_like_month(tokens: Tokens, at: int, end: int) -> bool:
    """Whether a word of the calendar is the surname of the person whose given name stands before it: "Theresa May"."""
    return (
        end == at + 1
        and is_given_name(tokens[at].text)
        and not is_calendar(tokens[at])
        and not tokens[end].text.endswith(".")
        and not (end + 1 < len(tokens) and tokens[end + 1].tag_ == "CD")
    )


def _second_syllable(tokens: Tokens, at: int) -> bool:
    """Whether a hyphen joins the two halves of a given name that is written last: "Ban Ki-moon", "Lin Ho-jen"."""
    if tokens[at].text not in HYPHENS or at + 1 >= len(tokens):
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    return (
        after.idx == tokens[at].idx + 1
        and tokens[at].idx == before.idx + len(before.text)
        and after.text.isalpha()
        and after.text.islower()
        and len(before.text) <= SYLLABLE
        and len(after.text) <= SYLLABLE
        and before.text[1:].islower()
        and after.tag_ not in PAST_AND_PARTICIPLES
        and after.text not in word_list("behind_hyphens")
    )


def _hyphened_given_name(tokens: Tokens, at: int) -> bool:
    """Whether a hyphen joins the halves of a given name that is written first: "Chung-in Moon"."""
    return (
        at + 2 < len(tokens)
        and _second_syllable(tokens, at)
        and tokens[at + 2].text.istitle()
        and tokens[at + 2].idx == tokens[at + 1].idx + len(tokens[at + 1].text) + 1
        and is_family_name_first(tokens[at + 2].text)
    )


def _inserted(tokens: Tokens, at: int, taken: list[int]) -> bool:
    """Whether a bracket closes what an editor put before a surname: "[President Amin] Haddad"."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return (
        after is not None
        and not taken[at + 1]
        and after.tag_ in PROPER_NOUNS
        and after.text[:1].isupper()
        and not after.is_sent_start
        and any(t.text == CLOSING_OF[tokens[at].text] for t in tokens[max(0, at - INSERTED) : at])
        and (tokens[at].text == "]" or (at > 1 and tokens[at - 2].text == "(" and is_given_name(tokens[at - 1].text)))
    )


def _another_person(tokens: Tokens, at: int, hyphen: int) -> bool:
    """Whether a hyphen joins two people, each with a given name: "the Donald Trump-Vladimir Putin summit"."""
    return (
        hyphen - at > 1
        and hyphen + 2 < len(tokens)
        and is_given_name(tokens[hyphen + 1].text)
        and not is_given_name(tokens[hyphen - 1].text)
        and tokens[hyphen + 2].tag_ in PROPER_NOUNS
        and has_capital(tokens[hyphen + 2])
    )


def _one_person(tokens: Tokens, i: int, j: int) -> int:
    """Where the first name of a row ends: text that lost its commas has "Sergei Lavrov Yusuf bin Alawi" in one run."""
    heads = nominals()
    for k in range(i + 1, j - 1):
        if tokens[k - 1].text.casefold() in word_list("portfolios") and is_given_name(tokens[k].text):
            return k  # "[Near Eastern Affairs] [Anne Hale]"
    if j - i < 5 or any((h := heads.get(t.text.casefold())) and h.names for t in tokens[i:j]):
        return j
    return next(
        (
            k
            for k in range(i + 2, j - 1)
            if tokens[k].text[:1].isupper()
            and is_given_name(tokens[k].text)
            and tokens[k - 1].text not in HYPHENS
            and not {tokens[k].text.casefold(), tokens[k - 1].text.casefold()} & word_list("name_particles")
        ),
        j,
    )


def _before_verb(tokens: Tokens, i: int, j: int) -> int:
    """Where a headline's verb ends a name: "[Netanyahu] Discuss", "[Trump] Announces Presidential Delegation"."""
    for k in range(i + 1, j) if _in_heading(tokens, i) else ():
        if _headline_verb(tokens[k]):
            return k
    return j


def _headline_verb(token: Token) -> bool:
    word = token.text
    verb = word.istitle() and usually_lower(word) and cues.verb(word) is not None
    return verb and not is_given_name(word) and word.casefold() not in nominals()


def _in_heading(tokens: Tokens, i: int) -> bool:
    """Whether a line has capitals on all its words but the short ones."""
    start, end = i, i
    while start > 0 and not tokens[start - 1].is_space and not tokens[start].is_sent_start:
        start -= 1
    while end + 1 < len(tokens) and not tokens[end + 1].is_space and not tokens[end + 1].is_sent_start:
        end += 1
    words = [t for t in tokens[start : end + 1] if t.text.isalpha() and len(t.text) > SHORT_WORD]
    return len(words) >= HEADING and all(t.text[:1].isupper() for t in words)


def _body_so_far(tokens: Tokens, i: int, j: int) -> bool:
    """Whether the run up to here ends in a noun that goes on with "of" or "for" in names of bodies."""
    head = nominals().get(tokens[j - 1].text.casefold())
    return bool(head and head.names) or any(
        (h := nominals().get(t.text.casefold())) and h.names for t in tokens[i:j] if t.text[:1].isupper()
    )


def after_link(tokens: Tokens, at: int) -> int | None:
    """The capitalised token behind a link ("of", "of the"), or None."""
    k = at + 1
    if k < len(tokens) and tokens[k].text.casefold() == "the":
        k += 1
    return (
        k
        if k < len(tokens)
        and not _begins_another(tokens, at, k)
        and has_capital(tokens[k])
        and tokens[k].text.casefold().rstrip(".") not in word_list("calendar")
        and not tokens[k].is_sent_start
        else None
    )


def _begins_another(tokens: Tokens, link: int, k: int) -> bool:
    """Whether another body's name, or a place, begins behind "in": "the Office of Fisheries in the Bureau of Trade"."""
    if tokens[link].text.casefold() != "in":
        return False
    head = nominals().get(tokens[k].text.casefold())
    return (head is not None and head.names) or by_capital(tokens[k].text) is not None


def behind(tokens: Tokens, at: int, taken: list[int]) -> int:
    """Behind the capitalised words that begin at ``at``: all of a known name, else the run of capitals."""
    end = at + 1
    if taken[at] > 0:
        while end < len(tokens) and taken[end] == taken[at]:
            end += 1
        return end
    while end < len(tokens) and not taken[end] and has_capital(tokens[end]) and not tokens[end].is_sent_start:
        end += 1
    if end < len(tokens) and end > at + 1 and tokens[end - 1].text.casefold() == "the":
        return at + 1
    if end < len(tokens) and tokens[end].text.casefold() == "the" and end + 1 < len(tokens) and taken[end + 1] > 0:
        return behind(tokens, end + 1, taken)  # "Fund for Saving the Aral Sea"
    return end


def _starts_name(token: Token) -> bool:
    if not has_capital(token) or is_calendar(token) or not token.text[:1].isalpha() or _junior(token):
        return bool(
            token.text.casefold().rstrip("-") in word_list("joined_articles")
            and token.i + 1 < len(token.doc)
            and has_capital(token.nbor(1))
        )
    if "-" in token.text and token.text.rsplit("-")[-1] in word_list("behind_hyphens"):
        return False  # "U.S.-led"
    first = token.is_sent_start or (token.i > 0 and token.nbor(-1).text in OPENING_MARKS)
    if first and _speaks_bare(token):
        return True
    if (
        first
        and usually_lower(token.text)
        and not is_given_name(token.text)
        and not has_capital(token.nbor(1) if token.i + 1 < len(token.doc) else token)
    ):
        return False  # "Present at the meeting will be"
    return token.tag_ in PROPER_NOUNS or (token.tag_ in STARTS_OF_NAMES and not first and token.text not in ("I",))


def _speaks_bare(token: Token) -> bool:
    """Whether a word that opens a sentence says something and has no article, as only names do: "Trump said"."""
    after = token.nbor(1).text.casefold() if token.i + 1 < len(token.doc) else ""
    word = token.text
    bare = (token.tag_ in SINGULAR_NOUNS or _ends_in_s(word)) and word.istitle() and word.casefold() not in nominals()
    return bare and after in word_list("says_who") and token.dep_ in ("nsubj", "ROOT")


def _ends_in_s(word: str) -> bool:
    """Whether a word is a surname that only looks like a plural: "Laaneots told", not "Brokers told"."""
    plural = usually_lower(word) or usually_lower(word.removesuffix("s")) or word.endswith(PLURALS_OF_PEOPLE)
    return word.endswith(LIKE_PLURALS) and not plural


def has_capital(token: Token) -> bool:
    return bool(token.text[:1].isupper()) or (token.text[:1].isdigit() and any(c.isupper() for c in token.text))
