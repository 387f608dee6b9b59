"""``summaryminer show``: a report in the terminal, its figures highlighted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summaryminer.commands.manners import Command

if TYPE_CHECKING:
    from rich.text import Text

    from summaryminer.tables.extraction import Extraction

__all__ = ["register"]

_STYLES = {"actual": "bold green", "target": "bold yellow", "standard": "bold blue"}
_UNKNOWN = "bold red"


def register(app: typer.Typer) -> None:
    """Adds the command to the application."""
    app.command("show", cls=Command, epilog="Examples:\n\nsummaryminer show report.txt --why")(show)


def show(
    file: Annotated[Path, typer.Argument(help="A report in any format that is read; - for standard input.", show_default=False)],
    why: Annotated[
        bool,
        typer.Option("--why", help="List every figure with the rule that found it, the cues and the probabilities."),
    ] = False,
    lexicon: Annotated[
        list[Path] | None, typer.Option(help="A lexicon folder laid over the shipped ones.", show_default=False)
    ] = None,
) -> None:
    """Show the reports of a file with their figures highlighted: green results, yellow targets, blue standards, red masked or blank.

    Exit code: 0 shown, 2 the file can't be read.
    """
    from summaryminer.commands.output import console, fail, tell, wording
    from summaryminer.commands.shared import given_file
    from summaryminer.pipeline import Extractor
    from summaryminer.reading import ReadError, read
    from summaryminer.tables.extraction import Extraction

    try:
        with given_file(file) as given:
            source = read(given)
    except ReadError as error:
        fail(f"{file}: {wording(error.detail)}")
    extractor = Extractor(lexicons=tuple(lexicon or ()))
    screen = console(stderr=False)
    if why:
        for line in extractor.explain(source):
            screen.print(line, highlight=False, markup=False)
        return
    extraction = Extraction.of([extractor.extract_source(source)])
    for text in _documents(extraction, source.text):
        screen.print(text)
    if extraction.documents.empty:
        tell("no report found in this file", style="yellow")


def _documents(extraction: Extraction, text: str) -> list[Text]:
    from rich.text import Text

    from summaryminer.commands.language import translated

    shown: list[Text] = []
    figures = extraction.figures.to_dict("records")
    for document in extraction.documents.to_dict("records"):
        institution = document["institution"] if isinstance(document["institution"], str) else "—"
        shown.append(Text(f"\n{document['document']}  {institution}  {document['figures']} {translated('figures')}\n", style="reverse"))
        first, last = int(document["start"]), int(document["end"])
        body = Text(text[first:last])
        for figure in figures:
            if figure["document"] == document["document"]:
                style = _STYLES[figure["status"]] if figure["state"] == "known" else _UNKNOWN
                body.stylize(style, int(figure["start"]) - first, int(figure["end"]) - first)
        shown.append(body)
    return shown
