"""Rows as tables: where the header stands, what is no row of data, and several tables in one file."""
