"""A record for its readers: a page of text (:mod:`brief`) or a page for the browser (:mod:`html`).

JSON needs no module: :meth:`communique.model.Record.to_json`.
"""
