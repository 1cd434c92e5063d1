"""Whose a name of an unknown person is: forms of one name, and who of several bearers of a surname is meant."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence, Set

from rapidfuzz.distance import Levenshtein

from communique.extract.actors.drafts import NameMention, TitleMention
from communique.knowledge import offices
from communique.knowledge.given_names import gender, short_forms
from communique.knowledge.surface_forms import normalise
from communique.knowledge.titles import Title
from communique.knowledge.word_lists import word_list

SAME_TITLE, LIKE_TITLE, NO_TITLE, OTHER_TITLE = 3, 2, 1, 0  # how well a bearer's title agrees with the mention's
OF_WEIGHT = frozenset(("head_of_state", "head_of_government", "party_leader", "head"))
"""Ranks of those whom a surname alone means before others of the family."""


class NameCluster:
    """Names of one thing.

    Args:
        words: the words of its full form.
        first: the name that has it.
        shared: whether it holds surnames that two bearers have equal claim to.
    """

    __slots__ = ("_for_body", "_for_person", "_genders", "_places", "_titles", "members", "shared", "words")

    def __init__(self, words: tuple[str, ...], first: NameMention, *, shared: bool = False) -> None:
        self.words = words
        self.shared = shared
        self.members: list[NameMention] = []
        self._for_body = self._for_person = 0.0
        self._titles: frozenset[Title] = frozenset()
        self._genders: frozenset[str] = frozenset()
        self._places: list[int] = []
        self.add(first)

    def add(self, name: NameMention) -> None:
        """One more name of the thing."""
        self.members.append(name)
        self._for_body += name.votes["organization"]
        self._for_person += name.votes["person"]
        if name.titles:
            self._titles |= {u.match.title for u in name.titles if u.match.title.rank != "honorific"}
            self._genders |= {g for u in name.titles if (g := u.match.title.gender)}
        insort(self._places, name.i)

    @property
    def body(self) -> bool:
        """Whether it is rather a body than a person."""
        return self._for_body > self._for_person

    def titles(self) -> Set[Title]:
        """The titles that its names stand with, "Mr" and "Ms" left out."""
        return self._titles

    def gender(self) -> str | None:
        """m or f: as its titles tell it, else as its given name does."""
        return next(iter(self._genders)) if len(self._genders) == 1 else gender(self.members[0].text)

    def before(self, i: int) -> int:
        """How many of its names stand before token ``i``."""
        return bisect_left(self._places, i)


class _Shelf:
    """Numbers of clusters by words, or rows of words.

    A long text has half a million of keys, most with one number: each key is kept as its hash, and one number without a
    list. That two keys meet in one hash only makes for one more name that is compared.
    """

    __slots__ = ("_first", "_more")

    def __init__(self) -> None:
        self._first: dict[int, int] = {}
        self._more: dict[int, list[int]] = {}

    def add(self, key: Hashable, number: int) -> None:
        """One more number under a key."""
        at = hash(key)
        if self._first.setdefault(at, number) != number:
            self._more.setdefault(at, []).append(number)

    def of(self, key: Hashable) -> Iterable[int]:
        """The numbers under a key."""
        at = hash(key)
        first = self._first.get(at)
        return () if first is None else (first, *self._more.get(at, ()))


class NameClusters:
    """Clusters in the order in which they were made, found by what :func:`fits` compares."""

    def __init__(self) -> None:
        self._all: list[NameCluster] = []
        self._shared: dict[tuple[str, ...], NameCluster] = {}
        self._by_word = _Shelf()
        self._by_initial: defaultdict[str, set[int]] = defaultdict(set)
        self._by_spelling = _Shelf()
        self._by_ends = _Shelf()

    def __iter__(self) -> Iterator[NameCluster]:
        return iter(self._all)

    def add(self, cluster: NameCluster) -> None:
        """A new one."""
        number = len(self._all)
        self._all.append(cluster)
        if cluster.shared:
            self._shared.setdefault(cluster.words, cluster)
            return
        for word in cluster.words:
            self._by_word.add(word, number)
            self._by_initial[word[0]].add(number)
        if cluster.words:
            given, last = cluster.words[0], cluster.words[-1]
            for spelling in _spellings(last):
                self._by_spelling.add(spelling, number)
            one = [f"{given}."] if len(given) == 1 else []
            for key in {given, *_spellings(given), *short_forms(given), f"{given[0]}…", *one}:
                self._by_ends.add((key, last), number)

    def shared(self, words: tuple[str, ...]) -> NameCluster | None:
        """The one that holds a surname to which several have equal claim."""
        return self._shared.get(words)

    def fitting(self, words: tuple[str, ...], name: NameMention) -> list[NameCluster]:
        """Those of which the name may be a form, the shared ones left out."""
        near = set(self._by_word.of(words[-1])) if words else {n for n, c in enumerate(self._all) if not c.shared}
        if len(words) > 1:
            near.intersection_update(self._by_word.of(words[0]))
            given = words[0]
            one = [f"{given}…"] if len(given) == 1 else []
            for key in {given, *_spellings(given), *short_forms(given), f"{given[0]}.", *one}:
                near.update(self._by_ends.of((key, words[-1])))
        if len(words) == 1:
            if name.text.isupper():  # an acronym has the initials of a body's words
                near |= self._by_initial.get(words[0][0], set())
            for spelling in _spellings(words[0]):
                near.update(self._by_spelling.of(spelling))
        return [c for n in sorted(near) if fits(words, name, c := self._all[n])]


def name_words(name: NameMention) -> tuple[str, ...]:
    """The words of a name as they are compared; a nickname in quotation marks is left out."""
    return tuple(normalise(name.bare).split())


def fits(words: tuple[str, ...], name: NameMention, cluster: NameCluster) -> bool:
    """Whether the name may be a form of the cluster's: the same, a part of it, an acronym, a spelling."""
    full = cluster.words
    if words == full:
        return len(words) > 1 or not _other_gender(name, cluster)
    if cluster.body:
        if len(words) == 1 and name.text.isupper() and len(words[0]) > 1:
            initials = "".join(w[0] for w in full if w not in word_list("left_out_of_acronyms"))
            return words[0] == initials or (len(words[0]) > 2 and initials.endswith(words[0]))
        return (
            len(words) > 1
            and len(full) > len(words)
            and full[-len(words) :] == words
            and name.votes["person"] <= name.votes["organization"]
        )
    if name.votes["organization"] > 2 or len(words) > len(full):
        return False
    if len(words) == 1:
        if _other_gender(name, cluster) or _another_holder(name, cluster):
            return False
        return (
            words[0] in (full[0], full[-1]) or (len(full) > 2 and words[0] in full[1:]) or _misspelt(words[0], full[-1])
        )
    return _part_of(words, full) or _shorter(words, full)


def _part_of(words: tuple[str, ...], full: tuple[str, ...]) -> bool:
    return any(full[k : k + len(words)] == words for k in range(len(full) - len(words) + 1))


def _shorter(words: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """ "Daniel Fulton" of "Daniel R. Fulton", "Ana Ruiz" of "Ana Maria Ruiz", "D. Fulton"; no other given name."""
    if words[-1] != full[-1] or not _same_given(words[0], full[0]):
        return False
    left = list(full[1:-1])
    for word in words[1:-1]:
        while left and not _same_given(word, left[0]):
            left.pop(0)
        if not left:
            return False
        left.pop(0)
    return True


def _same_given(a: str, b: str) -> bool:
    short = a in short_forms(b) or b in short_forms(a)  # "Chris Stevens", "Christopher Stevens"
    return a == b or short or (a[0] == b[0] and (len(a) == 1 or len(b) == 1)) or _misspelt(a, b)


def _misspelt(a: str, b: str) -> bool:
    """Whether two words of six letters or more differ in one letter that is not the first."""
    return len(a) > 5 and len(b) > 5 and a[0] == b[0] and Levenshtein.distance(a, b, score_cutoff=1) <= 1


def _spellings(word: str) -> set[str]:
    """The word without any one of its letters, and whole: two words that differ in one letter share one of these."""
    return {word, *(word[:k] + word[k + 1 :] for k in range(1, len(word)))} if len(word) > 5 else set()


def _other_gender(name: NameMention, cluster: NameCluster) -> bool:
    """Whether "Mrs Menon" cannot be Ravi Menon."""
    own = {g for u in name.titles if (g := u.match.title.gender)}
    theirs = cluster.gender() if own else None
    return len(own) == 1 and theirs is not None and theirs not in own


def _another_holder(name: NameMention, cluster: NameCluster) -> bool:
    """Whether a surname with a title is not the person with that surname: "President Obama" is not Michelle Obama.

    So it is if the title is that of a spouse on one side only, or if all who held that office have other given names.
    """
    own = _offices(name.titles)
    theirs = cluster.titles()
    if not own or own & theirs:
        return False
    if theirs and any(t.rank == "spouse" for t in own) != any(t.rank == "spouse" for t in theirs):
        return True
    held = [h for h in offices.holders(name.text) if h.title in {t.title for t in own}]
    initials = {w[0] for h in held for form in (h.person, *h.aliases) for w in normalise(form).split()[:-1]}
    return bool(initials) and not initials & {w[0] for m in cluster.members for w in name_words(m)[:-1]}


def _offices(titles: Sequence[TitleMention]) -> set[Title]:
    return {u.match.title for u in titles if u.match.title.rank != "honorific"}


def meant(words: tuple[str, ...], name: NameMention, fitting: list[NameCluster]) -> NameCluster | None:
    """Whom the name means of those that it fits; None if two have equal claim.

    In this order: the same words, the surname before a given name, the title that it stands with ("General Obrecht"),
    who is named most up to here, who leads a state or a body, who is named first.
    """
    claims = sorted(((_claim(words, name, c), -c.members[0].i, c) for c in fitting), key=lambda x: x[:2], reverse=True)
    best, _, cluster = claims[0]
    if len(words) == 1 and len(claims) > 1 and claims[1][0] == best and _together(cluster, claims[1][2]):
        return None
    return cluster


def _claim(words: tuple[str, ...], name: NameMention, cluster: NameCluster) -> tuple[int, ...]:
    titles = cluster.titles()
    return (
        cluster.words == words,
        cluster.words[-1] == words[-1],
        _agreement(_offices(name.titles), titles),
        cluster.before(name.i),
        any(t.rank in OF_WEIGHT for t in titles) - any(t.rank == "spouse" for t in titles),
    )


def _agreement(own: Set[Title], theirs: Set[Title]) -> int:
    if not own:
        return NO_TITLE
    if own & theirs:
        return SAME_TITLE
    for a in own:
        for b in theirs:
            if _alike(a, b):
                return LIKE_TITLE
    return OTHER_TITLE if theirs else NO_TITLE


def _alike(a: Title, b: Title) -> bool:
    """ "Secretary Roe" of a secretary of state, "Minister Kim" of a foreign minister, "Gen." of a general."""
    one, other = set(normalise(a.title).split()), set(normalise(b.title).split())
    return one <= other or other <= one or a.rank == b.rank != "none"


def _together(a: NameCluster, b: NameCluster) -> bool:
    """Whether two bearers are named side by side: "Ravi and Asha Menon"."""
    return abs(a.members[0].i - b.members[0].j) <= SIDE_BY_SIDE or abs(b.members[0].i - a.members[0].j) <= SIDE_BY_SIDE


SIDE_BY_SIDE = 2  # tokens between the names of two who are named together, at most
