"""Judging: is a quantity a figure; is it a result, a target or a norm; a level or the size of a change."""

from __future__ import annotations

from collections.abc import Sequence

from summaryminer.judging.context import Context, contexts
from summaryminer.judging.deciding import decide
from summaryminer.judging.features import features
from summaryminer.judging.model import Model, ModelError, load_model
from summaryminer.judging.rules import Rules, Verdict
from summaryminer.lexicons import Lexicons
from summaryminer.records import Document, Judgement, Quantity

__all__ = ["Batch", "Model", "ModelError", "judge", "load_model", "prepare"]

Batch = tuple[Document, Sequence[Quantity], str]
"""A report, its quantities in order of their start, and what it is (``summary``, ``plan`` or ``other``)."""


def judge(text: str, batches: Sequence[Batch], lexicons: Lexicons, model: Model | None) -> list[list[Judgement]]:
    """Judges the quantities of all reports of a source at once.

    Args:
        text: clean text of the source; all offsets count in it.
        batches: each report with its quantities and its type.
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
    placed, verdicts, documents = prepare(text, batches, lexicons)
    if model is None:
        judged = [Judgement(v.figure, v.status, v.change, 1.0, v.why) for v in verdicts]
    elif placed:
        found = model.probabilities(features(text, placed, verdicts), placed, documents)
        judged = decide(verdicts, found, model)
    else:
        judged = []
    given = iter(judged)
    return [[next(given) for _ in quantities] for _, quantities, _ in batches]


def prepare(text: str, batches: Sequence[Batch], lexicons: Lexicons) -> tuple[list[Context], list[Verdict], list[int]]:
    """Contexts, verdicts of the rules and document numbers of all quantities of a source, in order."""
    rules = lexicons.compiled("judging.rules", Rules)
    placed: list[Context] = []
    documents: list[int] = []
    for n, (document, quantities, type) in enumerate(batches):
        placed.extend(contexts(text, document, quantities, type, lexicons))
        documents.extend([n] * len(quantities))
    return placed, [rules.judge(text, context) for context in placed], documents
