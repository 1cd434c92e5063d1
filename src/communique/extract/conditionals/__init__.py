"""Conditionals: what is predicted, threatened or promised if what happens."""

from communique.extract.conditionals.conditionals import Conditionals

__all__ = ["Conditionals"]
