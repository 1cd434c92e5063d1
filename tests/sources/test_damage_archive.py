"""Each damage that files come with, in each format where it can be: reports or errors of the input, and soon."""

from __future__ import annotations

import gzip
import io
import random
import re
import time

import pytest

from communique.errors import CommuniqueError, InputError
from communique.model import Report
from communique.sources.formats import reports_of
from communique.sources.stream import Stream
from tests.sources import test_file_archive_formats as files
from tests.sources import test_news_archive as news
from tests.sources.test_fuzz_archive import SEEDS

XML = {
    "nitf": news.NITF,
    "g2": news.G2,
    "newsml": news.NEWSML,
    "rss": files.RSS,
    "atom": files.ATOM,
    "wordpress": files.WORDPRESS,
}
LAUGHS = "".join(f'<!ENTITY {chr(c)} "{f"&{chr(c - 1)};" * 10 if c > 97 else "ha" * 50}">' for c in range(97, 106))


def read(data: bytes) -> list[Report | CommuniqueError]:
    """What a reader makes of it, within two seconds."""
    begin, found = time.process_time(), list[Report | CommuniqueError]()
    try:
        found += reports_of(Stream(io.BytesIO(data), "a").unpacked(), "a", "a")
    except CommuniqueError as error:
        found.append(error)
    assert time.process_time() - begin < 4
    assert [str(item) for item in found if "its reader failed" in str(item)] == []
    return found


def with_doctype(name: str, inside: str) -> bytes:
    """A document whose first paragraph or title calls an entity that its own type declares."""
    text = re.sub(r"<\?xml.*?\?>\s*|<!DOCTYPE[^>]*>\s*", "", XML[name])
    root = re.search(r"<([\w:]+)", text)
    assert root
    called = re.sub(r"(<(?:\w+:)?(?:title|hl1|headline|HeadLine)\b[^>]*>)", r"\1&i;", text)
    return f'<?xml version="1.0"?><!DOCTYPE {root[1]} [{inside}]>{called}'.encode()


@pytest.mark.parametrize("name", SEEDS)
def test_cut_at_any_place(name: str) -> None:
    chance = random.Random(name)
    for _ in range(8):
        read(SEEDS[name][: chance.randrange(1, len(SEEDS[name]))])


@pytest.mark.parametrize("name", XML)
def test_entities_that_expand_without_end(name: str) -> None:
    for item in read(with_doctype(name, LAUGHS)):
        assert isinstance(item, InputError) or len(item.text) < 10_000


@pytest.mark.parametrize("name", XML)
def test_external_entities_are_not_read(name: str) -> None:
    for item in read(with_doctype(name, '<!ENTITY i SYSTEM "file:///etc/passwd">')):
        assert "root:" not in (f"{item.title} {item.text}" if isinstance(item, Report) else str(item))


@pytest.mark.parametrize("name", XML)
@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-5", "x-nowhere", "ascii"])
def test_a_wrong_encoding_declared(name: str, encoding: str) -> None:
    text = re.sub(r"<\?xml.*?\?>\s*", "", XML[name])
    read(f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode())


@pytest.mark.parametrize("make", [lambda deep: deep, lambda deep: b"<rss><channel><item><description><![CDATA[" + deep],
                         ids=("page", "feed"))  # fmt: skip
def test_ten_thousand_nested_tags(make: object) -> None:
    deep = b"<html><body>" + b"<div>" * 10_000 + b"Peru and Chile met." + b"</div>" * 10_000 + b"</body></html>"
    read(make(deep))  # type: ignore[operator]


@pytest.mark.parametrize("name", SEEDS)
def test_twice_packed_and_cut(name: str) -> None:
    packed = gzip.compress(gzip.compress(SEEDS[name]))
    read(packed)
    read(packed[: len(packed) // 2])


def test_a_size_of_two_gigabytes_claimed() -> None:
    data = bytearray(files.packed(**{"a.txt": files.TALKS}))
    place = data.index(b"PK\x01\x02") + 24
    data[place : place + 4] = (2**31).to_bytes(4, "little")
    read(bytes(data))
    info = bytearray(files.tar(**{"a.txt": files.TALKS}))
    info[124:136] = b"17777777777\0"
    read(bytes(info))
