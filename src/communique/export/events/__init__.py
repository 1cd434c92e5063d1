"""Events for those who work with event data: PLOVER's JSON, a flat table, and counts by dyad and month.

``coded`` makes of records the events as these formats know them; ``plover``, ``table`` and ``dyads`` write them;
``grouping`` tells which events of several reports are one.
"""
