"""Numbers that are not there: hidden by a mask, or left blank."""

from __future__ import annotations

from collections.abc import Iterator

from summaryminer.tables.audit.findings import Finding, finding
from summaryminer.tables.audit.reports import Reports

__all__ = ["gaps"]

_SHOWN = 12


def gaps(reports: Reports) -> Iterator[Finding]:
    """``masked`` and ``blank``: one finding for each report that has such figures, naming all of them."""
    for report in reports:
        for state in ("masked", "blank"):
            spots = [spot for spot in report.spots if spot.state == state]
            if spots:
                shown = "；".join(f"{spot.heading} {spot.shown}" for spot in spots[:_SHOWN]) + (
                    "…" if len(spots) > _SHOWN else ""
                )
                yield finding(state, "note", report.document, [spot.id for spot in spots], shown, count=str(len(spots)))
