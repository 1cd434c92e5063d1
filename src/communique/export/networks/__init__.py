"""Discourse networks for other programs, one file a format."""
