"""Runs migrations on the connection that the store hands over; there is no ini file and no offline mode."""

from __future__ import annotations

from alembic import context

from communique.database.schema import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True,
    render_as_batch=True,
)  # fmt: skip
context.run_migrations()
