"""Genres, by title, by opening and by layout."""

from __future__ import annotations

import pytest

from communique.sources.genre import GenreCue, cues, find_genre

NEWS = "The foreign minister said on Monday that the talks would go on.\n\nHe told reporters that no date was set."


@pytest.mark.parametrize("cue", cues(), ids=lambda cue: cue.example[:40])
def test_each_cue_finds_its_example(cue: GenreCue) -> None:
    text, title = (NEWS, cue.example) if cue.where == "title" else (cue.example + "\n\nIt went on.", None)
    assert find_genre(text, title) == cue.genre


@pytest.mark.parametrize(
    ("title", "text", "genre"),
    [
        (None, NEWS, "news"),
        ("Minister reads out statement after talks", NEWS, "news"),
        ("Yen seen rising after G-7 communique", NEWS, "news"),
        ("President’s remarks on the alliance set off alarm", NEWS, "news"),
        ("Kremlin rejects joint declaration draft", NEWS, "news"),
        (None, "Joint Statement by the Foreign Ministers\n\nThe ministers met in Geneva.", "communique"),
        (None, "MINISTRY OF FOREIGN AFFAIRS\n\nRead-out of the meeting of the ministers\n\nThe ministers met.",
         "readout"),
        (None, "Ministers meet\n\nThe read-out of the talks was short.", "news"),
        (None, "Q: Will you go?\nA: We will.\nQ: When?\nA: Soon.\nQ: Why?\nA: To talk.", "transcript"),
        (None, "3:40 P.M. EST MODERATOR: Welcome. PRESIDENT ROE: Thank you. MODERATOR: Questions? JANE DOE: One.",
         "transcript"),
        ("Remarks by President Roe", "THE PRESIDENT: Thank you all for coming.", "speech"),
        (None, "[ad_1]\nDear Madam Speaker:\n\nI write to you.", "other"),
        (None, "President Jane Roe met Prime Minister John Doe on Monday, her office said.", "news"),
        (None, "We, the people, said the minister, want peace, the paper reported; he told so to all.", "news"),
        ("", "", "news"),
    ],
)  # fmt: skip
def test_genre(title: str | None, text: str, genre: str) -> None:
    boilerplate = ()
    if text.startswith("[ad_1]"):
        from communique.sources.boilerplate import find_boilerplate

        boilerplate = find_boilerplate(text)
    assert find_genre(text, title, boilerplate) == genre
