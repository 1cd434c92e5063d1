"""Messages (RFC 5322 with MIME) and mbox files of them -> articles: subject, date, sender, the text of the message."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Any

from communique.errors import CommuniqueError, InputError
from communique.sources.archives import place
from communique.sources.article import Article, one_line, unwrapped
from communique.sources.decode import decode
from communique.sources.html import visible_paragraphs
from communique.sources.stream import Stream
from communique.sources.text import blocks_of
from communique.sources.written_dates import written_date

# A header field's line: "Message-ID: <1@x.example>"
FIELD = re.compile(rb"[!-9;-~]{1,70}:[ \t]?")
# "From joan@lakeside.example Wed Mar  3 10:00:00 2021"; archives of lists write "joan at lakeside.example"
MBOX = re.compile(rb"From \S+(?: at \S+)?.{0,20}\s\w{3}\s+\w{3}\s+\d")
# The same with its time, which is never the text's own: "From 1@xxx Wed Mar 03 10:00:00 +0000 2021"
MBOX_SURELY = re.compile(rb"From \S+@\S+\s+\w{3}\s+\w{3}\s+\d{1,2}\s+\d\d:\d\d")
# "joan at lakeside.example (Joan Pell)": what archives of lists make of an address
MASKED = re.compile(r"(?P<address>\S+ at \S+) \((?P<name>[^()]+)\)")
LONGEST_MESSAGE = 64_000_000
LONGEST_LINE = 1_000_000
MOST_PARTS = 1_000
ADDRESS = r"[\w.+-]{1,100}@[\w.-]{1,100}"
# Values of headers that mean what they say: "joan@lakeside.example", "Joan Pell <joan@lakeside.example>",
# "Wed, 03 Mar 2021 10:00:00 +0000", 'text/plain; charset="utf-8"', "<1.a@x.example>", and any plain words
_ADDRESSES = re.compile(rf"[A-Za-z]\w{{0,40}}(?: [A-Za-z]\w{{0,40}}){{0,4}} <{ADDRESS}>|{ADDRESS}", re.A)
_KIND = re.compile(r"[\w.+-]+(?:/[\w.+-]+)?(?:; ?[\w-]+=(?:\"[\w .:=+-]*\"|[\w.:+-]+))*", re.A)
PLAIN = {
    "from": _ADDRESSES,
    "to": _ADDRESSES,
    "date": re.compile(r"[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d(?::\d\d)? (?:[+-]\d{4}|GMT)", re.A),
    "message-id": re.compile(r"<[\w.$@+-]{1,200}>", re.A),
    "content-type": _KIND,
    "content-disposition": _KIND,
    "content-transfer-encoding": re.compile(r"[\w-]+", re.A),
    "subject": re.compile(r"[!-<>-~](?:[ -<>-~]*[!-<>-~])?"),
}
# What begins the signature, the end of the text
SIGNATURE = "-- "
# "> > They met", "> "
QUOTED = re.compile(r">(?: ?>)* ?")
# What programs of mailing lists set above their own lines at the end of a message (GNU Mailman: 47 of them)
FOOTER = re.compile(r"_{40,}\s*")
# "From: Ali Noor", "Sent: Tuesday, 2 March 2021 09:00", "Betreff: Gipfel"
HEADED = re.compile(
    r"\*?(?:From|Sent|Date|To|Cc|Subject|Reply-To|Von|Gesendet|Datum|An|Betreff|De|Envoyé|À|Objet|Enviado|Fecha|Para"
    r"|Asunto|Da|Inviato|Oggetto|Van|Verzonden|Onderwerp):\*? \S"
)
FEWEST_FIELDS = 3
MOST_OF_A_FOOTER = 8
"""Lines at the end of a message among which that stands."""


def is_message(head: bytes) -> bool:
    """Whether a file begins with the header of a message: field after field, a sender among them, and one that only
    messages have; or a sender's address, a date and a subject."""
    head = head.lstrip(b"\xef\xbb\xbf\r\n")
    if head and not FIELD.match(head):
        return False
    lines = re.split(rb"\r?\n", head)
    fields: dict[bytes, bytes] = {}
    for line in lines:
        if not line:
            break
        if line[:1] in b" \t" and fields:
            continue
        if not FIELD.match(line):
            return False
        name, _, value = line.partition(b":")
        fields.setdefault(name.lower(), value)
    own = {
        b"message-id",
        b"mime-version",
        b"received",
        b"return-path",
        b"content-type",
        b"delivered-to",
        b"x-mailer",
        b"to",
    }
    told = fields.keys()
    addressed = b"@" in fields.get(b"from", b"") and told >= {b"date", b"subject"}
    return addressed or (b"from" in told and bool(told & {b"date", b"subject"}) and bool(told & own))


def is_mbox(head: bytes) -> bool:
    """Whether a file begins like an mbox: a line "From ...", and a message."""
    return MBOX.match(head) is not None and FIELD.match(head.partition(b"\n")[2]) is not None


def mail_articles(stream: Stream) -> Iterator[tuple[str, Article] | InputError]:
    """The articles of a message or an mbox, each with its place in the file.

    Raises:
        InputError: a message alone in its file is too long.
    """
    if not is_mbox(stream.head):
        data = stream.read(LONGEST_MESSAGE + 1)
        if len(data) > LONGEST_MESSAGE:
            raise _too_long(stream.source)
        yield stream.source, message_article(data)
        return
    for number, raw in enumerate(_messages(stream), start=1):
        where = place(stream.source, number)
        yield _too_long(where) if raw is None else (where, message_article(raw))


def _too_long(source: str) -> InputError:
    return InputError(
        source, f"a message of more than {LONGEST_MESSAGE // 1_000_000} MB is too long", "Leave out its attachments"
    )


def _messages(stream: Stream) -> Iterator[bytes | None]:
    """The messages of an mbox: each begins with a line "From " behind a blank one; ">From " in them is unquoted."""
    parts: list[bytes] = []
    size, blank, begun = 0, True, False
    while line := stream.readline(LONGEST_LINE):
        if line.startswith(b"From ") and (MBOX.match(line) if blank else MBOX_SURELY.match(line)):
            if begun:
                yield b"".join(parts) if size <= LONGEST_MESSAGE else None
            parts, size, begun = [], 0, True
            continue
        blank = not line.strip()
        size += len(line)
        if size <= LONGEST_MESSAGE:
            parts.append(re.sub(rb"^>(>*From )", rb"\1", line))
        else:
            parts.clear()
    if begun:
        yield b"".join(parts) if size <= LONGEST_MESSAGE else None


class _SoonPolicy(email.policy.EmailPolicy):
    """The standard library's policy, which takes each header apart by its grammar whenever it is asked for, or the
    parser asks: a third of a thousandth of a second. Plain values are given as they stand, which is the same."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        """The value of a header."""
        pattern = PLAIN.get(name.lower())
        if pattern is not None and not hasattr(value, "name") and pattern.fullmatch(value):
            return value
        return super().header_fetch_parse(name, value)


POLICY = _SoonPolicy()


def message_article(data: bytes) -> Article:
    """The article of a message. Attachments are named in it, not read."""
    message = email.message_from_bytes(data, policy=POLICY)
    assert isinstance(message, EmailMessage)
    article = Article(title=_header(message, "subject"))
    sender = _header(message, "from") or ""
    raw = next((str(value) for field, value in message.raw_items() if field.lower() == "from"), "")
    masked = MASKED.fullmatch(raw.encode("utf-8", "surrogateescape").decode("utf-8", "replace").strip())
    name, address = (masked["name"], masked["address"]) if masked else parseaddr(sender)
    if not name and "=?" not in raw:
        name = parseaddr(raw)[0]  # "joan@lakeside.example (Joan Pell)": a comment, which the parsed header leaves out
    article.publisher = one_line(name) or one_line(address)
    if when := _header(message, "date"):
        article.date = written_date(when)
    for field in ("from", "to", "message-id", "list-id"):
        if value := _header(message, field):
            article.extra[field] = value
    plain, html, names = _parts(message)
    if names:
        article.extra["attachments"] = "; ".join(names)
    article.paragraphs = plain if sum(map(len, plain)) > 1 else html
    if sum(map(len, html)) > 3 * sum(map(len, article.paragraphs)) and len(html) > 1:
        article.paragraphs = html  # the plain text is a note that there is HTML
    return article


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = message[name]
    except (ValueError, LookupError, AttributeError, TypeError, IndexError, AssertionError):
        return None  # the standard library has no answer to some broken headers
    return one_line(str(value)) if value is not None else None


def _parts(message: EmailMessage) -> tuple[list[str], list[str], list[str]]:
    """Paragraphs of the plain text and of the HTML, and the attachments' names."""
    plain: list[str] = []
    html: list[str] = []
    names: list[str] = []
    for number, part in enumerate(message.walk()):
        if number > MOST_PARTS:
            break
        if part.is_multipart():
            continue
        try:
            name, kind = part.get_filename(), part.get_content_type()
        except (ValueError, LookupError, AttributeError, TypeError, IndexError, AssertionError):
            name, kind = None, "text/plain"
        if name or part.get_content_disposition() == "attachment":
            names.append(one_line(str(name)) or kind)
        elif kind == "text/plain":
            plain += _plain(_content(part), _flow(part))
        elif kind == "text/html":
            html += visible_paragraphs(_content(part))
    return plain, html, names


def _content(part: EmailMessage) -> str:
    """A part's text in the encoding that it names, else in the one that it is in."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else str(part.get_payload()).encode("utf-8", "replace")
    named = part.get_content_charset()
    if named and named not in ("us-ascii", "ascii"):
        try:
            return data.decode(named)
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    try:
        return decode(data, "mail")
    except CommuniqueError:
        return ""


def _unquoted(lines: list[str]) -> list[str]:
    """The lines without the signs of quoting, a blank line between what is quoted and what is not."""
    found: list[str] = []
    before = False
    for line in lines:
        quote = QUOTED.match(line)
        if (quote is not None) != before:
            found.append("")
        before = quote is not None
        found.append(line[quote.end() :] if quote else line)
    return found


def _flow(part: EmailMessage) -> str | None:
    """What joins lines of a text that says which of its line ends are none (RFC 3676); None where it does not."""
    try:
        if str(part.get_param("format", "")).lower() != "flowed":
            return None
        return "" if str(part.get_param("delsp", "")).lower() == "yes" else " "
    except (ValueError, LookupError, AttributeError, TypeError, AssertionError):
        return None


def _plain(text: str, flow: str | None = None) -> list[str]:
    """Paragraphs of a plain text: lines broken by the mail program joined, the signature left out.

    ``flow``: lines that end with a blank go on; it is what stands between them.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    if SIGNATURE in lines:
        lines = lines[: len(lines) - 1 - lines[::-1].index(SIGNATURE)]
    for n in range(len(lines) - 1, max(-1, len(lines) - MOST_OF_A_FOOTER), -1):
        if FOOTER.fullmatch(lines[n]):
            lines = lines[:n]
            break
    lines = _unquoted(lines)
    if flow is not None:
        lines = re.sub(r"(?<=\S) \n(?=[^\n>])", flow, "\n".join(lines)).split("\n")
        return [paragraph for line in lines if (paragraph := one_line(line))]
    return [paragraph for block in blocks_of("\n".join(lines)) for paragraph in _block(block)]


def _block(lines: list[str]) -> list[str]:
    """The paragraphs of a block of lines; the header of a message that is sent on has one a line."""
    if sum(HEADED.match(line) is not None for line in lines) >= FEWEST_FIELDS:
        return [line for x in lines if (line := one_line(x))]
    return unwrapped(lines)
