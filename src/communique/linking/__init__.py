"""Are two things of different reports one? Pure functions, no SQL."""
