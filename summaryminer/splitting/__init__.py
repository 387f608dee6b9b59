"""Split a page into its reports, and each report into headed sections and sentences.

Example:
    >>> from summaryminer.cleaning import clean_text
    >>> from summaryminer.lexicons import load
    >>> page = "石桥镇卫生院工作总结\\n一、健康档案\\n建档284份。\\n版权所有"
    >>> report, = split(clean_text(page, load()), load())
    >>> report.title, report.sections[0].path, page[report.start : report.end].count("版权")
    ('石桥镇卫生院工作总结', ('健康档案',), 0)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from summaryminer.records import Cell, CleanText, Document, Table
from summaryminer.splitting.lines import lines
from summaryminer.splitting.numbering import numbering
from summaryminer.splitting.pages import reports
from summaryminer.splitting.run_on import apart
from summaryminer.splitting.sections import structure
from summaryminer.splitting.tables import text_tables
from summaryminer.splitting.titles import titles

if TYPE_CHECKING:
    from summaryminer.lexicons import Lexicons

__all__ = ["split"]


def split(clean: CleanText, lexicons: Lexicons, tables: Sequence[Table] = ()) -> list[Document]:
    """The reports of a source, in order; site frames belong to none.

    Args:
        clean: clean text of one source.
        lexicons: word lists, of which ``pages.toml`` and ``headings.toml`` are used.
        tables: tables the format marks, spans as read; each goes to the report it lies in, spans taken to clean offsets,
            and so do the tables that lines of the text make.
    """
    found = apart(lines(clean.text, numbering(lexicons)), lexicons)
    moved = [_clean_table(table, clean) for table in tables]
    moved += text_tables(clean.text, moved)
    documents: list[Document] = []
    known = titles(lexicons)
    for n, report in enumerate(reports(clean.text, found, lexicons), 1):
        inside = found[report.first : report.last + 1]
        start, end = inside[0].start, inside[-1].end
        below = report.title + 1 - report.first
        headed, sentences = structure(clean.text, inside, below, lexicons)
        documents.append(
            Document(
                n=n,
                start=start,
                end=end,
                title=" ".join(known.shown(line.text) for line in inside[:below]),
                sections=headed,
                sentences=sentences,
                tables=tuple(table for table in moved if start <= table.start < end),
            )
        )
    return documents


def _clean_table(table: Table, clean: CleanText) -> Table:
    back = clean.alignment.back
    cells = tuple(
        Cell(*back(cell.start, cell.end), cell.row, cell.column, cell.rows, cell.columns) for cell in table.cells
    )
    return Table(*back(table.start, table.end), table.n, cells, table.caption)
