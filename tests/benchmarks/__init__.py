"""Measurements, not tests: each prints a table and JSON. Commands in README.md."""
