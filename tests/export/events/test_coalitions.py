"""Who act together on somebody else are no pair: sentences as news has them, read and paired."""

from __future__ import annotations

import pytest

import communique
from communique.export.events.coded import coded, dyads
from communique.knowledge.plover import types
from communique.sources import from_text

TOGETHER = [
    "Egypt and Jordan condemned the attack on Monday.",
    "Kenya and Uganda rejected the plan.",
    "Russia and China vetoed the resolution.",
    "Peru, Chile and Bolivia criticised the verdict.",
    "Norway and Sweden protested against the decision.",
    "Ghana and Togo denounced the coup.",
    "France and Germany imposed sanctions.",
    "The United States and South Korea conducted joint military exercises.",
    "India and Nepal closed the border.",
    "Brazil and Argentina withdrew their ambassadors.",
    "Both Egypt and Jordan threatened to leave the talks.",
    "Kenya as well as Uganda refused the offer.",
    "Poland together with Hungary rejected the quota.",
    "Chad and Niger sent troops.",
    "Spain and Italy arrested ten men.",
    "Greece and Cyprus accused nobody by name but condemned the raid.",
    "Neither Egypt nor Jordan condemned the strike.",
    "Turkey and Iran demanded an apology.",
    "Japan and Australia urged restraint.",
    "Malaysia and Singapore called for an inquiry.",
    "Egypt, Jordan and Tunisia condemned the bombing.",
    "Zambia and Malawi expelled the envoys.",
    "The foreign ministers of Egypt and Jordan condemned the attack.",
    "The presidents of Kenya and Uganda rejected the deal.",
    "Leaders of Peru and Chile deplored the violence.",
    "Egyptian and Jordanian officials condemned the attack.",
    "Israel and Egypt kept their embargo on the territory.",
    "Vietnam and Laos denied the reports.",
    "Sudan and Eritrea mobilised their armies.",
    "Canada and Mexico suspended the agreement.",
    "Belgium and Luxembourg cut their aid.",
    "Algeria and Morocco condemned the assault on the convoy.",
    "Senegal and Mali blamed the rebels.",
    "Ukraine and Moldova warned of an invasion.",
    "Georgia and Armenia protested on Tuesday.",
    "Cuba and Venezuela attacked the proposal.",
    "Thailand and Cambodia shelled the hills.",
    "Iraq and Kuwait bombed the camp.",
    "Rwanda and Burundi threatened war.",
    "Finland and Estonia blocked the vote.",
]
MUTUAL = [
    ("Egypt and Jordan held talks on Monday.", ("EGY", "JOR")),
    ("The Kenyan president met the Ugandan president.", ("KEN", "UGA")),
]


@pytest.fixture(scope="module")
def reader() -> communique.Reader:
    return communique.Reader()


def paired(reader: communique.Reader, sentence: str) -> list[tuple[str, str | None, str | None]]:
    """Type, source and target of each pair of states in a sentence."""
    return [
        (event.event.type, source.country if source else None, target.country if target else None)
        for event in coded([reader.read(from_text(sentence))])
        for source, target in dyads(event)
    ]


@pytest.mark.parametrize("sentence", TOGETHER)
def test_a_coalition_is_no_conflict_of_its_members(reader: communique.Reader, sentence: str) -> None:
    known = types()
    conflicts = [p for p in paired(reader, sentence) if p[1] and p[2] and known[p[0], ""].quad in ("VX", "MX")]
    assert conflicts == []


@pytest.mark.parametrize(("sentence", "pair"), MUTUAL)
def test_what_is_mutual_pairs(reader: communique.Reader, sentence: str, pair: tuple[str, str]) -> None:
    assert any({source, target} == set(pair) for _, source, target in paired(reader, sentence))


def test_there_are_forty() -> None:
    assert len(set(TOGETHER)) == 40
