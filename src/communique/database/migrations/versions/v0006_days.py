"""Indexes by which questions go through a store day by day, a page at a time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

DATED = ("statements", "agreements", "events")


def upgrade() -> None:
    """Make them."""
    op.create_index("ix_reports_published", "reports", ["published"])
    op.create_index("ix_reports_days", "reports", ["first_day", "last_day"])
    for table in DATED:
        there = sa.text("date IS NOT NULL")
        op.create_index(f"ix_{table}_date", table, ["date"], sqlite_where=there, postgresql_where=there)


def downgrade() -> None:
    """Take them away again."""
    for table in DATED:
        op.drop_index(f"ix_{table}_date", table)
    op.drop_index("ix_reports_days", "reports")
    op.drop_index("ix_reports_published", "reports")
