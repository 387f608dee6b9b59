"""``summaryminer train``: the classifier, from annotated reports and from what people corrected in annotation tools."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summaryminer.commands.manners import Command

if TYPE_CHECKING:
    from summaryminer.evaluation.truth import Truth

__all__ = ["register"]

EXAMPLES = """Examples:

summaryminer train corpus/reports corpus/training -o my-model.npz

summaryminer train corpus/reports corpus/training corrected.jsonl brat-folder -o my-model.npz

summaryminer extract reports -o tables --model my-model.npz"""


def register(app: typer.Typer) -> None:
    """Adds the command to the application."""
    app.command("train", cls=Command, epilog=EXAMPLES)(train)


def train(
    annotated: Annotated[
        list[Path],
        typer.Argument(
            help="Folders of reports with inline marks; exports of Label Studio (.json), doccano and Prodigy (.jsonl), folders of brat.",
            show_default=False,
        ),
    ],
    out: Annotated[Path, typer.Option("-o", "--out", help="The model file to write.", show_default=False)],
    lexicon: Annotated[
        list[Path] | None, typer.Option(help="A lexicon folder laid over the shipped ones.", show_default=False)
    ] = None,
) -> None:
    """Train the classifier that tells results, targets and norms, levels and changes. The same reports give the same file.

    Exit code: 0 trained, 2 the annotations can't be used or the file can't be written.
    """
    from summaryminer.commands.output import detail, fail, result
    from summaryminer.commands.shared import failing, lexicons_of
    from summaryminer.evaluation.training import train_on

    truths: list[Truth] = []
    with failing():
        words = lexicons_of(lexicon)
        for path in annotated:
            some = _truths(path)
            detail(f"{path}: {len(some)} reports")
            truths += some
        model = train_on(truths, words)
        if model is None:
            fail("too few numbers to learn from; add a folder of annotated reports, such as corpus/reports")
        model.save(out)
    result(f"{out}: trained on {model.about['examples']} numbers of {model.about['reports']} reports")


def _truths(path: Path) -> list[Truth]:
    """The reports of one folder or file, whatever marked them."""
    from summaryminer.evaluation.running import read_truths
    from summaryminer.integrations.annotation import format_of, read, truths

    found = format_of(path)
    return read_truths(path) if found is None else truths(read(path, found, predictions=False))
