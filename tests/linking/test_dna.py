"""Two coders' files of the same documents become one."""

from __future__ import annotations

from datetime import datetime

from communique.linking.dna import one_file
from communique.model.dna import DnaDocument, DnaEntity, DnaFile, DnaStatement, DnaType, DnaVariable

KIND = DnaType("DNA Statement", (DnaVariable("person", "short text"), DnaVariable("agreement", "boolean")))
DAY = datetime(2021, 3, 4)


def file(text: str, coder: str, start: int, stop: int, other: str = "Else.") -> DnaFile:
    return DnaFile(
        (KIND,), (DnaDocument(4, "A", text, DAY), DnaDocument(9, "B", other, DAY)),
        (DnaStatement(2, 4, start, stop, {"person": "Orla Quist", "agreement": 1}, coder=coder),),
        (DnaEntity("person", "Orla Quist", {"Type": "", "Notes": coder}),), ("Admin", coder),
    )  # fmt: skip


def test_documents_of_the_same_words_are_one() -> None:
    one = file("Quist said\nno toll.", "Ana", 11, 18)
    other = file("Quist  said no\r\ntoll.\n", "Ben", 12, 20, "Another.")
    both = one_file([one, other])
    assert [d.text for d in both.documents] == ["Quist said\nno toll.", "Else.", "Another."]
    assert [(s.document, both.documents[0].text[s.start : s.stop], s.coder) for s in both.statements] == [
        (1, "no toll", "Ana"), (1, "no toll", "Ben"),
    ]  # fmt: skip
    assert both.coders == ("Admin", "Ana", "Ben")
    assert [e.attributes for e in both.entities] == [{"Type": "", "Notes": "Ana"}]


def test_one_file_stays_as_it_is() -> None:
    one = file("Quist said no.", "Ana", 0, 5)
    assert one_file([one]) is one
