"""Invented lists and set-up tables that ship with Leadbook, for `leadbook demo` and for trying things out.

Nobody in them exists: addresses end in .example or example.com, numbers are 555-01xx. They are made for the
day 2026-11-23.

    lists/   lead lists as teams get them: a web form, a CRM export, a trade-show scan
    setup/   one CSV per table of the workbook, headers are the schema's column keys; lists.csv says how each
             list was gathered and for which campaign
"""
