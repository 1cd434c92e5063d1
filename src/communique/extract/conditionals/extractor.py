"""Conditionals: their halves, whose they are, and whether they predict, threaten, promise or only imagine."""

from __future__ import annotations

import re
from itertools import chain
from typing import Literal

from communique.extract.conditionals.clauses import marked_conditionals
from communique.extract.conditionals.halves import ConditionalSpans
from communique.extract.conditionals.subjects import conditional_subjects
from communique.extract.mention_index import MENTION_INDEX, MentionIndex
from communique.extract.statement_index import STATEMENT_INDEX
from communique.extract.step import Step
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.document import ACTORS, STATEMENTS, TIMES, Document
from communique.language.layers import Layer
from communique.language.negation import denied
from communique.language.tree import Token
from communique.model import Conditional, Statement, hull
from communique.model.identity import fact_identity

WITH_CLAUSE, WITHOUT_CLAUSE = 0.9, 0.7  # of the marker's strength: where the consequence has a verb of its own or not

Kind = Literal["prediction", "threat", "promise", "counterfactual"]
FIRST_PERSON = frozenset(("i", "we"))
PROMISING = ("promise", "propose", "agree")


CONDITIONALS: Layer[tuple[Conditional, ...]] = Layer("conditionals", "conditionals")


class Conditionals(Step):
    """What would follow if what happened, and who says so."""

    name = "conditionals"
    needs = (ACTORS, TIMES, STATEMENTS)
    gives = (CONDITIONALS,)

    def __call__(self, document: Document) -> None:
        """The conditionals of a document in text order."""
        who, told = document.index(MENTION_INDEX), document.index(STATEMENT_INDEX)
        made: dict[str, Conditional] = {}
        for halves in chain(marked_conditionals(document, told), conditional_subjects(document, told)):
            evidence = tuple(sorted((halves.condition, halves.consequence)))
            statement = told.at(hull(evidence)) or told.at(halves.condition) or told.at(halves.consequence)
            kind = kind_of(document, who, halves, statement)
            made_here = Conditional(
                id=fact_identity("conditional", document.report.text_id, evidence),
                condition=halves.condition,
                consequence=halves.consequence,
                kind=kind,
                evidence=evidence,
                speaker=statement.speaker if statement else None,
                statement=statement.id if statement else None,
                confidence=round(
                    halves.marker.strength * (WITH_CLAUSE if halves.main is not None else WITHOUT_CLAUSE), 2
                ),
                extractor="conditionals",
            )
            made.setdefault(made_here.id, made_here)
        document.layers.give(CONDITIONALS, tuple(sorted(made.values(), key=lambda c: c.evidence[0])))


def kind_of(document: Document, who: MentionIndex, halves: ConditionalSpans, statement: Statement | None) -> Kind:
    """A threat is the speaker's own act against another, a promise one for him; what is contrary to fact is neither."""
    tokens = document.syntax
    main = tokens[halves.main] if halves.main is not None else None
    verb = tokens[halves.verb] if halves.verb is not None else None
    words = halves.consequence.of(document.view).casefold()
    said = {t.text.casefold() for t in document.tokens_in(halves.consequence)}
    supposed = {c.text.casefold() for c in verb.children if c.dep_ in ("aux", "auxpass")} if verb is not None else set()
    would = bool(said & {"would", "could", "might", "'d", "’d"})
    if would and ({"have", "'ve", "’ve"} & said and ("had" in supposed or halves.marker.words == ("had",))):
        return "counterfactual"
    quoted = document.in_quotation(halves.condition.start)
    if (
        would
        and verb is not None
        and quoted
        and (verb.tag_ == "VBD" or "were" in supposed or verb.text.casefold() == "were")
    ):
        return "counterfactual"
    if statement is not None and statement.act == "threaten":
        return "threat"
    ahead = bool(said & {"will", "'ll", "’ll", "shall", "would", "'d", "’d", "wo"}) and not re.search(
        r"\b(?:have|need) to\b", words
    )
    able = main is not None and denied(main) and "able" in said
    own = ahead and not able and _own(document, who, main, statement)
    harm = bool(said & word_list("conditional_harm"))
    if own and harm:
        return "threat"
    if own or (statement is not None and statement.act in PROMISING):
        return "promise"
    return "prediction"


def _own(document: Document, who: MentionIndex, main: Token | None, statement: Statement | None) -> bool:
    """Whether the consequence is the act of the one who speaks, or of the state or body for which he does."""
    if main is None or statement is None:
        return False
    agent = clauses.subject(main)
    if agent is None or clauses.passive(main):
        return False
    if agent.text.casefold() in FIRST_PERSON:
        return True
    speaker = document.actor(statement.speaker)
    named = who.actor_of(agent)
    if speaker is None or named is None:
        return False
    same = named.id in (speaker.id, statement.speaks_for)
    return same or (named.kind == "state" and speaker.country is not None and named.country == speaker.country)
