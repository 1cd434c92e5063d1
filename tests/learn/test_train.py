"""``communique train``: a store's judgements become weights, which change what is told; deleting them undoes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.cli import main
from communique.errors import UsageError
from communique.extract.events import own_weights
from communique.extract.events.ballot import shipped
from communique.knowledge.tables import ENVIRONMENT
from communique.learn.judged import judged_acts
from communique.learn.train import train
from communique.model import make_report
from communique.reader import Reader
from communique.store import Store

ACTORS = [("Kenya", "Uganda"), ("Chad", "Sudan"), ("Peru", "Chile"), ("Oman", "Yemen"), ("Norway", "Sweden"),
          ("Japan", "Vietnam")]  # fmt: skip
TEXT = (
    "The president of {0} visited {1} on Monday. {0} condemned {1} over the raid. "
    "{0} expelled two envoys of {1}. {0} urged {1} to release the pilots. {0} threatened {1} with war. "
    "{0} signed a treaty with {1}."
)
NEW = "The president of Fiji visited Nepal on Monday. Fiji condemned Nepal over the raid."


@pytest.fixture
def judged(place: Store, fill) -> Store:  # type: ignore[no-untyped-def]
    """Six reports of six acts each, every one accepted but for those of blaming."""
    fill(
        place, [make_report(TEXT.format(*pair), f"{n}.txt", date="2015-03-18") for n, pair in enumerate(ACTORS)], Reader
    )
    for record in list(place.records()):
        for event in record.events:
            place.review.judge(event.id, "reject" if event.type == "ACCUSE" else "accept", text=record.report.text_id)
    return place


def test_a_store_s_judgements_change_what_is_told(
    judged: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    acts = judged_acts(judged)
    assert len(acts) >= 30
    assert {a.right for a in acts if a.type == "ACCUSE"} == {False}
    assert {a.right for a in acts if a.type != "ACCUSE"} == {True}

    folder = tmp_path / "mine"
    with pytest.raises(SystemExit) as ended:
        main(["train", "--store", str(judged.path), "--to", str(folder)])
    assert not ended.value.code
    told = capsys.readouterr().out
    assert f"{len(acts)} judgements on events in 6 reports" in told
    assert "before" in told
    assert "after" in told
    assert str(folder / "acts.npz") in told

    report = make_report(NEW, "new")
    assert [e.type for e in Reader().read(report).events] == ["CONSULT", "ACCUSE"]
    monkeypatch.setenv(ENVIRONMENT, str(folder))
    assert [e.type for e in Reader().read(report).events] == ["CONSULT"]
    (folder / "acts.npz").unlink()
    assert [e.type for e in Reader().read(report).events] == ["CONSULT", "ACCUSE"]


def test_corrections_additions_and_whole_reports_are_learned_from(judged: Store) -> None:
    record = next(iter(judged.records()))
    text, report = record.report.text_id, record.report.id
    visit = next(e for e in record.events if e.type == "CONSULT")
    judged.review.judge(visit.id, "correct", text=text, type="SUPPORT")
    treaty = next(e for e in record.events if e.type == "AGREE")
    judged.review.judge(treaty.id, "correct", text=text, date="2015-03-01")
    judged.review.whole(report)
    acts = [a for a in judged_acts(judged) if a.text == text]
    assert [a.right for a in acts if a.ruled and a.type == "CONSULT"] == [False]  # another type was right
    assert [a.right for a in acts if a.ruled and a.type == "AGREE"] == [True]  # its date alone was wrong
    assert not any(a.right for a in acts if not a.ruled)  # nobody missed what the head alone would tell


def test_train_says_what_is_wanting(place: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ENVIRONMENT, raising=False)
    with pytest.raises(UsageError, match=r"no folder is named for the weights\. Say --to FOLDER"):
        train(place)
    with pytest.raises(UsageError, match="there are 0 judgements on events"):
        train(place, tmp_path)
    assert own_weights.in_force() is shipped()
