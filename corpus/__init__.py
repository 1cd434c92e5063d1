"""The project's own annotated passages, and the reader of their markup (see README.md)."""
