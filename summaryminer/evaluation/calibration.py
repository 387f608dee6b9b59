"""How honest probabilities are: calibration error, discrimination, Brier score, reliability diagram."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Bin", "Calibration", "calibration"]


@dataclass(frozen=True, slots=True)
class Bin:
    """One bar of the reliability diagram: decisions whose confidence lies in ``[low, high)``."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Measures of confidences against what was right.

    Args:
        count: decisions.
        right: share that was right.
        error: expected calibration error, the mean gap between confidence and share right over the bins.
        auroc: probability that a right decision has more confidence than a wrong one, 0.5 when all or none are right.
        brier: mean squared gap; ``constant`` that of always saying the share right.
        bins: the reliability diagram.
    """

    count: int
    right: float
    error: float
    auroc: float
    brier: float
    constant: float
    bins: tuple[Bin, ...]


def calibration(decisions: Sequence[tuple[float, bool]], bins: int = 10) -> Calibration:
    """Measures of decisions, given as confidence and whether it was right.

    Example:
        >>> measured = calibration([(0.9, True), (0.9, True), (0.6, False), (0.8, True)])
        >>> measured.right, round(measured.error, 3), measured.auroc
        (0.75, 0.25, 1.0)
    """
    count = len(decisions)
    if not count:
        return Calibration(0, 0.0, 0.0, 0.5, 0.0, 0.0, ())
    right = sum(ok for _, ok in decisions) / count
    brier = sum((confidence - ok) ** 2 for confidence, ok in decisions) / count
    bars = []
    for place in range(bins):
        inside = [(c, ok) for c, ok in decisions if min(int(c * bins), bins - 1) == place]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            share = sum(ok for _, ok in inside) / len(inside)
            bars.append(Bin(place / bins, (place + 1) / bins, len(inside), mean, share))
    error = sum(bar.count * abs(bar.confidence - bar.right) for bar in bars) / count
    return Calibration(count, right, error, _auroc(decisions), brier, right * (1 - right), tuple(bars))


def _auroc(decisions: Sequence[tuple[float, bool]]) -> float:
    ordered = sorted(decisions)
    good = sum(ok for _, ok in ordered)
    bad = len(ordered) - good
    if not good or not bad:
        return 0.5
    ranks, at = 0.0, 0
    while at < len(ordered):
        stop = at
        while stop < len(ordered) and ordered[stop][0] == ordered[at][0]:
            stop += 1
        ranks += (at + 1 + stop) / 2 * sum(ok for _, ok in ordered[at:stop])
        at = stop
    return (ranks - good * (good + 1) / 2) / (good * bad)
