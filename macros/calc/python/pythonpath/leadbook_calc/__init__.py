"""The extension of LibreOffice Calc: what happens between a button and the Python that does the work."""
