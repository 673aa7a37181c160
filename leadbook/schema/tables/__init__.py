"""The tables, by who works with them."""
