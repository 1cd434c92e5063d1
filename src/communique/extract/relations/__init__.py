"""Relations between actors that last: office, membership, hierarchy, alliance, support, dispute."""

from communique.extract.relations.extractor import Relations

__all__ = ["Relations"]
