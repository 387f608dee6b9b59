"""``summaryminer audit``: numbers that can't be true, contradict each other or look odd."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summaryminer.commands.manners import Command

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["register"]

EXAMPLES = """Examples:

summaryminer audit tables

summaryminer audit tables --severity error --lang zh

summaryminer audit tables --code rate_contradiction --code sum_mismatch --metadata towns.csv"""


class Severity(StrEnum):
    """The least severity shown."""

    error = "error"
    warning = "warning"
    note = "note"


def register(app: typer.Typer) -> None:
    """Adds the command to the program."""
    app.command("audit", cls=Command, epilog=EXAMPLES)(audit)


def audit(
    tables: Annotated[Path, typer.Argument(help="Tables folder, as written by 'summaryminer extract'.")],
    code: Annotated[list[str] | None, typer.Option(help="Only this finding; may be given several times.")] = None,
    severity: Annotated[
        Severity, typer.Option(help="The least severity printed; everything is written.")
    ] = Severity.note,
    metadata: Annotated[
        Path | None,
        typer.Option(
            help="CSV with source, institution, year, region, level, population: overrides what the texts say."
        ),
    ] = None,
    lexicon: Annotated[
        list[Path] | None, typer.Option(help="A lexicon folder laid over the shipped ones; may be given several times.")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit code 1 when there is an error among the findings.")
    ] = False,
) -> None:
    """Find numbers that can't be true, contradict each other or look odd.

    Writes findings.csv into the tables folder and sets the column 'flags' of figures.csv.
    """
    from summaryminer.commands.shared import failing, lexicons_of, metadata_of, store
    from summaryminer.tables.audit import audit as audited
    from summaryminer.tables.stored import read

    with failing():
        extraction = read(tables)
        findings = audited(
            extraction, codes=code or None, metadata=metadata_of(metadata), lexicons=lexicons_of(lexicon)
        )
        store(tables, extraction, "findings", "figures")
    _print(findings, severity)
    if strict and findings["severity"].eq("error").any():
        raise typer.Exit(1)


def _print(findings: pd.DataFrame, least: Severity) -> None:
    from rich.console import Console
    from rich.text import Text

    from summaryminer.commands.language import language, translated

    console = Console()
    levels = [severity.value for severity in Severity]
    shown = levels[: levels.index(least.value) + 1]
    styles = {"error": "bold red", "warning": "yellow", "note": "dim"}
    document = None
    for row in findings[findings["severity"].isin(shown)].sort_values("document", kind="stable").to_dict("records"):
        if row["document"] != document:
            document = row["document"]
            console.print(Text(str(document), style="bold"))
        line = (
            Text("  ")
            .append(f"{translated(row['severity']):8}", style=styles[row["severity"]])
            .append(f"{row['code']:22}", style="cyan")
        )
        console.print(
            line.append(row[f"message_{language()}"]).append(f"  {row['detail']}", style="dim"), soft_wrap=True
        )
    counts = findings["severity"].astype(object).value_counts()
    console.print(Text("  ".join(f"{counts.get(name, 0)} {translated(name)}" for name in levels), style="bold"))
