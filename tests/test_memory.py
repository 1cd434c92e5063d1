"""Memory does not grow with what has been read: what is remembered of words has a bound, and free memory goes back."""

from __future__ import annotations

import functools
import gc
import os
from types import SimpleNamespace

import pytest
from benchmarks.memory import made_up

from communique import memory, reader
from communique.language import syntax
from communique.language.document import Document
from communique.language.tree import Token
from communique.reader import Reader
from communique.sources import from_text


def remembered() -> dict[str, tuple[int | None, int]]:
    """Of every function that remembers its answers: how many it may, and how many it does."""
    kept = {}
    for found in gc.get_objects():
        if isinstance(found, functools._lru_cache_wrapper) and str(found.__module__).startswith("communique."):
            info = found.cache_info()
            kept[f"{found.__module__}.{found.__name__}"] = info.maxsize, info.currsize
    return kept


def test_what_is_remembered_of_new_words_has_a_bound() -> None:
    reader = Reader(rules_only=True)
    before: dict[str, tuple[int | None, int]] = {}
    for number, text in enumerate(made_up(40)):
        if number == 20:
            before = remembered()
        reader.read(from_text(text, any_language=True))
    grown = {name: most for name, (most, now) in remembered().items() if now > before.get(name, (None, 0))[1] + 5}
    assert len(grown) > 2
    now = remembered()
    memory.give_back()
    assert {name: kept for name, kept in remembered().items() if kept[1] and now[name][0] == memory.MOST} == {}
    assert {name: most for name, most in grown.items() if most is None or most > memory.MOST} == {}


def test_forgotten_words_are_given_back_to_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[int] = []
    parser = syntax.Parser()
    monkeypatch.setattr(syntax, "load", lambda: parser)
    monkeypatch.setattr(syntax, "NEW_STRINGS", 50)
    monkeypatch.setattr(syntax, "give_back", lambda: given.append(parser.strings()))
    for text in made_up(12):
        list(syntax.parse([text]))
    assert len(given) > 3
    assert set(given) == {0}  # the words are forgotten before


def test_giving_back_needs_no_glibc(monkeypatch: pytest.MonkeyPatch) -> None:
    memory.give_back()
    monkeypatch.setattr(memory, "_trim", lambda: None)
    memory.give_back()


def test_documents_go_without_the_collector() -> None:
    reader = Reader(rules_only=True)
    reports = [from_text(text, any_language=True) for text in made_up(3)]
    running = gc.isenabled()
    gc.collect()
    gc.disable()

    def held() -> int:  # other tests may keep some
        return sum(isinstance(found, (Token, Document)) for found in gc.get_objects())

    try:
        before = held()
        list(reader.read_many(reports))
        reader.read(reports[0])
        assert held() == before
    finally:
        (gc.enable if running else gc.disable)()


@pytest.mark.parametrize(
    ("own", "length", "told"),
    [
        ({}, 100, memory.GENEROUS),
        ({}, reader.HELD + 1, memory.SPARING),
        ({"MALLOC_TRIM_THRESHOLD_": "131072"}, 100, {}),
    ],
)
def test_what_is_freed_is_kept_of_usual_reports_alone(
    own: dict[str, str], length: int, told: dict[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[int, int] = {}
    for name in [name for name in os.environ if name.startswith("MALLOC_")]:
        monkeypatch.delenv(name)
    for name, value in own.items():
        monkeypatch.setenv(name, value)
    library = SimpleNamespace(mallopt=lambda parameter, value: asked.update({parameter: value}))
    monkeypatch.setattr("ctypes.CDLL", lambda _: library)
    monkeypatch.setattr(memory, "_tune", memory._tune.__wrapped__)
    monkeypatch.setattr(reader, "documents", lambda _: [])
    Reader(steps=[])._begun([from_text("No. " * (length // 4 + 1), any_language=True)])
    assert asked == told
