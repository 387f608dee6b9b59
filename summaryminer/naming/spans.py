"""Spans of months over two years, which are of the last: 2017年10月—2018年9月."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from summaryminer.records import Year

__all__ = ["joined"]

_MONTH = re.compile(r"\s?(1[0-2]|[1-9])月(?:份|\s?[0-9]{1,2}日)?")
_JOINED = re.compile(_MONTH.pattern + r"\s?(?:[-—–~～]{1,2}|至|到)\s?")


def joined(text: str, years: Sequence[Year]) -> list[Year]:
    """Years, the two of a span of no more than twelve months as its last one: 2017年10月—2018年9月 is of 2018.

    Args:
        text: clean text.
        years: found in it, in order, relative ones resolved.

    Example:
        >>> from summaryminer.finding.years import Years
        >>> from summaryminer.lexicons import load
        >>> text = "2017年10月—2018年9月，出生126人。"
        >>> [(year.low, year.text) for year in joined(text, Years(load()).scan(text))]
        [(2018, '2017年10月—2018年9月')]
    """
    found: list[Year] = []
    for year in years:
        first = found[-1] if found else None
        if first is not None and first.low is not None and first.low == first.high and year.low == year.high == first.low + 1:
            begun, ended = _JOINED.fullmatch(text, first.end, year.start), _MONTH.match(text, year.end)
            if begun and ended and int(ended[1]) <= int(begun[1]):
                found[-1] = replace(year, start=first.start, end=ended.end(), text=text[first.start : ended.end()])
                continue
        found.append(year)
    return found
