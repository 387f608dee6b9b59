"""``summaryminer compare``: institutions, regions or years side by side."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summaryminer import schema
from summaryminer.commands.extract import Headers
from summaryminer.commands.language import translated
from summaryminer.commands.manners import Command

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["register"]

EXAMPLES = """Examples:

summaryminer compare tables

summaryminer compare tables --by institution --by year --indicator records.rate

summaryminer compare tables --form years -o years.csv

summaryminer compare tables --metadata towns.csv --per-capita -o comparison.xlsx

summaryminer compare tables --form long --headers en -o - | head"""

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
    app.command("compare", cls=Command, epilog=EXAMPLES)(compare)


def compare(
    tables: Annotated[Path, typer.Argument(help="Tables folder, as written by 'summaryminer extract'.")],
    by: Annotated[
        list[Axis] | None, typer.Option(help="What a row is; give it twice for combinations (default: institution).")
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
    exact: Annotated[
        bool, typer.Option("--exact", help="Only headings of the same words share a column; else those that say nearly the same do, too.")
    ] = False,
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
            "-o",
            "--out",
            help="Write .csv or .xlsx (comparison, figures, findings, linked) instead of printing; - for CSV on standard output.",
        ),
    ] = None,
    headers: Annotated[Headers, typer.Option(help="Language of the column headings.")] = Headers.zh,
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
            "exact": exact, "per_capita": per_capita, "statistic": statistic.value, "lexicons": lexicons_of(lexicon),
        }  # fmt: skip
        if out is not None and out.suffix.lower() == ".xlsx":
            from summaryminer.writing.workbook import write_workbook

            write_workbook(out, extraction, **options)
            typer.echo(str(out))
        elif out is not None:
            frame = compared(extraction, form=form.value, **options)
            _write_csv(out, frame if form is Form.long else frame.reset_index(), headers)
        elif form is Form.years:
            options["by"] = [*dict.fromkeys([*keys, "year"])]
            _print_years(compared(extraction, form="long", **options), keys, headers)
        else:
            _print(compared(extraction, form="long", **options), keys, headers)


def _heading(name: str, headers: Headers) -> str:
    """Heading of a column of the comparison."""
    if headers is Headers.en:
        return name
    known = {column.name: column.heading for table in ("figures", "documents") for column in schema.TABLES[table]}
    return known.get(name) or translated(name, "zh")


def _write_csv(path: Path, frame: pd.DataFrame, headers: Headers) -> None:
    """A comparison as CSV for spreadsheets: no cell that runs as a formula."""
    import csv

    from summaryminer.writing.csv import guard

    piped = str(path) == "-"
    place: Any = nullcontext(sys.stdout) if piped else path.open("w", encoding="utf-8-sig", newline="")
    with place as handle:
        writer = csv.writer(handle, lineterminator="\n" if piped else "\r\n")
        writer.writerow(
            guard(" ".join(filter(None, name)) if isinstance(name, tuple) else _heading(name, headers))
            for name in frame.columns
        )
        for row in frame.astype(object).where(frame.notna(), None).itertuples(index=False, name=None):
            writer.writerow(
                ["" if cell is None else guard(cell) if isinstance(cell, str) else f"{cell:.12g}" for cell in row]
            )
    if not piped:
        typer.echo(str(path))


def _print(long: pd.DataFrame, keys: list[str], headers: Headers) -> None:
    from rich.console import Console

    from summaryminer.tables.display import comparison_table

    console = Console()
    if long.empty:
        console.print(translated("nothing to compare"))
        return
    table, some, every = comparison_table(
        long.rename(columns={key: _heading(key, headers) for key in keys}),
        [_heading(key, headers) for key in keys],
        width=console.width,
    )
    console.print(table)
    notes = [translated(f"{some} of {every} indicators shown; all of them: -o comparison.csv (or .xlsx)")] if some < every else []
    notes += [f"* {translated('derived')}"] if long["derived"].ne("").any() else []
    repeats = [f"{first} = {again}" for first, again in zip(long["document"], long["repeats"], strict=True) if again]
    notes += [translated(f"reports that repeat one another, counted once: {'; '.join(dict.fromkeys(repeats))}")] if repeats else []
    for note in notes:
        console.print(note, style="dim", markup=False, highlight=False)


def _joined(group: object) -> str:
    """The name of a row, which may be of several parts."""
    return " · ".join(map(str, group)) if isinstance(group, tuple) else str(group)


def _print_years(long: pd.DataFrame, keys: list[str], headers: Headers) -> None:
    """A line for each institution and indicator that is stated for more than one year, its values and changes in the order of the years."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from summaryminer.tables.compare import years_of
    from summaryminer.tables.display import shown

    frame = years_of(long, [key for key in keys if key != "year"])
    rates = set(long.loc[long["kind"].eq("rate"), "indicator"])
    console, table = Console(), Table(header_style="bold", row_styles=["", "dim"])
    for heading in (str(frame.index.name or "institution"), "indicator", "year"):
        table.add_column(_heading(heading, headers), overflow="fold")
    for group, row in frame.iterrows():
        for name in dict.fromkeys(frame.columns.get_level_values(0)):
            values = row[name].dropna()
            if sum("→" not in year for year in values.index) > 1:
                told = []
                for year, value in values.items():
                    if "→" not in year:
                        told.append(f"{year} {shown(value, 'rate' if name in rates else 'count')}")
                    elif name in rates:
                        told.append(f"{year} {value * 100:+.4g} {translated('points')}")
                    else:
                        told.append(f"{year} {value:+,.6g}")
                table.add_row(Text(_joined(group)), Text(str(name)), Text("  ".join(told)))
    console.print(table if table.row_count else translated("nothing is stated for more than one year"))
