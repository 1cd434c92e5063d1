"""Whose an actor is, and whose not: envoys, strangers, officials of bodies, regimes, people joined by a hyphen."""

from __future__ import annotations

import pytest

from communique.reader import Reader
from communique.sources import from_text
from tests.conftest import Read
from tests.reading import actor, means

# text, name, country, sector
WHOSE: list[tuple[str, str, str | None, str | None]] = [
    ("UN Chad envoy Jon Eldon met Peru's foreign minister.", "Jon Eldon", None, "IGO"),
    ("Russian Chad envoy Jon Eldon left.", "Jon Eldon", "RUS", "GOV"),
    ("Chad envoy Jon Eldon left.", "Jon Eldon", "TCD", "GOV"),
    ("European Union officials met on Monday. U.S. officials left.", "European Union officials", None, "IGO"),
    ("U.S. officials left. EU officials criticised Chad.", "EU officials", None, "GOV"),
    ("Peru's ambassador to the United Nations, Jon Eldon, warned Chad.", "Jon Eldon", "PER", "GOV"),
    ("Jon Eldon, a former minister of Peru and now UN envoy, warned Chad.", "Jon Eldon", None, "IGO"),
    ("LIMA, July 11, 2018 (Reuters) - President Amina Otieno arrived from Nairobi.", "Amina Otieno", None, "GOV"),
    ("LIMA, July 11, 2018 (Reuters) - President Amina Otieno spoke.", "Amina Otieno", "PER", "GOV"),
    ("LIMA, July 11, 2018 (Reuters) - We fought to defeat the National Socialist regime, including the Western Allies.",
     "National Socialist regime", None, "GOV"),
    # The office of one state, the seat in a title, and the state that acts beside an office without an owner.
    ("GENEVA, July 11, 2018 (Reuters) - Secretary of State Jane Roe arrived.", "Jane Roe", "USA", "GOV"),
    ("Vatican Secretary of State Jane Roe left.", "Jane Roe", "VAT", "GOV"),
    ("White House chief of staff Jon Eldon left.", "Jon Eldon", "USA", "GOV"),
    ("Kremlin aide Jon Eldon left.", "Jon Eldon", "RUS", "GOV"),
    ("Bundestag member Jon Eldon left.", "Jon Eldon", "DEU", None),
    ("Greenpeace member Jon Eldon left.", "Jon Eldon", None, None),
    ("Peru will expel the Chilean consul. Foreign Minister Jon Eldon announced the step.", "Jon Eldon", "PER", "GOV"),
    ("Foreign Minister Jon Eldon said Peru would sign.", "Jon Eldon", "PER", "GOV"),
    ("Peru now backs the ban, Foreign Minister Jon Eldon said.", "Jon Eldon", "PER", "GOV"),
    ("Foreign Minister Jon Eldon said Peru must leave.", "Jon Eldon", None, "GOV"),
    ("Peru held him. Ambassador Jon Eldon said Peru would free him.", "Jon Eldon", None, "GOV"),
    ("Chad attacked Libya. Foreign Minister Jon Eldon said Libya would respond.", "Jon Eldon", None, "GOV"),
    ("Peru expelled them. President Jane Roe arrived on Monday.", "Jane Roe", None, "GOV"),
    ("It stops unless the secretary of defense says Peru is fighting rebels.", "secretary of defense", None, "GOV"),
    ("Jane Roe, who was Peru's envoy until 2015, left.", "Jane Roe", "PER", None),
    # Officials of bodies of states are theirs, and of no passport; nor is a spokeswoman of the state of the dateline.
    ("U.N. envoy Jane Roe of Chad left.", "Jane Roe", None, "IGO"),
    ("NATO Secretary-General Jon Eldon, a former Dutch premier, left.", "Jon Eldon", None, "IGO"),
    ("BRUSSELS, July 11, 2018 (AP) - NATO expelled seven envoys. Jane Roe, a spokeswoman, said it would.", "Jane Roe",
     None, "IGO"),
    ("NAIROBI, July 11, 2018 (AP) - Kenya expelled seven envoys. Jane Roe, a spokeswoman, said it would.", "Jane Roe",
     "KEN", "GOV"),
    ("Deputy National Security Adviser Jon Eldon left.", "Jon Eldon", None, "GOV"),
    ("Press secretary Jon Eldon left.", "Jon Eldon", None, "GOV"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "country", "sector"), WHOSE)
def test_whose(read: Read, text: str, name: str, country: str | None, sector: str | None) -> None:
    (record,) = read([text])
    found = actor(record, name)
    assert (found.country, found.sector) == (country, sector)


def test_a_guest_with_the_office_of_one_of_the_hosts_is_not_theirs() -> None:
    text = (
        "National Security Adviser Jon Eldon will travel to Lima. He will meet with National Security Adviser Ana Ruiz "
        "and will be joined by Deputy National Security Adviser Tom Poe."
    )
    record = Reader().read(from_text(text, title="Statement on Travel to Lima", publisher="The White House"))
    countries = [actor(record, name).country for name in ("Jon Eldon", "Ana Ruiz", "Tom Poe")]
    assert countries == ["USA", None, "USA"]


def test_his_regime_is_that_of_his_state(read: Read) -> None:
    text = "The war ended the Malian regime. Kenyan President Amina Otieno and her regime left."
    (record,) = read([text])
    assert means(record, "her regime") != means(record, "the Malian regime")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Donald Trump-Vladimir Putin summit ended.", ["Donald Trump", "Vladimir Putin"]),
        ("A Jane Roe-Pedro Dahl meeting followed.", ["Jane Roe", "Pedro Dahl"]),
        ("Jean-Claude Roe left.", ["Jean-Claude Roe"]),
        ("Maria Lopez-Garcia left.", ["Maria Lopez-Garcia"]),
    ],
)
def test_two_people_joined_by_a_hyphen(read: Read, text: str, names: list[str]) -> None:
    (record,) = read([text])
    assert [a.name for a in record.actors if a.kind == "person"] == names


@pytest.mark.parametrize("words", ["he or she", "his or her successor"])
def test_he_or_she_means_nobody(read: Read, words: str) -> None:
    (record,) = read([f'Amina Otieno met Jon Eldon. "To win, {words} must find consensus," Jane Roe said.'])
    assert [means(record, w) for w in words.split() if w in ("he", "she", "his", "her")] == [None, None]


# text, name, title, whose office it is
OFFICES: list[tuple[str, str, str, str | None]] = [
    ("Peru was calm. Peruvian lawyers left. LIMA was quiet. Peru's President Ana Ruiz left. President Ruiz came back.",
     "Ana Ruiz", "President", "Peru"),
    ("Peru's Ana Ruiz left. Foreign Minister Ana Ruiz will be back.", "Ana Ruiz", "Foreign Minister", "Peru"),
    ("An official at Peru's presidential office said the talks in Chad were a beginning.", "official", "official",
     "Peruvian presidential office"),
    ("A senior official in the Roe administration criticised Chad.", "senior official", "senior official",
     "Roe administration"),
    ("A minister in Chad criticised Peru.", "minister", "minister", None),
    ("Sen. Jane Roe, R-Fla., left the United States.", "Jane Roe", "Senator", None),
    ("Senate Democratic leader Jane Roe left the United States.", "Jane Roe", "Senate Democratic leader", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "title", "of"), OFFICES)
def test_whose_office(read: Read, text: str, name: str, title: str, of: str | None) -> None:
    (record,) = read([text])
    roles = {role.title: role.of for role in actor(record, name).roles}
    names = {a.id: a.name for a in record.actors}
    assert title in roles
    assert names.get(roles[title] or "") == of
