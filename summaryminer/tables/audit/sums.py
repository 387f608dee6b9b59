"""Parts that do not sum to the stated total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from summaryminer.tables.audit.findings import Finding, finding
from summaryminer.tables.audit.numbers import interval, meet, total
from summaryminer.tables.audit.reports import Report, Reports, Spot, depths

__all__ = ["sums"]

_SIGNS = "，,、；;：:（()） "


def sums(reports: Reports) -> Iterator[Finding]:
    """``sum_mismatch``: parts followed by 共计 and their sum, or a total divided by 其中 into parts that must make a whole (男 and 女; 其余).

    A list whose end alone sums to the total is no contradiction.
    """
    totals, rest = reports.words("sums", "total"), reports.words("sums", "rest")
    openers = reports.words("sums", "parts")
    links = str(reports.lexicons.document("audit")["sums"]["links"])
    divisions = [tuple(some) for some in reports.lexicons.document("audit")["sums"]["divisions"]]
    for report in reports:
        for sentence in report.sentences():
            yield from _after(report, sentence, totals, links)
            yield from _before(report, sentence, openers, rest, divisions)


def _alike(one: Spot, other: Spot) -> bool:
    return (
        one.unit == other.unit
        and one.kind == other.kind
        and one.known
        and other.known
        and one.change is None
        and one.status == other.status
    )


def _after(report: Report, sentence: Sequence[Spot], totals: tuple[str, ...], links: str) -> Iterator[Finding]:
    """Parts first, then 共计 and the total."""
    inside = dict(zip(sentence, depths(sentence), strict=True))
    for place in range(2, len(sentence)):
        whole = sentence[place]
        if (
            not whole.known
            or whole.change is not None
            or whole.kind == "rate"
            or not _announced(whole.before, totals, links)
        ):
            continue
        parts: list[Spot] = []
        for spot in reversed(sentence[:place]):
            if inside[spot] > inside[whole]:
                continue
            if not _alike(spot, whole) or _announced(spot.before, totals, links):
                break
            parts.insert(0, spot)
        if len(parts) >= 2:
            yield from _contradiction(report, whole, parts)


def _announced(before: str, totals: tuple[str, ...], links: str) -> bool:
    words = before.strip(_SIGNS)
    found = max((word for word in totals if words.startswith(word)), key=len, default="")
    return bool(found) and not words[len(found) :].strip(links)


def _before(
    report: Report,
    sentence: Sequence[Spot],
    openers: tuple[str, ...],
    rest: tuple[str, ...],
    divisions: list[tuple[str, ...]],
) -> Iterator[Finding]:
    """The total first, then 其中 and its parts."""
    inside = dict(zip(sentence, depths(sentence), strict=True))
    for place, whole in enumerate(sentence[:-2]):
        opening = sentence[place + 1].before.lstrip(_SIGNS)
        shut = inside[whole] > inside[sentence[place + 1]]
        if (
            not whole.known
            or whole.change is not None
            or whole.kind == "rate"
            or shut
            or not opening.startswith(openers)
        ):
            continue
        parts: list[Spot] = []
        for spot in sentence[place + 1 :]:
            if inside[spot] > inside[sentence[place + 1]]:
                continue
            if not _alike(spot, whole) or "；" in spot.before or ";" in spot.before:
                break
            parts.append(spot)
        closed = next((at for at, spot in enumerate(parts) if spot.before.lstrip(_SIGNS).startswith(rest)), None)
        if closed is not None and closed >= 1:
            yield from _contradiction(report, whole, parts[: closed + 1])
            continue
        for division in divisions:
            if len(parts) >= len(division) and _divides([_label(spot) for spot in parts[: len(division)]], division):
                yield from _contradiction(report, whole, parts[: len(division)])
                break


def _label(spot: Spot) -> str:
    """The words that say which part this is: those right before the number."""
    return regex.split(r"[，,、；;：:]", spot.before.strip(_SIGNS))[-1]


def _divides(labels: Sequence[str], division: Sequence[str]) -> bool:
    """Is there one part for each name of the division?"""
    return all(sum(name in label for label in labels) == 1 for name in division) and all(
        any(name in label for name in division) for label in labels
    )


def _contradiction(report: Report, whole: Spot, parts: list[Spot]) -> Iterator[Finding]:
    stated = interval(whole)
    if any(meet(total(parts[first:]), stated) for first in range(len(parts) - 1)) or any(
        spot.bound != "exact" for spot in parts
    ):
        return
    added = sum(spot.value or 0.0 for spot in parts)
    detail = f"{' + '.join(spot.shown for spot in parts)} = {added:,.10g} ≠ {whole.shown}"
    yield finding(
        "sum_mismatch", "error", report.document, [whole.id, *(spot.id for spot in parts)], detail, stated=whole.shown
    )
