"""Files for Discourse Network Analyzer: what was written is read back the same, and its rules are kept."""

from __future__ import annotations

import hashlib
import sqlite3
from base64 import b64decode
from contextlib import closing
from datetime import datetime
from pathlib import Path

import msgspec
import pytest

from communique.errors import InputError, UnsupportedError, UsageError
from communique.export.dna import PASSWORD, STANDARD_TYPES, write_dna
from communique.model.dna import DnaDocument, DnaEntity, DnaFile, DnaStatement, DnaType, DnaVariable
from communique.sources.dna import coding_table, is_dna, read_dna

SAMPLE = Path(__file__).parents[3] / "shared" / "data" / "dna" / "sample.dna"
TEXT = "Orla Quist 🕊 rejects the toll.\r\nIvo Brandt welcomes it — “fully”."
MORE = DnaType("Frame", (
    DnaVariable("frame", "short text"), DnaVariable("strength", "integer"), DnaVariable("why", "long text"),
))  # fmt: skip
FILE = DnaFile(
    types=(*STANDARD_TYPES, MORE),
    documents=(
        DnaDocument(3, "Toll", TEXT, datetime(2021, 3, 4, 15, 30), "A. Pen", "Daily", "p. 3", "report", "kept", "Ana"),
        DnaDocument(7, "Old", "Nothing is said.", datetime(1914, 7, 28)),
    ),
    statements=(
        DnaStatement(1, 3, 0, 29, {"person": "Orla Quist", "organization": "", "concept": "toll", "agreement": 0},
                     coder="Ana"),
        DnaStatement(2, 3, 32, 65, {"person": "Ivo Brandt", "organization": "Ödland", "concept": "toll",
                                    "agreement": 1}, coder="Ben"),
        DnaStatement(5, 7, 0, 7, {"frame": "war", "strength": -3, "why": "two\nlines"}, "Frame"),
    ),
    entities=(
        DnaEntity("person", "Orla Quist", {"Type": "minister", "Alias": "", "Notes": ""}, colour="#FF9900"),
        DnaEntity("organization", "Ödland", {"Type": "state", "Alias": "", "Notes": "", "Side": "west"}),
        DnaEntity("concept", "toll", {"Type": "", "Alias": "", "Notes": ""}, parent="trade"),
        DnaEntity("concept", "trade", {"Type": "", "Alias": "", "Notes": ""}),
    ),
    coders=("Admin", "Ana", "Ben"),
)  # fmt: skip


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "made.dna"
    write_dna(FILE, path)
    return path


def test_what_was_written_is_read_back(written: Path) -> None:
    back = read_dna(written)
    assert (back.types, back.documents, back.statements, back.coders) == (
        FILE.types, FILE.documents, FILE.statements, FILE.coders,
    )  # fmt: skip
    kept = {(e.variable, e.value): e for e in back.entities}
    for one in FILE.entities:
        told = kept[one.variable, one.value]
        assert {k: v for k, v in told.attributes.items() if v} == {k: v for k, v in one.attributes.items() if v}
        assert (told.parent, told.colour or None) == (one.parent, one.colour or "#000000")
    assert back.documents[0].text[32:65] == "Ivo Brandt welcomes it — “fully”."


@pytest.mark.skipif(not SAMPLE.exists(), reason="no sample of DNA's makers beside the project")
def test_a_file_of_dna_is_written_again_as_it_was(tmp_path: Path) -> None:
    told = read_dna(SAMPLE)
    write_dna(told, tmp_path / "again.dna")
    back = read_dna(tmp_path / "again.dna")
    assert (back.types, back.documents, back.statements, back.coders) == (
        told.types, told.documents, told.statements, told.coders,
    )  # fmt: skip
    assert [e for e in back.entities if e.value] == [e for e in told.entities if e.value]


def test_every_entity_has_every_attribute_and_every_statement_every_value(written: Path) -> None:
    with closing(sqlite3.connect(written)) as connection:
        [missing] = connection.execute(
            "SELECT count(*) FROM ENTITIES e JOIN ATTRIBUTEVARIABLES a ON a.VariableId = e.VariableId "
            "LEFT JOIN ATTRIBUTEVALUES v ON v.EntityId = e.ID AND v.AttributeVariableId = a.ID WHERE v.ID IS NULL"
        ).fetchone()
        assert missing == 0
        values = " UNION ALL ".join(
            f"SELECT StatementId, VariableId FROM {t}"
            for t in ("DATASHORTTEXT", "DATALONGTEXT", "DATAINTEGER", "DATABOOLEAN")
        )
        wanted = "SELECT s.ID, v.ID FROM STATEMENTS s JOIN VARIABLES v ON v.StatementTypeId = s.StatementTypeId"
        assert sorted(connection.execute(values)) == sorted(connection.execute(wanted))
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        [version] = connection.execute("SELECT Value FROM SETTINGS WHERE Property = 'version'").fetchone()
        assert version == "3.0.11"
        [pairs] = connection.execute("SELECT count(*) FROM CODERRELATIONS").fetchone()
        assert pairs == 3 * 2


def test_dna_takes_the_password(written: Path) -> None:
    with closing(sqlite3.connect(written)) as connection:
        for (kept,) in connection.execute("SELECT Password FROM CODERS"):
            salt, told = b64decode(kept)[:16], b64decode(kept)[16:]
            digest = salt + PASSWORD.encode()
            for _ in range(100_000):
                digest = hashlib.sha256(digest).digest()
            assert digest == told


def test_the_same_makes_the_same_bytes(written: Path, tmp_path: Path) -> None:
    write_dna(FILE, tmp_path / "again.dna")
    assert (tmp_path / "again.dna").read_bytes() == written.read_bytes()


def test_long_values_stay_apart(tmp_path: Path) -> None:
    long = ["a" * 300 + "x", "a" * 300 + "y", "line\nbreak"]
    statements = [DnaStatement(n, 7, n, n + 1, {"concept": value}) for n, value in enumerate(long)]
    write_dna(msgspec.structs.replace(FILE, statements=tuple(statements), entities=()), tmp_path / "long.dna")
    told = [s.values["concept"] for s in read_dna(tmp_path / "long.dna").statements]
    assert told == ["a" * 189 + "…", "a" * 185 + "… (2)", "line break"]


def test_nothing_coded_is_a_file_with_nothing_coded(tmp_path: Path) -> None:
    write_dna(DnaFile((), (), ()), tmp_path / "empty.dna")
    table = coding_table(read_dna(tmp_path / "empty.dna"))
    assert table.statements == ()
    assert table.notes == ("nothing was coded in it as DNA Statement",)


def test_a_place_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        write_dna(FILE, tmp_path / "none" / "made.dna")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("deed", "told"),
    [
        ("UPDATE STATEMENTS SET DocumentId = 99 WHERE ID = 1", "statement 1 is of a document or a type"),
        ("DELETE FROM ENTITIES WHERE Value = 'toll'", "a value of a variable or an entity not there"),
        ("UPDATE DOCUMENTS SET Date = 9e15", "row 1 of DOCUMENTS has no sound Date|no date that there is"),
        ("UPDATE DOCUMENTS SET Text = x'00ff'", "row 1 of DOCUMENTS has no sound Text"),
        ("UPDATE DOCUMENTS SET Date = 99999999999999", "document 3 has no date"),
        ("DROP TABLE ATTRIBUTEVALUES", "the table ATTRIBUTEVALUES is missing"),
        ("ALTER TABLE STATEMENTS RENAME COLUMN Stop TO Halt", "STATEMENTS has no column Stop"),
        ("ALTER TABLE CODERS RENAME TO KEPT; CREATE VIEW CODERS AS SELECT * FROM KEPT", "the table CODERS is missing"),
        ("PRAGMA ignore_check_constraints = ON; UPDATE STATEMENTS SET Stop = 0", "statement 1 goes from 0 to 0"),
    ],
)
def test_rows_that_contradict_each_other_say_so(deed: str, told: str, written: Path) -> None:
    with closing(sqlite3.connect(written)) as connection:
        connection.executescript(f"PRAGMA foreign_keys = OFF; {deed}")
    with pytest.raises(InputError, match=told):
        read_dna(written)


@pytest.mark.parametrize(
    ("deed", "told"),
    [
        ("UPDATE SETTINGS SET Value = '2.0 beta 25' WHERE Property = 'version'", "a file of DNA 2 "),
        ("DROP TABLE ENTITIES; DELETE FROM SETTINGS; CREATE TABLE ATTRIBUTES (ID INTEGER)", "a file of DNA 2"),
        ("UPDATE SETTINGS SET Value = '4.0' WHERE Property = 'version'", "DNA 4.0, not of DNA 3"),
        ("DROP TABLE STATEMENTTYPES", "none of Discourse Network Analyzer"),
    ],
)
def test_another_version_or_program_says_so(deed: str, told: str, written: Path) -> None:
    with closing(sqlite3.connect(written)) as connection:
        connection.executescript(f"PRAGMA foreign_keys = OFF; {deed}")
    with pytest.raises(UnsupportedError, match=told):
        read_dna(written)


def test_a_file_is_known_by_its_tables_too(written: Path) -> None:
    assert is_dna(written.rename(written.with_suffix(".sqlite")))


def test_a_type_of_statements_that_there_is_not_says_so(written: Path) -> None:
    with pytest.raises(UsageError, match="The file has: DNA Statement, NPF Story Element, Annotation, Frame"):
        coding_table(read_dna(written), "Frames")
    assert [s.values for s in coding_table(read_dna(written), "Frame").statements] == [
        {"frame": "war", "strength": -3, "why": "two\nlines"}
    ]
