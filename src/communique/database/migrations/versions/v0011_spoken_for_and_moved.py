"""For whom the holder of a position speaks, and when a moved meeting was to be: null until a text is read anew."""

from __future__ import annotations

from importlib.resources import files

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

WRITTEN = {"sqlite": ("communique.database.migrations.versions", "v0002_views.sql"),
           "postgresql": ("communique.database.engines", "postgres_views.sql")}  # fmt: skip
"""Where the views of each engine are written: a server's as they are made now, a file's as they were at first."""
BEFORE = "       coalesce(k.word, substr(p.stance, 2)) AS stance,\n"
COLUMN = "       (SELECT w.name FROM who w WHERE w.actor = p.speaks_for) AS speaks_for,\n"


def upgrade() -> None:
    """Make the columns, and show the first."""
    op.execute("DROP VIEW all_positions")
    op.execute(  # in SQLite's words too, which Alembic has none for
        "ALTER TABLE positions ADD COLUMN speaks_for INTEGER CONSTRAINT fk_positions_speaks_for REFERENCES actors (key)"
    )
    there = sa.text("speaks_for IS NOT NULL")
    op.create_index(
        "ix_positions_speaks_for", "positions", ["speaks_for"], sqlite_where=there, postgresql_where=there
    )  # fmt: skip
    op.execute(_view(COLUMN + BEFORE))
    op.add_column("meetings", sa.Column("moved_from", sa.String(), nullable=True))


def downgrade() -> None:
    """Take both away again."""
    op.drop_column("meetings", "moved_from")
    op.execute("DROP VIEW all_positions")
    op.drop_index("ix_positions_speaks_for", "positions")
    if op.get_bind().dialect.name == "sqlite":  # which drops no column that refers to another table
        op.execute("PRAGMA legacy_alter_table = ON")  # other views look at the table that is made anew
        with op.batch_alter_table("positions") as table:
            table.drop_column("speaks_for")
        op.execute("PRAGMA legacy_alter_table = OFF")
    else:
        op.drop_column("positions", "speaks_for")
    op.execute(_view(BEFORE))


def _view(columns: str) -> str:
    package, name = WRITTEN[op.get_bind().dialect.name]
    written = files(package).joinpath(name).read_text("utf-8")
    view = next(one for one in written.split("\n--\n") if "VIEW all_positions" in one)
    return view.replace(COLUMN, "").replace(BEFORE, columns)
