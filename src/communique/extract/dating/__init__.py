"""When a report was written, told from its text alone."""

from communique.extract.dating.extractor import date_report, dated

__all__ = ["date_report", "dated"]
