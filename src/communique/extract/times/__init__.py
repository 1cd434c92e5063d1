"""Time expressions: found by rules over words, resolved against the report's date and the tense around them."""

from communique.extract.times.extractor import Times, read_times
from communique.extract.times.scan import scan

__all__ = ["Times", "read_times", "scan"]
