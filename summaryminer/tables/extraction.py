"""An extraction: the tables of one run as DataFrames."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from summaryminer import schema

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from summaryminer.tables.tabulate import Rows

__all__ = ["Extraction"]


class Extraction:
    """The tables of one run.

    Each table is a DataFrame with the columns of :mod:`summaryminer.schema`, made when it is first asked for. Rows stand in the order of
    their sources' names, and within a source in the order of the text.

    Args:
        rows: table name → rows (tuples in column order), or DataFrames that already have the columns.
        texts: source → text as read.

    Example:
        >>> import summaryminer as sm
        >>> extraction = sm.Extractor().extract_text("建档率98.5%。")
        >>> figure = extraction.figures.iloc[0]
        >>> extraction.texts["text"][figure.start : figure.end]
        '98.5%'
    """

    def __init__(self, rows: Mapping[str, list[tuple[object, ...]] | pd.DataFrame], texts: Mapping[str, str] | None = None) -> None:
        self._rows = dict(rows)
        self.texts: Mapping[str, str] = texts or {}

    @classmethod
    def of(cls, sources: Iterable[Rows]) -> Extraction:
        """An extraction from the rows of its sources."""
        tables: dict[str, list[tuple[object, ...]]] = {name: [] for name in schema.TABLES}
        texts: dict[str, str] = {}
        for rows in sorted(sources, key=lambda one: one.source):
            for name, some in rows.tables.items():
                tables.setdefault(name, []).extend(some)
            if rows.text is not None:
                texts[rows.source] = rows.text
        return cls(tables, texts)

    @classmethod
    def read(cls, folder: str | os.PathLike[str]) -> Extraction:
        """The extraction stored in a tables folder (``summaryminer extract … -o FOLDER``).

        Raises:
            NotTablesError: the folder or a table it must hold is missing.
            ValueError: a table lacks columns.
        """
        from summaryminer.tables.stored import read

        return read(os.fspath(folder))

    def _frame(self, name: str) -> pd.DataFrame:
        rows = self._rows.get(name)
        if rows is None:
            return schema.empty(name)
        return schema.frame(name, rows) if isinstance(rows, list) else rows

    @cached_property
    def figures(self) -> pd.DataFrame:
        """One row per figure."""
        return self._frame("figures")

    @cached_property
    def documents(self) -> pd.DataFrame:
        """One row per report found."""
        return self._frame("documents")

    @cached_property
    def programs(self) -> pd.DataFrame:
        """One row per mention of a named program."""
        return self._frame("programs")

    @cached_property
    def years(self) -> pd.DataFrame:
        """One row per year or range of years named."""
        return self._frame("years")

    @cached_property
    def problems(self) -> pd.DataFrame:
        """One row per thing that went wrong."""
        return self._frame("problems")

    @cached_property
    def findings(self) -> pd.DataFrame:
        """One row per thing an auditor should look at; empty until audited."""
        return self._frame("findings")

    def to_arrow(self, table: str = "figures") -> pa.Table:
        """One table for Arrow, and so for polars: ``polars.from_arrow(extraction.to_arrow("figures"))``.

        Args:
            table: its name.

        Raises:
            KeyError: there is no such table.

        Example:
            >>> import summaryminer as sm
            >>> sm.Extractor().extract_text("建档率98.5%。").to_arrow().column("value").to_pylist()
            [98.5]
        """
        import pyarrow as pa

        from summaryminer.tables.stored import rows

        layout = schema.arrow(table)
        columns = list(zip(*rows(self._frame_of(table), table), strict=True)) or [()] * len(layout)
        arrays = [pa.array(list(column), field.type) for column, field in zip(columns, layout, strict=True)]
        return pa.Table.from_arrays(arrays, schema=layout)

    def to_parquet(self, folder: str | os.PathLike[str]) -> None:
        """Writes every table as Parquet into a folder, with the texts: a tables folder that :meth:`read` and the commands take.

        Args:
            folder: made if it is not there.

        Raises:
            OSError: it can't be written.
        """
        import pyarrow as pa
        import pyarrow.parquet as pq

        from summaryminer.writing import texts
        from summaryminer.writing.parquet import write_texts

        target = Path(folder)
        target.mkdir(parents=True, exist_ok=True)
        for name in schema.TABLES:
            pq.write_table(self.to_arrow(name), target / f"{name}.parquet")
        pieces = (list(texts.pieces(source, text)) for source, text in self.texts.items())
        columns = (zip(*some, strict=True) for some in pieces)
        write_texts(target / "texts.parquet", (pa.table(list(map(list, some)), schema=texts.arrow()) for some in columns))

    def to_sqlite(self, path: str | os.PathLike[str]) -> None:
        """Writes every table into a SQLite database.

        Args:
            path: the file; it appears whole or not at all.

        Raises:
            OSError: it can't be written.
        """
        from summaryminer.tables.stored import rows
        from summaryminer.writing.sqlite import write_tables

        write_tables(Path(path), {name: rows(frame, name) for name, frame in self.tables().items()})

    def to_excel(self, path: str | os.PathLike[str], *, headings: bool = True) -> None:
        """Writes every table as a sheet of an Excel workbook.

        Args:
            path: the file; it appears whole or not at all.
            headings: Chinese column headings instead of the columns' names.

        Raises:
            OSError: it can't be written.
        """
        from summaryminer.tables.stored import rows
        from summaryminer.writing.excel import write_tables

        tables = {name: rows(frame, name) for name, frame in self.tables().items()}
        write_tables(Path(path), tables, headings=headings)

    def _frame_of(self, table: str) -> pd.DataFrame:
        frame: pd.DataFrame = getattr(self, table) if table in schema.TABLES else schema.empty(table)
        return frame

    def tables(self) -> dict[str, pd.DataFrame]:
        """Every table by name."""
        return {name: getattr(self, name) for name in schema.TABLES}

    def __repr__(self) -> str:
        return f"<Extraction: {len(self.documents)} documents, {len(self.figures)} figures, {len(self.problems)} problems>"
