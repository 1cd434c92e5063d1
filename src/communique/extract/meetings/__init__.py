"""Meetings: talks, visits, summits, calls, conferences and votes, each once, with all its mentions."""

from communique.extract.meetings.extractor import Meetings

__all__ = ["Meetings"]
