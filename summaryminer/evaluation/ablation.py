"""What each part of judging is worth: rules alone, classifier alone, both, and every group of features left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from summaryminer.evaluation.examples import Text
from summaryminer.evaluation.training import fit, table
from summaryminer.judging import Model, judge
from summaryminer.judging.features import GROUPS
from summaryminer.lexicons import Lexicons
from summaryminer.records import Judgement

__all__ = ["Measured", "ablation", "measure"]


@dataclass(frozen=True, slots=True)
class Measured:
    """How well quantities are judged.

    Args:
        count: figures judged.
        status: share with the right status.
        recalls: status → share of its figures that got it.
        change: share of all figures whose change (or none) is right; ``moved``: of those that are changes.
        kept: share of the numbers that are no figures and were told so, of those the grammar proposed.
    """

    count: int
    status: float
    recalls: dict[str, float]
    change: float
    moved: float
    kept: float


def measure(texts: Sequence[Text], lexicons: Lexicons, model: Model | None) -> Measured:
    """Judges the quantities of annotated texts and compares; optional figures don't count.

    Args:
        texts: from :func:`summaryminer.evaluation.examples.prepared`.
        lexicons: word lists.
        model: the classifier, ``None`` for rules alone.
    """
    pairs: list[tuple[str, str, str, str]] = []
    others: list[bool] = []
    for text in texts:
        for judged, examples in zip(judge(text.clean.text, text.batches, lexicons, model), text.examples, strict=True):
            for judgement, example in zip(judged, examples, strict=True):
                if example.truth is None:
                    others.append(not judgement.figure)
                elif not example.taken and not example.truth.optional:
                    pairs.append(_pair(judgement, example.truth.statuses, example.truth.changes))
    recalls = {
        status: _share([got == true for true, got, _, _ in pairs if true == status])
        for status in ("actual", "target", "standard")
    }
    return Measured(
        len(pairs),
        _share([true == got for true, got, _, _ in pairs]),
        recalls,
        _share([true == got for _, _, true, got in pairs]),
        _share([true == got for _, _, true, got in pairs if true]),
        _share(others),
    )


def _pair(judgement: Judgement, statuses: Sequence[str], changes: Sequence[str]) -> tuple[str, str, str, str]:
    """True and found status, true and found change; an accepted answer counts as the true one."""
    status = judgement.status if judgement.status in statuses else statuses[0]
    found = judgement.change or ""
    return status, judgement.status, found if found in changes else changes[0], found


def _share(right: Sequence[bool]) -> float:
    return sum(right) / len(right) if right else 0.0


def ablation(
    train: Sequence[Text],
    tests: Mapping[str, Sequence[Text]],
    lexicons: Lexicons,
    progress: Callable[[str], None] | None = None,
) -> dict[str, dict[str, Measured]]:
    """Variant → test set → how well it judges, every variant trained anew on the same reports.

    Args:
        train: texts to learn from.
        tests: named sets of other texts.
        lexicons: word lists.
        progress: told which variant is being made.
    """
    given = table(train, lexicons)
    variants: dict[str, Callable[[], Model | None]] = {
        "rules alone": lambda: None,
        "classifier alone (no cues, no headings)": lambda: fit(given, without=("cues",), calibrated=False),
        "both": lambda: fit(given, calibrated=False),
    }
    for group in GROUPS:
        variants[f"both, without {group}"] = lambda group=group: fit(given, without=(group,), calibrated=False)  # type: ignore[misc]
    results: dict[str, dict[str, Measured]] = {}
    for name, make in variants.items():
        if progress is not None:
            progress(name)
        model = make()
        results[name] = {test: measure(texts, lexicons, model) for test, texts in tests.items()}
    return results
