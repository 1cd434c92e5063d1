"""The public API, pinned: what stands here is a promise to users."""

from __future__ import annotations

import inspect
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import communique
from communique import errors, model
from communique.sources import from_text


def test_names() -> None:
    assert communique.__all__ == [
        "CommuniqueError", "Reader", "Record", "__version__", "open_reports", "open_store", "read",
    ]  # fmt: skip
    assert all(hasattr(communique, name) for name in communique.__all__)
    assert set(communique.__all__) <= set(dir(communique))
    assert communique.Record is model.Record
    with pytest.raises(AttributeError, match="no attribute 'Writer'"):
        communique.Writer  # noqa: B018


def test_the_model() -> None:
    assert model.__all__ == [
        "FACT_KINDS", "KINDS", "Actor", "Agreement", "CodedEntity", "CodedStatement", "CodingTable", "CodingVariable",
        "Conditional", "Count", "Event", "EventSpans", "Issue", "Kind",
        "MadeBy", "Magnitude", "Meeting", "Mention", "Place", "Position", "Published", "Record", "Relation", "Report",
        "Role", "Span", "Statement", "Time", "hull", "kind_of", "make_report",
    ]  # fmt: skip


def test_the_errors() -> None:
    assert errors.__all__ == [
        "AbsentError", "CommuniqueError", "ConflictError", "EmptyError", "ExtractionError", "GoldError", "InputError",
        "KnowledgeError", "LanguageError", "ModelError", "ShardError", "StoreError", "UnreadableError",
        "UnsupportedError", "UsageError",
    ]  # fmt: skip
    for name in errors.__all__:
        assert issubclass(getattr(errors, name), communique.CommuniqueError)


def test_read_takes_a_source_and_a_date() -> None:
    assert list(inspect.signature(communique.read).parameters) == ["source", "date"]


def test_importing_it_loads_nothing_heavy() -> None:
    code = (
        "import sys, communique, communique.model; "
        "heavy = ('spacy', 'onnxruntime', 'tokenizers', 'sqlalchemy', 'numpy', 'trafilatura'); "
        "print([m for m in heavy if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.strip() == b"[]"


def test_reading_text_and_files(tmp_path: Path) -> None:
    text = "Kenyan Foreign Minister Amina Otieno said on Monday that Uganda had closed the border.\n"
    file = tmp_path / "report.txt"
    file.write_text(text, encoding="utf-8")
    record = communique.read(text)
    assert [a.name for a in record.actors] == ["Amina Otieno", "Uganda", "Kenya"]
    assert communique.read(file).statements == communique.read(str(file)).statements == record.statements
    assert communique.read(text, date="2026-04-27").report.published.value == "2026-04-27"
    assert "Amina Otieno" in record._repr_html_()


@pytest.mark.parametrize("source", ["", " \n ", "Der Minister sagte, die Grenze bleibe geschlossen. " * 20])
def test_what_cannot_be_read_says_so(source: str) -> None:
    with pytest.raises(communique.CommuniqueError, match=r"\w+"):
        communique.read(source)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: communique.read(5), "not int. Give a str or a pathlib.Path"),
        (lambda: communique.read(None), "not NoneType"),
        (lambda: communique.read(b"Talks failed."), "not bytes"),
        (lambda: communique.read("Talks failed.", date=20130417), "a date is a str such as '2013-04-17', not int"),
        (lambda: list(communique.Reader().read_many(["Talks failed."])), "reads reports, not str"),
        (lambda: list(communique.Reader().read_many("Talks failed.")), "reads reports, not str"),
        (lambda: list(communique.Reader().read_many(5)), "not int. Write read_many"),
        (lambda: list(communique.Reader().read_many(model.make_report("Talks failed.", "a"))), "not Report. Write"),
        (lambda: communique.Reader().read("Talks failed."), "reads reports, not str"),
        (lambda: communique.open_reports(5), "paths are strings"),
        (lambda: communique.open_reports([5]), "paths are strings"),
        (lambda: communique.open_reports([b"a.txt"]), "is no string"),
        (lambda: communique.open_store(5), "not int"),
        (lambda: from_text(5), "a report's text is a str, not int"),
    ],
)
def test_what_is_of_another_kind_is_wrong_usage(call: Callable[[], object], says: str) -> None:
    with pytest.raises(errors.UsageError) as told:
        call()
    assert says in str(told.value)


def test_a_wrong_date(tmp_path: Path) -> None:
    with pytest.raises(errors.UsageError):
        communique.read("Kenya said that Uganda had closed the border again on Monday morning.", date="soon")
    with pytest.raises(communique.CommuniqueError):
        communique.read(tmp_path / "nothing.txt")


def test_a_file_of_several_reports(tmp_path: Path) -> None:
    file = tmp_path / "two.jsonl"
    file.write_text('{"text": "Kenya left the talks."}\n{"text": "Uganda left the talks."}\n', encoding="utf-8")
    with pytest.raises(errors.UsageError, match="several reports") as told:
        communique.read(file)
    _, _, way = str(told.value).partition("Read them with ")
    read = eval(way, {"communique": communique, "PATH": file})  # the message says what works
    assert [record.report.text for record in read] == ["Kenya left the talks.", "Uganda left the talks."]
