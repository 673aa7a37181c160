"""Opening and saving workbooks so that nothing is lost: locks, journal, run records, undo, what is remembered."""
