"""A text that grows line by line, with the pages and tables in it: what every reader of a format writes into."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from summaryminer.records import Cell, Source, Table

__all__ = ["Composition", "GridCell", "collapsed", "joined"]

_SPACES = re.compile(r"[ \t\r\n\f\v\xa0]+")
_WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_PROSE = 50
_MANY = 4096
_CAPTION = 60
_STOPS = "。；！？.;!?,，、"


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of a table before its text has a place.

    Args:
        paragraphs: the lines of the cell.
        row, column: 1-based place of its upper left corner.
        rows, columns: how many rows and columns it covers.
    """

    paragraphs: tuple[str, ...]
    row: int
    column: int
    rows: int = 1
    columns: int = 1

    @property
    def prose(self) -> bool:
        """Whether the cell holds running text, whose paragraphs stay lines of their own."""
        return len(self.paragraphs) > 1 and max(map(len, self.paragraphs)) >= _PROSE


class Composition:
    """The text of one source while it is put together.

    Example:
        >>> text = Composition()
        >>> text.line("健康档案（单位：份）")
        >>> text.table([GridCell(("村",), 1, 1), GridCell(("建档",), 1, 2), GridCell(("东村",), 2, 1), GridCell(("284",), 2, 2)])
        >>> source = text.source("a.docx", "docx")
        >>> source.text, source.tables[0].caption
        ('健康档案（单位：份）\\n村\\t建档\\n东村\\t284\\n', '健康档案（单位：份）')
        >>> cell = source.tables[0].cells[3]
        >>> source.text[cell.start : cell.end], cell.row, cell.column
        ('284', 2, 2)
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._stretches: list[str] = []
        self._length = 0
        self._pending = ""
        self._above: list[str] = []
        self.pages: list[int] = []
        self.tables: list[Table] = []
        self.noise: Counter[str] = Counter()

    def __len__(self) -> int:
        """Characters so far."""
        return self._length

    def line(self, text: str) -> None:
        """One line (or several, where ``text`` holds line ends), closed by a line end."""
        self._write(text)
        self._write("\n")  # not a copy of a text that may be very long
        self._above = [*self._above[-1:], self._pending + text]
        self._pending = ""

    def open_line(self, text: str) -> None:
        """Part of a line that the next call goes on with; a page may begin in between."""
        self._write(text)
        self._pending += text[: _CAPTION + 1]

    def page(self) -> None:
        """A page starts here."""
        self.pages.append(self._length)

    def table(self, cells: Sequence[GridCell], caption: str = "") -> None:
        """A table: rows as lines, cells separated by tabs, one tab per column that holds anything.

        A table of one column only lays out the page; its paragraphs become lines.

        Args:
            cells: in reading order, not overlapping.
            caption: what the format itself calls the table; the short lines above it otherwise.
        """
        columns = sorted(
            {cell.column for cell in cells if any(cell.paragraphs)}
            | {cell.column for cell in cells if cell.columns == 1}
        )
        if len({cell.column for cell in cells if any(cell.paragraphs)}) < 2:
            for cell in cells:
                for paragraph in cell.paragraphs:
                    self.line(paragraph)
            return
        if not caption:
            caption = self._caption()
        place = {column: index for index, column in enumerate(columns)}
        start, placed = self._length, list[Cell]()
        for row in _rows(cells):
            self._row(row, place, placed)
        self._above = []
        self.tables.append(Table(start, self._length - 1, len(self.tables) + 1, tuple(placed), caption))

    def source(self, name: str, encoding: str) -> Source:
        """What was put together."""
        noise = {key: count for key, count in self.noise.items() if count}
        text = "".join([*self._stretches, *self._parts])
        return Source(name, text, encoding, tuple(self.pages), tuple(self.tables), noise)

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        if len(self._parts) >= _MANY:  # small strings cost more than they hold
            self._stretches.append("".join(self._parts))
            self._parts.clear()

    def _row(self, row: Iterable[GridCell], place: dict[int, int], placed: list[Cell]) -> None:
        at, fresh = 0, True
        for cell in row:
            target = place.get(cell.column, at)
            gap = "\t" * (target - at)
            if cell.prose and not fresh:
                gap = "\n"
            self._write(gap)
            text = "\n".join(cell.paragraphs) if cell.prose else joined(cell.paragraphs)
            placed.append(Cell(self._length, self._length + len(text), cell.row, cell.column, cell.rows, cell.columns))
            self._write(text)
            at, fresh = target, False
        self._write("\n")

    def _caption(self) -> str:
        """The last two lines above, where they are short and no sentences."""
        found: list[str] = []
        for line in reversed(self._above):
            stripped = line.strip()
            if not stripped or len(stripped) > _CAPTION or stripped[-1] in _STOPS:
                break
            found.append(stripped)
        return " ".join(reversed(found))


def collapsed(text: str) -> str:
    """Text with every run of blanks as one, and none beside a Chinese character where a line end stood.

    Example:
        >>> collapsed("全镇  建档\\n 284 份, by\\nMay ")
        '全镇 建档284 份, by May '
    """
    return _SPACES.sub(_blank, text)


def joined(lines: Iterable[str]) -> str:
    """Lines of one stretch of text as one line: a blank between Latin words, nothing beside a Chinese character or inside a number.

    Example:
        >>> joined(["建档", "率（%）"]), joined(["Total", "number"]), joined(["建档12", "345份"])
        ('建档率（%）', 'Total number', '建档12345份')
    """
    text = ""
    for line in filter(None, map(str.strip, lines)):
        blank = bool(text) and (text[-1].isascii() and line[0].isascii()) and (text[-1].isalpha() or line[0].isalpha())
        text += " " + line if blank else line
    return text


def _blank(match: re.Match[str]) -> str:
    if "\n" not in match.group():
        return " "
    text = match.string
    before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    return "" if _WIDE.match(before or " ") or _WIDE.match(after or " ") else " "


def _rows(cells: Sequence[GridCell]) -> Iterator[list[GridCell]]:
    row: list[GridCell] = []
    for cell in cells:
        if row and cell.row != row[0].row:
            yield row
            row = []
        row.append(cell)
    if row:
        yield row
