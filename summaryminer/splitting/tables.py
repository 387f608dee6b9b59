"""Tables in plain text: rows drawn with strokes, cut by tabs, lined up with blanks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from summaryminer.records import Cell, Table
from summaryminer.splitting.cell_lines import cell_lines

__all__ = ["text_tables"]

_STROKE = "|｜│┃║"
_BORDER = re.compile(r"[\s|｜│┃║+:=\-—─━┄═┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝┠┨┯┷╂]{3,}")
_NUMBER = re.compile(
    r"[约近]?[+\-±]?(?:\d[\d,.]{0,14}|[xX*＊×]{1,4}\d{0,6})(?:[-~—至]\d[\d.]{0,9})?\s?[^\d\s。；，、:：]{0,6}"
)
_YEAR = re.compile(r"(?:19|20)\d\d\s?年?度?")
_EMPTY = frozenset({"", "-", "--", "—", "——", "/", "\\", "无", "…"})
_QUIET = re.compile("^[^\n。；！？]{0,400}$", re.M)
_WIDE_GAP = re.compile(r"[ \u3000]{2,}")
_GAP = re.compile(r"[ \u3000]+")
_SEPARATORS = f"{_STROKE}\t \u3000"
_SEPARATOR = re.compile(f"[{_SEPARATORS}]")
_LONGEST_CELL = 40
_CAPTION = 60

Span = tuple[int, int]


@dataclass(slots=True)
class _Row:
    """One row: the span of its line, the spans of its cells (empty ones included), and how it is cut."""

    start: int
    end: int
    cells: list[Span]
    cut: str


def text_tables(text: str, known: Sequence[Table] = ()) -> list[Table]:
    """The tables that lines of a text make, beside those the format itself marks.

    A table has two rows and two columns at least, one of which holds numbers; rows cut by single blanks need three rows of the same
    number of words. Rows may be one empty line apart.

    Args:
        text: clean text; all offsets count in it.
        known: tables already known; lines inside them are left alone, and numbering goes on after them.

    Returns:
        Tables in order, each with the short lines above it as caption.

    Example:
        >>> text = "表1 建档（单位：份）\\n村名 | 男 | 女\\n东村 | 12 | 15\\n西村 | 8 | 9\\n以上。"
        >>> table, = text_tables(text)
        >>> [text[cell.start : cell.end] for cell in table.cells[3:6]], table.cells[4].row, table.caption
        (['东村', '12', '15'], 2, '表1 建档（单位：份）')
    """
    taken = sorted((table.start, table.end) for table in known)
    found: list[Table] = []
    grids = [(rows[0].start, rows[-1].end, [row.cells for row in rows]) for rows in _stretches(text, taken)]
    grids += ((grid[0][0][0], grid[-1][-1][1], grid) for grid in cell_lines(text, _is_number) if not _meets(grid, taken))
    for number, (first, last, grid) in enumerate(sorted(grids), max((table.n for table in known), default=0) + 1):
        cells = tuple(Cell(start, end, row, column) for row, spans in enumerate(grid, 1) for column, (start, end) in enumerate(spans, 1))
        found.append(Table(first, last, number, cells, _caption(text, first)))
    return found


def _is_number(cell: str) -> bool:
    return _NUMBER.fullmatch(cell) is not None


def _meets(grid: Sequence[Sequence[Span]], taken: Sequence[Span]) -> bool:
    return any(start < grid[-1][-1][1] and grid[0][0][0] < end for start, end in taken)


def _stretches(text: str, taken: Sequence[Span]) -> Iterator[list[_Row]]:
    """Neighbouring rows that make a table."""
    if not any(sign in text for sign in _SEPARATORS):
        return
    rows: list[_Row] = []
    gap = False
    for start, end in _lines(text, taken):
        if start == end and rows and not gap:
            gap = True  # one empty line
            continue
        row = _row(text, start, end) if end > start and _SEPARATOR.search(text, start, end) else None
        if row is None and end > start and rows and _BORDER.fullmatch(text, start, end):
            continue  # a drawn line between rows
        if rows and (row is None or not _fits(row, rows)):
            yield from _accepted(text, rows)
            rows = []
        gap = False
        if row is not None:
            rows.append(row)
    yield from _accepted(text, rows)


def _lines(text: str, taken: Sequence[Span]) -> Iterator[Span]:
    """Spans of the lines without sentence ends, blanks around them left out; ``(0, -1)`` where other lines lie between."""
    place, expected = 0, 0
    for match in _QUIET.finditer(text):
        start, end = match.span()
        while place < len(taken) and taken[place][1] <= start:
            place += 1
        inside = place < len(taken) and taken[place][0] < end
        if start != expected or inside:
            yield 0, -1
        if not inside:
            yield _stripped(text, start, end)
        expected = end + 1


def _stripped(text: str, start: int, end: int) -> Span:
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _row(text: str, start: int, end: int) -> _Row | None:
    """A line as a row, cut by the strongest sign it has."""
    line = text[start:end]
    if _BORDER.fullmatch(line):
        return None
    cells: list[Span]
    if any(stroke in line for stroke in _STROKE):
        cut, cells = "stroke", list(_cut(line, lambda character: character in _STROKE))
        if line[0] in _STROKE:
            cells = cells[1:]
        if line[-1] in _STROKE:
            cells = cells[:-1]
    elif "\t" in line:
        cut, cells = "tab", list(_cut(line, lambda character: character == "\t"))
    elif _WIDE_GAP.search(line):
        cut, cells = "gap", _between(line, _WIDE_GAP)
    else:
        cut, cells = "blank", _between(line, _GAP)
    if len(cells) < 2 or (cut == "blank" and len(cells) < 3):
        return None
    spans = [_stripped(text, start + first, start + last) for first, last in cells]
    if any(last - first > _LONGEST_CELL for first, last in spans):
        return None
    return _Row(start, end, spans, cut)


def _cut(line: str, separates: Callable[[str], bool]) -> Iterator[Span]:
    first = 0
    for place, character in enumerate(line):
        if separates(character):
            yield first, place
            first = place + 1
    yield first, len(line)


def _between(line: str, gap: re.Pattern[str]) -> list[Span]:
    edges = [0, *(edge for match in gap.finditer(line) for edge in match.span()), len(line)]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _fits(row: _Row, rows: Sequence[_Row]) -> bool:
    """Whether a row goes on with the table above it."""
    last = rows[-1]
    if row.cut != last.cut:
        return False
    counts = len(row.cells), max(len(other.cells) for other in (rows[0], last))
    if row.cut in ("stroke", "tab"):
        return abs(counts[0] - counts[1]) <= max(1, counts[1] // 2)
    return counts[0] == counts[1]


def _accepted(text: str, rows: list[_Row]) -> Iterator[list[_Row]]:
    """The rows, where they make a table: enough of them, and a column of numbers below the first row."""
    if rows and rows[0].cut == "tab":
        rows = _untabbed(rows)
    elif rows and rows[0].cut == "stroke":
        _align(text, rows)
    if len(rows) < (3 if rows and rows[0].cut == "blank" else 2):
        return
    width = max(len(row.cells) for row in rows)
    if any(_counts(text, rows, column) for column in range(width)):
        yield rows


def _counts(text: str, rows: Sequence[_Row], column: int) -> bool:
    """Whether a column holds numbers below its first row, and nothing else."""
    cells = [text[slice(*row.cells[column])] for row in rows[1:] if column < len(row.cells)]
    filled = [cell for cell in cells if cell not in _EMPTY]
    if not filled or (rows[0].cut == "blank" and len(filled) < len(rows) - 1):
        return False
    return all(_NUMBER.fullmatch(cell) for cell in filled)


def _align(text: str, rows: list[_Row]) -> None:
    """Heads that lost the empty cell above the labels are moved to the right, and names that lost those beside them are spread.

    机构数 | 人员数 | | over 2017年 | 2018年 | 2017年 | 2018年 over 县医院 | 1 | 1 | 320 | 350.
    """
    top = next((at for at, row in enumerate(rows) if any(_is_count(text[slice(*cell)]) for cell in row.cells)), 0)
    heads, width = rows[:top], len(rows[-1].cells)
    short = [row for row in heads if len(row.cells) == width - 1]
    if not short or any(len(row.cells) != width for row in rows if row not in short):
        return
    for row in short:
        row.cells.insert(0, (row.start, row.start))
    for row, below in pairwise(heads):
        filled = [cell for cell in row.cells[1:] if cell[1] > cell[0]]
        shown = [text[slice(*cell)] for cell in below.cells[1:]]
        each, rest = divmod(len(shown), len(filled)) if filled else (0, 0)
        packed = filled == row.cells[1 : len(filled) + 1]
        if packed and not rest and each > 1 and all(shown) and shown == shown[:each] * len(filled):
            empty = ((end, end) for _, end in filled for _ in range(each - 1))
            spread = (cell for name in filled for cell in (name, *islice(empty, each - 1)))
            row.cells[1:] = list(spread)


def _is_count(cell: str) -> bool:
    return _is_number(cell) and _YEAR.fullmatch(cell) is None


def _untabbed(rows: list[_Row]) -> list[_Row]:
    """Rows cut at every tab, or at runs of tabs where single tabs make no columns."""
    if len({len(row.cells) for row in rows}) == 1:
        return rows
    joined = [[cell for cell in row.cells if cell[1] > cell[0]] for row in rows]
    if len({len(cells) for cells in joined}) == 1:
        return [_Row(row.start, row.end, cells, row.cut) for row, cells in zip(rows, joined, strict=True)]
    return rows


def _caption(text: str, start: int) -> str:
    """The last two lines above a table, where they are short and no sentences."""
    found: list[str] = []
    above = text[max(0, start - 3 * _CAPTION) : start].split("\n")[:-1]
    for line in reversed([line.strip() for line in above[-3:]]):
        if not line and not found:
            continue
        if not line or len(line) > _CAPTION or line[-1] in "。；！？，、" or len(found) == 2:
            break
        found.append(line)
    return " ".join(reversed(found))
