"""Reports into a store, on one core or several."""
