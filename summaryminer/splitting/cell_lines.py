"""Tables copied one cell a line (粮食 |, 4.48万吨 |, -0.4 |): where their rows end is told by which cells are numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

__all__ = ["cell_lines"]

Span = tuple[int, int]

_STROKES = "|｜│"
_BLANK = " \t\u3000"
_CELL = 40  # so many characters at most does such a cell hold
_LEAST = 4  # so many of them at least make a table
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
    if not any(stroke in text for stroke in _STROKES):
        return
    for cells in _runs(text):
        shown = [text[start:end] for start, end in cells]
        numbers = [number(cell) if cell else None for cell in shown]
        for width in range(2, min(_WIDEST, len(cells) // 2) + 1):
            if len(cells) % width == 0 and _fits([numbers[at : at + width] for at in range(0, len(cells), width)]):
                yield [cells[at : at + width] for at in range(0, len(cells), width)]
                break


def _runs(text: str) -> Iterator[list[Span]]:
    """Lines in a row that are one cell and the stroke behind it, as spans of the cells; one empty line may stand between two."""
    run: list[Span] = []
    gap = at = 0
    for line in text.split("\n"):
        cell = _cell(line)
        gap = 0 if cell else gap + 1
        if (cell is None and line.strip(_BLANK)) or gap > 1:
            if len(run) >= _LEAST:
                yield run
            run = []
        if cell is not None:
            run.append((at + cell[0], at + cell[1]))
        at += len(line) + 1
    if len(run) >= _LEAST:
        yield run


def _cell(line: str) -> Span | None:
    """Where the one cell of a line begins and ends, without the blanks around it; ``None`` if the line is no such cell."""
    bare = line.rstrip(" \t")
    if bare[-1:] not in _STROKES or not bare:
        return None
    content = bare[:-1].strip(_BLANK)
    if len(content) > _CELL or any(stroke in content for stroke in _STROKES):
        return None
    start = len(bare) - 1 - len(bare[:-1].lstrip(_BLANK)) if content else 0
    return start, start + len(content)


def _fits(rows: Sequence[Sequence[bool | None]]) -> bool:
    """Whether rows of cells that are numbers, words or empty (``None``) make a table."""
    head, body = rows[0], rows[1:]
    if not any(head) and None not in head and all(all(cell is not False for cell in row) and any(row) for row in body):
        return True  # names over numbers
    if head[0] or any(row[0] is not False for row in body) or not all(any(row) for row in body):
        return False
    columns = [*zip(*(rows if any(head) else body), strict=True)]
    return all(True not in column or False not in column for column in columns[1:])
