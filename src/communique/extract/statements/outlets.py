"""The paper, agency or station that a report has a statement from: its ``via``.

It is told by whoever reports, prints, broadcasts or quotes: "said, according to the agency", "the agency quoted him as
saying", "in an interview with the paper", "remarks carried by state television". Whom the speaker told it is no ``via``
but the addressee ("told the paper"), and so is none the one that publishes the report itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from communique.extract.circumstances import of_attribution
from communique.extract.statements.quoting import quoting
from communique.knowledge import cues
from communique.knowledge.nominals import nominals
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.document import Attribution, Document
from communique.language.tags import VERBS
from communique.language.tree import Token
from communique.model import Actor, Span, Statement

MEDIA = "JRN"
DATELINE = 200  # characters at the beginning of a text in which "(Reuters)" says who publishes it


class Outlets:
    """The outlets of a report by the tokens that name them, without the one that publishes it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.ids = {a.id for a in document.actors if _is_outlet(a)} - set(_publishers(document))
        self._at: dict[int, str] = {}
        self._by_name: set[int] = set()
        """The tokens that name it, and those of them in its name and not in a description ("the state agency")."""
        for actor in document.actors:
            for mention in actor.mentions if actor.id in self.ids else ():
                tokens = {token.i for token in document.tokens_in(mention.span)}
                self._at.update(dict.fromkeys(tokens, actor.id))
                self._by_name |= tokens if mention.form == "name" else set()

    def via(self, a: Attribution, content: Sequence[Span], speaker: str | None, addressee: str | None) -> str | None:
        """The id of the outlet between the report and whoever speaks; None where none is told."""
        if not self._at:
            return None
        inside = [c for c in (*content, *a.source) if c.end > c.start]
        for token in self._told(a):
            outlet = self._named(token)
            if outlet and outlet not in (speaker, addressee) and not any(c.start <= token.idx < c.end for c in inside):
                return outlet
        return None

    def _named(self, token: Token) -> str | None:
        """The outlet that a token names, itself or by what stands with it: "CNN's “State of the Union”"."""
        beside = [
            t.i for t in (token, *clauses.children(token, "poss", "compound", "nmod", "appos")) if t.i in self._at
        ]
        return next((self._at[i] for i in beside if i in self._by_name), self._at[beside[0]] if beside else None)

    def _told(self, a: Attribution) -> Iterator[Token]:
        """Words that may name the outlet, by the shapes in which reports tell it."""
        yield from self._quoting(a)
        for host in of_attribution(self.document, a):
            if host.tag_ in VERBS:
                carried = host.text.casefold() in word_list("making_public")
                yield from (
                    o
                    for p, o in clauses.prepositional([host])
                    if p in word_list("carried_by" if carried else "aired_by")
                )
            elif host.text.casefold() in word_list("occasions_with_outlets"):
                yield from (o for p, o in clauses.prepositional([host]) if p in word_list("interviewed_by"))
                yield from clauses.children(host, "poss", "compound", "nmod")
        yield from self._reporting(a)

    def _quoting(self, a: Attribution) -> Iterator[Token]:
        """ "[The agency] quoted him as saying", "he was quoted by [the agency] as saying"."""
        verbs = quoting(self.document, a.cue)
        if verbs is None:
            return
        if not clauses.passive(verbs[0]) and (teller := clauses.subject(verbs[0])) is not None:
            yield teller
        yield from (o for verb in verbs for p, o in clauses.prepositional([verb]) if p in word_list("carried_by"))

    def _reporting(self, a: Attribution) -> Iterator[Token]:
        """ "according to [the agency]", "[the agency] reported" and "as [the agency] reported" around the statement."""
        sentence = self.document.sentence_at(a.cue[0].start)
        own = {t.i: t for span in a.cue for t in self.document.tokens_in(span)}
        above = {t.head.i for t in own.values() if t.dep_ in ("ccomp", "parataxis")}
        citing = word_list("citing_prepositions")
        for token in self.document.tokens_in(sentence):
            if token.i in own:
                continue
            if token.text.casefold() in citing:
                yield from (o for _, o in clauses.prepositional([token]))
                yield from self.document.syntax[token.i + 1 : token.i + 2]  # "Per Reuters, the envoy said"
            elif token.tag_ in VERBS and _reports(token) and (token.i in above or _beside(token, own)):
                teller = clauses.subject(token)
                yield from [teller] if teller is not None else []


def _beside(verb: Token, cue: Mapping[int, Token]) -> bool:
    """Whether a verb stands in a clause beside the cue's: "..., reports the agency", "as the agency reported"."""
    as_ = any(c.text.casefold() == "as" for c in verb.children)
    return verb.head.i in cue and (verb.dep_ == "parataxis" or (verb.dep_ == "advcl" and as_))


def _reports(verb: Token) -> bool:
    cue = cues.verb(verb.text)
    return cue is not None and cue.attitude == "communication"


def _is_outlet(actor: Actor) -> bool:
    """Whether an actor of the press is an outlet and no journalist."""
    if actor.sector != MEDIA or actor.kind not in ("organization", "group"):
        return False
    head = nominals().get(actor.name.split()[-1].casefold())
    return head is None or head.kind != "person"


def _publishers(document: Document) -> Iterator[str]:
    """Ids of who publishes the report: as its metadata tell, or its dateline ("OSLO (Reuters) -")."""
    publisher = (document.report.publisher or "").casefold()
    for actor in document.actors:
        if publisher and actor.sector == MEDIA and actor.name.casefold() in publisher:
            yield actor.id
        called = {document.view[m.start : m.end] for m in actor.mentions if m.form == "name"}
        if any(f"({name})" in document.view[: DATELINE + len(name)] for name in called):  # a signature is no mention
            yield actor.id


def with_outlets(statements: Sequence[Statement], outlets: Outlets) -> list[Statement]:
    """The statements, with the outlet that tells one as the ``via`` of those inside it."""
    by_id: Mapping[str, Statement] = {s.id: s for s in statements}

    def outer(s: Statement) -> str | None:
        parent = by_id.get(s.parent or "")
        told_by = parent.speaker if parent is not None and parent.speaker in outlets.ids else None
        return s.via or (told_by if told_by not in (s.speaker, s.addressee) else None)

    return [msgspec.structs.replace(s, via=outer(s)) for s in statements]
