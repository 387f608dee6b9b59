"""Counts that the population of the place can't bear."""

from __future__ import annotations

from collections.abc import Iterator

from summaryminer.tables.audit.findings import Finding, finding
from summaryminer.tables.audit.numbers import interval
from summaryminer.tables.audit.reports import Report, Reports

__all__ = ["people", "population"]


def population(reports: Reports) -> Iterator[Finding]:
    """``per_capita``: more per head than can be believed (limits in ``audit.toml``); the largest population stated by the
    report or its metadata counts."""
    limits: dict[str, float] = reports.lexicons.document("audit")["per_capita"]
    for report in reports:
        heads, sources = people(report)
        if not heads:
            continue
        for spot in report.spots:
            limit = limits.get(spot.indicator_id or "")
            if limit is None or not spot.level or spot.kind != "count":
                continue
            low = interval(spot)[0]
            if low > limit * heads:
                yield finding(
                    "per_capita", "warning", report.document, [spot.id, *sources], f"{low:,.10g} / {heads:,.10g} = {low / heads:.3g} > {limit:g}",
                    name=spot.heading, stated=spot.shown, other=f"{heads:,.10g}",
                )  # fmt: skip


def people(report: Report) -> tuple[float, list[str]]:
    """The population that a report is about, 0 when unknown, and the figures that state it."""
    stated = [
        spot for spot in report.spots if spot.indicator_id in ("population.total", "population.resident") and spot.level
    ]
    largest = max((interval(spot)[1] for spot in stated), default=0.0)
    return max(largest, report.population or 0.0), [spot.id for spot in stated]
