"""Files of Discourse Network Analyzer: what was coded comes out, and what is none or is broken says so."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from communique.errors import InputError, UnreadableError, UnsupportedError
from communique.sources.dna import is_dna, read_codings, read_dna

SAMPLE = Path(__file__).parents[3] / "shared" / "data" / "dna" / "sample.dna"
needs_sample = pytest.mark.skipif(not SAMPLE.exists(), reason="no sample of DNA's makers beside the project")


@needs_sample
def test_what_was_coded_by_hand_is_read() -> None:
    table = read_codings(SAMPLE)
    assert len(table.statements) == 40
    assert table.notes == ("1 statement of the type Annotation left out",)
    first = table.statements[0]
    assert (first.person, first.agreement, first.date, first.start, first.end, first.coder) == (
        "Joel Bluestein", 0, "2005-01-26", 6351, 7213, "Coder 1",
    )  # fmt: skip
    assert len(first.words) == 7213 - 6351
    assert first.value("section") == "876"
    person = table.variable("person")
    assert person is not None
    assert [(e.name, e.attributes["Type"], e.colour) for e in person.entities[1:2]] == [
        ("Joel Bluestein", "Business", "#FF9900")
    ]


@needs_sample
def test_nothing_is_written_beside_the_file(tmp_path: Path) -> None:
    file = tmp_path / "coded.dna"
    shutil.copy(SAMPLE, file)
    before = file.read_bytes()
    read_dna(file)
    assert [p.name for p in tmp_path.iterdir()] == ["coded.dna"]
    assert file.read_bytes() == before


@needs_sample
@pytest.mark.parametrize("at", [100, 4096, 20_000, 100_000, 200_000])
def test_a_damaged_file_says_so(at: int, tmp_path: Path) -> None:
    file = tmp_path / "damaged.dna"
    held = bytearray(SAMPLE.read_bytes())
    held[at : at + 3000] = b"\xff" * 3000
    file.write_bytes(held)
    with pytest.raises(InputError, match="damaged"):
        read_dna(file)


@pytest.mark.parametrize(
    ("held", "told"),
    [
        (b"", "the file is empty"),
        (b"\x9d\x1f" * 600, "no SQLite database: it is encrypted"),
        (b"<?xml version='1.0'?><discourse/>", "DNA 1"),
    ],
)
def test_what_is_no_database_says_so(held: bytes, told: str, tmp_path: Path) -> None:
    file = tmp_path / "some.dna"
    file.write_bytes(held)
    with pytest.raises(UnsupportedError, match=told):
        read_dna(file)


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="cannot be opened"):
        read_dna(tmp_path / "none.dna")
    assert is_dna(tmp_path / "none.dna")
    assert not is_dna(tmp_path / "none.db")
