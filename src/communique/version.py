"""The program's version and the version of the record's schema, which changes when a field changes its meaning."""

__version__ = "0.10.0"
SCHEMA = 1
