"""CSV that spreadsheets open as it is meant: UTF-8 with BOM, RFC 4180, no cell that runs as a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from summaryminer import schema

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["guard", "read_table", "unguard", "write_table"]

_DANGEROUS = ("=", "+", "-", "@", "'", "\t", "\r")


def guard(text: str) -> str:
    """A text cell that a spreadsheet would run gets a leading apostrophe.

    Example:
        >>> guard("=1+1"), guard("-3.2%"), guard("95%")
        ("'=1+1", "'-3.2%", '95%')
    """
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def unguard(text: str) -> str:
    """Takes off what :func:`guard` put on."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_DANGEROUS) else text


def write_table(path: Path, table: str, rows: Iterable[tuple[object, ...]], *, headings: bool = False) -> int:
    """Writes one table and returns how many rows it has.

    Args:
        path: the file; it appears whole or not at all.
        table: name of the table in the schema.
        rows: tuples in column order.
        headings: Chinese column headings instead of the columns' names.
    """
    columns = schema.TABLES[table]
    text = [column.type in ("text", "category") for column in columns]
    count = 0
    partial = path.with_name(path.name + ".partial")
    with partial.open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\r\n")
        writer.writerow([column.heading if headings else column.name for column in columns])
        for row in rows:
            writer.writerow([_cell(value, is_text) for value, is_text in zip(row, text, strict=True)])
            count += 1
    partial.replace(path)
    return count


def read_table(path: Path, table: str) -> pd.DataFrame:
    """A table as written by :func:`write_table`, with the schema's dtypes.

    Raises:
        ValueError: the file lacks columns of the table.
    """
    columns = schema.TABLES[table]
    by_heading = {column.heading: column.name for column in columns}
    with path.open(encoding="utf-8-sig", newline="") as handle:
        reader = csv.reader(handle)
        header = [by_heading.get(name, name) for name in next(reader, [])]
        missing = [column.name for column in columns if column.name not in header]
        if missing:
            raise ValueError(f"{path} lacks the columns {', '.join(missing)}; it is no table '{table}' of summaryminer")
        places = [header.index(column.name) for column in columns]
        rows = [tuple(_value(row[place], column) for place, column in zip(places, columns, strict=True)) for row in reader if row]
    return schema.frame(table, rows)


def _cell(value: object, is_text: bool) -> str:
    if value is None:
        return ""
    if is_text:
        return guard(str(value))
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)


def _value(cell: str, column: schema.Column) -> object:
    if column.type in ("text", "category"):
        text = unguard(cell)
        return None if not text and (column.nullable or column.type == "category") else text
    if not cell:
        return None
    return float(cell) if column.type == "number" else int(float(cell))
