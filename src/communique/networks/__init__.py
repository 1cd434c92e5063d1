"""Discourse networks: who stands with whom, by what they say on which concepts.

:func:`communique.networks.network.discourse_network` makes one of coded statements, :mod:`.windows` a series over time.
Formulas, each with its source: ``docs/networks.md``.
"""
