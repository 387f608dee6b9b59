"""What the quantities of one clause share: text beside one of them that belongs to another, too.

Every function here changes the slots of a clause in place, before headings are cut from them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from summaryminer.naming.clauses import MARK, Clause, Slot
from summaryminer.naming.phrases import LONGEST, Cutter
from summaryminer.records import Quantity

__all__ = ["done_to", "share", "spent_on"]

_NAMED = 2  # the shortest name of a thing
_WITHIN = ("，", ",")  # what parts the clauses of one part of a sentence


def share(places: Sequence[Slot], quantities: Sequence[Quantity], cutter: Cutter) -> list[bool]:
    """Give every slot of a clause the text that it shares with its neighbours.

    Args:
        places: the slots; what they hold is changed.
        quantities: their quantities.
        cutter: cuts phrases.

    Returns:
        Of each slot but the last, whether it and the next count the same thing in two ways (折页12种2.4万份).

    Example:
        >>> from summaryminer.lexicons import load
        >>> from summaryminer.naming.clauses import MARK, Clause, slots
        >>> from summaryminer.naming.segmenter import segmenter
        >>> from summaryminer.naming.vocabulary import vocabulary
        >>> words = vocabulary(load())
        >>> found = [Quantity(2, 6, "326户", 326, 326, 326, "户", "count"), Quantity(6, 10, "815人", 815, 815, 815, "人", "count")]
        >>> places = slots(Clause("", f"全镇{MARK}{MARK}享受低保", "。"), found, words)
        >>> share(places, found, Cutter(words, segmenter())), places[0].after
        ([True], '享受低保')
    """
    paired = [not one.after and not two.before and not two.joined for one, two in pairwise(places)]
    _attribute(places, quantities, cutter)
    _cases(places, quantities, cutter)
    if paired:
        _limit(places, quantities, cutter)
        _after(places, paired, cutter)
        _both(places, cutter)
        _scope(places, paired, cutter)
        _predicate(places, cutter)
        _thing(places, quantities, cutter)
        _received(places, quantities, cutter)
        _purpose(places, quantities, cutter)
    return paired


def spent_on(clause: Clause, following: Clause, cutter: Cutter) -> str:
    """What the sum that ends a clause was spent on, as the clause after it says, ``""`` if it does not.

    Only a clause that begins a sentence or its part looks ahead; elsewhere the thing stands before: 新建桥梁2座，投资80万元，….

    Args:
        clause: the clause of the sum.
        following: the clause after it.
        cutter: cuts phrases.

    Example:
        >>> from summaryminer.lexicons import load
        >>> from summaryminer.naming.segmenter import segmenter
        >>> from summaryminer.naming.vocabulary import vocabulary
        >>> cutter = Cutter(vocabulary(load()), segmenter())
        >>> spent_on(Clause("", f"投资{MARK}", "，"), Clause("，", f"改造老旧管网{MARK}", "。"), cutter)
        '老旧管网'
    """
    words = cutter.words
    before, _, after = clause.text.partition(MARK)
    if after or clause.opener in _WITHIN or following.opener not in _WITHIN or not words.spend.at_end(before):
        return ""
    if done := done_to(following.text.partition(MARK)[0], cutter):
        return done
    doing = cutter.before(following.text.partition(MARK)[0]).text
    verb = words.verb.at_start(doing)
    if verb < _NAMED or words.reach.at_start(doing) or words.total in before:
        return ""
    purpose = cutter.strip_lead(doing[verb:])
    told = _NAMED <= len(purpose) <= LONGEST and words.narrative.isdisjoint(purpose) and not words.empty(purpose)
    return purpose if told else ""


def done_to(text: str, cutter: Cutter) -> str:
    """Of 对老公路、乡村道路进行修复 what was done to the last thing (乡村道路修复), ``""`` if the text tells no such thing.

    Args:
        text: what stands behind a number.
        cutter: cuts phrases.
    """
    words = cutter.words
    if words.inner.at_start(text) != 1:
        return ""
    noun, predicate, done = cutter.following(text[1:])
    noun = words.joint.split(noun)[-1]
    told = done and predicate and len(noun) >= _NAMED and words.narrative.isdisjoint(noun + predicate)
    return noun + predicate if told else ""


def _attribute(places: Sequence[Slot], quantities: Sequence[Quantity], cutter: Cutter) -> None:
    """投资860万元、占地12亩的垃圾中转站: numbers that describe one thing are put behind it, each with its measure."""
    for (place, following), (one, other) in zip(pairwise(places), pairwise(quantities), strict=True):
        if one.kind == "count" and other.kind == "measure" and place.after in cutter.words.dimension and not following.before:
            following.before, place.after = place.after, ""  # 3条|总长42公里
    for end, (place, quantity) in enumerate(zip(places, quantities, strict=True)):
        described = place.after[cutter.words.dimension.at_start(place.after) :]
        next_counts = end + 1 < len(places) and quantities[end + 1].unit in cutter.words.classifier
        if not described and next_counts and places[end + 1].before.startswith(cutter.words.of):
            described = cutter.strip_tail(places[end + 1].before)  # 占地12亩的垃圾中转站1座
        if quantity.kind not in ("money", "measure") or quantity.bound != "exact" or not described.startswith(cutter.words.of):
            continue
        noun = cutter.following(described)[0]
        while ending := max(cutter.words.join.at_end(noun), cutter.words.verb.at_end(noun)):
            noun = noun[:-ending]  # 综合楼|已|竣工|并|投入使用
        if len(noun) < _NAMED or cutter.words.empty(noun) or cutter.words.demand.at_end(noun) or cutter.words.demand.at_start(noun):
            continue
        run: list[tuple[Slot, str]] = []
        for number in range(end, -1, -1):
            measure = _described_by(places[number], quantities[number], cutter)
            if measure is None or (number < end and places[number].after not in ("", measure)):
                break
            run.append((places[number], measure))
        if len(run) > 1 or (run and described != place.after):
            for slot, measure in run:
                slot.before, slot.after = (noun if len(noun) + len(measure) <= LONGEST else cutter.fit(noun, LONGEST - len(measure))) + measure, ""


def _cases(places: Sequence[Slot], quantities: Sequence[Quantity], cutter: Cutter) -> None:
    """刑事案件立了108件，破了71件: the noun for a verb of one character before a number of cases."""
    words = cutter.words
    for place, quantity in zip(places, quantities, strict=True):
        done = place.before.removesuffix(words.perfective)
        noun = words.closing_cases.get(done[-1:], "") if quantity.unit in words.cases and done != place.before else ""
        if noun and cutter.last_words(done, 1) == done[-1]:
            place.before = done[:-1] + noun


def _described_by(place: Slot, quantity: Quantity, cutter: Cutter) -> str | None:
    """The measure by which a number describes what follows (投资, 长), ``""`` if it counts that; ``None`` if it names a thing itself."""
    words = cutter.words
    if dimension := words.dimension.at_start(place.after):
        return place.after[:dimension]
    length = words.dimension.at_end(place.before)
    doing = place.before[: len(place.before) - length].removesuffix(words.perfective)
    if length and (not doing or words.verb.covers(cutter.strip_lead(doing) or doing)):
        return place.before[-length:]
    measure = cutter.before(place.before).text
    if measure and words.empty(measure) and quantity.kind in ("money", "measure"):
        return measure
    return "" if not place.before and quantity.kind == "count" else None


def _limit(places: Sequence[Slot], quantities: Sequence[Quantity], cutter: Cutter) -> None:
    """纳税超百万元的企业6家: a limit before the thing belongs to its name."""
    words = cutter.words
    for (place, following), limit in zip(pairwise(places), quantities, strict=False):
        thing = cutter.strip_tail(following.before)
        noun = thing.removeprefix(words.of)
        described = following.before.startswith(words.of) and noun in words.limited
        if limit.bound not in ("at_least", "at_most") or place.after or not described:
            continue
        core = cutter.before(place.before).text
        sign = cutter.strip_tail(place.before)
        told = place.before[len(sign) :] if sign.endswith(core) else ""
        name = core + told + limit.text + noun
        if not told or words.compare.search(name):  # 高于40%: would be taken for a comparison
            name = core + limit.text + (words.above if limit.bound == "at_least" else words.below) + noun
        if len(name) <= LONGEST:
            following.before = name + following.before[len(thing) :]


def _after(places: Sequence[Slot], paired: Sequence[bool], cutter: Cutter) -> None:
    """326户815人享受低保: what stands after the second number belongs to the first, too, if nothing stands before."""
    for place, following, both in zip(places, places[1:], paired, strict=False):
        if both and following.after and not cutter.before(place.before).text:
            place.after = following.after


def _both(places: Sequence[Slot], cutter: Cutter) -> None:
    """对1260户、4830人给予补助: what was done for the first was done for the second."""
    scope = cutter.words.scope
    for place, following in pairwise(places):
        alone = not place.after and following.joined and not following.before and following.after
        if alone and scope.covers(cutter.strip_lead(place.before) or place.before[-1:]):
            place.after, following.before = following.after, place.before
            place.shared = following.shared = True


def _scope(places: Sequence[Slot], paired: list[bool], cutter: Cutter) -> None:
    """为12个卫生院招聘医生44人: what was done belongs to the places it was done for, too; 对320人补助伙食费8万元."""
    scope = cutter.words.scope
    for number, (place, following) in enumerate(pairwise(places)):
        if not following.before or following.joined:
            continue
        if place.after and scope.at_start(place.before):
            place.after += following.before
        elif not place.after:
            first = next((at for at in range(number, 0, -1) if not paired[at - 1]), 0)
            before = places[first].before
            if scope.covers(cutter.strip_lead(before) or before[-1:]):
                for at in range(first, number + 1):
                    places[at].before, paired[at] = following.before, True


def _predicate(places: Sequence[Slot], cutter: Cutter) -> None:
    """对15家商场、5户宾馆的空调进行检查: what was done belongs to every thing of the list; 与12个村、37家企业签订责任书."""
    words = cutter.words
    for place, following in zip(places[-2::-1], places[:0:-1], strict=True):
        open_ended = words.of not in place.after and not words.predicate.search(place.after, _NAMED)
        if place.after and following.joined and not following.before and open_ended:
            at = following.after.find(words.of)
            match = words.predicate.search(following.after, 1)
            if at < 1 and match:
                at = match.start()
            elif at < 1 and words.scope.at_start(places[0].before):
                at = len(cutter.following(following.after)[0])
            if at >= 1 and following.after[at:] not in words.bound:
                place.after += following.after[at:]


def _thing(places: Sequence[Slot], quantities: Sequence[Quantity], cutter: Cutter) -> None:
    """落实四项手术2160例: between two numbers stands the thing of both, if nothing stands before the first."""
    words = cutter.words
    for (place, following), quantity in zip(pairwise(places), quantities, strict=False):
        if place.after or not following.before or following.joined or quantity.unit not in words.classifier:
            continue
        thing = cutter.before(following.before).text
        named = thing == following.before and thing not in words.verb and not words.empty(thing)
        if named and not cutter.before(place.before).text:
            place.after = thing


def _received(places: Sequence[Slot], quantities: Sequence[Quantity], cutter: Cutter) -> None:
    """320人次得到医疗救助96万元: people are told by what they got."""
    words = cutter.words
    for (place, following), (one, other) in zip(pairwise(places), pairwise(quantities), strict=True):
        got = other.kind == "money" and one.unit in words.counted and words.receiving.at_start(following.before)
        if got and not place.after and not following.joined and not cutter.before(place.before).text:
            place.before = following.before


def _purpose(places: Sequence[Slot], quantities: Sequence[Quantity], cutter: Cutter) -> None:
    """投入90万元新建卫生室3所: what the money was for stands before the number that follows."""
    words = cutter.words
    for place, following, quantity in zip(places, places[1:], quantities, strict=False):
        spent = words.spend.at_end(place.before)
        if quantity.kind != "money" or place.after or following.joined or not spent:
            continue
        purpose = following.before
        if done := done_to(purpose + following.after, cutter) if purpose in words.inner else "":
            place.before = done + place.before[-spent:]
            continue
        if (verb := words.verb.at_start(purpose)) >= _NAMED:
            purpose = cutter.strip_lead(purpose[verb:])
        else:
            verb, purpose = len(purpose), cutter.strip_lead(purpose)
        if verb and len(purpose) >= _NAMED and purpose != following.before:
            place.before = purpose + place.before[-spent:]
