"""Reports as entries of a reference list: Chicago style (17th ed., 14.191, newspaper articles) and BibTeX."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator

from communique.export.safe import link, one_line
from communique.query.report_references import ReportReference

__all__ = ["bibtex", "chicago"]

SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
"""What TeX would act on."""
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
BY = re.compile(r"^(?:by\s+)", re.IGNORECASE)
"""Before the name in a byline: "By Marta Lindqvist"."""


def chicago(references: Iterable[ReportReference]) -> Iterator[str]:
    """Each as a line: 'Lindqvist. "A fish that does not read maps." The Courier, October 14, 2024.'"""
    for one in references:
        parts = [f"{author}." if not author.endswith(".") else author] if (author := _author(one)) else []
        title = one_line(one.title)
        parts.append(f"“{title}{'' if title.endswith(('.', '?', '!')) else '.'}”")
        where = [w for w in (one_line(one.publisher or ""), _day(one.date)) if w]
        where += [f"p. {one_line(one.page)}"] if one.page else []
        parts.append(f"{', '.join(where)}." if where else "n.d.")
        parts += [f"{address}."] if (address := link(one.url)) else []
        yield " ".join(parts) + "\n"


def bibtex(references: Iterable[ReportReference]) -> Iterator[str]:
    """Each as an entry; its key is the report's id."""
    for one in references:
        year, month, day = _parts(one.date)
        fields = {
            "author": _braced(_author(one)), "title": "{" + _tex(one_line(one.title)) + "}",
            "journal": _tex(one_line(one.publisher or "")), "year": year,
            "pages": _tex(one_line(one.page or "")), "url": _tex(link(one.url) or ""),
            "note": _tex(f"{'dated ' + day + ', ' if day else ''}communique report {one.report[:12]}"),
        }  # fmt: skip
        lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
        lines += [f"  month = {month},\n"] if month else []
        yield f"@article{{r{one.report[:12]},\n{''.join(lines)}}}\n\n"


def _author(one: ReportReference) -> str:
    return BY.sub("", one_line(one.byline or "")).rstrip(",;")


def _braced(name: str) -> str:
    """A byline as one name, whatever commas and "and" are in it."""
    return "{" + _tex(name) + "}" if name else ""


def _parts(date: str | None) -> tuple[str, str, str]:
    """Year, month and day as BibTeX has them, as far as known."""
    known = (date or "").rstrip("?").split("/")[0].split("-")
    year = known[0] if known[0].isdecimal() else ""
    month = MONTHS[int(known[1]) - 1] if len(known) > 1 and known[1].isdecimal() and 1 <= int(known[1]) <= 12 else ""
    return year, month, "-".join(known) if len(known) == 3 else ""


def _day(date: str | None) -> str:
    """A date in words: "October 14, 2024"; in brackets when it was inferred."""
    if not date:
        return "n.d."
    told = date.rstrip("?")
    words = told
    try:
        if len(told) == 10:
            day = datetime.date.fromisoformat(told)
            words = f"{day:%B} {day.day}, {day.year}"
        elif len(told) == 7:
            words = f"{datetime.date.fromisoformat(told + '-01'):%B %Y}"
    except ValueError:
        words = told
    return f"[{words}]" if date.endswith("?") else words


def _tex(text: str) -> str:
    return "".join(SPECIAL.get(c, c) for c in text)
