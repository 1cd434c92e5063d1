"""Statements told inside others: "said [Oman opposed the plan]", "welcomed [Chad's pledge to withdraw]".

A tagger gives each word one role, so that what stands inside a content has none. Here the content's own words of
saying, thinking and wanting are looked up in the lexicon and read in the shapes that the tree shows: verbs with their
clauses, infinitives and objects, also as participles and in relative clauses ("a plan proposed by Peru", "the ban that
Peru had called for"); nouns with their owner ("Peru's support for"); adjectives ("is committed to"). More is proposed
than is told (:mod:`candidates`); which of it stands is another question (:mod:`decision`). Shapes and their names are
those of :mod:`communique.knowledge.cues`.
"""

from __future__ import annotations

from communique.extract.statements.nested.decision import directions, told_inside

__all__ = ["directions", "told_inside"]
