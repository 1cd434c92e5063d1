"""Makes the models that communique ships. ``python -m training --help``; the package itself never imports this."""
