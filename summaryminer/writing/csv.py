"""CSV that spreadsheets open as it is meant: UTF-8 with BOM, RFC 4180, no cell that runs as a formula."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from summaryminer import schema
from summaryminer.tables.stored import DANGEROUS, unguard
from summaryminer.tables.stored import read_csv as read_table

__all__ = ["guard", "read_table", "unguard", "write_table"]


def guard(text: str) -> str:
    """A text cell that a spreadsheet would run gets a leading apostrophe.

    Example:
        >>> guard("=1+1"), guard("-3.2%"), guard("95%")
        ("'=1+1", "'-3.2%", '95%')
    """
    return f"'{text}" if text.startswith(DANGEROUS) else text


def write_table(path: Path, table: str, rows: Iterable[tuple[object, ...]], *, headings: bool = False) -> int:
    """Writes one table and returns how many rows it has.

    Args:
        path: the file; it appears whole or not at all.
        table: name of the table in the schema.
        rows: tuples in column order.
        headings: Chinese column headings instead of the columns' names.
    """
    columns = schema.TABLES[table]
    cells = [_CELLS[column.type] for column in columns]
    count = 0
    partial = path.with_name(path.name + ".partial")
    with partial.open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\r\n")
        writer.writerow([column.heading if headings else column.name for column in columns])
        rest = iter(rows)
        # Column by column: one loop over many cells of a kind costs half of one call for each cell.
        while some := list(islice(rest, _AT_ONCE)):
            writer.writerows(
                zip(*(cell(values) for cell, values in zip(cells, zip(*some, strict=True), strict=True)), strict=True)
            )
            count += len(some)
    partial.replace(path)
    return count


def _texts(values: Iterable[Any]) -> list[str | None]:
    """Text cells; ``None`` is written as an empty cell."""
    return [value if value is None or value[:1] not in _DANGEROUS else f"'{value}" for value in values]


def _numbers(values: Iterable[Any]) -> list[object]:
    """Number cells: whole ones without a point."""
    return [
        int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else value
        for value in values
    ]


_AT_ONCE = 4096
_DANGEROUS = frozenset(DANGEROUS)
_CELLS: dict[str, Callable[[Iterable[Any]], Iterable[object]]] = {
    "text": _texts,
    "category": _texts,
    "integer": _numbers,
    "number": _numbers,
}
