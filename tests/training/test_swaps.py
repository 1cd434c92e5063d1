"""Names of states exchanged in a text, and where its characters lie then."""

from __future__ import annotations

import pytest

swaps = pytest.importorskip("training.swaps", reason="training/ is importable only from the checkout")
TEXT = "Iranian envoys left Baghdad. Kenya waited; the Kenyans did not."


@pytest.mark.parametrize("seed", range(8))
def test_offsets_follow_the_words_around_names(seed: int) -> None:
    found, moved = swaps.swapped(TEXT, seed)
    for word in ("envoys", "left", "waited", "not"):
        start = TEXT.index(word)
        assert found[moved(start) : moved(start + len(word))] == word


def test_one_state_stays_one_state() -> None:
    forms = swaps.exchange(3)
    groups = {tuple(forms[f] for f in ("Kenya", "Kenyan", "Kenyans", "Nairobi"))}
    assert groups <= {s for s in swaps._states() if len(s) == 4}


def test_every_state_takes_one_place() -> None:
    forms = swaps.exchange(3)
    assert sorted(forms) == sorted(forms.values())


def test_the_same_seed_gives_the_same_text() -> None:
    assert swaps.swapped(TEXT, 5)[0] == swaps.swapped(TEXT, 5)[0]
    assert len({swaps.swapped(TEXT, seed)[0] for seed in range(8)}) > 1
