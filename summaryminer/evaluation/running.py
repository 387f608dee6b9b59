"""Running the extraction over annotated texts and scoring it, as it stands or retrained without the texts it is tested on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from summaryminer.evaluation.gold import read_gold
from summaryminer.evaluation.markup import read
from summaryminer.evaluation.scores import Scores, score
from summaryminer.evaluation.truth import Truth
from summaryminer.lexicons import Lexicons, load
from summaryminer.records import Source

if TYPE_CHECKING:
    from summaryminer.judging import Model
    from summaryminer.pipeline import Extractor

__all__ = ["Evaluation", "cross_validate", "evaluate", "read_truths"]


@dataclass(slots=True)
class Evaluation:
    """Scores of a set of annotated texts.

    Args:
        name: what was evaluated.
        overall: all texts together.
        groups: how they are grouped (``domain``, ``phenomenon``) → group → its scores.
    """

    name: str
    overall: Scores = field(default_factory=Scores)
    groups: dict[str, dict[str, Scores]] = field(default_factory=lambda: {"domain": {}, "phenomenon": {}})

    def add(self, truth: Truth, scores: Scores) -> None:
        """Adds the scores of one text, to the whole and to its groups."""
        self.overall.add(scores)
        self.groups["domain"].setdefault(truth.domain or "-", Scores()).add(scores)
        for phenomenon in truth.phenomena or ("-",):
            self.groups["phenomenon"].setdefault(phenomenon, Scores()).add(scores)

    def join(self, other: Evaluation) -> None:
        """Adds the scores of another evaluation."""
        self.overall.add(other.overall)
        for grouping, groups in other.groups.items():
            for name, scores in groups.items():
                self.groups[grouping].setdefault(name, Scores()).add(scores)


def read_truths(gold: str | Path, texts: str | Path | None = None, lexicons: Lexicons | None = None) -> list[Truth]:
    """Annotated texts from a file or folder: inline markup (``.txt``), or JSON lines with the folder of their texts.

    Raises:
        FileNotFoundError: there is nothing annotated there, or the texts of JSON lines are missing.
        MarkupError, GoldError: an annotation can't be used.
    """
    gold = Path(gold)
    if gold.is_dir() and any(gold.glob("*.jsonl")):
        if texts is None:
            raise FileNotFoundError(f"{gold} holds JSON lines: name the folder of their texts")
        return read_gold(gold, texts)
    paths = sorted(gold.glob("*.txt")) if gold.is_dir() else [gold]
    if not paths or not all(path.is_file() for path in paths):
        raise FileNotFoundError(f"no annotated .txt or .jsonl file at {gold}")
    return [read(path, lexicons) for path in paths]


def evaluate(truths: Iterable[Truth], extractor: Extractor, name: str = "") -> Evaluation:
    """Extracts every text and scores the result.

    Args:
        truths: annotated texts.
        extractor: the extraction as it is to be measured.
        name: what to call the evaluation.
    """
    evaluation = Evaluation(name)
    for truth in truths:
        rows = extractor.extract_source(Source(truth.name, truth.text))
        evaluation.add(truth, score(truth, rows.tables, extractor.lexicons))
    return evaluation


def cross_validate(
    folder: str | Path,
    *,
    by: Literal["report", "domain"] = "report",
    folds: int = 5,
    lexicons: Sequence[str] = (),
    more: Sequence[str | Path] = (),
    progress: Callable[[str], None] | None = None,
) -> Evaluation:
    """Scores of a corpus folder, every text extracted with a classifier that was trained without it.

    Args:
        folder: ``.txt`` files with markup.
        by: leave out a part of the reports at a time, or all reports of a domain, which tells how a new domain will fare.
        folds: into how many parts the reports are dealt out; each domain is a part of its own.
        lexicons: folders laid over the shipped lexicons.
        more: further folders that every classifier is trained on, too.
        progress: told what is being done.

    Raises:
        ValueError: all reports are of one domain.
    """
    from summaryminer.evaluation.examples import prepare
    from summaryminer.evaluation.training import fit, table

    words = load(tuple(lexicons))
    truths = read_truths(folder, lexicons=words)
    parts = [truth.domain or "-" for truth in truths] if by == "domain" else [str(at % folds + 1) for at in range(len(truths))]
    names = sorted(set(parts))
    if len(names) < 2:
        raise ValueError(f"{folder}: all reports belong to {names[0]}; there is nothing else to learn from")
    texts = [prepare(truth, words) for truth in truths]
    others = [prepare(truth, words) for one in more for truth in read_truths(one, lexicons=words)]
    evaluation = Evaluation(f"{Path(folder).name}, cross-validated" + (" by domain" if by == "domain" else ""))
    for place, name in enumerate(names):
        if progress is not None:
            progress(f"{name} ({place + 1} of {len(names)})" if by == "domain" else f"fold {name} of {len(names)}")
        model = fit(table([text for part, text in zip(parts, texts, strict=True) if part != name] + others, words))
        held = [truth for part, truth in zip(parts, truths, strict=True) if part == name]
        evaluation.join(_evaluated(model, held, lexicons))
    return evaluation


def _evaluated(model: Model, truths: Sequence[Truth], lexicons: Sequence[str]) -> Evaluation:
    """Scores of texts extracted with a model that is not stored anywhere yet."""
    from tempfile import TemporaryDirectory

    from summaryminer.pipeline import Extractor

    with TemporaryDirectory() as folder:
        path = Path(folder) / "model.npz"
        model.save(path)
        return evaluate(truths, Extractor(lexicons=lexicons, model=path))
