"""Years: a title that the text contradicts, and values that jump from one year to the next."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from typing import Any

from summaryminer.tables.audit.findings import Finding, finding
from summaryminer.tables.audit.reports import Report, Reports
from summaryminer.tables.display import shown

__all__ = ["year_contradiction", "year_jump"]


def year_contradiction(reports: Reports) -> Iterator[Finding]:
    """``year_contradiction``: the title names one year, the body opens with another and names it more often, or hardly ever names the
    title's; a plan's look back and a summary's look ahead are left out."""
    years = reports.extraction.years
    known = years[years["state"].eq("known") & years["low"].eq(years["high"])]
    named: dict[str, list[tuple[int, int]]] = {}
    for document, year, start in zip(known["document"], known["low"], known["start"], strict=True):
        named.setdefault(document, []).append((int(year), int(start)))
    for report in reports:
        if report.title:
            yield from _title(report, named.get(report.document, []), reports)


def _title(report: Report, years: list[tuple[int, int]], reports: Reports) -> Iterator[Finding]:
    title_end = report.start + len(report.title)
    titled = {year for year, start in years if start < title_end}
    body = [(year, start) for year, start in years if start >= title_end]
    if len(titled) != 1 or not body:
        return
    stated = titled.pop()
    counts = Counter(year for year, _ in body)
    opening = report.start + reports.number("years", "opening") * (report.end - report.start)
    other, first = body[0]
    if first > opening:
        other = max(counts, key=lambda year: (counts[year], year == report.year))
        first = next(start for year, start in body if year == other)
    plans = report.start + reports.number("years", "plans") * (report.end - report.start)
    # A summary names its own year before it comes to its plans.
    own = counts[stated] if report.type == "plan" else sum(year == stated and start <= plans for year, start in body)
    needed = own + 1 if first <= opening else reports.number("years", "more") * counts[stated]
    if other == stated or counts[other] < max(reports.number("years", "times"), needed):
        return
    if (other == stated - 1 and (report.type == "plan" or own)) or (
        report.type != "plan" and other > stated and first > plans
    ):
        return
    ids = [spot.id for spot in report.spots if spot.year == other]
    yield finding(
        "year_contradiction", "warning", report.document, ids[:20], f"{report.title}: {stated} × {counts[stated]}, {other} × {counts[other]}",
        stated=str(stated), other=str(other),
    )  # fmt: skip


def year_jump(reports: Reports) -> Iterator[Finding]:
    """``year_jump``: from one year to the next a count of an institution grows or shrinks several times over, or a rate moves by many points."""
    least, times, points = (reports.number("jumps", name) for name in ("least", "times", "points"))
    documents = {report.document: report for report in reports}
    series: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in reports.compared.to_dict("records"):
        series.setdefault((row["institution"], row["column"]), []).append(
            {str(name): value for name, value in row.items()}
        )
    for rows in series.values():
        rows.sort(key=lambda row: int(row["year"]))
        for before, after in itertools.pairwise(rows):
            if int(after["year"]) - int(before["year"]) != 1 or after["kind"] not in ("count", "rate"):
                continue
            if after["document"] == before["document"]:
                continue
            if _jumps(float(before["value"]), float(after["value"]), str(after["kind"]), least, times, points):
                yield _jump(before, after, documents[str(after["document"]).partition(";")[0]])


def _jumps(before: float, after: float, kind: str, least: float, times: float, points: float) -> bool:
    if kind == "rate":
        return abs(after - before) > points
    low, high = sorted((before, after))
    return high >= least and low > 0 and high / low > times


def _jump(before: dict[str, Any], after: dict[str, Any], report: Report) -> Finding:
    old, new = (shown(float(row["value"]), str(row["kind"])) for row in (before, after))
    return finding(
        "year_jump", "warning", report.document, [str(after["figure"]), str(before["figure"])],
        f"{before['year']}: {old} → {after['year']}: {new}", name=str(after["indicator"]), stated=new, other=old,
    )  # fmt: skip
