"""A report with a fact of every kind, made by hand, and a reader that gives it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from communique.errors import InputError
from communique.model import (
    Actor,
    Agreement,
    Conditional,
    Event,
    EventSpans,
    Issue,
    MadeBy,
    Meeting,
    Mention,
    Position,
    Record,
    Relation,
    Report,
    Span,
    Statement,
)
from communique.model.identity import fact_identity
from communique.store import Store
from communique.version import SCHEMA, __version__
from tests.database.toy import report

TEXT = (
    "Ravi Menon told Ana Costa on Monday that Peru would sign the Cusco accord if Chile pays. "
    "Menon opposes the dam. Ana Costa met Menon in Lima. Chile expelled an envoy of Peru. "
    "Later the envoy denied it."
)


def at(words: str, text: str = TEXT) -> Span:
    """Where words stand first."""
    start = text.index(words)
    return Span(start, start + len(words))


def made(item: Report, version: str = __version__, **changes: Any) -> Record:
    """The record of :data:`TEXT`; ``changes`` to its facts by their kinds, as a newer version finds them."""
    of = item.text_id

    def there(words: str) -> Span:
        return at(words, item.text)

    def one(kind: str, words: str) -> str:
        return fact_identity(kind, of, [there(words)])

    def actor(name: str, kind: str) -> Actor:
        span = there(name)
        own = fact_identity("actor", of, [span], version if changes.get("ids") else "")
        country = "PER" if name == "Peru" else None
        return Actor(own, name, kind, (Mention(span.start, span.end, "name"),), None, country)  # type: ignore[arg-type]

    menon, costa = actor("Ravi Menon", "person"), actor("Ana Costa", "person")
    peru, chile = actor("Peru", "state"), actor("Chile", "state")
    accord = "Peru would sign the Cusco accord"
    said = Statement(
        one("statement", accord), (there(accord),), (there(TEXT[:87]),), menon.id, cue=there("told"),
        addressee=costa.id, confidence=0.9, extractor="made",
    )  # fmt: skip
    pays = Conditional(
        one("conditional", "Chile pays"), there("Chile pays"), there(accord), "promise", (there("Chile pays"),),
        menon.id, said.id,
    )  # fmt: skip
    dam = Position(
        one("position", "Menon opposes the dam"), menon.id, Issue("the dam", there("the dam")), "against",
        (there("Menon opposes the dam"),), confidence=0.6,
    )  # fmt: skip
    lima = Meeting(
        one("meeting", "met Menon"), "talks in Lima", "talks", "held", (there("met Menon"),),
        participants=(costa.id, menon.id), confidence=0.7,
    )  # fmt: skip
    cusco = "the Cusco accord"
    signed = Agreement(one("agreement", cusco), cusco, (there(cusco),), parties=(peru.id,))
    envoy = Relation(
        one("relation", "an envoy of Peru"), "represents", costa.id, peru.id, (there("an envoy of Peru"),),
        confidence=0.2,
    )  # fmt: skip
    expelled = Event(
        one("event", "expelled"), "SANCTION", "actual", EventSpans(there("expelled")),
        (there("Chile expelled an envoy"),), actors=(chile.id,), recipients=(peru.id,), confidence=0.8,
    )  # fmt: skip
    found: dict[str, Any] = {
        "statements": (said,), "conditionals": (pays,), "positions": (dam,), "meetings": (lima,),
        "agreements": (signed,), "relations": (envoy,), "events": (expelled,),
    }  # fmt: skip
    for kind, change in changes.items():
        if kind in found:
            found[kind] = tuple(msgspec.structs.replace(fact, **change) for fact in found[kind]) if change else ()
    return Record(MadeBy(SCHEMA, version, {"made": "1"}), item, (menon, costa, peru, chile), **found)


def reader_of(version: str = __version__, **changes: Any) -> type:
    """A reader that finds what :func:`made` says."""

    class Made:
        def read_many(self, items: Iterable[Report | InputError]) -> Iterator[Record | InputError]:
            """Records in the order of the reports."""
            for item in items:
                yield item if isinstance(item, InputError) else made(item, version, **changes)

    return Made


def the_report(text: str = TEXT, source: str = "made.txt", **more: str | None) -> Report:
    """The report."""
    return report(text, source, **more)


def fact(store: Store, kind: str) -> Any:
    """The first fact of a kind in the one record of a store."""
    [record] = store.records()
    return getattr(record, kind)[0]
