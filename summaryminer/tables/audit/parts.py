"""Parts larger than their wholes."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from summaryminer.tables.audit.findings import Finding, finding
from summaryminer.tables.audit.numbers import interval
from summaryminer.tables.audit.reports import Report, Reports, Spot, depths, of_column

__all__ = ["parts"]

_SIGNS = "，,、；;：:（()） "


def parts(reports: Reports) -> Iterator[Finding]:
    """``part_above_whole``: 其中 and a number above the one before; 实种 above 应种; a number said to be a share of a smaller one; two
    indicators of which one is a part of the other (``relations.tsv``)."""
    of_which, due, actual = (reports.words("parts", name) for name in ("of_which", "due", "actual"))
    share_of, of = reports.words("parts", "share_of"), reports.words("parts", "of")
    relations = [
        (row["part"], row["whole"])
        for row in reports.lexicons.table("relations")
        if not row["whole"].startswith("population.")
    ]
    for report in reports:
        seen: set[tuple[str, str]] = set()
        for sentence in report.sentences():
            for whole, part in _pairs(sentence, of_which, due, actual, share_of, of):
                if _above(part, whole):
                    seen.add((part.id, whole.id))
                    yield _finding(report, part, whole)
        for part, whole in _related(report, relations):
            if _above(part, whole) and (part.id, whole.id) not in seen:
                yield _finding(report, part, whole)


def _above(part: Spot, whole: Spot) -> bool:
    return interval(part)[0] > interval(whole)[1]


def _countable(spot: Spot) -> bool:
    return spot.known and spot.change is None and spot.kind in ("count", "money", "measure")


def _pairs(
    sentence: Sequence[Spot],
    of_which: Sequence[str],
    due: Sequence[str],
    actual: Sequence[str],
    share_of: Sequence[str],
    of: Sequence[str],
) -> Iterator[tuple[Spot, Spot]]:
    """Whole and part as the words between them say."""
    inside = depths(sentence)
    for place, (first, second) in enumerate(itertools.pairwise(sentence)):
        if inside[place] > inside[place + 1]:  # what the brackets held before they closed is no whole
            continue
        if not (
            _countable(first) and _countable(second) and first.unit == second.unit and first.status == second.status
        ):
            continue
        between = second.before.lstrip(_SIGNS)
        stop = any(sign in second.before for sign in "；;。")
        if (between.startswith(tuple(of_which)) and not stop) or (
            any(word in first.before for word in due) and any(word in second.before for word in actual)
        ):
            yield first, second
        elif between.startswith(tuple(share_of)) and second.after.startswith(tuple(of)) and not stop:
            yield second, first


def _related(report: Report, relations: Sequence[tuple[str, str]]) -> Iterator[tuple[Spot, Spot]]:
    """Part and whole by their indicators, where the report states each once for the same time."""
    columns = of_column(spot for spot in report.spots if spot.level and spot.indicator_id)
    for part_id, whole_id in relations:
        part, whole = columns.get(part_id, []), columns.get(whole_id, [])
        if len(part) == len(whole) == 1 and (part[0].year, part[0].period) == (whole[0].year, whole[0].period):
            yield part[0], whole[0]


def _finding(report: Report, part: Spot, whole: Spot) -> Finding:
    return finding(
        "part_above_whole", "error", report.document, [part.id, whole.id], f"{part.shown} > {whole.shown}",
        name=part.heading, stated=part.shown, whole=whole.heading, other=whole.shown,
    )  # fmt: skip
