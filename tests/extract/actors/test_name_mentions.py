"""Names and titles as they are found, before anybody decides who they are."""

from __future__ import annotations

import pytest

from communique.extract.actors.name_mentions import NameMention, TitleMention, find_names
from communique.language.read import documents
from communique.model import make_report
from tests.conftest import Read
from tests.reading import mentions


def found(text: str) -> tuple[list[NameMention], list[TitleMention]]:
    (document,) = documents([make_report(text, "a.txt")])
    return find_names(document)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Envoys met Ana Silva and Marco van den Berg in the hall.", ["Ana Silva", "Marco van den Berg"]),
        ("Talks with Bashar al- Haddad and Omar al-Rashid failed.", ["Bashar al-Haddad", "Omar al-Rashid"]),
        ("They joined the Joint Commission for Fisheries on Monday.", ["Joint Commission for Fisheries"]),
        ("The Peru-Chile Border Council met again.", ["Peru-Chile Border Council"]),
        ("Jean-Marie Dupont left in April for the hills.", ["Jean-Marie Dupont"]),
        ("The State Security Council of the land met.", ["State Security Council"]),
        ("Talks with Martin L. Olsen, Jr., failed.", ["Martin L. Olsen, Jr."]),
        ("Envoys met Teresa May there in May. May said so in May 2016.", ["Teresa May", "May"]),
        ("Envoys met Lin Ho-jen and a Lima-born Oslo-based poet.", ["Lin Ho-jen", "Lima", "Oslo"]),
        ("The Oslo-led and U.S.-led talks failed.", ["Oslo"]),
        ("They joined the International Syrian Support Group.", ["International Syrian Support Group"]),
        ("\"Talks are over,\" he said. \"Nothing came of them.\"", []),
        ("Present at the dinner was nobody. Yesterday was Monday.", []),
        ("Vice Foreign Minister Choe Sun Hui left on Sun.", ["Choe Sun Hui"]),
        ("It failed, said Sun Zhe of the institute.", ["Sun Zhe"]),
        ("The adviser Chung-in Moon left.", ["Chung-in Moon"]),
        ("Prime Minister Hun Sen met Gen. Adams.", ["Hun Sen", "Adams"]),
        ("The writer Angus King said no.", ["Angus King"]),
        ('"[Chilean President Amin] Haddad left," she said.', ["Chilean", "Amin Haddad"]),
        ("Amin Haddad met Lin Moyo. The Haddad-Moyo talks failed.", ["Amin Haddad", "Lin Moyo", "Haddad", "Moyo"]),
        ("Haddad And Moyo Discuss Peru\nThe two met.", ["Haddad", "Moyo", "Peru"]),
        ("The tribunal in The Hague met.", ["The Hague"]),
        ("She led the Office of Fisheries in the Bureau of Trade.", ["Office of Fisheries", "Bureau of Trade"]),
        ("They improved Japan-Republic of Korea ties.", ["Japan", "Republic of Korea"]),
        ("The Congressional-Executive Commission met.", ["Congressional-Executive Commission"]),
        ("Talks with Amin Haddad failed. It presses for Stopping Haddad.", ["Amin Haddad", "Haddad"]),
    ],
)  # fmt: skip
def test_names_are_whole(text: str, names: list[str]) -> None:
    assert [n.text for n in found(text)[0]] == names


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Peru and the Chilean people left Lima for the United Nations.",
         [("Peru", "state"), ("Chilean", "demonym"), ("Lima", "capital"), ("United Nations", "organization")]),
        ("Carlos Lima met Teresa Lima near Lima.", [("Carlos Lima", None), ("Teresa Lima", None), ("Lima", "capital")]),
        ("Ships sailed the South China Sea.", [("South China Sea", "place")]),
        ("The Kenyan parliament met. Kenya's parliament met.",
         [("Kenyan parliament", "organization"), ("Kenya's parliament", "organization"), ("Kenya", "state")]),
        ("Michael Jordan visited Jordan.", [("Michael Jordan", None), ("Jordan", "state")]),
    ],
)  # fmt: skip
def test_what_the_tables_know(text: str, kinds: list[tuple[str, str | None]]) -> None:
    assert [(text[n.start : n.end], n.known.kind if n.known else None) for n in found(text)[0]] == kinds


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Kenyan Foreign Minister Amina Otieno left.", [("Foreign Minister", "KEN", "Amina Otieno")]),
        ("Amina Otieno, the Kenyan foreign minister, left.", [("foreign minister", "KEN", "Amina Otieno")]),
        ("Kenya's foreign minister, Amina Otieno, left.", [("foreign minister", "KEN", "Amina Otieno")]),
        ("Foreign Minister Amina Otieno of Kenya left.", [("Foreign Minister", "KEN", "Amina Otieno")]),
        ("The minister of trade of Kenya, Amina Otieno, left.", [("minister of trade", "KEN", "Amina Otieno")]),
        ("Kenyan Foreign Minister Amina Otieno and Defence Minister Peter Mwangi left.",
         [("Foreign Minister", "KEN", "Amina Otieno"), ("Defence Minister", "KEN", "Peter Mwangi")]),
        ("Former Kenyan President Daniel Kamau left.", [("President", "KEN", "Daniel Kamau")]),
        ("The foreign ministers of Kenya and Uganda left.", [("foreign ministers", "KEN", None)]),
    ],
)  # fmt: skip
def test_titles_and_whose_they_are(text: str, titles: list[tuple[str, str | None, str | None]]) -> None:
    got = [(t.text, t.of.country if t.of else None, t.holder.text if t.holder else None) for t in found(text)[1]]
    assert [(t.removeprefix("Former ").strip(), of, who) for t, of, who in got] == titles


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "- - -", "A", "(", "THE", "the of and", "\U0001f600" * 20])
def test_texts_without_names(text: str) -> None:
    assert [n for n in found(text)[0] if n.known] == []


# text, an actor, every mention of it; or what is no actor and None
NAMED_AGAIN = [
    # a surname that is a word, behind a quotation
    ("Ghana's Minister Ama Sharp spoke. \"I left,\" Sharp said.", "Ama Sharp", ["Ama Sharp", "I", "Sharp"]),
    ("Norway's Minister Ola Frank spoke. \"It is late,\" Frank told Chad.", "Ola Frank", ["Ola Frank", "Frank"]),
    # papers by the last word of their names
    ("The minister told the Washington Post he was ill. The Post printed it.", "Washington Post",
     ["the Washington Post", "Post"]),
    ("Roe told the Financial Times and the Guardian that Peru had left.", "The Guardian", ["the Guardian"]),
    ("The Sun reported that Peru had left.", "The Sun", ["The Sun"]),
    ("The sun rose over Lima. The times are hard, said Peru.", "The Sun", None),
    ("The New Arab reported that Chad had left.", "The New Arab", ["The New Arab"]),
    # surnames that the parser takes for words, and none that are
    ("President Amy Trump spoke. Trump on Monday told Peru so.", "Amy Trump", ["Amy Trump", "Trump"]),
    ("Ambassador Ann Power left. Power on Monday told Peru so. Power lines were cut. The power of Chad is weak.",
     "Ann Power", ["Ann Power", "Power"]),
    ("Minister Ann Rise left. Rise of prices hurt Peru.", "Ann Rise", ["Ann Rise"]),
    # with their particles
    ("Peru's envoy Bela de Marona left. De Marona rang Chad, and Chad rang de Marona.", "Bela de Marona",
     ["Bela de Marona", "De Marona", "de Marona"]),
    ("Prime Minister van den Berg met Peru.", "van den Berg", ["van den Berg"]),
    ("The mayor of El Paso met Peru.", "de Paso", None),
    # a given name that is a pronoun too
    ("Vice Premier Liu He rang Peru. He left.", "Liu He", ["Liu He", "He"]),
    ("Premier Li rang Peru. He left.", "Li He", None),
    # storms and ships
    ("Hurricane Dorian struck. The USS Donald Cole sailed to Peru.", "Hurricane Dorian", None),
    ("The USS Donald Cole sailed to Peru. The Donald Cole is old.", "USS Donald Cole", None),
    # an attitude is no group
    ("Norway's opposition to the pipeline grew.", "Norwegian opposition", None),
    ("Syria's opposition to it met.", "Syrian opposition", None),
    ("Syria's opposition met.", "Syrian opposition", ["Syria's opposition"]),
    # credits are no mentions
    ("LIMA (Reuters) - Peru left. Reuters saw it.", "Reuters", ["Reuters"]),
    ("Chile left.\n\nPhoto by Jane Roe via Reuters\n\nPeru stayed.", "Reuters", None),
    # a body inside a title before a name is none either
    ("European Council President Ana Ruiz spoke.", "European Council", []),
    ("U.S. Treasury Secretary Ann Hale spoke. The U.S. Treasury agreed.", "US Treasury", ["U.S. Treasury"]),
    ("NATO spokesman Ole Berg spoke.", "North Atlantic Treaty Organization", []),
    # a mission is named with its city
    ("The U.S. Embassy in Oslo was shut.", "American Embassy in Oslo", ["U.S. Embassy in Oslo"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "places"), NAMED_AGAIN)
def test_names_told_again_and_credits(read: Read, text: str, name: str, places: list[str] | None) -> None:
    (record,) = read([text])
    if places is None:
        assert not [a for a in record.actors if a.name == name and a.mentions]
    else:
        assert mentions(record, name) == places


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Minister Antonio Guterres spoke. Guterres urged Sudan to leave.", "Antonio Guterres"),
        ("Minister Song Young-moo spoke. Song urged Sudan to leave.", "Song Young-moo"),
        ("Minister Ban Ki-moon spoke. Ban urged Sudan to leave.", "Ban Ki-moon"),
    ],
)
def test_a_surname_that_looks_like_a_word_before_its_verb(read: Read, text: str, name: str) -> None:
    (record,) = read([text])
    assert mentions(record, name) == [name, name.split()[name.endswith("Guterres")]]
