"""The table of states: facts that can be wrong, forms that can collide, and how they are looked up."""

from __future__ import annotations

import functools

import pytest

from communique.knowledge import states as table
from communique.knowledge.surface_forms import NameEntry, in_force, normalise

CONTINENTS = ("african", "american_continent", "asian", "european", "oceanian")
NAMES = [
    ("Russia", "RUS"), ("the Russian Federation", "RUS"), ("U.S.", "USA"), ("US", "USA"), ("U.S.A.", "USA"),
    ("the United States of America", "USA"), ("UK", "GBR"), ("Great Britain", "GBR"), ("UAE", "ARE"),
    ("the Emirates", "ARE"), ("DPRK", "PRK"), ("D.P.R.K.", "PRK"), ("N. Korea", "PRK"), ("Republic of Korea", "KOR"),
    ("S. Korea", "KOR"), ("DRC", "COD"), ("Zaire", "COD"), ("Congo-Kinshasa", "COD"), ("Congo-Brazzaville", "COG"),
    ("PRC", "CHN"), ("People's Republic of China", "CHN"), ("People’s Republic of China", "CHN"),
    ("Republic of China", "TWN"), ("USSR", "SUN"), ("U.S.S.R.", "SUN"), ("FRG", "DEU"), ("GDR", "DDR"),
    ("German Democratic Republic", "DDR"), ("Burma", "MMR"), ("Swaziland", "SWZ"), ("Ivory Coast", "CIV"),
    ("Côte d'Ivoire", "CIV"), ("Cote d’Ivoire", "CIV"), ("Upper Volta", "BFA"), ("Holland", "NLD"), ("Ceylon", "LKA"),
    ("Türkiye", "TUR"), ("TURKIYE", "TUR"), ("São Tomé and Príncipe", "STP"), ("Timor-Leste", "TLS"),
    ("Macedonia", "MKD"), ("FYROM", "MKD"), ("Czechia", "CZE"), ("Czechoslovakia", "CSK"), ("Yugoslavia", "YUG"),
    ("Serbia and Montenegro", "SCG"), ("the Holy See", "VAT"), ("Palestine", "PSE"), ("Kosovo", "XKX"),
    ("Guinea", "GIN"), ("Guinea-Bissau", "GNB"), ("Equatorial Guinea", "GNQ"), ("Papua New Guinea", "PNG"),
    ("Dominica", "DMA"), ("the Dominican Republic", "DOM"), ("Niger", "NER"), ("Nigeria", "NGA"), ("Rhodesia", "ZWE"),
    ("Dahomey", "BEN"), ("Kampuchea", "KHM"), ("Persia", "IRN"), ("South Yemen", "YMD"), ("Hong Kong", "HKG"),
    ("Greenland", "GRL"), ("Puerto Rico", "PRI"), ("Western Sahara", "ESH"), ("the Vatican", "VAT"), ("Libya", "LBY"),
    ("Congo", None), ("Korea", None), ("Atlantis", None), ("", None), ("...", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code"), NAMES)
def test_a_name_means_one_state_or_none(text: str, code: str | None) -> None:
    found = table.by_name(text)
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Turkish", "TUR"), ("Turks", "TUR"), ("Dutch", "NLD"), ("Danes", "DNK"), ("Nigerien", "NER"),
        ("Nigerian", "NGA"), ("Emirati", "ARE"), ("Filipinos", "PHL"), ("Basotho", "LSO"), ("Swiss", "CHE"),
        ("Burkinabé", "BFA"), ("Bissau-Guinean", "GNB"), ("Soviet", "SUN"), ("Argentine", "ARG"), ("Iraqis", "IRQ"),
        ("Malagasy", "MDG"), ("Ivorian", "CIV"), ("Saudis", "SAU"), ("Spaniards", "ESP"), ("Kosovar", "XKX"),
        ("Congolese", None), ("Dominican", None), ("Koreans", None), ("Russia", None),
    ],
)  # fmt: skip
def test_a_demonym_means_one_state_or_none(text: str, code: str | None) -> None:
    found = table.by_demonym(text)
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("text", "year", "code"),
    [
        ("Moscow", None, "RUS"), ("Moscow", 1987, "SUN"), ("Kiev", None, "UKR"), ("Kyiv", 2022, "UKR"),
        ("Peking", None, "CHN"), ("Bonn", 1985, "DEU"), ("Berlin", 2003, "DEU"), ("Belgrade", 1999, "YUG"),
        ("Belgrade", 2004, "SCG"), ("Belgrade", 2010, "SRB"), ("Prague", 1968, "CSK"), ("Prague", None, "CZE"),
        ("the Hague", None, "NLD"), ("Washington, D.C.", None, "USA"), ("N'Djamena", None, "TCD"),
        ("Ndjamena", None, "TCD"), ("Yaoundé", None, "CMR"), ("Port-au-Prince", None, "HTI"), ("Rangoon", None, "MMR"),
        ("Nur-Sultan", 2020, "KAZ"), ("Astana", None, "KAZ"), ("Alma-Ata", 1992, "KAZ"), ("Male", None, "MDV"),
        ("Hanoi", 1968, "VDR"), ("Saigon", 1968, "VNM"), ("Aden", 1975, "YMD"), ("Jerusalem", None, None),
        ("Gaza", None, None), ("Sanaa", None, "YEM"), ("Sana'a", None, "YEM"),
    ],
)  # fmt: skip
def test_a_capital_means_the_state_of_its_time(text: str, year: int | None, code: str | None) -> None:
    found = table.by_capital(text, year)
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("text", "code", "sector"),
    [
        ("the Kremlin", "RUS", "GOV"), ("Downing Street", "GBR", "GOV"), ("No. 10", "GBR", "GOV"),
        ("Whitehall", None, "GOV"), ("the Elysée", "FRA", "GOV"), ("Quai d'Orsay", "FRA", "GOV"),
        ("the White House", "USA", "GOV"), ("the Pentagon", "USA", "MIL"), ("Capitol Hill", "USA", "LEG"),
        ("Foggy Bottom", "USA", "GOV"), ("Zhongnanhai", "CHN", "GOV"), ("the Blue House", "KOR", "GOV"),
        ("Foreign Office", "GBR", "GOV"), ("Itamaraty", "BRA", "GOV"), ("Casa Rosada", "ARG", "GOV"),
        ("Malacañang", "PHL", "GOV"), ("Aso Rock", "NGA", "GOV"), ("the Porte", "TUR", "GOV"),
        ("Bankova", "UKR", "GOV"), ("Farnesina", "ITA", "GOV"), ("Lubyanka", "RUS", "SPY"),
    ],
)  # fmt: skip
def test_a_seat_means_a_government(text: str, code: str | None, sector: str) -> None:
    found = table.by_seat(text)
    assert (found.code if found else None) == code
    form = normalise(text)
    entries = table.vocabulary().get(form) or table.vocabulary()[form.removeprefix("the ")]
    assert entries[0].form == "seat"
    assert entries[0].sector == sector


@pytest.mark.parametrize(
    ("text", "ambiguous"),
    [
        ("Georgia", True), ("Jordan", True), ("Chad", True), ("Congo", True), ("Korean", True), ("Santiago", True),
        ("Brussels", True), ("The Hague", True), ("Dominican", True), ("Jerusalem", True), ("Male", True),
        ("Russia", False), ("Russian", False), ("Moscow", False), ("German", False), ("Germany", False),
        ("Turkey", False), ("American", False), ("White House", False),
        ("Washington", False), ("Prague", False), ("Vietnamese", False),
    ],
)  # fmt: skip
def test_what_needs_context_is_marked(text: str, ambiguous: bool) -> None:
    entries = in_force(table.vocabulary()[normalise(text)])
    assert {entry.ambiguous for entry in entries} == {ambiguous}


@pytest.mark.parametrize(
    ("text", "all_capitals", "fits"),
    [
        ("US", False, True), ("us", False, False), ("U.S.", False, True), ("u.s.", False, True), ("US", True, True),
        ("CAR", False, True), ("car", False, False), ("CAR", True, False), ("C.A.R.", True, True),
        ("Turkey", False, True), ("turkey", False, False), ("TURKEY", True, True), ("TURKEY", False, True),
        ("Polish", False, True), ("polish", False, False), ("Male", False, True), ("MALE", True, False),
        ("male", False, False), ("Chad", False, True), ("chad", False, False), ("russia", False, True),
        ("RUSSIA", True, True), ("White House", False, True), ("white house", False, False),
        ("WHITE HOUSE", True, True), ("Élysée", False, True), ("ÉLYSÉE", True, True),
    ],
)  # fmt: skip
def test_letter_case_decides(text: str, all_capitals: bool, fits: bool) -> None:
    entry = table.vocabulary()[normalise(text)][0]
    assert entry.fits(text, all_capitals=all_capitals) is fits


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Guinea-Bissau", ["Guinea", "-", "Bissau"]),
        ("Côte d’Ivoire", ["Côte", "d’Ivoire"]),
        ("Côte d'Ivoire", ["Côte", "d'", "Ivoire"]),
        ("N'Djamena", ["N'Djamena"]),
        ("Democratic People's Republic of Korea", ["Democratic", "People", "'s", "Republic", "of", "Korea"]),
        ("Trinidad & Tobago", ["Trinidad", "&", "Tobago"]),
        ("Washington, D.C.", ["Washington", ",", "D.C."]),
        ("St. Lucia", ["St.", "Lucia"]),
        ("U.S.", ["U.S."]),
    ],
)
def test_a_form_is_found_from_its_tokens(text: str, tokens: list[str]) -> None:
    joined = " ".join(form for token in tokens if (form := normalise(token)))
    assert joined == normalise(text)
    assert joined in table.vocabulary()


def test_the_states_of_the_world_are_all_there() -> None:
    current = [s for s in table.states() if not s.past and "territory" not in s.tags]
    # The United Nations' 193 members, its two observers (the Holy See, Palestine), Kosovo and Taiwan.
    assert len(current) == 197
    by_continent = {tag: sum(tag in s.tags for s in current) for tag in CONTINENTS}
    assert by_continent == {"african": 54, "american_continent": 35, "asian": 49, "european": 45, "oceanian": 14}
    assert {s.code for s in table.states() if s.past} == {"SUN", "YUG", "DDR", "CSK", "SCG", "YMD", "VDR", "ANT"}


@pytest.mark.parametrize(
    ("tag", "size", "member", "stranger"),
    [
        ("arab", 23, "SYR", "IRN"), ("gulf", 6, "QAT", "IRQ"), ("western", 39, "DEU", "TUR"),
        ("baltic", 3, "LVA", "FIN"),
        ("nordic", 8, "ISL", "EST"), ("latin_american", 21, "CUB", "JAM"), ("african", 59, "ZAF", "ATA"),
        ("central_asian", 5, "UZB", "MNG"), ("western_balkan", 6, "XKX", "HRV"), ("visegrad", 4, "SVK", "AUT"),
    ],
)  # fmt: skip
def test_groups_of_states(tag: str, size: int, member: str, stranger: str) -> None:
    codes = {state.code for state in table.states_with(tag)}
    assert len(codes) == size
    assert member in codes
    assert stranger not in codes


@functools.cache
def _forms_by_code() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for form, entries in table.vocabulary().items():
        for entry in entries:
            found.setdefault(entry.code, set()).add(form)
    return found


@pytest.mark.parametrize("state", table.states(), ids=lambda state: state.code)
def test_a_row_is_sound(state: table.State) -> None:
    forms = _forms_by_code()[state.code]
    assert normalise(state.name) in forms
    assert state.name[0].isupper()
    assert state.past or state.code == "ATA" or len(state.tags & set(CONTINENTS)) == 1
    assert set(state.remarks.ambiguous) <= forms, "a remark about a form the state does not have"
    assert state.remarks.cased <= forms, "a remark about a form the state does not have"
    assert state.capitals or "territory" in state.tags or state.code in {"SGP", "SMR"}
    if "territory" not in state.tags:
        assert state.adjectives or state.nouns


def test_codes_are_unique_and_known_by_code() -> None:
    codes = [state.code for state in table.states()]
    assert len(codes) == len(set(codes))
    assert all(table.by_code(code) is not None for code in codes)
    assert table.by_code("XXX") is None


def _together(a: NameEntry, b: NameEntry) -> bool:
    return a.holds(2024) and b.holds(2024)


def test_no_form_means_two_states_without_being_marked() -> None:
    unmarked = [
        (form, a.code, b.code)
        for form, entries in table.vocabulary().items()
        for a in entries
        for b in entries
        if a.code < b.code and _together(a, b) and not (a.ambiguous and b.ambiguous)
    ]
    assert not unmarked
