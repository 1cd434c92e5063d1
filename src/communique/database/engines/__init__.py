"""Where a store lies besides a file of SQLite: a PostgreSQL server, spoken to with the same statements."""
