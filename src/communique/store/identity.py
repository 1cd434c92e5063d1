"""Who and what is the same in a store, as people decide it, each deed a line to the module that does it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from communique.errors import StoreError, printable

if TYPE_CHECKING:
    from communique.query.candidate_pairs import NamesakeCluster
    from communique.query.entities import Entity
    from communique.query.issues import IssueAnswer
    from communique.query.members import EntityMember
    from communique.query.name_resolution import Resolution
    from communique.query.question import Question
    from communique.review.log import Judgement
from communique.store.file import StoreFile

__all__ = ["StoreIdentities"]


class StoreIdentities(StoreFile):
    """Merging, splitting, naming, and the log of it."""

    def entity(self, name: str) -> Entity:
        """The actor that a name, an id or an office means.

        Raises:
            AbsentError: nobody is called so, or several are.
        """
        from communique.query.name_resolution import resolve_entity

        with self.reading() as connection:
            return resolve_entity(connection, name)

    def resolve(self, question: Question) -> dict[str, Resolution]:
        """Whom the names of a question mean, by its parts: "by", "to", "body"; names like those that nobody has."""
        from communique.query.name_resolution import resolve_names

        with self.reading() as connection:
            return resolve_names(connection, question, suggest=True)

    def issues(self, about: str | None = None, *, limit: int | None = None) -> list[IssueAnswer]:
        """What positions are about, those with most first: all, or those that some words mean."""
        from communique.query.issues import issues

        with self.reading() as connection:
            return issues(connection, about, limit, self.decided(connection))

    def issue(self, words: str) -> Entity:
        """The one issue that some words mean, or the one with this id.

        Raises:
            StoreError: there is none, or several are.
        """
        from communique.query.issue_names import one_issue

        with self.reading() as connection:
            return one_issue(connection, words)

    def rename(self, issue: str, name: str, *, note: str | None = None, by: str | None = None) -> tuple[int, Entity]:
        """Judge that an issue is called so; gives the judgement's number and the issue.

        Raises:
            StoreError: there is no such issue.
        """
        from communique.query.issue_names import one_issue
        from communique.review.judge import rename

        with self.writing() as connection:
            one = one_issue(connection, issue)
            return rename(connection, one.id, name, by=by, note=note), one_issue(connection, one.id)

    def merge(
        self, *names: str, note: str | None = None, by: str | None = None, key: str | None = None
    ) -> tuple[int, Entity]:
        """Judge that these are one; gives the judgement's number and the entity.

        ``key`` is a word of the caller's for this one act: sent again with it, it is there once.

        Raises:
            StoreError: a name is nobody's or several's; they are of different kinds.
        """
        from communique.query.name_resolution import resolve_entity
        from communique.review.judge import merge
        from communique.review.log import made_with

        with self.writing() as connection:
            if key is not None and (done := made_with(connection, key)) is not None:
                return done.number, resolve_entity(connection, done.what["entities"][0])
            ids = [resolve_entity(connection, name, occasions=True).id for name in names]
            number = merge(connection, ids, by=by, note=note, key=key)
            return number, resolve_entity(connection, ids[0])

    def merge_all(self, name: str, *, note: str | None = None, by: str | None = None) -> tuple[int, NamesakeCluster]:
        """Judge that all who are called so are one, and whoever may be one of them; gives the number and who they are.

        Left apart are those with another full name, those who may be somebody else too, those whom people keep apart.

        Raises:
            StoreError: nobody is called so, there are not two, or the name means several people.
        """
        from communique.query.candidate_pairs import name_cluster
        from communique.query.entities import ids_with_merged
        from communique.review.judge import merge

        with self.writing() as connection:
            found = name_cluster(connection, name)
            # With those whom people merged before, so that it stands when that is undone.
            return merge(connection, ids_with_merged(connection, found.entities), by=by, note=note), found

    def apart(
        self, *names: str, note: str | None = None, by: str | None = None, key: str | None = None
    ) -> tuple[int, list[Entity]]:
        """Judge that each of these is another one; gives the judgement's number and the entities.

        ``key`` as in :meth:`merge`.

        Raises:
            StoreError: a name is nobody's or several's, or two of them are one.
        """
        from communique.query.name_resolution import resolve_entity
        from communique.review.judge import apart

        with self.writing() as connection:
            found = [resolve_entity(connection, name, occasions=True) for name in names]
            for n, one in enumerate(found):
                if any(one.id == other.id for other in found[:n]):
                    raise StoreError(
                        f"{printable(names[n])} is {one.id} {printable(one.label)}, who is named already. If people "
                        "merged them, undo that; else `communique split` parts what the machine took for one"
                    )
            return apart(connection, [one.id for one in found], by=by, note=note, key=key), found

    def split(
        self,
        name: str,
        *,
        reports: Iterable[str] = (),
        actors: Iterable[str] = (),
        note: str | None = None,
        by: str | None = None,
        key: str | None = None,
    ) -> tuple[int, dict[str, int], Entity]:
        """Judge that ``name`` in these reports, or these actors, meetings or agreements of records, are another one.

        ``key`` as in :meth:`merge`.

        Gives the judgement's number, how many of each kind moved ("meeting"), and the new entity.
        """
        from communique.query.entities import actor_ids_in, count_by_kind
        from communique.query.name_resolution import resolve_entity
        from communique.query.reports import report_key
        from communique.review.judge import split
        from communique.review.log import entries, made_with

        with self.writing() as connection:
            if key is not None and (done := made_with(connection, key)) is not None:
                new = resolve_entity(connection, str(done.what["new"]))
                return done.number, count_by_kind(connection, new), new
            one = resolve_entity(connection, name, occasions=True)
            keys = [report_key(connection, report) for report in reports]
            moved = sorted({*actors, *(actor_ids_in(connection, one, keys) if keys else ())})
            number = split(connection, one.id, moved, by=by, note=note, key=key)
            new = resolve_entity(connection, str(entries(connection)[-1].what["new"]))
            return number, count_by_kind(connection, new), new

    def members(self, name: str) -> tuple[Entity, list[EntityMember]]:
        """An entity, by name or id, and its mentions in reports, each with its words: what a split may take out.

        Raises:
            StoreError: nobody is called so, or several are.
        """
        from communique.query.members import members
        from communique.query.name_resolution import resolve_entity

        with self.reading() as connection:
            one = resolve_entity(connection, name, occasions=True)
            return one, members(connection, one)

    def log(self) -> list[Judgement]:
        """Every judgement, the first first."""
        from communique.review.log import entries

        with self.reading() as connection:
            return entries(connection)
