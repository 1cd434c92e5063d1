from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import KnowledgeError
from communique.knowledge.nominals import nominals


@pytest.mark.parametrize(
    ("form", "noun", "kind", "sector", "plural"),
    [
        ("government", "government", "organization", "GOV", False),
        ("ministries", "ministry", "organization", "GOV", True),
        ("parliament", "parliament", "organization", "LEG", False),
        ("rebels", "rebel", "person", "REB", True),
        ("minister", "minister", "person", "GOV", False),
        ("countries", "country", "state", None, True),
        ("army", "army", "organization", "MIL", False),
        ("police", "police", "organization", "COP", False),
    ],
)
def test_what_a_noun_describes(form: str, noun: str, kind: str, sector: str | None, plural: bool) -> None:
    found = nominals()[form]
    assert (found.noun, found.kind, found.sector, found.plural) == (noun, kind, sector, plural)


@pytest.mark.parametrize("form", ["summit", "table", "treaty", "border", "war", ""])
def test_what_is_no_actor(form: str) -> None:
    assert form not in nominals()


def test_forms_are_compared_in_lower_case() -> None:
    assert all(form == form.casefold() for form in nominals())


def test_nouns_that_head_names_and_nouns_that_act() -> None:
    assert nominals()["council"].names
    assert not nominals()["regime"].names
    assert nominals()["regime"].acts
    assert not nominals()["mission"].acts


def _overlay(folder: Path, row: str) -> Path:
    (folder / "nominals.tsv").write_text(f"noun\tplural\tkind\tsector\tflags\n{row}\n", encoding="utf-8")
    return folder


def test_users_add_their_own(tmp_path: Path) -> None:
    found = nominals(_overlay(tmp_path, "loya jirga\tloya jirgas\torganization\tLEG\tacts"))
    assert found["loya jirga"].sector == "LEG"
    assert "government" in found
    assert "loya jirga" not in nominals()


def test_a_kind_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"'robot' is no kind of actor.*Use one of: person"):
        nominals(_overlay(tmp_path, "droid\tdroids\trobot\t\tacts"))
