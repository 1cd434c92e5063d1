"""The layer of meetings: made of acts, and read by events, so beside both steps."""

from __future__ import annotations

from communique.language.layers import Layer
from communique.model import Meeting

MEETINGS: Layer[tuple[Meeting, ...]] = Layer("meetings", "meetings")
