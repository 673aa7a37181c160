"""The parts of an .xlsx package, and what can be done to them; the face of it is `leadbook.books.package`."""
