"""Judging: is a quantity a figure; is it a result, a target or a norm; a level or the size of a change."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike

from summaryminer.judging.context import contexts
from summaryminer.judging.rules import Rules
from summaryminer.lexicons import Lexicons
from summaryminer.records import Document, Judgement, Quantity

__all__ = ["Batch", "Model", "judge", "load_model"]

Batch = tuple[Document, Sequence[Quantity], str]
"""A report, its quantities in order of their start, and what it is (``summary``, ``plan`` or ``other``)."""


class Model:
    """A trained classifier."""


def load_model(path: str | PathLike[str] | None = None) -> Model | None:
    """The classifier at ``path``, the shipped one by default; ``None`` when none is shipped."""
    return None


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
    rules = lexicons.compiled("judging.rules", Rules)
    judged: list[list[Judgement]] = []
    for document, quantities, type in batches:
        verdicts = [rules.judge(text, context) for context in contexts(text, document, quantities, type, lexicons)]
        judged.append([Judgement(v.figure, v.status, v.change, 1.0, v.why) for v in verdicts])
    return judged
