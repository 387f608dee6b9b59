"""Do two reports of different institutions, written in different words, put the same things into the same columns?

The files of a pair share their name up to a letter (``q01a_school.txt``, ``q01b_school.txt``). A figure's key (``c=`` of the markup) names
the column that a careful reader would put it into. Every two figures, one of each report, with the same key should share a column of the
comparison; no others may. Only figures that are compared with each other at all are looked at: of one status, both levels or both changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

from summaryminer.evaluation.examples import overlaps
from summaryminer.evaluation.scores import Miss, Tally
from summaryminer.evaluation.truth import TrueFigure, Truth

if TYPE_CHECKING:
    from summaryminer.pipeline import Extractor
    from summaryminer.tables.alike import Told

__all__ = ["Agreement", "Placed", "agreement", "partners", "placed"]

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
class Placed:
    """A true figure with the column it is put into.

    Args:
        true: the figure.
        column, heading, status: of the row found; empty where none is.
        told: what that row says, for comparing.
    """

    true: TrueFigure
    column: str = ""
    heading: str = ""
    status: str = ""
    told: Told | None = None


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
        first, second = placed(pair, extractor)
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


def placed(pair: tuple[Truth, Truth], extractor: Extractor, *, join: bool = True) -> Iterator[list[Placed]]:
    """The required figures of two texts with the columns that a comparison of both puts them into.

    Args:
        pair: the texts.
        extractor: the extraction as it is to be measured.
        join: make columns one whose headings say nearly the same, as comparisons do.
    """
    from summaryminer.records import Source
    from summaryminer.tables.alike import aligned, tellings
    from summaryminer.tables.columns import columns
    from summaryminer.tables.extraction import Extraction

    extraction = Extraction.of([extractor.extract_source(Source(truth.name, truth.text, encoding="str")) for truth in pair])
    figures = extraction.figures
    names = columns(extraction, figures, extractor.lexicons)
    if join:
        names = aligned(figures, names, extractor.lexicons)
    told: list[Any] = tellings(figures, extractor.lexicons)
    figures = figures.assign(column=names, told=told)
    for truth in pair:
        rows: list[Any] = [*figures[figures["source"].eq(truth.name)].itertuples()]
        places = overlaps(truth.figures, [(row.start, row.end) for row in rows])
        found = {i: rows[place] for i, place in places.items()}
        yield [
            Placed(true, row.column, row.indicator, row.status, row.told) if (row := found.get(i)) is not None else Placed(true)
            for i, true in enumerate(truth.figures)
            if true.key or not true.optional
        ]
