"""Discourse networks."""
