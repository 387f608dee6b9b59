"""Where the cells of a table stand when some cover several rows and columns."""

from __future__ import annotations

__all__ = ["Grid"]

_MOST = 500


class Grid:
    """Places cells row by row, as a browser or Word does.

    Example:
        >>> grid = Grid()
        >>> grid.row(); grid.cell(2, 1); grid.cell(1, 2)
        (1, 1, 2, 1)
        (1, 2, 1, 2)
        >>> grid.row(); grid.cell(1, 1)
        (2, 2, 1, 1)
    """

    def __init__(self) -> None:
        self._row = 0
        self._column = 1
        self._covered: list[tuple[int, int, int]] = []  # first column, column behind, last row: sorted by column
        self._new: list[tuple[int, int, int]] = []
        self._at = 0

    def row(self) -> None:
        """A new row begins."""
        self._row += 1
        self._column, self._at = 1, 0
        if self._covered or self._new:
            left = [span for span in (*self._covered, *self._new) if span[2] >= self._row]
            # So many cells that reach down make no table anybody reads; without them the next ones are still in order.
            self._covered = sorted(left)[:_MOST]
            self._new = []

    def skip(self, columns: int) -> None:
        """Columns that the row leaves out."""
        self._column += columns

    def cell(self, rows: int = 1, columns: int = 1) -> tuple[int, int, int, int]:
        """The place of the row's next cell: its row, column, and how many rows and columns it covers."""
        if not self._row:
            self.row()
        while self._at < len(self._covered) and self._covered[self._at][0] <= self._column:
            self._column = max(self._column, self._covered[self._at][1])
            self._at += 1
        place = (self._row, self._column, rows, columns)
        if rows > 1:
            self._new.append((self._column, self._column + columns, self._row + rows - 1))
        self._column += columns
        return place
