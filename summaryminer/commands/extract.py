"""``summaryminer extract``: files and folders into a tables folder, or one table to standard output."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from summaryminer.commands.manners import Command

if TYPE_CHECKING:
    from summaryminer.running import Report

__all__ = ["Headers", "register"]

EXAMPLES = """Examples:

summaryminer extract reports -o tables

summaryminer extract reports more/summary.docx -o tables --metadata known.csv --format csv --format xlsx

summaryminer extract reports -o tables --headers zh --lexicon my-words

cat summary.txt | summaryminer extract - --format jsonl"""

_PIPED = ("jsonl", "csv")
_SHOWN = 5


class Format(StrEnum):
    """In which format tables are written."""

    csv = "csv"
    parquet = "parquet"
    sqlite = "sqlite"
    xlsx = "xlsx"
    jsonl = "jsonl"


class Table(StrEnum):
    """The tables of an extraction."""

    figures = "figures"
    documents = "documents"
    programs = "programs"
    years = "years"
    problems = "problems"


class Segmenter(StrEnum):
    """What cuts clauses into words."""

    jieba = "jieba"
    fast = "fast"


class Headers(StrEnum):
    """Language of column headings."""

    en = "en"
    zh = "zh"


def register(app: typer.Typer) -> None:
    """Adds the command to the application."""
    app.command("extract", cls=Command, epilog=EXAMPLES)(extract)


def extract(
    paths: Annotated[
        list[Path],
        typer.Argument(
            help="Files and folders (read with all their subfolders); - for standard input.", show_default=False
        ),
    ],
    out: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--out",
            help="The tables folder to write. Without it, one table goes to standard output (--format jsonl or csv).",
            show_default=False,
        ),
    ] = None,
    formats: Annotated[
        list[Format] | None,
        typer.Option("--format", help="Format of the tables; may be given several times (default: csv)."),
    ] = None,
    table: Annotated[Table, typer.Option(help="The table that goes to standard output.")] = Table.figures,
    metadata: Annotated[
        Path | None,
        typer.Option(
            help="CSV with source, institution, year, region, level, population: overrides what the texts say.",
            show_default=False,
        ),
    ] = None,
    lexicon: Annotated[
        list[Path] | None,
        typer.Option(
            help="A lexicon folder laid over the shipped ones; may be given several times.", show_default=False
        ),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(help="A classifier made by 'summaryminer train'; 'none' for rules alone.", show_default=False),
    ] = None,
    segmenter: Annotated[
        Segmenter, typer.Option(help="What cuts clauses into words; fast needs the extra 'fast'.")
    ] = Segmenter.jieba,
    processes: Annotated[
        int | None,
        typer.Option(
            "-j",
            "--processes",
            min=1,
            help="Processes that share the work (default: one per processor).",
            show_default=False,
        ),
    ] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Start over instead of going on where an earlier run stopped.")
    ] = False,
    timeout: Annotated[
        float | None,
        typer.Option(
            min=1,
            help="Seconds that one file may take (default: 60, and one more per MB); of a text too long for that, what was read by then is kept.",
            show_default=False,
        ),
    ] = None,
    text_column: Annotated[
        str | None,
        typer.Option(help="The column of .xlsx and .csv files whose cells hold report texts.", show_default=False),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(
            help="A dask scheduler (tcp://host:8786) or local:N, whose workers do the extracting; needs the extra 'cluster'.",
            show_default=False,
        ),
    ] = None,
    headers: Annotated[Headers, typer.Option(help="Language of the column headings.")] = Headers.en,
) -> None:
    """Extract the tables from reports: figures, documents, programs, years, problems.

    Exit code: 0 all files were read, 1 some could not be read (the table 'problems' says why; everything else is written), 2 wrong use.
    """
    from summaryminer.commands.output import fail, progress_bar
    from summaryminer.commands.shared import given_file
    from summaryminer.running import RunError, run
    from summaryminer.running.metadata import MetadataError

    chosen = tuple(dict.fromkeys(format.value for format in formats or ()))
    if out is None and (len(chosen) != 1 or chosen[0] not in _PIPED):
        fail("say where the tables go: -o FOLDER; or one --format, jsonl or csv, for a table on standard output")
    missing = [path for path in paths if str(path) != "-" and not path.exists() and not path.is_symlink()]
    if missing and len(missing) == len(paths):
        fail(f"{missing[0]}: there is no such file or folder")
    with ExitStack() as stack:
        try:
            _check_lexicons(lexicon or [])
            inputs = [stack.enter_context(given_file(path)) for path in paths]
            folder = out or stack.enter_context(TemporaryDirectory(prefix="summaryminer-"))
            with progress_bar() as advance:
                report = run(
                    inputs, folder, formats=chosen or ("csv",), processes=processes, metadata=metadata,  # type: ignore[arg-type]
                    lexicons=tuple(lexicon or ()), model=False if model == "none" else model, segmenter=segmenter.value,
                    fresh=fresh, timeout=timeout, headings=headers is Headers.zh, text_column=text_column,
                    cluster=cluster, on_progress=advance,
                )  # fmt: skip
        except (RunError, MetadataError, ModuleNotFoundError, ValueError, OSError) as error:
            fail(error)
        except KeyboardInterrupt:
            fail("stopped; what was finished is kept, and the same command goes on from there", code=130)
        if out is None:
            with (Path(folder) / f"{table.value}.{chosen[0]}").open("rb") as written:
                shutil.copyfileobj(written, sys.stdout.buffer)
            sys.stdout.flush()
        _tell(report, None if out is None else str(out), Path(folder))
    if report.failed or missing:
        raise typer.Exit(1)


def _check_lexicons(folders: list[Path]) -> None:
    """Tells a mistake in a lexicon once, before the first file."""
    if folders:
        from summaryminer.commands.lexicon import compile_all
        from summaryminer.commands.output import detail
        from summaryminer.lexicons import load

        compile_all(load([str(folder) for folder in folders]))
        for folder in folders:
            detail(f"lexicon {folder}")


def _tell(report: Report, out: str | None, folder: Path) -> None:
    """How it went, and what went wrong."""
    from summaryminer.commands.output import loud, tell, wording

    counts = f"{report.documents} documents, {report.figures} figures, {report.problems} problems"
    if report.unchanged:
        tell(f"{report.files} files, {report.unchanged} unchanged since the last run → {counts} in {report.seconds:.1f} s")
    else:
        tell(f"{report.files} files → {counts} in {report.seconds:.1f} s")
    shown = 0
    for source, detail in _problems(folder):
        if shown < _SHOWN or loud():
            tell(f"{source}: {wording(detail)}", style="yellow")
        shown += 1
    if shown > _SHOWN and not loud():
        tell(f"… and {shown - _SHOWN} more", style="yellow")
    if out is not None:
        tell(f"tables in {out}")


def _problems(folder: Path) -> Iterator[tuple[str, str]]:
    """Source and detail of every problem, where the tables are in a format that is read line by line."""
    from summaryminer.tables.stored import read_csv

    if (folder / "problems.jsonl").is_file():
        with (folder / "problems.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                source, _, _, detail = json.loads(line).values()
                yield source, detail
    elif (folder / "problems.csv").is_file():
        frame = read_csv(folder / "problems.csv", "problems")
        yield from zip(frame["source"], frame["detail"], strict=True)
