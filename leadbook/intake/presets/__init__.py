"""Kinds of lists that are known: one TOML file a source, and the modules that recognise and use them.

A preset names the headers of a tool's export, what they mean, and what is special about its rows; `preset.py` says
what a file may hold.
"""
