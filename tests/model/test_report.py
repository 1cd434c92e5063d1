from __future__ import annotations

import msgspec
import pytest

from communique.model import Published, make_report


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
