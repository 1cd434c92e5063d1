"""The numbers of states: as Correlates of War and Gleditsch and Ward have them."""

from __future__ import annotations

import pytest

from communique.knowledge.state_codes import StateCodes, state_codes
from communique.knowledge.states import states


@pytest.mark.parametrize(
    ("code", "day", "cow", "name", "gw"),
    [
        ("USA", None, 2, "USA", 2), ("RUS", None, 365, "RUS", 365), ("SUN", "1985-01-01", 365, "RUS", 365),
        ("GBR", None, 200, "UKG", 200), ("DEU", None, 255, "GMY", 260), ("DEU", "1985-05-05", 260, "GFR", 260),
        ("DEU", "1990-10-02", 260, "GFR", 260), ("DEU", "1990-10-03", 255, "GMY", 260),
        ("DDR", "1980-01-01", 265, "GDR", 265), ("YEM", "1980-01-01", 678, "YAR", 678), ("YEM", None, 679, "YEM", 678),
        ("SRB", None, 345, "YUG", 340), ("YUG", "1985-01-01", 345, "YUG", 345), ("TWN", None, 713, "TAW", 713),
        ("VNM", None, 816, "DRV", 816), ("XKX", None, 347, "KOS", 347), ("SSD", None, 626, "SSD", 626),
        ("TON", None, 955, "TON", 972), ("KIR", None, 946, "KIR", 970), ("COG", None, 484, "CON", 484),
        ("COD", None, 490, "DRC", 490), ("KOR", None, 732, "ROK", 732), ("PRK", None, 731, "PRK", 731),
        ("ROU", None, 360, "ROM", 360), ("MKD", None, 343, "MAC", 343),
    ],
)  # fmt: skip
def test_numbers(code: str, day: str | None, cow: int, name: str, gw: int) -> None:
    assert state_codes(code, day) == StateCodes(cow, name, gw)


@pytest.mark.parametrize("code", ["PSE", "GRL", "HKG", "ESH", "VAT", "ZZZ"])
def test_what_is_no_state_has_none(code: str) -> None:
    assert state_codes(code) == StateCodes()


def test_every_state_has_its_numbers() -> None:
    without = {s.code for s in states() if state_codes(s.code).cow is None and "territory" not in s.tags}
    assert without <= {"PSE", "VAT", "ESH", "COK", "NIU", "ANT", "HKG", "MAC", "TKL"}, without


def test_no_number_is_two_states_of_one_time() -> None:
    seen: dict[int, str] = {}
    for state in states():
        cow = state_codes(state.code).cow
        if cow is not None and not state.past:
            assert cow not in seen or {seen[cow], state.code} == set(), (state.code, seen.get(cow))
            seen[cow] = state.code
