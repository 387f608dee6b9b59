"""Values of one report that contradict each other: two for one indicator, a change that does not follow from its levels."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import regex

from summaryminer.tables.audit.findings import Finding, finding
from summaryminer.tables.audit.numbers import apart, interval, meet
from summaryminer.tables.audit.reports import Report, Reports, Spot, of_column

__all__ = ["changes", "two_values"]

_SIGNS = "，,、；;：:（()） "


def two_values(reports: Reports) -> Iterator[Finding]:
    """``two_values``: an indicator of which a report has one value for one year stands there with two."""
    single, parting = set(reports.words("values", "single")), reports.words("values", "apart")
    for report in reports:
        spots = [
            spot for spot in report.spots if spot.level and spot.indicator_id in single and not _parted(spot, parting)
        ]
        for same in of_column(spots).values():
            yield from _differing(report, same, reports.units.alike)


def _parted(spot: Spot, words: Sequence[str]) -> bool:
    near = regex.split(r"[，,；;。]", spot.before)[-1]
    return any(word in near or word in spot.heading for word in words)


def _differing(report: Report, spots: Sequence[Spot], alike: Callable[[str, str], bool]) -> Iterator[Finding]:
    for place, spot in enumerate(spots):
        for earlier in spots[:place]:
            same = (earlier.year, earlier.period) == (spot.year, spot.period) and alike(earlier.unit, spot.unit)
            if same and earlier.sentence != spot.sentence and apart(earlier, spot):
                yield finding(
                    "two_values", "warning", report.document, [spot.id, earlier.id], f"{earlier.shown} ≠ {spot.shown}",
                    name=spot.heading, stated=earlier.shown, other=spot.shown,
                )  # fmt: skip
                return


def changes(reports: Reports) -> Iterator[Finding]:
    """``change_contradiction``: 由 A 提高到 B, 提高了 C, and C is not what lies between."""
    before, to = reports.words("changes", "from"), reports.words("changes", "to")
    respective = reports.words("rates", "respective")
    opening = regex.compile(rf"(?:{'|'.join(map(regex.escape, before))})[^，。；,;]{{0,12}}$")
    for report in reports:
        for sentence in report.sentences():
            for first, second, change in zip(sentence, sentence[1:], sentence[2:], strict=False):
                between = second.before.strip(_SIGNS).removesuffix("了")
                if (
                    not (first.known and second.known and change.known)
                    or first.unit != second.unit
                    or change.change is None
                    or any(word in change.before for word in respective)
                ):
                    continue
                if (
                    between.endswith(to)
                    and len(between) <= 12
                    and opening.search(first.before)
                    and _off(first, second, change)
                ):
                    yield finding(
                        "change_contradiction", "error", report.document, [change.id, first.id, second.id],
                        f"{second.shown} − {first.shown} ≠ {change.shown}", name=second.heading, stated=change.shown,
                    )  # fmt: skip


def _off(first: Spot, second: Spot, change: Spot) -> bool:
    """Is the change neither the difference of the two levels nor its share of the first?"""
    (low, high), (least, most) = interval(first), interval(second)
    if first.change is not None or second.change is not None or low <= 0:
        return False
    size = interval(change)
    difference = sorted((abs(least - high), abs(most - low)))
    if change.unit == "百分点" and first.share:
        return not meet((difference[0], difference[1]), size)
    if change.unit == first.unit and change.kind != "rate":
        return not meet((difference[0], difference[1]), size)
    if change.unit == "%":
        relative = sorted((abs(least / high - 1) * 100, abs(most / low - 1) * 100))
        return not meet((relative[0], relative[1]), size) and not (
            first.share and meet((difference[0], difference[1]), size)
        )
    return False
