"""What kind of text a report is: told by its title, by how it begins and by how it is laid out."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import NamedTuple, cast

from communique.model import Span
from communique.model.report import Genre

OPENING = 600
"""Characters at the start in which a genre shows itself."""
TOLD_IN = 3_000
"""Characters in which the words of a paper are counted."""
TURNS_IN = 20_000
"""Characters in which speakers' turns are counted."""
LEAST_TURNS = 3
HEADING = 200
"""Characters of a first line that may be a title."""
HEADINGS = 3
"""First lines that may be letterhead and title."""

# A speaker's turn: "Q:", "Q    Mr. President,", "QUESTION:", "MR. SMITH:", "THE PRESIDENT:", "PRESIDENT ROE:"
TURN = re.compile(
    r"(?:^|(?<=[.?!”\")\]] )|(?<=[A-Z]{2}T ))(?![A-Z]{1,3}T )[*_]{0,2}"
    r"(?P<label>Q(?=[:.]\s|[*_]{1,2}\s|\s{2,})|(?:Question|Answer|Moderator)(?=:)"
    r"|(?:(?:MR|MS|MRS|DR|AMB)\. )?[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,4}(?=(?: \([^()\n]{1,60}\))?:[*_\s]))",
    re.M,
)
# What each turn has, and few texts have often: "MR. ROE:", "Q:", "**Q**", "Q    Mr.", "Answer:"
COLON = re.compile(r"[A-Z.'’)-]:|Q(?=[:.\s*_])|(?<=[nr]):")
# Words of a paper that tells what others told: "said", "told reporters"
TOLD = re.compile(r"\b(?:said|told|according to|reported|quoted)\b")


class GenreCue(NamedTuple):
    """One line of ``genre.tsv``."""

    genre: Genre
    where: str
    told: int | None
    pattern: re.Pattern[str]
    example: str


@cache
def cues() -> tuple[GenreCue, ...]:
    """The cues of ``genre.tsv``, in its order."""
    found = []
    for line in files("communique.sources").joinpath("genre.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            genre, where, told, pattern, example = line.split("\t")
            anchored = rf"\A\W*(?:{pattern})" if where == "start" else pattern
            found.append(
                GenreCue(cast("Genre", genre), where, int(told) if told else None, re.compile(anchored), example)
            )
    return tuple(found)


def find_genre(text: str, title: str | None, boilerplate: tuple[Span, ...] = ()) -> Genre:
    """The kind of text, by its title (or its first line, when that is a heading) and its form; ``news`` by default.

    In a communiqué or a read-out the issuing bodies speak through the document, so that its first person is theirs; the
    written statement of a single office counts as a communiqué for that reason.
    """
    if _is_dialogue(text):
        return "transcript"
    first = 0
    for span in boilerplate:
        if text[first : span.start].strip():
            break
        first = span.end
    body = text[first : first + TOLD_IN].lstrip()
    headings = [" ".join(title.split())] if title else _headings(body)
    places = {"title": headings, "start": [body[:OPENING]], "opening": [body[:OPENING]]}
    told = len(TOLD.findall(body))
    for cue in cues():
        if (cue.told is None or told <= cue.told) and any(map(cue.pattern.search, places[cue.where])):
            return cue.genre
    return "news"


def _headings(body: str) -> list[str]:
    """The first lines as long as they are short and no sentences: letterhead and title."""
    found: list[str] = []
    for line in body.split("\n")[: 2 * HEADINGS]:
        words = " ".join(line.split())
        if len(words) > HEADING or words.rstrip("”\"’'*_ ").endswith((".", "!", "?", ":")) or len(found) == HEADINGS:
            return found
        if words:
            found.append(words)
    return found[:-1]  # the last may be all that there is


def _is_dialogue(text: str) -> bool:
    """Whether speakers take turns: three turns at least, and questions or a speaker who returns."""
    if text.count(":", 0, TURNS_IN) + text.count("Q", 0, TURNS_IN) < LEAST_TURNS:
        return False
    if len(COLON.findall(text, 0, TURNS_IN)) < LEAST_TURNS:
        return False
    turns = Counter(match["label"] for match in TURN.finditer(text, 0, TURNS_IN))
    if turns["Q"] >= LEAST_TURNS:
        return True
    return turns.total() >= LEAST_TURNS and len(turns) > 1 and max(turns.values()) > 1
