"""Spreadsheets: as one text with a table for each sheet, or as many texts, one in each row of a column."""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from summaryminer.reading.cell_text import shown
from summaryminer.reading.composition import Composition, GridCell
from summaryminer.reading.decoding import decode_counting
from summaryminer.reading.errors import ReadError
from summaryminer.reading.limits import BETWEEN, LIMITS, TABLE_CELLS, Limits
from summaryminer.reading.packages import BROKEN, Package, damaged
from summaryminer.reading.text import read_text
from summaryminer.records import Problem, Source

__all__ = ["read_csv", "read_xlsx", "rows"]

_DELIMITERS = ",\t;|"
_SAMPLE = 1 << 16
_LETTERS = re.compile("[A-Za-z]{1,3}")
_MERGE = re.compile(rb'<(?:\w{1,20}:)?mergeCell\s+ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_LARGEST_MERGE = 1000
_MOST_MERGED = 200_000
_HEADING = 30
_LINE = re.compile(r"[^\r\n]+(?:\r\n?|\n)?|\r\n?|\n")

Row = tuple[int, list[str]]
"""A row's 1-based number in the sheet and its cells as shown."""


def read_xlsx(data: bytes, name: str, limits: Limits = LIMITS) -> Source:
    """A workbook as one text: each sheet's name, then its cells as a table; hidden sheets are left out.

    Args:
        data: the file.
        name: what the source is called.
        limits: bound on the number of cells.

    Returns:
        A source with encoding ``xlsx``; cells keep the row and column they have in the sheet.

    Raises:
        ReadError: the file is damaged, too large, or empty.
    """
    text = Composition()
    package = Package(data, "spreadsheet", limits)
    used = 0
    for title, part, sheet in _sheets(data, package):
        table = _SheetTable(text, title)
        merged, covered = _merged(package, part)
        for number, row in sheet:
            used += len(row)
            if used > limits.cells:
                raise ReadError("too_large", f"more than {limits.cells} cells; split the workbook or raise the limit")
            table.row(
                [
                    GridCell(_lines(cell), number, column, *merged.get((number, column), (1, 1)))
                    for column, cell in enumerate(row, 1)
                    if cell and (number, column) not in covered
                ],
                room=used <= TABLE_CELLS,
            )
        table.write()
    if not len(text):
        raise ReadError(
            "no_text", "the workbook's sheets are empty; if they show values, open and save it anew in Excel or WPS"
        )
    return text.source(name, "xlsx")


def read_csv(data: bytes, name: str, limits: Limits = LIMITS) -> Source:
    """A CSV file as one text with one table; text that only has the suffix is read as text.

    Raises:
        ReadError: the file holds more cells than the limit, or no text at all.
    """
    decoded = decode_counting(data)
    delimiter = _delimiter(decoded.text)
    if delimiter is None:
        return read_text(data, name)
    written = Composition()
    written.noise.update(decoded.noise)
    table, used = _SheetTable(written), 0
    for number, row in _records(decoded.text, delimiter):
        cells = [GridCell(_lines(cell), number, column) for column, cell in enumerate(row, 1) if cell]
        used += len(cells)
        if used > limits.cells:
            raise ReadError("too_large", f"more than {limits.cells} cells; split the file or raise the limit")
        table.row(cells, room=used <= TABLE_CELLS)
    table.write()
    return written.source(name, decoded.encoding)


class _SheetTable:
    """The rows of one sheet on their way into a text: a table as far as there is room, lines beyond it."""

    def __init__(self, text: Composition, title: str = "") -> None:
        self._text, self._title = text, title
        self._cells: list[GridCell] = []
        self._titled = not title

    def row(self, cells: list[GridCell], room: bool) -> None:
        """One row; without room, what came before is written and the row becomes a line."""
        if room:
            self._cells += cells
        elif cells:
            self.write()
            self._head()
            self._text.line(BETWEEN.join(" ".join(cell.paragraphs) for cell in cells))

    def write(self) -> None:
        """Writes the table so far."""
        if self._cells:
            self._head()
            self._text.table(self._cells, _caption(self._cells) or self._title if self._title else "")
            self._cells = []

    def _head(self) -> None:
        if not self._titled:
            self._text.line(self._title)
            self._titled = True


def rows(data: bytes, name: str, kind: str, column: str, limits: Limits = LIMITS) -> Iterator[Source | Problem]:
    """One source for each row of a spreadsheet whose column holds a text; empty cells are passed over.

    Args:
        data: the file.
        name: what the file is called; rows are ``name#R<row>``, in a workbook with several such sheets ``name#<sheet>!R<row>``.
        kind: ``xlsx`` or ``csv``.
        column: heading of the column in the first row that has cells, or its letter or 1-based number.
        limits: bounds.

    Raises:
        ReadError: the file is damaged, or no sheet has such a column.
    """
    headings: list[str] = []
    found = 0
    for prefix, encoding, sheet in _texts(data, name, kind, limits):
        records = iter(sheet)
        first = next(((number, row) for number, row in records if any(row)), None)
        if first is None:
            continue
        place = _place(first[1], column)
        if place is None:
            headings += [heading for heading in first[1] if heading]
            continue
        found += 1
        named = column.strip() in (cell.strip() for cell in first[1])
        headed = named or len(first[1][place] if place < len(first[1]) else "") <= _HEADING
        yield from _cells(prefix, encoding, records if headed else _again(first, records), place)
    if not found:
        listed = "、".join(islice(dict.fromkeys(headings), 20))
        raise ReadError("no_column", f"there is no column {column!r}; name one of these: {listed}")


def _cells(prefix: str, encoding: str, records: Iterable[Row], place: int) -> Iterator[Source | Problem]:
    try:
        for number, row in records:
            text = row[place].strip() if place < len(row) else ""
            if text:
                yield Source(f"{prefix}R{number}", text, encoding)
    except ReadError as error:
        yield Problem(prefix.rstrip("#!"), "read", error.error, f"{error.detail} (the rows before this one were read)")


def _again(first: Row, records: Iterator[Row]) -> Iterator[Row]:
    yield first
    yield from records


def _texts(data: bytes, name: str, kind: str, limits: Limits) -> Iterator[tuple[str, str, Iterator[Row]]]:
    if kind == "csv":
        decoded = decode_counting(data)
        yield f"{name}#", decoded.encoding, _records(decoded.text, _delimiter(decoded.text) or ",")
        return
    sheets = [(title, sheet) for title, _, sheet in _sheets(data, Package(data, "spreadsheet", limits))]
    for title, sheet in sheets:
        yield (f"{name}#" if len(sheets) == 1 else f"{name}#{title}!"), "xlsx", sheet


def _place(headings: list[str], column: str) -> int | None:
    """0-based place of a column by heading, letter or number."""
    wanted = column.strip()
    stripped = [heading.strip() for heading in headings]
    if wanted in stripped:
        return stripped.index(wanted)
    if wanted.isascii() and wanted.isdigit() and 0 < int(wanted) <= 16_384:
        return int(wanted) - 1
    if _LETTERS.fullmatch(wanted) and (place := _number(wanted.upper())) <= max(len(headings), 1):
        return place - 1
    return None


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


def _lines(cell: str) -> tuple[str, ...]:
    return tuple(line for line in cell.splitlines() if line.strip())


def _caption(cells: list[GridCell]) -> str:
    """The title above a sheet's table: one merged cell in its first row."""
    first = cells[0]
    alone = len(cells) > 1 and cells[1].row > first.row
    return " ".join(first.paragraphs) if alone and first.columns > 1 else ""


# ── workbooks ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def _sheets(data: bytes, package: Package) -> Iterator[tuple[str, str, Iterator[Row]]]:
    """Visible sheets: title, part of the package, rows."""
    import openpyxl

    parts = {part for part in package.names if part.endswith(".xml") and part.startswith(("xl/", "[Content"))}
    for part in parts:
        for piece in package.stream(part):
            if b"<!DOCTYPE" in piece[:4096]:
                raise ReadError(
                    "bomb", "the file declares XML entities, which office files never do; not read for safety"
                )
            break
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl does not carry over; only text counts here
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        worksheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    except (*BROKEN, RuntimeError):  # zipfile tells an encrypted part by RuntimeError
        raise damaged("spreadsheet") from None
    for sheet in worksheets:
        yield sheet.title, getattr(sheet, "_worksheet_path", ""), _sheet(sheet)


def _sheet(sheet: Any) -> Iterator[Row]:
    try:
        sheet.reset_dimensions()
        for row in sheet.iter_rows():
            filled = [cell for cell in row if cell.value is not None]
            if filled:
                full = [""] * filled[-1].column
                for cell in filled:
                    full[cell.column - 1] = shown(cell.value, cell.number_format)
                yield filled[0].row, full
    except (*BROKEN, RuntimeError):  # zipfile tells an encrypted part by RuntimeError
        raise damaged("spreadsheet") from None


def _merged(package: Package, part: str) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """Merged cells of a sheet by their upper left corner, and the cells they cover; without those that are no part of a table."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    tail = b""
    for piece in package.stream(part.lstrip("/")):
        for match in _MERGE.finditer(tail + piece):
            left, top, right, bottom = (
                _number(match[1].decode()),
                int(match[2]),
                _number(match[3].decode()),
                int(match[4]),
            )
            area = (bottom - top + 1) * (right - left + 1)
            if (top, left) not in spans and 1 < area <= _LARGEST_MERGE and len(covered) < _MOST_MERGED:
                spans[top, left] = (bottom - top + 1, right - left + 1)
                covered.update((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
                covered.discard((top, left))
        tail = piece[-100:]
    return spans, covered


# ── CSV ────────────────────────────────────────────────────────────────────────────────────────────────────────────────
def _delimiter(text: str) -> str | None:
    """What separates the cells: the sign that cuts the first records into the same number of parts, two at least."""
    sample = text[:_SAMPLE]
    best: tuple[float, str] = (0.0, "")
    for delimiter in _DELIMITERS:
        widths = Counter(len(row) for _, row in islice(_records(sample, delimiter), 50))
        if widths:
            width, count = widths.most_common(1)[0]
            share = count / widths.total()
            if width > 1 and share >= 0.6 and (share * min(width, 5), delimiter) > best:
                best = (share * min(width, 5), delimiter)
    return best[1] or None


def _records(text: str, delimiter: str) -> Iterator[Row]:
    csv.field_size_limit(1 << 30)
    # Line by line: a file object over the text would hold it again, at four bytes a character.
    reader = csv.reader((line.group().replace("\0", "") for line in _LINE.finditer(text)), delimiter=delimiter)
    try:
        for number, row in enumerate(reader, 1):
            if any(row):
                yield number, row
    except csv.Error:
        raise damaged("CSV file") from None
