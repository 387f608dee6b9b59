"""The files of a tables folder, in the formats asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from summaryminer.running.parts import STORED

if TYPE_CHECKING:
    from summaryminer.running.assembly import Assembly

__all__ = ["FORMATS", "Format", "write_outputs"]

Format = Literal["csv", "parquet", "sqlite", "xlsx", "jsonl"]
FORMATS: tuple[Format, ...] = get_args(Format)

TABLES = tuple(name for name in STORED if name != "texts")

_FILES: dict[Format, tuple[str, ...]] = {
    "csv": tuple(f"{table}.csv" for table in TABLES),
    "parquet": tuple(f"{table}.parquet" for table in TABLES),
    "jsonl": tuple(f"{table}.jsonl" for table in TABLES),
    "sqlite": ("tables.sqlite",),
    "xlsx": ("tables.xlsx",),
}


def write_outputs(folder: Path, assembly: Assembly, formats: Sequence[Format], *, headings: bool = False) -> None:
    """Writes the tables in every format, and ``texts.parquet``; files of formats not asked for, left by an earlier
    run, are taken away.

    Args:
        folder: the tables folder.
        assembly: the tables.
        formats: in which formats.
        headings: Chinese column headings, in the formats for people (CSV, Excel, JSON Lines).

    Raises:
        OSError: a file can't be written.
    """
    from summaryminer.writing import csv, excel, jsonl, parquet, sqlite

    for partial in folder.glob("*.partial"):
        partial.unlink()
    for format in FORMATS:
        if format not in formats:
            for name in _FILES[format]:
                (folder / name).unlink(missing_ok=True)
    for format in dict.fromkeys(formats):
        match format:
            case "csv":
                for table in TABLES:
                    csv.write_table(folder / f"{table}.csv", table, assembly.rows(table), headings=headings)
            case "jsonl":
                for table in TABLES:
                    jsonl.write_table(folder / f"{table}.jsonl", table, assembly.rows(table), headings=headings)
            case "parquet":
                from summaryminer import schema

                for table in TABLES:
                    parquet.write_batches(folder / f"{table}.parquet", schema.arrow(table), assembly.batches(table))
            case "sqlite":
                sqlite.write_tables(folder / "tables.sqlite", {table: assembly.rows(table) for table in TABLES})
            case "xlsx":
                tables = {table: assembly.rows(table) for table in TABLES}
                excel.write_tables(folder / "tables.xlsx", tables, headings=headings)
    parquet.write_texts(folder / "texts.parquet", assembly.batches("texts"))
