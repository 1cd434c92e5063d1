"""What is read as tables: one shape for each kind, wherever it comes from and whatever program it goes to.

``columns`` says which columns there are and what fills them; ``rows`` makes rows of records, ``dates`` the columns of
a date; ``writing`` writes them as CSV, JSON Lines, XLSX or Parquet, with the data dictionary beside them.
"""
