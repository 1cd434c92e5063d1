"""Agreements of short texts: under which names, when, how they stand; and what is only wished for."""

from __future__ import annotations

import pytest

from tests.extract.reading import name, read, words

ONE = [
    ("Chad violated the 1994 ceasefire.", "1994 ceasefire", "1994", "in_force"),
    ("Peru and Chile signed a treaty on fisheries on Monday.", "treaty on fisheries", "2015-03-16", "signed"),
    ("Chad broke the 1994 ceasefire.", "1994 ceasefire", "1994", "broken"),
    ("The 1994 ceasefire collapsed on Monday.", "1994 ceasefire", "1994", "broken"),
    ("Chad threatened to tear up the 1994 ceasefire.", "1994 ceasefire", "1994", None),
    ("The force acts under Security Council Resolution 1701.", "Security Council Resolution 1701", None, "in_force"),
    ("Norway withdrew from the Kyoto Protocol.", "Kyoto Protocol", "1997-12-11", "rejected"),
    (
        "Kenya signed a memorandum of understanding with Chad on gas.",
        "memorandum of understanding with Chad on gas",
        None,
        "signed",
    ),
    ("The Security Council adopted a resolution condemning Chad.", "resolution", None, "signed"),
    (
        "The leaders reviewed the Partnership for the Energy Transition.",
        "Partnership for the Energy Transition",
        None,
        None,
    ),
    (
        "Under the agreement between Kenya and Chad, troops will leave.",
        "agreement between Kenya and Chad",
        None,
        "in_force",
    ),
    ("Ghana invoked the Accra Declaration.", "Accra Declaration", None, "in_force"),
    (
        "Peru pulled out of the Lima peace accord, which the two had signed in 2010.",
        "Lima peace accord",
        "2010",
        "rejected",
    ),
    ("The emirate suspended the 2013 gas deal with Oman.", "2013 gas deal with Oman", "2013", "suspended"),
]


@pytest.mark.parametrize(("text", "called", "date", "status"), ONE)
def test_one_agreement(text: str, called: str, date: str | None, status: str) -> None:
    record = read(text)
    assert [(a.name, a.date, a.status) for a in record.agreements] == [(called, date, status)]


PARTIES = [
    ("Peru abandoned the fishing accord with Chile on Tuesday.", {"Peru", "Chile"}),
    ("Peru pulled out of the fishing accord with Chile.", {"Peru", "Chile"}),
    ("Kenya is seeking a free trade agreement with Chile.", {"Kenya", "Chile"}),
    ("Kenya wants a defence pact with Chile.", {"Kenya", "Chile"}),
    # Others may reject or hail what is not theirs.
    ("Kenya rejected the nuclear accord with Chile.", {"Chile"}),
    ("Kenya hailed Peru's peace accord with Chile.", {"Peru", "Chile"}),
]


@pytest.mark.parametrize(("text", "parties"), PARTIES)
def test_whose_agreement_it_is(text: str, parties: set[str]) -> None:
    record = read(text)
    assert [{name(record, i) for i in a.parties} for a in record.agreements] == [parties]


HOPED_FOR = [
    # signed is what was signed: not what nobody signed, nor what is hoped for or sought
    ("Neither Peru nor Chile has yet made any agreement with Kenya.", []),
    ("There was no agreement with Kenya.", []),
    ("Peru has put great importance on sealing a nuclear deal with Chile.", ["proposed"]),
    ("Peru has hopes of signing a peace treaty with Chile.", ["proposed"]),
    ("Peru failed to sign a peace treaty with Chile.", ["proposed"]),
    ("Peru signed a peace treaty with Chile.", ["signed"]),
    ("Peru had never faced such threats since it became free by signing a peace treaty with Chile.", ["signed"]),
]


@pytest.mark.parametrize(("text", "statuses"), HOPED_FOR)
def test_what_is_only_hoped_for_is_not_signed(text: str, statuses: list[str]) -> None:
    assert [a.status for a in read(text).agreements] == statuses


BY_TYPE = [
    # by what it is about, and by the body of several states whose it is
    ("Kenya criticised the nuclear deal.", [("nuclear deal", None, [])]),
    ("Kenya criticised the nuclear deal. The deal is bad, Peru said.", [("nuclear deal", None, [])]),
    ("A peace treaty was signed by Kenya and Uganda.", [("peace treaty", "signed", ["Kenya", "Uganda"])]),
    ("The ceasefire holds.", [("ceasefire", "in_force", [])]),
    ("Kenya rejected a Security Council resolution.", [("Security Council resolution", "rejected", [])]),
    ("Kenya and Uganda said in a joint statement that they would go on.",
     [("joint statement", None, ["Kenya", "Uganda"])]),
    ("Peru criticised a deal Kenya struck with Uganda.", [("deal", "signed", ["Kenya", "Uganda"])]),
    # what is only sought, offered or discussed is proposed
    ("The envoy called for an immediate ceasefire.", [("immediate ceasefire", "proposed", [])]),
    ("Peru wants a trade deal with Chile.", [("trade deal with Chile", "proposed", ["Peru", "Chile"])]),
    ("Peru must reach a deal with Chile.", [("deal", "proposed", ["Peru", "Chile"])]),
    ("Norway made an attempt to negotiate a peaceful settlement.", [("peaceful settlement", "proposed", [])]),
    ("Talks toward a nuclear deal between Iran and Peru go on.",
     [("nuclear deal between Iran and Peru", "proposed", ["Iran", "Peru"])]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), BY_TYPE)
def test_what_it_is_about(text: str, found: list[tuple[str, str | None, list[str]]]) -> None:
    record = read(text)
    assert [(a.name, a.status, [name(record, p) for p in a.parties]) for a in record.agreements] == found


NONE = [
    "The firm signed a deal with a Chadian carmaker.",
    "She criticised his declarations.",
    "They met at the annual convention in Paris on Friday.",
    "A great deal of money was lost.",
    "The Republican convention was loud.",
    "The North Atlantic Treaty Organization met.",
    "She made a statement.",
    "The court's decision stands.",
]


@pytest.mark.parametrize("text", NONE)
def test_no_agreement(text: str) -> None:
    record = read(text)
    assert [words(record, a.evidence[0]) for a in record.agreements] == []


def test_all_names_of_one_agreement() -> None:
    text = (
        "The minister praised the Arusha decisions, referring to a 2008 accord among regional powers in Arusha. "
        "Both sides stand by the Arusha agreements. They act in line with the final communique issued by the "
        "Lake Group on May 30, 2008."
    )
    record = read(text)
    assert len(record.agreements) == 1
    assert record.agreements[0].date == "2008-05-30"
    assert len(record.agreements[0].evidence) == 4


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("Kenya signed the Treaty of Torvik. Peru left the Treaty of Torvik.", [2]),
        ("They signed the Treaty of Torvik. Peru left the Treaty of Torvik. Chad joined the Treaty of Dalven.", [1, 2]),
    ],
)
def test_one_name_behind_its_noun_is_one_agreement(text: str, many: list[int]) -> None:
    assert sorted(len(a.evidence) for a in read(text).agreements) == many


def test_two_resolutions_are_two() -> None:
    record = read("Resolution 1701 followed Resolution 425.")
    assert len(record.agreements) == 2


def test_a_declaration_has_the_day_of_its_meeting() -> None:
    text = (
        "Kenyan Foreign Minister Amina Otieno met Ugandan Foreign Minister Moses Okello on Monday. "
        "The ministers issued a joint declaration at the end of their meeting."
    )
    record = read(text)
    assert [a.date for a in record.agreements] == ["2015-03-16"]


def test_the_accord_is_the_one_spoken_of() -> None:
    record = read("Peru signed the Lima Accord in 2010. Chile says the accord is dead.")
    assert [len(a.evidence) for a in record.agreements] == [2]
