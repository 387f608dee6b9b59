"""Naming: the heading of each figure, its indicator, program, year and institution."""
