"""Who is quoted is the source of what is told, and who quotes is not."""

from __future__ import annotations

import pytest

from tests.conftest import Read
from tests.reading import content, name_of, told

OTIENO = "Kenyan Foreign Minister Amina Otieno"

# text, words that are told, their speaker, the content
QUOTED = [
    (f"Xinhua quoted {OTIENO} as saying that the border would stay open.", "stay open", "Amina Otieno",
     "that the border would stay open"),
    (f"{OTIENO} came back. Xinhua quoted her as saying that the border would stay open.", "stay open", "Amina Otieno",
     "that the border would stay open"),
    (f"{OTIENO} was quoted by Interfax as saying that the border would stay open.", "stay open", "Amina Otieno",
     "that the border would stay open"),
    (f"{OTIENO} was quoted as saying that the border would stay open.", "stay open", "Amina Otieno",
     "that the border would stay open"),
    (f"“The border stays open,” Xinhua quoted {OTIENO} as saying.", "stays open", "Amina Otieno",
     "The border stays open"),
    (f"Xinhua cited {OTIENO} as telling reporters that the border would stay open.", "stay open", "Amina Otieno",
     "that the border would stay open"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "speaker", "said"), QUOTED)
def test_who_is_quoted_speaks(read: Read, text: str, words: str, speaker: str, said: str) -> None:
    (record,) = read([text])
    statement = told(record, words)
    assert name_of(record, statement.speaker) == speaker
    assert content(record, statement) == said
    assert len(record.statements) == 1


def test_by_rules_too(read_by_rules: Read) -> None:
    (record,) = read_by_rules([f"{OTIENO} was quoted on Monday as saying that the border would stay open."])
    assert name_of(record, told(record, "stay open").speaker) == "Amina Otieno"


# text, who says it, who is cited
CITED = [
    (f"Xinhua, citing {OTIENO}, said the border would stay open.", "Xinhua", "Amina Otieno"),
    (f"Quoting {OTIENO}, Reuters reported that the border would stay open.", "Reuters", "Amina Otieno"),
    ("The border would stay open, Xinhua said, citing Kenyan diplomats.", "Xinhua", "Kenyan diplomats"),
    ("Xinhua, citing an unnamed source, said the border would stay open.", "Xinhua", None),
]


@pytest.mark.parametrize(("text", "outlet", "cited"), CITED)
def test_whom_an_outlet_cites(read: Read, text: str, outlet: str, cited: str | None) -> None:
    (record,) = read([text])
    outer, inner = sorted(record.statements, key=lambda s: s.parent is not None)
    assert name_of(record, outer.speaker) == outlet
    assert (name_of(record, inner.speaker), name_of(record, inner.via)) == (cited, outlet)
    assert inner.parent == outer.id
    assert inner.content == outer.content
    assert inner.source is not None


def test_what_is_cited_is_nobody_s_word(read: Read) -> None:
    (record,) = read(["Xinhua, citing the treaty of 1902, said the border would stay open."])
    assert {name_of(record, s.speaker) for s in record.statements} == {"Xinhua"}
