"""Lists some at a time."""

from __future__ import annotations

import pytest

from communique.database.portions import KEYS, portions


@pytest.mark.parametrize("many", [0, 1, KEYS, KEYS + 1, 3 * KEYS])
def test_all_of_a_list_in_its_order(many: int) -> None:
    parts = list(portions(range(many)))
    assert [one for part in parts for one in part] == list(range(many))
    assert all(0 < len(part) <= KEYS for part in parts)
