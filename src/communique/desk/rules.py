"""What coders go by: the codebook, who they are, and how many judge a fact, each a line to the module that does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.desk.part import DeskPart

if TYPE_CHECKING:
    from communique.model.codebook import Codebook
    from communique.query.concepts import ConceptCount
    from communique.query.flagged import FlaggedAnswer
    from communique.review.codebook import CodebookVersion
    from communique.review.verdicts import Rules

__all__ = ["DeskRules"]


class DeskRules(DeskPart):
    """The codebook, the coders and their agreement."""

    def put_codebook(self, book: Codebook, *, by: str | None = None, note: str | None = None) -> CodebookVersion:
        """Put a codebook in force: what positions are coded as follows it; gives the version as the store has it.

        Raises:
            UsageError: it is another than the one in force and goes by the same version.
        """
        from communique.review.codebook import put_codebook

        with self._store.writing() as connection:
            return put_codebook(connection, book, by=by, note=note)

    def codebook(self) -> CodebookVersion | None:
        """The codebook in force, or None."""
        from communique.review.codebook import current_codebook

        with self._store.reading() as connection:
            return current_codebook(connection)

    def concepts(self, book: Codebook | None = None) -> list[ConceptCount]:
        """The concepts of the codebook in force, or of another, with what is coded as each; then all other issues."""
        from communique.query.concepts import count_concepts

        with self._store.reading() as connection:
            return count_concepts(connection, book)

    def flagged(self) -> list[FlaggedAnswer]:
        """The positions that changes of the codebook affect and that nobody has judged since."""
        from communique.query.flagged import flagged_answers

        with self._store.reading() as connection:
            return flagged_answers(connection)

    def add_coder(self, name: str, *, by: str | None = None, note: str | None = None) -> int:
        """Name a coder: from then on none but those named judge facts. Gives the number in the log.

        Raises:
            StoreError: there is one called so, or nearly so.
        """
        from communique.review.coders import add_coder

        with self._store.writing() as connection:
            return add_coder(connection, name, by=by, note=note)

    def coders(self) -> tuple[str, ...]:
        """The coders who were named."""
        from communique.review.coders import coders

        with self._store.reading() as connection:
            return coders(connection)

    def agree_on(self, rules: Rules, *, by: str | None = None, note: str | None = None) -> int:
        """Lay down how many judge a fact, how far they must agree, and whether they see each other's judgements.

        Raises:
            UsageError: fewer than one coder, or no such share.
        """
        from communique.review.coders import agree_on

        with self._store.writing() as connection:
            return agree_on(connection, rules, by=by, note=note)
