"""``summaryminer export``: figures for an annotation tool, to be corrected there."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from summaryminer.commands.manners import Command

__all__ = ["register"]

EXAMPLES = """Examples:

summaryminer export tables -o tasks.json --format label-studio

summaryminer export tables -o tasks.jsonl --format doccano

summaryminer export tables -o brat-folder --format brat

Once the figures are corrected there:

summaryminer train corpus/reports corrected.jsonl -o my-model.npz"""


class Tool(StrEnum):
    """The annotation tools."""

    label_studio = "label-studio"
    doccano = "doccano"
    prodigy = "prodigy"
    brat = "brat"


def register(app: typer.Typer) -> None:
    """Adds the command to the application."""
    app.command("export", cls=Command, epilog=EXAMPLES)(export)


def export(
    tables: Annotated[Path, typer.Argument(help="Tables folder, as written by 'summaryminer extract'.")],
    out: Annotated[
        Path, typer.Option("-o", "--out", help="The file to write; for brat the folder.", show_default=False)
    ],
    format: Annotated[Tool, typer.Option(help="The tool that is to read it.", show_default=False)],
) -> None:
    """Write the texts with their figures as spans for an annotation tool. What is corrected there trains the classifier.

    Exit code: 0 written, 2 the tables can't be read or the file can't be written.
    """
    from summaryminer.commands.output import result
    from summaryminer.commands.shared import failing
    from summaryminer.integrations import annotation
    from summaryminer.tables.stored import read

    with failing():
        count = annotation.export(read(tables), out, format.value)
    result(f"{out}: {count} texts for {format.value}")
