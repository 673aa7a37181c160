"""The one schema: every sheet, table, column and choice list of the workbook, declared once.

Template, readers, checks, drop-downs, header notes and the dictionary in workbook/README.md are derived from it.
"""
