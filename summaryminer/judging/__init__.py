"""Judging: is a quantity a figure; is it a result, a target or a norm; a level or the size of a change."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat

from summaryminer.judging.context import Batch, contexts, joined
from summaryminer.judging.cues import STATUSES
from summaryminer.judging.deciding import decide
from summaryminer.judging.features import features
from summaryminer.judging.model import Model, ModelError, load_model
from summaryminer.judging.rules import reasons, verdicts
from summaryminer.lexicons import Lexicons
from summaryminer.records import Change, Judgement

__all__ = ["Batch", "Model", "ModelError", "judge", "judge_together", "load_model"]


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
    return judge_together([(text, batches)], lexicons, model)[0]


def judge_together(
    sources: Sequence[tuple[str, Sequence[Batch]]], lexicons: Lexicons, model: Model | None, *, why: bool = True
) -> list[list[list[Judgement]]]:
    """Judges the quantities of several sources at once: the same judgements as one by one, several times sooner if they are short.

    Args:
        sources: of each its clean text and its batches, as for :func:`judge`.
        lexicons, model: as for :func:`judge`.
        why: say in every judgement what counted; it takes time.

    Returns:
        For each source and batch its judgements, aligned with its quantities.
    """
    import numpy as np

    batches = [batch for _, inside in sources for batch in inside]
    if not any(quantities for _, quantities, _ in batches):
        return [[[] for _ in inside] for _, inside in sources]
    text, starts = joined([text for text, _ in sources])
    shifts = [start for start, (_, inside) in zip(starts, sources, strict=True) for _ in inside]
    placed = contexts(text, batches, lexicons, shifts)
    ruled = verdicts(placed)
    told = reasons(placed, ruled) if why else None
    if model is None:
        names: tuple[Change | None, ...] = (None, "increase", "decrease")
        said = np.where(ruled.planned, STATUSES.index("target"), ruled.status)
        columns = zip(ruled.figure.tolist(), said.tolist(), ruled.change.tolist(), told or repeat(()), strict=False)
        judged = [Judgement(figure, STATUSES[status], names[change], 1.0, cues) for figure, status, change, cues in columns]
    else:
        judged = decide(ruled, model.probabilities(features(placed, ruled)), model, told)
    given = iter(judged)
    return [[[next(given) for _ in quantities] for _, quantities, _ in inside] for _, inside in sources]
