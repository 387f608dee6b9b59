"""Years: a title that the text contradicts, and values that jump from one year to the next."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from summaryminer.tables.audit.findings import Finding, finding
from summaryminer.tables.audit.reports import Report, Reports
from summaryminer.tables.display import shown

__all__ = ["year_contradiction", "year_jump"]

# How far before a year the title of another document may begin.
_TITLE = 60


def year_contradiction(reports: Reports) -> Iterator[Finding]:
    """``year_contradiction``: the title names a year (of several, the first is the report's), the body opens with another and names it
    more often, or hardly ever names the title's; a plan's look back, a summary's look ahead and years that stand in the titles and
    numbers of other documents alone are left out."""
    extraction = reports.extraction
    years = extraction.years
    known = years[years["state"].eq("known") & years["low"].eq(years["high"])]
    named: dict[str, list[_Named]] = {}
    columns = (known[name] for name in ("document", "source", "low", "start"))
    for document, source, year, start in zip(*columns, strict=True):
        quoted = _quoted(extraction.texts.get(source, ""), int(start))
        named.setdefault(document, []).append(_Named(int(year), int(start), quoted))
    for report in reports:
        if report.title:
            yield from _title(report, named.get(report.document, []), reports)


@dataclass(frozen=True, slots=True)
class _Named:
    """A year that a report names, where, and whether only in quoting another document."""

    year: int
    start: int
    quoted: bool


def _quoted(text: str, start: int) -> bool:
    """Does a year stand in the title or the number of a document: 《2016年…方案》, 〔2016〕83号?"""
    before = text[max(0, start - _TITLE) : start]
    return before.endswith(("〔", "[", "［", "【")) or before.rfind("《") > before.rfind("》")


def _title(report: Report, years: Sequence[_Named], reports: Reports) -> Iterator[Finding]:
    title_end = report.start + len(report.title)
    titled = {named.year for named in years if named.start < title_end}
    body = [named for named in years if named.start >= title_end]
    own_words = [named for named in body if not named.quoted]
    if not titled or not own_words:
        return
    stated = min(titled)
    counts = Counter(named.year for named in body)
    opening = report.start + reports.number("years", "opening") * (report.end - report.start)
    other, first = own_words[0].year, own_words[0].start
    if first > opening:
        other = max((named.year for named in own_words), key=lambda year: (counts[year], year == report.year))
        first = next(named.start for named in own_words if named.year == other)
    plans = report.start + reports.number("years", "plans") * (report.end - report.start)
    # A summary names its own year before it comes to its plans.
    before_plans = [named for named in body if report.type == "plan" or named.start <= plans]
    own = sum(named.year == stated for named in before_plans)
    needed = own + 1 if first <= opening else reports.number("years", "more") * counts[stated]
    if other in titled or counts[other] < max(reports.number("years", "times"), needed):
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
