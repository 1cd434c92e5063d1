"""Measurements that people run: speed, memory, start-up. Each prints a table, then the same as one line of JSON."""
