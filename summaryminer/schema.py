"""The columns of the six tables, stated once: names, types, Chinese headings, meanings.

DataFrames, CSV headers, Arrow schemas, SQLite tables and the documentation all derive from :data:`TABLES`.

Example:
    >>> from summaryminer import schema
    >>> [column.name for column in schema.TABLES["problems"]]
    ['source', 'stage', 'error', 'detail']
    >>> schema.TABLES["figures"][0].heading
    '编号'
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

Type = Literal["text", "integer", "number", "category"]

__all__ = ["TABLES", "Column", "Type", "arrow", "columns", "describe", "empty", "frame"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Args:
        name: as in every file and frame.
        type: ``text`` (str), ``integer`` (Int64), ``number`` (float64) or ``category`` (one of ``values``).
        heading: Chinese column heading.
        meaning: one English sentence.
        nullable: whether a cell may be empty (null); text that is not nullable uses ``""``.
        values: the values of a category.
    """

    name: str
    type: Type
    heading: str
    meaning: str
    nullable: bool = False
    values: tuple[str, ...] = ()


def _columns(*rows: tuple[str, Type, str, str] | tuple[str, Type, str, str, tuple[str, ...]]) -> tuple[Column, ...]:
    """Columns from short rows; a name that ends in ``?`` is nullable."""
    return tuple(
        Column(row[0].rstrip("?"), row[1], row[2], row[3], row[0].endswith("?"), row[4] if len(row) == 5 else ())
        for row in rows
    )


TABLES: dict[str, tuple[Column, ...]] = {
    "figures": _columns(
        ("id", "text", "编号", "<document>@<start>, unique and stable from run to run"),
        ("document", "text", "报告", "<source>#<n>, n = 1.. within the source"),
        ("source", "text", "来源文件", "path relative to the folder given"),
        ("institution?", "text", "机构", "the reporting body of the document, as named in the text, simplified"),
        ("year?", "integer", "年份", "the year this figure is about"),
        ("period", "text", "时段", "year, first_half, second_half, q1..q4, month, months:1-5 or cumulative"),
        ("section", "text", "章节", "heading path, joined by ' / ', numbering removed"),
        ("program?", "text", "项目", "canonical name of the named program that the figure belongs to"),
        ("indicator", "text", "指标", "what the number measures: a short heading in simplified words of the text"),
        ("indicator_id?", "text", "标准指标", "canonical indicator of the lexicon, when it means exactly this"),
        ("kind", "category", "类别", "count, rate, money or measure", ("count", "rate", "money", "measure")),
        ("value?", "number", "数值", "the number with its magnitude folded in; null for a range, a mask or a blank"),
        ("low?", "number", "下限", "lower end of a range, else the value"),
        ("high?", "number", "上限", "upper end of a range, else the value"),
        ("unit", "text", "单位", "as written, simplified, without magnitude; empty if none"),
        ("ratio?", "number", "比值", "a rate as a plain fraction, so that rates compare"),
        (
            "bound",
            "category",
            "界限",
            "exact, about, at_least, at_most or range",
            ("exact", "about", "at_least", "at_most", "range"),
        ),
        ("status", "category", "性质", "actual, target or standard", ("actual", "target", "standard")),
        (
            "change?",
            "category",
            "增减",
            "increase or decrease when the figure is the size of a change",
            ("increase", "decrease"),
        ),
        (
            "state",
            "category",
            "状态",
            "known, masked (digits hidden) or blank (number missing)",
            ("known", "masked", "blank"),
        ),
        ("text", "text", "原文", "the figure as written (original characters), number through unit"),
        ("start", "integer", "起", "offset of the first character of text in the source's text as read"),
        ("end", "integer", "止", "offset after the last character of text"),
        ("line", "integer", "行", "1-based line of start"),
        ("page?", "integer", "页", "1-based page, where the format has pages"),
        ("cell?", "text", "单元格", "<table>!R<row>C<column> when the figure is a table's cell"),
        ("sentence", "text", "句子", "the sentence around it, original characters"),
        ("confidence", "number", "置信度", "calibrated probability in [0,1] that the row is right"),
        (
            "verdict?",
            "category",
            "核对",
            "a reviewer's judgement: right, wrong or unsure",
            ("right", "wrong", "unsure"),
        ),
        ("corrected?", "number", "更正值", "a reviewer's value; the extracted value is never overwritten"),
        ("flags", "text", "疑点", "codes of the findings about this row, ;-separated, empty if none"),
    ),
    "documents": _columns(
        ("document", "text", "报告", "<source>#<n>"),
        ("source", "text", "来源文件", "path relative to the folder given"),
        ("n", "integer", "序号", "1-based number of the report within the source"),
        ("title", "text", "标题", "the report's heading as written, empty if none"),
        ("institution?", "text", "机构", "as named in the text, its fullest form, simplified"),
        ("region?", "text", "地区", "the administrative division the institution belongs to"),
        (
            "level?",
            "category",
            "层级",
            "village, town, county, city or province",
            ("village", "town", "county", "city", "province"),
        ),
        ("population?", "number", "人口", "population served, from metadata or the text"),
        ("year?", "integer", "年份", "the reported year"),
        ("period", "text", "时段", "the reported period"),
        ("type", "category", "文种", "summary, plan or other", ("summary", "plan", "other")),
        ("script", "category", "字体", "simplified, traditional or mixed", ("simplified", "traditional", "mixed")),
        ("encoding", "text", "编码", "how the bytes were decoded"),
        ("start", "integer", "起", "offset of the report's first character in the text as read"),
        ("end", "integer", "止", "offset after its last character"),
        ("characters", "integer", "字数", "characters of the report as read"),
        ("figures", "integer", "数据条数", "number of figures found"),
        ("noise", "text", "噪声", "what cleaning removed, by name: pinyin=812;mask=31"),
    ),
    "programs": _columns(
        ("document", "text", "报告", "<source>#<n>"),
        ("source", "text", "来源文件", "path relative to the folder given"),
        ("program", "text", "项目", "canonical name"),
        ("text", "text", "原文", "as written"),
        ("start", "integer", "起", "offset of the first character"),
        ("end", "integer", "止", "offset after the last character"),
        ("line", "integer", "行", "1-based line of start"),
        ("sentence", "text", "句子", "the sentence around it, original characters"),
        ("confidence", "number", "置信度", "probability that this is a named program"),
    ),
    "years": _columns(
        ("document?", "text", "报告", "<source>#<n>; null outside every report"),
        ("source", "text", "来源文件", "path relative to the folder given"),
        ("low?", "integer", "起始年", "first year; null when masked or unresolved"),
        ("high?", "integer", "终止年", "last year, equal to low for a single year"),
        ("state", "category", "状态", "known, masked or relative", ("known", "masked", "relative")),
        ("text", "text", "原文", "as written"),
        ("start", "integer", "起", "offset of the first character"),
        ("end", "integer", "止", "offset after the last character"),
        ("line", "integer", "行", "1-based line of start"),
    ),
    "problems": _columns(
        ("source", "text", "来源文件", "path; a name that is not text is written with backslash escapes"),
        (
            "stage",
            "category",
            "环节",
            "read, clean, split, find, judge, name, write or run",
            ("read", "clean", "split", "find", "judge", "name", "write", "run"),
        ),
        ("error", "text", "问题", "what went wrong, in one sentence"),
        ("detail", "text", "说明", "where, and what to do"),
    ),
    "findings": _columns(
        ("code", "text", "代码", "which check found it"),
        ("severity", "category", "程度", "error, warning or note", ("error", "warning", "note")),
        ("document", "text", "报告", "<source>#<n>"),
        ("figures", "text", "数据编号", "ids of the figures it rests on, ;-separated"),
        ("message_zh", "text", "说明", "what is wrong, in Chinese"),
        ("message_en", "text", "说明（英文）", "what is wrong, in English"),
        ("detail", "text", "依据", "the arithmetic, or the shared passage"),
    ),
}


def columns(table: str) -> list[str]:
    """Names of a table's columns, in order.

    Raises:
        KeyError: there is no such table.
    """
    return [column.name for column in TABLES[table]]


def arrow(table: str) -> pa.Schema:
    """The Arrow schema of a table: text as string, integer as int64, number as float64, category as dictionary of strings.

    Example:
        >>> from summaryminer import schema
        >>> schema.arrow("years").field("low").type
        DataType(int64)
    """
    import pyarrow as pa

    types = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "category": pa.dictionary(pa.int8(), pa.string()),
    }
    return pa.schema(
        [
            pa.field(c.name, types[c.type], c.nullable, {"heading": c.heading, "meaning": c.meaning})
            for c in TABLES[table]
        ]
    )


def frame(table: str, rows: list[tuple[object, ...]]) -> pd.DataFrame:
    """A DataFrame with the table's columns and dtypes from rows (tuples in column order).

    Example:
        >>> from summaryminer import schema
        >>> schema.frame("problems", [("a.txt", "read", "empty file", "nothing to read")]).loc[0, "stage"]
        'read'
    """
    import pandas as pd

    data = list(zip(*rows, strict=True)) if rows else [()] * len(TABLES[table])
    series: dict[str, pd.Series[Any]] = {}
    for column, values in zip(TABLES[table], data, strict=True):
        series[column.name] = pd.Series(list(values), dtype=_dtype(column))
    return pd.DataFrame(series)


def empty(table: str) -> pd.DataFrame:
    """A table without rows."""
    return frame(table, [])


def _dtype(column: Column) -> Any:
    import pandas as pd

    if column.type == "category":
        return pd.CategoricalDtype(list(column.values))
    return {"text": "str" if pd.__version__ >= "3" else "object", "integer": "Int64", "number": "float64"}[column.type]


def describe() -> str:
    """The documentation page of the tables, in Markdown (``docs/tables.md``)."""
    lines = ["# The tables, column by column", ""]
    lines += ["Generated from `summaryminer/schema.py`; offsets count Unicode code points of the text as read.", ""]
    for table, columns_of_table in TABLES.items():
        lines += [f"## {table}", "", "| column | 中文 | type | meaning |", "|---|---|---|---|"]
        for column in columns_of_table:
            shown = f"{column.type}, may be empty" if column.nullable else column.type
            lines.append(f"| `{column.name}` | {column.heading} | {shown} | {column.meaning} |")
        lines.append("")
    return "\n".join(lines)
