"""Every field of the record is filled somewhere: in the examples, or in the shortest text that tells it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_type_hints

import msgspec
import pytest

from communique.model import Record, make_report
from communique.sources import open_reports
from communique.store import open_store
from tests.conftest import DAY

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.txt"))
TEXTS = (
    "Kenyan Foreign Minister Amina Otieno told Reuters on Monday that Kenya hopes the border will stay open.",
    "Xinhua quoted Kenyan Foreign Minister Amina Otieno as saying that the border would stay open.",
    "Kenya rejected the plan on Monday.",
    "If Kenya shuts the border, Uganda will withdraw its envoy, Ugandan Foreign Minister Moses Okello warned.",
    "Talks between Kenya and Uganda, hosted by Oman in Muscat, were held on Monday. The African Union met on Tuesday.",
    "Talks between Kenya and Uganda were postponed from Tuesday until Friday.",
    "Kenya and Uganda signed the Lake Accord in Nairobi on Monday. Both sides praised it.",
    "Kenyan President Amina Otieno has led the African Union since 2013. She resigned as Kenya's president on Monday.",
    "Kenya and Uganda are at odds over the lake.",
    "Ugandan troops killed nine rebels in Nairobi on Monday, wounding four. Ugandan police arrested 29 protesters.",
    "Uganda sent 500 troops to the border.",
)
"""Short texts that tell what no example tells."""
BY_SOURCE = ("Report.publisher", "Report.url", "Report.byline", "Report.section", "Report.page", "Report.extra")
"""What only the source of a report tells, and no text."""


def structs(kind: Any) -> Iterator[type[msgspec.Struct]]:
    """A struct and those in its fields, each once."""
    waiting, seen = [kind], set()
    while waiting:
        here = waiting.pop()
        if isinstance(here, type) and issubclass(here, msgspec.Struct):
            if here not in seen:
                seen.add(here)
                yield here
                waiting += get_type_hints(here).values()
        else:
            waiting += get_args(here)


def filled(value: Any) -> Iterator[str]:
    """The fields that are not null and not empty in a struct and in those in it, as "Statement.date"."""
    if isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            inside = getattr(value, name)
            if inside is not None and inside not in ((), "", {}):
                yield f"{type(value).__name__}.{name}"
                yield from filled(inside)
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from filled(one)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The fields filled in the records of all these texts, as a store gives them."""
    given = make_report(
        TEXTS[0], "given.txt", date=DAY, title="Open", publisher="The Lake", url="https://lake.example/1"
    )
    given = msgspec.structs.replace(given, byline="Joan Pell", section="World", page="A7", extra={"edition": "Final"})
    reports = [*open_reports(EXAMPLES), *(make_report(t, f"{n}.txt", date=DAY) for n, t in enumerate(TEXTS)), given]
    with open_store(tmp_path_factory.mktemp("fields") / "all.db") as store:
        store.add_reports(reports)
        return {name for record in store.records() for name in filled(record)}


FIELDS = [f"{kind.__name__}.{name}" for kind in structs(Record) for name in kind.__struct_fields__]


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_is_filled_somewhere(told: set[str], field: str) -> None:
    assert field in told


def test_an_empty_field_is_seen() -> None:
    record = make_report("Nobody says anything.", "a.txt")
    assert {"Report.title", *BY_SOURCE}.isdisjoint(filled(record))
    assert "Report.text" in set(filled(record))
