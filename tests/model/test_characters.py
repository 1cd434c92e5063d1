from __future__ import annotations

import os

import pytest

from communique.model.characters import scrub, scrub_name


def test_scrub_keeps_every_other_character_in_its_place() -> None:
    assert scrub("a\ud800b\0c\udcff") == "a�b�c�"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"02b\xff.txt", "02b\\xff.txt"),
        (b"caf\xe9/\xa9.txt", "caf\\xe9/\\xa9.txt"),
        ("café.txt".encode(), "café.txt"),
        (b"a.txt", "a.txt"),
    ],
)
def test_a_file_name_of_any_bytes(name: bytes, shown: str) -> None:
    assert scrub_name(os.fsdecode(name)) == shown


def test_another_half_of_a_character_in_a_name() -> None:
    assert scrub_name("a\ud83d#\0") == "a�#�"
