"""Whether the labels of two positions mean one issue: features with weights, whose sum explains itself.

A label is compared by its words: states by their codes, whatever form names them ("Syrian", "Damascus"), people by
their surnames, other words by their stems, so that "intervening militarily in Syria" has the words of "military
intervention in Syria". Words that change no issue are left out (articles, titles, "new", "to obtain").
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from communique.knowledge import given_names, organizations, states
from communique.knowledge.word_lists import word_list
from communique.linking.scoring import SAME, UNSURE, Feature, Score, weigh

__all__ = ["SAME", "UNSURE", "IssueProfile", "issue_keys", "issue_profile", "same_issue"]

WORD = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")
"""A word with the points and hyphens in it: "U.S", "cease-fire", "al-Assad"."""
OWN = re.compile(r"['’]s?\b")
"""The end of a possessor: "Israel's", "the ministers'"."""
SUFFIX = re.compile(
    r"(?<=\w{4})(?:izations?|isations?|izing|ising|ized|ised|izes?|ises?|ations?|itions?|ments?|ions?|ally|ings?|edly"
    r"|ies|ied|ed|es|ers?|ly|al|ive|ing|y|e|s)$"
)
"""Endings of nouns, verbs and adjectives of one stem: "denuclearisation", "denuclearizing"."""
PARTICLE = re.compile(r"(?:al|el|bin|ben|ibn)-(?=[A-Z])|(?:al|el|bin|ben|ibn)-(?=[a-z]{3})")
"""What stands before a surname in one word with it: "al-Assad"."""
STEM = 7
"""Letters of a stem at most: "interve" of intervening and intervention."""
MOST = 5
"""Words of an issue by which it is filed, the longest."""
LONGEST = 5
"""Words of a state's or body's name at most."""


class IssueProfile(msgspec.Struct, frozen=True):
    """What is known of one of two issues that may be one."""

    words: frozenset[str]
    """Stems, codes of states and surnames."""
    names: frozenset[str]
    """Those of them that are names: of states, people and bodies."""
    turned: frozenset[str]
    """Words that turn an issue round: "halt", "ban", "withdrawal"."""
    states: frozenset[str]
    """Those of the names that are states and bodies."""
    first: frozenset[str]
    """The words of the first of several things: "restraint" of "restraint and dialogue"; else all of them."""

    @property
    def topic(self) -> frozenset[str]:
        """The words that are no names."""
        return self.words - self.names

    @property
    def general(self) -> bool:
        """Whether its words tell no issue from another: "the deal", "these calls"."""
        return self.words <= _general()


def issue_profile(label: str) -> IssueProfile:
    """An issue as :func:`same_issue` compares it, by what reports call it."""
    written = WORD.findall(OWN.sub("", label))
    light, turning = word_list("issue_light") | word_list("issue_rule"), _turning()
    words: dict[str, int] = {}
    names: set[str] = set()
    states_: set[str] = set()
    turned: set[str] = set()
    first = len(written)
    at = 0
    while at < len(written):
        size, code = _known(written, at)
        if code is not None:
            names.add(code)
            states_.add(code)
            words.setdefault(code, at)
            at += size
            continue
        word, here = written[at], at
        small = word.casefold().replace("-", "").replace(".", "")
        at += 1
        if small == "and" and words:
            first = min(first, here)
        if small in turning:
            turned.add(_stem(small))
        if small in light or word.casefold() in light or len(small) < 2 or small in word_list("name_particles"):
            continue
        if word[0].isupper() and given_names.is_given_name(word) and _surname_follows(written, at):
            continue
        if word[0].isupper() and (here or len(written) == 1 or word.isupper()):
            names.add(_stem(small))
        elif PARTICLE.match(word):
            small = PARTICLE.sub("", word.casefold())
            names.add(_stem(small))
        words.setdefault(_stem(small), here)
    lead = frozenset(word for word, place in words.items() if place < first)
    telling = words.keys() - _general()
    # "The deal on visas" is about visas; of "Obama's plan" the general word is all that is said of him.
    every = frozenset(telling if len(telling) > 1 and telling - names else words)
    if len(lead) == len(words):
        lead = every
    return IssueProfile(every, frozenset(names & every), frozenset(turned), frozenset(states_ & every), lead or every)


def issue_keys(profile: IssueProfile) -> list[str]:
    """What an issue is filed under and asked for: its words two by two, or the only word or name that it has."""
    told = sorted(sorted(profile.words), key=len, reverse=True)[:MOST]
    pairs = [f"issue {a} {b}" for n, a in enumerate(sorted(told)) for b in sorted(told)[n + 1 :]]
    alone = {profile.words, profile.first} if not profile.general else set()
    single = {word for words in alone if len(words) == 1 for word in words}
    single |= profile.names if not profile.topic else frozenset()
    return [*pairs, *(f"issue {word}" for word in sorted(single))]


def same_issue(a: IssueProfile, b: IssueProfile) -> Score:
    """How surely two issues are one; from :data:`SAME` on they are taken for it, from :data:`UNSURE` on may be."""
    return weigh(FEATURES, a, b)


def _surname_follows(written: list[str], at: int) -> bool:
    """Whether a name goes on from here: "Bashar | al-Assad"."""
    while at < len(written) and written[at] in word_list("name_particles"):
        at += 1
    return at < len(written) and (written[at][0].isupper() or PARTICLE.match(written[at]) is not None)


def _stem(word: str) -> str:
    return SUFFIX.sub("", SUFFIX.sub("", word))[:STEM]


@cache
def _turning() -> frozenset[str]:
    return word_list("issue_turning") | word_list("issue_undoing")


@cache
def _general() -> frozenset[str]:
    return frozenset(map(_stem, word_list("issue_general")))


def _known(written: list[str], at: int) -> tuple[int, str | None]:
    """How many words from here on name a state or an international body, and its code."""
    for size in range(min(LONGEST, len(written) - at), 0, -1):
        form = " ".join(written[at : at + size])
        if not form[0].isupper():
            continue
        dotted = f"{form}." if "." in form else form
        state = states.by_name(form) or states.by_name(dotted) or states.by_demonym(form) or states.by_capital(form)
        if state is not None:
            return size, state.code
        if (body := organizations.by_name(form) or organizations.by_name(dotted)) is not None:
            return size, body.key
    return 0, None


def _overlap(a: IssueProfile, b: IssueProfile) -> float:
    every = a.words | b.words
    return len(a.words & b.words) / len(every) if every else 0.0


def _same_words(a: IssueProfile, b: IssueProfile) -> float:
    return float(a.words == b.words and bool(a.words))


def _same_name(a: IssueProfile, b: IssueProfile) -> float:
    """Both are about one person as such: "Assad", "the regime of Syria's Assad"; not "Peru" and "Peru and Chile"."""
    shared = (a.names & b.names) - a.states
    return float(bool(shared) and not a.topic and not b.topic and a.names != b.names)


def _same_topic(a: IssueProfile, b: IssueProfile) -> float:
    """The same topic, of several words, of which one tells whose it is."""
    topic = a.topic
    return float(len(topic) > 1 and topic == b.topic and (a.names <= b.names or b.names <= a.names))


def _within(a: IssueProfile, b: IssueProfile) -> float:
    """One says all that the other does: several words, or a word that is no general one."""
    least = min(a.words, b.words, key=len)
    return float(a.words != b.words and least <= (a.words & b.words) and len(least) > 1)


def _first_of_several(a: IssueProfile, b: IssueProfile) -> float:
    """One is the first of the things that the other names."""
    if a.first <= a.states or b.first <= b.states:
        return 0.0  # "Russia" is not what is said of Russia and China
    return float(a.words != b.words and (a.first == b.words or b.first == a.words) and not (a.general or b.general))


def _turned(a: IssueProfile, b: IssueProfile) -> float:
    return float(bool(a.turned) != bool(b.turned))


def _general_both(a: IssueProfile, b: IssueProfile) -> float:
    return float(a.general or b.general)


def _other_names(a: IssueProfile, b: IssueProfile) -> float:
    return float(bool(a.names) and bool(b.names) and not a.names & b.names)


FEATURES: tuple[Feature[IssueProfile], ...] = (
    Feature("the same words", 0.25, _same_words, "words"),
    Feature("words in common", 0.6, _overlap, "words"),
    Feature("one says all that the other does", 0.35, _within, "words"),
    Feature("the first of several", 0.5, _first_of_several, "first"),
    Feature("the same person or state", 0.5, _same_name, "names"),
    Feature("the same topic", 0.3, _same_topic, "words"),
    Feature("turned round", -0.5, _turned, "turned"),
    Feature("general words", -0.6, _general_both, "words"),
    Feature("other names", -0.4, _other_names, "names"),
)
"""What speaks for and against two issues being one."""
