"""Agreements: treaties, accords, resolutions, ceasefires, joint declarations, under all their names."""

from communique.extract.agreements.extractor import Agreements

__all__ = ["Agreements"]
