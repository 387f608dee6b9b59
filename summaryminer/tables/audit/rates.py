"""Rates that their own numerator and denominator contradict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summaryminer.tables.audit.findings import Finding, finding
from summaryminer.tables.audit.numbers import Interval, interval, meet, quotient
from summaryminer.tables.audit.reports import Report, Reports, Spot

__all__ = ["rates"]


def rates(reports: Reports) -> Iterator[Finding]:
    """``rate_contradiction``: part and whole stand before the rate in its sentence, and no way of pairing the numbers there gives it.

    Rounding and truncation of all three are allowed for. The three must belong together: the rate is introduced as a share (占), or its
    heading repeats words of the part's (合格 … 合格率), or part and whole are what was and what should have been (实种, 应种).
    """
    words = _Words(reports)
    for report in reports:
        for sentence in report.sentences():
            yield from _sentence(report, sentence, words)


class _Words:
    def __init__(self, reports: Reports) -> None:
        get = reports.words
        self.share_of, self.should, self.done = get("rates", "share_of"), get("rates", "should"), get("rates", "done")
        self.whole, self.respective = get("rates", "whole"), get("rates", "respective")
        self.other = (
            *get("rates", "other_base"),
            *(word for word in get("shares", "may_exceed") if word not in self.done),
        )
        self.filler, self.ending = (
            str(reports.lexicons.document("audit")["rates"][name]) for name in ("filler", "ending")
        )
        self.earlier = get("changes", "from")


def _sentence(report: Report, sentence: Sequence[Spot], words: _Words) -> Iterator[Finding]:
    for place in range(2, len(sentence)):
        rate, part, whole = sentence[place], sentence[place - 1], sentence[place - 2]
        if not (_stated(rate, part) and _counted(part) and _counted(whole) and part.unit == whole.unit):
            continue
        if (
            part.value is None
            or whole.value is None
            or not 0 < part.value <= whole.value
            or not _belong(rate, part, whole, words)
        ):
            continue
        stated = _as_ratio(rate)
        earlier = [spot for spot in sentence[:place] if _counted(spot)]
        near = [spot for spot in report.spots if _counted(spot) and whole.start - 400 < spot.start < rate.start + 120]
        same = [spot for spot in near if spot.unit == whole.unit and spot.sentence != rate.sentence]
        if any(meet(stated, ratio) for ratio in (*_ratios(earlier, earlier), *_ratios([part, whole], same))):
            continue
        low, high = quotient(part, whole)
        detail = f"{part.shown} / {whole.shown} = {(low + high) / 2:.2%} ≠ {rate.shown}"
        yield finding(
            "rate_contradiction",
            "error",
            report.document,
            [rate.id, part.id, whole.id],
            detail,
            name=rate.heading,
            stated=rate.shown,
        )


def _stated(rate: Spot, part: Spot) -> bool:
    """Is the rate one that part and whole can contradict: an actual one, or planned as the part is?"""
    planned = rate.known and rate.change is None and rate.bound == "exact" and rate.status == part.status
    return rate.share and bool(rate.unit) and (rate.level or planned)


def _counted(spot: Spot) -> bool:
    return spot.known and spot.kind in ("count", "money", "measure") and spot.change is None and interval(spot)[0] > 0


def _as_ratio(rate: Spot) -> Interval:
    low, high = interval(rate)
    scale = rate.ratio / rate.value if rate.ratio and rate.value else 0.01
    return low * scale, high * scale


def _ratios(parts: Sequence[Spot], wholes: Sequence[Spot]) -> Iterator[Interval]:
    """Every quotient, and every quotient's rest to one, that these numbers give."""
    for part in parts:
        for whole in wholes:
            if part is not whole:
                low, high = quotient(part, whole)
                yield low, high
                yield 1 - high, 1 - low


def _belong(rate: Spot, part: Spot, whole: Spot, words: _Words) -> bool:
    """Do the words say that the rate is that of these two?"""
    before = rate.before.lstrip("，,、（(")
    if any(word in before for word in (*words.respective, *words.earlier)) or any(
        word in rate.heading + before for word in words.other
    ):
        return False
    for word in words.share_of:
        if before.startswith(word):
            named = before[len(word) :].strip(words.filler)
            return not named or named in whole.heading or any(word in before for word in words.whole)
    if words.ending not in before and not rate.heading.endswith(words.ending):
        return False
    stem = before.rpartition(words.ending)[0] or rate.heading.rstrip(words.ending)
    own, others = part.before + part.heading, whole.before + whole.heading
    if len(set(stem) & (set(own) - set(others))) >= 2 or _pairs(stem) & (_pairs(own) - _pairs(others)):
        return True
    # 应检 … 实检 … 检测率: the same doing, once as it should have been and once as it was.
    return any(
        due + verb in whole.before and was + verb in part.before
        for verb in stem
        for due in words.should
        for was in words.done
    )


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}
