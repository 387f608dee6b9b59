"""Spans of months over two years, which are of the last (2017年10月—2018年9月); lists of numbers (由36%、42%和22%调整为)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from summaryminer.records import Quantity, Year

__all__ = ["joined", "lists"]

_MONTH = re.compile(r"\s?(1[0-2]|[1-9])月(?:份|\s?[0-9]{1,2}日)?")
_JOINED = re.compile(_MONTH.pattern + r"\s?(?:[-—–~～]{1,2}|至|到)\s?")

# Between the numbers of a list no more characters stand than this.
_BETWEEN = 3


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


def lists(text: str, quantities: Sequence[Quantity], joins: frozenset[str]) -> dict[int, tuple[int, int]]:
    """By its start, for each number the start and end of the list of numbers of its unit that it stands in.

    Args:
        text: clean text.
        quantities: its numbers in order.
        joins: what stands between two of a list.

    Example:
        >>> from summaryminer.finding import find
        >>> from summaryminer.lexicons import load
        >>> text = "由36%、42%和22%调整为38%"
        >>> sorted(set(lists(text, find(text, load()).quantities, frozenset("、和")).values()))
        [(1, 12), (15, 18)]
    """
    found: dict[int, tuple[int, int]] = {}
    first = 0
    for place, quantity in enumerate(quantities):
        after = quantities[place + 1] if place + 1 < len(quantities) else None
        near = after is not None and after.start - quantity.end <= _BETWEEN and after.unit == quantity.unit
        if after is None or not near or text[quantity.end : after.start].strip() not in joins:
            found.update((one.start, (quantities[first].start, quantity.end)) for one in quantities[first : place + 1])
            first = place + 1
    return found
