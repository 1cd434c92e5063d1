"""Issues across reports: joined, asked for, and judged."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from communique.cli.program import cli
from communique.database import schema as t
from communique.errors import StoreError, UsageError
from communique.model import Position, Record, Report
from communique.model.identity import fact_identity
from communique.model.position import Issue
from communique.query.issues import sides
from communique.review.judge import rename
from communique.store import Store, open_store
from tests.database.toy import ToyReader, report

OLD = Path(__file__).parents[1] / "earlier" / "v0_1_0" / "store.db.gz"
STANCES = {"said": "for", "warned": "against"}


class Taking(ToyReader):
    """What somebody says is what he is for, what he warns of what he is against."""

    def read_many(self, items: Iterable[Report]) -> Iterator[Record]:
        for found in super().read_many(items):
            made = []
            for s in found.statements:
                [content] = s.content
                made.append(
                    Position(
                        fact_identity("position", found.report.text_id, [content]), str(s.speaker),
                        Issue(content.of(found.report.text), content),
                        "against" if s.act == "warn" else "for", s.evidence,
                    )
                )  # fmt: skip
            yield msgspec.structs.replace(found, positions=tuple(made))


TEXTS = (
    ("2013-04-01", "Foreign Minister Ahmet Davutoglu of Turkey said that military intervention in Syria."),
    ("2013-05-02", "Foreign Minister Ahmet Davutoglu of Turkey warned that intervening militarily in Syria."),
    ("2013-04-20", "President Omar Sarrad of Peru warned that any military intervention."),
    ("2013-04-21", "President Omar Sarrad of Peru said that the deal."),
    ("2013-04-22", "Foreign Minister Ahmet Davutoglu of Turkey said that this deal."),
)


@pytest.fixture
def store(place: Store, fill) -> Store:
    fill(place, [report(text, f"{n}.txt", date=day) for n, (day, text) in enumerate(TEXTS)], Taking)
    return place


def test_labels_that_mean_one_issue_are_one(store: Store) -> None:
    found = store.issues()
    assert [(x.positions, x.in_favour, x.against) for x in found] == [(3, 1, 2), (1, 1, 0), (1, 1, 0)]
    assert found[0].name == "military intervention in Syria"
    assert set(found[0].labels) == {found[0].name, "intervening militarily in Syria", "any military intervention"}
    assert "words in common" in found[0].reasons
    assert {p.issue.entity for r in store.records() for p in r.positions} == {x.entity for x in found}
    assert next(x.entity for x in store.find("positions")) == found[0].entity
    assert not [x for x in store.actors() if x.kind == "issue"]
    assert not store.check().problems


def test_positions_on_an_issue_over_time(store: Store) -> None:
    told = store.positions(issue="military intervention")
    assert [(x.date, x.who and x.who.name, x.stance) for x in told] == [
        ("2013-04-01", "Ahmet Davutoglu", "for"),
        ("2013-04-20", "Omar Sarrad", "against"),
        ("2013-05-02", "Ahmet Davutoglu", "against"),
    ]
    assert store.positions(issue="military intervention", by="Davutoglu", since="2013-05") == [told[2]]
    assert store.positions(issue=told[0].entity, limit=1, offset=1) == [told[1]]
    rows = sides(told)
    assert [(x.who, x.in_favour, x.against, x.now) for x in rows] == [
        ("Ahmet Davutoglu", 1, 1, "against"), ("Omar Sarrad", 0, 1, "against"),
    ]  # fmt: skip
    with pytest.raises(StoreError, match="no issue in the store is called 'zebras'"):
        store.positions(issue="zebras")


def test_general_words_of_a_label_find_it_too(place: Store, fill) -> None:
    text = "President Omar Sarrad of Peru said that the nuclear deal with Iran."
    fill(place, [report(text, "1.txt", date="2013-04-22")], Taking)
    for words in ("nuclear deal", "deal", "Iran deal", "Iranian"):
        assert [x.label for x in place.positions(issue=words)] == ["the nuclear deal with Iran"], words
    with pytest.raises(StoreError, match="no issue"):
        place.positions(issue="nuclear treaty")


def test_the_order_in_which_reports_are_added_gives_the_same_ids(store: Store, tmp_path: Path, fill) -> None:
    with open_store(tmp_path / "other.db") as other:
        made = [report(text, f"{n}.txt", date=day) for n, (day, text) in enumerate(TEXTS)]
        for one in reversed(made):
            fill(other, [one], Taking)
        assert {x.entity for x in other.issues()} == {x.entity for x in store.issues()}


def test_judgements_on_issues(store: Store, fill) -> None:
    big, *deals = [x.entity for x in store.issues()]
    store.merge(*deals)
    store.rename(deals[0], "  The  deal on visas ")
    assert [x.name for x in store.issues()] == ["military intervention in Syria", "The deal on visas"]
    assert store.issue("the deal on VISAS").id == store.issue("deal on visas").id
    assert len(store.positions(issue="deal on visas")) == 2
    one = store.positions(issue=big)[0]
    number, moved, new = store.split(big, actors=[one.id])
    assert moved == {"position": 1}
    assert [x.positions for x in store.issues()] == [2, 2, 1]
    fill(store, [report(text, f"{n}.txt", date=day) for n, (day, text) in enumerate(TEXTS)], Taking, again=True)
    assert store.issue("deal on visas").name == "The deal on visas"
    assert store.positions(issue=new.id)[0].id == one.id
    assert not store.check().problems
    for kind in ("split", "rename", "merge"):
        assert store.undo().kind == kind
    assert [x.positions for x in store.issues()] == [3, 1, 1]
    assert not store.check().problems
    assert number == 3


def test_issues_that_are_kept_apart_stay_so(store: Store, fill) -> None:
    big, deal, _ = [x.entity for x in store.issues()]
    store.apart(big, deal)
    with pytest.raises(StoreError, match="keeps"):
        store.merge(big, deal)
    with pytest.raises(StoreError, match="different kinds"):
        store.merge(big, store.actors()[0].entity)
    who = store.actors()[0].entity
    with store.engine(write=True).begin() as connection, pytest.raises(StoreError, match="Issues can be renamed"):
        rename(connection, who, "x")
    with pytest.raises(UsageError, match="needs a name"):
        store.rename(big, " ")
    with pytest.raises(StoreError, match="2 issues are called 'deal'"):
        store.issue("deal")


def test_a_store_of_before_gets_its_issues(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    path.write_bytes(gzip.decompress(OLD.read_bytes()))
    with open_store(path) as store:
        assert not store.check(upgrade=True).problems
        with store.engine().connect() as connection:
            many = connection.exec_driver_sql("SELECT count(*) FROM positions").scalar_one()
        assert many == sum(x.positions for x in store.issues()) > 0
        assert all(p.issue.entity for r in store.records() for p in r.positions)


def test_a_text_that_is_read_anew_leaves_no_issue_behind(store: Store, fill) -> None:
    fill(store, [report(text, f"{n}.txt", date=day) for n, (day, text) in enumerate(TEXTS)], again=True)
    assert store.issues() == []
    with store.engine().connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM entities WHERE name LIKE '%deal%'").scalar_one() == 0
        kinds = [e.kind for e in connection.execute(t.entities.select())]
    assert "issue" not in kinds
    assert not store.check().problems


def test_the_commands(store: Store) -> None:
    def run(*arguments: str) -> str:
        done = CliRunner().invoke(cli, [*arguments, "--store", str(store.path)])
        assert done.exit_code == 0, (done.output, done.exception)
        return done.output

    store.close()
    big, deal, other = [x.entity for x in store.issues()]
    store.close()
    assert "1 for, 2 against; 3 reports" in run("issues", "list", "intervention")
    assert '"positions":3' in run("issues", "list", "--format", "json")
    assert "2 issues are one now" in run("issues", "merge", deal, other, "--note", "visas")
    assert "is called Visas" in run("issues", "rename", deal, "Visas")
    assert "Visas" in run("positions", "--about", "visas")
    assert "Omar Sarrad" in run("positions", "--about", big, "--sides")
    assert "for,against" in run("positions", "--sides", "--format", "csv")
    assert "stay apart" in run("issues", "apart", big, deal)
    one = store.positions(issue=big)[0]
    store.close()
    assert "1 position moved to" in run("issues", "split", big, "--position", one.id)
    assert "(split) is undone" in run("issues", "undo")
    assert "is called Visas" in run("log")
