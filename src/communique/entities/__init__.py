"""The same actor across reports: features with weights decide, explain themselves, and leave unsure pairs apart.

Start with :func:`resolve_entities`; :mod:`communique.linking.features` lists what counts.
"""

from communique.entities.resolver import resolve_entities

__all__ = ["resolve_entities"]
