"""The codebook of a store: a judgement as others are, so that its versions stand in the log and can be undone."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection

from communique.errors import UsageError, printable
from communique.model.codebook import Codebook
from communique.review.log import JudgementKind, append, entries

__all__ = ["CodebookVersion", "codebook_versions", "current_codebook", "put_codebook"]


class CodebookVersion(msgspec.Struct, frozen=True):
    """A codebook as it came into force."""

    number: int
    """Of the judgement."""
    made: str
    by: str
    book: Codebook


def codebook_versions(connection: Connection) -> list[CodebookVersion]:
    """The codebooks that are in force or were before another one, the first first; those undone are left out."""
    return [
        CodebookVersion(j.number, j.made, j.by, msgspec.convert(j.what["codebook"], Codebook))
        for j in entries(connection, (JudgementKind.CODEBOOK,)) if j.in_force
    ]  # fmt: skip


def current_codebook(connection: Connection) -> CodebookVersion | None:
    """The codebook in force, or None."""
    found = codebook_versions(connection)
    return found[-1] if found else None


def put_codebook(
    connection: Connection, book: Codebook, *, by: str | None = None, note: str | None = None
) -> CodebookVersion:
    """Put a codebook in force; gives it as it is there now. The same one again changes nothing.

    A version that its authors did not number gets the next number.

    Raises:
        UsageError: it is another than the one in force and goes by the same version.
    """
    now = current_codebook(connection)
    if now is not None:
        if now.book.concepts == book.concepts and now.book.name == book.name and book.version in ("", now.book.version):
            return now
        if book.version and book.version == now.book.version and book.name == now.book.name:
            raise UsageError(
                f"version {printable(book.version)} of the codebook {printable(book.name)} is in force, and says "
                "something else. Give the file a new version"
            )
    if not book.version:
        book = msgspec.structs.replace(book, version=str(len(codebook_versions(connection)) + 1))
    what = {"codebook": msgspec.to_builtins(book)}
    number = append(connection, JudgementKind.CODEBOOK, what, by=by, note=note)
    return next(one for one in codebook_versions(connection) if one.number == number)
