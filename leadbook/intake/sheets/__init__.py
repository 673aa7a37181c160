"""Workbooks of every kind: their sheets, cell by cell, as a person saw them."""
