"""An xlwings engine for LibreOffice Calc: what `books.live` says to Excel, said to Calc over UNO.

    from leadbook.books.calc.engine import attach, register, start
    with start() as app:                    # a Calc of its own, or attach(pipe) to one that runs
        book = app.books.open("Leadbook.xlsx")

The classes follow xlwings' own base classes one by one. What `books.live` does not need is not there and says so.
Where Calc and Excel differ (typing texts, growing tables, copying sheets) the engine does what Excel does, so that
what holds here holds there too.
"""
