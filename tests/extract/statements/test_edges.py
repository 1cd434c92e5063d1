"""Where contents of the tagger begin and end by sentences and parse, and who tells them."""

from __future__ import annotations

import pytest

from communique.extract.statements.mending import mended
from communique.extract.statements.told_by import may_be_nobodys
from communique.language.document import Attribution
from communique.model import Span
from tests.extract.statements.test_segmentation import document_of

Row = tuple[str, str, str]  # source, cue, content; parts joined by " | ", an empty one for none

CASES: list[tuple[str, Row, Row]] = [
    # An "and" that joins nothing goes; one that joins a noun brings it.
    ("Japan warned of a launch and Peru left.", ("Japan", "warned of", "a launch and"),
     ("Japan", "warned of", "a launch")),
    ("Roe confirmed support for both Israelis and Palestinians.", ("Roe", "confirmed", "support for both Israelis and"),
     ("Roe", "confirmed", "support for both Israelis and Palestinians")),
    # What a relative clause, a comparison or a preposition lacks is brought.
    ("Roe said the truce held despite breaches that he hoped would end.",
     ("Roe", "said", "the truce held despite breaches that he"),
     ("Roe", "said", "the truce held despite breaches that he hoped would end")),
    ("Roe called the deal worse than he had feared.", ("Roe", "called", "the deal worse than he"),
     ("Roe", "called", "the deal worse than he had feared")),
    ("The convoy was said to have brought food from the port.", ("", "was said", "to have brought food from"),
     ("", "was said", "to have brought food from the port")),
    ("Roe said the envoy would speak in May.", ("Roe", "said", "the envoy would speak in May"),
     ("Roe", "said", "the envoy would speak in May")),
    # A clause has its beginning.
    ("The envoys say they have no plan of leaving.", ("The envoys", "say", "leaving"),
     ("The envoys", "say", "they have no plan of leaving")),
    ("Roe said on his visit this week, Chad would leave.", ("Roe", "said", "Chad would leave"),
     ("Roe", "said", "Chad would leave")),
    ("The envoy told reporters that Chad had left.", ("The envoy", "told", "that Chad had left"),
     ("The envoy", "told", "that Chad had left")),
    # No beginning of another sentence.
    ("According to the institute, Chad spent nine million. Of that, one went to Peru.",
     ("the institute", "According to", "Chad spent nine million. Of that"),
     ("the institute", "According to", "Chad spent nine million.")),
    # What the clause goes on with is no part of what its subject tells.
    ("Peru's warning that Chad would be punished was ignored.",
     ("Peru's", "warning", "that Chad would be punished was ignored"),
     ("Peru's", "warning", "that Chad would be punished")),
    # What the speaker did meanwhile, and the occasion, are none of what was said.
    ("Turning to trade, Roe said that exports had grown.", ("Roe", "said", "Turning to trade | that exports had grown"),
     ("Roe", "said", "that exports had grown")),
    ("Roe said the deal was a trap in a speech to the council.",
     ("Roe", "said", "the deal was a trap in a speech to the council"), ("Roe", "said", "the deal was a trap")),
    ("Kenya criticized a passage in a speech by Chad.", ("Kenya", "criticized", "a passage in a speech by Chad"),
     ("Kenya", "criticized", "a passage in a speech by Chad")),
    # Another's words before a quotation are not the speaker's.
    ("“Never.” “Perhaps,” Roe said.", ("Roe", "said", "“Never.” “Perhaps,”"), ("Roe", "said", "“Perhaps,”")),
    ("“Perhaps,” Roe said. “Never.”", ("Roe", "said", "“Perhaps,” | “Never.”"),
     ("Roe", "said", "“Perhaps,” | “Never.”")),
    # A relative pronoun is what it stands for.
    ("Roe signed the treaty, which Peru denounced.", ("Peru", "denounced", "which"),
     ("Peru", "denounced", "the treaty")),
    # What the speaker did next is not said.
    ("Roe said the mines would reopen and then flew to Lima.", ("Roe", "said", "the mines would reopen and then flew"),
     ("Roe", "said", "the mines would reopen")),
    ("Roe said the rebels had fled and burned the town.", ("Roe", "said", "the rebels had fled and burned the town"),
     ("Roe", "said", "the rebels had fled and burned the town")),
    # Who says what others only pass on.
    ("“We go,” Roe said, according to the agency.", ("the agency", "according to", "“We go,” Roe"),
     ("Roe", "said", "“We go,”")),
    # Who tells it: the subject of a participle; names uncut.
    ("The army shut the port, saying that it was unsafe.", ("", "saying", "that it was unsafe"),
     ("The army", "saying", "that it was unsafe")),
    ("“We go,” said Oslo, and State Department spokeswoman Jane Roe agreed.",
     ("Department spokeswoman Jane Roe", "agreed", "“We go"),
     ("State Department spokeswoman Jane Roe", "agreed", "“We go")),
    ("The premier was criticized for his silence.", ("The premier", "was criticized", "for his silence"),
     ("", "was criticized", "for his silence")),
    ("The premier was criticized by the party for his silence.", ("The premier", "was criticized", "for his silence"),
     ("the party", "was criticized", "for his silence")),
    ("Two men suspected by Chad of plotting a coup fled.", ("", "suspected", "by Chad of plotting a coup"),
     ("Chad", "suspected", "of plotting a coup")),
    ("A rebel hailed by Chad as a hero fled.", ("", "hailed", "A rebel | Chad as a hero"),
     ("Chad", "hailed", "A rebel | as a hero")),
    ("The premier was disappointed that they left.", ("The premier", "was disappointed", "that they left"),
     ("The premier", "was disappointed", "that they left")),
    ("The deal seems to hold.", ("", "seems", "to hold"), ("", "seems", "to hold")),
]  # fmt: skip


def found_in(text: str, words: str) -> tuple[Span, ...]:
    """The spans of the parts of a row."""
    return tuple(Span(text.index(w), text.index(w) + len(w)) for w in words.split(" | ") if w)


@pytest.mark.parametrize(("text", "found", "wanted"), CASES)
def test_where_it_begins_and_ends(text: str, found: Row, wanted: Row) -> None:
    a = mended(document_of(text), Attribution(*(found_in(text, part) for part in found), 0.8, "tagger"))
    assert tuple(" | ".join(s.of(text) for s in part) for part in (a.source, a.cue, a.content)) == wanted


@pytest.mark.parametrize(
    ("text", "cue", "content", "told"),
    [
        ("The deal is expected to fail.", "is expected", "to fail", True),
        ("Roe was accused of theft.", "was accused of", "theft", True),
        ("Allegations that Chad had fired were denied.", "Allegations", "that Chad had fired", True),
        ("The plan is aimed at peace.", "is aimed at", "peace", False),
        ("The deal seems to fail.", "seems", "to fail", False),
        ("Concerns about the deal grew.", "Concerns about", "the deal", False),
    ],
)
def test_what_nobody_tells(text: str, cue: str, content: str, told: bool) -> None:
    a = Attribution((), found_in(text, cue), found_in(text, content), 0.8, "tagger")
    assert may_be_nobodys(document_of(text), a) is told
