"""Many reports in parts of a few hundred, each read whole or not at all, by any number of processes and machines.

A folder of shards has ``cut.json`` (what was cut), ``reports-00042.jsonl.zst`` (the reports of a shard), and for each
that is done ``records-00042.jsonl.zst`` with its marker ``records-00042.json``; ``aside-00042.json`` says why one was
given up.
"""
