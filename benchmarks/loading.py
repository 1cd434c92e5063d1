"""How fast records that are read go into a store, and whether the right people become one.

    python -m benchmarks.loading make FOLDER REPORTS [--per-shard 500]
    python -m benchmarks.loading load FOLDER STORE [--shards N]
    python -m benchmarks.loading ask STORE

``make`` writes shards of made-up records, as `communique read --shards` would: an agency's brief of some hundred words
with two people of two states, four statements, a meeting, two events, a position and a relation: 18 actors and facts.
People are drawn by Zipf's law from 20,000, states, bodies, offices and cities from the gazetteers; given
names are those of the table of given names, family names cities, and one person in twenty shares the family name of the
one before. Who is meant is known, so that ``load``, beside records a second of one core, for each tenth of the way, can
tell how many entities hold two people, and how many people two entities.

``ask`` puts questions to a store, of fifty answers each: by actor and words, pages of events, of the timeline and of
the calendar, since a day and from the beginning on, an actor's own, and search.
"""

from __future__ import annotations

import argparse
import datetime
import random
import sqlite3
import time
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from statistics import quantiles
from typing import Any

import msgspec

from benchmarks.measure import hold_to_one_core, show, surroundings

PEOPLE = 20_000
SHARED = 20
"""One person in so many has the family name of the one before."""
FIRST, DAYS = datetime.date(2000, 1, 1), 7305
ACTS = (("said", "say"), ("warned", "warn"), ("demanded", "demand"), ("denied", "deny"), ("announced", "announce"))
TOPICS = (
    "grain exports", "border crossings", "fishing rights", "the river dam", "visa rules", "prisoner exchanges",
    "arms sales", "air safety", "the gas pipeline", "debt relief",
)  # fmt: skip
BEGINNINGS = "bar der for gal hol kir lan mer nor pel ran sel tor ul ver wes bel cor dun fen".split()  # noqa: SIM905
MIDDLES = "a be de gi lo ma ni po ru ta".split()  # noqa: SIM905
ENDINGS = "th nd rm ck st rs ll mp ng ve".split()  # noqa: SIM905
WORDS = tuple(first + middle + last for first in BEGINNINGS for middle in MIDDLES for last in ENDINGS)
"""2,000 words that nobody has: of fewer, runs of four would come again by chance, as in news only copies make them."""
COMMONNESS = tuple(accumulate(1 / (n + 20) for n in range(len(WORDS))))
ROUNDS, PAGE = 14, 50


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="benchmarks.loading", description=__doc__, formatter_class=_Raw)
    commands = parser.add_subparsers(required=True)
    making = commands.add_parser("make")
    making.add_argument("folder", type=Path)
    making.add_argument("reports", type=int)
    making.add_argument("--per-shard", type=int, default=500)
    making.set_defaults(act=lambda given: make(given.folder, given.reports, given.per_shard))
    loading = commands.add_parser("load")
    loading.add_argument("folder", type=Path)
    loading.add_argument("store", type=Path)
    loading.add_argument("--shards", type=int, help="only so many (all)")
    loading.set_defaults(act=lambda given: load(given.folder, given.store, given.shards))
    asking = commands.add_parser("ask")
    asking.add_argument("store", type=Path)
    asking.set_defaults(act=lambda given: ask(given.store))
    given = parser.parse_args()
    given.act(given)


# making


class _Text:
    """A text that grows, and tells where its pieces stand."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0

    def add(self, words: str, after: str = " ") -> Any:
        from communique.model import Span

        span = Span(self.length, self.length + len(words))
        self.parts.append(words + after)
        self.length += len(words) + len(after)
        return span


class World:
    """Who and what is drawn from."""

    def __init__(self) -> None:
        from communique.knowledge import given_names
        from communique.knowledge.gazetteer import _index
        from communique.knowledge.offices import offices
        from communique.knowledge.states import states

        chance = random.Random(1)
        given = sorted(name for name in given_names._table(None) if name.isalpha() and len(name) > 2)
        cities = sorted(name for name in _index() if name.isascii() and name.isalpha() and len(name) > 4)
        own = {state.name.casefold() for state in states()}
        family = [name for name in chance.sample(cities, 2 * PEOPLE) if name not in own]
        self.states = [state for state in states() if " " not in state.name][:150]
        self.cities = [name.capitalize() for name in chance.sample(cities, 300)]
        titles = sorted({office.title for office in offices()})
        self.people: list[tuple[str, str, Any, str]] = []
        for n in range(PEOPLE):
            shares = n % SHARED == SHARED - 1
            last = self.people[-1][1] if shares else family[n].capitalize()
            first = chance.choice(given).capitalize()
            self.people.append((first, last, chance.choice(self.states), chance.choice(titles)))
        self.weights = list(accumulate(1 / (n + 2) for n in range(PEOPLE)))
        self.chance = chance

    def person(self) -> int:
        """By Zipf's law."""
        return bisect(self.weights, self.chance.random() * self.weights[-1])

    def record(self, n: int) -> Any:
        """The record of a made-up report."""
        from communique.model import (
            Actor,
            Event,
            EventSpans,
            Issue,
            MadeBy,
            Meeting,
            Mention,
            Place,
            Position,
            Published,
            Record,
            Relation,
            Role,
            Span,
            Statement,
        )  # fmt: skip
        from communique.model.identity import fact_identity, text_identity
        from communique.version import SCHEMA, __version__

        chance, text = self.chance, _Text()
        day = (FIRST + datetime.timedelta(days=chance.randrange(DAYS))).isoformat()
        who = [self.person(), self.person()]
        while who[1] == who[0] or self.people[who[1]][1] == self.people[who[0]][1]:
            who[1] = self.person()
        city, topic = chance.choice(self.cities), chance.choice(TOPICS)
        mentions: dict[str, list[Mention]] = defaultdict(list)
        said: list[tuple[int, Any, Any, Any, str, Any]] = []

        def names(key: str, words: str, after: str = " ") -> Any:
            span = text.add(words, after)
            mentions[key].append(Mention(span.start, span.end, "name"))
            return span

        text.add(f"{city.upper()} (Wire {n}) -")
        titles: dict[int, Any] = {}
        for at, person in enumerate(who):
            first, last, state, title = self.people[person]
            for again in range(2):
                begin = text.length
                if again:
                    source = names(f"p{at}", last)
                else:
                    names(f"s{at}", state.name)
                    titles[at] = text.add(title)
                    source = names(f"p{at}", f"{first} {last}")
                verb, act = chance.choice(ACTS)
                cue = text.add(verb)
                text.add("that")
                content = text.add(
                    f"{chance.choice(TOPICS)} {' '.join(chance.choices(WORDS, cum_weights=COMMONNESS, k=18))}", ". "
                )
                said.append((at, source, cue, content, act, Span(begin, content.end)))
        begin = text.length
        one = names("p0", self.people[who[0]][1])
        met = text.add("met")
        other = names("p1", self.people[who[1]][1])
        text.add("in")
        text.add(city)
        text.add("for talks on")
        issue = text.add(topic, ", which ")
        names("p0", self.people[who[0]][1])
        opposed = text.add("opposed", ".")
        sentence = Span(begin, text.length - 1)
        whole = "".join(text.parts)
        text_id = text_identity(whole)

        def fact(kind: str, *spans: Any) -> str:
            return fact_identity(kind, text_id, list(spans))

        ids = {key: fact_identity("actor", text_id, [found[0].span], key) for key, found in mentions.items()}
        actors = []
        for at, person in enumerate(who):
            first, last, state, title = self.people[person]
            same = f"s{at}" if at == 0 or state is not self.people[who[0]][2] else "s0"
            ids[f"of{at}"] = ids[same]
            role = Role(title, ids[same], titles[at])
            actors.append(Actor(ids[f"p{at}"], f"{first} {last}", "person", tuple(mentions[f"p{at}"]), None, state.code,
                                "GOV", (role,)))  # fmt: skip
            if same == f"s{at}":
                actors.append(Actor(ids[same], state.name, "state", tuple(mentions[same]), None, state.code, "GOV"))
        statements = tuple(
            Statement(fact("statement", content), (content,), (hull,), ids[f"p{at}"], ids[f"of{at}"], source=source,
                      cue=cue, act=act, date=day, confidence=0.8, extractor="statements")  # type: ignore[arg-type]
            for at, source, cue, content, act, hull in said
        )  # fmt: skip
        both = (ids["p0"], ids["p1"])
        meeting = Meeting(fact("meeting", met), f"talks on {topic}", "talks", "held", (sentence,), day, day,
                          Place(city), None, None, both, None, 0.7, "meetings")  # fmt: skip
        events = tuple(
            Event(
                fact("event", span),
                kind,
                "actual",
                EventSpans(span, one, other),
                (sentence,),
                actors=both[:1],
                recipients=both[1:],
                date=day,
                date_basis="report",
                place=Place(city),
                meeting=of,
                confidence=0.6,
                extractor="events",
            )
            for kind, span, of in (("CONSULT", met, meeting.id), ("REJECT", opposed, None))
        )
        position = Position(fact("position", opposed), ids["p0"], Issue(topic, issue), "against", (sentence,), day,
                            None, 0.6, "positions")  # fmt: skip
        relation = Relation(fact("relation", titles[0]), "represents", ids["p0"], ids["of0"], (titles[0],), None,
                            confidence=0.7, extractor="relations")  # fmt: skip
        from communique.model import make_report

        bare = make_report(whole, f"made.jsonl#{n}", publisher=f"Paper {n % 40}", date=day, language="en")
        report = msgspec.structs.replace(bare, published=Published(day, day, day, "metadata", confidence=1.0))
        return Record(MadeBy(SCHEMA, __version__, {"made up": "1"}), report, tuple(actors), (), statements, (position,),
                      (), (meeting,), (), (relation,), events)  # fmt: skip


def make(folder: Path, many: int, per_shard: int) -> None:
    """Shards of made-up records."""
    from communique.shards.cutting import cut_inputs
    from communique.shards.folder import Cut, CutLine, CutShard, ShardFolder
    from communique.shards.packed_lines import write_lines
    from communique.shards.reading import read_shard
    from communique.sources.prepare import raw

    world, place = World(), ShardFolder(folder)
    folder.mkdir(parents=True)
    (folder / "empty.jsonl").write_text("")
    made: list[CutShard] = []
    cut: Cut = cut_inputs(place, [])
    encode = msgspec.json.Encoder().encode
    for begin in range(0, many, per_shard):
        records = [world.record(n) for n in range(begin, min(begin + per_shard, many))]
        shard = len(made)
        lines = [encode(CutLine(report=raw(record.report))) for record in records]
        file = write_lines(place.reports_path(shard), lines)
        made.append(CutShard(len(records), 0, sum(len(r.report.text) for r in records), file))
        read_shard(place, msgspec.structs.replace(cut, shards=made), shard, _Known(records))
    place.write_cut(msgspec.structs.replace(cut, shards=made, inputs=["made.jsonl"]))


class _Known:
    """Reads what it knows."""

    def __init__(self, records: list[Any]) -> None:
        self.records = records

    def read_many(self, items: Iterator[Any]) -> Iterator[Any]:
        """The records of the reports, in their order."""
        for _, record in zip(items, self.records, strict=True):
            yield record


# loading


def load(folder: Path, store: Path, shards: int | None) -> None:
    """Load and count."""
    hold_to_one_core()
    from communique.shards.folder import ShardFolder
    from communique.shards.loading import load_shards, loadable
    from communique.store import open_store

    place = ShardFolder(folder)
    markers = loadable(place)[:shards]
    total = sum(marker.done for marker in markers)
    figures: dict[str, Any] = {}
    with open_store(store) as made:
        engine = made.engine(write=True)
        told, since, began = 0, time.process_time(), time.process_time()
        wall = time.perf_counter()
        step = max(total // 10, 1)

        def progress(added: Any) -> None:
            nonlocal told, since
            if added.done - told >= step:
                now = time.process_time()
                figures[f"records a second, up to {added.done:,}"] = (added.done - told) / (now - since)
                told, since = added.done, now

        added = load_shards(engine, store, place, markers, on_progress=progress)
        seconds = time.process_time() - began
    figures["records"] = added.added
    figures["records a second, all"] = added.added / seconds
    figures["seconds of processor"] = seconds
    figures["seconds of clock"] = time.perf_counter() - wall
    figures["facts and actors a record"] = sum(sum(m.facts.values()) for m in markers) / total
    figures["bytes a record"] = store.stat().st_size / total
    figures |= _joined(store)
    show("loading shards", figures, surroundings("communique", "sqlalchemy"))


def _joined(store: Path) -> dict[str, Any]:
    """Who was made one: each person's full name is told in every report."""
    place = sqlite3.connect(store)
    rows = place.execute(
        "SELECT i.entity, coalesce(a.name, substr(x.text, f.start + 1, f.\"end\" - f.start)) FROM identities i "
        "JOIN actors a ON a.key = i.finding JOIN findings f ON f.key = a.key JOIN texts x ON x.key = f.text "
        "JOIN words w ON w.key = a.kind WHERE w.word = 'person'"
    )  # fmt: skip
    names: dict[int, Counter[str]] = defaultdict(Counter)
    entities: dict[str, set[int]] = defaultdict(set)
    for entity, name in rows:
        names[entity][name] += 1
        entities[name].add(entity)
    actors = sum(found.total() for found in names.values())
    wrong = sum(found.total() - max(found.values()) for found in names.values())
    return {
        "people": len(entities), "entities": len(names),
        "actors in an entity of somebody else, %": 100 * wrong / actors,
        "people of two entities or more, %": 100 * sum(len(found) > 1 for found in entities.values()) / len(entities),
    }  # fmt: skip


# asking


def ask(path: Path) -> None:
    """Median and 95th percentile of warm questions for a page of fifty, in milliseconds of processor time."""
    from communique.store import open_store

    figures: dict[str, Any] = {"bytes": path.stat().st_size}
    with open_store(path) as store:
        figures["reports"] = store.stats().reports
        people = [one.entity for one in store.find("actors", limit=20 * ROUNDS) if one.kind == "person"][:ROUNDS]

        def since(n: int) -> str:
            return (FIRST + datetime.timedelta(days=(n * 977) % DAYS)).isoformat()

        questions = {
            "statements by actor and words": lambda n: store.statements(
                by=people[n % len(people)], about=TOPICS[n % len(TOPICS)].split()[-1], limit=PAGE
            ),
            "statements by words": lambda n: store.statements(about=f'"{TOPICS[n % len(TOPICS)]}"', limit=PAGE),
            "events page": lambda n: store.find("events", since=since(n), limit=PAGE),
            "events from the beginning": lambda n: store.find("events", limit=PAGE, offset=PAGE * n),
            "events of one actor": lambda n: store.find("events", by=people[n % len(people)], limit=PAGE),
            "timeline from the beginning": lambda n: store.timeline(limit=PAGE, offset=PAGE * n),
            "timeline page": lambda n: store.timeline(since=since(n), limit=PAGE),
            "timeline of one actor": lambda n: store.timeline(by=people[n % len(people)], limit=PAGE),
            "calendar page": lambda n: store.calendar(since=since(n), limit=PAGE),
            "search": lambda n: store.search(TOPICS[n % len(TOPICS)], limit=PAGE),
        }
        for name, asked in questions.items():
            times = []
            for n in range(ROUNDS):
                asked(n)  # warm
                began = time.process_time()
                asked(n)
                times.append(1000 * (time.process_time() - began))
            cut = quantiles(times, n=20)
            figures[f"{name}: median, ms"], figures[f"{name}: 95th percentile, ms"] = cut[9], cut[18]
    show("asking a loaded store", figures, surroundings("communique", "sqlalchemy"))


class _Raw(argparse.RawDescriptionHelpFormatter):
    pass


if __name__ == "__main__":
    main()
