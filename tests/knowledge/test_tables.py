"""Reading the tables of facts: the user's own rows win, and what is malformed is named by file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import KnowledgeError
from communique.knowledge import organizations, states
from communique.knowledge.tables import ENVIRONMENT, overlay_held, read_table

HEAD = "code\tname\taliases\tnouns\tambiguous\n"


def test_a_users_row_replaces_and_adds(tmp_path: Path) -> None:
    (tmp_path / "states.tsv").write_text(
        "# ours\n" + HEAD + "\nFRA\tFrance\tla France\tFrench|French\nQQQ\tRuritania\t\tRuritanian|Ruritanians\n",
        encoding="utf-8",
    )
    found = states.by_name("Ruritania", overlay=tmp_path)
    assert found is not None
    assert found.code == "QQQ"
    france = states.by_code("FRA", tmp_path)
    assert france is not None
    assert france.capitals == ()
    assert states.by_name("Ruritania") is None
    assert len(states.states(tmp_path)) == len(states.states()) + 1


def test_the_environment_names_the_users_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "organizations.tsv").write_text(
        "key\tname\tkind\tsector\tcountry\npact\tZenda Pact\talliance\tIGO\t\n", encoding="utf-8"
    )
    (tmp_path / "memberships.tsv").write_text(
        "member\torganization\tsince\tuntil\nFRA\tpact\t1999-05\t\n", encoding="utf-8"
    )
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path))
    assert organizations.members("pact") == ("FRA",)
    found = organizations.by_name("the Zenda Pact")
    assert found is not None
    assert found.key == "pact"
    with overlay_held():  # looked up once inside, and again behind
        monkeypatch.delenv(ENVIRONMENT)
        assert organizations.members("pact") == ("FRA",)
    assert organizations.members("pact") == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD + "FRA\tFrance\tx\ty\tz\tw\n", "line 2: 6 cells under 5 columns"),
        (HEAD + "\tFrance\n", "line 2: the column code is empty"),
        (HEAD + "fra\tFrance\n", "line 2: 'fra' is not a code"),
        (HEAD + "FRA\n", "line 2: the column name is empty"),
        (HEAD + "# a remark\n\nFRA\tFrance\nFRA\tFrance\n", "line 5: 'FRA' stands in line 4 already"),
        (HEAD + "FRA\tFrance\t\tFrenchman\n", "line 2: 'Frenchman' has no plural"),
        (HEAD + "FRA\tFrance\t(1990-1980)\n", "line 2: an item of a list is not a name"),
        (HEAD + "FRA\tFrance\tGaul (1990-1980)\n", "line 2: 'Gaul' ends before it begins"),
        (HEAD + "FRA\tFrance\t\t\tParis\n", "line 2: 'Paris' does not say what else it is"),
        ("code\tnmae\n", "line 1: there is no column 'nmae'"),
        ("code\tcode\n", "line 1: the column code is there twice"),
        ("name\tsince\n", "line 1: the column code is missing"),
        ("code\tname\tsince\nFRA\tFrance\tlong ago\n", "line 2: 'long ago' in the column since is no year"),
    ],
)
def test_a_malformed_row_is_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "states.tsv").write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        states.states(tmp_path)
    assert message in str(caught.value)
    assert "states.tsv" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("FRA\tnowhere\t1999\t\n", "there is no organisation 'nowhere'"),
        ("QQQ\tnato\t1999\t\n", "there is no member 'QQQ'"),
        ("FRA\tnato\t1999-13\t\n", "'1999-13' in the column since is not a date"),
        ("FRA\tnato\t1999-02-30\t\n", "'1999-02-30' in the column since is not a date"),
        ("FRA\tnato\t1999\tnever\n", "'never' in the column until is not a date"),
    ],
)
def test_a_malformed_membership_is_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "memberships.tsv").write_text("member\torganization\tsince\tuntil\n" + text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match="line 2") as caught:
        organizations.memberships(tmp_path)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\tA\tclub\tIGO\t\n", "there is no kind 'club'"),
        ("a\tA\tigo\tIGO\tb\n", "there is no organisation 'b'"),
        ("a\tA\tigo\tIGO\tb\nb\tB\tigo\tIGO\ta\n", "it is part of itself"),
    ],
)
def test_a_malformed_organisation_is_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "organizations.tsv").write_text("key\tname\tkind\tsector\tpart_of\n" + text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match="line 2") as caught:
        organizations.organizations(tmp_path)
    assert message in str(caught.value)


def test_a_table_that_is_not_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "states.tsv").write_bytes(b"code\tname\nFRA\t\xff\xfe\n")
    with pytest.raises(KnowledgeError, match="line 2: not UTF-8"):
        states.states(tmp_path)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="no such folder"):
        states.states(tmp_path / "nowhere")


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "states.tsv").write_bytes(b"\xef\xbb\xbfcode\tname\r\nQQQ\tRuritania\r\n")
    assert states.by_name("Ruritania", overlay=tmp_path) is not None


def test_the_shipped_tables_name_source_and_licence() -> None:
    folder = Path(states.__file__).parent / "data"
    for name in ("states", "organizations", "memberships"):
        head = (folder / f"{name}.tsv").read_text(encoding="utf-8").split("\n\n")[0]
        assert "# Source:" in head
        assert "icence: public domain" in head


def test_a_row_knows_its_line() -> None:
    rows = read_table("memberships", organizations.MEMBERSHIP_COLUMNS, ("member", "organization", "since"))
    assert rows[0].file == "memberships.tsv"
    assert rows[0].line > 5


YAML = """
- code: QQQ
  name: Ruritania
  aliases: [Rurit, Old Ruritania]
"""


@pytest.mark.parametrize("ending", ["yaml", "yml"])
def test_a_table_may_be_yaml(tmp_path: Path, ending: str) -> None:
    (tmp_path / f"states.{ending}").write_text(YAML, encoding="utf-8")
    for name in ("Ruritania", "Old Ruritania"):
        found = states.by_name(name, overlay=tmp_path)
        assert found is not None
        assert found.code == "QQQ"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- code: QQQ\n  name: a\n- code: QQQ\n  name: b\n", "line 3: 'QQQ' stands in line 1 already"),
        ("# a remark\n- code: QQQ\n  nmae: Ruritania\n", "line 2: there is no column 'nmae'"),
        ("- name: Ruritania\n", "line 1: the column code is missing"),
        ("- code: QQQ\n  name: {a: b}\n", "line 2 is no text"),
        ("code: QQQ\n", "it is no list, in line 1"),
        ("- QQQ\n", "the entry in line 1 says no"),
        ("- code: [QQQ\n", "it is not YAML in line 2"),
        ("- !!python/object:os.system {}\n", "line 1: the column code is missing"),
    ],
)
def test_malformed_yaml_is_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "states.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        states.states(tmp_path)
    assert message in str(caught.value)
    assert "states.yaml" in str(caught.value)


def test_one_row_in_two_files_is_named(tmp_path: Path) -> None:
    (tmp_path / "states.yaml").write_text(YAML, encoding="utf-8")
    (tmp_path / "states.tsv").write_text("code\tname\nQQQ\tRuritania\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"states\.yaml, line 2: 'QQQ' stands in line 2 of .*states\.tsv already"):
        states.states(tmp_path)
