"""What a fact tells besides: where on the map; of an event whence its date is known, its meeting, how many it met."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

PLACED = ("meetings", "events")
COORDINATES = ("place_latitude", "place_longitude")
OF_EVENTS = (("date_basis", sa.Integer), ("meeting", sa.String), ("magnitude", sa.String))


def upgrade() -> None:
    """Make the columns; facts that are in the store already tell none of it."""
    for table in PLACED:
        for column in COORDINATES:
            op.add_column(table, sa.Column(column, sa.Float(), nullable=True))
    for column, kind in OF_EVENTS:
        op.add_column("events", sa.Column(column, kind(), nullable=True))


def downgrade() -> None:
    """Take them away again."""
    for column, _ in OF_EVENTS:
        op.drop_column("events", column)
    for table in PLACED:
        for column in COORDINATES:
            op.drop_column(table, column)
