"""Names compared: forms of one name, transliterations of it, and names that only share a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from communique.knowledge import offices, states, titles
from communique.knowledge.given_names import gender, is_family_name_first, short_forms
from communique.knowledge.surface_forms import normalise
from communique.knowledge.word_lists import word_list

# How surely two spellings are one, by hand on transliterations of the corpus (tests/linking/test_names.py).
TURNED = 0.9  # "Xi Jinping", "Jinping Xi"
OTHER_FIRST = 0.85  # "Hassan Ali Khan" and "Ali Khan"
INITIAL, SHORTENED, SOUNDS_ALIKE = 0.85, 0.9, 0.9
LOOKS_ALIKE = 0.94  # Jaro-Winkler likeness that needs no likeness of sound
LONG_LOOKS, SHORT_LOOKS = 0.75, 0.85  # that which a long and a short word need besides one sound

__all__ = [
    "asking_keys",
    "bare",
    "called_by_office",
    "filing_keys",
    "fullest",
    "generation",
    "initials",
    "listed_persons",
    "organization_form",
    "person_form",
    "sound_key",
    "surnames",
    "two_persons",
    "variant",
]


SOUNDS = (
    (re.compile(r"tsch|tch|sch|dzh|zh|ch|sh|cz|dj"), "x"),
    (re.compile(r"ph|v|w|ff"), "f"),
    (re.compile(r"kh|gh|ck|q|c|g"), "k"),
    (re.compile(r"ts|tz|z"), "s"),
    (re.compile(r"th|dh|d"), "t"),
    (re.compile(r"b"), "p"),
)
"""Letters that transliterations exchange: "Janukowitsch" and "Yanukovych", "Qaddafi" and "Kadhafi"."""
VOWELS = re.compile(r"[aeiouyjh ]")
DOUBLE = re.compile(r"(.)\1+")
"""A doubled letter: "Assad" and "Asad"."""


def bare(form: str) -> str:
    """A normalised form without article and possessive: "the european union s" -> "european union"."""
    words = form.split()
    while len(words) > 1 and words[-1] == "s":
        words.pop()
    while len(words) > 1 and words[0] in word_list("articles"):
        words.pop(0)
    return " ".join(words)


@lru_cache(maxsize=20_000)
def person_form(name: str) -> str:
    """A person's name normalised, without titles before it: "Foreign Minister Ahmet Davutoğlu" -> "ahmet davutoglu"."""
    words = name.split()
    while len(words) > 1 and (found := titles.match(words, 0)) is not None and found.end < len(words):
        words = words[found.end :]
    return bare(normalise(" ".join(words))).replace(" ,", "")


@lru_cache(maxsize=20_000)
def called_by_office(form: str) -> bool:
    """Whether a normalised form names nobody but an office: "president", "turkey s president", "us president"."""
    words = form.split()
    for n in range(len(words)):
        if titles.title(" ".join(words[n:])) is not None:
            whose = [w for w in words[:n] if w != "s" and w not in word_list("office_fillers")]
            owner = " ".join(whose)
            return not owner or states.by_name(owner) is not None or states.by_demonym(owner) is not None
    return False


@lru_cache(maxsize=20_000)
def listed_persons(form: str) -> frozenset[str]:
    """Whom the table of office holders knows by a normalised full name: how it calls them."""
    return frozenset(h.person for h in offices.holders(form)) if " " in form else frozenset()


def generation(form: str) -> str | None:
    """What tells a son from a father in a normalised name: "jr", "iii"."""
    last = form.rpartition(" ")[2]
    return last if " " in form and last in word_list("generations") else None


@lru_cache(maxsize=20_000)
def surnames(form: str) -> tuple[str, ...]:
    """The words of a normalised full name that may stand for its bearer alone as a surname, the likeliest first.

    Of a name of the order of China and Korea it is the first word: "kim" of "kim jong un"; of a name of mere marks,
    whose normalised form is empty, there is none.
    """
    words = [w for w in form.split() if w not in word_list("generations")] or form.split()
    if len(words) > 1 and is_family_name_first(words[0]):
        return (words[0],) if len(words) > 2 else (words[0], words[-1])
    return tuple(words[-1:])


@lru_cache(maxsize=20_000)
def organization_form(name: str) -> str:
    """An organisation's name normalised, without article and legal form: "The Boeing Company" -> "boeing"."""
    words = bare(normalise(name)).replace(" ,", "").split()
    while len(words) > 1 and words[-1] in word_list("legal_forms"):
        words.pop()
    return " ".join(words)


@lru_cache(maxsize=50_000)
def sound_key(word: str) -> str:
    """What is left of a word when spelling is a matter of taste, with "~" before it; the first letter counts."""
    plain = normalise(word).replace(" ", "")
    for pattern, letter in SOUNDS:
        plain = pattern.sub(letter, plain)
    skeleton = DOUBLE.sub(r"\1", VOWELS.sub("", plain))
    return "~" + (skeleton or plain[:1])


def filing_keys(kind: str, form: str) -> list[str]:
    """Under which keys a normalised name is filed: its words, and what comparing looks for.

    Persons have the sound of their surname ("~tftkl"), all the whole name ("#world bank"), bodies initials ("=imf").
    """
    words = {w for w in form.split() if w not in word_list("body_name_empty") and any(c.isalnum() for c in w)}
    whole = {f"#{form}"} if " " in form else set()
    return sorted({*sorted(words)[:12], *whole, *asking_keys(kind, form)})


def asking_keys(kind: str, form: str) -> list[str]:
    """Under which keys those are found who may be called by a normalised name too."""
    words = form.split()
    if kind == "person":
        # The surname may be written otherwise; a name of one word may be another's first.
        own = surnames(form)
        return sorted({*own, *map(sound_key, own), *([f"#{form}"] if len(words) > 1 else [])})
    if len(words) == 1:
        return [form, f"={form}"]
    return sorted({f"#{form}", *(f"={letters}" for letters in initials(form))})


@lru_cache(maxsize=20_000)
def initials(name: str) -> tuple[str, ...]:
    """By which initials a name may go: "european aeronautic defence and space company" -> "eadsc", "eads"."""
    made = "".join(w[0] for w in name.split() if w not in word_list("body_name_empty"))
    return tuple(letters for letters in (made, made[:-1]) if len(letters) > 2)


@lru_cache(maxsize=50_000)
def variant(a: str, b: str) -> float:
    """How surely two full persons' names are forms of one: 1 the same, 0 not; -1 the surname alone is the same.

    Given names that both have must agree one by one, whatever either leaves out: "George W. Bush" and "George H. W.
    Bush" may be one, "Ana Maria Ruiz" and "Ana Rosa Ruiz" are two. Of two that the table of office holders knows it
    says who they are.
    """
    one, other = _words(a), _words(b)
    if one == other and generation(a) == generation(b):
        return 1.0
    listed, theirs = listed_persons(a), listed_persons(b)
    if listed and theirs:
        return TURNED if listed & theirs else -1.0 if one[-1] == other[-1] else 0.0
    if generation(a) and generation(b) and generation(a) != generation(b):
        return -1.0
    if sorted(one) == sorted(other):
        return TURNED
    if one[0] == other[0] and is_family_name_first(one[0]):
        if "".join(one) == "".join(other):
            return TURNED
        if len(one) > 2 and len(other) > 2:
            same = len(one) == len(other) and all(map(_given, one, other))
            return SHORTENED if same else -1.0
    last = _alike(one[-1], other[-1])
    if not last:
        return 0.0
    given, others = one[:-1], other[:-1]
    best = _matched(given, others)
    if not best:
        return -1.0
    # "Recep Tayyip Erdogan" and "Tayyip Erdogan"; but "Hassan Ali Khan" and "Ali Khan" only so far.
    first = _given(given[0], others[0])
    return last * best * (1.0 if first else OTHER_FIRST)


def _matched(given: Sequence[str], others: Sequence[str]) -> float:
    """How like the given names of two are, the best of them; 0 where one that the shorter has is not in the longer."""
    short, left = sorted((given, others), key=len)
    best = 0.0
    at = 0
    for word in short:
        found = next(((n, like) for n in range(at, len(left)) if (like := _given(word, left[n]))), None)
        if found is None:
            return 0.0
        at, best = found[0] + 1, max(best, found[1])
    return best


def fullest(names: Iterable[str]) -> list[str]:
    """Of normalised full names of one person those of which the others are shorter or other forms."""
    found: list[str] = []
    for name in sorted(set(names), key=lambda n: (-len(n.split()), -len(n), n)):
        if not any(variant(kept, name) > 0 for kept in found):
            found.append(name)
    return found


def two_persons(names: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two are called by different full names: what one leaves out is no difference, another given name is."""
    if set(names) & set(others):
        return False
    return any(variant(a, b) <= 0 for a in fullest(names) for b in fullest(others))


@lru_cache(maxsize=20_000)
def _words(form: str) -> tuple[str, ...]:
    empty = word_list("name_joints") | word_list("generations")
    words = [w for w in form.split() if w not in empty and any(c.isalnum() for c in w)]
    return tuple(words or form.split())


def _given(a: str, b: str) -> float:
    if len(a) == 1 or len(b) == 1:
        return INITIAL if a[0] == b[0] else 0.0
    if a == b:
        return 1.0
    if gender(a) and gender(b) and gender(a) != gender(b):
        return 0.0
    if a.startswith(b) or b.startswith(a) or b in short_forms(a) or a in short_forms(b):
        return SHORTENED
    return _alike(a, b)


@lru_cache(maxsize=50_000)
def _alike(a: str, b: str) -> float:
    """Two words as spellings of one: 1 the same, .9 by sound and look, else 0."""
    if a == b:
        return 1.0
    if min(len(a), len(b)) < 4:
        return 0.0
    likeness = JaroWinkler.similarity(a, b)
    same_sound = sound_key(a) == sound_key(b)
    near = LONG_LOOKS if len(sound_key(a)) > 3 else SHORT_LOOKS
    return SOUNDS_ALIKE if (same_sound and likeness >= near) or likeness >= LOOKS_ALIKE else 0.0
