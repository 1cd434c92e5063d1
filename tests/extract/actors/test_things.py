from __future__ import annotations

import pytest

import communique
from tests.reading import means

WORLD = pytest.mark.xfail(strict=True, reason="only what wars and roads are tells it")


@pytest.mark.parametrize(
    ("text", "word", "nth", "who"),
    [
        ("Peru said it would recall its ambassador from Quito on Monday.", "it", 0, "Peru"),
        ("Chad closed the border on Monday. It also expelled two diplomats.", "It", 0, "Chad"),
        ("Zambia denied that it had sent troops across the river.", "it", 0, "Zambia"),
        ("Zambia denied a report by the Lusaka Courier that it had sent troops across the river.", "it", 0, "Zambia"),
        ("Peru rejected claims by Chile that it had closed the port.", "it", 0, "Peru"),
        pytest.param(*("Peru rejected the deal. It would have ended a war of ten years.", "It", 0, None), marks=WORLD),
        ("Chad's envoy said it was difficult to see a way out.", "it", 0, None),
        ("It is clear that Peru wants peace.", "It", 0, None),
        ("Norway handed over the draft, and the minister read it twice.", "it", 0, None),
        ("The report and its annexes were sent to Kenya.", "its", 0, None),
        ("The deal has lost its meaning, Kenya said.", "its", 0, None),
        pytest.param(*("Kenya built the road, but it has never been opened.", "it", 0, None), marks=WORLD),
        ("When it comes to fishing, Iceland has never given in.", "it", 0, None),
    ],
)
def test_it_means_somebody_or_nobody(text: str, word: str, nth: int, who: str | None) -> None:
    assert means(communique.read(text), word, nth) == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "President Ama Boateng met with Prime Minister Jonas Lindqvist in Oslo. They discussed fishing.",
            {"Ama Boateng", "Jonas Lindqvist"},
        ),
        ("The deal matters for Zambia and Malawi, as they share the lake.", {"Zambia", "Malawi"}),
    ],
)
def test_they_takes_up_who_met_or_stands_side_by_side(text: str, who: set[str]) -> None:
    record = communique.read(text)
    names = {a.id: a.name for a in record.actors}
    start = text.lower().index("they")
    meant = [a for a in record.actors if any(m.start == start for m in a.mentions)]
    assert [{names[m] for m in a.members} for a in meant] == [who]


@pytest.mark.parametrize(
    ("text", "word", "who"),
    [
        ("The drills anger Chad. Its envoy has denounced them.", "them", None),
        ("Kenya delivered twelve helicopters on Monday. They were unloaded at the port.", "They", None),
        ("Two officials spoke to the paper. They said that Chad would sign.", "They", "officials"),
        ("Peruvian troops crossed the river, and they shelled a village.", "they", "Peruvian troops"),
        (
            'North Korea tested a missile. "They want our attention," Secretary of State Jane Roe said.',
            "They",
            "North Korea",
        ),
        ("Zambia and Malawi signed. Malawi said that they would meet again.", "they", "Zambia and Malawi"),
    ],
)
def test_they_means_people_or_things(text: str, word: str, who: str | None) -> None:
    assert (means(communique.read(text), word) or "").removeprefix("Two ") == (who or "")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ('"We take no orders," Russian Foreign Minister Pyotr Lebedev said.', "Russia"),
        ('Kenya\'s Foreign Office shrugged. "We take no orders," spokesman Ali Mwangi said.', "Kenya"),
        ('Peru\'s minister Ana Ruiz spoke. "It is late," she said. The talks go on. "We take no orders."', "Peru"),
    ],
)
def test_we_is_the_state_that_an_official_speaks_for(text: str, who: str) -> None:
    assert means(communique.read(text), "We") == who
