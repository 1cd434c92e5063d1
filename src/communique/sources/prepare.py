"""What the text itself tells before it is read: its language, its boilerplate, its genre, its header and dateline."""

from __future__ import annotations

import msgspec

from communique.model import Report
from communique.sources.article import scrubbed
from communique.sources.boilerplate import find_boilerplate, merged
from communique.sources.dateline import find_dateline, published
from communique.sources.genre import find_genre
from communique.sources.header import find_header
from communique.sources.language import check_language


def prepare(report: Report, *, any_language: bool = False) -> Report:
    """The report with language, boilerplate, genre and, when no date was given, the date of its header or dateline.

    Raises:
        LanguageError: it is in another language than English, and ``any_language`` is not set.
    """
    language = check_language(report.text, report.source, report.language, any_language=any_language)
    boilerplate = find_boilerplate(report.text)
    header = find_header(report.text)
    if header is not None:
        boilerplate = tuple(merged([*boilerplate, *header.spans]))
        report = msgspec.structs.replace(
            report,
            title=report.title or header.article.title,
            publisher=report.publisher or header.article.publisher,
            byline=report.byline or scrubbed(header.article.byline),
            section=report.section or scrubbed(header.article.section),
            page=report.page or scrubbed(header.article.page),
            extra={**header.article.extra, **report.extra},
            published=(report.published.value is None and header.published) or report.published,
        )
    dated = report.published
    if dated.value is None:
        line = find_dateline(report.text, boilerplate)
        if line and line.date and (line.value is not None or not dated.alternatives):
            dated = published(line)
    return msgspec.structs.replace(
        report,
        language=language,
        boilerplate=boilerplate,
        genre=find_genre(report.text, report.title, boilerplate),
        published=dated,
    )
