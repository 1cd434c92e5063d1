"""Records made by hand: no model is loaded here."""

from __future__ import annotations

import re

import pytest

from communique.model import (
    Actor,
    Agreement,
    Conditional,
    Event,
    EventSpans,
    Issue,
    MadeBy,
    Meeting,
    Mention,
    Place,
    Position,
    Record,
    Relation,
    Role,
    Span,
    Statement,
    Time,
    make_report,
)

TEXT = (
    "Kenyan Foreign Minister Amina Otieno said on Monday Uganda had promised to reopen the border.\n\n"
    "“If the gates stay shut,” she warned, “we will go to the East African Court.”\n\n"
    "Kampala denied it. The two sides meet in Kigali on 4 May."
)


def span(words: str, text: str = TEXT, nth: int = 0) -> Span:
    """Where words stand in a text; the n-th time, counted from 0."""
    start = [m.start() for m in re.finditer(re.escape(words), text)][nth]
    return Span(start, start + len(words))


def mention(words: str, form: str = "name", nth: int = 0) -> Mention:
    found = span(words, nth=nth)
    return Mention(found.start, found.end, form)  # type: ignore[arg-type]


@pytest.fixture
def record() -> Record:
    """A record with a fact of every kind."""
    said, reopen, denied = map(span, ("Uganda had promised to reopen the border", "to reopen the border", "denied"))
    who, talks, denial = map(span, ("Kenyan Foreign Minister Amina Otieno", "The two sides meet in Kigali",
                                    "Kampala denied it"))  # fmt: skip
    quoted = (span("If the gates stay shut"), span("we will go to the East African Court."))
    return Record(
        made_by=MadeBy(1, "0.1.0", {"tagger": "abc123"}),
        report=make_report(TEXT, "border.txt", title="Border row", publisher="The Lake Post", date="2026-04-27",
                           url="https://example.org/border"),
        actors=(
            Actor("ken", "Kenya", "state", (mention("we", "pronoun"),), country="KEN", sector="GOV", confidence=0.9),
            Actor("otieno", "Amina Otieno", "person", (mention("Amina Otieno"), mention("she", "pronoun")),
                  country="KEN", roles=(Role("Foreign Minister", "ken", span("Kenyan Foreign Minister")),)),
            Actor("uga", "Uganda", "state", (mention("Uganda"), mention("Kampala", "metonym")), country="UGA"),
            Actor("both", "The two sides", "group", (mention("The two sides", "nominal"),), members=("ken", "uga")),
            Actor("court", "East African Court", "organization", (mention("East African Court"),)),
        ),
        times=(Time(*_pair("Monday"), "DATE", "2026-04-27"),),
        statements=(
            Statement("s1", (said,), (said,), "otieno", cue=span("said"), source=who, confidence=0.8),
            Statement("s2", (reopen,), (reopen,), "uga", cue=span("had promised"), act="promise", parent="s1",
                      statement="s1"),
            Statement("s3", quoted, quoted, "otieno", cue=span("warned"), mode="direct", act="warn", speaks_for="ken",
                      addressee="uga", via="court", date="2026-04-26"),
            Statement("s4", (span("it"),), (denial,), "uga", cue=denied, mode="reported", act="deny",
                      factuality="planned", polarity="negated"),
        ),
        positions=(Position("p1", "uga", Issue("the reopened border", said), "for", (said,)),),
        conditionals=(Conditional("c1", quoted[0], quoted[1], "threat", quoted, "otieno", "s3"),),
        meetings=(Meeting("m1", "Kenya-Uganda talks", "talks", "planned", (talks,), start="2026-05-04",
                          end="2026-05-05", place=Place("Kigali", "RWA"), participants=("ken", "uga")),),
        agreements=(Agreement("g1", "Treaty of Arusha", (span("the border"), span("the gates")), "1999", ("ken", "uga"),
                              "in_force"),),
        relations=(Relation("r1", "at_odds", "ken", "uga", (said,), topic=span("the border"), polarity="negated"),),
        events=(Event("e1", "REJECT", "alleged", EventSpans(denied, span("Kampala")), (denial,),
                      actors=("uga",), recipients=("ken",), date="2026-04-27", place=Place("Kampala", "UGA")),),
    )  # fmt: skip


def _pair(words: str) -> tuple[int, int]:
    found = span(words)
    return found.start, found.end


@pytest.fixture
def bare() -> Record:
    """A record in which nothing was found."""
    return Record(MadeBy(1, "0.1.0", {}), make_report("It rained. Nobody said anything about it.", "rain.txt"))
