"""``summaryminer correct``: a reviewer's verdicts and values back into the tables."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summaryminer.commands.manners import Command

if TYPE_CHECKING:
    from summaryminer.tables.extraction import Extraction

__all__ = ["register"]

EXAMPLES = """Examples:

summaryminer compare tables -o review.xlsx

Once the columns 核对 and 更正值 of its sheet 数据 are filled in:

summaryminer correct tables review.xlsx --by 王芳

summaryminer correct tables review.xlsx --training judged.jsonl"""


def register(app: typer.Typer) -> None:
    """Adds the command to the program."""
    app.command("correct", cls=Command, epilog=EXAMPLES)(correct)


def correct(
    tables: Annotated[Path, typer.Argument(help="Tables folder, as written by 'summaryminer extract'.")],
    reviewed: Annotated[
        Path,
        typer.Argument(
            help="Reviewed workbook (.xlsx) or CSV, with the columns id (编号), verdict (核对) and corrected (更正值)."
        ),
    ],
    by: Annotated[
        str | None, typer.Option(help="Who reviewed (default: the user's name).", show_default=False)
    ] = None,
    training: Annotated[
        Path | None,
        typer.Option(help="Also write the reviewed figures as training data (JSON lines).", show_default=False),
    ] = None,
) -> None:
    """Take verdicts and corrected values back into the tables.

    The extracted values stay as they are; corrections.csv records who changed what, when, and what was there.
    """
    from summaryminer.commands.output import result
    from summaryminer.commands.shared import failing, store
    from summaryminer.tables.corrections import correct as corrected
    from summaryminer.tables.corrections import record
    from summaryminer.tables.stored import read

    with failing():
        extraction = read(tables)
        changes = corrected(extraction, reviewed, by=getpass.getuser() if by is None else by)
        if changes:
            record(tables / "corrections.csv", changes)
            store(tables, extraction, "figures")
        if training is not None:
            count = _training(training, extraction)
            result(f"{count} judged figures in {training}")
    result(f"{len(changes)} corrections taken into {tables}")


def _training(path: Path, extraction: Extraction) -> int:
    """The reviewed figures with their sentences: what a classifier can learn from."""
    import json

    figures = extraction.figures
    judged = figures[figures["verdict"].isin(["right", "wrong"])]
    names = [
        "id",
        "source",
        "start",
        "end",
        "text",
        "sentence",
        "indicator",
        "value",
        "unit",
        "status",
        "change",
        "verdict",
        "corrected",
    ]
    rows = judged[names].astype(object)
    with path.open("w", encoding="utf-8") as handle:
        for row in rows.where(rows.notna(), None).to_dict("records"):
            handle.write(json.dumps(row, ensure_ascii=False) + "\n")
    return len(rows)
