"""The sheets a manager edits as tests and settings: what makes a lead is a row, never code."""
