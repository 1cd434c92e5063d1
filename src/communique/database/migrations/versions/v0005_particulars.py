"""What a source tells of a report beside title, date and address: byline, section, page and what else it has."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; reports that are in the store already have none of it."""
    op.create_table(
        "particulars",
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("byline", sa.String()),
        sa.Column("section", sa.String()),
        sa.Column("page", sa.String()),
        sa.Column("extra", sa.JSON()),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name="fk_particulars_report", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", name="pk_particulars"),
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("particulars")
