"""The store: many reports, one living record. Start with :func:`communique.store.open_store`."""
