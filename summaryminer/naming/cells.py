"""Headings of figures in tables: what stands at the head of the row, and what at the head of the column."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from summaryminer.naming.clauses import normalise
from summaryminer.naming.partners import join
from summaryminer.naming.phrases import Cutter
from summaryminer.records import Cell, Document, Quantity, Table

__all__ = ["Cells"]

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
    """

    def __init__(self, text: str, document: Document, quantities: Sequence[Quantity], cutter: Cutter) -> None:
        self._text, self._cutter = text, cutter
        self._numbers = [quantity.start for quantity in quantities]
        self._tables = [(table, sorted(table.cells, key=lambda cell: cell.start)) for table in document.tables]
        self._heads: dict[int, tuple[dict[int, list[str]], dict[int, list[str]]]] = {}

    def heading(self, quantity: Quantity) -> str:
        """The heading of a figure in a cell; ``""`` if it stands in none, or no cell names it."""
        for number, (table, cells) in enumerate(self._tables):
            if table.start <= quantity.start < table.end:
                place = bisect_right(cells, quantity.start, key=lambda cell: cell.start) - 1
                if place < 0 or quantity.start >= cells[place].end:
                    return ""
                if number not in self._heads:
                    self._heads[number] = self._read(table)
                rows, columns = self._heads[number]
                return self._together(rows.get(cells[place].row, []), columns.get(cells[place].column, []))
        return ""

    def _read(self, table: Table) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
        """The headings of each row and of each column, outermost first."""
        numeric = [cell for cell in table.cells if self._has_number(cell)]
        top = min((cell.row for cell in numeric), default=0)
        first = {row: min(cell.column for cell in numeric if cell.row == row) for row in {cell.row for cell in numeric}}
        rows: dict[int, list[str]] = {}
        columns: dict[int, list[str]] = {}
        for cell in table.cells:
            if not (name := self._name(cell)):
                continue
            if cell.row < top:
                for column in range(cell.column, cell.column + cell.columns):
                    columns.setdefault(column, []).append(name)
            else:
                for row in range(cell.row, cell.row + cell.rows):
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
        for name in (*row, *column):
            heading = join(heading, name, self._cutter) if heading else self._cutter.fit(name)
        return heading
