"""A tables folder back into an extraction: every later step (compare, audit, view) needs the folder alone.

Example:
    >>> from summaryminer.tables.stored import unguard
    >>> unguard("'=1+1"), unguard("95%")
    ('=1+1', '95%')
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from summaryminer import schema

if TYPE_CHECKING:
    import pandas as pd

    from summaryminer.tables.extraction import Extraction

__all__ = ["DANGEROUS", "NotTablesError", "Texts", "read", "read_csv", "rows", "unguard"]

DANGEROUS = ("=", "+", "-", "@", "'", "\t", "\r")
"""What a text cell must not begin with in a file that a spreadsheet may open."""

REQUIRED = ("figures", "documents")


class NotTablesError(ValueError):
    """A folder that is no tables folder; the message says what is missing and what makes one."""


def read(folder: str | Path) -> Extraction:
    """The extraction stored in a tables folder.

    Args:
        folder: as written by ``summaryminer extract … -o FOLDER``: CSV, or Parquet where there is no CSV.

    Raises:
        NotTablesError: the folder or a table it must hold is missing.
        ValueError: a table lacks columns.
    """
    from summaryminer.tables.extraction import Extraction

    folder = Path(folder)
    if not folder.is_dir():
        raise NotTablesError(f"there is no folder {folder}; make one with: summaryminer extract REPORTS -o {folder}")
    tables: dict[str, pd.DataFrame | list[tuple[object, ...]]] = {}
    for name in schema.TABLES:
        if (folder / f"{name}.csv").is_file():
            tables[name] = read_csv(folder / f"{name}.csv", name)
        elif (folder / f"{name}.parquet").is_file():
            tables[name] = _read_parquet(folder / f"{name}.parquet", name)
    missing = [name for name in REQUIRED if name not in tables]
    if missing:
        names = ", ".join(f"{name}.csv" for name in missing)
        raise NotTablesError(
            f"{folder} lacks {names}; make a tables folder with: summaryminer extract REPORTS -o {folder}"
        )
    return Extraction(tables, Texts(folder / "texts.parquet"))


class Texts(Mapping[str, str]):
    """Source → text as read, from ``texts.parquet``; read when first asked for, and empty where there is no such file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._pieces: dict[str, str] | None = None

    def _loaded(self) -> dict[str, str]:
        if self._pieces is None:
            self._pieces = _join_pieces(self._path) if self._path.is_file() else {}
        return self._pieces

    def __getitem__(self, source: str) -> str:
        return self._loaded()[source]

    def __iter__(self) -> Iterator[str]:
        return iter(self._loaded())

    def __len__(self) -> int:
        return len(self._loaded())


def _join_pieces(path: Path) -> dict[str, str]:
    import pyarrow.parquet as pq

    pieces: dict[str, list[tuple[int, str]]] = {}
    table = pq.read_table(path, columns=["source", "offset", "text"])
    for source, offset, text in zip(
        *(table.column(name).to_pylist() for name in ("source", "offset", "text")), strict=True
    ):
        pieces.setdefault(source, []).append((offset, text))
    return {source: "".join(text for _, text in sorted(some)) for source, some in pieces.items()}


def _read_parquet(path: Path, table: str) -> pd.DataFrame:
    import pyarrow.parquet as pq

    stored = pq.read_table(path)
    missing = [name for name in schema.columns(table) if name not in stored.column_names]
    if missing:
        raise ValueError(f"{path} lacks the columns {', '.join(missing)}; it is no table '{table}' of summaryminer")
    rows = zip(*(stored.column(name).to_pylist() for name in schema.columns(table)), strict=True)
    return schema.frame(table, list(rows))


def read_csv(path: Path, table: str) -> pd.DataFrame:
    """A table as written by :func:`summaryminer.writing.csv.write_table`, with the schema's dtypes.

    Raises:
        ValueError: the file lacks columns of the table.
    """
    csv.field_size_limit(2**31 - 1)  # a sentence may be longer than the module's default of 128 KiB
    columns = schema.TABLES[table]
    by_heading = {column.heading: column.name for column in columns}
    with path.open(encoding="utf-8-sig", newline="") as handle:
        reader = csv.reader(handle)
        header = [by_heading.get(name, name) for name in next(reader, [])]
        missing = [column.name for column in columns if column.name not in header]
        if missing:
            raise ValueError(f"{path} lacks the columns {', '.join(missing)}; it is no table '{table}' of summaryminer")
        places = [header.index(column.name) for column in columns]
        rows = [
            tuple(_value(row[place], column) for place, column in zip(places, columns, strict=True))
            for row in reader
            if row
        ]
    return schema.frame(table, rows)


def rows(frame: pd.DataFrame, table: str) -> Iterator[tuple[object, ...]]:
    """Rows of a table as tuples in column order, plain Python values, ``None`` where a cell is empty.

    Example:
        >>> from summaryminer import schema
        >>> list(rows(schema.frame("years", [(None, "a.txt", 2020, 2020, "known", "2020年", 0, 5, 1)]), "years"))
        [(None, 'a.txt', 2020, 2020, 'known', '2020年', 0, 5, 1)]
    """
    series = [frame[name].astype(object).where(frame[name].notna(), None) for name in schema.columns(table)]
    return zip(*(some.tolist() for some in series), strict=True)


def unguard(text: str) -> str:
    """Takes off the apostrophe that kept a spreadsheet from running a text cell."""
    return text[1:] if text.startswith("'") and text[1:].startswith(DANGEROUS) else text


def _value(cell: str, column: schema.Column) -> object:
    if column.type in ("text", "category"):
        text = unguard(cell)
        return None if not text and (column.nullable or column.type == "category") else text
    if not cell:
        return None
    return float(cell) if column.type == "number" else int(float(cell))
