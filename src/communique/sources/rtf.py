"""Rich Text Format (Microsoft's specification 1.9.1) -> its lines of text, in one pass and at any depth."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from communique.errors import EmptyError, UnreadableError

MARK = b"{\\rtf"
# A control word with its number, a control symbol, a byte in hexadecimal, a brace, or text
TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,40})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\", re.S
)
SKIPPED = frozenset(
    b"fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr "
    b"footerf fldinst listtable listoverridetable revtbl rsidtbl generator xmlnstbl themedata "
    b"colorschememapping datastore latentstyles bkmkstart bkmkend datafield formfield pgptbl mmathPr nonshppict "
    b"shppict filetbl userprops footnote annotation atnid atnauthor atndate xe tc wgrffmtfilter pnseclvl".split()
)
"""Groups with what is no text of the document: fonts, pictures, running heads, the addresses of links."""
KEPT = frozenset((b"title", b"author", b"creatim", b"subject", b"keywords"))
"""Parts of the information group that are given beside the text."""
BREAKS = {
    b"par": "\n", b"sect": "\n\n", b"page": "\n\n", b"line": "\v", b"row": "\n", b"cell": "\t", b"nestcell": "\t",
    b"nestrow": "\n",
}  # fmt: skip
SIGNS = {
    b"tab": "\t", b"emdash": "—", b"endash": "–", b"emspace": " ", b"enspace": " ", b"qmspace": " ", b"bullet": "•",
    b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"zwnj": "", b"zwj": "",
    b"ltrmark": "", b"rtlmark": "",
}  # fmt: skip
CHARSETS = {
    0: "cp1252", 1: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250",
}  # fmt: skip
"""Encodings by the number of a font's character set."""
USUAL_SIZE = 24
"""Half points of letters whose size is not given."""
MOST_DEPTH = 100_000
"""Groups inside each other: beyond it the file is made to exhaust the memory."""


class RtfDocument(NamedTuple):
    """What a document holds."""

    lines: list[str]
    """Its paragraphs; a line break in one is \\v, a cell's end a tab; empty ones stay."""
    info: dict[str, str]
    """Title, author, subject, keywords and day of creation, where they are given."""
    heading: bool = False
    """Whether its first line is in larger or bolder letters than the rest."""


class _State(NamedTuple):
    skipped: bool
    size: int
    """Half points, negative for bold letters."""
    skip: int
    """Characters that stand for one of Unicode, for readers that know none."""
    font: int
    part: bytes
    """The part of the information group, or the font table, in which the group stands."""


def read_rtf(data: bytes, source: str) -> RtfDocument:
    """The lines of a document and what it says of itself.

    Raises:
        UnreadableError: it is no RTF, or made to exhaust the memory.
        EmptyError: there is no text in it.
    """
    if not data.lstrip().startswith(MARK):
        raise UnreadableError(source, "it is no RTF document", "Save it again with a word processor")
    reader = _Reader(source)
    place = 0
    while match := TOKEN.match(data, place):
        place = match.end() + reader.take(match)
    text = "".join(reader.parts())
    lines = [line.rstrip(" \t\v\r") for line in text.split("\n")]
    if not any(line.strip("\v\t ") for line in lines):
        raise EmptyError(
            source, "there is no text in the document", "Open it with a word processor and see what it holds"
        )
    told = {name: " ".join(value.split()) for name, value in reader.info.items() if value.strip()}
    return RtfDocument(lines, told, reader.heading())


class _Reader:
    def __init__(self, source: str) -> None:
        self.info: dict[str, str] = {}
        self._source = source
        self._stack: list[_State] = []
        self._state = _State(False, USUAL_SIZE, 1, -1, b"")
        self._parts: list[str] = []
        self._bytes = bytearray()
        self._page = "cp1252"
        self._fonts: dict[int, str] = {}
        self._default_font = -1
        self._pending = 0
        """Characters still to be left out behind one of Unicode."""
        self._starred = False
        self._sizes: Counter[int] = Counter()
        self._first: int | None = None
        """Size of the first letters."""
        self._high: int | None = None
        """The first half of a pair of UTF-16."""

    def parts(self) -> Iterator[str]:
        """What was read."""
        self._flush()
        yield from self._parts

    def heading(self) -> bool:
        """Whether the first letters are larger than most, or bold where most are not."""
        if self._first is None:
            return False
        usual = self._sizes.most_common(1)[0][0]
        return abs(self._first) > 1.15 * abs(usual) or (self._first < 0 < usual and -self._first >= usual)

    def take(self, match: re.Match[bytes]) -> int:
        """One token; gives how many bytes behind it are no text, as a picture's."""
        word, number, byte, symbol, brace, text = match.groups()
        if brace:
            self._brace(brace)
        elif word:
            self._word(word, int(number[:10]) if number else None)
        elif byte:
            self._byte(int(byte, 16))
        elif symbol:
            self._symbol(symbol)
        elif text:
            self._text(text)
        return int(number) if word == b"bin" and number and len(number) < 10 and number[0] != ord("-") else 0

    def _brace(self, brace: bytes) -> None:
        self._flush()
        self._pending = 0
        self._starred = False
        if brace == b"{":
            if len(self._stack) >= MOST_DEPTH:
                raise UnreadableError(
                    self._source, "its groups are nested too deep", "Save it again with a word processor"
                )
            self._stack.append(self._state)
        elif self._stack:
            self._state = self._stack.pop()

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self._starred = True
            return
        signs = {b"~": "\xa0", b"_": "-", b"-": "", b"\n": "\n", b"\r": "\n"}
        self._put(signs.get(symbol, symbol.decode("latin-1")))

    def _word(self, word: bytes, number: int | None) -> None:
        state = self._state
        starred, self._starred = self._starred, False
        if word == b"u" and number is not None:
            self._unicode(number)
        elif word == b"uc":
            self._state = state._replace(skip=max(0, min(number or 0, 100)))
        elif word == b"f" and number is not None:
            self._flush()
            self._state = state._replace(font=number)
        elif word == b"fs" and number:
            self._flush()
            self._state = state._replace(size=number if state.size > 0 else -number)
        elif word == b"b":
            self._flush()
            self._state = state._replace(size=abs(state.size) if number == 0 else -abs(state.size))
        elif word in (b"deleted", b"v"):  # what a tracked change takes out, and hidden text
            self._flush()
            if number != 0 and not state.skipped:
                self._state = state._replace(skipped=True, part=word)
            elif number == 0 and state.part == word:
                self._state = state._replace(skipped=False, part=b"")
        elif word == b"plain":
            self._flush()
            self._state = state._replace(size=USUAL_SIZE)
        elif word == b"fcharset" and number is not None:
            self._fonts[state.font] = CHARSETS.get(number, "cp1252")
        elif word == b"ansicpg" and number is not None:
            self._page = _known(f"cp{number}") or self._page
        elif word in (b"mac", b"pc", b"pca"):
            self._page = {b"mac": "mac_roman", b"pc": "cp437", b"pca": "cp850"}[word]
        elif word == b"deff" and number is not None:
            self._default_font = number
        elif word in KEPT and state.part == b"info":
            self._state = state._replace(part=word)
        elif word == b"info":
            self._state = state._replace(skipped=True, part=b"info")
        elif word in (b"yr", b"mo", b"dy") and state.part == b"creatim" and number is not None:
            self.info["created"] = f"{self.info.get('created', '')}{'-' if word != b'yr' else ''}{number:02}"
        elif word == b"shptxt" and state.part == b"shpinst":  # a box's own text, in the midst of its measures
            self._state = state._replace(skipped=False, part=b"")
            self._put("\n")
        elif word in SKIPPED or (starred and word not in (b"shptxt", b"txbx", b"nesttableprops")):
            self._flush()
            self._state = state._replace(skipped=True, part=word)
        elif word in BREAKS:
            self._put(BREAKS[word])
        elif word in SIGNS:
            self._put(SIGNS[word])

    def _unicode(self, number: int) -> None:
        self._flush()
        code = number + 65_536 if number < 0 else number
        self._pending = self._state.skip
        if 0xD800 <= code < 0xDC00:
            self._high = code
            return
        if 0xDC00 <= code < 0xE000 and self._high is not None:
            code = 0x10000 + ((self._high - 0xD800) << 10) + (code - 0xDC00)
        self._high = None
        self._keep(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd")

    def _byte(self, value: int) -> None:
        if self._pending:
            self._pending -= 1
            return
        self._bytes.append(value)

    def _text(self, text: bytes) -> None:
        if self._pending:
            left = min(self._pending, len(text))
            self._pending -= left
            text = text[left:]
        self._bytes += text

    def _put(self, text: str) -> None:
        if self._pending:
            self._pending -= 1
            return
        self._flush()
        self._keep(text)

    def _flush(self) -> None:
        if self._bytes:
            data = bytes(self._bytes).replace(b"\0", b"")
            self._bytes.clear()
            font = self._state.font if self._state.font >= 0 else self._default_font
            self._keep(data.decode("ascii") if data.isascii() else _decoded(data, self._fonts.get(font, self._page)))

    def _keep(self, text: str) -> None:
        part = self._state.part
        if not self._state.skipped:
            self._parts.append(text)
            if text.strip():
                self._sizes[self._state.size] += len(text)
                self._first = self._state.size if self._first is None else self._first
        elif part in KEPT and part != b"creatim":
            name = part.decode()
            self.info[name] = self.info.get(name, "") + text


def _decoded(data: bytes, page: str) -> str:
    """Bytes in their font's encoding, or in UTF-8 where programs wrote it against the specification."""
    if page == "cp1252":
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    return data.decode(page, "replace")


def _known(name: str) -> str | None:
    if name == "cp10000":
        return "mac_roman"
    try:
        return codecs.lookup("utf-8" if name == "cp65001" else name).name
    except LookupError:
        return None
