"""What leads a question since a day past what was before: vague days of reports, the first date that each tells."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

DATES = (("statements", "date"), ("meetings", "start_date"), ("agreements", "date"), ("events", "date"))
"""Facts of a timeline, and their own dates, as they were in this version."""


def upgrade() -> None:
    """Make the table and the indexes, and fill the table."""
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
    found = " UNION ALL ".join(
        f"SELECT min({date}) AS day FROM {table} WHERE key BETWEEN x.first_finding AND x.last_finding"
        for table, date in DATES
    )
    op.execute(
        "INSERT INTO earliest (month, date, report) SELECT month, day, report FROM ("
        f"SELECT substr(r.last_day, 1, 7) AS month, (SELECT min(day) FROM ({found})) AS day, r.key AS report "
        "FROM reports r JOIN texts x ON x.key = r.text WHERE r.last_day IS NOT NULL) WHERE day IS NOT NULL"
    )
    vague = sa.text("first_day != last_day OR published IS NOT last_day")
    op.create_index("ix_reports_vague", "reports", ["first_day", "last_day", "published"], sqlite_where=vague)
    period = sa.text("end_date != start_date")
    op.create_index("ix_meetings_periods", "meetings", ["start_date", "end_date"], sqlite_where=period)


def downgrade() -> None:
    """Take them away again."""
    op.drop_index("ix_meetings_periods", "meetings")
    op.drop_index("ix_reports_vague", "reports")
    op.drop_table("earliest")
