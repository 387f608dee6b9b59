"""``summaryminer compare``: institutions, regions or years side by side."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["register"]

EXAMPLES = """Examples:

summaryminer compare tables

summaryminer compare tables --by institution --by year --indicator records.rate

summaryminer compare tables --form years -o years.csv

summaryminer compare tables --metadata towns.csv --per-capita -o comparison.xlsx"""

HEADINGS = {
    "institution": "机构", "region": "地区", "level": "层级", "year": "年份", "document": "报告", "source": "来源文件", "column": "列",
    "indicator": "指标", "kind": "类别", "unit": "单位", "value": "数值", "reports": "报告数", "rank": "名次", "of": "参比数", "median": "中位数",
    "distance": "与中位数之差", "derived": "推算", "figure": "数据编号", "rejected": "未采用", "repeats": "重复报告",
}  # fmt: skip


class Axis(StrEnum):
    """What a row of the comparison is."""

    institution = "institution"
    region = "region"
    level = "level"
    year = "year"
    document = "document"
    source = "source"


class Form(StrEnum):
    """How the comparison is laid out."""

    wide = "wide"
    long = "long"
    years = "years"


class Status(StrEnum):
    """Which figures are compared."""

    actual = "actual"
    target = "target"
    standard = "standard"


class Statistic(StrEnum):
    """How several reports make one value."""

    median = "median"
    mean = "mean"
    sum = "sum"
    min = "min"
    max = "max"


def register(app: typer.Typer) -> None:
    """Adds the command to the program."""
    app.command("compare", epilog=EXAMPLES)(compare)


def compare(
    tables: Annotated[Path, typer.Argument(help="Tables folder, as written by 'summaryminer extract'.")],
    by: Annotated[
        list[Axis] | None, typer.Option(help="What a row is; give it twice for combinations. [default: institution]")
    ] = None,
    form: Annotated[
        Form,
        typer.Option(
            help="wide: a column per indicator; long: a row per value, with rank, median and figure ids; years: side by side, with change."
        ),
    ] = Form.wide,
    status: Annotated[Status, typer.Option(help="Actual figures, targets or standards.")] = Status.actual,
    change: Annotated[bool, typer.Option("--change", help="The sizes of changes (增长12%) instead of levels.")] = False,
    indicator: Annotated[
        list[str] | None, typer.Option(help="Only this indicator (id or heading); may be given several times.")
    ] = None,
    year: Annotated[
        list[int] | None, typer.Option(help="Only figures of this year; may be given several times.")
    ] = None,
    least: Annotated[
        int, typer.Option(min=1, help="How many rows must share a heading that is no canonical indicator.")
    ] = 2,
    per_capita: Annotated[
        bool, typer.Option("--per-capita", help="Add values per head where the population is known.")
    ] = False,
    metadata: Annotated[
        Path | None,
        typer.Option(
            help="CSV with source, institution, year, region, level, population: overrides what the texts say."
        ),
    ] = None,
    statistic: Annotated[
        Statistic, typer.Option(help="How several reports make one value (a region, a level, a year).")
    ] = Statistic.median,
    out: Annotated[
        Path | None,
        typer.Option(
            "-o", "--out", help="Write .csv or .xlsx (comparison, figures, findings, linked) instead of printing."
        ),
    ] = None,
    lexicon: Annotated[
        list[Path] | None, typer.Option(help="A lexicon folder laid over the shipped ones; may be given several times.")
    ] = None,
) -> None:
    """Compare institutions, regions, levels or years."""
    from summaryminer.commands.shared import failing, lexicons_of, metadata_of
    from summaryminer.tables.compare import compare as compared
    from summaryminer.tables.compare import described
    from summaryminer.tables.stored import read

    keys = [axis.value for axis in by or [Axis.institution]]
    with failing():
        extraction = described(read(tables), metadata_of(metadata))
        options: dict[str, Any] = {
            "by": keys, "status": status.value, "change": change, "indicators": indicator or None, "years": year or None, "least": least,
            "per_capita": per_capita, "statistic": statistic.value, "lexicons": lexicons_of(lexicon),
        }  # fmt: skip
        if out is not None and out.suffix.lower() == ".xlsx":
            from summaryminer.writing.workbook import write_workbook

            write_workbook(out, extraction, **options)
            typer.echo(str(out))
        elif out is not None:
            _write_csv(out, compared(extraction, form=form.value, **options), index=form is not Form.long)
            typer.echo(str(out))
        elif form is Form.years:
            _print_years(compared(extraction, form="years", **options))
        else:
            _print(compared(extraction, form="long", **options), keys)


def _write_csv(path: Path, frame: pd.DataFrame, *, index: bool) -> None:
    """A comparison as CSV for spreadsheets: Chinese headings, no cell that runs as a formula."""
    import csv

    from summaryminer.writing.csv import guard

    flat = frame.reset_index() if index else frame
    with path.open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\r\n")
        writer.writerow(
            [
                guard(" ".join(filter(None, name)) if isinstance(name, tuple) else HEADINGS.get(name, name))
                for name in flat.columns
            ]
        )
        for row in flat.astype(object).where(flat.notna(), None).itertuples(index=False, name=None):
            writer.writerow(
                ["" if cell is None else guard(cell) if isinstance(cell, str) else f"{cell:.12g}" for cell in row]
            )


def _print(long: pd.DataFrame, keys: list[str]) -> None:
    from rich.console import Console

    from summaryminer.tables.display import comparison_table

    console = Console()
    if long.empty:
        console.print("没有可比较的数据 · nothing to compare")
        return
    table, some, every = comparison_table(
        long.rename(columns=HEADINGS | {name: name for name in long.columns if name not in keys}),
        [HEADINGS[key] for key in keys],
        width=console.width,
    )
    console.print(table)
    notes = [f"{some} / {every} 个指标 · indicators shown; all: -o comparison.csv (.xlsx)"] if some < every else []
    notes += ["* 推算 · derived"] if long["derived"].ne("").any() else []
    repeats = [f"{first} = {again}" for first, again in zip(long["document"], long["repeats"], strict=True) if again]
    notes += [f"重复报告只计一次 · counted once: {'; '.join(dict.fromkeys(repeats))}"] if repeats else []
    for note in notes:
        console.print(note, style="dim", markup=False)


def _print_years(frame: pd.DataFrame) -> None:
    """A line for each institution and indicator that is stated for more than one year, its values and changes in the order of the years."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console, table = Console(), Table(header_style="bold", row_styles=["", "dim"])
    for heading in (HEADINGS[str(frame.index.name or "institution")], HEADINGS["indicator"], HEADINGS["year"]):
        table.add_column(heading, overflow="fold")
    for group, row in frame.iterrows():
        for name in dict.fromkeys(frame.columns.get_level_values(0)):
            values = row[name].dropna()
            if sum("→" not in year for year in values.index) > 1:
                told = "  ".join(
                    f"{year} {'+' if '→' in year and value > 0 else ''}{value:,.6g}" for year, value in values.items()
                )
                table.add_row(Text(str(group)), Text(str(name)), Text(told))
    console.print(table if table.row_count else "没有跨年数据 · nothing is stated for more than one year")
