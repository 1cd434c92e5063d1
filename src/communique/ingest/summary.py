"""What a run of adding read: files, articles, formats, duplicates, what was set aside and what failed, with why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from communique.errors import InputError, printable
from communique.model import Report
from communique.sources.prepare import ready
from communique.sources.relevance import judge

WITHOUT = "Add without --relevant"


class FileSummary(msgspec.Struct):
    """What became of one file."""

    file: str
    form: str = ""
    """The format that it was read as, of a database's export the database; empty for one that could not be opened."""
    articles: int = 0
    repeated: int = 0
    """Of these such as another report of this run is, to the letter."""
    aside: int = 0
    failed: int = 0


class AsideReport(msgspec.Struct):
    """A report that was set aside."""

    source: str
    topic: str
    reason: str


class Summary:
    """Watches the reports of a run go by. ``relevant``: what is not diplomacy is set aside, and listed here."""

    def __init__(self, *, relevant: bool = False) -> None:
        self.files: dict[str, FileSummary] = {}
        self.errors: list[InputError] = []
        self.aside: list[AsideReport] = []
        self._relevant = relevant
        self._seen: set[str] = set()

    def form(self, source: str, form: str) -> None:
        """A file was told to be of a format."""
        if "#" not in source:
            self._file(source).form = form

    def watched(self, items: Iterable[Report | InputError]) -> Iterator[Report | InputError]:
        """The same items, without the reports that are set aside."""
        for item in items:
            if isinstance(item, Report):
                file = self._file(item.source)
                file.articles += 1
                file.repeated += item.id in self._seen
                self._seen.add(item.id)
                if self._relevant and not isinstance(item := ready(item), Report):
                    yield item
                    continue
                if self._relevant and not (judged := judge(item)).relevant:
                    file.aside += 1
                    self.aside.append(AsideReport(item.source, judged.topic, judged.reason))
                    continue
            yield item

    def failed(self, error: InputError) -> None:
        """An input or a report could not be read."""
        self._file(error.source).failed += 1
        self.errors.append(error)

    def _whys(self) -> dict[str, tuple[str, str]]:
        """Why something of a file was not added, and what to do about it: each reason once, with how often."""
        reasons: dict[str, dict[str, tuple[int, str]]] = {}

        def note(source: str, why: str, remedy: str) -> None:
            told = reasons.setdefault(source.partition("#")[0], {})
            told[why] = (told.get(why, (0, ""))[0] + 1, remedy)

        for error in self.errors:
            note(error.source, error.problem, error.remedy)
        for one in self.aside:
            note(one.source, f"set aside: {one.topic}", WITHOUT)
        return {
            source: (
                "; ".join(f"{why} ({many:,})" if many > 1 else why for why, (many, _) in told.items()),
                "; ".join(dict.fromkeys(remedy for _, remedy in told.values())),
            )
            for source, told in reasons.items()
        }

    def _file(self, source: str) -> FileSummary:
        name = source.partition("#")[0]
        return self.files.setdefault(name, FileSummary(name))

    def lines(self) -> Iterator[str]:
        """A table for people: a line a format, then what was set aside and what failed, by reason."""
        forms: dict[str, list[FileSummary]] = {}
        for file in self.files.values():
            forms.setdefault(file.form or "unread", []).append(file)
        yield f"{'format':<12}{'files':>8}{'articles':>10}{'repeated':>10}{'aside':>8}{'failed':>8}"
        for form, found in sorted(forms.items()):
            sums = [sum(getattr(f, name) for f in found) for name in ("articles", "repeated", "aside", "failed")]
            yield f"{form:<12}{len(found):>8,}{sums[0]:>10,}{sums[1]:>10,}{sums[2]:>8,}{sums[3]:>8,}"
        topics: dict[str, int] = {}
        for one in self.aside:
            topics[one.topic] = topics.get(one.topic, 0) + 1
        if topics:
            told = ", ".join(f"{topic} {many:,}" for topic, many in sorted(topics.items(), key=lambda t: -t[1]))
            yield f"set aside as no diplomacy: {told}"
        reasons: dict[tuple[str, str], int] = {}
        for error in self.errors:
            why = (printable(error.problem), printable(error.remedy))
            reasons[why] = reasons.get(why, 0) + 1
        for (problem, remedy), many in sorted(reasons.items(), key=lambda r: -r[1])[:20]:
            yield f"failed {many:,}: {problem}. {remedy}"

    def rows(self) -> Iterator[dict[str, str | int]]:
        """The same for a table: a row a file, a report that was set aside, an input that failed."""
        whys = self._whys()
        for file in self.files.values():
            reason, remedy = whys.get(file.file, ("", ""))
            yield {
                "what": "file", "source": file.file, "format": file.form, "articles": file.articles,
                "repeated": file.repeated, "set_aside": file.aside, "failed": file.failed, "reason": reason,
                "remedy": remedy,
            }  # fmt: skip
        blank = {"format": "", "articles": "", "repeated": "", "set_aside": "", "failed": ""}
        for one in self.aside:
            yield {
                "what": "set aside",
                "source": one.source,
                **blank,
                "reason": one.reason,
                "remedy": WITHOUT,
            }
        for error in self.errors:
            yield {"what": "failed", "source": error.source, **blank, "reason": error.problem, "remedy": error.remedy}
