"""Excel: one workbook, one sheet per table; text stays text, so that nothing in it runs as a formula or turns into a link."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from summaryminer import schema

__all__ = ["CELL_CHARACTERS", "SHEET_ROWS", "write_tables"]

SHEET_ROWS = 1_048_576
"""Rows of a sheet, its header included: the format's limit. A longer table goes on in a sheet ``figures 2`` …"""

CELL_CHARACTERS = 32_767
"""Characters of a cell: the format's limit. A longer text is cut and ends in ``…``; the other formats keep it whole."""


def write_tables(
    path: Path,
    tables: Mapping[str, Iterable[tuple[object, ...]]],
    *,
    headings: bool = False,
    sheet_rows: int = SHEET_ROWS,
) -> dict[str, int]:
    """Writes a workbook and returns how many rows each of its tables has.

    Args:
        path: the file; it appears whole or not at all.
        tables: table name → tuples in column order.
        headings: Chinese column headings instead of the columns' names.
        sheet_rows: rows of a sheet, its header included.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    partial = path.with_name(path.name + ".partial")
    options = {
        "constant_memory": True,
        "strings_to_numbers": False,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    workbook = xlsxwriter.Workbook(str(partial), {**options, "use_zip64": True, "tmpdir": str(path.parent)})
    # The format notes when a workbook was made; a fixed day keeps equal runs equal.
    workbook.set_properties({"created": datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)})
    try:
        counts = {table: _write(workbook, table, rows, headings, sheet_rows) for table, rows in tables.items()}
    finally:
        try:
            workbook.close()
        except FileCreateError as error:
            raise OSError(None, f"the workbook can't be written: {error}", str(path)) from error
    partial.replace(path)
    return counts


def _write(workbook: Any, table: str, rows: Iterable[tuple[object, ...]], headings: bool, sheet_rows: int) -> int:
    columns = schema.TABLES[table]
    header = [column.heading if headings else column.name for column in columns]
    text = [column.type in ("text", "category") for column in columns]
    bold = workbook.add_format({"bold": True})
    count, sheets, line = 0, 0, sheet_rows
    sheet: Any = None
    for row in rows:
        if line >= sheet_rows:
            sheet, sheets, line = _sheet(workbook, table, sheets, header, bold), sheets + 1, 1
        for place, value in enumerate(row):
            if value is None or value == "":
                continue
            if text[place]:
                shown = str(value)
                sheet.write_string(
                    line, place, shown if len(shown) <= CELL_CHARACTERS else shown[: CELL_CHARACTERS - 1] + "…"
                )
            else:
                sheet.write_number(line, place, value)
        count, line = count + 1, line + 1
    if sheet is None:
        _sheet(workbook, table, 0, header, bold)
    return count


def _sheet(workbook: Any, table: str, before: int, header: list[str], bold: Any) -> Any:
    sheet = workbook.add_worksheet(table if not before else f"{table} {before + 1}")
    sheet.freeze_panes(1, 0)
    for place, name in enumerate(header):
        sheet.write_string(0, place, name, bold)
    return sheet
