"""The last touches to a heading: its length, the order of thing and measure, what its unit counts."""

from __future__ import annotations

from summaryminer.naming.phrases import LONGEST, Cutter
from summaryminer.naming.vocabulary import Vocabulary
from summaryminer.records import Quantity

__all__ = ["finish", "kinds", "measure_last", "risen"]

_NAMED = 2  # the shortest name of a thing
_RATE = 3  # the name of a rate is no shorter: 参合率


def measure_last(core: str, words: Vocabulary) -> str:
    """Of 合格率口蹄疫 the thing first: 口蹄疫合格率.

    Args:
        core: a phrase that names a rate.
        words: compiled word lists.

    Example:
        >>> from summaryminer.lexicons import load
        >>> from summaryminer.naming.vocabulary import vocabulary
        >>> measure_last("合格率口蹄疫", vocabulary(load()))
        '口蹄疫合格率'
    """
    head = words.generic.head(core)
    if not head and words.part_body.at_end(core):
        ends = range(_RATE, len(core) - 1)
        rates = (end for end in ends if core[end - 1] in words.rate and words.generic.at_end(core, end))
        head = next((end for end in rates if not words.part_body.at_end(core, end)), 0)  # 床位使用率|县级医院
    if len(core) - head >= 2 and words.rate.at_end(core[:head]) and not words.rate.at_end(core):
        return core[head:] + core[:head]
    return core


def finish(heading: str, quantity: Quantity, cutter: Cutter) -> str:
    """A heading of allowed length; where nothing names the thing, what the unit counts.

    Args:
        heading: the heading as it was found.
        quantity: what it is the heading of.
        cutter: cuts to length.
    """
    words = cutter.words
    heading = heading.strip("、，的()（）-—·.")
    if (part := words.among.at_start(heading)) and len(heading) - part >= _NAMED:
        heading = heading[part:]
    if quantity.unit in words.body_unit and 0 < (person := words.head_of.at_end(heading)) <= len(heading) - _NAMED:
        heading = heading[:-person]  # 26家|养殖场|负责人
    if quantity.unit in words.surface and heading and words.counted.get(quantity.unit, "") not in heading and len(heading) <= LONGEST - 2:
        heading += words.counted.get(quantity.unit, "")
    if len(heading) < 2:
        heading += words.counted.get(quantity.unit) or words.vague
    return heading if len(heading) <= LONGEST else cutter.fit(heading)


def kinds(heading: str, quantity: Quantity, cutter: Cutter) -> str:
    """Of 折页12种2.4万份 the first says how many kinds, of 居民1.2万户4.3万人 how many households.

    Args:
        heading: what both count.
        quantity: the first of the two.
        cutter: cuts to length.
    """
    counted = cutter.words.counted.get(quantity.unit, "")
    if not counted or len(heading) < _NAMED or counted in heading:
        return heading
    stem = heading[: cutter.words.count_tail(heading)] or heading
    stem = stem.removesuffix(counted[0]) or stem
    return cutter.fit(stem, LONGEST - len(counted)) + counted


def risen(whole: str, words: Vocabulary) -> str:
    """The measure of what rose, which its parts have, too: 价格 of 居民消费价格 (上涨2%，其中蔬菜上涨8%); ``""`` if it names none.

    Args:
        whole: heading of what rose.
        words: compiled word lists.

    Example:
        >>> from summaryminer.lexicons import load
        >>> from summaryminer.naming.vocabulary import vocabulary
        >>> words = vocabulary(load())
        >>> risen("居民消费价格", words), risen("第一产业比重", words), risen("社会消费品零售总额", words)
        ('价格', '比重', '')
    """
    tail = whole[words.generic.tail(whole) :]
    amount = tail not in words.count_suffix and (words.amount.at_end(tail) or tail in words.spend)
    return tail if len(tail) >= _NAMED and (amount or words.rate.at_end(tail)) else ""
