"""Alembic's migrations of a store; :mod:`communique.database.connect` runs them."""
