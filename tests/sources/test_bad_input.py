"""Every bad input: an error with a remedy in its place, or a report; never anything else nor the end of the rest."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.errors import EmptyError, InputError, LanguageError, UnreadableError, UnsupportedError, UsageError
from communique.model import Report
from communique.sources import MAX_CHARACTERS, from_text, open_reports

GOOD = "The ministers met in Geneva on Monday and agreed to meet again."
FRENCH = (
    "Le ministre des affaires étrangères a déclaré mercredi que son pays refuse toute intervention militaire et espère "
    "des négociations entre le gouvernement et l’opposition, prévues pour le printemps mais deux fois reportées."
)


@pytest.mark.parametrize(
    ("name", "data", "kind", "says"),
    [
        pytest.param("a.txt", b"", EmptyError, "no text in it", id="empty file"),
        pytest.param("a.txt", b" \r\n\t\xc2\xa0 ", EmptyError, "no text in it", id="only blanks"),
        pytest.param("a.txt", b"abc\0def", UnreadableError, "binary", id="NUL bytes"),
        pytest.param("a.html", b"abc\0def", UnreadableError, "binary", id="NUL bytes in a page"),
        pytest.param("a.txt", b"x" * 50_000_000, InputError, "split the file", id="50 MB line"),
        pytest.param("a.html", b"<p>" + b"x" * 50_000_000, InputError, "split the file", id="50 MB page"),
        pytest.param("a.txt", b"x" * (MAX_CHARACTERS + 1), InputError, "2,000,001 characters", id="one too many"),
        pytest.param("a.jsonl", b'{"text": "' + b"x" * 50_000_000 + b'"}', InputError, "16 MB", id="50 MB JSON line"),
        pytest.param("a.txt.gz", gzip.compress(b"\n" * 50_000_000, 1), InputError, "more than 8 MB", id="gzip bomb"),
        pytest.param("a.txt.gz", gzip.compress(b"text")[:-9], UnreadableError, "gzip file is damaged", id="cut gzip"),
        pytest.param("a.txt", b"\x1f\x8b\x08 no gzip", UnreadableError, "gzip file is damaged", id="no gzip"),
        pytest.param("a.txt", FRENCH.encode(), LanguageError, r"\(fr\)", id="French"),
        pytest.param("a.pdf", b"%PDF-1.7", UnreadableError, "PDF is damaged", id="PDF"),
        pytest.param("a.csv", b"a,b", EmptyError, "no articles in the table", id="table"),
        pytest.param("a.csv", b"a,b\n1,2", InputError, "--columns text=NAME", id="table without texts"),
        pytest.param("a.png", b"\x89PNG\r\n", UnsupportedError, "picture", id="picture"),
        pytest.param("a.html", b"<html><script>alert(1)</script></html>", EmptyError, "no article", id="empty page"),
    ],
)
def test_refused(tmp_path: Path, name: str, data: bytes, kind: type[InputError], says: str) -> None:
    bad, good = tmp_path / name, tmp_path / "good.txt"
    bad.write_bytes(data)
    good.write_text(GOOD)
    begin = time.process_time()
    first, second = open_reports([bad, good])
    assert time.process_time() - begin < 5
    assert isinstance(first, kind)
    assert str(first).startswith(str(bad))
    assert re.search(says, str(first))
    assert isinstance(second, Report)


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        pytest.param("a.txt", b'"' * 100, '"' * 100, id="only quotation marks"),
        pytest.param("a.txt", "“”„«»‘".encode(), "“”„«»‘", id="only typographic quotation marks"),
        pytest.param("a.txt", b"[" * 10_000 + b"]" * 10_000, "[" * 10_000 + "]" * 10_000, id="10,000 brackets"),
        pytest.param("a.txt", "He said “no”.".encode("utf-16"), "He said “no”.", id="UTF-16 with a mark"),
        pytest.param("a.txt", "He said “no”.".encode("utf-16-le"), "He said “no”.", id="UTF-16 without a mark"),
        pytest.param("a.txt", "He said “no”.".encode("cp1252"), "He said “no”.", id="Windows-1252"),
        pytest.param("a.txt", b"\xef\xbb\xbfHe said.", "He said.", id="UTF-8 with a mark"),
        pytest.param("a.txt", "“no” ".encode() + b"\xff!", "“no” �!", id="broken UTF-8"),
        pytest.param("a.txt", b"one\r\ntwo\rthree\n", "one\r\ntwo\rthree\n", id="line ends are kept"),
        pytest.param("a.txt", b"Non, merci.", "Non, merci.", id="short, whatever its language"),
        pytest.param("a.txt.gz", gzip.compress(b"He said."), "He said.", id="gzip"),
        pytest.param("a", b"He said.", "He said.", id="without a suffix"),
    ],
)
def test_read(tmp_path: Path, name: str, data: bytes, text: str) -> None:
    (tmp_path / name).write_bytes(data)
    [report] = open_reports([tmp_path / name])
    assert isinstance(report, Report)
    assert report.text == text
    assert report.source == str(tmp_path / name)


def test_any_language(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FRENCH)
    [report] = open_reports([tmp_path / "a.txt"], any_language=True)
    assert isinstance(report, Report)
    assert report.language == "fr"


@pytest.mark.parametrize("date", ["2013-02-30", "17.4.2013", "", "soon"])
def test_a_wrong_date_is_told_before_anything_is_read(date: str) -> None:
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        open_reports(["no such file"], date=date)
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        from_text(GOOD, date=date or "-")


def test_a_given_date_wins_and_counts_for_the_identity(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "GENEVA, 3 March 2014 (AP) - Talks.", "date": "2014-03-04"}')
    [own] = open_reports([path])
    [given_] = open_reports([path], date="2014-03")
    assert isinstance(own, Report)
    assert isinstance(given_, Report)
    assert (own.published.value, given_.published.value) == ("2014-03-04", "2014-03")
    assert own.id != given_.id
    assert given_.id == from_text(own.text, date="2014-03").id
    assert own.text_id == given_.text_id


def test_a_dateline_is_read_when_no_date_is_given() -> None:
    report = from_text("GENEVA, 3 March 2014 (AP) - Talks began.")
    assert (report.published.value, report.published.basis) == ("2014-03-03", "dateline")


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("nowhere.txt", "no such file"),
        ("link", "link leads nowhere"),
        ("loop", "cannot be read"),
        ("pipe", "no ordinary file"),
        ("a\0b", "malformed"),
        ("x" * 5000, "cannot be read"),
    ],
)
def test_paths_that_lead_to_no_file(tmp_path: Path, path: str, says: str) -> None:
    (tmp_path / "link").symlink_to("nowhere")
    (tmp_path / "loop").symlink_to("loop")
    os.mkfifo(tmp_path / "pipe")
    [error] = open_reports([f"{tmp_path}/{path}"])
    assert isinstance(error, UnreadableError)
    assert says in str(error)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open every file")
def test_a_file_without_the_right_to_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "a.txt").chmod(0)
    [error] = open_reports([tmp_path / "a.txt"])
    assert isinstance(error, UnreadableError)
    assert "may not be opened" in str(error)


def test_the_right_to_read_is_asked_of_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(GOOD)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    [error] = open_reports([tmp_path / "a.txt"])
    assert isinstance(error, UnreadableError)
    assert "may not be opened" in str(error)


def test_a_text_from_memory() -> None:
    report = from_text("He said \ud800 no\0.", title="A title")
    assert report.text == "He said � no�."
    assert (report.source, report.title, report.published.basis) == ("<text>", "A title", "unknown")
    with pytest.raises(EmptyError):
        from_text("")
    with pytest.raises(LanguageError):
        from_text(FRENCH)
    with pytest.raises(InputError, match="split"):
        from_text("x" * (MAX_CHARACTERS + 1))


def test_a_long_line_takes_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "' + b"x" * 150_000_000 + b'"}\n{"text": "after"}\n')
    code = f"""
import resource
from communique.sources import open_reports
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(len(list(open_reports([{str(path)!r}]))), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    count, grown = map(int, out.split())
    unit = 1 if sys.platform == "darwin" else 1024
    assert count == 2
    assert grown * unit < 100_000_000


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html", "a.jsonl", "a.json", "a", "a.txt.gz"]))
def test_no_bytes_raise_anything(tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str) -> None:
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(data)
    for item in open_reports([path]):
        assert isinstance(item, Report | InputError)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=300))
def test_no_text_raises_anything(text: str) -> None:
    try:
        report = from_text(text, any_language=True)
    except InputError:
        return
    assert len(report.text) == len(text)
    last = 0
    for span in report.boilerplate:
        assert last <= span.start < span.end <= len(text)
        last = span.end
