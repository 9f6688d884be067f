"""One result, printed: a table for the terminal, JSON, CSV, and a page a board can print."""
