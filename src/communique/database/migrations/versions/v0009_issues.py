"""Issues of positions are entities: their kind and the reasons for joining them are among the words.

No table changes. The words come with every migration (:mod:`communique.database.connect`); positions that are there
already get their issues when the store is brought up to date or added to.
"""

from __future__ import annotations

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing but the words."""


def downgrade() -> None:
    """Nothing: a word that nobody uses does no harm."""
