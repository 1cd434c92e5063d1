"""Relations of short texts: offices, bodies, alliances, support, disputes; what is denied and what is only claimed."""

from __future__ import annotations

import pytest

from communique.model import Record
from tests.extract.reading import name, read


def told(record: Record) -> set[tuple[str, str | None, str | None]]:
    return {
        (r.type, name(record, r.source), name(record, r.target)) for r in record.relations if r.polarity == "affirmed"
    }


FOUND = [
    ("Kenyan President Amina Otieno spoke.", ("leads", "Amina Otieno", "Kenya")),
    ("Kenyan Foreign Minister Amina Otieno spoke.", ("represents", "Amina Otieno", "Kenya")),
    ("Kenya and Uganda are at odds over the lake.", ("at_odds", "Kenya", "Uganda")),
    ("Kenya is at odds with Uganda over the lake.", ("at_odds", "Kenya", "Uganda")),
    ("A row between Kenya and Uganda over the lake goes on.", ("at_odds", "Kenya", "Uganda")),
    ("Kenya and Uganda accused each other of theft.", ("at_odds", "Kenya", "Uganda")),
    ("Norway supports the Syrian opposition.", ("supports", "Norway", "Syrian opposition")),
    ("Norway voiced its support for Ukraine.", ("supports", "Norway", "Ukraine")),
    ("Norway has provided financial support to Ukraine.", ("supports", "Norway", "Ukraine")),
    ("Norway wants to resolve the confrontation with Chad through talks.", ("at_odds", "Norway", "Chad")),
    ("Finland and Sweden are longtime partners of Norway.", ("ally_of", "Finland", "Norway")),
    ("Peru is a member of the Arab League.", ("member_of", "Peru", "Arab League")),
    ("The Arab League includes Egypt, Jordan and Lebanon.", ("member_of", "Jordan", "Arab League")),
    ("The G-20 group includes Argentina, Brazil and Japan.", ("member_of", "Brazil", "Group of Twenty")),
    ("Kenya urged the NATO members to stay.", ("member_of", "NATO members", "North Atlantic Treaty Organization")),
    ("President Amina Otieno of Kenya spoke. The Otieno administration was silent.",
     ("leads", "Amina Otieno", "Otieno administration")),
    ("Kenya put its military on alert.", ("part_of", "military", "Kenya")),
    ("Sen. Ana Roe, D-Ohio, spoke for the United States.", ("member_of", "Ana Roe", "United States Senate")),
    ("U.S. Rep. Ana Roe spoke.", ("member_of", "Ana Roe", "United States House of Representatives")),
    ("NATO member Turkey sent troops.", ("member_of", "Turkey", "North Atlantic Treaty Organization")),
    ("The Lake Working Group is a sub-organ of the Joint Lake Council.",
     ("part_of", "Lake Working Group", "Joint Lake Council")),
    ("The Middle East Quartet (the United States, Russia, the European Union and the United Nations) met.",
     ("member_of", "Russia", "Middle East Quartet")),
    ("The U.N. Security Council and the United Nations were silent.",
     ("part_of", "United Nations Security Council", "United Nations")),
    ("The government of President Amina Otieno fell. Otieno had led Kenya for a year.",
     ("leads", "Amina Otieno", "government")),
    ("President Amina Otieno of Kenya told her cabinet to wait.", ("leads", "Amina Otieno", "cabinet")),
    ("Britain and France spoke. The Security Council, of which they and Chile are members, met.",
     ("member_of", "Chile", "United Nations Security Council")),
    ("The European Union spoke, and EU governments agreed.", ("member_of", "EU governments", "European Union")),
    # before a hyphen
    ("Kenya was silent as Kenyan-backed rebels took the port.", ("supports", "Kenya", "Kenyan-backed rebels")),
    ("The United States spoke of U.S.-trained rebels.", ("supports", "United States", "U.S.-trained rebels")),
    ("Saudi Arabia was glad that the Saudi-led coalition had won.",
     ("leads", "Saudi Arabia", "Saudi-led coalition")),
    ("Russia spoke. The pro-Russian separatists left.", ("supports", "pro-Russian separatists", "Russia")),
    ("Ethiopia spoke. The anti-Ethiopian rebels left.", ("at_odds", "anti-Ethiopian rebels", "Ethiopia")),
    ("Ghana and Togo want to end the Ghanaian-Togolese border dispute.", ("at_odds", "Ghana", "Togo")),
    ("France and Niger met. The Franco-Nigerien alliance holds.", ("ally_of", "France", "Niger")),
    # help and quarrels told by nouns
    ("The rebels and the United States hope for more U.S. aid to the rebels.",
     ("supports", "United States", "rebels")),
    ("Norway received broad support from Chile.", ("supports", "Chile", "Norway")),
    ("Kenya pays for its fight against Uganda.", ("at_odds", "Kenya", "Uganda")),
    ("The rebels fought Kenya for years.", ("at_odds", "rebels", "Kenya")),
    ("Soldiers loyal to Omar Doe left Chad.", ("supports", "Soldiers", "Omar Doe")),
    ("The leaders discussed Kenya's unprovoked war in Uganda.", ("at_odds", "Kenya", "Uganda")),
    ("Uganda and Mali have close military ties with Kenya.", ("ally_of", "Mali", "Kenya")),
    ("Omar al-Doe, the president of Chad, left. The Doe regime denied it.", ("leads", "Omar al-Doe", "Doe regime")),
    # where people work
    ("The BBC's Amina Otieno says the talks failed.", ("member_of", "Amina Otieno", "BBC")),
    ("The BBC's political editor Amina Otieno asked.", ("member_of", "Amina Otieno", "BBC")),
    ("Amina Otieno, a senior analyst at Amnesty International, agreed.",
     ("member_of", "Amina Otieno", "Amnesty International")),
    ("Amina Otieno, from Amnesty International, agreed.", ("represents", "Amina Otieno", "Amnesty International")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "relation"), FOUND)
def test_relation(text: str, relation: tuple[str, str, str]) -> None:
    assert relation in told(read(text))


OFFICIALS = [
    ("The State Department agreed. Fifty State Department officers signed.",
     {("represents", "Fifty State Department officers", "State Department")}),
    ("The Kenyan Foreign Ministry and Kenya were silent. A ministry official agreed.",
     {("part_of", "Kenyan Foreign Ministry", "Kenya"),
      ("represents", "ministry official", "Kenyan Foreign Ministry")}),
    ("The United Nations sent U.N. weapons inspectors.",
     {("represents", "U.N. weapons inspectors", "United Nations")}),
    ("Kenya agreed. Officials said so.", set()),
    ("Kenya agreed. Kenyan officers said so.", set()),
    ("Kenyan officials said that Uganda had agreed.", {("represents", "Kenyan officials", "Kenya")}),
    ("A Kenyan diplomat met Ugandan negotiators.",
     {("represents", "Kenyan diplomat", "Kenya"), ("represents", "Ugandan negotiators", "Uganda")}),
    ("Officials from Kenya and Uganda met in Paris.",
     {("represents", "Officials", "Kenya"), ("represents", "Officials", "Uganda")}),
    ("British, Chilean and EU negotiators met.",
     {("represents", "British, Chilean and EU negotiators", of)
      for of in ("United Kingdom", "Chile", "European Union")}),
    ("Kenya said that its negotiators had left.", {("represents", "negotiators", "Kenya")}),
    ("EU leaders met.", {("represents", "EU leaders", "European Union")}),
    ("The State Department agreed, a State Department spokesperson said.",
     {("represents", "State Department spokesperson", "State Department")}),
    ("A spokesman for Kenyan Prime Minister Amina Otieno spoke.",
     {("leads", "Amina Otieno", "Kenya"), ("represents", "spokesman", "Amina Otieno")}),
    ("Kenyan foreign ministry spokeswoman Amina Otieno spoke.",
     {("represents", "Amina Otieno", "Kenyan foreign ministry"), ("part_of", "Kenyan foreign ministry", "Kenya")}),
    ("U.S. Treasury Secretary Ann Hale spoke.", {("represents", "Ann Hale", "United States")}),
    ("Kenya's foreign ministry spoke.", {("part_of", "Kenyan foreign ministry", "Kenya")}),
    ("The Kenyan army withdrew.", {("part_of", "Kenyan army", "Kenya")}),
    ("The Ministry of Defence of Kenya agreed.", {("part_of", "Ministry of Defence", "Kenya")}),
    ("Uganda's supreme court agreed.", {("part_of", "Ugandan supreme court", "Uganda")}),
    ("Amina Otieno spoke. The Republican president agreed.", set()),
    # whoever holds it, who held it, who is no office holder, and what the words do not say whose it is
    ("A Kenyan president seldom travels.", set()),
    ("Former Kenyan officials met in Paris.", set()),
    ("Kenyan farmers and analysts met in Paris.", set()),
    ("Officials said that talks would go on in Kenya.", set()),
    ("The army withdrew from Kenya.", set()),
    ("The Kenyan government agreed.", set()),
    ("Kenyan-backed forces withdrew.", set()),
    ("EU foreign ministers met.", set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "relations"), OFFICIALS)
def test_officials_and_bodies(text: str, relations: set[tuple[str, str, str]]) -> None:
    found = {r for r in told(read(text)) if r[0] in ("leads", "represents", "part_of")}
    assert found == relations


def test_a_state_behind_the_stage() -> None:
    """A state that only its officials speak for is an actor without mentions."""
    record = read("Turkish officials met Kenyan farmers in Paris.")
    assert [(a.name, a.mentions) for a in record.actors if a.kind == "state"] == [("Turkey", ())]


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("Former Kenyan President Amina Otieno spoke.", "leads"),
        ("Norway would support Ukraine.", "supports"),
        ("Norway would provide support to Ukraine.", "supports"),
        ("Norway wants to avoid a confrontation with Chad.", "at_odds"),
        ("Norway asked Chad to support Ukraine.", "supports"),
        ("Kenya's trading partner Uganda sent a note.", "ally_of"),
        ("Kenya called for support for Uganda.", "supports"),
    ],
)
def test_no_relation(text: str, type: str) -> None:  # noqa: A002
    assert type not in {t for t, _, _ in told(read(text))}


def test_is_not_a_member() -> None:
    record = read("Peru is not a member of the Arab League.")
    assert [(r.type, r.polarity) for r in record.relations] == [("member_of", "negated")]


def test_denied_support_is_no_support() -> None:
    record = read("Kenyan President Amina Otieno denied that Kenya supports Hezbollah.")
    found = [r for r in record.relations if r.type == "supports"]
    assert all(r.polarity == "negated" and r.statement for r in found)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Kenya and Uganda are at odds over the lake.", "the lake"),
        ("Kenya and Uganda are at odds on Monday over the lake.", "the lake"),  # a day is no topic
        ("The dispute between Kenya and Uganda on Monday over the lake goes on.", "the lake"),
        ("Kenya and Uganda were at loggerheads on Tuesday about trade.", "trade"),
        ("Kenya backed Uganda on Monday.", None),
    ],
)
def test_the_topic_of_a_dispute(text: str, topic: str | None) -> None:
    relation = read(text).relations[0]
    assert (relation.topic.of(text) if relation.topic is not None else None) == topic


def test_a_claim_carries_its_statement() -> None:
    record = read("Kenyan President Amina Otieno said that Uganda supports the rebels of the valley.")
    found = [r for r in record.relations if r.type == "supports"]
    assert [bool(r.statement) for r in found] == [True]
