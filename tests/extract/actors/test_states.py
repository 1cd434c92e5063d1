"""Which state is meant: states that share a name, names that America's states share."""

from __future__ import annotations

import pytest

from tests.conftest import Read
from tests.reading import actor, means, mentions, name_of

# text, state, its mentions
MEANT = [
    ("North and South Korea agreed.", "North Korea", ["North"]),
    ("The leaders of South and North Korea met.", "South Korea", ["South"]),
    ("Officials from both North and South Sudan met.", "Sudan", ["North"]),
    ("Ministers of East and West Germany met.", "East Germany", ["East"]),
    ("South Korea called. The North refused.", "North Korea", ["North"]),
    (
        "North Korea spoke. Vietnam and Vietnam agreed with Vietnam. The North left.",
        "North Korea",
        ["North Korea", "North"],
    ),
    ("Pyongyang fired. The South's army fired back.", "South Korea", ["South"]),
    ("Sudan accused South Sudan. The South denied it.", "South Sudan", ["South Sudan", "South"]),
    ("The DPR of Korea fired.", "North Korea", ["DPR of Korea"]),
    ("Georgia's minister left. Georgia is calm.", "Georgia", ["Georgia", "Georgia"]),
]


@pytest.mark.parametrize(("text", "state", "named"), MEANT)
def test_which_of_two_states_is_meant(read: Read, text: str, state: str, named: list[str]) -> None:
    (record,) = read([text])
    assert mentions(record, state) == named


@pytest.mark.parametrize(
    ("text", "words", "members"),
    [
        ("The two Koreas agreed.", "The two Koreas", {"PRK", "KOR"}),
        ("Both Koreas agreed.", "Both Koreas", {"PRK", "KOR"}),
        ("The Sudans agreed.", "The Sudans", {"SDN", "SSD"}),
        ("The two Germanys agreed.", "The two Germanys", {"DDR", "DEU"}),
    ],
)
def test_a_plural_means_them_all(read: Read, text: str, words: str, members: set[str]) -> None:
    (record,) = read([text])
    (group,) = [a for a in record.actors if a.kind == "group"]
    assert [text[m.start : m.end] for m in group.mentions] == [words]
    assert {found.country for m in group.members if (found := record.actor(m))} == members


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Voters in the South disagree with France.", "KOR"),
        ("Seoul sent ships to the South China Sea.", "PRK"),
        ("The global North ignores Mali and the global South.", "KOR"),
        ("Georgia Governor Carla Meeks left.", "GEO"),
        ("Senator Ruth Ellery of Georgia left.", "GEO"),
        ("Voters in Georgia and Florida decided. Georgia is calm.", "GEO"),
        ("Washington Governor Dale Finch said Washington would sue.", "USA/state"),
        ("They met in Geneva, Illinois, and Paris, Texas.", "FRA"),
        ("They met in Lebanon, Ohio.", "LBN"),
        ("ATLANTA, July 11, 2018 (AP) - Georgia elected a governor.", "GEO"),
    ],
)
def test_which_state_is_not_meant(read: Read, text: str, code: str) -> None:
    (record,) = read([text])
    wanted, _, kind = code.partition("/")
    assert not [a for a in record.actors if a.country == wanted and a.mentions and (not kind or a.kind == kind)]


def test_a_governor_of_georgia_beside_a_georgian_minister(read: Read) -> None:
    (record,) = read(["Georgia Governor Carla Meeks met Georgian Prime Minister Davit Loria."])
    assert (actor(record, "Carla Meeks").country, actor(record, "Davit Loria").country) == ("USA", "GEO")


# text, a group, the states that are its members
LISTS = [
    ("The ministers of Peru, Chad and Chile signed.", "ministers", ["Peru", "Chad", "Chile"]),
    ("Jane Roe met her counterparts from Peru, Chad and Chile.", "counterparts", ["Peru", "Chad", "Chile"]),
    ("Officials from Peru and Chad signed.", "Officials", ["Peru", "Chad"]),
]


@pytest.mark.parametrize(("text", "name", "members"), LISTS)
def test_a_list_names_all_its_states(read: Read, text: str, name: str, members: list[str]) -> None:
    (record,) = read([text])
    assert [name_of(record, m) for m in actor(record, name).members] == members


# text, name, country, sector
BODIES = [
    ("American warplanes attacked the town.", "American warplanes", "USA", "MIL"),
    ("A Chinese frigate entered the port.", "Chinese frigate", "CHN", "MIL"),
    ("China urged the relevant parties to meet.", "relevant parties", None, None),
    ("Political parties met.", "Political parties", None, "PTY"),
    ("Vox reported the plan.", "Vox", "USA", "JRN"),
    ("The Hill reported a split.", "The Hill", "USA", "JRN"),
    ("Vox won seats in Spain.", "Vox", "ESP", "PTY"),
    ("The Syrian regime shelled a town. The administration spoke. The United States left.", "administration", "USA",
     "GOV"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "country", "sector"), BODIES)
def test_whose_a_body_is(read: Read, text: str, name: str, country: str | None, sector: str | None) -> None:
    (record,) = read([text])
    found = actor(record, name)
    assert (found.country, found.sector) == (country, sector)


@pytest.mark.parametrize(
    ("text", "name", "named"),
    [
        ("The Senate Intelligence Committee met. The panel said no.", "Senate Intelligence Committee", "The panel"),
        ("The militant group Hamas fired. The group said no.", "Hamas", "The group"),
    ],
)
def test_a_body_under_another_noun(read: Read, text: str, name: str, named: str) -> None:
    (record,) = read([text])
    assert named in mentions(record, name)


@pytest.mark.parametrize("text", ["Israel annexed the West Bank.", "The destroyers sank.", "Roe left the West Bank."])
def test_places_and_ships_of_nobody_are_no_actors(read: Read, text: str) -> None:
    (record,) = read([text])
    assert not [a.name for a in record.actors if "Bank" in a.name or "destroyers" in a.name]


@pytest.mark.parametrize(
    ("text", "words", "who", "country"),
    [
        ("Kenya's Foreign Office shrugged.", "Kenya's Foreign Office", "Kenyan Foreign Office", "KEN"),
        ("The U.S. embassy in Oslo was shut. The U.S. embassy in Lima was open.",
         "U.S. embassy in Oslo", "American embassy in Oslo", "USA"),
        ("The Iraqi embassy in Ankara was shut. The embassy in Ankara burned.", "The embassy in Ankara",
         "Iraqi embassy in Ankara", "IRQ"),
        ("The Iraqi embassy in Ankara was shut. The embassy in Kabul burned.", "The embassy in Kabul", "embassy", None),
    ],
)  # fmt: skip
def test_bodies_abroad(read: Read, text: str, words: str, who: str, country: str | None) -> None:
    (record,) = read([text])
    assert means(record, words) == who
    assert actor(record, who).country == country


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("EU member states Chad and Togo voted against it.", "EU member"),
        ("He won the Nobel Peace Prize on Monday.", "Nobel Peace Prize"),
        ("Iron Dome met the rockets.", "Iron Dome"),
        ("An Ohio Democrat said so.", "Democrat"),
        ("The DANGER is near, he said.", "DANGER"),
    ],
)
def test_what_is_no_actor(read: Read, text: str, name: str) -> None:
    (record,) = read([text])
    assert name not in [a.name for a in record.actors]
