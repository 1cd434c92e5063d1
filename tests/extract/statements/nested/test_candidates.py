"""What is proposed inside others' words: more than is told, with each end that the words may have."""

from __future__ import annotations

import pytest

from communique.extract.statements.nested.candidates import candidates
from communique.language.document import Attribution
from communique.language.read import documents
from communique.model import Span, make_report

SAID = "He said that "


def proposed(told: str) -> set[tuple[str, str, str]]:
    """Source, cue and content of all that may be told inside "He said that ..."."""
    text = SAID + told
    (document,) = documents([make_report(text, "a.txt")])
    outer = Attribution((Span(0, 2),), (Span(3, 7),), (Span(len(SAID), len(text)),), 0.9, "tagger")
    found = (c.attribution for c in candidates(document, [outer]))
    return {(a.source[0].of(text), a.cue[0].of(text), a.content[0].of(text)) for a in found}


@pytest.mark.parametrize(
    ("text", "candidate"),
    [
        # whose a noun may be: of a state's name or adjective, of whoever is quoted
        ("Peruvian support for the plan was vital.", ("Peruvian", "support for", "the plan")),
        ("Peru ignored a proposal for regular talks.", ("He", "proposal for", "regular talks")),
        ("a call by Oman for a truce was late.", ("Oman", "call", "a truce")),
        # clauses that stand beside, and what a copula says a noun is
        ("as Oman made clear, the port will open.", ("Oman", "made clear", "the port will open")),
        ("the fear in Oman was that the port would close.", ("He", "fear in Oman was", "that the port would close")),
        ("despite assurances that the port is open, ships left.", ("He", "assurances", "that the port is open")),
        # who is asked may stand before what he is asked for
        ("Oman urged Yemen to open the port.", ("Oman", "urged", "to open the port")),
        # ends: before a reason, before another thing that is said, with the sentence, behind a bracket
        ("Oman wants the port open because it needs grain.", ("Oman", "wants", "the port open")),
        ("Oman stressed its support for a truce and its concern over the raids.", ("its", "support for", "a truce")),
        ("Oman opposes the pact (known as Plan B).", ("Oman", "opposes", "the pact (known as Plan B)")),
        ("Oman cannot agree to leave.", ("Oman", "cannot agree", "to leave")),
        # what the parser hung on another word
        ("the premier underlined the commitment of Oman to open the port.", ("Oman", "commitment", "to open the port")),
        ("she was certain Oman would open the port.", ("she", "certain", "Oman would open the port")),
        # a noun that says it itself, but brings nothing
        ("Oman did not formally state its final position.", ("Oman", "did not formally state", "its final position")),
    ],
)  # fmt: skip
def test_proposed(text: str, candidate: tuple[str, str, str]) -> None:
    assert candidate in proposed(text), sorted(proposed(text))


def test_no_end_is_proposed_twice() -> None:
    found = proposed("Oman wants the port open because it needs grain and says so.")
    assert len({(s, c) for s, c, _ in found}) < len(found)
    assert all(not content.endswith((" and", "(", ",")) for _, _, content in found)


def test_nothing_without_a_cue() -> None:
    assert proposed("Oman bombed the port.") == set()
    assert not any(cue == "sure" for _, cue, _ in proposed("Oman will make sure that the port stays open."))


def test_a_verb_that_lacks_its_object_brings_no_quotation() -> None:
    found = proposed("Oman gave up the arms it has reported, “and there is no sign of more.”")
    assert not any(content.startswith("and") for _, _, content in found)
