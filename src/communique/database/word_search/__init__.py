"""Full-text search on a server with the answers of SQLite's FTS5 (https://sqlite.org/fts5.html)."""
