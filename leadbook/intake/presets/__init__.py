"""Kinds of lists that are known: one TOML file a source, and no code. `leadbook.intake.preset` says what it may hold.

A preset names the headers of a tool's export, what they mean, and what is special about its rows.
"""
