"""Where the source, cue and content of the tagger belong by characters, lexicon and parse."""

from __future__ import annotations

import pytest

from communique.extract.statements.lists import with_items
from communique.extract.statements.mending import mended
from communique.language.document import Attribution
from communique.model import Span
from tests.extract.statements.test_segmentation import document_of

Row = tuple[str, str, str]  # source, cue, content; parts joined by " | "

CASES: list[tuple[str, Row, Row]] = [
    # What is denied is told by the noun and stays with it.
    ("Kenya denied a report by a daily that troops had left.", ("Kenya", "denied a report", "that troops had left"),
     ("Kenya", "denied", "a report by a daily that troops had left")),
    ("Kenya issued a statement that troops had left.", ("Kenya", "issued a statement", "that troops had left"),
     ("Kenya", "issued a statement", "that troops had left")),
    # A comma left out, a clause cut off; what is urged on whom stays two.
    ("He threatened a strike, if the text passes.", ("He", "threatened", "a strike | if the text passes"),
     ("He", "threatened", "a strike, if the text passes")),
    ("They denied the news that troops had left.", ("They", "denied", "the news | that troops had left"),
     ("They", "denied", "the news that troops had left")),
    ("They urged Kenya to stay.", ("They", "urged", "Kenya | to stay"), ("They", "urged", "Kenya | to stay")),
    # Who is invited, or does what comes next, is not who invites.
    ("Minister Lam invited Minister Roe to visit Oslo.", ("Minister Roe", "invited", "to visit Oslo"),
     ("Minister Lam", "invited", "to visit Oslo")),
    ("Minister Lam invited his counterpart to visit Oslo, and Minister Roe accepted.",
     ("Minister Roe", "invited", "to visit Oslo"), ("Minister Lam", "invited", "to visit Oslo")),
    ("“Talks failed,” said Minister Roe.", ("Minister Roe", "said", "Talks failed"),
     ("Minister Roe", "said", "Talks failed")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found", "wanted"), CASES)
def test_what_belongs_where(text: str, found: Row, wanted: Row) -> None:
    def spans(words: str) -> tuple[Span, ...]:
        return tuple(Span(text.index(w), text.index(w) + len(w)) for w in words.split(" | "))

    a = mended(document_of(text), Attribution(*(spans(part) for part in found), 0.8, "tagger"))
    assert tuple(" | ".join(s.of(text) for s in part) for part in (a.source, a.cue, a.content)) == wanted


def test_what_runs_over_several_items_claims_none() -> None:
    text = "The minister said:\n\n1. The border will stay shut.\n\n2. No talks will be held in May.\n"
    first, last = text.index("1."), text.index(" in May")
    over = Attribution((Span(0, 12),), (Span(13, 17),), (Span(first, last),), 0.8, "tagger")
    found = with_items(document_of(text), [over])
    assert [a.content[0].of(text) for a in found] == ["The border will stay shut", "No talks will be held in May"]
    one = Attribution((Span(0, 12),), (Span(13, 17),), (Span(first + 3, first + 29),), 0.8, "tagger")
    assert [a.by for a in with_items(document_of(text), [one])] == ["tagger", "rules"]
