"""Questions to a store: one grammar for Python, the command line and HTTP.

Start with :mod:`communique.query.question`.
"""
