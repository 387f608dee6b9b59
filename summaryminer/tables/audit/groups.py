"""Institutions far from their group, and numbers that look invented."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

from summaryminer.tables.audit.findings import Finding, finding
from summaryminer.tables.audit.reports import Report, Reports, Spot
from summaryminer.tables.display import shown

__all__ = ["digits", "outliers"]

# Makes the median absolute deviation of a normal distribution its standard deviation.
_SCALE = 1.4826


def outliers(reports: Reports) -> Iterator[Finding]:
    """``outlier``: a rate (or, on a logarithmic scale, a count among institutions of one level) far from the median of one year's group."""
    levels = {report.name: report.level or "" for report in reports}
    groups: dict[tuple[str, int, str], list[dict[str, Any]]] = {}
    for row in reports.compared.to_dict("records"):
        if row["kind"] in ("rate", "count") and "|" not in row["column"]:
            level = "" if row["kind"] == "rate" else levels.get(row["institution"], "")
            groups.setdefault((row["column"], int(row["year"]), level), []).append(
                {str(name): value for name, value in row.items()}
            )
    for (_, year, _), rows in groups.items():
        if len(rows) >= reports.number("outliers", "group"):
            yield from _far(rows, year, reports)


def _far(rows: Sequence[dict[str, Any]], year: int, reports: Reports) -> Iterator[Finding]:
    rate = rows[0]["kind"] == "rate"
    values = [float(row["value"]) for row in rows]
    if not rate and min(values) <= 0:
        return
    scaled = values if rate else [math.log(value) for value in values]
    middle = median(scaled)
    spread = _SCALE * median(abs(value - middle) for value in scaled)
    least = reports.number("outliers", "points") if rate else math.log(reports.number("outliers", "times"))
    group = f"{year}, n = {len(rows)}, median {shown(median(values), str(rows[0]['kind']))}"
    for row, value, place in zip(rows, values, scaled, strict=True):
        if abs(place - middle) > max(least, reports.number("outliers", "distance") * spread):
            said = shown(value, str(row["kind"]))
            yield finding(
                "outlier", "warning", str(row["document"]).partition(";")[0], [str(row["figure"])], f"{said}; {group}",
                name=str(row["indicator"]), stated=said,
            )  # fmt: skip


def digits(reports: Reports) -> Iterator[Finding]:
    """``round_numbers`` in a report, ``first_digits`` in all reports together and in those of one institution, where there are enough figures."""
    for report in reports:
        yield from _round(report, reports)
    by_name: dict[str, list[Report]] = {}
    for report in reports:
        by_name.setdefault(report.name, []).append(report)
    groups = [*by_name.values(), *([list(reports)] if len(by_name) > 1 else [])]
    for group in groups:
        yield from _first(group, reports)


def _plain(spot: Spot) -> bool:
    return (
        spot.level
        and spot.kind == "count"
        and spot.bound == "exact"
        and spot.value is not None
        and spot.shown[:1].isascii()
        and spot.shown[:1].isdigit()
    )


def _round(report: Report, reports: Reports) -> Iterator[Finding]:
    counts = [
        spot
        for spot in report.spots
        if _plain(spot) and (spot.value or 0) >= 100 and spot.shown.rstrip(spot.unit).replace(",", "").isdigit()
    ]
    even = [spot for spot in counts if (spot.value or 0) % 100 == 0]
    if len(counts) >= reports.number("digits", "counts") and len(even) > reports.number("digits", "share") * len(
        counts
    ):
        yield finding(
            "round_numbers", "note", report.document, [spot.id for spot in even], f"{len(even)} / {len(counts)} = {len(even) / len(counts):.0%}",
            stated=str(len(even)), count=str(len(counts)),
        )  # fmt: skip


def _first(group: Sequence[Report], reports: Reports) -> Iterator[Finding]:
    spots = [spot for report in group for spot in report.spots if _plain(spot) and (spot.value or 0) >= 10]
    if len(spots) < reports.number("digits", "first"):
        return
    worst = max(
        group, key=lambda report: _distance([spot for spot in report.spots if _plain(spot) and (spot.value or 0) >= 10])
    )
    statistic = _distance(spots)
    counts = Counter(_digit(spot) for spot in spots)
    deviation = sum(abs(counts[digit] / len(spots) - math.log10(1 + 1 / digit)) for digit in range(1, 10)) / 9
    if _chance(statistic) < reports.number("digits", "p") and deviation > reports.number("digits", "deviation"):
        detail = "  ".join(
            f"{digit}: {counts[digit] / len(spots):.0%} ({math.log10(1 + 1 / digit):.0%})" for digit in range(1, 10)
        )
        yield finding(
            "first_digits", "note", worst.document, [], f"χ² = {statistic:.0f};  {detail}", count=str(len(spots))
        )


def _digit(spot: Spot) -> int:
    return int(f"{spot.value:e}"[0])


def _distance(spots: Sequence[Spot]) -> float:
    """Pearson's χ² of the first digits against Benford's law."""
    counts = Counter(map(_digit, spots))
    return sum(
        (counts[digit] - len(spots) * share) ** 2 / (len(spots) * share)
        for digit in range(1, 10)
        if (share := math.log10(1 + 1 / digit)) and spots
    )


def _chance(statistic: float) -> float:
    """How probable so large a χ² of 8 degrees of freedom is."""
    half = statistic / 2
    return math.exp(-half) * sum(half**power / math.factorial(power) for power in range(4)) if half < 700 else 0.0
