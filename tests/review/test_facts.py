"""Judging facts: what coders say is put in when a record is read, and the machine's record stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from communique.errors import CommuniqueError, ConflictError, StoreError, UsageError
from communique.export.citation import how_to_cite
from communique.model import FACT_KINDS, Record, Span, kind_of
from communique.review.log import ON_ENTITIES, ON_FACTS
from communique.store import Store, open_store
from tests.reading import name_of
from tests.review.made import TEXT, at, reader_of, the_report


def only(store: Store) -> Record:
    [record] = store.records()
    return record


def judged(store: Store) -> Record:
    [record] = store.records(judged=True)
    assert store.record(record.report.id, judged=True) == record
    return record


def fact_of(record: Record, kind: str) -> Any:
    [fact] = getattr(record, kind)
    return fact


@pytest.mark.parametrize("kind", FACT_KINDS)
def test_what_is_accepted_stays_and_what_is_rejected_goes_from_what_is_read(store: Store, kind: str) -> None:
    before = only(store)
    fact = fact_of(before, kind)
    store.review.judge(fact.id, "accept", by="Ana")
    assert judged(store) == before
    store.review.judge(fact.id, "reject", by="Ana", note="no such thing")
    assert getattr(judged(store), kind) == ()
    assert only(store) == before
    assert store.undo(by="Ana").number == 2
    assert judged(store) == before
    assert store.review.redo(by="Ana").number == 2
    assert getattr(judged(store), kind) == ()


CORRECTIONS = [
    ("statements", {"speaker": "Ana Costa"}, "speaker", "Ana Costa"),
    ("statements", {"speaker": "none"}, "speaker", None),
    ("statements", {"speaker": "envoy of Peru"}, None, "is no actor of this report"),
    ("statements", {"act": "promise"}, "act", "promise"),
    ("statements", {"act": "sing"}, None, "Use one of: say, deny"),
    ("statements", {"act": ""}, None, "cannot be empty"),
    ("statements", {"recipient": None}, "addressee", None),
    ("statements", {"date": "2013-04-15"}, "date", "2013-04-15"),
    ("statements", {"date": "Monday"}, None, "is no date"),
    ("statements", {"span": "would sign the Cusco accord"}, "content", (at("would sign the Cusco accord"),)),
    ("statements", {"span": "0-5000"}, None, "does not lie in the text, which has"),
    ("statements", {"span": "9-9"}, None, "does not lie in the text"),
    ("statements", {"span": "4-5"}, None, "only blanks"),
    ("statements", {"span": "Menon"}, None, "stands in the text 3 times: 5-10, "),
    ("statements", {"span": "Bolivia"}, None, "does not stand in the text"),
    ("statements", {"stance": "for"}, None, "statements have no 'stance' to say. Say one of: speaker, act"),
    ("positions", {"actor": "Chile", "stance": "for"}, "actor", "Chile"),
    ("positions", {"stance": "ambivalent"}, "stance", "ambivalent"),
    ("positions", {"actor": "none"}, None, "actor cannot be empty"),
    ("positions", {"issue": "dams in general"}, "issue.label", "dams in general"),
    ("positions", {"issue": f"{at('the dam').start}-{at('the dam').end}"}, "issue.span", at("the dam")),
    ("events", {"type": "PROTEST"}, "type", "PROTEST"),
    ("events", {"type": "nothing"}, None, "there is no type 'nothing'. Use one of:"),
    ("events", {"actor": "Peru; Ravi Menon"}, "actors", ("Peru", "Ravi Menon")),
    ("events", {"recipient": "none"}, "recipients", ()),
    ("events", {"date": "2013-04"}, "date_basis", "text"),
    ("meetings", {"participants": ["Ana Costa", "Chile"]}, "participants", ("Ana Costa", "Chile")),
    ("meetings", {"status": "cancelled", "date": "2013-04-15"}, "start", "2013-04-15"),
    ("agreements", {"status": "signed", "name": "the accord of Cusco"}, "name", "the accord of Cusco"),
    ("relations", {"type": "at_odds", "actor": "Chile"}, "source", "Chile"),
    ("conditionals", {"type": "threat"}, "kind", "threat"),
    ("conditionals", {"condition": "if Chile pays"}, "condition", at("if Chile pays")),
]


@pytest.mark.parametrize(("kind", "said", "field", "right"), CORRECTIONS)
def test_corrections(store: Store, kind: str, said: dict[str, Any], field: str | None, right: Any) -> None:
    before = only(store)
    fact = fact_of(before, kind)
    if field is None:
        with pytest.raises(UsageError, match=right):
            store.review.judge(fact.id, "correct", **said)
        assert store.log() == []
        return
    store.review.judge(fact.id, "correct", by="Ana", **said)
    after = judged(store)
    now: Any = fact_of(after, kind)
    found = now
    for part in field.split("."):
        found = getattr(found, part)
    if field in kind_of(kind).actors:
        found = name_of(after, found)
    if field in dict(kind_of(kind).parties):
        found = tuple(name_of(after, one) for one in found)
    assert found == right
    assert (now.id, now.confidence) == (fact.id, fact.confidence)
    assert only(store) == before
    assert Record.from_json(after.to_json()) == after


def test_a_correction_may_name_somebody_whom_the_machine_overlooked(store: Store) -> None:
    fact = fact_of(only(store), "statements")
    envoy = at("the envoy")
    store.review.judge(fact.id, "correct", speaker=f"{envoy.start}-{envoy.end}")
    after = judged(store)
    new = after.actor(fact_of(after, "statements").speaker)
    assert new is not None
    assert (new.name, new.mentions[0].span, new.kind) == ("the envoy", envoy, "person")
    assert len(after.actors) == len(only(store).actors) + 1


def test_the_words_of_a_known_actor_mean_him(store: Store) -> None:
    fact = fact_of(only(store), "statements")
    chile = at("Chile")
    store.review.judge(fact.id, "correct", speaker=(chile.start, chile.end))
    after = judged(store)
    assert name_of(after, fact_of(after, "statements").speaker) == "Chile"
    assert len(after.actors) == len(only(store).actors)


MISSED = [
    ("statement", "it", {"span": "denied it"}, "not said"),
    ("statements", "Later the envoy denied it", {"act": "deny"}, ""),
    ("event", "denied", {"type": "REJECT", "actor": "Peru", "date": "2013"}, ""),
    ("event", "denied", {}, "an? event needs type. Say it: type=..."),
    ("position", "Chile pays", {"actor": "Chile", "stance": "for", "issue": "paying"}, ""),
    ("position", "Chile pays", {"actor": "Chile"}, "a position needs stance and issue"),
    ("relation", "an envoy of Peru", {"type": "represents", "actor": "Ravi Menon", "recipient": "Peru"}, ""),
    ("meeting", "met Menon in Lima", {"participants": "Ana Costa"}, ""),
    ("agreement", "accord", {}, ""),
    ("conditional", "if Chile pays", {"type": "threat", "condition": "Chile pays", "consequence": "sign"}, ""),
    ("rumour", "denied it", {}, "is no kind of fact. Use one of: statement"),
    ("statement", "9000-9010", {}, "does not lie in the text"),
]


@pytest.mark.parametrize(("kind", "span", "said", "wrong"), MISSED)
def test_what_the_machine_missed(store: Store, kind: str, span: str, said: dict[str, Any], wrong: str) -> None:
    before = only(store)
    own = before.report.id
    if wrong:
        with pytest.raises((UsageError, TypeError)):
            store.review.add(own, kind, span, **said)
        assert store.log() == []
        return
    number, fact = store.review.add(own, kind, span, by="Ana", **said)
    field = kind if kind in FACT_KINDS else next(f for f in FACT_KINDS if kind_of(f).singular == kind)
    after = judged(store)
    added = next(f for f in getattr(after, field) if f.id == fact)
    spans = getattr(added, "content", ()) or added.evidence
    assert [s.of(TEXT) for s in spans] == [span]
    assert (added.confidence, added.extractor) == (1.0, "coder")
    assert len(getattr(after, field)) == len(getattr(before, field)) + 1
    assert only(store) == before
    assert Record.from_json(after.to_json()) == after
    with pytest.raises(StoreError, match="there already"):
        store.review.add(own, kind, span, by="Ana", **said)
    assert store.review.fact(fact).added
    store.review.judge(fact, "reject", by="Ana")
    assert judged(store) == before
    store.undo(by="Ana")
    store.undo(number)
    assert judged(store) == before


def test_an_addition_can_be_corrected(store: Store) -> None:
    _, fact = store.review.add(only(store).report.id, "statement", "Later the envoy denied it", by="Ana")
    store.review.judge(fact, "correct", speaker="Peru", by="Ana")
    after = judged(store)
    added = next(s for s in after.statements if s.id == fact)
    assert name_of(after, added.speaker) == "Peru"


def test_facts_that_name_what_was_rejected_stand_without_it(store: Store) -> None:
    record = only(store)
    assert fact_of(record, "conditionals").statement == fact_of(record, "statements").id
    store.review.judge(fact_of(record, "statements").id, "reject")
    assert fact_of(judged(store), "conditionals").statement is None


@pytest.mark.parametrize(
    ("act", "arguments", "more", "said"),
    [
        ("judge", ("s0123456789abcdef", "accept"), {}, "there is no fact s0123456789abcdef"),
        ("judge", ("rubbish", "accept"), {}, "there is no fact rubbish"),
        ("judge", ("FACT", "accept"), {"report": "ffffffff"}, "there is no such report"),
        ("judge", ("FACT", "accept"), {"text": "nothing"}, "there is no fact"),
        ("judge", ("FACT", "like"), {}, "Use one of: accept, reject"),
        ("judge", ("FACT", "comment"), {}, "a comment needs words"),
        ("judge", ("FACT", "correct"), {}, "a correction says what is right"),
        ("judge", ("FACT", "accept"), {"act": "say"}, "Use correct"),
        ("judge", ("FACT", "skip"), {"final": True}, "settles nothing"),
        ("judge", ("FACT", "accept"), {"by": "  "}, "a coder needs a name"),
        ("whole", ("ffff",), {}, "there is no such report"),
        ("add", ("ffff", "statement", "it"), {}, "there is no such report"),
        ("redo", (), {}, "you undid nothing"),
    ],
)
def test_what_makes_no_sense_is_said(
    store: Store, act: str, arguments: tuple[str, ...], more: dict[str, Any], said: str
) -> None:
    own = fact_of(only(store), "statements").id
    with pytest.raises(CommuniqueError, match=said):
        getattr(store.review, act)(*(own if one == "FACT" else one for one in arguments), **more)
    with pytest.raises(StoreError, match="no judgement of yours to undo"):
        store.undo()
    assert store.log() == []


def test_a_store_of_before_is_brought_up_to_date_first(tmp_path: Any) -> None:

    with open_store(tmp_path / "none.db") as nothing, pytest.raises(StoreError, match="there is no such store"):
        nothing.review.judge("s0123456789abcdef", "accept")


def test_two_coders_need_two_names(store: Store) -> None:
    fact = fact_of(only(store), "statements").id
    store.review.judge(fact, "accept", by="Ana Costa")
    with pytest.raises(StoreError, match="nearly 'Ana Costa'"):
        store.review.judge(fact, "reject", by="ana  costa")
    store.review.add_coder("Ana Costa")
    with pytest.raises(StoreError, match="a coder 'Ana Costa' already"):
        store.review.add_coder("Ana COSTA")
    with pytest.raises(StoreError, match=r"none of the coders: Ana Costa.*--coder"):
        store.review.judge(fact, "reject", by="Ben")
    store.review.add_coder("Ben")
    store.review.judge(fact, "accept", by="Ben")
    assert store.review.coders() == ("Ana Costa", "Ben")


def test_undo_goes_back_over_one_s_own_judgements_across_reports(store: Store, fill: Callable[..., Any]) -> None:
    fill(store, [the_report(TEXT + " So it ends.", "other.txt")], reader_of())
    facts = [r.statements[0].id for r in store.records()]
    store.review.judge(facts[0], "reject", by="Ana")
    store.review.judge(facts[1], "reject", by="Ben")
    store.review.judge(facts[1], "accept", by="Ana")
    assert [store.undo(by="Ana").number for _ in range(2)] == [3, 1]
    assert [len(r.statements) for r in store.records(judged=True)] == [1, 0]
    assert [store.review.redo(by="Ana").number for _ in range(2)] == [1, 3]
    with pytest.raises(StoreError, match="you undid nothing"):
        store.review.redo(by="Ana")
    store.undo(by="Ana")
    store.review.judge(facts[0], "accept", by="Ana")
    with pytest.raises(StoreError, match="you undid nothing"):
        store.review.redo(by="Ana")


def test_an_act_sent_again_with_its_key_is_there_once(store: Store) -> None:
    fact, own = fact_of(only(store), "statements"), only(store).report.id
    assert [store.review.judge(fact.id, "reject", by="Ana", key="k1") for _ in range(3)] == [1, 1, 1]
    assert [store.review.add(own, "statement", "Later the envoy", by="Ana", key="k2")[0] for _ in range(2)] == [2, 2]
    assert [store.review.whole(own, by="Ana", key="k3") for _ in range(2)] == [3, 3]
    assert [[j.number for j in store.review.take_back(by="Ana", key="k4")] for _ in range(2)] == [[3], [3]]
    assert [[j.number for j in store.review.bring_back(by="Ana", key="k5")] for _ in range(2)] == [[3], [3]]
    two = ("Ravi Menon", "Ana Costa")
    assert [store.merge(*two, by="Ana", key="k6")[0] for _ in range(2)] == [6, 6]
    assert len(store.log()) == 6
    for by, verdict in (("Ana", "accept"), ("Ben", "reject")):
        with pytest.raises(UsageError, match="stands for judgement 1"):
            store.review.judge(fact.id, verdict, by=by, key="k1")
    assert store.review.judge(fact.id, "reject", by="Ana", key="other") == 7


def test_what_was_read_anew_since_it_was_shown_is_looked_at_again(store: Store, fill: Callable[..., Any]) -> None:
    fact, text = fact_of(only(store), "statements"), only(store).report.text_id
    seen = store.review.revision(fact.id, text=text)
    fill(store, [the_report()], reader_of("99.0", statements={"act": "deny"}), again=True)
    with pytest.raises(ConflictError, match="read anew"):
        store.review.judge(fact.id, "accept", by="Ana", revision=seen)
    assert store.log() == []
    now = store.review.revision(fact.id, text=text)
    assert store.review.judge(fact.id, "accept", by="Ana", revision=now, key="k") == 1
    fill(store, [the_report()], reader_of("99.1"), again=True)
    assert store.review.judge(fact.id, "accept", by="Ana", revision=now, key="k") == 1  # it was saved: a retry


def test_two_who_settle_the_same_do_not_settle_over_each_other(store: Store) -> None:
    fact, text = fact_of(only(store), "statements").id, only(store).report.text_id
    store.review.judge(fact, "accept", by="Ana")
    store.review.judge(fact, "reject", by="Ben")
    seen = store.review.revision(fact, text=text)
    store.review.judge(fact, "accept", by="Cem", final=True, revision=seen)
    with pytest.raises(ConflictError, match="somebody judged"):
        store.review.judge(fact, "reject", by="Dia", final=True, revision=seen)
    store.review.judge(fact, "reject", by="Dia", revision=seen)  # a judgement of one's own overrides nobody's
    assert [j.by for j in store.log()] == ["Ana", "Ben", "Cem", "Dia"]


def test_undoing_what_was_accepted_in_bulk_takes_all_of_it_back(store: Store) -> None:
    items, _ = store.review.queue("Ana")
    store.review.judge(items[0].fact, "reject", by="Ana")
    numbers = store.review.accept_shown(items[1:4], by="Ana", key="once")
    assert store.review.accept_shown(items[1:4], by="Ana", key="once") == numbers
    taken = store.review.take_back(by="Ana", key="u")
    assert [j.number for j in taken] == [4, 3, 2]
    assert [j.number for j in store.review.take_back(by="Ana", key="u")] == [4, 3, 2]
    assert set(store.review.standing().verdicts) == {items[0].fact}
    assert sorted(j.number for j in store.review.bring_back(by="Ana", key="r")) == [2, 3, 4]
    assert sorted(j.number for j in store.review.bring_back(by="Ana", key="r")) == [2, 3, 4]
    assert len(store.review.standing().verdicts) == 4
    assert [j.number for j in store.review.take_back(3, by="Ana")] == [3]
    assert len(store.review.standing().verdicts) == 3


def test_undo_of_some_kinds_is_of_one_s_own_of_these(store: Store) -> None:
    fact = fact_of(only(store), "statements").id
    store.review.judge(fact, "reject", by="Ana")
    store.merge("Ravi Menon", "Ana Costa", by="Ben")
    store.merge("Peru", "Chile", by="Ana")
    assert [j.kind for j in store.review.take_back(by="Ana", kinds=ON_FACTS)] == ["reject"]
    assert [j.kind for j in store.review.take_back(by="Ana", kinds=ON_ENTITIES)] == ["merge"]
    with pytest.raises(StoreError, match="of yours to undo"):
        store.review.take_back(by="Ana", kinds=ON_ENTITIES)
    assert [j.number for j in store.review.bring_back(by="Ana", kinds=ON_FACTS)] == [1]
    assert [j.number for j in store.review.bring_back(by="Ana", kinds=ON_ENTITIES)] == [3]


AGAIN = [
    ({}, "statements", "accept", {}, None),
    ({"ids": True}, "statements", "accept", {}, None),
    ({"statements": {"confidence": 0.1}}, "statements", "reject", {}, None),
    ({"statements": {"act": "deny"}}, "statements", "accept", {}, "its act is another now"),
    ({"statements": {"addressee": None}}, "statements", "reject", {}, "its recipient is another now"),
    ({"statements": {"act": "deny"}}, "statements", "correct", {"speaker": "Chile"}, None),
    ({"ids": True}, "statements", "correct", {"speaker": "Chile"}, None),
    ({"statements": {"id": "s00000000000000aa"}}, "statements", "accept", {}, None),
    ({"statements": {"id": "s00000000000000aa", "content": (at("sign the Cusco accord if Chile"),)}},
     "statements", "reject", {}, None),
    ({"statements": {"id": "s00000000000000aa", "content": (at("Later"),)}}, "statements", "accept", {},
     "it is not found there any more"),
    ({"statements": {"content": (at("Peru"),)}}, "statements", "accept", {}, "its span is another now"),
    ({"events": None}, "events", "reject", {}, "it is not found there any more"),
    ({"events": {"recipients": ()}}, "events", "accept", {}, "its recipient is another now"),
    ({"positions": {"stance": "for"}}, "positions", "accept", {}, "its stance is another now"),
    ({"meetings": {"title": "a meeting"}}, "meetings", "accept", {}, None),
]  # fmt: skip


@pytest.mark.parametrize(("newer", "kind", "verdict", "said", "why"), AGAIN)
def test_a_newer_reading_keeps_what_still_applies(
    store: Store, fill: Callable[..., Any], newer: dict[str, Any], kind: str, verdict: str, said: Any, why: str | None
) -> None:
    fact = fact_of(only(store), kind)
    number = store.review.judge(fact.id, verdict, by="Ana", **said)
    fill(store, [the_report()], reader_of("99.0", **newer), again=True)
    standing = store.review.standing()
    assert [(s.judgement.number, s.why) for s in standing.stale] == ([(number, why)] if why else [])
    after = getattr(judged(store), kind)
    now = getattr(only(store), kind)
    if why is not None or verdict == "accept":
        assert after == now
    elif verdict == "reject":
        assert after == ()
    else:
        assert name_of(judged(store), after[0].speaker) == "Chile"
    assert [j.number for j in store.log()] == [number]


def test_an_addition_that_a_newer_reading_finds_itself_is_there_once(store: Store, fill: Callable[..., Any]) -> None:
    fill(store, [the_report()], reader_of("98.0", events=None), again=True)
    said = {"type": "SANCTION", "actor": "Chile", "recipient": "Peru"}
    store.review.add(only(store).report.id, "event", "Chile expelled an envoy", by="Ana", **said)
    assert len(judged(store).events) == 1
    fill(store, [the_report()], reader_of("99.0"), again=True)
    assert judged(store).events == only(store).events
    assert [s.why for s in store.review.standing().stale] == ["the reading of now finds it itself"]


def test_the_log_tells_what_was_said_and_what_the_machine_had(store: Store) -> None:
    fact = fact_of(only(store), "statements")
    store.review.judge(fact.id, "correct", speaker="Chile", by="Ana", note="see the title")
    [j] = store.log()
    assert (j.kind, j.by, j.note, j.what["confidence"]) == ("correct", "Ana", "see the title", 0.9)
    assert j.what["saw"]["speaker"]["name"] == "Ravi Menon"
    assert j.what["set"]["speaker"]["name"] == "Chile"
    assert Span(*j.what["spans"][0]).of(TEXT).startswith(j.what["words"])


def test_a_merge_after_judgements_on_facts_needs_none_of_them(store: Store) -> None:
    store.review.judge(fact_of(only(store), "statements").id, "reject", by="Ana")
    store.merge("Ravi Menon", "Ana Costa", by="Ben")
    assert store.undo(by="Ben").kind == "merge"
    with pytest.raises(StoreError, match="of yours"):
        store.undo(by="Ben")
    assert store.undo(1, by="Ben").kind == "reject"
    assert not store.check().problems


def test_how_to_cite_tells_judgements_on_facts_as_such(store: Store) -> None:
    fact = fact_of(only(store), "statements")
    assert "nothing that it found was corrected" in "\n".join(how_to_cite(store.origin()))
    store.review.judge(fact.id, "skip", by="Ana")
    assert store.origin().judged == 0
    store.review.judge(fact.id, "reject", by="Ana")
    store.review.judge(fact.id, "accept", by="Ben")
    told = "\n".join(how_to_cite(store.origin()))
    assert (store.origin().judged, store.origin().judgements) == (1, 0)
    assert "People judged 1 of the facts" in told
    assert "who is who" not in told
    assert "nothing that it found was corrected" not in told
    store.undo(by="Ben")
    store.undo(by="Ana")
    assert store.origin().judged == 0
