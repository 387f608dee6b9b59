"""``summaryminer view``: the tables as one page to look at."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from summaryminer.commands.manners import Command

__all__ = ["register"]

EXAMPLES = """Examples:

summaryminer view tables -o view.html

summaryminer view tables -o view.html --metadata towns.csv"""


def register(app: typer.Typer) -> None:
    """Adds the command to the program."""
    app.command("view", cls=Command, epilog=EXAMPLES)(view)


def view(
    tables: Annotated[Path, typer.Argument(help="Tables folder, as written by 'summaryminer extract'.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="The HTML file to write.")] = Path("view.html"),
    metadata: Annotated[
        Path | None,
        typer.Option(
            help="CSV with source, institution, year, region, level, population: overrides what the texts say."
        ),
    ] = None,
    lexicon: Annotated[
        list[Path] | None, typer.Option(help="A lexicon folder laid over the shipped ones; may be given several times.")
    ] = None,
) -> None:
    """Write one self-contained page: overview, comparison, findings, and every report's text with its figures marked.

    It needs no network and can be mailed. Tables that were not audited yet are audited for the page.
    """
    from summaryminer.commands.shared import failing, lexicons_of, metadata_of
    from summaryminer.tables.audit import audit
    from summaryminer.tables.compare import described
    from summaryminer.tables.stored import read
    from summaryminer.writing.page import write_page

    with failing():
        words = lexicons_of(lexicon)
        extraction = described(read(tables), metadata_of(metadata))
        if not (tables / "findings.csv").is_file() and not (tables / "findings.parquet").is_file():
            audit(extraction, lexicons=words)
        typer.echo(str(write_page(out, extraction, lexicons=words)))
