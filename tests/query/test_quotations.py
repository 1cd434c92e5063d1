"""One quotation in several papers: shown once with its printings; told otherwise, each telling names the other."""

from __future__ import annotations

import msgspec
import pytest

from communique.store import Store
from tests.database.toy import ToyReader, report

WORDS = "We shall keep the bridge open for every convoy that asks us for it, by day and by night, all year"
"""What Davutoglu of the cases says, in quotation marks."""


def told(words: str, *, who: str = "Foreign Minister Ahmet Davutoglu of Turkey", about: str = "rain") -> str:
    own = " ".join(f"{about} {about}fall{n}" for n in range(20))
    return f"{who} said that {words}. The paper goes on about {own}."


CASES = [
    # papers, how many answers, printings of the first, what its other tellings differ in
    ([told(WORDS), told(WORDS, about="snow")], 1, 2, []),
    ([told(WORDS), told(WORDS.upper() + ",", about="snow")], 1, 2, []),
    ([told(WORDS), told(WORDS.replace("every convoy", "any convoy"), about="snow")], 2, 1, [("words",)]),
    ([told(WORDS), told(WORDS, who="Foreign Minister Sergei Lavrov of Russia", about="snow")], 2, 1, [("speaker",)]),
    ([told(WORDS), told(WORDS + " and for its guards", about="snow")], 2, 1, [("length",)]),
    ([told("We shall keep it open"), told("We shall keep it open", about="snow")], 2, 1, []),  # too short to tell
    ([told(WORDS), told("Nobody has ever asked our country for a bridge of this kind before", about="snow")], 2, 1, []),
]


class Quoting(ToyReader):
    """Takes what is told for the speaker's own words."""

    def read_many(self, items):
        for found in super().read_many(items):
            said = tuple(msgspec.structs.replace(s, mode="direct") for s in found.statements)
            yield msgspec.structs.replace(found, statements=said)


@pytest.mark.parametrize(("papers", "answers", "printings", "differs"), CASES)
def test_quotations_across_stories(
    place: Store, fill, papers: list[str], answers: int, printings: int, differs: list[tuple[str, ...]]
) -> None:
    made = [report(text, f"{n}.txt", publisher=f"P{n}", date=f"2013-04-1{n}") for n, text in enumerate(papers)]
    fill(place, made, Quoting)
    found = place.statements(limit=10)
    assert (len(found), found[0].citation.printings) == (answers, printings)
    assert [other.differs for other in found[0].otherwise] == differs
    assert place.statements(limit=None) == found
    assert len(place.statements(limit=10, count="texts")) == len(papers)
