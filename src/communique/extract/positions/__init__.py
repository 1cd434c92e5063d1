"""Positions: who is for and against what."""

from communique.extract.positions.extractor import Positions

__all__ = ["Positions"]
