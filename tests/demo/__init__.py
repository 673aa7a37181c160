"""The demo, judged by hand."""
