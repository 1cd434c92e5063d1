"""The schema: migrations make what the tables say, and every field of the record has its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

import communique.database
from communique.database.layout import LAYOUTS, MANNER
from communique.database.schema import HEAD, INDEXES, NAMES, VIEWS, metadata
from communique.model import Actor, Mention, Report, Role, Time
from communique.store import open_store


def config() -> Config:
    made = Config()
    made.set_main_option("script_location", str(Path(communique.database.__file__).parent / "migrations"))
    return made


def test_migrations_make_the_tables_of_the_schema(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.db") as store, store.engine(write=True).connect() as connection:
        ours = MigrationContext.configure(
            connection, opts={"include_object": lambda _o, name, *_: not str(name).startswith((*INDEXES, "alembic"))}
        )
        assert compare_metadata(ours, metadata) == []


def test_what_a_store_has_in_it_is_what_the_migrations_make(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.db") as store, store.engine(write=True).connect() as connection:
        made = connection.exec_driver_sql("SELECT type, name FROM sqlite_master").all()
    assert {name for kind, name in made if kind == "view"} == set(VIEWS)
    assert {name for _, name in made} >= NAMES


def test_the_head_is_the_newest_migration() -> None:
    assert ScriptDirectory.from_config(config()).get_current_head() == HEAD


def test_migrations_can_be_taken_back(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 's.db'}")
    with engine.connect() as connection:
        made = config()
        made.attributes["connection"] = connection
        command.upgrade(made, "head")
        command.downgrade(made, "base")
        left = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE name NOT LIKE 'alembic%'").scalars()
        assert [name for name in left if not name.startswith("sqlite_")] == []
    engine.dispose()


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.field)
def test_every_field_of_a_fact_is_stored(layout) -> None:
    stored = {"id", "confidence", "extractor", "statement", *layout.fields, *layout.spans, *layout.many}
    stored |= {"parent", *MANNER} if layout.is_statement else set()
    own = set(layout.struct.__struct_fields__) - set(layout.inner)
    own |= {name for _, names in layout.inner.values() for name in names.values()}
    assert stored == own


@pytest.mark.parametrize(
    ("struct", "known"),
    [
        (Actor, "id name kind mentions entity country sector roles members confidence"),
        (Mention, "start end form"),
        (Role, "title of evidence"),
        (Time, "start end type value confidence"),
        (
            Report,
            "id text_id source text title publisher url language boilerplate genre published byline section page extra",
        ),
    ],
)
def test_every_field_of_the_rest_is_known_to_the_writer(struct, known: str) -> None:
    assert set(struct.__struct_fields__) == set(known.split()), "store the new field in write.py and load.py"
