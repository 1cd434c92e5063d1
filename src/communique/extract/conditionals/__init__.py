"""Conditionals: what is predicted, threatened or promised if what happens."""

from communique.extract.conditionals.extractor import Conditionals

__all__ = ["Conditionals"]
