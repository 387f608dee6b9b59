"""JSON Lines: one object per row, UTF-8, ``null`` where a cell is empty."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from summaryminer import schema

__all__ = ["write_table"]


def write_table(path: Path, table: str, rows: Iterable[tuple[object, ...]], *, headings: bool = False) -> int:
    """Writes one table and returns how many rows it has.

    Args:
        path: the file; it appears whole or not at all.
        table: name of the table in the schema.
        rows: tuples in column order.
        headings: Chinese column headings instead of the columns' names.
    """
    names = [column.heading if headings else column.name for column in schema.TABLES[table]]
    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    partial = path.with_name(path.name + ".partial")
    count = 0
    with partial.open("w", encoding="utf-8", newline="\n") as handle:
        for row in rows:
            handle.write(encode(dict(zip(names, row, strict=True))) + "\n")
            count += 1
    partial.replace(path)
    return count
