"""Back-ends that move grids in and out of a workbook; they know nothing of leads."""
