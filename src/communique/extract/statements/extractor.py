"""Statements: attributions with their speaker resolved and their classes told."""

from __future__ import annotations

import re
from collections.abc import Iterable
from operator import itemgetter

import msgspec

from communique.extract.actors.extractor import SPEAKERS
from communique.extract.statements.addressees import audience, carried_on, told_to
from communique.extract.statements.cited import with_cited
from communique.extract.statements.cue_classes import StatementClasses, classify
from communique.extract.statements.dates import said_on
from communique.extract.statements.documents import issuer, state_before
from communique.extract.statements.modes import mode_of
from communique.extract.statements.outlets import Outlets, with_outlets
from communique.extract.statements.spoken_for import spoken_for
from communique.extract.statements.through import passed_on
from communique.extract.step import Step
from communique.extract.time_index import TIME_INDEX
from communique.knowledge.word_lists import word_list
from communique.language.document import ATTRIBUTIONS, NAMED, PUBLISHED, STATEMENTS, TIMES, Attribution, Document
from communique.language.span_index import SpanIndex
from communique.language.tags import FUNCTION_WORDS, NOUN_PHRASE
from communique.model import Actor, Span, Statement
from communique.model.identity import fact_identity
from communique.model.statement import Mode
from communique.sources.dates import after_report

MARKS = "\"“”„‟«»＂'‘’`"
WITHIN = re.compile(r"(?<=\s)[‘'](?=\w)")
"""A single mark that opens behind a blank, as no apostrophe does."""


class Statements(Step):
    """Who said what."""

    name = "statements"
    needs = (ATTRIBUTIONS, PUBLISHED, TIMES, NAMED, SPEAKERS)
    gives = (STATEMENTS,)

    def __call__(self, document: Document) -> None:
        """One statement for each attribution, in text order."""
        speakers = document.layers[SPEAKERS]
        outlets = Outlets(document)
        made: list[Statement] = []
        for number, a in enumerate(document.attributions):
            speaker = document.actor(speakers.get(number)) or issuer(document, a) or state_before(document, a)
            statement = self._statement(document, a, speaker, outlets)
            if statement is not None:
                made.append(statement)
        # Inside others' words only what somebody known says: "the treaty tells us" is a way of speaking. Whatever stood
        # inside such words stands inside those around them, so what is kept is nested anew.
        kept = [s for s in _nested(made) if s.parent is None or s.speaker is not None]
        kept = list(passed_on(document, list(_nested(kept)), outlets))
        told = list(with_cited(document, list(_nested(kept)), outlets))
        document.layers.give(STATEMENTS, tuple(carried_on(with_outlets(told, outlets), document)))

    def _statement(
        self, document: Document, a: Attribution, speaker: Actor | None, outlets: Outlets
    ) -> Statement | None:
        content = tuple(t for s in a.content if (t := unquoted(document.text, s)) is not None)
        if not content or all(t.tag_ in FUNCTION_WORDS for s in content for t in document.tokens_in(s)):
            return None
        if speaker is None and a.source and _is_a_time(document, a.source[0]):
            return None  # "recent months have seen"
        sources = a.source
        if speaker is None and _is_an_adjective(document, a):
            sources = ()  # "public criticism of", "fresh calls for" are nobody's
        cue = Span(a.cue[0].start, a.cue[-1].end) if a.cue else None
        if cue is not None and cue.end - cue.start > 80:
            cue = a.cue[0]
        mode = mode_of(document, content, a)
        classes = classify(document, a, mode)
        told = told_to(document, a, addresses=classes.addresses) if a.cue else None
        if told is None or told is speaker:
            told = _addressee(document, a, classes)
        listens = told or audience(document, a)
        addressee = listens.id if listens is not None and listens is not speaker else None
        evidence = tuple(sorted({*a.source, *a.cue, *content}))
        return Statement(
            id=fact_identity("statement", document.report.text_id, [*a.source, *a.cue, *content]),
            content=content,
            evidence=evidence,
            speaker=speaker.id if speaker else None,
            speaks_for=spoken_for(document, speaker, content),
            via=outlets.via(a, content, speaker.id if speaker else None, told.id if told else None) if a.cue else None,
            source=Span(sources[0].start, sources[0].end) if sources else None,
            cue=cue,
            mode=mode,
            act=classes.act,
            attitude=classes.attitude,
            addressee=addressee,
            topic=_topic(content, mode),
            date=_date(document, a, content, classes),
            polarity=classes.polarity,
            factuality=classes.factuality,
            confidence=a.confidence,
            extractor=f"statements/{a.by}",
        )


def _date(document: Document, a: Attribution, content: tuple[Span, ...], classes: StatementClasses) -> str | None:
    """When it was said; none that lies behind the report's own day, unless it is still to be said."""
    said = said_on(document, document.index(TIME_INDEX), a, content) if a.cue else None
    late = said is not None and after_report(said, document.published.latest)
    return None if late and classes.factuality == "actual" else said


def _is_an_adjective(document: Document, a: Attribution) -> bool:
    """Whether all of a source is an adjective before the noun that tells what is said."""
    tokens = [t for s in a.source for t in document.tokens_in(s)]
    if len(tokens) != 1 or tokens[0].tag_ != "JJ" or tokens[0].dep_ not in ("amod", "nmod"):
        return False
    return any(s.start <= tokens[0].head.idx < s.end for s in a.cue)


def _is_a_time(document: Document, source: Span) -> bool:
    tokens = document.tokens_in(source)
    return bool(len(tokens)) and tokens[-1].text.casefold() in word_list("stretches_of_time")


def unquoted(text: str, span: Span) -> Span | None:
    """The span without blanks, outer quotation marks (one pair, or a lone one), and a comma before the last one."""
    start, end = span.start, span.end
    while True:
        before = (start, end)
        if end - start > 4 and text[start] in "‘'" and text[end - 1] in "’'" and _holds_double(text, start, end):
            start, end = start + 1, end - 1
        while start < end and text[start].isspace():
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in ",;"):
            end -= 1
        if start < end and text[start] in MARKS and _outer(text, start, end, opening=True):
            start += 1
        if end > start and text[end - 1] in MARKS and _outer(text, start, end, opening=False):
            end -= 1
        if (start, end) == before:
            break
    return Span(start, end) if start < end and any(c.isalnum() for c in text[start:end]) else None


def _holds_double(text: str, start: int, end: int) -> bool:
    """Whether double marks stand inside single ones, in pairs: ‘They said, “No,” to us’."""
    inside = sum(c in '"“”' for c in text[start + 1 : end - 1])
    return inside > 0 and inside % 2 == 0


def _outer(text: str, start: int, end: int, *, opening: bool) -> bool:
    """Whether the mark at that end closes off the whole: no partner inside, or its partner is at the other end."""
    inner = text[start + 1 : end] if opening else text[start : end - 1]
    others = sum(c in '"“”„‟«»＂' for c in inner)
    mark = text[start] if opening else text[end - 1]
    if mark in "'‘’":
        if not opening and WITHIN.search(inner, 1):
            return False  # "had ‘come a long way’"
        return others == 0 and not (
            not opening and end - start > 1 and text[end - 2] == "s" and "‘" not in inner and not inner.startswith("'")
        )
    edge = inner[-1:] if opening else inner[:1]
    return others == 0 or (others == 1 and edge in MARKS)


def _addressee(document: Document, a: Attribution, classes: StatementClasses) -> Actor | None:
    """Who was told: the object of "told", what follows "to" behind "said", whom one urges; null if nobody is."""
    if not a.cue:
        return None
    at = a.cue[-1].end
    sentence = document.sentence_at(a.cue[-1].start)
    limit = min([s.start for s in a.content if s.start >= at], default=sentence.end)
    for mention, actor in document.mentions_in(Span(at, min(limit, sentence.end))):
        between = document.view[at : mention.start].casefold().split()
        at_mention = document.token_at(mention.start)
        if mention.form == "pronoun" and at_mention is not None and at_mention.tag_ == "PRP$":
            continue
        if classes.addresses and (
            all(w in ("on", "upon") for w in between) or _phrase(document, Span(at, mention.start))
        ):
            return actor
        if between and between[0] == "to" and len(between) <= 4:
            return actor
        break
    if classes.addresses and a.content[0].start >= at:
        return _urged(document, a.content[0])
    return None


def _phrase(document: Document, span: Span) -> bool:
    """Whether nothing but the beginning of a noun phrase stands there: told [his Togolese counterpart] Mensah."""
    tokens = document.tokens_in(span)
    return len(tokens) <= 8 and all(t.tag_ in NOUN_PHRASE for t in tokens)


def _urged(document: Document, content: Span) -> Actor | None:
    """Whoever is urged or accused stands first in the content: "urged [both sides to stop]"."""
    before = ("", "the", "on", "upon")
    behind = word_list("behind_the_urged")
    for mention, actor in document.mentions_in(Span(content.start, min(content.end, content.start + 80))):
        first = document.view[mention.end : mention.end + 12].split()[:1]
        stands_first = document.view[content.start : mention.start].strip().casefold() in before
        return actor if stands_first and first and first[0] in behind else None
    return None


def _topic(content: tuple[Span, ...], mode: Mode) -> Span | None:
    """What it is about: the whole noun phrase of a reported content ("doubts over the group")."""
    return content[0] if mode == "reported" and content[0].end - content[0].start <= 120 else None


def _nested(made: list[Statement]) -> Iterable[Statement]:
    """Statements with ``parent`` set where one's words all lie inside another's content."""

    sized = [(sum(map(len, s.content)), s) for s in made]
    contents = SpanIndex((c.start, c.end, entry) for entry in sized for c in entry[1].content)
    for size, s in sized:
        core = [*([s.cue] if s.cue else []), *s.content]
        whole = min(x.start for x in core), max(x.end for x in core)
        holders = [entry for _, _, entry in contents.around(*whole) if entry[0] > size]
        parent = min(holders, key=itemgetter(0), default=(0, None))[1]
        inside = parent.id if parent else None
        yield msgspec.structs.replace(s, parent=inside, statement=inside)
