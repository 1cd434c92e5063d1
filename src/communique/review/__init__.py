"""People's judgements: an append-only log beside the machine's record, applied when the store is read."""
