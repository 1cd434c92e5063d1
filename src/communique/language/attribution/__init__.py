"""Who said what: a trained tagger of sources, cues and contents (trained by ``training/``, run with onnxruntime)."""

from __future__ import annotations

from communique.language.attribution.encoder import Encoding
from communique.language.attribution.tagger import AttributionTagger
from communique.language.document import Attribution

__all__ = ["Attribution", "AttributionTagger", "Encoding"]
