"""Encodings: told by a mark, by NUL bytes, by validity, or by what makes sense."""

from __future__ import annotations

import codecs

import pytest

from communique.errors import UnreadableError
from communique.sources.decode import decode

SENTENCE = "Lavrov said “we don’t struggle” – café, naïve, Çavuşoğlu."
PLAIN = "The minister said “no” – a café in Zürich cost €5."


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(SENTENCE.encode(), SENTENCE, id="UTF-8"),
        pytest.param(codecs.BOM_UTF8 + SENTENCE.encode(), SENTENCE, id="UTF-8 with its mark, which is no text"),
        pytest.param(codecs.BOM_UTF16_LE + SENTENCE.encode("utf-16-le"), SENTENCE, id="UTF-16 LE with a mark"),
        pytest.param(codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be"), SENTENCE, id="UTF-16 BE with a mark"),
        pytest.param(SENTENCE.encode("utf-16-le"), SENTENCE, id="UTF-16 LE without a mark"),
        pytest.param(SENTENCE.encode("utf-16-be"), SENTENCE, id="UTF-16 BE without a mark"),
        pytest.param("Он сказал: «нет».\n".encode("utf-16-le"), "Он сказал: «нет».\n", id="Cyrillic UTF-16"),
        pytest.param(codecs.BOM_UTF32_LE + SENTENCE.encode("utf-32-le"), SENTENCE, id="UTF-32 with a mark"),
        pytest.param(PLAIN.encode("cp1252"), PLAIN, id="Windows-1252"),
        pytest.param("The Côte d’Ivoire".encode("cp1252"), "The Côte d’Ivoire", id="Windows-1252, one letter"),
        pytest.param("ÉTATS-UNIS".encode("cp1252"), "ÉTATS-UNIS", id="Windows-1252, a capital"),
        pytest.param(b"caf\xc3\xa9 caf\xc3( end", "café caf�( end", id="broken UTF-8 loses only what is broken"),
        pytest.param(b"\xe2\x80\x9cno\xe2\x80\x9d \xff\xfe ok", "“no” �� ok", id="stray bytes in UTF-8"),
        pytest.param(b"he said caf\xc3", "he said caf�", id="UTF-8 cut in a character"),
        pytest.param("“yes” he said".encode()[:-1] + b"\xe2\x80", "“yes” he sai�", id="UTF-8 cut in a mark"),
        pytest.param(b"a\r\nb\rc\n", "a\r\nb\rc\n", id="line ends stay as they are"),
        pytest.param(b"", "", id="nothing"),
    ],
)
def test_text(data: bytes, text: str) -> None:
    assert decode(data, "x.txt") == text


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"abc\0def", id="a NUL in a text"),
        pytest.param(b"\0" * 100, id="only NULs"),
        pytest.param(bytes(range(256)) * 4, id="all bytes"),
        pytest.param(codecs.BOM_UTF16_LE + "a\0b".encode("utf-16-le"), id="a NUL in UTF-16"),
        pytest.param(b"\x7fELF\x02\x01\x01\0\0\0\0\0" + b"\x90\0" * 50, id="a program"),
        pytest.param(b"\x01\0\x02\0\x03\0" * 40, id="numbers of two bytes"),
    ],
)
def test_binary(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="binary, not text"):
        decode(data, "x.txt")
