"""A workbook that is open in Excel or in LibreOffice Calc, by way of xlwings.

`book` is the protocol that the closed file has too; `opening` checks that the open workbook can be worked on and saves
it with its run record; `quiet` holds the program still meanwhile.
"""
