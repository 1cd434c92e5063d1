"""What the tables know, as one vocabulary to scan a text with."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from communique.extract.american_namesakes import american_namesakes, before_american_state
from communique.extract.divided_names import shares_noun
from communique.extract.known_name import FORMS, KnownName, group_of, organization_of
from communique.extract.outlet_names import is_paper, reports
from communique.extract.title_index import titled
from communique.knowledge import bodies, cues, groups, organizations, places, states
from communique.knowledge.bodies import Body
from communique.knowledge.given_names import is_given_name
from communique.knowledge.nominals import nominals
from communique.knowledge.surface_forms import NameEntry, in_force, normalise
from communique.knowledge.word_lists import word_list
from communique.language.lexicon import Cells, Lexicon
from communique.language.tags import NAME_TAGS, PROPER_NOUNS
from communique.language.tree import Tokens
from communique.language.truecase import usually_lower

_Payload = tuple[str, tuple[NameEntry, ...] | Body]


@cache
def _lexicon() -> Lexicon[tuple[_Payload, ...]]:
    merged: dict[str, list[_Payload]] = {}
    tables = (
        ("state", states.vocabulary()),
        ("organization", organizations.vocabulary()),
        ("group", groups.vocabulary()),
        ("place", places.vocabulary()),
    )
    for kind, table in tables:
        for surface, entries in table.items():
            merged.setdefault(surface, []).append((kind, entries))
    for surface, body in bodies.vocabulary().items():
        merged.setdefault(surface, []).append(("body", body))
    return Lexicon({surface: tuple(payload) for surface, payload in merged.items()})


def known_names(compared: Cells, tokens: Tokens) -> Iterator[tuple[int, int, KnownName]]:
    """(first token, behind last token, what it is) of every known name, left to right, none overlapping.

    An ambiguous form is taken only where its case and its neighbours allow it (see :func:`_meant`).
    """
    behind = 0
    american = american_namesakes(tokens)
    for i, j, payload in _lexicon().matches(compared):
        if i + 1 < j and _hides_place(tokens, i, j):
            continue
        if i < behind or any("\n" in tokens[k].text for k in range(i + 1, j)) or _behind_article(tokens, i, j):
            continue
        text = tokens.part(i, j).text
        if i in american and j == i + 1:
            behind = j
            yield i, j, KnownName("place", text.casefold(), text, "USA")
            continue
        if _in_a_state(tokens, i, j):
            behind = j
            yield i, j, KnownName("place", normalise(text), text, "USA")
            continue
        meanings = [k for kind, entries in payload if (k := _choose(kind, entries, text, tokens, i, j))]
        # The State Department is a body before it is a seat of government; the Kremlin is a seat.
        named = text.split()[-1].casefold() in nominals()
        bodies_first = (k for k in meanings if k.kind == "organization" and named)
        known = next(bodies_first, meanings[0] if meanings else None)
        if known is not None:
            if (other := shares_noun(tokens, i, j, behind)) is not None:
                yield i - 2, i - 1, other
            behind = j
            yield i, j, known


def _hides_place(tokens: Tokens, i: int, j: int) -> bool:
    """Whether the end of a form begins a place of its own: "the West" in "the West Bank"."""
    if j >= len(tokens) or not tokens[j].text[:1].isupper() or tokens[i].text.casefold() != "the":
        return False
    return places.by_name(f"{tokens.part(i + 1, j).text} {tokens[j].text}") is not None


def _in_a_state(tokens: Tokens, i: int, j: int) -> bool:
    """Whether a city is one in America: "Geneva, Illinois", "Paris, Texas", "Lebanon, Ohio"."""
    name = tokens.part(i, j).text
    return before_american_state(tokens, j) and (
        states.by_capital(name) is not None or (states.by_name(name) is not None and _closed(tokens, j + 2))
    )


def _closed(tokens: Tokens, at: int) -> bool:
    """Whether a mark stands there that closes a place off, and no list goes on: "in Lebanon, Ohio,"."""
    return at < len(tokens) and tokens[at].text in (",", ".")


def _behind_article(tokens: Tokens, i: int, j: int) -> bool:
    """Whether it is the second half of an Arabic name: "Al-Sabah", "el-Jordan"."""
    if j - i > 1 or i < 2 or tokens[i - 1].text not in ("-", "–", "‑"):
        return False
    article, hyphen = tokens[i - 2], tokens[i - 1]
    return article.text.casefold() in word_list("joined_articles") and article.idx + len(article.text) == hyphen.idx


def _choose(
    kind: str, entries: tuple[NameEntry, ...] | Body, text: str, tokens: Tokens, i: int, j: int
) -> KnownName | None:
    if isinstance(entries, Body):
        if entries.country is None:
            return KnownName("body", entries.generic, entries.generic, None, entries.sector)
        return KnownName(
            "organization", f"{entries.name}/{entries.country}", entries.name, entries.country, entries.sector
        )
    fitting = [e for e in in_force(entries) if e.fits(text) or (e.sector == "JRN" and e.fits(_capitalised(text)))]
    if not fitting:
        return None
    fitting = [e for e in fitting if not _only_said_of(e.surface, text)]
    if not fitting:
        return None
    entry = fitting[0]
    if len(fitting) > 1 and kind == "organization":
        outlet = reports(tokens, i, j)
        entry = next((e for e in fitting if (e.sector == "JRN") == outlet), entry)
    if kind == "state":
        if not text[:1].isupper() and entry.form != "abbreviation":
            return None
        if (entry.ambiguous and not _meant(entry, tokens, i, j)) or _of_a_person(entry, tokens, i, j):
            return None
        state = states.by_code(entry.code)
        return KnownName(
            FORMS[entry.form],
            entry.code,
            state.name if state else entry.surface,
            entry.code,
            entry.sector,
            entry.plural,
            entry.ambiguous,
        )
    if not any(c.isupper() for c in text):
        return None
    if entry.ambiguous and not (is_paper(entry, tokens, i, j) or _meant(entry, tokens, i, j)):
        return None
    if kind == "organization":
        return organization_of(entry) if entry.form != "seat" else None
    return _place(entry) if kind == "place" else group_of(entry)


def _only_said_of(surface: str, text: str) -> bool:
    """Whether a state's adjective only stands before a common noun: "Turkish petroleum" is no company."""
    written, words = surface.split(), text.split()
    return (
        len(words) == len(written) == 2
        and written[1][:1].isupper()
        and words[1].islower()
        and len(words[1]) > 3
        and words[0][:1].isupper()
        and states.by_demonym(words[0]) is not None
    )


def body_of_any(text: str) -> KnownName | None:
    """The body that every state has under that name, though it is one state's own too: "Foreign Office"."""
    found = bodies.body(text)
    return KnownName("body", found.generic, found.generic, None, found.sector) if found and not found.country else None


def _capitalised(text: str) -> str:
    """ "The Guardian" of "the Guardian", which is how sentences have it."""
    return "The " + text[4:] if text.startswith("the ") else text


def _place(entry: NameEntry) -> KnownName | None:
    place = places.by_key(entry.code)
    if entry.surface.split()[-1] in word_list("kinds_of_states"):
        return None  # "Western and Arab countries" is a description
    if place is None:
        return None
    if entry.form == "demonym" and not entry.plural:
        return KnownName("none", entry.code, place.name)  # "Western", "Arab", "Muslim" are adjectives
    if place.kind == "group" and (
        entry.plural or (entry.form != "demonym" and " " in entry.surface and _of_states(entry))
    ):
        return KnownName("group", entry.code, place.name, None, None, plural=True)
    if place.kind == "group" and entry.form != "demonym":
        return KnownName("region", entry.code, place.name, None, None)
    return KnownName("none" if place.kind == "compound" else "place", entry.code, place.name, place.country)


def _of_states(entry: NameEntry) -> bool:
    """Whether the words name states and not where they lie: "Gulf states", "Arab world", not "Middle East"."""
    return entry.surface.split()[-1].casefold() in word_list("kinds_of_states") | {"world"}


def _meant(entry: NameEntry, tokens: Tokens, i: int, j: int) -> bool:
    """Whether an ambiguous form is likely meant: written with a capital, tagged as a name, no part of a longer one."""
    before = tokens[i - 1] if i else None
    after = tokens[j] if j < len(tokens) else None
    first = tokens[i + (tokens[i].text == "The" and j - i > 1 and entry.form == "capital")]  # "The Hague"
    if first.tag_ not in NAME_TAGS or not first.text[:1].isupper():
        return False
    # "Michael Jordan", "Chad Smith", "Jordan Peterson": a given name or a surname beside it makes it a person's.
    if before is not None and before.tag_ == "NNP" and is_given_name(before.text):
        return False
    surname = after is not None and after.tag_ in PROPER_NOUNS and after.text.isalpha() and not after.text.isupper()
    return not (surname and entry.form in ("name", "capital") and j - i == 1 and is_given_name(tokens[i].text))


def _of_a_person(entry: NameEntry, tokens: Tokens, i: int, j: int) -> bool:
    """Whether a state's or capital's name is a person's: "Carlos Lima", "Mr Ireland", "envoy Israel Roe"."""
    if j - i > 1 or entry.form not in ("name", "capital"):
        return False
    return _surname(tokens, i) or _given(tokens, i)


def _surname(tokens: Tokens, i: int) -> bool:
    """Whether a given name stands before it, or what tells of a person: "Mr", a title and another capital."""
    if not i:
        return False
    before = tokens[i - 1]
    if not before.text[:1].isupper() or before.tag_ not in PROPER_NOUNS:
        return False
    if titled(tokens, i, honorific=True):
        return True
    return normalise(before.text) not in states.vocabulary() and (
        is_given_name(before.text)
        or (before.text.isalpha() and not before.text.isupper() and titled(tokens, i - 1) and not titled(tokens, i))
    )


def _given(tokens: Tokens, i: int) -> bool:
    """Whether it is a given name before a surname: behind a title or a noun for a person, apposed, or speaking."""
    if not is_given_name(tokens[i].text) or i + 1 == len(tokens):
        return False
    surname = tokens[i + 1]
    if (
        surname.tag_ not in PROPER_NOUNS
        or not surname.text.isalpha()
        or not surname.text[:1].isupper()
        or surname.text.isupper()
        or surname.text.casefold() in nominals()
        or usually_lower(surname.text)
        or normalise(surname.text) in states.vocabulary()
    ):
        return False
    noun = nominals().get(tokens[i - 1].text.casefold()) if i else None
    return (
        titled(tokens, i)
        or (noun is not None and noun.kind == "person" and not noun.plural)
        or surname.dep_ == "appos"
        or (surname.dep_ == "nsubj" and (cue := cues.verb(surname.head.text)) is not None and cue.act == "say")
    )
