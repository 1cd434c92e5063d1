"""The index by which one quotation in several papers is found; a table that no question asks any more goes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index, drop the table."""
    op.create_index("ix_statements_wording", "statements", ["wording"])
    op.drop_table("earliest")


def downgrade() -> None:
    """Take the index away, and make the table again, empty."""
    op.drop_index("ix_statements_wording", "statements")
    op.create_table(
        "earliest",
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("date", sa.String(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name="fk_earliest_report", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("month", "date", "report", name="pk_earliest"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_earliest_report", "earliest", ["report"])
