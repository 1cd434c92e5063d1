"""Positions: who is for and against what."""

from communique.extract.positions.positions import Positions

__all__ = ["Positions"]
