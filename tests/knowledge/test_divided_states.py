from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import KnowledgeError
from communique.knowledge import divided_states


@pytest.mark.parametrize(
    ("plural", "members"),
    [("Koreas", ("PRK", "KOR")), ("GERMANIES", ("DDR", "DEU")), ("Congos", ("COD", "COG"))],
)
def test_plurals(plural: str, members: tuple[str, ...]) -> None:
    found = divided_states.by_plural(plural)
    assert found is not None
    assert found.members == members


def test_no_plural() -> None:
    assert divided_states.by_plural("Korea") is None


def test_directions_are_members() -> None:
    for pair in divided_states.divided_states():
        assert set(pair.directions.values()) <= set(pair.members)


def test_an_unknown_code_is_named(tmp_path: Path) -> None:
    (tmp_path / "divided_states.tsv").write_text("name\tplurals\tmembers\tnorth\tsouth\teast\twest\nRuri\tRuris\tQQX\n")
    with pytest.raises(KnowledgeError, match="QQX"):
        divided_states.divided_states(tmp_path)
