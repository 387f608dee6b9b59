"""Judging: is a quantity a figure; is it a result, a target or a norm; a level or the size of a change."""

from __future__ import annotations

from collections.abc import Sequence

from summaryminer.judging.context import Batch, contexts
from summaryminer.judging.cues import STATUSES
from summaryminer.judging.deciding import decide
from summaryminer.judging.features import features
from summaryminer.judging.model import Model, ModelError, load_model
from summaryminer.judging.rules import reasons, verdicts
from summaryminer.lexicons import Lexicons
from summaryminer.records import Change, Judgement

__all__ = ["Batch", "Model", "ModelError", "judge", "load_model"]


def judge(text: str, batches: Sequence[Batch], lexicons: Lexicons, model: Model | None) -> list[list[Judgement]]:
    """Judges the quantities of all reports of a source at once.

    Args:
        text: clean text of the source; all offsets count in it.
        batches: each report with its quantities and its type, in the order of the text.
        lexicons: word lists, of which ``cues.toml`` is used.
        model: the classifier; ``None`` for rules alone.

    Returns:
        For each batch its judgements, aligned with its quantities.

    Example:
        >>> from summaryminer.lexicons import load
        >>> from summaryminer.cleaning import clean_text
        >>> from summaryminer.splitting import split
        >>> from summaryminer.finding import find
        >>> clean = clean_text("今年共建档284份，明年力争建档率达到95%。", load())
        >>> report, = split(clean, load())
        >>> quantities = find(clean.text, load()).quantities
        >>> [j.status for j in judge(clean.text, [(report, quantities, "summary")], load(), None)[0]]
        ['actual', 'target']
    """
    if not any(quantities for _, quantities, _ in batches):
        return [[] for _ in batches]
    placed = contexts(text, batches, lexicons)
    ruled = verdicts(placed)
    if model is None:
        names: tuple[Change | None, ...] = (None, "increase", "decrease")
        columns = zip(ruled.figure.tolist(), ruled.status.tolist(), ruled.change.tolist(), reasons(placed, ruled), strict=True)
        judged = [
            Judgement(figure, STATUSES[status], names[change], 1.0, why)
            for figure, status, change, why in columns
        ]
    else:
        judged = decide(placed, ruled, model.probabilities(features(placed, ruled)), model)
    given = iter(judged)
    return [[next(given) for _ in quantities] for _, quantities, _ in batches]
