"""Command line; the only place that catches errors and asks the clock."""
