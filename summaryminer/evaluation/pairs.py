"""Do two reports of different institutions, written in different words, put the same things into the same columns?

The files of a pair share their name up to a letter (``q01a_school.txt``, ``q01b_school.txt``). A figure's key (``c=`` of the markup) names
the column that a careful reader would put it into. Every two figures, one of each report, with the same key should share a column of the
comparison; no others may. Only figures that are compared with each other at all are looked at: of one status, both levels or both changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from summaryminer.evaluation.examples import overlaps
from summaryminer.evaluation.scores import Miss, Tally
from summaryminer.evaluation.truth import TrueFigure, Truth

if TYPE_CHECKING:
    from summaryminer.pipeline import Extractor

__all__ = ["Agreement", "agreement", "partners"]

_HALF = re.compile(r"(?P<pair>[^_]*[0-9])(?P<half>[ab])(?=[_.])")


@dataclass(frozen=True, slots=True)
class Agreement:
    """How well columns agree.

    Args:
        tally: pairs of figures that share a column and should, should and don't, do and shouldn't.
        misses: every error.
    """

    tally: Tally
    misses: tuple[Miss, ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    true: TrueFigure
    column: str
    heading: str


def partners(truths: Iterable[Truth]) -> list[tuple[Truth, Truth]]:
    """The texts that are halves of a pair, by their names.

    Example:
        >>> [(a.name, b.name) for a, b in partners([Truth("q1a_x.txt", ""), Truth("q1b_y.txt", ""), Truth("q2a_z.txt", "")])]
        [('q1a_x.txt', 'q1b_y.txt')]
    """
    halves: dict[str, dict[str, Truth]] = {}
    for truth in truths:
        match = _HALF.match(truth.name)
        if match:
            halves.setdefault(match["pair"], {})[match["half"]] = truth
    return [(both["a"], both["b"]) for both in halves.values() if len(both) == 2]


def agreement(truths: Iterable[Truth], extractor: Extractor) -> Agreement:
    """Extracts both reports of every pair and compares the columns of their figures.

    Args:
        truths: annotated texts; those without a partner are passed over.
        extractor: the extraction as it is to be measured.
    """
    tally = Tally()
    misses: list[Miss] = []
    for pair in partners(truths):
        first, second = (_placed(truth, extractor) for truth in pair)
        for one, other in product(first, second):
            if one.true.statuses[0] != other.true.statuses[0] or bool(one.true.changes[0]) != bool(other.true.changes[0]):
                continue
            should, does = bool(one.true.key) and one.true.key == other.true.key, bool(one.column) and one.column == other.column
            tally.hit += should and does
            tally.missed += should and not does
            tally.spurious += does and not should
            if should != does:
                keys = f"{one.true.key or '-'} / {other.true.key or '-'}"
                found = f"{one.heading} [{one.column}] / {other.heading} [{other.column}]"
                misses.append(Miss(pair[0].name, "column", f"{one.true.text} / {other.true.text}", keys, found, one.true.start))
    return Agreement(tally, tuple(misses))


def _placed(truth: Truth, extractor: Extractor) -> list[_Placed]:
    """The required figures of a text with the columns they are put into; an empty column where a figure is not found."""
    from summaryminer.tables.columns import columns

    figures = extractor.extract_text(truth.text, truth.name)
    table = figures.figures
    names = columns(figures, table, extractor.lexicons)
    spans = list(zip(table["start"].astype(int), table["end"].astype(int), strict=True))
    places = overlaps(truth.figures, spans)
    headings = table["indicator"].tolist()
    return [
        _Placed(true, names[places[i]], headings[places[i]]) if i in places else _Placed(true, "", "")
        for i, true in enumerate(truth.figures)
        if true.key or not true.optional
    ]
