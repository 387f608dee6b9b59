"""Headings of figures in tables: what stands at the head of the row, and what at the head of the column."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from summaryminer.finding.cells import cell_quantities
from summaryminer.lexicons import Lexicons
from summaryminer.naming.clauses import normalise
from summaryminer.naming.partners import join
from summaryminer.naming.phrases import Cutter
from summaryminer.records import Cell, Document, Quantity, Table

__all__ = ["Cells"]

_DEPTH = 3  # of so many headings above each other at most
_SPAN = 500  # a heading over more rows or columns than these is a title
_HEAD = 30  # a longer cell is a remark, no heading


class Cells:
    """Tells the headings of figures that stand in cells of a document's tables.

    A column's heading is made of the cells above its first number, a row's of the cells left of its first number. Cells that only say
    that numbers stand below them (数量, 完成情况), years and units name nothing.

    Args:
        text: clean text of the source; all offsets are clean.
        document: the document.
        quantities: its quantities in order: a cell with one is no heading.
        cutter: cuts to length.
        lexicons: word lists.
    """

    def __init__(self, text: str, document: Document, quantities: Sequence[Quantity], cutter: Cutter, lexicons: Lexicons) -> None:
        self._text, self._cutter, self._lexicons = text, cutter, lexicons
        self._numbers = [quantity.start for quantity in quantities]
        self._tables = sorted(document.tables, key=lambda table: table.start)
        self._cells = [sorted(table.cells, key=lambda cell: cell.start) for table in self._tables]
        self._heads: dict[int, tuple[dict[int, list[str]], dict[int, list[str]]]] = {}

    def heading(self, quantity: Quantity) -> str:
        """The heading of a figure in a cell; ``""`` if it stands in none, or no cell names it."""
        number = bisect_right(self._tables, quantity.start, key=lambda table: table.start) - 1
        if number < 0 or quantity.start >= self._tables[number].end:
            return ""
        cells = self._cells[number]
        place = bisect_right(cells, quantity.start, key=lambda cell: cell.start) - 1
        if place < 0 or quantity.start >= cells[place].end:
            return ""
        if number not in self._heads:
            self._heads[number] = self._read(self._tables[number])
        rows, columns = self._heads[number]
        return self._together(rows.get(cells[place].row, []), columns.get(cells[place].column, []))

    def _read(self, table: Table) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
        """The headings of each row and of each column, outermost first."""
        bare = {found.quantity.start for found in cell_quantities(self._text, table, self._lexicons)}
        numeric = [cell for cell in table.cells if self._has_number(cell) or not bare.isdisjoint(range(cell.start, cell.end))]
        top = min((cell.row for cell in numeric), default=0)
        first: dict[int, int] = {}
        for cell in numeric:
            first[cell.row] = min(cell.column, first.get(cell.row, cell.column))
        rows: dict[int, list[str]] = {}
        columns: dict[int, list[str]] = {}
        counted = {id(cell) for cell in numeric}
        for cell in table.cells:
            if (id(cell) in counted and cell.row >= top) or not (name := self._name(cell)):
                continue
            if cell.row < top:
                for column in range(cell.column, cell.column + min(cell.columns, _SPAN)):
                    columns.setdefault(column, []).append(name)
            else:
                for row in range(cell.row, cell.row + min(cell.rows, _SPAN)):
                    if cell.column < first.get(row, 0):
                        rows.setdefault(row, []).append(name)
        return rows, columns

    def _has_number(self, cell: Cell) -> bool:
        place = bisect_right(self._numbers, cell.start - 1)
        return place < len(self._numbers) and self._numbers[place] < cell.end

    def _name(self, cell: Cell) -> str:
        """What a cell says as a heading, ``""`` if it names nothing."""
        if cell.end - cell.start > _HEAD:
            return ""
        words = self._cutter.words
        name = words.number.sub("", normalise(self._text[cell.start : cell.end], words)).strip("：:、，,;；.。()")
        return "" if name in words.value or words.numerals.issuperset(name) or not any("\u4e00" <= char <= "\u9fff" for char in name) else name

    def _together(self, row: list[str], column: list[str]) -> str:
        """高血压 over 管理人数, in the row of 石桥镇: 石桥镇高血压管理人数."""
        heading = ""
        for name in (*row[-_DEPTH:], *column[-_DEPTH:]):
            heading = join(heading, name, self._cutter) if heading else self._cutter.fit(name)
        return heading
