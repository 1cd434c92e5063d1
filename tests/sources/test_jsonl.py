"""JSON Lines and JSON lists: good lines are read whatever stands between them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from communique.errors import InputError
from communique.model import Report
from communique.sources import open_reports

TEXT = "The ministers met in Geneva on Monday and agreed to meet again."


def read(path: Path, data: bytes) -> list[Report | InputError]:
    path.write_bytes(data)
    return list(open_reports([path]))


def test_fields(tmp_path: Path) -> None:
    line = {
        "id": "a1", "text": TEXT, "title": "Ministers\n meet", "date": "2014-03-03T10:00:00Z", "publisher": "Example",
        "url": "https://news.example/1", "language": "en-GB", "attributions": [{"deep": [1] * 10}], "boilerplate": "no",
    }  # fmt: skip
    [report] = read(tmp_path / "a.jsonl", json.dumps(line).encode())
    assert isinstance(report, Report)
    assert report.source == f"{tmp_path}/a.jsonl#a1"
    assert (report.text, report.title, report.publisher) == (TEXT, "Ministers meet", "Example")
    assert (report.published.value, report.published.basis) == ("2014-03-03", "metadata")
    assert (report.url, report.language) == ("https://news.example/1", "en")


def test_bad_lines_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    good = json.dumps({"text": TEXT}).encode()
    lines = [
        good,
        b"",
        b"{bad",
        b"[1, 2]",
        b'"text"',
        b'{"title": "x"}',
        b'{"text": 5}',
        b'{"text": "  "}',
        b'{"text": "' + b"[" * 9 + b'"}',
        b"[" * 100_000,
        b'{"n": ' + b"9" * 10_000 + b', "text": "big number"}',
        b'{"text": "lone \\ud800 half"}',
        b'{"text": "nul \\u0000 and tab \t"}',
        b'{"text": "caf\xe9"}',
        b'{"text": "x", "date": "someday", "title": 7, "id": 12}',
        good,
    ]
    found = read(tmp_path / "a.jsonl", b"\n".join(lines) + b"\n")
    told = [str(item).removeprefix(f"{tmp_path}/a.jsonl") for item in found if isinstance(item, InputError)]
    for place, problem in [
        ("#3", "not valid JSON"),
        ("#4", "no JSON object"),
        ("#5", "no JSON object"),
        ("#6", "'text' is missing"),
        ("#7", "'text' is no string"),
        ("#8", "holds no text"),
        ("#10", "nested too deep"),
    ]:
        assert any(message.startswith(f"{place}: ") and problem in message for message in told), place
    texts = [item.text for item in found if isinstance(item, Report)]
    assert texts == [TEXT, "[[[[[[[[[", "big number", "lone � half", "nul � and tab \t", "café", "x", TEXT]
    assert [item.source.rpartition("#")[2] for item in found if isinstance(item, Report)][-2:] == ["12", "16"]


def test_a_date_that_cannot_be_read_is_not_guessed(tmp_path: Path) -> None:
    [report] = read(tmp_path / "a.jsonl", b'{"text": "x", "date": "04/05/2013"}')
    assert isinstance(report, Report)
    assert report.published.value is None


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b'\xef\xbb\xbf{"text": "a"}\r\n{"text": "b"}\r\n', id="mark and Windows line ends"),
        pytest.param('{"text": "a"}\n{"text": "b"}\n'.encode("utf-16"), id="UTF-16 with a mark"),
        pytest.param('{"text": "a"}\n{"text": "b"}\n'.encode("utf-16-le"), id="UTF-16 without a mark"),
        pytest.param(gzip.compress(b'{"text": "a"}\n{"text": "b"}'), id="gzip"),
        pytest.param(b'[{"text": "a"}, {"text": "b"}]', id="a list under the wrong name"),
    ],
)
def test_encodings(tmp_path: Path, data: bytes) -> None:
    found = read(tmp_path / "a.jsonl", data)
    assert [item.text for item in found if isinstance(item, Report)] == ["a", "b"]
    assert [item.source.rpartition("#")[2] for item in found if isinstance(item, Report)] == ["1", "2"]


@pytest.mark.parametrize(
    ("data", "texts", "problem"),
    [
        (b'[{"text": "a"}, {"text": 1}, {"text": "b", "id": "k"}]', ["a", "b"], "'text' is no string"),
        (b'[{"text": "a \\ud800"}]', ["a �"], None),
        (b'{\n "text": "a"\n}', ["a"], None),
        (b'{"text": "a"}\n{"text": "b"}', ["a", "b"], None),
        (b'[{"text": "a"},', [], "not valid JSON"),
        (b"[" * 100_000, [], "nested too deep"),
        (b'{"a": 1}', [], "'text' is missing"),
        (b"", [], "not valid JSON"),
        (b"[]", [], "no reports in it"),
    ],
)
def test_json_files(tmp_path: Path, data: bytes, texts: list[str], problem: str | None) -> None:
    found = read(tmp_path / "a.json", data)
    assert [item.text for item in found if isinstance(item, Report)] == texts
    errors = [str(item) for item in found if isinstance(item, InputError)]
    assert [problem in error for error in errors] == [True] * bool(problem) if problem else not errors


def test_one_object_keeps_its_id(tmp_path: Path) -> None:
    [report] = read(tmp_path / "a.json", b'{\n"text": "a", "id": "k"}')
    assert isinstance(report, Report)
    assert report.source == f"{tmp_path}/a.json#k"


def test_a_file_without_lines_is_told(tmp_path: Path) -> None:
    [error] = read(tmp_path / "a.jsonl", b"\n\n")
    assert "no reports in it" in str(error)


def test_reports_come_before_the_file_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "a"}\n' * 100_000)
    assert isinstance(next(iter(open_reports([path]))), Report)


def test_gzip_that_breaks_off_gives_what_was_there(tmp_path: Path) -> None:
    lines = b"".join(b'{"text": "report %d"}\n' % n for n in range(20_000))
    packed = gzip.compress(lines, mtime=0)
    found = read(tmp_path / "a.jsonl.gz", packed[: len(packed) // 2])
    assert isinstance(found[-1], InputError)
    assert "gzip file is damaged" in str(found[-1])
    assert len(found) > 100


PATH, CODE = "/srv/data/archive/" * 30, "tsc -p . && node build.js --out=dist && " * 20
PROSE = "The foreign ministers of Peru and Chile met in Oslo on Tuesday, and said that “the talks” had gone well. " * 3


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ({"paths": {"data": PATH, "out": "/tmp"}, "settings": {"names": ["x"] * 200}}, None),
        ({"name": "app", "scripts": {"build": CODE}}, None),
        ({"file": PATH}, None),
        ({"command": CODE}, None),
        ({"key": "x" * 400, "links": ["https://a.example/" + "y" * 300] * 3}, None),
        ({"path": "/a/b", "size": 12}, None),
        ({}, None),
        ({"title": "Talks", "was": PROSE}, PROSE),  # what is plainly text is taken for it, and said
    ],
)
def test_settings_and_paths_are_no_reports(tmp_path: Path, row: dict[str, object], text: str | None) -> None:
    for name in ("a.json", "a.jsonl"):
        [report] = read(tmp_path / name, json.dumps(row).encode())
        if text is None:
            assert isinstance(report, InputError)
            assert "the field 'text' is missing" in report.problem
            assert not row or "--columns text=NAME" in report.remedy
        else:
            assert isinstance(report, Report)
            assert report.text == text.strip()
