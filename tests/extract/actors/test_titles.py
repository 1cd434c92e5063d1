"""Titles and offices: who holds them, whose they are, and whom a description by an office means."""

from __future__ import annotations

import pytest

from communique.reader import Reader
from communique.sources import from_text
from tests.conftest import Read
from tests.reading import actor, means, name_of

# text, person, country, roles with their state or body
OFFICES = [
    ("Foreign Ministers Pavel Orlov of Russia and Dieter Kranz of Germany left.", "Dieter Kranz", "DEU",
     [("Foreign Minister", "Germany")]),
    ("Foreign Ministers Pavel Orlov of Russia and Dieter Kranz of Germany left.", "Pavel Orlov", "RUS",
     [("Foreign Minister", "Russia")]),
    ("Former Presidents Rob Hale, Jim Dow and Bill Fox left.", "Jim Dow", None, [("Former President", None)]),
    ("Senators Ruth Ellery and Dan Poe objected.", "Dan Poe", None, [("Senator", None)]),
    ("The judge, Mr Justice Alderby, left.", "Alderby", None, [("judge", None), ("Justice", None)]),
    ("The commander, Lieutenant-General Per Holt, left.", "Per Holt", None,
     [("commander", None), ("Lieutenant-General", None)]),
    ("Qatar's foreign minister, Sheikh Nasser bin Khalid Al-Marzouqi, left.", "Nasser bin Khalid Al-Marzouqi", "QAT",
     [("foreign minister", "Qatar"), ("Sheikh", None)]),
    ("From Vienna Secretary of State John Fulton warned.", "John Fulton", "USA",
     [("Secretary of State", "United States")]),
    ("Moscow Mayor Ivan Orlov left.", "Ivan Orlov", "RUS", [("Mayor", None)]),
    ("Florida Governor Ann Hale left.", "Ann Hale", "USA", [("Governor", None)]),
    ("Governor Ann Hale of Florida left.", "Ann Hale", "USA", [("Governor", None)]),
    ("White House press secretary Jay Carn left.", "Jay Carn", "USA",
     [("White House press secretary", "United States")]),
    ("Bill Doe is the U.N. envoy for Libya.", "Bill Doe", None, [("U.N. envoy", "United Nations")]),
    # Who served as what, who is whose counterpart, at which body, and forenames that are adjectives.
    ("Bill Doe has served as Acting Deputy Chief of Mission in Oslo.", "Bill Doe", None,
     [("Acting Deputy Chief of Mission", None)]),
    ("Bill Doe left. He served as Special Envoy for Libya.", "Bill Doe", None, [("Special Envoy", None)]),
    ("Jane Roe, Senior Director for the Western Hemisphere at the National Security Council, left.", "Jane Roe", "USA",
     [("Senior Director", "National Security Council")]),
    ("British Foreign Secretary Ann Hale met her French counterpart Luc Petit.", "Luc Petit", "FRA",
     [("Foreign Secretary", "France")]),
    ("Rep. Dutch Moyo, D-Ohio, left.", "Dutch Moyo", "USA", [("Rep.", None)]),
    ("A Kenyan diplomat left. The diplomat is ill.", "Kenyan diplomat", "KEN", [("diplomat", "Kenya")]),
    # Brackets, what an office is for, heads and chairs, and words for offices that are verbs or parts of other nouns.
    ("She rang ([Russian Foreign Minister]) Pavel Orlov.", "Pavel Orlov", "RUS", [("Foreign Minister", "Russia")]),
    ("She rang (U.S. envoy) Tom Poe.", "Tom Poe", "USA", [("envoy", "United States")]),
    ("Assistant Secretary of State for African Affairs Amy Holt left.", "Amy Holt", "USA",
     [("Assistant Secretary of State", "United States")]),
    ("Coordinator for the Middle East and North Africa Bret Hale left.", "Bret Hale", None, [("Coordinator", None)]),
    ("European Commission head Ana Barros left.", "Ana Barros", None, [("head", "European Commission")]),
    ("Ed Roe, chair of the House Foreign Affairs Committee, left.", "Ed Roe", "USA",
     [("chair", "House Foreign Affairs Committee")]),
    ("At the head of the table sat Ann Poe.", "Ann Poe", None, []),
    ("They will head Ann Poe off.", "Ann Poe", None, []),
    ("Let us not judge Ann Poe too harshly.", "Ann Poe", None, []),
    ("Ali Vahidi, a leading Iran analyst, spoke.", "Ali Vahidi", "IRN", [("analyst", "Iran")]),
    ("Ann Poe, the most senior Chilean official to come, spoke.", "Ann Poe", "CHL", [("official", "Chile")]),
    ("Ann Poe, a U.N. refugee agency spokeswoman, spoke.", "Ann Poe", None,
     [("spokeswoman", "United Nations High Commissioner for Refugees")]),
    ("Canadian Prime Minster Ann Poe left.", "Ann Poe", "CAN", [("Prime Minster", "Canada")]),
    ("They met Turkey's Minister of Justice, Emre Kaya, and Minister of Interior, Ali Demir.", "Ali Demir", "TUR",
     [("Minister of Interior", "Turkey")]),
    # Offices that only the American Congress has, where no like one is near.
    ("House Speaker Tom Poe told the United States to wait.", "Tom Poe", "USA", [("House Speaker", None)]),
    ("Philippine House Speaker Ann Poe left the United States.", "Ann Poe", "PHL", [("House Speaker", "Philippines")]),
    # Texts that lost their commas.
    ("A statement by Ann Poe spokesman for the United Nations was read.", "Ann Poe", None,
     [("spokesman", "United Nations")]),
    ("Kevin Poe UN regional humanitarian coordinator for the crisis spoke.", "Kevin Poe", None,
     [("coordinator", "United Nations")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "country", "roles"), OFFICES)
def test_who_holds_which_office(
    read: Read, text: str, name: str, country: str | None, roles: list[tuple[str, str | None]]
) -> None:
    (record,) = read([text])
    found = actor(record, name)
    assert (found.country, [(r.title, name_of(record, r.of)) for r in found.roles]) == (country, roles)


TOLD_ELSEWHERE = [
    ("Prime Minister Tom Bryce held talks with his Israeli counterpart, Avi Regev.", "Avi Regev", ["Prime Minister"]),
    ("Envoy Amina Otieno met her Chilean counterpart, Diego Fuentes.", "Diego Fuentes", []),
    ("White House deputy press secretary Raj Shah spoke.", "Raj Shah", ["deputy press secretary"]),
    ('"It ends if [North Korean leader] Kim Jong-un does not sign," he said.', "Kim Jong-un", ["leader"]),
]


@pytest.mark.parametrize(("text", "name", "titles"), TOLD_ELSEWHERE)
def test_offices_by_counterparts_in_brackets_and_no_surnames(
    read: Read, text: str, name: str, titles: list[str]
) -> None:
    (record,) = read([text])
    assert [r.title for r in actor(record, name).roles] == titles


# text, name, sector
SECTORS = [
    ("Sheikh Hamad bin Saif, the emir of Qatar, left.", "Hamad bin Saif", "GOV"),
    ("Sheikh Hamad bin Saif prayed.", "Hamad bin Saif", "REL"),
    ("U.N. Secretary-General Lena Holt left.", "Lena Holt", "IGO"),
    ("Commission president Jacques Duval left.", "Jacques Duval", "IGO"),
    ("Stig Vold, a former Norwegian minister who is now the U.N. envoy, left.", "Stig Vold", "IGO"),
    ("Stig Vold, a former Norwegian minister, left.", "Stig Vold", "ELI"),
]


@pytest.mark.parametrize(("text", "name", "sector"), SECTORS)
def test_the_sector_is_that_of_the_office(read: Read, text: str, name: str, sector: str) -> None:
    (record,) = read([text])
    assert actor(record, name).sector == sector


# text, the description, whom it means
DESCRIBED = [
    ("Deputy Foreign Minister Olga Sidorova met Foreign Minister Viktor Belov. The deputy minister left.",
     "The deputy minister", "Olga Sidorova"),
    ("Deputy Foreign Minister Olga Sidorova met Foreign Minister Viktor Belov. The minister left.",
     "The minister", "Viktor Belov"),
    ("Prime Minister Asha Menon met Finance Minister Ravi Sol. The prime minister left.", "The prime minister",
     "Asha Menon"),
    ("President Ana Ruiz met Vice President Luis Toro. The vice president left.", "The vice president", "Luis Toro"),
    ("President Ana Ruiz met Vice President Luis Toro. The president left.", "The president", "Ana Ruiz"),
    ("President Ana Ruiz met former president Luis Toro. The former president left.", "The former president",
     "Luis Toro"),
    ("Foreign Minister Ana Ruiz left. The minister is ill.", "The minister", "Ana Ruiz"),
    ("Iran's foreign minister left. Mohammad Javad Zarif is ill.", "Iran's foreign minister", "Mohammad Javad Zarif"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "who"), DESCRIBED)
def test_a_title_is_taken_up_by_all_its_words(read: Read, text: str, words: str, who: str) -> None:
    (record,) = read([text])
    assert means(record, words) == who


# text, name, country
SEATS = [
    ("Rep. Al Moss of Calif. left.", "Al Moss", "USA"),
    ("Sen. Dan Poe of Wash. and Rep. Al Moss of Calif. left.", "Dan Poe", "USA"),
    ("Sen. Dan Poe, R-Ga., left.", "Dan Poe", "USA"),
    ("Ambassador Dan Poe of Mali left.", "Dan Poe", "MLI"),
    ("Rep. Al Moss of Corp. Arvex left.", "Al Moss", None),
]


@pytest.mark.parametrize(("text", "name", "country"), SEATS)
def test_seats_in_america(read: Read, text: str, name: str, country: str | None) -> None:
    (record,) = read([text])
    assert actor(record, name).country == country


def test_no_office_across_a_sentence_s_end(read: Read) -> None:
    (record,) = read(["He was trained in the U.S.A. President Moyo said that Zimbabwe would keep him."])
    assert [(r.title, name_of(record, r.of)) for r in actor(record, "Moyo").roles] == [("President", "Zimbabwe")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mohammad Zein, a member of the Medical Council, spoke.", ["Medical Council", "Mohammad Zein"]),
        ("Ann Roe, a member of the rebel council, spoke.", ["Ann Roe", "rebel council"]),
    ],
)
def test_a_description_in_apposition_is_no_actor_of_its_own(read: Read, text: str, names: list[str]) -> None:
    (record,) = read([text])
    assert sorted(a.name for a in record.actors) == names


@pytest.mark.parametrize(("date", "states"), [("2015-05-04", ["Romania", "Russia"]), ("2012-05-04", ["Romania"])])
def test_who_holds_no_office_that_day_implies_no_state(date: str, states: list[str]) -> None:
    record = Reader().read(from_text("Romania protested when President Vladimir Putin spoke.", date=date))
    assert sorted(a.name for a in record.actors if a.kind == "state") == states
