"""Surface forms: the words by which a table's things are named, and how they are looked up in running text.

A *vocabulary* maps a normalised surface form to the entries it can stand for. It is made for a longest-match scan: the
normalised form of several tokens joined by blanks is the same as that of the text they were cut from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from communique.knowledge.tables import Row
from communique.memory import remembered

__all__ = [
    "Demonym",
    "Form",
    "NameEntry",
    "Remarks",
    "Surface",
    "fold",
    "in_force",
    "normalise",
    "parse_demonym",
    "parse_remarks",
    "parse_surface",
    "vocabulary_of",
    "word_parts",
]

Form = Literal["name", "abbreviation", "demonym", "capital", "seat", "place"]

LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "e"})
"""Letters that Unicode does not decompose into a base letter and an accent."""

JOINERS = re.compile(r"[-‐‑'’‘ʼ`\s]+")
"""Parts that tokenisers cut differently are blanks: "Guinea-Bissau", "N'Djamena", "People's"."""

DOTS = re.compile(r"\.(?=\S)|(?<=\w)\.")
"""The dots of an abbreviation: "U.S.", "St. Lucia", "Washington, D.C."."""

MARKS = re.compile(r"\s*([,()/+–—])\s*")
"""Other marks are tokens of their own: "Taiwan, Province of China", "P5+1"."""

YEARS = re.compile(r"\s*\((\d{4})?-(\d{4})?\)$")
"""When a name held: "Bonn (-1999)", "Nur-Sultan (2019-2022)"."""

SECTOR = re.compile(r"#([A-Z]{3})$")
"""The PLOVER sector a seat stands for: "Pentagon#MIL"."""

RARELY = "rarely "
"""Begins the reason why a form can be something else where news nearly always mean this: not ambiguous then."""


class NameEntry(msgspec.Struct, frozen=True):
    """One meaning of a surface form.

    ``code`` is a state's code or an organisation's key, ``surface`` the form as it is written. ``ambiguous``: in
    running text it may well be something else, so it needs support from its context. ``case_sensitive``: only as
    written (see ``fits``); ``capitals``: may be trusted in text all in capitals. ``since`` and ``until`` are years.
    ``sector`` is a PLOVER sector or None; ``plural`` tells "Russians" from "Russian", and "the Friends of Syria" are
    plural too.
    """

    code: str
    form: Form
    surface: str
    ambiguous: bool = False
    case_sensitive: bool = False
    capitals: bool = True
    plural: bool = False
    since: int | None = None
    until: int | None = None
    sector: str | None = None

    def fits(self, text: str, *, all_capitals: bool = False) -> bool:
        """Whether ``text`` as it stands can be this entry by its case.

        ``all_capitals`` says that the text around is in capitals too, where "US" and "CAR" may be words.
        """
        if not self.case_sensitive:
            return True
        here, written = fold(text.replace(".", "")), fold(self.surface.replace(".", ""))
        if all_capitals and here == here.upper():
            return (self.capitals or "." in text) and here == written.upper()
        if here == written:
            return True
        # A heading set in capitals ("WHITE HOUSE"), or an abbreviation with dots in small letters ("u.s.").
        if here == written.upper():
            return self.capitals
        return "." in text[:-1] and written == written.upper() and here.upper() == written

    def holds(self, year: int) -> bool:
        """Whether the form stood for this in ``year``."""
        return (self.since is None or self.since <= year) and (self.until is None or year <= self.until)


class Surface(msgspec.Struct, frozen=True):
    """A surface form as a table writes it, with its years and sector; ``main`` is the usual spelling of the same."""

    text: str
    since: int | None = None
    until: int | None = None
    sector: str | None = None
    main: str = ""


class Demonym(msgspec.Struct, frozen=True):
    """What a people is called: "Turk", "Turks"; the adjective is apart, since it can differ ("Turkish")."""

    singular: Surface
    plural: Surface


def fold(text: str) -> str:
    """``text`` without accents, letter case kept: "Élysée" -> "Elysee"."""
    if text.isascii():
        return text
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return "".join(c.translate(LETTERS) if c.islower() else c.lower().translate(LETTERS).upper() for c in bare)


@remembered
def normalise(text: str) -> str:
    """The form under which a vocabulary keeps ``text``: no accents, no case, no dots, words joined by one blank.

    Hyphens and apostrophes are blanks, "&" is "and", other marks are words: "Côte d'Ivoire" -> "cote d ivoire",
    "U.S." -> "us", "Washington, D.C." -> "washington , dc".
    """
    plain = fold(text).casefold().replace("&", " and ")
    plain = MARKS.sub(r" \1 ", JOINERS.sub(" ", DOTS.sub("", plain)))
    return " ".join(plain.split())


@remembered
def word_parts(word: str) -> tuple[str, ...]:
    """The normalised words that one token is made of: "Vice-President" is two, a hyphen none."""
    return tuple(normalise(word).split())


class Remarks(msgspec.Struct, frozen=True):
    """What a row remarks on its forms, all normalised.

    ``ambiguous`` maps a form to what else it can be; ``cased`` mean something else in lower case; ``no_capitals`` are
    not to be trusted in text all in capitals.
    """

    ambiguous: Mapping[str, str]
    cased: frozenset[str]
    no_capitals: frozenset[str]

    def is_ambiguous(self, form: str) -> bool:
        """Whether the normalised ``form`` needs context; "rarely ..." means that it does not."""
        return not self.ambiguous.get(form, RARELY).startswith(RARELY)


def parse_remarks(row: Row) -> Remarks:
    """The columns ``ambiguous`` ("form=what else it can be") and ``cased`` ("form" or "form!").

    Raises:
        KnowledgeError: an item has another form.
    """
    reasons: dict[str, str] = {}
    for item in row.items("ambiguous"):
        form, sign, reason = item.partition("=")
        if not (sign and normalise(form) and reason.strip()):
            raise row.error(f"{item!r} does not say what else it is", 'Write "form=what else it can be".')
        reasons[normalise(form)] = reason.strip()
    cased = row.items("cased")
    return Remarks(
        ambiguous=reasons,
        cased=frozenset(normalise(item.rstrip("!")) for item in cased),
        no_capitals=frozenset(normalise(item.rstrip("!")) for item in cased if item.endswith("!")),
    )


def parse_surface(row: Row, item: str, main: str = "") -> Surface:
    """One item of a list cell: ``text``, ``#SECTOR`` and ``(since-until)`` in that order.

    Args:
        row: where it stands.
        item: as the cell has it.
        main: the usual spelling of the same; by default this one.

    Raises:
        KnowledgeError: it is no name, or ends before it begins.
    """
    since = until = sector = None
    if years := YEARS.search(item):
        since, until = (int(year) if year else None for year in years.groups())
        item = item[: years.start()]
    if mark := SECTOR.search(item):
        sector = mark[1]
        item = item[: mark.start()]
    text = item.strip()
    if not normalise(text):
        raise row.error("an item of a list is not a name", 'Write names separated by "; ".')
    if since is not None and until is not None and until < since:
        raise row.error(f"{text!r} ends before it begins", "Write (since-until).")
    return Surface(text, since, until, sector, main or text)


def parse_demonym(row: Row, item: str) -> Demonym:
    """One item of a list of nouns: ``singular|plural``, with years if any behind.

    Raises:
        KnowledgeError: it has no plural.
    """
    both = parse_surface(row, item)
    forms = [form.strip() for form in both.text.split("|")]
    if len(forms) != 2 or not all(normalise(form) for form in forms):
        raise row.error(f"{item!r} has no plural", 'Write nouns as "singular|plural".')
    singular, plural = (Surface(form, both.since, both.until, main=forms[0]) for form in forms)
    return Demonym(singular, plural)


def in_force(entries: Iterable[NameEntry], year: int | None = None) -> tuple[NameEntry, ...]:
    """Those entries that held in ``year`` (None: that hold still); all of them when none did."""
    every = tuple(entries)
    held = tuple(e for e in every if (e.until is None if year is None else e.holds(year)))
    return held or every


def vocabulary_of(entries: Iterable[NameEntry]) -> Mapping[str, tuple[NameEntry, ...]]:
    """Entries by their normalised form, in the order given.

    Two entries of one form for one thing become one (the first), unless letter case tells them apart ("NATO", "Nato").
    Forms that stand for different things at one time are marked ambiguous; a capital that passed from one state to its
    successor is not. What was shared with a past state only ("German", until 1990) is marked there alone: ``in_force``
    gives both for a year when both stood.
    """
    found: dict[str, list[NameEntry]] = {}
    for entry in entries:
        same = found.setdefault(normalise(entry.surface), [])
        if not any(_repeats(entry, e) for e in same):
            same.append(entry)
    return {form: tuple(_marked(e, same) for e in same) for form, same in found.items()}


def _repeats(entry: NameEntry, earlier: NameEntry) -> bool:
    if entry.code != earlier.code or (entry.since, entry.until) != (earlier.since, earlier.until):
        return False
    # "Nato" beside "NATO" is an entry of its own, since case decides there.
    return not earlier.case_sensitive or fold(entry.surface) == fold(earlier.surface)


def _marked(entry: NameEntry, same: list[NameEntry]) -> NameEntry:
    if entry.ambiguous or not any(_rivals(e, entry) for e in same):
        return entry
    return msgspec.structs.replace(entry, ambiguous=True)


def _rivals(other: NameEntry, entry: NameEntry) -> bool:
    return other.code != entry.code and (other.until is None or entry.until is not None) and _overlap(other, entry)


def _overlap(a: NameEntry, b: NameEntry) -> bool:
    # A year of handing over (1991: Soviet Union and Russia) is no overlap.
    ends = (a.until is not None and b.since is not None and a.until <= b.since) or (
        b.until is not None and a.since is not None and b.until <= a.since
    )
    return not ends
