"""``summaryminer extract``: files and folders into a tables folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Adds the command to the application."""
    app.command(
        "extract",
        epilog="Example:  summaryminer extract reports/ more/summary.docx -o tables --metadata known.csv",
    )(extract)


def extract(
    paths: Annotated[
        list[Path], typer.Argument(help="Files and folders (read with all their subfolders).", show_default=False)
    ],
    out: Annotated[Path, typer.Option("-o", "--out", help="The tables folder to write.", show_default=False)],
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format", help="csv, parquet, sqlite, xlsx or jsonl; may be given several times.  [default: csv]"
        ),
    ] = None,
    metadata: Annotated[
        Path | None,
        typer.Option(
            help="CSV with the columns source, institution, year, region, level, population: what is known beside the text. It overrides the text.",
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
    segmenter: Annotated[str, typer.Option(help="jieba, or fast (needs the extra 'fast').")] = "jieba",
    processes: Annotated[
        int | None,
        typer.Option(
            "-j",
            "--processes",
            min=1,
            help="Processes that share the work.  [default: one per processor]",
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
            help="Seconds after which a file is given up.  [default: 60, and one more per MB]",
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
    headers: Annotated[str, typer.Option(help="Column headings: en or zh.")] = "en",
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Print nothing but errors.")] = False,
) -> None:
    """Extract the tables from reports: figures, documents, programs, years, problems.

    Exit code: 0 all files were read, 1 some could not be read (see problems.csv; everything else is written), 2 wrong use.
    """
    from summaryminer.commands.output import console, fail, progress_bar
    from summaryminer.running import RunError, run
    from summaryminer.running.metadata import MetadataError

    if headers not in ("en", "zh"):
        fail(f"--headers {headers}: write en or zh")
    if segmenter not in ("jieba", "fast"):
        fail(f"--segmenter {segmenter}: write jieba or fast")
    missing = [path for path in paths if not path.exists() and not path.is_symlink()]
    if missing and len(missing) == len(paths):
        fail(f"{missing[0]}: there is no such file or folder")
    try:
        if lexicon:
            from summaryminer.commands.lexicon import compile_all
            from summaryminer.lexicons import load

            compile_all(load([str(folder) for folder in lexicon]))  # a mistake in it is told once, before the first file
        with progress_bar(quiet) as advance:
            report = run(
                paths,
                out,
                formats=tuple(formats or ("csv",)),  # type: ignore[arg-type]
                processes=processes,
                metadata=metadata,
                lexicons=tuple(lexicon or ()),
                model=False if model == "none" else model,
                segmenter=segmenter,  # type: ignore[arg-type]
                fresh=fresh,
                timeout=timeout,
                headings=headers == "zh",
                text_column=text_column,
                cluster=cluster,
                on_progress=advance,
            )
    except (RunError, MetadataError, ModuleNotFoundError, ValueError) as error:
        fail(str(error))
    except KeyboardInterrupt:
        fail("stopped; what was finished is kept, and the same command goes on from there", code=130)
    if not quiet:
        known = f", {report.unchanged} unchanged since the last run" if report.unchanged else ""
        console().print(
            f"{report.files} files{known} → {report.documents} documents, {report.figures} figures, {report.problems} problems "
            f"in {report.seconds:.1f} s; tables in {report.folder}",
            highlight=False,
        )
        if report.problems:
            console().print(
                f"What could not be read stands in {report.folder}/problems.csv", style="yellow", highlight=False
            )
    if report.failed or missing:
        raise typer.Exit(1)
