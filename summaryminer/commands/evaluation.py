"""``summaryminer evaluate`` and ``corpus``: truth and scores."""

from __future__ import annotations

import json
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summaryminer.commands.manners import Command, Group

if TYPE_CHECKING:
    from summaryminer.evaluation.running import Evaluation
    from summaryminer.evaluation.scores import Scores
    from summaryminer.evaluation.truth import Truth

__all__ = ["register"]

_LEXICON = typer.Option("--lexicon", help="A lexicon folder laid over the shipped ones.", show_default=False)
_TEXTS = typer.Option("--texts", help="The folder of the texts of JSON lines.", show_default=False)


class Left(StrEnum):
    """What cross-validation leaves out at a time."""

    REPORT = "report"
    DOMAIN = "domain"


def register(app: typer.Typer) -> None:
    """Adds the commands to the application."""
    app.command("evaluate", cls=Command, epilog="Examples:\n\nsummaryminer evaluate corpus/held --errors 20")(evaluate)
    group = typer.Typer(
        cls=Group,
        no_args_is_help=True,
        help="Annotated reports: check them, and write the page on accuracy.",
        epilog="Examples:\n\nsummaryminer corpus check corpus",
    )
    group.command("check", cls=Command, epilog="Examples:\n\nsummaryminer corpus check corpus")(check)
    group.command("accuracy", cls=Command, epilog="Examples:\n\nsummaryminer corpus accuracy corpus -o docs/accuracy.md")(accuracy)
    app.add_typer(group, name="corpus")


def evaluate(
    gold: Annotated[
        Path,
        typer.Argument(
            help="Annotated reports: a folder or file with inline marks, or JSON lines.", show_default=False
        ),
    ],
    texts: Annotated[Path | None, _TEXTS] = None,
    cross_validate: Annotated[
        bool, typer.Option("--cross-validate", help="Train anew without the reports that are measured, in five parts.")
    ] = False,
    by: Annotated[
        Left, typer.Option(help="What --cross-validate leaves out at a time: a part of the reports, or a whole domain.")
    ] = Left.REPORT,
    more: Annotated[
        list[Path] | None, typer.Option("--more", help="With --cross-validate: a further folder to train on each time.", show_default=False)
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(help="A classifier made by 'summaryminer train'; 'none' for rules alone.", show_default=False),
    ] = None,
    lexicon: Annotated[list[Path] | None, _LEXICON] = None,
    errors: Annotated[int, typer.Option(min=0, help="How many of the surest errors to show in context.")] = 10,
    out: Annotated[
        Path | None, typer.Option("--json", help="Write the scores as JSON, too.", show_default=False)
    ] = None,
) -> None:
    """Score the extraction against annotated reports: precision, recall and F1 by layer, domain and phenomenon.

    Exit code: 0 measured, 2 the annotations can't be used.
    """
    from summaryminer.commands.output import fail, tell
    from summaryminer.commands.shared import failing
    from summaryminer.evaluation import running
    from summaryminer.pipeline import Extractor

    words = tuple(str(folder) for folder in lexicon or ())
    with failing():
        if cross_validate:
            if texts is not None or model is not None:
                fail("--cross-validate trains its own models on inline marks: leave --texts and --model out")
            result = running.cross_validate(gold, by=by.value, lexicons=words, more=more or (), progress=tell)
            truths = running.read_truths(gold)
        else:
            truths = running.read_truths(gold, texts)
            chosen: Any = False if model == "none" else model
            result = running.evaluate(truths, Extractor(lexicons=words, model=chosen), gold.name)
    for line in _lines(result):
        typer.echo(line)
    _show_errors(result.overall, truths, errors)
    if out is not None:
        out.write_text(json.dumps(_numbers(result), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def check(
    folders: Annotated[
        list[Path], typer.Argument(help="Folders of annotated reports, or of such folders.", show_default=False)
    ],
) -> None:
    """Check that every report is well marked, and count what the corpus holds.

    Exit code: 0 all well marked, 1 there are errors, 2 a folder holds no annotated report.
    """
    from summaryminer.commands.language import translated
    from summaryminer.commands.shared import failing
    from summaryminer.evaluation import corpus

    wrong = False
    with failing():
        for folder in folders:
            for part in _parts(folder):
                report = corpus.check(part)
                typer.echo("\n".join(map(translated, report.lines())) + "\n")
                for note in report.notes:
                    told = f"{part}/{note.name}:{note.line}: {translated(note.message)}"
                    typer.echo(told if note.serious else f"{told} ({translated('no error')})", err=True)
                wrong = wrong or bool(report.errors)
    if wrong:
        raise typer.Exit(1)


def accuracy(
    corpus: Annotated[
        Path, typer.Argument(help="The corpus: folders reports, training (if there is one), held, domains, pairs.", show_default=False)
    ],
    out: Annotated[Path, typer.Option("-o", "--out", help="The page to write.", show_default=False)],
    gold: Annotated[
        Path | None, typer.Option(help="JSON lines of other pages: figures only are shown.", show_default=False)
    ] = None,
    texts: Annotated[Path | None, _TEXTS] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Train nothing: leave out cross-validation and the parts of judging.")
    ] = False,
) -> None:
    """Write the page on accuracy: every annotated set measured, the reports cross-validated, the parts of judging left out in turn.

    Exit code: 0 written, 2 the annotations can't be used.
    """
    from summaryminer.commands.output import tell
    from summaryminer.commands.shared import failing
    from summaryminer.evaluation import ablation, report, running
    from summaryminer.evaluation.examples import prepare, prepared
    from summaryminer.lexicons import load
    from summaryminer.pipeline import Extractor

    more = [folder for folder in (corpus / "training",) if folder.is_dir()]
    with failing():
        sets = {name: running.read_truths(corpus / name) for name in ("held", "domains", "pairs")}
        if gold is not None:
            sets = {"other pages": running.read_truths(gold, texts), **sets}
        extractor = Extractor()
        evaluations = [running.evaluate(truths, extractor, name) for name, truths in sets.items()]
        variants = {}
        if not quick:
            evaluations.append(running.cross_validate(corpus / "reports", more=more, progress=tell))
            words = load()
            tests = {name: [prepare(truth, words) for truth in truths] for name, truths in sets.items()}
            variants = ablation.ablation([text for folder in (corpus / "reports", *more) for text in prepared(folder, words)], tests, words, tell)
        out.write_text(report.accuracy_page(evaluations, variants, ["other pages"]), encoding="utf-8")
    tell(f"{out} written")


def _parts(folder: Path) -> list[Path]:
    """The folder itself if it holds reports, else its subfolders that hold annotated ones."""
    if any(folder.glob("*.txt")):
        return [folder]
    parts = [part for part in sorted(folder.iterdir()) if any(_annotated(path) for path in part.glob("*.txt"))]
    if not parts:
        raise FileNotFoundError(f"no annotated .txt file in {folder} or its folders")
    return parts


def _annotated(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == b"@@"


def _lines(result: Evaluation) -> list[str]:
    """The scores, line by line."""
    from summaryminer.commands.language import translated
    from summaryminer.evaluation.calibration import calibration

    overall = result.overall
    lines = [translated(f"{result.name}: {overall.texts} texts"), ""]
    for name, tally in overall.layers.items():
        found, true = tally.hit + tally.spurious, tally.hit + tally.missed
        counted = translated(f"gold {true}  found {found}")
        lines.append(f"{name:<13} P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}   {counted}")
    lines += [
        "",
        translated("right on rows found")
        + ": "
        + "  ".join(f"{name} {right / count:.3f}" for name, (right, count) in sorted(overall.fields.items())),
    ]
    measured = calibration(overall.decisions)
    lines.append(
        translated(
            f"confidence: error {measured.error:.3f}  AUROC {measured.auroc:.3f}  Brier {measured.brier:.4f} (constant {measured.constant:.4f})"
        )
    )
    for field in ("status", "change", "bound"):
        counts = sorted(overall.confusions[field].items(), key=lambda item: (-item[1], item[0]))
        wrong = [f"{true}→{got} {count}" for (true, got), count in counts if true != got]
        lines.append(translated(f"{field} confused") + ": " + ("  ".join(wrong) or translated("never")))
    for grouping, groups in result.groups.items():
        named = {name: scores for name, scores in groups.items() if name != "-"}
        if named:
            lines += ["", translated(f"by {grouping} (texts; F1 of mention, figure, qualified, row; status right)")]
        for name, scores in sorted(named.items(), key=lambda item: (-item[1].texts, item[0])):
            shares = "  ".join(f"{scores.layers[layer].f1:.3f}" for layer in ("mention", "figure", "qualified", "row"))
            lines.append(f"  {name:<14} {scores.texts:>3}  {shares}  {scores.share('status') or 0:.3f}")
    return lines


def _show_errors(scores: Scores, truths: list[Truth], limit: int) -> None:
    from summaryminer.commands.language import translated
    from summaryminer.evaluation.report import worst

    texts = {truth.name: truth.text for truth in truths}
    shown = worst(scores, limit)
    if shown:
        typer.echo("\n" + translated("surest errors"))
    for miss in shown:
        text = texts.get(miss.source, "")
        around = (
            text[max(0, miss.offset - 25) : miss.offset]
            + f"【{miss.text}】"
            + text[miss.offset + len(miss.text) :][:15]
        )
        typer.echo(
            f"  {miss.source}  {miss.what}: {miss.true or '-'} → {miss.found or '-'}  {' '.join(around.split())}"
        )


def _numbers(result: Evaluation) -> dict[str, Any]:
    """The scores as plain data."""
    from summaryminer.evaluation.calibration import calibration

    def layers(scores: Scores) -> dict[str, Any]:
        return {
            name: {"precision": round(t.precision, 4), "recall": round(t.recall, 4), "f1": round(t.f1, 4), **asdict(t)}
            for name, t in scores.layers.items()
        }

    return {
        "name": result.name,
        "layers": layers(result.overall),
        "fields": {name: round(right / count, 4) for name, (right, count) in sorted(result.overall.fields.items())},
        "confusions": {
            field: [[true, got, count] for (true, got), count in sorted(counts.items())]
            for field, counts in sorted(result.overall.confusions.items())
        },
        "calibration": asdict(calibration(result.overall.decisions)),
        "groups": {
            grouping: {name: layers(scores) for name, scores in sorted(groups.items())}
            for grouping, groups in result.groups.items()
        },
    }
