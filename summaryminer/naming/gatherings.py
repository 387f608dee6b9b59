"""Headings of people and places: what they did or what was done there, of whom an amount is told, what there is for each thousand."""

from __future__ import annotations

from collections.abc import Sequence

from summaryminer.naming.phrases import LONGEST, Cutter
from summaryminer.naming.vocabulary import Vocabulary
from summaryminer.records import Quantity

__all__ = ["attended", "averaged", "headed", "housed", "of_amount", "visited"]

_NAMED = 2  # the shortest name of a thing
_NEAR = 4  # how many headings back the places may stand whose households are told


def attended(people: str, after: str, quantity: Quantity, cutter: Cutter) -> str:
    """The heading of people with what they took part in or were sent for: 护士 + 赴省城进修 -> 护士进修.

    Args:
        people: heading of the people.
        after: what stands after their number, or after their name behind it.
        quantity: the number.
        cutter: word lists.

    Returns:
        ``""`` if what stands after says nothing that they did.

    Example:
        >>> from summaryminer.lexicons import load
        >>> from summaryminer.naming.segmenter import segmenter
        >>> from summaryminer.naming.vocabulary import vocabulary
        >>> nurses = Quantity(0, 2, "5名", 5, 5, 5, "名", "count")
        >>> attended("护士", "到市级医院进修", nurses, Cutter(vocabulary(load()), segmenter()))
        '护士进修'
    """
    words = cutter.words
    if quantity.unit not in words.people or len(people) < _NAMED:
        return ""
    going, doing = words.heading_for.at_start(after), words.attending.at_start(after)
    if not going and not doing:
        return ""
    done = after[max(going, doing) :]
    joint = words.joint.search(done, 1)
    if joint and words.purpose.at_end(done, joint.start()):
        done = done[: joint.start()]
    purpose = words.purpose.at_end(done)
    if not purpose or words.of in done:
        return ""
    # Where one only went, what stands before the doing is a place; what was attended belongs to it.
    named = done if doing and len(people) + len(done) <= LONGEST else done[-purpose:]
    return people + named if len(people) + len(named) <= LONGEST else ""


def of_amount(amount: str, quantity: Quantity, cutter: Cutter) -> str:
    """The heading of people of whom an amount is told: 补偿金额 of 补偿金额5万元以上的有6人次 -> 补偿人次.

    Args:
        amount: heading of the amount.
        quantity: the number of people.
        cutter: word lists.
    """
    words = cutter.words
    stem = amount[: words.count_tail(amount)]
    if words.empty(stem) and not words.verb.at_start(stem):
        stem = ""
    noun = words.people[quantity.unit]
    return cutter.fit(stem, LONGEST - len(noun)) + noun


def averaged(before: str, quantity: Quantity, cutter: Cutter) -> str:
    """The heading of how many people there are in each place or body: 平均每院33人 -> 平均每院人数; ``""`` if it is no such number.

    Args:
        before: what stands before the number.
        quantity: the number.
        cutter: word lists.

    Example:
        >>> from summaryminer.lexicons import load
        >>> from summaryminer.naming.segmenter import segmenter
        >>> from summaryminer.naming.vocabulary import vocabulary
        >>> people = Quantity(0, 3, "33人", 33, 33, 33, "人", "count")
        >>> averaged("平均每院", people, Cutter(vocabulary(load()), segmenter()))
        '平均每院人数'
    """
    words = cutter.words
    if quantity.unit not in words.people or words.each_first not in before:
        return ""
    each = words.per_each.search(cutter.strip_tail(before))
    return cutter.fit(each.group() + words.people[quantity.unit]) if each else ""


def headed(core: str, last: str, quantity: Quantity, cutter: Cutter) -> str:
    """The heading of what there is on the average for each thousand or so: 每千人口 + 病床 -> 每千人口病床.

    Args:
        core: the phrase of the number.
        last: heading of the number before it in its sentence, ``""`` if there is none.
        quantity: the number; a part of one person or bed tells that it is such an average, too.
        cutter: word lists.

    Returns:
        ``""`` if it is none, or the phrase is complete.

    Example:
        >>> from summaryminer.lexicons import load
        >>> from summaryminer.naming.segmenter import segmenter
        >>> from summaryminer.naming.vocabulary import vocabulary
        >>> beds = Quantity(0, 4, "3.1张", 3.1, 3.1, 3.1, "张", "count")
        >>> cutter = Cutter(vocabulary(load()), segmenter())
        >>> headed("每千人口", "病床", beds, cutter), headed("护士", "每千人口病床", beds, cutter)
        ('每千人口病床', '每千人口护士')
    """
    words = cutter.words
    if quantity.kind != "count" or not last or words.per_head_chars.isdisjoint(core + last):
        return ""
    base = words.per_head.match(last)
    if words.per_head.fullmatch(core):
        thing = last[base.end() :] if base else last
        thing = thing[: words.count_tail(thing)]
        return core + thing if thing and not words.empty(thing) and len(core) + len(thing) <= LONGEST else ""
    if base is None or not quantity.value or quantity.value % 1 == 0 or words.per_head.match(core):
        return ""
    owner = ""
    if words.empty(core):  # of whom: 人员 of 每千人口乡镇卫生院床位 are those of the 卫生院
        ends = range(len(last), base.end() + 1, -1)
        owner = last[base.end() : next((at for at in ends if words.bodies.at_end(last, at)), base.end())]
    return cutter.fit(base.group() + owner + core)


def housed(told: Sequence[str], led: str, quantity: Quantity, cutter: Cutter) -> str:
    """The heading of the people of the households that a place has: 辖6个村民小组286户1126人 -> 人口; ``""`` if they are no such people.

    Args:
        told: headings of the sentence before it, that of the households last.
        led: what stands before the numbers of the sentence.
        quantity: the number.
        cutter: word lists.
    """
    words = cutter.words
    last = told[-1] if told else ""
    if last not in words.people.values() or words.people.get(quantity.unit) == last or visited(led, words) != words.within:
        return ""
    has = words.body.match(led) is not None or any(map(words.settlement.at_end, told[-_NEAR:]))
    return words.inhabitants.get(quantity.unit, "") if has else ""


def visited(before: str, words: Vocabulary) -> str:
    """What places are to the body that reports: it has them (辖|村), unless its sentence says that something was done there (抽查|村).

    Args:
        before: what stands before the numbers of the sentence, up to that of the places.
        words: compiled word lists.

    Example:
        >>> from summaryminer.lexicons import load
        >>> from summaryminer.naming.vocabulary import vocabulary
        >>> visited("抽查了辖区", vocabulary(load())), visited("全镇辖", vocabulary(load()))
        ('抽查', '辖')
    """
    at, doing = max((before.rfind(word), word) for word in words.visiting.words)
    within = before.rfind(words.within)
    if within >= 0 and words.lead.at_start(before, within) > len(words.within):  # 辖区
        within = -1
    return doing if at > within else words.within
