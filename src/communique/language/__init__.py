"""From a report to its document: the view, sentences, tokens, syntax, quotation marks and attributions."""
