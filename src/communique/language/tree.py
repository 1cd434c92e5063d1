"""Tokens and their dependency tree as plain objects, which rules walk several times faster than spaCy's own.

spaCy makes a Python object at every look at a token and a string at every look at a tag. Here each token is one object,
made once for a document, whose names mean what they mean in spaCy; only those that the rules ask for are there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, SupportsIndex, cast, overload


class Token:
    """One token: a subset of spaCy's ``Token``. Two are equal only if they are the same one."""

    __slots__ = (
        "_children", "dep_", "doc", "head", "i", "idx", "is_punct", "is_sent_start", "is_space", "tag_", "text",
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
    _children: tuple[Token, ...] | None

    def __repr__(self) -> str:
        return self.text

    @property
    def lower_(self) -> str:
        """The text in small letters."""
        return self.text.lower()

    @property
    def children(self) -> tuple[Token, ...]:
        """The tokens that hang on this one, in text order."""
        if self._children is None:
            self.doc.link()
        return cast("tuple[Token, ...]", self._children)

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
        at: int = self.doc.spacy[self.i].left_edge.i
        return self.doc[at]

    @property
    def right_edge(self) -> Token:
        """The last token of its subtree."""
        at: int = self.doc.spacy[self.i].right_edge.i
        return self.doc[at]

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

    @overload
    def __getitem__(self, at: SupportsIndex) -> Token: ...

    @overload
    def __getitem__(self, at: slice) -> Phrase: ...

    def __getitem__(self, at: Any) -> Any:
        found = list.__getitem__(self, at)
        return Phrase(found) if type(at) is slice else found


class Tokens(Phrase):
    """The tokens of one document, as spaCy's ``Doc``, which is in ``spacy``."""

    __slots__ = ("_sentences", "_starts", "spacy", "view")

    def __init__(self, parsed: Any, view: str) -> None:
        """Read the spaCy ``Doc`` ``parsed``, whose text is ``view``."""
        super().__init__()
        self.spacy = parsed
        self.view = view
        self._sentences: list[Phrase] | None = None
        self._starts: list[int] | None = None
        self._read()

    def _read(self) -> None:
        from spacy.attrs import DEP, HEAD, IDX, IS_PUNCT, IS_SPACE, LENGTH, SENT_START, TAG

        name = self.spacy.vocab.strings
        names: dict[int, str] = {0: ""}
        heads: list[int] = []
        table = self.spacy.to_array([TAG, DEP, IDX, LENGTH, HEAD, SENT_START, IS_PUNCT, IS_SPACE])
        signed = table.view("int64")[:, 2:].tolist()
        for i, (kinds, numbers) in enumerate(zip(table[:, :2].tolist(), signed, strict=True)):
            for key in kinds:
                if key not in names:
                    names[key] = name[key]
            idx, length, head, begins, punct, space = numbers
            token = Token()
            token.doc = self
            token.i = i
            token.idx = idx
            token.text = self.view[idx : idx + length]
            token.tag_, token.dep_ = names[kinds[0]], names[kinds[1]]
            token.is_sent_start = begins > 0
            token.is_punct = bool(punct)
            token.is_space = bool(space)
            token._children = None
            heads.append(i + head)
            self.append(token)
        for token, head in zip(self, heads, strict=True):
            token.head = self[head]

    def link(self) -> None:
        """Give every token its children; what ``children`` does when it is first asked."""
        hanging: list[list[Token]] = [[] for _ in self]
        for token in self:
            if token.head is not token:
                hanging[token.head.i].append(token)
        for token, children in zip(self, hanging, strict=True):
            token._children = tuple(children)

    @property
    def text(self) -> str:
        """All characters."""
        return self.view

    @property
    def sents(self) -> list[Phrase]:
        """The sentences, in order."""
        if self._sentences is None:
            starts = [t.i for t in self if t.is_sent_start and t.i]
            bounds = [0, *starts, len(self)] if self else []
            self._sentences = [self[a:b] for a, b in pairwise(bounds)]
        return self._sentences

    def sentence(self, at: int) -> Phrase:
        """The sentence of token number ``at``."""
        sentences = self.sents
        if self._starts is None:
            self._starts = [s.start for s in sentences]
        return sentences[bisect_right(self._starts, at) - 1]
