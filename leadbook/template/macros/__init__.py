"""What makes a workbook press buttons: the macro project, the ribbon, and the two files that carry them."""
