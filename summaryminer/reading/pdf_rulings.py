"""Tables that a page draws with lines: which cells the lines make, merged ones included."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from summaryminer.reading.pdf_page import Ruling

__all__ = ["Ruled", "ruled"]

_NEAR = 2.5
_MOST_LINES = 400
_MOST_BOXES = 5000


@dataclass(slots=True)
class Ruled:
    """A drawn table: where its columns and rows begin, and which elementary boxes are one cell.

    Args:
        xs, ys: positions of its vertical and horizontal lines, in order.
        owner: for every box (row, column), the upper left box of the cell it belongs to.
    """

    xs: list[float]
    ys: list[float]
    owner: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    @property
    def top(self) -> float:
        """Where it begins."""
        return self.ys[0]

    def box(self, x: float, y: float) -> tuple[int, int] | None:
        """The cell at a point, ``None`` outside the table."""
        row, column = bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1
        return self.owner.get((row, column))

    def spans(self) -> dict[tuple[int, int], tuple[int, int]]:
        """How many rows and columns each cell covers, by its upper left box."""
        ends: dict[tuple[int, int], tuple[int, int]] = {}
        for (row, column), owner in self.owner.items():
            last = ends.get(owner, owner)
            ends[owner] = (max(last[0], row), max(last[1], column))
        return {owner: (end[0] - owner[0] + 1, end[1] - owner[1] + 1) for owner, end in ends.items()}


def ruled(rulings: Iterable[Ruling]) -> list[Ruled]:
    """The tables among a page's lines, from top to bottom.

    Example:
        >>> lines = [Ruling(0, y, 90, y) for y in (0, 20, 40)] + [Ruling(x, 0, x, 40) for x in (0, 30, 90)]
        >>> table, = ruled(lines)
        >>> table.box(10, 30), table.box(80, 5), table.box(200, 5)
        ((1, 0), (0, 1), None)
    """
    lines = list(rulings)
    across = _merged([line for line in lines if not line.vertical], 1)
    down = _merged([line for line in lines if line.vertical], 0)
    if len(across) > _MOST_LINES or len(down) > _MOST_LINES:
        return []
    tables = [_grid(group_across, group_down) for group_across, group_down in _groups(across, down)]
    return sorted((table for table in tables if table is not None), key=lambda table: table.top)


def _merged(lines: Iterable[Ruling], axis: int) -> list[Ruling]:
    """Lines that lie on one another as one; ``axis`` 0: vertical, 1: horizontal."""
    rows: list[list[Ruling]] = []
    for line in sorted(lines, key=lambda line: _middle(line, axis)):
        if rows and _middle(line, axis) - _middle(rows[-1][0], axis) <= _NEAR:
            rows[-1].append(line)
        else:
            rows.append([line])
    found: list[Ruling] = []
    other = 1 - axis
    for same in rows:
        at = _middle(same[0], axis)
        reach: list[list[float]] = []
        for line in sorted(same, key=lambda line: line[other]):
            if reach and line[other] <= reach[-1][1] + _NEAR:
                reach[-1][1] = max(reach[-1][1], line[other + 2])
            else:
                reach.append([line[other], line[other + 2]])
        found += [Ruling(at, start, at, end) if axis == 0 else Ruling(start, at, end, at) for start, end in reach]
    return found


def _middle(line: Ruling, axis: int) -> float:
    return (line[axis] + line[axis + 2]) / 2


def _groups(across: Sequence[Ruling], down: Sequence[Ruling]) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Lines that touch one another, table by table."""
    parent = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for a, flat in enumerate(across):
        for d, upright in enumerate(down, len(across)):
            if (
                flat.x0 - _NEAR <= upright.x0 <= flat.x1 + _NEAR
                and upright.top - _NEAR <= flat.top <= upright.bottom + _NEAR
            ):
                parent[root(a)] = root(d)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for index in range(len(parent)):
        flat_lines, upright_lines = groups.setdefault(root(index), ([], []))
        if index < len(across):
            flat_lines.append(across[index])
        else:
            upright_lines.append(down[index - len(across)])
    return list(groups.values())


def _grid(across: Sequence[Ruling], down: Sequence[Ruling]) -> Ruled | None:
    """The cells of one table; ``None`` for a frame, an underline, a letterhead."""
    xs = sorted(
        {round(line.x0, 1) for line in down}
        | {round(min(line.x0 for line in across), 1), round(max(line.x1 for line in across), 1)}
        if across
        else set()
    )
    ys = sorted({round(line.top, 1) for line in across})
    xs, ys = _apart(xs), _apart(ys)
    if len(xs) < 3 or len(ys) < 3 or len(xs) * len(ys) > _MOST_BOXES:
        return None
    table = Ruled(xs, ys)
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            owner = (row, column)
            if column and not _wall(down, 0, xs[column], (ys[row] + ys[row + 1]) / 2):
                owner = table.owner[row, column - 1]
            elif row and not _wall(across, 1, ys[row], (xs[column] + xs[column + 1]) / 2):
                above = table.owner[row - 1, column]
                owner = above if above[1] == column else owner
            table.owner[row, column] = owner
    return table if len(set(table.owner.values())) > 3 else None


def _apart(places: Iterable[float]) -> list[float]:
    found: list[float] = []
    for place in places:
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    return found


def _wall(lines: Iterable[Ruling], axis: int, at: float, across: float) -> bool:
    other = 1 - axis
    return any(
        abs(line[axis] - at) <= _NEAR and line[other] - _NEAR <= across <= line[other + 2] + _NEAR for line in lines
    )
