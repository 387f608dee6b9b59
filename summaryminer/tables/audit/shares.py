"""Shares above 100%, and percentages whose sign was lost."""

from __future__ import annotations

from collections.abc import Iterator

from summaryminer.tables.audit.findings import Finding, Severity, finding
from summaryminer.tables.audit.reports import Reports, Spot

__all__ = ["shares", "typos"]


def shares(reports: Reports) -> Iterator[Finding]:
    """``share_above_100``: a share of a whole that is more than the whole; headings that may be (完成率, 增长率) are left alone, and so is
    a number's ratio to another (计划1700万元的108%)."""
    of = reports.words("targets", "of")
    ends, may_exceed = reports.words("shares", "share"), reports.words("shares", "may_exceed")
    for report in reports:
        for spot in report.spots:
            if (
                not spot.share
                or not spot.known
                or spot.change is not None
                or not spot.unit
                or (spot.bound == "at_least" and spot.ratio == 1)
            ):
                continue
            named = (
                spot.heading.endswith(ends) or (spot.indicator_id or "").endswith("_rate") or spot.before.endswith(ends)
            )
            exceeding = spot.before in of or any(
                word in spot.heading or word in spot.before[-8:] for word in may_exceed
            )
            if named and not exceeding and spot.ratio is not None and spot.ratio > 1:
                yield finding(
                    "share_above_100", "error", report.document, [spot.id], f"{spot.shown} = {spot.ratio:.6g} > 1",
                    name=spot.heading, stated=spot.shown, hint=_meant(spot),
                )  # fmt: skip


def _meant(spot: Spot) -> tuple[str, str]:
    """A decimal point that may have been lost: 985% for 98.5%."""
    value = spot.value or 0.0
    for tenth in (value / 10, value / 100):
        if 50 <= tenth <= 100 and float(value).is_integer():
            return f"，或为{tenth:g}%", f"; perhaps {tenth:g}%"
    return "", ""


def typos(reports: Reports) -> Iterator[Finding]:
    """``typo``: a rate without its sign, as in 接种率1005 for 接种率100% (the sign shares its key with 5)."""
    ends, other = reports.words("typos", "rate"), reports.words("typos", "no_share")
    for report in reports:
        for spot in report.spots:
            bare = spot.known and not spot.unit and spot.change is None and spot.value is not None and spot.value > 1
            if not bare or spot.ratio is not None or any(word in spot.heading for word in other):
                continue
            rate = spot.heading.endswith(ends) or (spot.indicator_id or "").endswith("_rate")
            if rate and spot.kind in ("rate", "count") and any(digit.isdigit() for digit in spot.shown):
                shown = spot.shown
                hint = (
                    (f"，或为{shown[:-1]}%", f"; perhaps {shown[:-1]}%")
                    if _sign_lost(shown)
                    else ("，缺百分号", "; the percent sign is missing")
                )
                severity: Severity = "warning" if spot.value is not None and spot.value > 100 else "note"
                yield finding(
                    "typo",
                    severity,
                    report.document,
                    [spot.id],
                    spot.before + shown,
                    name=spot.heading,
                    stated=shown,
                    hint=hint,
                )


def _sign_lost(shown: str) -> bool:
    """Does the number end in the digit of the percent key, with a plausible percentage before it?"""
    try:
        return shown.endswith("5") and 10 <= float(shown[:-1]) <= 100
    except ValueError:
        return False
