"""What a heading of money or points still lacks: what was paid as what (扣款, 初中补助), the price of a piece."""

from __future__ import annotations

from summaryminer.naming.phrases import LONGEST, Cutter
from summaryminer.records import Quantity

__all__ = ["completed", "paid"]

_NAMED = 2  # the shortest name of a thing
_PART = 8  # how long the name of a part may be that takes its measure from elsewhere


def completed(heading: str, before: str, quantity: Quantity, cutter: Cutter) -> str:
    """A heading of money or points with the noun for the verb right before the number (离岗一次扣100元 -> 离岗扣款) or for the price of a piece.

    Args:
        heading: the heading as it was found.
        before: what stands before the number.
        quantity: the number.
        cutter: word lists.

    Example:
        >>> from summaryminer.lexicons import load
        >>> from summaryminer.naming.segmenter import segmenter
        >>> from summaryminer.naming.vocabulary import vocabulary
        >>> fine = Quantity(5, 9, "100元", 100, 100, 100, "元", "money")
        >>> completed("离岗一次扣", "离岗一次扣", fine, Cutter(vocabulary(load()), segmenter()))
        '离岗扣款'
    """
    if quantity.kind not in ("money", "measure"):
        return heading
    return _priced(_closed(heading, before, quantity, cutter), before, quantity, cutter)


def _closed(heading: str, before: str, quantity: Quantity, cutter: Cutter) -> str:
    """The noun for a verb of one character right before a sum or points: 扣款, 扣分."""
    words = cutter.words
    nouns = words.closing_money if quantity.kind == "money" else words.closing_points if quantity.unit in words.points else {}
    verb = before.removesuffix(words.perfective)[-1:]
    noun = nouns.get(verb, "")
    if not noun or words.keep_tail.at_end(before) > 1:
        return heading
    stem = heading.removesuffix(words.perfective).removesuffix(verb)
    stem = stem[: -words.once.at_end(stem) or None]
    if words.paid.at_end(before.removesuffix(words.perfective)) > 1:  # 兑现奖补25万元
        return heading
    if len(stem) < _NAMED or words.paid.at_end(stem) or stem.endswith(noun):
        return heading
    return cutter.fit(stem, LONGEST - len(noun)) + noun


def paid(part: str, places: tuple[str, ...], cutter: Cutter) -> str:
    """The name of a part with what is paid to it, as told before the colon or of the part before: 初中 + 小学补助 -> 初中补助.

    Args:
        part: a phrase that names no measure of money.
        places: what stands before the colon, the heading of the sum before; empty where there is none.
        cutter: word lists.
    """
    words = cutter.words
    doing = words.verb.at_end(part) or words.done.at_end(part) or words.average.at_start(part) or part[-1:] in words.closing_money
    if doing or words.payment.search(part) or len(part) > _PART or 0 < len(part) - words.verb.at_start(part) < _NAMED:
        return part
    for place in places:
        if (length := words.paid.at_end(place)) >= _NAMED:
            return part + place[-length:]
        if (length := words.paid.at_start(place)) >= _NAMED:  # 资助残疾学生60名，小学每生200元
            return part + place[:length]
        ends = (match.end() for match in words.payment.finditer(place) if len(match.group()) >= _NAMED)
        if (end := max(ends, default=0)) and end + len(part) <= LONGEST:  # 寄宿生生活补助小学每年1000元，初中1250元
            return part + place[:end]
    return part


def _priced(heading: str, before: str, quantity: Quantity, cutter: Cutter) -> str:
    """The price of a piece: 感烟报警器530只，平均每只58元 -> 感烟报警器单价."""
    words = cutter.words
    if quantity.kind != "money" or not words.piece.at_end(before) or len(heading) < _NAMED or words.payment.search(heading):
        return heading
    stem = heading[: words.count_tail(heading)] or heading
    return cutter.fit(stem, LONGEST - len(words.price_noun)) + words.price_noun
