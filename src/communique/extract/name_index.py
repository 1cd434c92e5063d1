"""What the tables know, as one vocabulary to scan a text with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Literal

import msgspec

from communique.knowledge import bodies, cues, groups, offices, organizations, places, states, titles
from communique.knowledge.bodies import Body
from communique.knowledge.divided_states import by_plural, divided_states
from communique.knowledge.given_names import is_given_name
from communique.knowledge.nominals import nominals
from communique.knowledge.surface_forms import NameEntry, in_force, normalise
from communique.knowledge.titles import Title, TitleMatch
from communique.knowledge.word_lists import word_list
from communique.language.lexicon import Cells, Lexicon
from communique.language.tags import NAME_TAGS, NOUNS, PROPER_NOUNS, VERBS
from communique.language.tree import Tokens
from communique.language.truecase import usually_lower
from communique.memory import remembered

KnownKind = Literal["state", "demonym", "capital", "seat", "organization", "group", "body", "region", "place", "none"]
"""What a form is. ``body``: one that every state has ("foreign ministry"); ``region``: several states by where they lie
("Europe"), who are an actor where they act; ``none``: a name that only looks like another's ("South China Sea")."""
FORMS: dict[str, KnownKind] = {
    "name": "state",
    "abbreviation": "state",
    "demonym": "demonym",
    "capital": "capital",
    "seat": "seat",
    "place": "place",
}


HELPED = re.compile(r"[\w.]+ ?[-‑–] ?(?:allied|armed|backed|funded|led|linked|sponsored|supported|trained)\b")
# ``Chad-backed rebels`` are not Chad's
WORD_BREAK = re.compile(r"(?:['’]s?)?[\s–-]+")  # ``US-led``, ``UK's minister``


OUTLETS = 6
"""Words before an outlet in which it may stand that it is told something: "told the Times and the Guardian"."""


class KnownName(msgspec.Struct, frozen=True):
    """A thing that the tables know, as one of its forms names it."""

    kind: KnownKind
    code: str
    """The state's code, or the organisation's or group's key."""
    name: str
    country: str | None = None
    sector: str | None = None
    plural: bool = False
    ambiguous: bool = False


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
            if (other := _shares_noun(tokens, i, j, behind)) is not None:
                yield i - 2, i - 1, other
            behind = j
            yield i, j, known


def _shares_noun(tokens: Tokens, i: int, j: int, behind: int) -> KnownName | None:
    """The state of "North" in "North and South Korea", "the East and West German ministers"."""
    if j - i < 2 or i - 2 < behind or tokens[i].text.casefold() not in word_list("directions"):
        return None
    direction, joint = tokens[i - 2].text, tokens[i - 1].text.casefold()
    if joint not in ("and", "or", "&") or direction.casefold() not in word_list("directions"):
        return None
    form = normalise(f"{direction} {tokens.part(i + 1, j).text}")
    entry = next((e for e in in_force(states.vocabulary().get(form, ())) if e.form in ("name", "demonym")), None)
    state = states.by_code(entry.code) if entry is not None else None
    if entry is None or state is None or not direction[:1].isupper():
        return None
    return KnownName(FORMS[entry.form], entry.code, state.name, entry.code, entry.sector, entry.plural)


def american_namesakes(tokens: Tokens) -> frozenset[int]:
    """Tokens that would be a state or capital and are a state of the United States: "Georgia Governor", "Washington".

    A governor or legislator beside the name tells so, or another American state in a list; Georgia then is meant in the
    whole report, if nothing Georgian is in it, Washington in that sentence.
    """
    namesakes = [t for t in tokens if t.text[:1].isupper() and t.text.casefold() in word_list("american_namesakes")]
    told = [t for t in namesakes if _american(tokens, t.i)]
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
        if 0 <= at < len(tokens) and at != i + step and _american_state(tokens, at, step):
            return True
    return False


OFFICE_BEFORE = 4  # tokens of a title and a name before "of Georgia"
AMERICAN_OFFICES = frozenset(("governor", "legislator"))


def _american_state(tokens: Tokens, at: int, step: int) -> bool:
    """Whether a state of the United States ends (or begins) at a token: "[New York] and Georgia"."""
    for length in (1, 2):
        i, j = (at, at + length) if step > 0 else (at - length + 1, at + 1)
        place = places.by_name(tokens.part(max(i, 0), j).text)
        if place is not None and place.kind == "subdivision" and place.country == "USA":
            return True
    return False


def states_by_direction(tokens: Tokens, known: list[tuple[int, int, KnownName]]) -> list[tuple[int, int, KnownName]]:
    """ "The North", "the South's": one of two states of one name, where the report names either of them."""
    named = Counter(k.code for _, _, k in known)
    pairs = [(sum(named[c] for c in d.members), d) for d in divided_states() if d.directions]
    most, pair = max(pairs, key=lambda x: x[0])
    if not most:
        return []
    taken = {k for i, j, _ in known for k in range(i, j)}
    found = []
    for token in tokens:
        code = pair.directions.get(token.text.casefold()) if token.text[:1].isupper() else None
        if code is not None and token.i not in taken and _stands_alone(tokens, token.i):
            state = states.by_code(code)
            found.append((token.i, token.i + 1, KnownName("state", code, state.name if state else code, code)))
    return found


def _stands_alone(tokens: Tokens, i: int) -> bool:
    before = tokens[i - 1] if i else None
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if before is None or before.text.casefold() != "the":
        subject = tokens[i].dep_ in ("nsubj", "nsubjpass") and tokens[i].tag_ in PROPER_NOUNS
        if not subject or (before is not None and not before.is_punct and before.tag_ != "CC"):
            return False
    if after is None:
        return True
    if after.text.casefold() in ("of", "-", "–") or (after.tag_ in NOUNS and after.dep_ != "punct"):
        return after.tag_ == "POS"
    return not after.text[:1].isupper() or after.tag_ in VERBS


def divided_together(tokens: Tokens) -> list[tuple[int, int, KnownName]]:
    """ "The two Koreas", "both Sudans": all the states of one name, with what counts them."""
    found = []
    for token in tokens:
        pair = by_plural(token.text) if token.text[:1].isupper() and token.text.endswith("s") else None
        if pair is None:
            continue
        i = token.i
        while i and tokens[i - 1].text.casefold() in word_list("counting_states"):
            i -= 1
        found.append((i, token.i + 1, KnownName("group", f"divided/{pair.name}", token.text, plural=True)))
    return found


def members_of(known: KnownName) -> tuple[str, ...]:
    """Codes of the states that a known group of states is made of."""
    name = known.code.removeprefix("divided/")
    return next((d.members for d in divided_states() if known.code != name and d.name == name), ())


def _hides_place(tokens: Tokens, i: int, j: int) -> bool:
    """Whether the end of a form begins a place of its own: "the West" in "the West Bank"."""
    if j >= len(tokens) or not tokens[j].text[:1].isupper() or tokens[i].text.casefold() != "the":
        return False
    return places.by_name(f"{tokens.part(i + 1, j).text} {tokens[j].text}") is not None


def _in_a_state(tokens: Tokens, i: int, j: int) -> bool:
    """Whether a city is one in America: "Geneva, Illinois", "Paris, Texas"."""
    return (
        j + 1 < len(tokens)
        and tokens[j].text == ","
        and tokens[j + 1].text[:1].isupper()
        and _american_state(tokens, j + 1, 1)
        and states.by_capital(tokens.part(i, j).text) is not None
    )


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
        outlet = _reports(tokens, i, j)
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
    if entry.ambiguous and not (_paper(entry, tokens, i, j) or _meant(entry, tokens, i, j)):
        return None
    if kind == "organization":
        found = organizations.by_key(entry.code)
        if found is None or entry.form == "seat":
            return None
        return KnownName(
            "organization", entry.code, found.name, found.country, entry.sector or found.sector, entry.plural
        )
    if kind == "place":
        return _place(entry)
    group = groups.by_key(entry.code)
    if group is None:
        return None
    return KnownName(group.kind, entry.code, group.name, group.country, entry.sector or group.sector, entry.plural)


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


def _paper(entry: NameEntry, tokens: Tokens, i: int, j: int) -> bool:
    """Whether a paper's name of article and noun is meant: "the Guardian said", "The Sun reported", not "the sun"."""
    if entry.sector != "JRN" or tokens[i].text.casefold() != "the" or not tokens[i + 1].text[:1].isupper():
        return False
    after = tokens[j].text if j < len(tokens) else ""
    if after[:1].isupper() and after.isalpha():
        return False  # "the Independent Commission"
    return (
        tokens[j - 1].tag_ in PROPER_NOUNS and (after.casefold() in word_list("outlets_say") or _told_to(tokens, i))
    ) or _reports(tokens, i, j)


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


def _reports(tokens: Tokens, i: int, j: int) -> bool:
    """Whether a name that a paper and something else bear is the paper's here: "Vox reported", "told Vox"."""
    before = tokens[i - 1].text.casefold() if i else ""
    after = tokens[j].text.casefold() if j < len(tokens) else ""
    return after in word_list("outlets_do") or before in word_list("to_outlets")


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
    if tokens[i].tag_ not in NAME_TAGS or not tokens[i].text[:1].isupper():
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


def titled(tokens: Tokens, at: int, *, honorific: bool = False) -> bool:
    """Whether a title that stands before names ends just before token ``at``; only "Mr" and its like if so asked."""
    for start in range(at - 1, max(at - 1 - titles.REACH, -1), -1):
        if not titles.may_begin(tokens[start].text):
            continue
        found = titles.match([t.text for t in tokens[start:at]], 0)
        if found is not None and found.end == at - start and found.title.before_name and not found.plural:
            return not honorific or (found.title.rank == "honorific" and tokens[at - 1].text != "Miss")
    return False


def title_spans(tokens: Tokens) -> Iterator[tuple[int, int, TitleMatch]]:
    """(first token, behind last token, title) of every title, left to right, none overlapping."""
    words = [t.text for t in tokens]
    behind = 0
    for i, word in enumerate(words):
        if i < behind or not titles.may_begin(word):
            continue
        found = titles.match(words, i)
        if found is None or any(t.is_sent_start for t in tokens[i + 1 : found.end]):
            continue
        if i and i == behind and found.end == i + 1 and is_given_name(word) and _named_so(tokens, i):
            continue  # "Foreign Minister Amir Rostam"
        if found.end == i + 1 and not found.title.before_name and _surname_so(tokens, i):
            continue  # "deputy press secretary Raj Shah"
        behind = found.end
        yield i, found.end, found


def _surname_so(tokens: Tokens, i: int) -> bool:
    """Whether a word for an office is a surname: a given name stands before it, and it has a capital."""
    before = tokens[i - 1] if i else None
    return (
        before is not None
        and tokens[i].text.istitle()
        and before.text.istitle()
        and before.tag_ in PROPER_NOUNS
        and is_given_name(before.text)
    )


def _named_so(tokens: Tokens, i: int) -> bool:
    """Whether a word for an office is a given name here: a surname that is no title follows it."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return (
        tokens[i].text[:1].isupper()
        and after is not None
        and after.tag_ in PROPER_NOUNS
        and after.text[:1].isupper()
        and not titles.may_begin(after.text)
    )


@remembered
def states_in(text: str) -> frozenset[str]:
    """Codes of the states whose names, abbreviations or demonyms stand in a phrase."""
    return _codes_in(text, frozenset(("name", "abbreviation", "demonym")))


def adjectives_in(text: str) -> frozenset[str]:
    """Codes of the states whose adjectives stand in a phrase: "Polish"."""
    return _codes_in(text, frozenset(("demonym",)))


def own_states_in(text: str) -> frozenset[str]:
    """The same without those who only arm or lead others: "Chad-backed rebels" are not Chad's."""
    return states_in(HELPED.sub(" ", text))


def helpers_in(text: str) -> frozenset[str]:
    """The states that arm or lead those of whom a phrase speaks."""
    return states_in(" ".join(HELPED.findall(text)))


@remembered
def seats_in(text: str) -> frozenset[str]:
    """Codes of the states whose capitals and seats of government stand in a phrase."""
    return _codes_in(text, frozenset(("capital", "seat")))


def _codes_in(text: str, forms: frozenset[str]) -> frozenset[str]:
    words = normalise(text).split()
    written = [w.rstrip(",;") for w in WORD_BREAK.split(text)]
    vocabulary = states.vocabulary()
    found: set[str] = set()
    at = 0
    while at < len(words):
        for length in range(min(5, len(words) - at), 0, -1):
            entries = vocabulary.get(" ".join(words[at : at + length]), ())
            current = [
                e
                for e in in_force(entries)
                if e.form in forms
                and (
                    not e.case_sensitive or any(e.fits(" ".join(written[k : k + length])) for k in range(len(written)))
                )
            ]
            if current:
                found.add(current[0].code)
                at += length
                break
        else:
            at += 1
    return frozenset(found)


@remembered
def office_country(name: str, title: str | None = None) -> str | None:
    """The country of the known holders of that name, if it is one and the same for all of them.

    Without the ``title`` of the office that the text gives, only a full name tells.
    """
    if title is None and len(name.split()) < 2:
        return None
    countries = {h.of for h in offices.holders(name) if title is None or h.title == title}
    country = countries.pop() if len(countries) == 1 else None
    return country if country and states.by_code(country) else None


@remembered
def body_of_office(title: Title) -> KnownName | None:
    """The body or state whose office a title tells by itself: "UN envoy", "White House press secretary"."""
    if title.body is None:
        return None
    found = organizations.by_name(title.body) if title.sector == "IGO" else None
    if found is not None:
        return KnownName("organization", found.key, found.name, found.country, found.sector)
    body = bodies.body(title.body)
    state = states.by_code(body.country) if body is not None and body.country else None
    return KnownName("state", state.code, state.name, state.code) if state is not None else None


def seated_at(text: str) -> tuple[str, ...]:
    """Keys of the organisations for which a city stands ("Brussels")."""
    return tuple(e.code for e in organizations.vocabulary().get(normalise(text), ()) if e.form == "seat")


def adjective(code: str) -> str:
    """A state's adjective ("Syrian"), or its name where the table has none."""
    state = states.by_code(code)
    if state is None:
        return code
    return state.adjectives[0].text if state.adjectives else state.name
