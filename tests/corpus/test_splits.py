"""The splits: drawn by hash, fixed in a file, every passage in one."""

from __future__ import annotations

from collections import Counter

import pytest
from corpus.markup import read_all
from corpus.splits import NAMES, SPLITS, drawn, origin, read_splits, style


def test_every_passage_has_its_line() -> None:
    splits = read_splits()
    assert set(splits.values()) == set(NAMES)
    assert {p.path.stem for p in read_all()} == set(splits)


def test_the_file_is_what_the_script_draws() -> None:
    assert drawn(read_splits()) == read_splits()
    rows = [line.split("\t") for line in SPLITS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert rows[0] == ["passage", "split", "origin"]
    assert [row[0] for row in rows[1:]] == sorted(read_splits())
    assert all(row[2] == origin(row[0]) for row in rows[1:])


def test_sixty_twenty_twenty() -> None:
    assert Counter(read_splits().values()) == {"train": 222, "dev": 74, "test": 74}


def test_test_is_drawn_from_the_new_first() -> None:
    tests = [p for p, split in read_splits().items() if split == "test"]
    old = [p for p in tests if origin(p) == "old"]
    assert (len(tests) - len(old), len(old)) == (60, 14)
    assert len({style(p) for p in old}) == 14
    assert all(int(p[-3:]) % 7 == 0 for p in old)  # the tagger was never trained on them


@pytest.mark.parametrize(
    ("passages", "expected"),
    [
        ([f"lists-{k:03}" for k in range(1, 11)], {"train": 4, "dev": 2, "test": 4}),
        ([f"wire-{k:03}" for k in range(1, 11)], {"train": 7, "dev": 2, "test": 1}),
        (["lists-001"], {"train": 1}),
    ],
)
def test_shares(passages: list[str], expected: dict[str, int]) -> None:
    assert Counter(drawn(passages).values()) == expected
    assert drawn(reversed(passages)) == drawn(passages)
