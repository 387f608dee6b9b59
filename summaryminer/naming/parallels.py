"""Rows of things that share a row of numbers: 甲、乙、丙分别为1、2、3."""

from __future__ import annotations

from collections.abc import Sequence

from summaryminer.naming.clauses import Slot
from summaryminer.naming.phrases import Cutter
from summaryminer.records import Quantity

__all__ = ["in_rows", "respective"]

_SHORT = 4  # so short an item lacks the noun that the last one names: 刑事 of 刑事、治安案件
_NAMED = 2  # the shortest name of a thing
_MEASURE = 3  # so short the name of a rate may be: 破案率


def in_rows(text: str, places: Sequence[Slot], quantities: Sequence[Quantity]) -> bool:
    """Are as many things told as numbers of one unit, one after the other: 水稻、玉米面积为12万亩、8万亩?

    Args:
        text: the phrase before the first number.
        places, quantities: the numbers from the first on.
    """
    count = text.count("、") + 1
    if count < 2 or len(places) < count:
        return False
    joined = all(place.joined and not place.before for place in places[1:count]) and not any(place.after for place in places[: count - 1])
    return joined and len({quantity.unit for quantity in quantities[:count]}) == 1 and not any(place.joined for place in places[count : count + 1])


def respective(text: str, count: int, cutter: Cutter) -> list[str] | None:
    """The heading of each of ``count`` numbers, from the row of things before them, or ``None`` if the two rows do not fit.

    A measure that only the last thing names belongs to all of them (麻疹、百白破接种率); one that only the first names does not.

    Args:
        text: the row of things.
        count: how many numbers follow.
        cutter: cuts to length.

    Example:
        >>> from summaryminer.lexicons import load
        >>> from summaryminer.naming.segmenter import segmenter
        >>> from summaryminer.naming.vocabulary import vocabulary
        >>> respective("麻疹、百白破接种率", 2, Cutter(vocabulary(load()), segmenter()))
        ['麻疹接种率', '百白破接种率']
    """
    items = [item for item in cutter.words.joint.split(text) if item]
    if count < 2 or len(items) < count:
        return None
    if len(items) > count:
        items = ["".join(items[: len(items) - count + 1]), *items[len(items) - count + 1 :]]
    generic = cutter.words.generic
    last = items[-1]
    length = len(items[0])
    if all(len(item) == 1 for item in items[:-1]) and len(last) > _NAMED:  # 一、二、三产增加值, 初、高中学生
        return [cutter.fit(item + last[1:]) for item in items[:-1]] + [cutter.fit(last)]
    if cutter.words.part.at_end(items[0]) and cutter.words.part.at_end(last[:length]):
        items[:-1] = [item + last[length:] if len(item) == length else item for item in items[:-1]]
    tail = generic.tail(last)
    if shared := cutter.words.shared.at_end(last, tail or None):
        noun = last[(tail or len(last)) - shared : tail or None]
        whole = (len(item) > _SHORT or item.isascii() or cutter.words.shared.at_end(item) or generic.at_end(item) for item in items)
        items[:-1] = [item if named else item + noun for item, named in zip(items[:-1], whole, strict=False)]
    measure = last[tail:] if len(last) - tail != 1 else cutter.last_words(last, _MEASURE)
    if tail == 0:
        # every item is a measure of the thing that the first one names: 早孕建册率、产后访视率, or all are (报告率、及时率)
        first = items[0]
        cut = generic.tail(first)
        owner = first[:cut] if len(first) - cut > 1 else ""
        return [cutter.fit(item if item.startswith(owner) else owner + item) for item in items]
    return [cutter.fit(item if generic.at_end(item) and item != last else _with(item, measure, item is last)) for item in items]


def _with(item: str, measure: str, complete: bool) -> str:
    return item if complete else item + measure
