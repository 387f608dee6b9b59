"""Headings of sums of the numbers right before, and of rates that stand behind their numbers."""

from __future__ import annotations

from collections.abc import Sequence

from summaryminer.naming.phrases import LONGEST, Cutter
from summaryminer.naming.vocabulary import Vocabulary
from summaryminer.records import Quantity

__all__ = ["common_end", "demanded", "different", "summed", "total"]

_NAMED = 2  # the shortest name of a thing


def summed(before: str, words: Vocabulary) -> bool:
    """Does a word of summing up open or end what stands before a number (共计, 合计支出)?"""
    return words.sum.at_start(before) > 0 or words.sum.at_end(before) > 0


def total(core: str, parts: Sequence[str], quantity: Quantity, cutter: Cutter) -> str:
    """The heading of the sum of some numbers: 门诊收入210万元，住院收入380万元，共计590万元 -> 收入合计.

    Args:
        core: the measure that the sum itself names, else ``""``.
        parts: headings of the numbers.
        quantity: the sum.
        cutter: word lists.

    Returns:
        ``""`` if neither the parts nor the unit tell what is summed up.

    Example:
        >>> from summaryminer.lexicons import load
        >>> from summaryminer.naming.segmenter import segmenter
        >>> from summaryminer.naming.vocabulary import vocabulary
        >>> money = Quantity(0, 5, "590万元", 5900000, 5900000, 5900000, "元", "money")
        >>> total("", ["门诊收入", "住院收入"], money, Cutter(vocabulary(load()), segmenter()))
        '收入合计'
    """
    words = cutter.words
    if not parts:
        return ""
    noun = core or common_end(parts, cutter) or words.people.get(quantity.unit) or words.counted.get(quantity.unit, "")
    return cutter.fit(noun, LONGEST - len(words.total_noun)) + words.total_noun if noun else ""


def demanded(after: str, core: str, quantity: Quantity, cutter: Cutter) -> str:
    """The rate behind its number (建档率 of 下达90%的建档率指标), ``""`` if there is none.

    Args:
        after: what stands after the number.
        core: the phrase before it.
        quantity: the number.
        cutter: word lists.
    """
    words = cutter.words
    named = after[len(words.of) :]
    named = named[: -words.demand.at_end(named) or None]
    told = quantity.kind == "rate" and named.endswith(words.rate_noun) and words.generic.covers(named)
    paid = named in words.paid and named in words.verb and named not in words.spend
    if quantity.kind == "rate" and core and paid:  # 对孤儿参保给予80%的资助
        return named + words.counted.get(quantity.unit, "")
    return named if told and not words.rate.at_end(core) else ""


def common_end(headings: Sequence[str], cutter: Cutter) -> str:
    """The last words that all of some headings share: 收入 of 门诊收入, 住院收入."""
    shared = 0
    while shared < min(map(len, headings)) and len({heading[-1 - shared] for heading in headings}) == 1:
        shared += 1
    tails = (cutter.last_words(headings[0], least) for least in range(shared, 1, -1))
    return next((tail for tail in tails if len(tail) <= shared), "")


def different(headings: Sequence[str]) -> bool:
    """Do the last two headings have no two characters in common, or differ in the first alone (男性患者, 女性患者)?"""
    if len(headings) < 2:
        return False
    one, other = headings[-2:]
    return one[1:] == other[1:] != "" or not any(one[at : at + _NAMED] in other for at in range(len(one) - 1))
