"""The table of organisations: names, parents, members by date, and the forms that could be something else."""

from __future__ import annotations

import datetime
import functools

import pytest

from communique.knowledge import organizations as table
from communique.knowledge import states
from communique.knowledge.surface_forms import in_force, normalise


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("the United Nations", "un"), ("U.N.", "un"), ("UN", "un"), ("the European Union", "eu"), ("EU", "eu"),
        ("the European Economic Community", "eu"), ("NATO", "nato"), ("Nato", "nato"), ("OPEC", "opec"),
        ("North Atlantic Treaty Organisation", "nato"), ("the Security Council", "un-security-council"),
        ("U.N. Security Council", "un-security-council"), ("UNSC", "un-security-council"),
        ("the Arab League", "arab-league"), ("League of Arab States", "arab-league"), ("GCC", "gcc"),
        ("Organization of the Islamic Conference", "oic"), ("OIC", "oic"), ("ASEAN", "asean"), ("OSCE", "osce"),
        ("International Atomic Energy Agency", "iaea"), ("U.N. nuclear watchdog", "iaea"), ("OPCW", "opcw"),
        ("Friends of Syria", "friends-of-syria"), ("Friends of the Syrian People", "friends-of-syria"),
        ("P5+1", "p5-plus-1"), ("E3+3", "p5-plus-1"), ("the Quartet", "middle-east-quartet"), ("G7", "g7"),
        ("G-20", "g20"), ("Group of 77", "g77"), ("the Non-Aligned Movement", "non-aligned-movement"),
        ("Minsk Group", "minsk-group"), ("the World Court", "icj"), ("Médecins Sans Frontières", "msf"),
        ("Doctors Without Borders", "msf"), ("Human Rights Watch", "hrw"), ("the Red Cross", "red-cross"),
        ("ICRC", "red-cross"), ("Reuters", "reuters"), ("Itar-Tass", "tass"), ("TASS", "tass"), ("KCNA", "kcna"),
        ("IRNA", "irna"), ("Xinhua", "xinhua"), ("Anadolu Agency", "anadolu"), ("Ha'aretz", "haaretz"),
        ("The New York Times", "nyt"), ("Asahi Shimbun", "asahi"), ("Knesset", "knesset"), ("CIA", "cia"),
        ("Israel Defense Forces", "tsahal"), ("Revolutionary Guards", "irgc"), ("PRI", "pri"),
        ("GOP", "us-republicans"),
        ("Contact Group", "contact-group-yugoslavia"), ("ECOWAS", "ecowas"), ("CSTO", "csto"), ("Mercosur", "mercosur"),
        ("Turkey-Russia High Level Cooperation Council", "russia-turkey-hlcc"), ("WTO", "wto"), ("CSIS", None),
        ("Brussels", None), ("Acme", None), ("", None),
    ],
)  # fmt: skip
def test_a_name_means_one_organisation_or_none(text: str, key: str | None) -> None:
    found = table.by_name(text)
    assert (found.key if found else None) == key


@pytest.mark.parametrize(
    ("text", "year", "key"),
    [("WTO", 1975, "warsaw-pact"), ("WTO", 2005, "wto"), ("Common Market", 1980, "eu"), ("CSCE", 1980, "osce")],
)
def test_a_name_means_what_it_meant_in_its_time(text: str, year: int, key: str) -> None:
    found = table.by_name(text, year)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize(
    ("key", "kind", "sector", "country"),
    [
        ("un", "igo", "IGO", None), ("nato", "alliance", "IGO", None), ("friends-of-syria", "forum", "IGO", None),
        ("gazprom", "company", "BUS", "RUS"), ("air-france", "company", "BUS", "FRA"),
        ("amnesty", "ngo", "NGO", None), ("reuters", "media", "JRN", "GBR"), ("xinhua", "media", "JRN", "CHN"),
        ("knesset", "body", "LEG", "ISR"), ("fsb", "body", "SPY", "RUS"), ("bundeswehr", "body", "MIL", "DEU"),
        ("icc", "court", "IGO", None), ("world-bank", "bank", "IGO", None), ("likud", "party", "PTY", "ISR"),
        ("kfor", "body", "MIL", None), ("federal-reserve", "bank", "GOV", "USA"), ("interpol", "igo", "COP", None),
    ],
)  # fmt: skip
def test_what_an_organisation_is(key: str, kind: str, sector: str, country: str | None) -> None:
    found = table.by_key(key)
    assert found is not None
    assert (found.kind, found.sector, found.country) == (kind, sector, country)


@pytest.mark.parametrize(
    ("key", "above"),
    [
        ("un-security-council", ["un"]), ("foreign-affairs-council", ["council-of-the-eu", "eu"]),
        ("quds-force", ["irgc"]), ("minsk-group", ["osce"]), ("kfor", ["nato"]), ("paho", ["who", "un"]),
        ("un", []), ("nothing", []),
    ],
)  # fmt: skip
def test_the_bodies_above(key: str, above: list[str]) -> None:
    assert [organization.key for organization in table.parents(key)] == above


@pytest.mark.parametrize(
    ("key", "on", "size", "member", "stranger"),
    [
        ("nato", None, 32, "SWE", "UKR"), ("nato", "1990-01-01", 16, "DEU", "POL"),
        ("nato", "1949-12-31", 12, "ISL", "TUR"),
        ("nato", "2023-04-03", 30, "MKD", "FIN"), ("nato", "2023-04-04", 31, "FIN", "SWE"),
        ("eu", None, 27, "HRV", "GBR"), ("eu", "2016-06-23", 28, "GBR", "TUR"), ("eu", "1980-01-01", 9, "IRL", "GRC"),
        ("warsaw-pact", "1980-01-01", 7, "DDR", "ALB"), ("warsaw-pact", None, 0, "", "SUN"),
        ("african-union", None, 55, "MAR", "HTI"), ("african-union", "2010-01-01", 53, "LBY", "MAR"),
        ("arab-league", None, 22, "SYR", "IRN"), ("gcc", None, 6, "KWT", "IRQ"), ("osce", None, 57, "MNG", "CHN"),
        ("osce", "1975-12-31", 35, "YUG", "ALB"), ("g8", "2013-06-17", 8, "RUS", "CHN"),
        ("g8", "2014-12-31", 0, "", "RUS"),
        ("g7", None, 7, "JPN", "RUS"), ("g20", None, 21, "african-union", "ESP"), ("brics", None, 10, "ARE", "ARG"),
        ("brics", "2013-03-26", 5, "ZAF", "IRN"), ("sco", None, 10, "BLR", "TUR"), ("csto", None, 6, "ARM", "UZB"),
        ("eaeu", None, 5, "KGZ", "TJK"), ("asean", None, 11, "TLS", "PNG"), ("opec", "2018-12-31", 15, "QAT", "IDN"),
        ("ecowas", "2024-01-01", 15, "MLI", "MRT"), ("ecowas", None, 12, "NGA", "MLI"),
        ("mercosur", None, 6, "BOL", "CHL"),
        ("p5", "1960-01-01", 5, "TWN", "CHN"), ("p5", "1987-07-20", 5, "SUN", "RUS"), ("p5", None, 5, "CHN", "DEU"),
        ("p5-plus-1", None, 6, "DEU", "IRN"), ("middle-east-quartet", None, 4, "un", "GBR"),
        ("friends-of-syria", "2013-04-20", 11, "TUR", "RUS"), ("minsk-group", None, 11, "TUR", "GBR"),
        ("un", None, 0, "", "USA"),
    ],
)  # fmt: skip
def test_members_on_a_day(key: str, on: str | None, size: int, member: str, stranger: str) -> None:
    found = table.members(key, datetime.date.fromisoformat(on) if on else None)
    assert len(found) == size
    assert stranger not in found
    if size:
        assert member in found


@pytest.mark.parametrize(
    ("text", "ambiguous"),
    [
        ("Brussels", True), ("Congress", True), ("the Quartet", True), ("CSIS", True), ("SDF", True), ("RSF", True),
        ("Baath Party", True), ("Security Council", False), ("UN", False), ("NATO", False), ("General Assembly", False),
        ("Duma", False), ("Arab League", False), ("Reuters", False),
    ],
)  # fmt: skip
def test_what_needs_context_is_marked(text: str, ambiguous: bool) -> None:
    form = normalise(text)
    entries = table.vocabulary().get(form) or table.vocabulary()[form.removeprefix("the ")]
    assert {entry.ambiguous for entry in in_force(entries)} == {ambiguous}


@pytest.mark.parametrize(
    ("text", "all_capitals", "fits"),
    [
        ("NATO", False, True), ("Nato", False, True), ("WHO", False, True), ("who", False, False), ("WHO", True, False),
        ("Fed", False, True), ("fed", False, False), ("FED", True, False), ("U.N.", True, True), ("un", False, False),
        ("security council", False, True), ("OPEC+", False, True),
        ("Democrats", False, True), ("democrats", False, False),
        ("Vox", False, True),
        ("vox", False, False), ("Congress", False, True), ("congress", False, False), ("INTERFAX", True, True),
    ],
)  # fmt: skip
def test_letter_case_decides(text: str, all_capitals: bool, fits: bool) -> None:
    entries = table.vocabulary()[normalise(text)]
    assert any(entry.fits(text, all_capitals=all_capitals) for entry in entries) is fits


def test_plural_names_are_marked() -> None:
    assert table.vocabulary()["friends of syria"][0].plural
    assert not table.vocabulary()["arab league"][0].plural


@functools.cache
def _forms_by_code() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for form, entries in table.vocabulary().items():
        for entry in entries:
            found.setdefault(entry.code, set()).add(form)
    return found


@pytest.mark.parametrize("organization", table.organizations(), ids=lambda organization: organization.key)
def test_a_row_is_sound(organization: table.Organization) -> None:
    forms = _forms_by_code()[organization.key]
    assert normalise(organization.name) in forms
    assert organization.key == organization.key.lower()
    assert set(organization.remarks.ambiguous) <= forms, "a remark about a form the organisation does not have"
    assert organization.remarks.cased <= forms, "a remark about a form the organisation does not have"
    assert len(organization.sector) == 3
    if organization.founded and organization.dissolved:
        assert organization.founded <= organization.dissolved
    if organization.kind == "party":
        assert organization.country or organization.key in {"epp", "socialist-international"}


def test_keys_are_no_codes_of_states() -> None:
    assert not {organization.key for organization in table.organizations()} & {s.code for s in states.states()}


def test_no_form_means_two_organisations_without_being_marked() -> None:
    unmarked = [
        (form, a.code, b.code)
        for form, entries in table.vocabulary().items()
        for a in entries
        for b in entries
        if a.code < b.code and a.holds(2024) and b.holds(2024) and not (a.ambiguous and b.ambiguous)
    ]
    assert not unmarked


# "DRC" is nearly always the state: there the organisation alone is marked.
STATES_FIRST = {"drc"}


def test_no_form_means_a_state_and_an_organisation_without_being_marked() -> None:
    both = table.vocabulary().keys() & states.vocabulary().keys()
    unmarked = {
        form for form in both if not all(e.ambiguous for e in (*table.vocabulary()[form], *states.vocabulary()[form]))
    }
    assert unmarked == STATES_FIRST
    assert all(entry.ambiguous for form in STATES_FIRST for entry in table.vocabulary()[form])
