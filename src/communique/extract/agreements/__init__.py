"""Agreements: treaties, accords, resolutions, ceasefires, joint declarations, under all their names."""

from communique.extract.agreements.agreements import Agreements

__all__ = ["Agreements"]
