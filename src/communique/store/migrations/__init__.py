"""Alembic's migrations of a store; :mod:`communique.store.connect` runs them."""
