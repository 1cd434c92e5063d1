"""Who belongs to which body: persons are no members of what states have founded, and only offices are offices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from communique.ingest.add import add_reports
from communique.ingest.workers import Readers
from communique.model import Actor, MadeBy, Mention, Record, Relation, Role, Span, make_report
from communique.model.identity import fact_identity
from communique.store import Store
from communique.version import SCHEMA

TEXT = "EU member Daniel Ruiz, Estonia, a party, student Ana Kask and Foreign Minister Mari Tamm."
WHO = (
    ("European Union", "EU", "organization", None, "IGO", ()),
    ("Daniel Ruiz", "Daniel Ruiz", "person", None, None, ()),
    ("Estonia", "Estonia", "state", "EST", None, ()),
    ("Reform Party", "a party", "organization", "EST", "PTY", ()),
    ("Ana Kask", "Ana Kask", "person", "EST", None, ("student",)),
    ("Mari Tamm", "Mari Tamm", "person", "EST", None, ("Foreign Minister",)),
)
MEMBERS = (("Daniel Ruiz", "European Union"), ("Estonia", "European Union"), ("Ana Kask", "Reform Party"))


def record() -> Record:
    report = make_report(TEXT, "a.txt", date="2013-04-17")
    places = {name: Span(at := TEXT.index(words), at + len(words)) for name, words, *_ in WHO}
    ids = {name: fact_identity("actor", report.text_id, [span], name) for name, span in places.items()}
    actors = tuple(
        Actor(ids[name], name, kind, (Mention(span.start, span.end, "name"),), country=country, sector=sector,
              roles=tuple(Role(title, ids["Estonia"], None) for title in titles))
        for (name, _, kind, country, sector, titles), span in zip(WHO, places.values(), strict=True)
    )  # fmt: skip
    relations = tuple(
        Relation(fact_identity("relation", report.text_id, [places[who]], body), "member_of", ids[who], ids[body],
                 (places[who],))
        for who, body in MEMBERS
    )  # fmt: skip
    return Record(MadeBy(SCHEMA, "0", {}), report, actors, relations=relations)


class _Known:
    def read_many(self, items: Iterable[object]) -> Iterator[Record]:
        yield from (record() for _ in items)


def test_persons_and_offices(tmp_path: Path) -> None:
    with Store(tmp_path / "s.db") as store:
        add_reports(store.engine(write=True), store.path, [record().report], Readers(1, _Known))
        trees = store.bodies().trees
        told = {(tree.body.name, m.role, m.who.name) for root in trees for tree in (root, *root.parts)
                for m in tree.members}  # fmt: skip
    assert told == {
        ("European Union", "member", "Estonia"), ("Reform Party", "member", "Ana Kask"),
        ("Estonia", "foreign minister", "Mari Tamm"),
    }  # fmt: skip
