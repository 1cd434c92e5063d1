"""Facts about the world as tables (TSV) and thin loaders: nothing here reads a report."""
