"""CSV that spreadsheets open as it is meant: UTF-8 with BOM, RFC 4180, no cell that runs as a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

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


def _cell(value: object, is_text: bool) -> str:
    if value is None:
        return ""
    if is_text:
        return guard(str(value))
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)
