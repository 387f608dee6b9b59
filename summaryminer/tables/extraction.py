"""An extraction: the tables of one run as DataFrames."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from summaryminer import schema

if TYPE_CHECKING:
    import pandas as pd

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

    def tables(self) -> dict[str, pd.DataFrame]:
        """Every table by name."""
        return {name: getattr(self, name) for name in schema.TABLES}

    def __repr__(self) -> str:
        return f"<Extraction: {len(self.documents)} documents, {len(self.figures)} figures, {len(self.problems)} problems>"
