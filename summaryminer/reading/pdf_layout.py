"""From characters to lines in reading order: columns one after the other, tables as cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Protocol, TypeVar

from summaryminer.reading.composition import GridCell
from summaryminer.reading.pdf_page import Char, Sheet
from summaryminer.reading.pdf_rulings import Ruled, ruled

__all__ = ["Line", "Tabled", "aligned", "layout", "margin", "ordered"]

_GAP = 0.9
_NARROW = 0.2
_LEAST_COLUMN = 6


class Box(Protocol):
    """Anything with a place on a page."""

    @property
    def x0(self) -> float: ...
    @property
    def x1(self) -> float: ...
    @property
    def top(self) -> float: ...


B = TypeVar("B", bound=Box)


@dataclass(slots=True)
class Line:
    """One line of print.

    Args:
        pieces: its text, split where a gap of a character's width or more stands.
        x0, top, x1, bottom: its box.
        size: of its characters.
        left, right: where the lines of its column begin and end.
        starts: where each piece begins.
    """

    pieces: tuple[str, ...]
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    left: float = 0.0
    right: float = 0.0
    starts: tuple[float, ...] = ()

    @property
    def text(self) -> str:
        """Its text in one."""
        return " ".join(self.pieces)


@dataclass(slots=True)
class Tabled:
    """A table drawn with lines."""

    cells: tuple[GridCell, ...]
    top: float
    bottom: float


@dataclass(slots=True)
class _Run:
    """Characters written one after the other on one line."""

    chars: list[Char] = field(default_factory=list)

    @property
    def x0(self) -> float:
        return self.chars[0].x0

    @property
    def x1(self) -> float:
        return self.chars[-1].x1

    @property
    def top(self) -> float:
        return min(self.chars[0].top, self.chars[-1].top)

    @property
    def bottom(self) -> float:
        return max(self.chars[0].bottom, self.chars[-1].bottom)


def layout(page: Sheet) -> list[Line | Tabled]:
    """What stands on a page, in the order it is read.

    Args:
        page: its characters and lines.
    """
    tables = ruled(page.rulings)
    inside: dict[int, list[tuple[tuple[int, int], Char]]] = defaultdict(list)
    outside: list[Char] = []
    for char in page.chars if tables else ():
        number, box = _within(tables, char)
        if box is None:
            outside.append(char)
        else:
            inside[number].append((box, char))
    if not tables:
        outside = page.chars
    items: list[Line | Tabled] = []
    for column in ordered(_runs(outside), page.width):
        items += _lines(column)
    for number, table in enumerate(tables):
        if inside[number]:
            _insert(items, _tabled(table, inside[number]))
    return items


def _within(tables: Sequence[Ruled], char: Char) -> tuple[int, tuple[int, int] | None]:
    x, y = (char.x0 + char.x1) / 2, (char.top + char.bottom) / 2
    for number, table in enumerate(tables):
        if table.ys[0] <= y <= table.ys[-1] and (box := table.box(x, y)) is not None:
            return number, box
    return -1, None


def _insert(items: list[Line | Tabled], table: Tabled) -> None:
    """A table goes before the first item of its column that stands below it."""
    for index, item in enumerate(items):
        if item.top >= table.top and all(later.top >= table.top for later in items[index : index + 3]):
            items.insert(index, table)
            return
    items.append(table)


def _tabled(table: Ruled, filled: Iterable[tuple[tuple[int, int], Char]]) -> Tabled:
    held: dict[tuple[int, int], list[Char]] = defaultdict(list)
    for box, char in filled:
        held[box].append(char)
    cells = []
    for owner, (rows, columns) in sorted(table.spans().items()):
        lines = _lines(_runs(held.get(owner, [])))
        cells.append(GridCell(tuple(line.text for line in lines), owner[0] + 1, owner[1] + 1, rows, columns))
    return Tabled(tuple(cells), table.ys[0], table.ys[-1])


def _runs(chars: Iterable[Char]) -> list[_Run]:
    """Characters in the order they were written, cut where the pen jumps."""
    runs: list[_Run] = []
    last: Char | None = None
    for char in chars:
        if last is not None:
            size = last.size if last.size > char.size else char.size
            if -0.6 * size < char.x0 - last.x1 < 1.2 * size and (char.top == last.top or _level(last, char)):
                runs[-1].chars.append(char)
                last = char
                continue
        runs.append(_Run([char]))
        last = char
    return runs


def _level(before: Char, char: Char) -> bool:
    """Whether two characters stand on one line."""
    shared = min(before.bottom, char.bottom) - max(before.top, char.top)
    return shared > 0.4 * min(before.bottom - before.top, char.bottom - char.top)


# ── columns ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def ordered(boxes: Sequence[B], width: float, depth: int = 0) -> list[list[B]]:
    """Boxes by column, in reading order; what spans the columns stands between what is above and below it.

    Args:
        boxes: lines or parts of lines with their place on the page.
        width: of the page.
        depth: of columns inside columns, so far.
    """
    gutter = _gutter(boxes, width) if depth < 2 else None
    if gutter is None:
        return [list(boxes)] if boxes else []
    spanning = sorted((run for run in boxes if run.x0 < gutter < run.x1), key=lambda run: run.top)
    sides = [[run for run in boxes if run.x1 <= gutter], [run for run in boxes if run.x0 >= gutter]]
    found: list[list[B]] = []
    edges = [run.top for run in spanning] + [float("inf")]
    above = float("-inf")
    for index, edge in enumerate(edges):
        for side in sides:
            held = [run for run in side if above <= run.top < edge]
            found += ordered(held, width, depth + 1) if len(held) > 2 * _LEAST_COLUMN else [held] if held else []
        if index < len(spanning):
            found.append([spanning[index]])
        above = edge
    return _together(found)


def _together(columns: Iterable[list[B]]) -> list[list[B]]:
    """Neighbouring pieces that span the columns as one stretch."""
    found: list[list[B]] = []
    for column in columns:
        if found and len(column) == 1 and len(found[-1]) == 1:
            found[-1] = found[-1] + column
        else:
            found.append(column)
    return found


def _gutter(boxes: Sequence[Box], width: float) -> float | None:
    """Where a gap runs down the middle of a page with full lines of text on both sides; ``None`` if there is one column only."""
    if len(boxes) < 2 * _LEAST_COLUMN:
        return None
    left, right = min(run.x0 for run in boxes), max(run.x1 for run in boxes)
    if right - left < 0.4 * width:
        return None
    steps = 200
    step = (right - left) / steps
    covered = [0] * (steps + 2)
    for run in boxes:
        covered[max(0, int((run.x0 - left) / step))] += 1
        covered[min(steps, int((run.x1 - left) / step)) + 1] -= 1
    heights, total = [], 0
    for change in covered[: steps + 1]:
        total += change
        heights.append(total)
    middle = range(int(0.25 * steps), int(0.75 * steps))
    lowest = min(heights[at] for at in middle)
    if lowest > 0.15 * len(boxes):
        return None
    places = [at for at in middle if heights[at] == lowest]
    at = left + (min(places, key=lambda place: abs(place - steps / 2)) + 0.5) * step
    for side, room in (
        ([run for run in boxes if run.x1 <= at], at - left),
        ([run for run in boxes if run.x0 >= at], right - at),
    ):
        # Cells of a table are short; lines of a column fill it.
        if len(side) < _LEAST_COLUMN or median(run.x1 - run.x0 for run in side) < 0.6 * room:
            return None
    return at


# ── lines ──────────────────────────────────────────────────────────────────────────────────────────────────────────────
def _lines(runs: Sequence[_Run]) -> list[Line]:
    """The lines of one column, from top to bottom."""
    rows: list[list[_Run]] = []
    for run in sorted(runs, key=lambda run: ((run.top + run.bottom) / 2, run.x0)):
        middle = (run.top + run.bottom) / 2
        if (
            rows
            and rows[-1][0].top <= middle <= rows[-1][0].bottom
            and run.top <= (rows[-1][0].top + rows[-1][0].bottom) / 2 <= run.bottom
        ):
            rows[-1].append(run)
        else:
            rows.append([run])
    # Characters from a second font (quotation marks, ○) are often written after the rest of their line, into the gaps.
    lines = [_line(sorted((char for run in row for char in run.chars), key=lambda char: char.x0)) for row in rows]
    if lines:
        left, right = min(line.x0 for line in lines), margin(lines)
        for line in lines:
            line.left, line.right = left, right
    return lines


def margin(lines: Sequence[Line]) -> float:
    """Where the lines of a column end: not the furthest of them, whose full stop may hang over, nor a page number beside it."""
    longest = max(line.x1 - line.x0 for line in lines)
    ends = [line.x1 for line in lines if line.x1 - line.x0 >= 0.6 * longest]
    return median([end for end in ends if max(ends) - end < 3 * lines[0].size])


def _line(chars: Sequence[Char]) -> Line:
    size = median([char.size for char in chars])
    gaps = [(after.x0 - before.x1) / size for before, after in pairwise(chars)]
    # A line set to full width is stretched everywhere; only what is wider than the rest of it is a blank.
    stretch = min(max(0.0, median(gaps)), _GAP) if len(gaps) > 1 else 0.0
    pieces: list[list[str]] = [[chars[0].text]]
    starts = [chars[0].x0]
    before = chars[0]
    for gap, char in zip(gaps, chars[1:], strict=True):
        if gap - stretch >= _GAP:
            pieces.append([])
            starts.append(char.x0)
        elif char.spaced or (gap - stretch > _NARROW and _apart(before.text, char.text)):
            pieces[-1].append(" ")
        pieces[-1].append(char.text)
        before = char
    top, x1, bottom = (
        min(char.top for char in chars),
        max(char.x1 for char in chars),
        max(char.bottom for char in chars),
    )
    return Line(tuple(map("".join, pieces)), chars[0].x0, top, x1, bottom, size, starts=tuple(starts))


def _apart(before: str, after: str) -> bool:
    """Whether a narrow gap between two characters is a blank: typesetters leave one beside a number in Chinese text, and stretch lines."""
    if before.isascii() and after.isascii():
        return before.isalpha() or after.isalpha()
    return before.isascii() == after.isascii() or not (before + after).isalnum()


def aligned(lines: Sequence[Line]) -> Iterator[bool]:
    """For each line, whether it is a row of a table without lines: its pieces begin (or lie) where a neighbour's do."""
    for index, line in enumerate(lines):
        near = [lines[other] for other in (index - 1, index + 1) if 0 <= other < len(lines)]
        yield len(line.pieces) > 1 and any(_alike(line, other) for other in near)


def _alike(line: Line, other: Line) -> bool:
    if len(other.pieces) < 2 or abs(line.top - other.top) > 4 * line.size:
        return False
    matched = sum(any(abs(start - begin) < 2 * line.size for begin in other.starts) for start in line.starts)
    return matched >= 2 and matched >= min(len(line.starts), len(other.starts)) - 1
