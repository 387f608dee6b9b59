"""The thing that stands behind its number (有56名志愿者, 投资3亿元的环湖公路), told from what only goes on behind it."""

from __future__ import annotations

from summaryminer.naming.clauses import Slot
from summaryminer.naming.context import Context
from summaryminer.naming.gatherings import visited
from summaryminer.naming.partners import join
from summaryminer.naming.phrases import LONGEST, Cutter, Phrase
from summaryminer.naming.sharing import done_to
from summaryminer.records import Quantity

__all__ = ["Behind"]

_SHORT = 2  # a thing of so few characters wants to be told what it belongs to
_NAMED = 2  # a word of demand right behind 的 leaves no thing to be named
_DEMAND = 8  # how far behind 的 a word may stand that makes a demand of a number
_GRADE = 3  # the name of a grade is no longer: B级, 红色
_OFFICE = 6  # how long what counts offices may be: 直属二级单位
_PART = 5  # a longer phrase with 的 names its thing itself


class Behind:
    """Finds the thing behind a number.

    Args:
        context: what was told before it.
        cutter: cuts phrases.
    """

    def __init__(self, context: Context, cutter: Cutter) -> None:
        self._context, self._cutter = context, cutter

    def thing(self, slot: Slot, phrase: Phrase, quantity: Quantity, led: str) -> str:
        """The thing that stands behind the number, ``""`` if it stands before.

        Args:
            slot: what stands around the number in its clause.
            phrase: what was cut from the text before it.
            quantity: the number.
            led: what stands before the numbers of the sentence, near its end.
        """
        words = self._cutter.words
        after = slot.after.removesuffix(words.of)
        if words.of in after and words.preposition.at_end(slot.before):
            told, _, whom = after.partition(words.of)
            story = words.verb.at_start(after) >= _NAMED or not words.narrative.isdisjoint(told)
            after = whom if story and len(told) > _PART and len(whom) >= _NAMED else after  # 对36家|整改不到位的|经营户
        if (listed := self._offices(after, slot.before)) > 0:
            return self._cutter.fit(after[:listed])
        if task := words.task.at_start(after):
            done = words.predicate.match(after, task)
            verb = 0 if phrase.text else words.verb.at_start(after, task)
            at = done.end() if done else task + verb if verb >= _NAMED else 0
            named = self._cutter.after(after[at:]).text if at and quantity.kind != "count" else ""
            return join(self._context.partner(named), named, self._cutter) if named and words.empty(named) else named
        if quantity.kind == "money" and (purpose := self._spent(after, slot.before, phrase)):
            return purpose
        aid = after.removeprefix(words.of)
        if quantity.kind == "rate" and aid != after and aid in words.paid and phrase.text and not self._context.dependent(phrase.text):
            share = aid + words.counted[quantity.unit] if quantity.unit in words.counted else aid  # 对孤儿参保给予80%的资助
            return self._cutter.fit(phrase.text, LONGEST - len(share)) + share
        if (after and after in words.inside_place) or words.bound_head(after) > 1 or not self._follows(after, slot.before, phrase, quantity):
            return ""
        named = (quantity.kind == "money" and phrase.text and self._paid(after)) or self._cutter.after(after).text
        if quantity.unit in words.surface:
            named = self._cutter.following(after)[0] or named
        core = "" if phrase.listed or quantity.unit in words.surface else phrase.text
        if not named:
            return ""
        body = len(named) == 1 and named in words.part_body  # 2个中心、5个站
        if named in words.classifier and (core or not body):
            return ""
        if len(named) == 1:
            own = core and not self._context.dependent(core) and not words.visiting.at_start(core)
            if own:
                return core + named
            return visited(led, words) + named if named in words.place else named if body and not core else ""
        if core and slot.after.startswith(words.of) and words.generic.covers(core) and core not in words.solve:
            return join(named, core, self._cutter)
        if words.empty(named):
            if reached := self._reached(slot, named, quantity):
                return reached
            if slot.before in words.and_so_on:
                return named  # 办结率98%等六项指标
            partner = core if core and not self._context.dependent(core) else self._context.partner(named)
            return join(partner, named, self._cutter)
        described = phrase.modifier or quantity.kind == "money" or core in words.verb or words.each_thing.at_start(core)
        if core and (described or (len(named) <= _SHORT and "、" not in core and not self._context.dependent(core))):
            return self._described(core, named, self._cutter.following(after)[0])
        return self._cutter.fit(named)

    def _offices(self, after: str, before: str) -> int:
        """Where the names of offices begin that are listed right behind what counts them: 内设6个|科室|办公室、财务科; 0 if none are."""
        words = self._cutter.words
        if after.count("、") < _NAMED or not words.set_up.at_end(before):
            return 0
        return next((at for at in range(_NAMED, _OFFICE + 1) if words.whole_body.at_end(after, at) and after[at : at + 1] not in words.join), 0)

    def _reached(self, slot: Slot, doing: str, quantity: Quantity) -> str:
        """The heading of several numbers of people for whom one thing was done: 对1260户、4830人给予补助; else ``""``."""
        words = self._cutter.words
        of_people = self._context.last.startswith(doing) if slot.joined else self._context.unit not in words.people
        several = slot.shared and of_people and words.scope.at_end(slot.before) and doing in words.verb
        return doing + words.people[quantity.unit] if several and quantity.unit in words.people else ""

    def _spent(self, after: str, before: str, phrase: Phrase) -> str:
        """The heading of a sum whose purpose is told behind it: 投资36万元对主街进行亮化 -> 主街亮化投资; else ``""``."""
        spent = self._cutter.words.spend.at_end(before)
        purpose = done_to(after, self._cutter) if spent and (not phrase.text or self._cutter.words.empty(phrase.text)) else ""
        return self._cutter.fit(purpose, LONGEST - spent) + before[-spent:] if purpose else ""

    def _paid(self, after: str) -> str:
        """What an amount of money was paid as: 物价补贴 of 15元的物价补贴工作."""
        noun, predicate, _ = self._cutter.following(after)
        paid = noun + predicate
        paid = paid[: self._cutter.words.section_stop.tail(paid)]
        return paid if self._cutter.words.grant.at_end(paid) else noun

    def _described(self, core: str, named: str, noun: str) -> str:
        """A thing after the number with what describes it before the number: 申报推荐标准的 + 机构复核."""
        done, perfective, _ = core.partition(self._cutter.words.perfective)
        if perfective and done in self._cutter.words.verb:
            core = done  # 查处了经警告不改的|餐饮单位
        if len(core) + len(named) <= LONGEST:
            return core + named
        if len(core) <= _NAMED:
            return self._cutter.fit(named)
        named = self._cutter.fit(named, LONGEST - _PART)
        if len(core) > len(noun) > 1:
            core = core.replace(noun, "")
        return self._cutter.fit(core, LONGEST - len(named)) + named

    def _follows(self, after: str, before: str, phrase: Phrase, quantity: Quantity) -> bool:
        """Does the thing stand after the number?"""
        words = self._cutter.words
        if after.startswith(words.so_on) and words.keep.at_start(after) < _NAMED and phrase.text and not words.empty(phrase.text):
            return False  # 电脑2台、酒精测试仪13部等设备
        if quantity.kind == "count" and len(after) > _NAMED and phrase.text in words.solve:
            return True
        if after.startswith(words.of):
            demand = (at for at in range(1, min(len(after), _DEMAND)) if words.demand.at_start(after, at))
            if at := next(demand, 0):
                return at > _NAMED and quantity.kind == "count"
            doing = quantity.kind == "count" and (words.lead.at_start(before) or words.verb.at_start(before))
            if len(after) > _GRADE and (doing or (quantity.kind != "rate" and words.generic.covers(phrase.text))):
                return True
        if quantity.kind == "rate":
            if before.endswith(words.perfective):
                return not words.bound_head(after) and not words.adverb.at_start(after)
            return after.startswith(words.of) and len(after) > 2 and (not phrase.text or phrase.text in words.verb or words.join.at_end(before) > 0)
        place = words.settlement.at_end(phrase.text) or phrase.text[-1:] in words.place
        if place and len(phrase.text) <= _PART and words.have.at_end(before) and quantity.kind == "count":
            return True  # 河西街道有56名志愿者
        if phrase.text and words.adverb.at_start(after):
            return False
        if "、" in phrase.text and words.sum.at_end(before) and words.settlement.at_end(phrase.text) and not words.verb.at_start(after):
            return len(self._cutter.following(after)[0]) >= _NAMED  # 南苑、北苑小区共360套安置房
        if quantity.unit in words.stretch and not words.dimension.at_end(before) and not words.verb.at_start(after):
            noun = self._cutter.following(after)[0]
            if noun[:1] not in words.numerals and words.line.at_end(noun, min(words.generic.tail(noun), words.verb.tail(noun))):
                return True  # 张村3公里水泥路
        if quantity.kind in ("measure", "money") and len(after) > _NAMED and after[-1] in words.cases and not words.empty(phrase.text):
            return True  # 走私260吨冻品案
        if quantity.kind == "measure" and words.verb.covers(phrase.text) and not words.verb.at_start(after):
            return True
        if quantity.unit in words.surface and (place or words.empty(phrase.text) or len(phrase.text) <= _SHORT):
            return len(noun := self._cutter.following(after)[0]) >= _NAMED and not words.empty(noun)  # 30万亩优质水稻
        if quantity.kind == "money" and (verb := words.verb.at_start(after)) and words.adverb.at_start(after, verb):
            return False
        if not phrase.text or phrase.text in words.verb:
            return True
        if quantity.kind == "money" and words.spend.at_end(before) and words.verb.at_start(after) >= _NAMED and words.empty(phrase.text):
            return after not in words.verb  # 筹资12万元修缮敬老院
        if quantity.kind == "measure" and phrase.listed:
            return len(after) > _NAMED and not words.verb.at_start(after)
        if quantity.kind == "money":
            return words.grant.at_end(self._paid(after)) > 0 and not words.generic.at_end(phrase.text)
        if quantity.kind != "count":
            return False
        if phrase.modifier or words.preposition.at_end(words.body_end.sub("", before)):
            return True
        if words.verb.at_start(after) and after not in words.verb:
            return False
        return quantity.unit in words.classifier or not quantity.unit or words.verb.at_end(phrase.text) > 0
