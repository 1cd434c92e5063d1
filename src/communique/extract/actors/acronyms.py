"""What an abbreviation stands for here: the body that the text itself writes out, or the one whose state it names.

"The Syrian Democratic Forces (SDF)" are not Japan's Self-Defence Forces, and "MIT" is no Turkish service in a text that
has nothing Turkish. What the text tells of an abbreviation holds in the whole report (one sense per discourse: Gale,
Church, Yarowsky 1992).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.extract.known_name import KnownName, group_of, organization_of
from communique.knowledge import groups, organizations
from communique.knowledge.surface_forms import NameEntry, in_force, normalise
from communique.knowledge.word_lists import word_list
from communique.language.tree import Tokens

OFFICE_TOO = "nsa"  # key of the body whose abbreviation is that of an office too
LEAST = 3  # tokens before an abbreviation in brackets that is written out
SHORT_WORD = 3  # letters of words that tell no body from another
LONGEST = 6  # letters of an abbreviation that may be many bodies'
OPENING, CLOSING = frozenset("(["), frozenset(")]")
BODIES = frozenset(("organization", "group"))
Found = tuple[int, int, KnownName]


def as_meant_here(tokens: Tokens, told: list[Found]) -> list[Found]:
    """Known names, of which each abbreviation is the body that the text writes out, or left out where it is another."""
    written_out = dict(_written_out(tokens, told))
    told = [*told, *_other_spellings(tokens, told)]
    in_full = [k for i, j, k in told if k.kind not in BODIES or not _short(tokens, i, j)]
    spoken_of = {k.country for k in in_full if k.country is not None}
    named = {k.code for k in in_full}
    found: list[Found] = []
    for i, j, known in told:
        if known.kind not in BODIES or not _short(tokens, i, j):
            found.append((i, j, known))
            continue
        form = normalise(tokens[i].text)
        meant = written_out[form] if form in written_out else _supported(known, form, named, spoken_of)
        if meant is not None:
            found.append((i, j, meant))
    return found


def without_offices(tokens: Tokens, told: list[Found]) -> tuple[list[Found], frozenset[int]]:
    """Known names without abbreviations that are an office here, and the tokens of those that are none.

    "NSA Roe met NSA Doe" in a text that has a "National Security Adviser" are two advisers and no agency.
    """
    either = {i for i, j, k in told if j == i + 1 and k.code == OFFICE_TOO}
    either |= {t.i for t in tokens if t.text in ("NSA", "NSAs")}
    if not either:
        return told, frozenset()
    bodies = {i for i, j, k in told if k.code == OFFICE_TOO and j > i + 1}
    adviser = any(
        t.text.casefold().startswith("advis") and t.i > 1 and tokens[t.i - 1].text.casefold() == "security"
        for t in tokens
    )
    if adviser and not bodies:
        return [x for x in told if x[2].code != OFFICE_TOO], frozenset()
    return told, frozenset(either)


def _short(tokens: Tokens, i: int, j: int) -> bool:
    text = tokens[i].text.replace(".", "")
    return j - i == 1 and 1 < len(text) <= LONGEST and text.isupper()


def _written_out(tokens: Tokens, told: Iterable[Found]) -> Iterator[tuple[str, KnownName | None]]:
    """Abbreviations in brackets behind words with their initials, with the known body that these words name, if any."""
    ends = {j: k for _, j, k in told}
    for i, j, known in told:
        if not _short(tokens, i, j) or i < LEAST or j >= len(tokens):
            continue
        if tokens[i - 1].text not in OPENING or tokens[j].text not in CLOSING:
            continue
        form = normalise(tokens[i].text)
        start = _first_of(tokens, i - 1, form)
        if start is None:
            continue
        before = ends.get(i - 1)
        if before is not None and before.kind in BODIES:
            yield form, before
        elif (
            normalise(known.name) != form
            and not _alike(tokens.part(start, i - 1).text, known)
            and (known.country is not None or all(t.text != "," for t in tokens[start : i - 1]))
        ):
            yield form, None


def _other_spellings(tokens: Tokens, told: Iterable[Found]) -> Iterator[Found]:
    """Names that the tables don't have of bodies whose abbreviation follows: "Higher Negotiation Committee (HNC)"."""
    ends = {j for _, j, _ in told}
    for i, j, known in told:
        if not _short(tokens, i, j) or i < LEAST or tokens[i - 1].text not in OPENING or i - 1 in ends:
            continue
        start = _first_of(tokens, i - 1, normalise(tokens[i].text))
        if start is not None and known.kind in BODIES and _alike(tokens.part(start, i - 1).text, known):
            yield start, i - 1, known


def _first_of(tokens: Tokens, end: int, letters: str) -> int | None:
    """Where the words begin that end before ``end`` and have these initials: "Dial Number Recognition (DNR)"."""
    at = end
    for letter in reversed(letters):
        at -= 1
        while at >= 0 and (
            tokens[at].text.casefold() in word_list("left_out_of_acronyms") or not tokens[at].text[:1].isalpha()
        ):
            at -= 1
        if at < 0 or tokens[at].text[:1].casefold() != letter:
            return None
    return at


def _alike(text: str, known: KnownName) -> bool:
    """Whether the words may well be another spelling of the body's name: they share one that tells something."""
    return bool(_telling(text) & _telling(known.name))


def _telling(text: str) -> set[str]:
    return {w for w in normalise(text).split() if len(w) > SHORT_WORD}


def _supported(known: KnownName, form: str, named: set[str], spoken_of: set[str]) -> KnownName | None:
    """The body of that abbreviation that the text names in full, or whose state it speaks of; of several the first."""
    entries = [*_entries(form)]
    if not spoken_of:
        return known
    if len(entries) < 2 and not any(e.ambiguous for e in entries):
        return known
    bodies = [(e, body) for e in entries if (body := organization_of(e) or group_of(e)) is not None]
    in_full = [b for _, b in bodies if b.code in named]
    for fitting in (in_full, [b for _, b in bodies if b.country in spoken_of]):
        if fitting:
            return known if known in fitting else fitting[0]
    sure = [b for e, b in bodies if not e.ambiguous]
    return known if known in sure or known.country is None else None


def _entries(form: str) -> Iterator[NameEntry]:
    for vocabulary in (organizations.vocabulary(), groups.vocabulary()):
        yield from (e for e in in_force(vocabulary.get(form, ())) if e.form == "abbreviation")
