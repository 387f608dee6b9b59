"""``summaryminer text``: the text that every offset counts in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from summaryminer.commands.manners import Command

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Adds the command to the application."""
    app.command("text", cls=Command, epilog="Examples:\n\nsummaryminer text report.docx > report.txt")(text)


def text(
    file: Annotated[Path, typer.Argument(help="A report in any format that is read; - for standard input.", show_default=False)],
) -> None:
    """Print the text of a file as read: offsets in every table count its characters.

    Exit code: 0 printed, 2 the file can't be read.
    """
    from summaryminer.commands.output import fail, wording
    from summaryminer.commands.shared import given_file
    from summaryminer.reading import ReadError, read

    try:
        with given_file(file) as given:
            source = read(given)
    except ReadError as error:
        fail(f"{file}: {wording(error.detail)}")
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(newline="")
    sys.stdout.write(source.text)
