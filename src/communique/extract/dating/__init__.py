"""When a report was written, told from its text alone."""

from communique.extract.dating.extractor import Dating, date_report

__all__ = ["Dating", "date_report"]
