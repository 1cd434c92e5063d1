"""Views that tell in plain words what a store holds."""

from __future__ import annotations

from importlib.resources import files

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

VIEWS = (
    "all_judgements",
    "all_unsure",
    "all_entities",
    "all_times",
    "all_events",
    "all_relations",
    "all_agreements",
    "all_meetings",
    "all_conditionals",
    "all_positions",
    "all_statements",
    "all_mentions",
    "all_actors",
    "all_reports",
    "who",
)
"""In the order in which they can go."""


def upgrade() -> None:
    """Make them."""
    if op.get_bind().dialect.name == "sqlite":
        written = files("communique.database.migrations.versions").joinpath("v0002_views.sql").read_text("utf-8")
        for statement in written.split("\n--\n"):
            op.execute(statement)


def downgrade() -> None:
    """Take them away."""
    if op.get_bind().dialect.name == "sqlite":
        for name in VIEWS:
            op.execute(f"DROP VIEW {name}")
