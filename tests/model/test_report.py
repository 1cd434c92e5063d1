from __future__ import annotations

import msgspec
import pytest

from communique.model import Published, make_report
from communique.model.report import unwritable


def test_a_report_with_what_is_known() -> None:
    report = make_report(
        "Talks failed.", "a.txt#7", title="Talks", publisher="Post", url="u", date="2020-02", language="en"
    )
    assert (report.source, report.title, report.publisher, report.url, report.language) == (
        "a.txt#7",
        "Talks",
        "Post",
        "u",
        "en",
    )
    assert report.published == Published("2020-02", "2020-02", "2020-02", "metadata", confidence=1.0)
    assert report.genre == "news"
    assert report.boilerplate == ()


def test_a_report_of_which_nothing_is_known() -> None:
    report = make_report("", "-")
    assert report.published.basis == "unknown"
    assert report.published.value is None
    assert report.language is None


def test_a_report_is_frozen() -> None:
    report = make_report("a", "b")
    with pytest.raises(AttributeError):
        report.text = "c"  # type: ignore[misc]
    assert msgspec.structs.replace(report, genre="speech").genre == "speech"


def test_every_string_is_scrubbed() -> None:
    half = "a\ud83d\0"
    report = make_report(half, "b\udcff#\ud83d", title=half, publisher=half, url=half, language=half)
    assert {report.text, report.title, report.publisher, report.url, report.language} == {"a��"}
    assert report.source == "b\\xff#�"
    assert report.id == make_report("a��", "c", title="a��", publisher="a��", url="a��").id
    assert unwritable(report) is None


@pytest.mark.parametrize("field", ["id", "text_id", "source", "text", "title", "publisher", "url", "language"])
def test_a_report_made_by_hand_that_nothing_can_write(field: str) -> None:
    report = msgspec.structs.replace(make_report("Talks – failed.", "a.txt"), **{field: "a\udcff"})
    named = r"a\xff" if field == "source" else "a.txt"
    assert str(unwritable(report)).startswith(f"{named}: its {field} holds half a character")
