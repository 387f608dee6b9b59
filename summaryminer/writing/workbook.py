"""An Excel workbook for reviewers: comparison, figures and findings, linked to each other, with columns for verdict and corrected value."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summaryminer import schema

if TYPE_CHECKING:
    import pandas as pd

    from summaryminer.tables.extraction import Extraction

__all__ = ["FIGURE_SHEET", "write_workbook"]

COMPARISON_SHEET, YEAR_SHEET, FIGURE_SHEET, FINDING_SHEET = "比较", "历年", "数据", "疑点"
# What a reviewer reads first stands first; id and offsets stand last, and stay, since corrections are taken back by the id.
FIGURE_COLUMNS = (
    *(
        "institution",
        "year",
        "indicator",
        "value",
        "unit",
        "verdict",
        "corrected",
        "status",
        "change",
        "bound",
        "low",
        "high",
        "ratio",
        "state",
    ),
    *(
        "flags",
        "sentence",
        "section",
        "program",
        "period",
        "kind",
        "indicator_id",
        "text",
        "confidence",
        "line",
        "page",
        "cell",
        "document",
        "id",
    ),
)
_WIDTHS = {
    "sentence": 60,
    "section": 24,
    "indicator": 22,
    "institution": 22,
    "program": 20,
    "document": 28,
    "id": 34,
    "flags": 18,
    "text": 12,
}
_ROWS = 1_048_575


def write_workbook(path: str | os.PathLike[str], extraction: Extraction, **options: Any) -> Path:
    """Writes comparison, figures and findings; the file appears whole or not at all.

    Every cell of the comparison and every finding is linked to its figure's row. Where a row of the comparison has figures of several
    years, the sheet 历年 sets them side by side, with the change since the last year stated (of rates in percentage points). Headings are
    Chinese, first rows and columns stay in view, columns can be filtered, and 核对 takes right, wrong or unsure (对 错 疑):
    ``summaryminer correct`` takes these two columns back.

    Args:
        path: the ``.xlsx`` file.
        extraction: tables; findings are those of its last audit.
        **options: as for :func:`summaryminer.tables.compare.compare` (``by``, ``status``, ``metadata`` …).

    Raises:
        ValueError: more figures than a sheet holds (1,048,575).
    """
    import xlsxwriter

    from summaryminer.tables.compare import compare

    if len(extraction.figures) > _ROWS:
        raise ValueError(
            f"{len(extraction.figures)} figures are more than an Excel sheet holds ({_ROWS}); compare a part, or write CSV"
        )
    target = Path(path)
    partial = target.with_name(target.name + ".partial")
    by = options.pop("by", "institution")
    keys = [by] if isinstance(by, str) else list(by)
    long = compare(extraction, keys, **{**options, "form": "long"})  # type: ignore[arg-type]
    rest = [key for key in keys if key != "year"]
    yearly = compare(extraction, [*rest, "year"], **{**options, "form": "long"}) if rest else long[:0]  # type: ignore[list-item]
    settings = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
    }
    with xlsxwriter.Workbook(str(partial), settings) as book:
        styles = _styles(book)
        rows = {name: place for place, name in enumerate(extraction.figures["id"], 1)}
        _comparison(book.add_worksheet(COMPARISON_SHEET), long, keys, rows, styles)
        if len(yearly) and (yearly.groupby([*rest, "column"], dropna=False)["year"].nunique() > 1).any():
            _years(book.add_worksheet(YEAR_SHEET), yearly, rest, rows, styles)
        _figures(book.add_worksheet(FIGURE_SHEET), extraction.figures, styles)
        _findings(book.add_worksheet(FINDING_SHEET), extraction.findings, rows, styles)
    partial.replace(target)
    return target


def _styles(book: Any) -> dict[str, Any]:
    head = {"bold": True, "bg_color": "#E8EEF5", "text_wrap": True, "valign": "top", "bottom": 1}
    return {
        "head": book.add_format(head),
        "text": book.add_format({"valign": "top"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        "count": book.add_format({"num_format": "#,##0.####", "valign": "top"}),
        "rate": book.add_format({"num_format": "0.0#%", "valign": "top"}),
        "year": book.add_format({"num_format": "0", "valign": "top"}),
        "rate_link": book.add_format({"num_format": "0.0#%", "font_color": "#1F5FA8"}),
        "count_link": book.add_format({"num_format": "#,##0.####", "font_color": "#1F5FA8"}),
        "derived_rate": book.add_format({"num_format": "0.0#%", "font_color": "#1F5FA8", "italic": True}),
        "derived_count": book.add_format({"num_format": "#,##0.####", "font_color": "#1F5FA8", "italic": True}),
        "review": book.add_format({"bg_color": "#FFF8DC", "valign": "top"}),
        "change_rate": book.add_format({"num_format": '+0.0##"个百分点";-0.0##"个百分点";0', "valign": "top"}),
        "change_count": book.add_format({"num_format": "+#,##0.####;-#,##0.####;0", "valign": "top"}),
        "median": book.add_format({"italic": True, "num_format": "#,##0.####", "top": 1}),
        "median_rate": book.add_format({"italic": True, "num_format": "0.0#%", "top": 1}),
        "error": book.add_format({"font_color": "#B3261E", "valign": "top"}),
    }


def _comparison(
    sheet: Any, long: pd.DataFrame, keys: list[str], figures: dict[str, int], styles: dict[str, Any]
) -> None:
    columns = (
        list(dict.fromkeys(long.sort_values("of", ascending=False, kind="stable")["indicator"])) if len(long) else []
    )
    place = {name: len(keys) + at for at, name in enumerate(columns)}
    for at, key in enumerate(keys):
        sheet.write_string(0, at, _heading(key), styles["head"])
    units = dict(zip(long["indicator"], long["unit"], strict=True)) if len(long) else {}
    for name, at in place.items():
        sheet.write_string(0, at, f"{name}（{units[name]}）" if units[name] else name, styles["head"])
    line = 0
    lines: dict[tuple[object, ...], int] = {}
    records: list[dict[str, Any]] = [
        {str(name): value for name, value in row.items()} for row in long.to_dict("records")
    ]
    for row in records:
        group = tuple(None if row[key] != row[key] else row[key] for key in keys)
        if group not in lines:
            line += 1
            lines[group] = line
            for at, value in enumerate(group):
                _cell(sheet, line, at, value, styles["year"] if keys[at] == "year" else styles["text"])
        kind = "rate" if row["kind"] == "rate" else "count"
        _linked(
            sheet,
            lines[group],
            place[row["indicator"]],
            row,
            figures,
            styles[f"derived_{kind}" if row["derived"] else f"{kind}_link"],
        )
    if line:
        sheet.write_string(line + 1, 0, "中位数", styles["median"])
        kinds, medians = (dict(zip(long["indicator"], long[name], strict=True)) for name in ("kind", "median"))
        for name, at in place.items():
            sheet.write_number(
                line + 1, at, float(medians[name]), styles["median_rate" if kinds[name] == "rate" else "median"]
            )
    sheet.freeze_panes(1, len(keys))
    sheet.set_column(0, len(keys) - 1, 24)
    sheet.set_column(len(keys), len(keys) + max(0, len(columns) - 1), 14)
    sheet.autofilter(0, 0, max(1, line), len(keys) + max(0, len(columns) - 1))


def _years(sheet: Any, long: pd.DataFrame, keys: list[str], figures: dict[str, int], styles: dict[str, Any]) -> None:
    """A line for each row and indicator of several years: a column for each year, then the change since the last year stated."""
    years = sorted(int(year) for year in long["year"].unique())
    headings = [*map(_heading, (*keys, "indicator", "unit")), *map(str, years), "变化", "起止"]
    for at, heading in enumerate(headings):
        sheet.write_string(0, at, heading, styles["head"])
    lead, line = len(keys) + 2, 0
    for _, some in long.groupby([*keys, "column"], sort=False, dropna=False):
        rows = sorted(some.to_dict("records"), key=lambda row: int(row["year"]))
        if len(rows) < 2:
            continue
        line += 1
        kind = "rate" if rows[0]["kind"] == "rate" else "count"
        for at, name in enumerate((*keys, "indicator", "unit")):
            _cell(sheet, line, at, rows[0][name], styles["text"])
        for row in rows:
            style = styles[f"derived_{kind}" if row["derived"] else f"{kind}_link"]
            _linked(
                sheet, line, lead + years.index(int(row["year"])), {str(k): v for k, v in row.items()}, figures, style
            )
        change = round(float(rows[-1]["value"]) - float(rows[-2]["value"]), 12)
        sheet.write_number(
            line, lead + len(years), change * 100 if kind == "rate" else change, styles[f"change_{kind}"]
        )
        sheet.write_string(line, lead + len(years) + 1, f"{rows[-2]['year']}→{rows[-1]['year']}", styles["text"])
    sheet.freeze_panes(1, lead)
    sheet.set_column(0, lead - 2, 24)
    sheet.set_column(lead, lead + len(years) + 1, 14)
    sheet.autofilter(0, 0, max(1, line), lead + len(years) + 1)


def _heading(name: str) -> str:
    """The Chinese heading of a column."""
    return next(
        column.heading for table in ("figures", "documents") for column in schema.TABLES[table] if column.name == name
    )


def _linked(sheet: Any, line: int, at: int, row: dict[str, Any], figures: dict[str, int], style: Any) -> None:
    """A number that leads to its figure's row, with rank, median and rejected rows in a note."""
    ids = str(row["figure"]).split(";")
    tip = f"名次 {row['rank']}/{row['of']}；中位数 {row['median']:.6g}"
    if row["derived"]:
        tip += f"；推算：{row['derived']}"
    if row["rejected"]:
        tip += "；另有：" + "、".join(
            f"{FIGURE_SHEET}第{figures[name] + 1}行" for name in str(row["rejected"]).split(";")[:8] if name in figures
        )
    if ids[0] in figures:
        sheet.write_url(line, at, f"internal:'{FIGURE_SHEET}'!A{figures[ids[0]] + 1}", style, tip=tip[:255])
    sheet.write_number(line, at, float(row["value"]), style)


def _figures(sheet: Any, figures: pd.DataFrame, styles: dict[str, Any]) -> None:
    columns = {column.name: column for column in schema.TABLES["figures"]}
    for at, name in enumerate(FIGURE_COLUMNS):
        sheet.write_string(0, at, columns[name].heading, styles["head"])
        sheet.set_column(at, at, _WIDTHS.get(name, 10), styles["review"] if name in ("verdict", "corrected") else None)
    rows = figures[list(FIGURE_COLUMNS)].astype(object)
    for line, row in enumerate(rows.where(rows.notna(), None).itertuples(index=False, name=None), 1):
        for at, (name, value) in enumerate(zip(FIGURE_COLUMNS, row, strict=True)):
            style = (
                styles["review"]
                if name in ("verdict", "corrected")
                else styles[
                    "rate"
                    if name == "ratio"
                    else "count"
                    if name in ("value", "low", "high")
                    else "year"
                    if name == "year"
                    else "error"
                    if name == "flags"
                    else "text"
                ]
            )
            _cell(sheet, line, at, value, style)
    verdict = FIGURE_COLUMNS.index("verdict")
    sheet.data_validation(
        1,
        verdict,
        max(1, len(rows)),
        verdict,
        {"validate": "list", "source": ["对", "错", "疑", "right", "wrong", "unsure"]},
    )
    sheet.freeze_panes(1, 3)
    sheet.autofilter(0, 0, max(1, len(rows)), len(FIGURE_COLUMNS) - 1)


def _findings(sheet: Any, findings: pd.DataFrame, figures: dict[str, int], styles: dict[str, Any]) -> None:
    columns = schema.TABLES["findings"]
    for at, column in enumerate(columns):
        sheet.write_string(0, at, column.heading, styles["head"])
        sheet.set_column(
            at,
            at,
            {"message_zh": 44, "message_en": 44, "detail": 50, "document": 30, "figures": 30}.get(column.name, 18),
        )
    for line, row in enumerate(findings.astype(object).where(findings.notna(), None).to_dict("records"), 1):
        for at, column in enumerate(columns):
            first = str(row["figures"] or "").partition(";")[0]
            if column.name == "figures" and first in figures:
                sheet.write_url(
                    line,
                    at,
                    f"internal:'{FIGURE_SHEET}'!A{figures[first] + 1}",
                    styles["count_link"],
                    string=_short(row["figures"]),
                )
            else:
                _cell(sheet, line, at, row[column.name], styles["wrap"])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, len(findings)), len(columns) - 1)


def _short(text: str) -> str:
    """No more than the characters of a linked cell."""
    return text if len(text) <= 255 else text[:254] + "…"


def _cell(sheet: Any, line: int, at: int, value: object, style: Any) -> None:
    """A cell: numbers as numbers, text as text however it begins, no more of it than Excel takes."""
    if value is None:
        sheet.write_blank(line, at, None, style)
    elif isinstance(value, (int, float)):
        sheet.write_number(line, at, value, style)
    else:
        sheet.write_string(line, at, str(value)[:32_767], style)
