"""Tables copied one cell a line (粮食 |, 4.48万吨 |, -0.4 |): where their rows end is told by which cells are numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

__all__ = ["cell_lines"]

Span = tuple[int, int]

# A line that is one cell and the stroke behind it; runs of them may have empty lines between.
_RUN = re.compile(r"(?:^[ \t\u3000]*[^\n|｜│]{0,40}[|｜│][ \t]*(?:\n[ \t]*){1,2}){3,}[ \t\u3000]*[^\n|｜│]{0,40}[|｜│][ \t]*$", re.M)
_CELL = re.compile(r"[ \t\u3000]*([^\n|｜│]{0,40}?)[ \t\u3000]*[|｜│]")
_WIDEST = 12


def cell_lines(text: str, number: Callable[[str], bool]) -> Iterator[list[list[Span]]]:
    """The rows of such tables, as spans of their cells.

    The narrowest width counts that puts a label before the numbers of every row, or names over columns of nothing but numbers.

    Args:
        text: clean text.
        number: tells whether a cell is a number.

    Example:
        >>> text = "作物 |\\n产量 |\\n增长 |\\n油菜 |\\n78吨 |\\n6.8 |\\n棉花 |\\n12吨 |\\n-2 |\\n"
        >>> table, = cell_lines(text, lambda cell: cell[-1] in "吨8932")
        >>> [[text[slice(*cell)] for cell in row] for row in table]
        [['作物', '产量', '增长'], ['油菜', '78吨', '6.8'], ['棉花', '12吨', '-2']]
    """
    if not any(sign in text for sign in "|｜│"):
        return
    for run in _RUN.finditer(text):
        cells = [match.span(1) for match in _CELL.finditer(text, run.start(), run.end())]
        shown = [text[start:end] for start, end in cells]
        numbers = [number(cell) if cell else None for cell in shown]
        for width in range(2, min(_WIDEST, len(cells) // 2) + 1):
            if len(cells) % width == 0 and _fits([numbers[at : at + width] for at in range(0, len(cells), width)]):
                yield [cells[at : at + width] for at in range(0, len(cells), width)]
                break


def _fits(rows: Sequence[Sequence[bool | None]]) -> bool:
    """Whether rows of cells that are numbers, words or empty (``None``) make a table."""
    head, body = rows[0], rows[1:]
    if not any(head) and None not in head and all(all(cell is not False for cell in row) and any(row) for row in body):
        return True  # names over numbers
    if head[0] or any(row[0] is not False for row in body) or not all(any(row) for row in body):
        return False
    columns = [*zip(*(rows if any(head) else body), strict=True)]
    return all(True not in column or False not in column for column in columns[1:])
