"""What the text itself tells before it is read: its language, its boilerplate, its genre, its header and dateline."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from communique.errors import InputError
from communique.model import Report
from communique.sources.article import scrubbed
from communique.sources.boilerplate import find_boilerplate, merged
from communique.sources.dateline import find_dateline, published
from communique.sources.genre import find_genre
from communique.sources.header import find_header
from communique.sources.language import check_language


class RawReport(Report, frozen=True):
    """A report as its file gives it: of its text only the boilerplate is marked that its archive's articles share.

    What :func:`prepare` finds costs ten times what it costs to take an export apart, and nobody asks for it of a report
    that a store has already.
    """

    any_language: bool = False
    """Whether it is to be read in whatever language it is."""


FIELDS = attrgetter(*Report.__struct_fields__)


def raw(report: Report, *, any_language: bool = False) -> RawReport:
    """The report, still to be prepared."""
    values: list[Any] = [*FIELDS(report), any_language]
    return RawReport(*values)


def ready(item: Report | InputError) -> Report | InputError:
    """The same, prepared where it is raw; the error where it cannot be."""
    if not isinstance(item, RawReport):
        return item
    try:
        return prepare(item, any_language=item.any_language)
    except InputError as error:
        return error


def prepare(report: Report, *, any_language: bool = False) -> Report:
    """The report with language, boilerplate, genre and, when no date was given, the date of its header or dateline.

    Boilerplate that is marked already stays; genre and dateline are told without it.

    Raises:
        LanguageError: it is in another language than English, and ``any_language`` is not set.
    """
    given = report.language or report.extra.get("language")  # a news file tells another language among the rest
    language = check_language(report.text, report.source, given, any_language=any_language)
    boilerplate = find_boilerplate(report.text)
    fields = {name: getattr(report, name) for name in Report.__struct_fields__}
    header = find_header(report.text)
    dated = report.published
    if header is not None:
        boilerplate = tuple(merged([*boilerplate, *header.spans]))
        told = header.article
        fields |= {
            "title": report.title or told.title,
            "publisher": report.publisher or told.publisher,
            "byline": report.byline or scrubbed(told.byline),
            "section": report.section or scrubbed(told.section),
            "page": report.page or scrubbed(told.page),
            "extra": {**told.extra, **report.extra},
        }
        dated = (dated.value is None and header.published) or dated
    if dated.value is None:
        line = find_dateline(report.text, boilerplate)
        if line and line.date and (line.value is not None or not dated.alternatives):
            dated = published(line)
    known = report.boilerplate
    fields |= {
        "language": language,
        "boilerplate": tuple(merged([*boilerplate, *known])) if known else boilerplate,
        "genre": find_genre(report.text, fields["title"], boilerplate),
        "published": dated,
    }
    return Report(**fields)
