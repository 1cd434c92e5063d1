"""Tokens and their dependency tree as plain objects, which rules walk several times faster than spaCy's own.

spaCy makes a Python object at every look at a token and a string at every look at a tag. Here each token is one object,
made once for a document, whose names mean what they mean in spaCy; only those that the rules ask for are there. Nothing
of spaCy's is kept, so that what the parser holds of a text ends with its parsing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import wraps
from itertools import pairwise
from typing import Any, TypeVar

T = TypeVar("T")
ANSWERS = 8192
"""Answers about tokens that a function remembers at most."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What a parser tells of the tokens of a text: a list for each property, with an entry for each token in order."""

    text: str
    idx: list[int]
    """Offset of the first character."""
    length: list[int]
    head: list[int]
    """How many places behind (or, below 0, before) the token its head stands; 0: it has none."""
    tag: list[str]
    dep: list[str]
    begins: list[bool]
    """Whether a sentence begins here."""
    punct: list[bool]
    space: list[bool]


class Token:
    """One token: a subset of spaCy's ``Token``. Two are equal only if they are the same one."""

    __slots__ = (
        "children", "dep_", "doc", "head", "i", "idx", "is_punct", "is_sent_start", "is_space", "tag_", "text",
    )  # fmt: skip

    doc: Tokens
    i: int
    idx: int
    text: str
    tag_: str
    dep_: str
    head: Token
    is_punct: bool
    is_space: bool
    is_sent_start: bool
    children: tuple[Token, ...]
    """The tokens that hang on this one, in text order."""

    def __repr__(self) -> str:
        return self.text

    @property
    def lower_(self) -> str:
        """The text in small letters."""
        return self.text.lower()

    @property
    def lefts(self) -> list[Token]:
        """The children before it."""
        return [c for c in self.children if c.i < self.i]

    @property
    def rights(self) -> list[Token]:
        """The children behind it."""
        return [c for c in self.children if c.i > self.i]

    @property
    def left_edge(self) -> Token:
        """The first token of its subtree."""
        return self.doc[self.doc.edges[0][self.i]]

    @property
    def right_edge(self) -> Token:
        """The last token of its subtree."""
        return self.doc[self.doc.edges[1][self.i]]

    @property
    def subtree(self) -> Iterator[Token]:
        """The token and all that hang on it, near or far."""
        waiting: list[Token] = [self]
        opened: set[int] = set()
        while waiting:
            token = waiting.pop()
            if token.i in opened or not token.children:
                yield token
                continue
            opened.add(token.i)
            waiting.extend(reversed(token.rights))
            waiting.append(token)
            waiting.extend(reversed(token.lefts))

    @property
    def ancestors(self) -> Iterator[Token]:
        """The tokens that it hangs on, the nearest first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def sent(self) -> Phrase:
        """The sentence that it stands in."""
        return self.doc.sentence(self.i)

    def nbor(self, distance: int = 1) -> Token:
        """The token that many places on; ``IndexError`` where there is none."""
        at = self.i + distance
        if at < 0:
            raise IndexError(at)
        return self.doc[at]


class Phrase(list[Token]):
    """Tokens in a row, as spaCy's ``Span``."""

    __slots__ = ()

    @property
    def text(self) -> str:
        """Its characters, from the first token's to the last one's."""
        return self[0].doc.view[self[0].idx : self[-1].idx + len(self[-1].text)] if self else ""

    @property
    def start(self) -> int:
        """Number of the first token."""
        return self[0].i

    @property
    def end(self) -> int:
        """Number behind that of the last token."""
        return self[-1].i + 1

    def part(self, first: int, last: int) -> Phrase:
        """Its tokens from place ``first`` up to and without ``last``; a slice is a mere list."""
        return Phrase(self[first:last])


class Tokens(Phrase):
    """The tokens of one document, as spaCy's ``Doc``."""

    __slots__ = ("_capitals", "_edges", "_sentences", "_starts", "answers", "view")

    def __init__(self, parts: Iterable[Columns], view: str) -> None:
        """Tokens of ``view``, which was parsed in ``parts`` that make it up one after the other."""
        super().__init__()
        self.view = view
        self.answers: dict[Any, dict[int, Any]] = {}
        """What functions that are asked once a token (:func:`once`) found, each by the numbers of tokens."""
        self._capitals: list[Token] | None = None
        self._edges: tuple[list[int], list[int]] | None = None
        self._sentences: list[Phrase] | None = None
        self._starts: list[int] | None = None
        at = 0
        for part in parts:
            self._add(part, at)
            at += len(part.text)

    def _add(self, part: Columns, at: int) -> None:
        first = len(self)
        text = part.text
        words: dict[str, str] = {}  # a word that comes again is the same string
        for i, (idx, length, tag, dep, begins, punct, space) in enumerate(
            zip(part.idx, part.length, part.tag, part.dep, part.begins, part.punct, part.space, strict=True), first
        ):
            word = text[idx : idx + length]
            token = Token()
            token.doc = self
            token.i = i
            token.idx = at + idx
            token.text = words.setdefault(word, word)
            token.tag_ = tag
            token.dep_ = dep
            token.is_sent_start = begins
            token.is_punct = punct
            token.is_space = space
            token.children = ()
            self.append(token)
        hanging: dict[int, list[Token]] = {}
        for i, head in enumerate(part.head, first):
            token = self[i]
            token.head = self[i + head]
            if head:
                hanging.setdefault(i + head, []).append(token)
        for i, children in hanging.items():
            self[i].children = tuple(children)

    def hang(self, token: Token, head: Token, dep: str) -> None:
        """Give a token another head and relation; the caller sees to it that none hangs on itself."""
        before = token.head
        before.children = tuple(c for c in before.children if c is not token)
        head.children = tuple(sorted((*head.children, token), key=lambda t: t.i))
        token.head, token.dep_ = head, dep
        self._edges = None
        self.answers.clear()

    def let_go(self) -> None:
        """Part the tokens from each other, for good: they hold one another, and only the collector would free them."""
        for token in self:
            del token.doc, token.head, token.children
        self.clear()
        self.answers.clear()
        self._sentences = self._capitals = None

    @property
    def edges(self) -> tuple[list[int], list[int]]:
        """Of every token the number of the first and of the last token of its subtree."""
        if self._edges is None:
            left, right = list(range(len(self))), list(range(len(self)))
            below = [t for t in self if t.head is t]
            for token in below:  # it grows while it is walked
                below.extend(token.children)
            for token in reversed(below):
                i, head = token.i, token.head.i
                left[head] = min(left[head], left[i])
                right[head] = max(right[head], right[i])
            self._edges = left, right
        return self._edges

    @property
    def text(self) -> str:
        """All characters."""
        return self.view

    @property
    def capitals(self) -> list[Token]:
        """The tokens that begin with a capital, in order."""
        if self._capitals is None:
            self._capitals = [t for t in self if t.text[:1].isupper()]
        return self._capitals

    @property
    def sents(self) -> list[Phrase]:
        """The sentences, in order."""
        if self._sentences is None:
            starts = [t.i for t in self if t.is_sent_start and t.i]
            bounds = [0, *starts, len(self)] if self else []
            self._sentences = [self.part(a, b) for a, b in pairwise(bounds)]
        return self._sentences

    def sentence(self, at: int) -> Phrase:
        """The sentence of token number ``at``."""
        sentences = self.sents
        if self._starts is None:
            self._starts = [s.start for s in sentences]
        return sentences[bisect_right(self._starts, at) - 1]


def once(function: Callable[[Token], T]) -> Callable[[Token], T]:
    """The function, which looks at a tree alone, with its latest answers kept until the tree changes.

    Whoever asks gets the very answer that others get, and may not change it.
    """

    @wraps(function)
    def asked(token: Token) -> T:
        found = token.doc.answers.get(function)
        if found is None:
            found = token.doc.answers[function] = {}
        i = token.i
        if i not in found:
            if len(found) == ANSWERS:
                found.clear()
            found[i] = function(token)
        answer: T = found[i]
        return answer

    return asked
