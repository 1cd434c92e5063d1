"""Fits the last layers of the heads to what people have judged; numpy alone."""
