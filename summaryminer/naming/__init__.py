"""Naming: the heading of each figure, its indicator, program, year and period; and who a document reports about."""

from summaryminer.naming.figures import name
from summaryminer.naming.identity import identify, resolve
from summaryminer.naming.tables import name_cells

__all__ = ["identify", "name", "name_cells", "resolve"]
