"""Targets said to be reached although the number below says otherwise."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from summaryminer.tables.audit.findings import Finding, finding
from summaryminer.tables.audit.numbers import interval
from summaryminer.tables.audit.reports import Report, Reports, Spot

__all__ = ["targets"]

_NEAR = 14


def targets(reports: Reports) -> Iterator[Finding]:
    """``target_missed``: 达到90%的要求 after 84%, or 圆满完成任务 after a number below the task's."""
    get = reports.words
    words = _Words(
        *(
            get("targets", "claim"),
            get("targets", "past"),
            get("targets", "strong"),
            get("targets", "goal"),
            get("targets", "task"),
            get("targets", "denied"),
        ),
        *(get("targets", "less_is_better"), get("targets", "of"), get("rates", "done")),
    )
    for report in reports:
        for sentence in report.sentences():
            for first, second in itertools.pairwise(sentence):
                pair = words.claimed(first, second)
                if pair is not None and words.missed(*pair):
                    yield _finding(report, *pair)


@dataclass(frozen=True, slots=True)
class _Words:
    claim: tuple[str, ...]
    past: tuple[str, ...]
    strong: tuple[str, ...]
    goal: tuple[str, ...]
    task: tuple[str, ...]
    denied: tuple[str, ...]
    less_is_better: tuple[str, ...]
    of: tuple[str, ...]
    done: tuple[str, ...]

    def claimed(self, first: Spot, second: Spot) -> tuple[Spot, Spot] | None:
        """Actual and target, where the words between and behind the two say that it was reached."""
        if not (first.known and second.known and first.unit == second.unit and first.kind == second.kind):
            return None
        if first.change is not None or second.change is not None:
            return None
        if second.after.strip("（）()") in self.of:
            return None
        between, behind = second.before, _clause(second.after)
        named = any(word in behind[:_NEAR] for word in self.goal) or second.status == "target"
        claimed = any(word in between for word in self.claim if first.status == "actual" or word in self.past)
        if claimed and named and not self._denies(between + behind):
            return first, second
        opened = any(word in first.before for word in self.task) or first.status == "target"
        boast = "，".join(_clause(part) for part in (second.after, second.after.partition("，")[2]))
        done = second.status != "target" or any(word in second.before for word in self.done)
        if opened and done and any(word in boast for word in self.strong) and not self._denies(between + boast):
            return second, first
        return None

    def _denies(self, words: str) -> bool:
        return any(word in words for word in self.denied)

    def missed(self, actual: Spot, target: Spot) -> bool:
        """Is the actual number on the wrong side of the target?"""
        less = target.bound == "at_most" or any(word in actual.heading for word in self.less_is_better)
        return interval(actual)[0] > interval(target)[1] if less else interval(actual)[1] < (target.low or 0.0)


def _clause(text: str) -> str:
    """Up to the next comma, a leading one not counted."""
    stripped = text.lstrip("，,")
    return stripped.partition("，")[0].partition("。")[0].partition("；")[0]


def _finding(report: Report, actual: Spot, target: Spot) -> Finding:
    return finding(
        "target_missed", "error", report.document, [actual.id, target.id], f"{actual.shown} < {target.shown}",
        name=actual.heading, stated=actual.shown, other=target.shown,
    )  # fmt: skip
