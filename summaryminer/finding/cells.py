"""Numbers in the cells of tables: bare as they stand, they take heading, unit and magnitude from the table around them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter
from typing import NamedTuple

from summaryminer.finding.quantities import Grammar
from summaryminer.lexicons import Lexicons
from summaryminer.records import Cell, Change, Kind, Quantity, Status, Table

__all__ = ["CellQuantity", "cell_quantities", "labels"]

_PLAIN = re.compile(r"[+\-−]?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,10})?")
_BRACKET = re.compile(r"[(（\[【]([^()（）\[\]【】]{1,12})[)）\]】]")
_SLASH = re.compile(r"(?<=[\u4e00-\u9fff])[/／]([^/／\s]{1,4})$")
_SIGN = re.compile(r"(?<=[\u4e00-\u9fff）)])([%％‰])$")
_YEAR = re.compile(r"((?:19|20)\d\d)\s?年?度?")
_BLANK = re.compile(r"\s+")
_NUMBER = 50  # by it units are known: 50日 is no day of a month
_LONGEST = 24
_HEAD = 40
_ABOVE = 120
_MOST_COLUMNS = 2000


class CellQuantity(NamedTuple):
    """A figure that stands in a cell.

    Args:
        quantity: the number with the unit that cell, heading or caption name; its span is the cell's number.
        heading: what heads its row, then what heads its column, outermost first; units and years are no part of it.
        cell: ``<table>!R<row>C<column>``.
        year: the year that heads its row or column, if one does.
        status: ``target`` or ``standard`` where a heading says so (目标, 分值).
    """

    quantity: Quantity
    heading: str
    cell: str
    year: int | None = None
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class _Head:
    """A heading's words, the unit it names, and the year it is."""

    words: str
    unit: str = ""
    year: int | None = None


class _Words:
    """``tables.toml``, compiled."""

    def __init__(self, lexicons: Lexicons) -> None:
        def words(*keys: str) -> frozenset[str]:
            return frozenset(lexicons.words("tables", *keys))

        labels = "|".join(sorted(map(re.escape, words("unit_labels")), key=len, reverse=True))
        self.label = re.compile(
            rf"(?:{labels})\s?[:：]?\s?([^()（）\s，,；;。]{{1,8}}(?:[、/，,]\s?[^()（）\s，,；;。、]{{1,8}}){{0,3}})"
        )
        self.unit_columns, self.empty = words("unit_columns"), words("empty")
        self.uncounted = words("not_figures") | words("dates")
        self.mute = words("mute")
        self.rates = tuple(lexicons.words("tables", "rates"))
        self.target, self.standard = words("status", "target"), words("status", "standard")
        self.changes: tuple[tuple[Change, tuple[str, ...]], ...] = (
            ("increase", tuple(lexicons.words("tables", "change", "increase"))),
            ("decrease", tuple(lexicons.words("tables", "change", "decrease"))),
        )
        self.levels = re.compile("|".join(map(re.escape, lexicons.words("tables", "change", "level"))))
        self.grammar = lexicons.compiled("finding.grammar", Grammar)
        # A bare number is read by giving it the plainest unit there is.
        self._units: dict[str, Quantity | None] = {}
        self.probe = next(
            name for name, unit in self.grammar.units.entries.items() if unit.kind == "count" and not unit.weak
        )

    def plain(self, number: str, unit: str) -> Quantity:
        """A number in digits, with what its unit makes of it; each unit is read once."""
        if unit not in self._units:
            ten = self.unit(unit) if unit else None
            self._units[unit] = ten if ten is not None and ten.value and ten.unit else None
        ten = self._units[unit]
        value = Decimal(number.replace(",", "").replace("−", "-"))
        if ten is None:
            return Quantity(0, 0, "", float(value), float(value), float(value), "", "count")
        scaled = float(value * Decimal(repr(ten.value)) / _NUMBER)
        return ten._replace(value=scaled, low=scaled, high=scaled)

    def unit(self, unit: str) -> Quantity | None:
        """What a number with this unit is, ``None`` if it is no unit."""
        return _covering(f"{_NUMBER}{unit.removeprefix('1')}", self.grammar)


def cell_quantities(text: str, table: Table, lexicons: Lexicons) -> list[CellQuantity]:
    """The figures of a table: cells that are a number and nothing else, but for its unit.

    A number's unit stands in its cell, in brackets in its heading (人数(人)), in the row's unit column, or in the caption (单位：万元);
    magnitudes are folded in. Serial numbers, codes, years and dates are no figures, nor are numbers inside running text, which the
    grammar finds like any others.

    Args:
        text: clean text of the source; the table's spans count in it.
        table: one table of a document.
        lexicons: ``tables.toml`` names what headings say.

    Example:
        >>> from summaryminer.lexicons import load
        >>> from summaryminer.splitting.tables import text_tables
        >>> text = "表1 收支情况（单位：万元）\\n项目\\t2020年\\t2021年\\n财政补助\\t120\\t134.5\\n合计\\t120\\t134.5\\n"
        >>> table, = text_tables(text)
        >>> for found in cell_quantities(text, table, load())[1:3]:
        ...     print(found.heading, found.quantity.value, found.quantity.unit, found.year, found.cell)
        财政补助 1345000.0 元 2021 1!R2C3
        合计 1200000.0 元 2020 1!R3C2
    """
    words = lexicons.compiled("finding.cells", _Words)
    grid = _Grid(text, table, words)
    return [found for cell in table.cells if (found := grid.read(cell)) is not None]


def labels(table: Table, found: Sequence[CellQuantity]) -> frozenset[int]:
    """Where the cells end that stand before or above a table's figures: a unit there (病床使用率%) has its number in them.

    Args:
        table: the table.
        found: its figures.
    """
    figures = {one.cell for one in found}
    rows: dict[int, int] = {}
    columns: dict[int, int] = {}
    for cell in table.cells:
        if f"{table.n}!R{cell.row}C{cell.column}" in figures:
            rows[cell.row] = max(cell.column, rows.get(cell.row, 0))
            columns[cell.column] = max(cell.row, columns.get(cell.column, 0))
    before = (cell for cell in table.cells if cell.column < rows.get(cell.row, 0) or cell.row < columns.get(cell.column, 0))
    return frozenset(cell.end for cell in before)


class _Grid:
    """A table's cells by their places."""

    def __init__(self, text: str, table: Table, words: _Words) -> None:
        self._text, self._table, self._words = text, table, words
        self._contents = {id(cell): _BLANK.sub("", text[cell.start : cell.end]) for cell in table.cells}
        self._by_row: dict[int, list[Cell]] = {}
        for cell in table.cells:
            self._by_row.setdefault(cell.row, []).append(cell)
        self._numeric = {id(cell) for cell in table.cells if self._is_number(cell)}
        self._width = max((cell.column + cell.columns - 1 for cell in table.cells), default=0)
        self._body = self._first_body_row()
        self._columns: dict[int, list[_Head]] = {}
        self._rows: dict[int, list[tuple[int, _Head]]] = {}
        self._groups: list[tuple[int, _Head]] = []
        self._unit_column = 0
        self._heads()
        self._general = self._caption_units()
        self._row_units = {
            row: self._contents[id(cell)]
            for cell in table.cells
            if cell.column == self._unit_column and self._is_unit(self._contents[id(cell)])
            for row in range(cell.row, cell.row + min(cell.rows, _MOST_COLUMNS))
        }
        self._serial = self._serial_column()

    def read(self, cell: Cell) -> CellQuantity | None:
        """The figure in a cell, ``None`` if it is none."""
        if id(cell) not in self._numeric or cell.row < self._body or cell.column in (self._serial, self._unit_column):
            return None
        rows, columns = self._row_heads(cell), self._columns.get(cell.column, [])
        heads = [*rows, *columns]
        if any(head.words in self._words.uncounted for head in (rows[-1:] + columns[-1:])):
            return None
        quantity = self._quantity(cell, heads)
        if quantity is None:
            return None
        heading = _joined(head.words for head in heads if head.words not in self._words.mute) or _joined(
            head.words for head in heads
        )
        year = next((head.year for head in reversed(heads) if head.year), None)
        return CellQuantity(quantity, heading, f"{self._table.n}!R{cell.row}C{cell.column}", year, self._status(heads))

    # ── what is where ──────────────────────────────────────────────────────────────────────────────────────────────────
    def _is_number(self, cell: Cell) -> bool:
        content = self._contents[id(cell)]
        if not content or len(content) > _LONGEST or content in self._words.empty:
            return False
        if not any(character.isdigit() for character in content):
            return False
        return _PLAIN.fullmatch(content) is not None or any(
            _covering(content + unit, self._words.grammar) for unit in ("", self._words.probe)
        )

    def _first_body_row(self) -> int:
        """The first row with a number that is no year; rows above it are headings."""
        for row in sorted(self._by_row):
            numbers = [
                cell
                for cell in self._by_row[row]
                if id(cell) in self._numeric or self._contents[id(cell)] in self._words.empty
            ]
            if any(not _YEAR.fullmatch(self._contents[id(cell)]) for cell in numbers):
                return row
        return 1 << 30

    def _heads(self) -> None:
        for cell in self._table.cells:
            content = self._contents[id(cell)]
            year = _YEAR.fullmatch(content)
            if (
                not content
                or content in self._words.empty
                or len(content) > _HEAD
                or (id(cell) in self._numeric and not year)
            ):
                continue
            whole = cell.columns >= self._width > 1 or self._alone(cell)
            head = self._head(content, year)
            if cell.row < self._body:
                if whole:
                    continue  # the table's title
                if content in self._words.unit_columns and not self._unit_column:
                    self._unit_column = cell.column
                for column in range(cell.column, self._behind(cell)):
                    self._columns.setdefault(column, []).append(head)
            elif whole and cell.row > self._body:
                self._groups.append((cell.row, head))
            else:
                for row in range(cell.row, cell.row + min(cell.rows, _MOST_COLUMNS)):
                    self._rows.setdefault(row, []).append((cell.column, head))

    def _behind(self, cell: Cell) -> int:
        """The column behind those a heading stands over; where cells are not merged, empty ones beside it are its own
        if a second heading stands below each."""
        behind = cell.column + min(cell.columns, _MOST_COLUMNS)
        filled, below = (
            {other.column for other in self._by_row.get(row, ()) if self._contents[id(other)]}
            for row in (cell.row, cell.row + 1)
        )
        if cell.columns == cell.rows == 1 and cell.row + 1 < self._body and cell.column in below:
            while behind in below - filled:
                behind += 1
        return behind

    def _alone(self, cell: Cell) -> bool:
        """Whether a cell is all its row holds."""
        filled = [other for other in self._by_row[cell.row] if self._contents[id(other)]]
        return self._width > 2 and len(filled) == 1

    def _head(self, content: str, year: re.Match[str] | None) -> _Head:
        if year:
            return _Head("", "", int(year[1]))
        unit = ""
        # Of two brackets the last names the unit: 药师(士)(人).
        for match in (*reversed([*_BRACKET.finditer(content)]), _SLASH.search(content), _SIGN.search(content)):
            if match and self._is_unit(match[1]):
                unit = match[1]
                content = content[: match.start()] + content[match.end() :]
                break
        inside = re.match(r"((?:19|20)\d\d)年度?(?=.)", content)
        if inside:
            return _Head(content[inside.end() :], unit, int(inside[1]))
        return _Head(content.strip("：:、"), unit)

    def _row_heads(self, cell: Cell) -> list[_Head]:
        """What heads a row: its cells left of the first number, or, in a form without headed columns, those directly before it."""
        cells = [
            (column, head)
            for column, head in self._rows.get(cell.row, [])
            if column < cell.column and column != self._unit_column
        ]
        numbers = [
            other.column
            for other in self._by_row[cell.row]
            if id(other) in self._numeric and other.column < cell.column
        ]
        if self._columns or not numbers:
            first = min(numbers, default=cell.column)
            heads = [head for column, head in cells if column < first] or [head for _, head in cells[:1]]
        else:
            heads = [head for column, head in cells if column > max(numbers)] or [head for column, head in cells if column < min(numbers)]
        group = bisect_left(self._groups, cell.row, key=itemgetter(0))
        return [*(head for _, head in self._groups[max(0, group - 1) : group]), *heads]

    def _serial_column(self) -> int:
        """A first column that counts its rows, 0 if there is none."""
        first = min((cell.column for cell in self._table.cells), default=0)
        cells = [
            self._contents[id(cell)]
            for cell in self._table.cells
            if cell.column == first and cell.row >= self._body and self._contents[id(cell)]
        ]
        numbers = [content for content in cells if content.isdigit()]
        counting = [str(number) for number in range(1, len(numbers) + 1)]
        headed = any(head.words for head in self._columns.get(first, []))
        return first if len(numbers) > 1 and numbers == counting and not headed and self._width > 2 else 0

    # ── what it says ───────────────────────────────────────────────────────────────────────────────────────────────────
    def _is_unit(self, content: str) -> bool:
        return not content.isdigit() and self._words.unit(content) is not None

    def _caption_units(self) -> list[str]:
        """Units named above the table, in its title row or its corner."""
        above = self._text[max(0, self._table.start - _ABOVE) : self._table.start].split("\n")[-4:]
        title = [self._contents[id(cell)] for cell in self._table.cells if cell.row < self._body]
        for place in (*reversed([self._table.caption, *above]), *title):
            match = self._words.label.search(place) if len(place) <= _ABOVE else None
            if match:
                return [unit for unit in re.split(r"[、，,/]\s?", match[1]) if self._is_unit(unit)]
            bracket = _BRACKET.search(place)
            if bracket and self._is_unit(bracket[1]) and place not in title:
                return [bracket[1]]
        return []

    def _unit(self, cell: Cell, heads: Sequence[_Head]) -> str:
        """The unit of a number without one: its heading's, its row's, its table's."""
        for head in reversed(heads):
            if head.unit:
                return head.unit
        if cell.row in self._row_units:
            return self._row_units[cell.row]
        share = any(head.words.endswith(self._words.rates) for head in heads)
        fitting = [unit for unit in self._general if (unit in "%％‰") == share]
        return fitting[0] if fitting else ""

    def _quantity(self, cell: Cell, heads: Sequence[_Head]) -> Quantity | None:
        content = self._contents[id(cell)]
        unit = self._unit(cell, heads)
        found: Quantity | None
        if _PLAIN.fullmatch(content):
            found = self._words.plain(content, unit)
        else:
            found = _covering(content, self._words.grammar)
            if (found is None or not found.unit) and unit:
                found = _covering(content + unit.removeprefix("1"), self._words.grammar) or found
            if found is None:
                found = _covering(content + self._words.probe, self._words.grammar)
                found = found._replace(unit="") if found else None
        if found is None:
            return None
        kind: Kind = (
            "rate" if not found.unit and any(head.words.endswith(self._words.rates) for head in heads) else found.kind
        )
        start, end = self._span(cell, found.start)
        change = found.change or self._change(heads)
        return found._replace(start=start, end=end, text=self._text[start:end], kind=kind, change=change, rule="cell")

    def _change(self, heads: Sequence[_Head]) -> Change | None:
        """Whether a heading says that its numbers are the size of a change; 自然增长率 is a level."""
        said = [self._words.levels.sub("", head.words) for head in heads]
        for change, words in self._words.changes:
            if any(word in words_said for words_said in said for word in words):
                return change
        return None

    def _span(self, cell: Cell, before: int) -> tuple[int, int]:
        """The span of a cell's number, which begins ``before`` characters, blanks not counted, into the cell."""
        start, end = cell.start, cell.end
        while before or self._text[start].isspace():
            before -= not self._text[start].isspace()
            start += 1
        while self._text[end - 1].isspace():
            end -= 1
        return start, end

    def _status(self, heads: Sequence[_Head]) -> Status | None:
        for head in heads:
            if head.words in self._words.target:
                return "target"
            if head.words in self._words.standard:
                return "standard"
        return None


def _covering(content: str, grammar: Grammar) -> Quantity | None:
    """The quantity that a string is as a whole, but for a plus sign or a word of approximation before it."""
    found = grammar.scan(content)
    if len(found) != 1 or found[0].end != len(content):
        return None
    start, bound = found[0].start, found[0].bound
    return found[0] if start == 0 or (start == 1 and content[0] in "+＋") or (start <= 2 and bound not in ("exact", "range")) else None


def _joined(heads: Iterator[str]) -> str:
    """Headings one after the other, what two of them share written once."""
    heading = ""
    for words in heads:
        shared = next((size for size in range(min(len(heading), len(words)), 1, -1) if heading.endswith(words[:size])), 0)
        if words not in heading:
            heading += words[shared:]
    return heading
