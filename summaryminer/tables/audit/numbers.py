"""What a written number can stand for: rounding, truncation and words of approximation leave an interval, and only numbers whose
intervals do not meet contradict each other."""

from __future__ import annotations

import regex

from summaryminer.tables.audit.reports import Spot

__all__ = ["Interval", "apart", "interval", "meet", "quotient", "stated", "total"]

Interval = tuple[float, float]

_DIGITS = regex.compile(r"[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[.．]([0-9０-９]+))?")
# What 约, 余 and 不足 leave open, as parts of the number.
_ABOUT, _MORE, _LESS = 0.1, 0.5, 0.3


def interval(spot: Spot) -> Interval:
    """The lowest and highest number a figure can stand for, in its own unit.

    A whole number without 万 or 亿 is itself; decimals, percentages and magnitudes may be rounded or cut off, so one unit of their last
    digit is left open on either side.

    Raises:
        ValueError: the figure has no number (masked or blank).
    """
    if spot.low is None or spot.high is None:
        raise ValueError(f"{spot.id} has no number")
    if spot.bound == "range":
        return spot.low, spot.high
    value = spot.value if spot.value is not None else spot.low
    open_by = _last_place(spot.text, value, spot.kind == "rate")
    low, high = value - open_by, value + open_by
    size = abs(value)
    if spot.bound == "about":
        return low - _ABOUT * size, high + _ABOUT * size
    if spot.bound == "at_least":
        return low, high + _MORE * size
    if spot.bound == "at_most":
        return low - _LESS * size, high
    return low, high


def _last_place(text: str, value: float, rate: bool) -> float:
    """One unit of the number's last digit; 0 for a whole number that stands for itself."""
    match = _DIGITS.search(text)
    if match is None:
        return 1.0 if rate else 0.0
    decimals = len(match[1] or "")
    written = float(match[0].replace(",", "").replace("，", "").replace("．", "."))
    magnitude = value / written if written else 1.0
    if decimals == 0 and abs(magnitude - 1) < 1e-9 and not rate:
        return 0.0
    return abs(magnitude) * 10.0**-decimals


def quotient(part: Spot, whole: Spot) -> Interval:
    """The interval of part / whole.

    Raises:
        ZeroDivisionError: the whole is nothing.
    """
    (low, high), (least, most) = interval(part), interval(whole)
    if least <= 0:
        raise ZeroDivisionError(f"{whole.id} is {least}")
    return low / most, high / least


def total(spots: list[Spot]) -> Interval:
    """The interval of a sum."""
    ends = [interval(spot) for spot in spots]
    return sum(low for low, _ in ends), sum(high for _, high in ends)


def meet(one: Interval, other: Interval) -> bool:
    """Do two intervals have a number in common? A ten-millionth is allowed for binary fractions."""
    slack = 1e-7 * max(abs(one[1]), abs(other[1]), 1e-9)
    return one[0] <= other[1] + slack and other[0] <= one[1] + slack


def apart(one: Spot, other: Spot) -> bool:
    """Do two figures contradict each other?"""
    return not meet(interval(one), interval(other))


def stated(spot: Spot) -> str:
    """A figure as written, without the spaces and pinyin inside."""
    return spot.shown
