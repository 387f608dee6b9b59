"""Cutting the phrase that names a quantity out of the text before and after it."""

from __future__ import annotations

from typing import NamedTuple

from summaryminer.naming.doers import Doers
from summaryminer.naming.segmenter import Segmenter
from summaryminer.naming.vocabulary import Vocabulary

__all__ = ["LONGEST", "Cutter", "Phrase"]

LONGEST = 14
"""The most characters a heading has."""
_LONG = 10  # longer headings lose their stop words
_PREDICATE = 6
_ROW = 10  # how far before a number the word may stand that makes a row of numbers
_NAMED = 2  # the shortest name of a thing
_LEFT = 4  # as long as this, what stands before a verb of doing names its thing
_BODY = 10  # how long the name of a body with its head's title may be


class Phrase(NamedTuple):
    """A phrase cut from a clause.

    Args:
        text: the phrase, ``""`` if nothing is left of it.
        modifier: did it end in 的, so that it only describes a thing named elsewhere?
        listed: is it a list of names that the number sums up (甲村、乙村等12个村)?
        whole: is it said of the reporting body as a whole (全镇总面积)?
        share: is the quantity the share of something (占…的)?
        changed: does a word of change lead to the number (增长9.8%)?
        owner: of what measure is it the part (标准 of 标准为中学850元)?
        respective: does it open a row of numbers that belong to a row of things (分别为)?
    """

    text: str
    modifier: bool = False
    listed: bool = False
    whole: bool = False
    share: bool = False
    respective: bool = False
    changed: bool = False
    owner: str = ""


class Cutter:
    """Cuts phrases with the word lists, and asks the segmenter only where a word's limits are in doubt.

    Args:
        words: compiled word lists.
        segmenter: cuts a clause into words.

    Example:
        >>> from summaryminer.lexicons import load
        >>> from summaryminer.naming.segmenter import segmenter
        >>> from summaryminer.naming.vocabulary import vocabulary
        >>> cutter = Cutter(vocabulary(load()), segmenter())
        >>> cutter.before("截至目前，我镇高血压规范管理率已达到".split("，")[1]).text
        '高血压规范管理率'
        >>> cutter.after("孕产妇提供免费健康管理").text
        '孕产妇免费健康管理'
    """

    def __init__(self, words: Vocabulary, segmenter: Segmenter) -> None:
        self.words = words
        self._segmenter = segmenter
        self._doers = Doers(words, self.strip_lead)

    def before(self, text: str, rate: bool = False, amount: bool = False) -> Phrase:
        """The phrase that ends just before a quantity; a rate may be the share of something (占…的), an amount be set for a part."""
        words = self.words
        if words.each_first in text:
            text = words.each.sub("", text)
        if words.every_first in text:
            text = words.every.sub("", text)
        if not words.per_head_chars.isdisjoint(text):
            text = words.per_head_has.sub(r"\1", text)
        share = rate and (at := self._share(text)) >= 0
        if share:
            text = text[:at]
        text, said = self._strip_tail(text)
        if not words.compare_chars.isdisjoint(text) and (compared := words.compare.search(text)):
            text, more = self._strip_tail(text[: compared.start()])
            said = (said | more) - {words.of}
        listed = not said.isdisjoint(words.and_so_on.words) and "、" in text
        text, row = self._row(text)
        text = self._doers.to_whom(self._doers.with_whom(text))
        bare = self.strip_lead(text)
        bare = self._doers.received(text, self._doers.without_body(bare))
        own = words.body.match(text) is not None
        whole = own and (not bare or bare.startswith(words.total) or (text[0] == words.all_of and (bare in words.verb or bare in words.extent)))
        bare, owner = self._part(self._doers.within_body(bare), rate, amount)
        if rate and len(bare) > LONGEST and (at := self._weighed(bare)) > 1:
            return Phrase(bare[:at], share=True)
        text = bare if owner else self._head(self._measure(self._object(bare)))
        text = text if (len(text) > 1 or text in words.part) and not (text in words.bound and text not in words.generic) else ""
        row = row or not said.isdisjoint(words.respective.words)
        changed = any(word[-1] not in words.reached and any(sign in word for sign in words.moved.words) for word in said)
        return Phrase(text, said == {words.of}, listed, whole, share, row, changed, owner)

    def after(self, text: str) -> Phrase:
        """The thing that follows a quantity, with what was done to it: 孕产妇提供免费健康管理 -> 孕产妇免费健康管理."""
        noun, predicate, done = self.following(text)
        if not noun:
            named = self.strip_lead(predicate)
            if len(predicate) <= _PREDICATE and self.words.head_noun.at_end(predicate):
                return Phrase(predicate)  # 新开工项目
            return Phrase(self.fit(named, _LONG) if _LEFT <= len(named) < len(predicate) else self.fit_right(predicate, _PREDICATE))
        if len(noun) + len(predicate) <= _LONG:
            return Phrase((noun + predicate).replace(self.words.of, ""))
        if not done:
            if predicate and len(noun) > _LONG and (joint := self.words.joint.search(noun, 2)):
                noun, predicate = noun[: joint.start()] if joint.start() > 2 else self.words.joint.split(noun)[-1], ""
            return Phrase(self.fit(noun + predicate))
        if len(predicate) > _PREDICATE:
            predicate = self.fit(predicate, max(_PREDICATE, _LONG + 2 - len(noun)))
        room = LONGEST - len(predicate)
        owner, _, part = noun.partition(self.words.of)
        if part and len(owner) <= _PREDICATE:
            return Phrase(owner + self.fit_right(part, room - len(owner)) + predicate)
        return Phrase(self.fit(noun, room) + predicate)

    def following(self, text: str) -> tuple[str, str, bool]:
        """What follows a quantity: the noun, the predicate, and whether that was opened by a verb that only says doing."""
        words = self.words
        text = text[words.bound_head(text) :].removeprefix(words.of)
        if words.each_first in text and (each := words.each.search(text, _NAMED)):
            text = text[: each.start()]  # 困难职工|每人每年发放
        for task in words.task.words:
            if task[0] == words.of and (at := text.find(task)) > 0:
                text = text[:at]
        for at in range(1, min(len(text), _BODY)):
            if (title := words.title.at_start(text, at)) and len(text) - at - title > 2 and words.keep.at_start(text, at) <= title:
                return self.strip_lead(text[at + title :]), "", False
        if words.verb.at_start(text) >= 2:
            return "", text, False
        match = words.predicate.search(text, 1)
        if match and text[: match.start()] not in words.breaks:  # 未办理许可证
            noun, predicate = text[: match.start()], text[match.end() :]
            noun = self._without_break(noun)  # 工程|已|完成封顶
            predicate = predicate[words.particle.head(predicate) :]
        else:
            noun, predicate = self._split_verb(text)
            noun = self._without_inside(noun)
            return noun if noun in words.counted_thing else self.strip_lead(noun), self._strip_tail(predicate)[0], False
        for at in range(1, len(noun) - 1):
            if words.breaks.at_start(noun, at) >= 2 and words.keep.at_start(noun, at) < 2:
                noun = noun[:at]
                break
        return noun if noun in words.counted_thing else self.strip_lead(noun), self._strip_tail(predicate)[0], True

    def strip_lead(self, text: str) -> str:
        """Text without the words at its left end that are no part of a heading."""
        words = self.words
        while text:
            if text[0] in words.body_firsts and (body := words.body.match(text)) and words.keep.at_start(text) < body.end():
                length = body.end()
            else:
                length = words.lead.at_start(text)
                if not length or words.keep.at_start(text) > length or words.bound_to(text, length):
                    break
                if text[0] == words.fresh and length == 1 and (words.verb.at_start(text, 1) > 1 or words.line.at_start(text, 2) >= _NAMED):
                    break  # 新杨|公路
                if text.startswith(words.either, length):
                    break  # 建成|或在建
                if length == 1 and text[0] not in words.lead_sure and not self._is_word(text, 1):
                    break
            text = text[length:]
        return text

    def strip_tail(self, text: str) -> str:
        """Text without the words at its right end that only lead to a number."""
        return self._strip_tail(text)[0]

    def fit(self, text: str, limit: int = LONGEST) -> str:
        """Text of at most ``limit`` characters: a long text loses its stop words, then what 和 joins to a thing, then words from the left."""
        words = self.words
        if len(text) <= min(limit, _LONG):
            return text
        if len(text) > limit and (age := words.age.match(text)):
            text = text[age.end() :]
        if "、" in text and len(text) > limit and words.rate.at_end(text):
            text = self._last_rates(text, limit)
        text = text.replace(words.of, "").replace("、", "")
        if len(text) <= min(limit, _LONG) or (len(text) <= limit and not words.stopping.search(text)):
            return text
        cut = self._segmenter.words(text)
        kept, at = [], 0
        for word in cut:
            inside = words.keep.at_start(text, at) > len(word)  # 在 of 在岗
            if inside or word not in words.stop or word in words.join:
                kept.append(word)
            at += len(word)
        if cut[-1] in words.head_noun and kept[-1:] != cut[-1:]:
            kept.append(cut[-1])
        length = sum(map(len, kept))
        joint = next((at for at, word in enumerate(kept) if word in words.join), 0)
        named = words.generic.at_end(text) > 0 and sum(map(len, kept[:joint])) >= _LEFT
        while named and joint < len(kept) - 2 and length > limit:
            length -= len(kept.pop(joint))
        if length > limit:
            rest = kept[joint + 1 :] if joint else []
            twice = "".join(rest)[:_LEFT] in "".join(kept[:joint])  # 青年文明号|和|青年文明号标兵
            kept = rest if rest and twice else [word for word in kept if word not in words.join]
            length = sum(map(len, kept))
        first = 0
        while first < len(kept) - 1 and length > limit:
            length -= len(kept[first])
            first += 1
        return "".join(kept[first:])[-limit:]

    def _last_rates(self, text: str, limit: int) -> str:
        """Of a row of rates that share a number, the last ones that fit whole: 建册率、住院分娩率、产后访视率 -> 住院分娩率、产后访视率."""
        items = text.split("、")
        rates = all(map(self.words.rate.at_end, items))
        while rates and len(items) > 1 and len("、".join(items)) > limit:
            items.pop(0)
        return "、".join(items)

    def fit_right(self, text: str, limit: int) -> str:
        """The first words of a text, at most ``limit`` characters, without stop words."""
        kept = ""
        for word in self._segmenter.words(text[: 2 * limit]):
            if word in self.words.join or len(kept) + len(word) > limit:
                break
            if word not in self.words.stop:
                kept += word
        return kept

    def _row(self, text: str) -> tuple[str, bool]:
        """Of 甲类、乙类传染病分别报告 the row and what it says of each: 甲类、乙类传染病报告."""
        words = self.words
        end = text[-_ROW:]
        if not words.respective_firsts.isdisjoint(end):
            for match in words.rowing.finditer(end):
                at = len(text) - len(end) + match.start()
                rest = text[at + len(match.group()) :]
                if words.empty(rest):
                    return text[:at] + rest, True
        return text, False

    def is_share(self, text: str) -> bool:
        """Does the text before a number make it the base of a share (占17家乡镇卫生院的82.4%)?"""
        return self._share(text) >= 0

    def _share(self, text: str) -> int:
        """Where the last word begins that makes of a rate a share (占), -1 if none does."""
        words = self.words
        for match in reversed([*words.sharing.finditer(text)]):
            if words.keep.at_start(text, match.start()) <= len(match.group()) and not words.rate.at_end(self._strip_tail(text)[0]):
                return match.start()
        return -1

    def _weighed(self, text: str) -> int:
        """Where 占 begins in 第二产业投资占固定资产投资的比重, 0 if the text ends in no such share."""
        words = self.words
        match = next(words.sharing.finditer(text, 1), None) if words.rate.at_end(text) > 1 else None
        return match.start() if match and words.keep.at_start(text, match.start()) <= len(match.group()) else 0

    def _strip_tail(self, text: str) -> tuple[str, set[str]]:
        """Text without the words at its right end that only lead to a number; then those words, 的 only if it came first."""
        words = self.words
        said: set[str] = set()
        while text and (length := words.tail.at_end(text)):
            word = text[-length:]
            if words.keep_tail.at_end(text) > length or (length == 1 and word not in words.tail_sure and not self._is_word(text, -1)):
                break
            if words.of in said and word not in words.tail_of and not words.tail.covers(text):
                break
            said.add(word)
            text = text[:-length]
            if word in words.demanding or words.demand.at_end(word):
                text = words.without_issuer(text)
        return text, said

    def _object(self, text: str) -> str:
        """Of 为老年人提供健康体检 the thing and what was done, of 卫生院开展健康讲座 what was done."""
        words = self.words
        at = 1
        while match := words.opening.search(text, at):
            at = match.end()
            if at >= len(text) or words.bound_to(text, at) or words.inside(text, match.start(), at):
                continue
            left, right = text[: match.start()], self.strip_lead(text[at:])
            if match.group() in words.doing and (inner := self._inner(left)) >= 0:
                return left[inner + 1 :] + right
            if match.group() in words.achieve and words.generic.at_end(right) and len(left) > words.earner.at_end(left) > 0:
                return left + right if len(left) + len(right) <= LONGEST else right
            if len(right) >= 2 and right not in words.verb and not words.generic.covers(right):
                text, at = right, 1
            elif right and (len(left) >= _LEFT or match.group() not in words.doing):
                return left + right
        return text

    def _part(self, text: str, rate: bool, amount: bool) -> tuple[str, str]:
        """Of 公用经费标准为中学, or of a rate 床位使用率县级医院, the part's name and the measure: 中学公用经费标准, 公用经费标准."""
        words = self.words
        linked = (words.equals, words.by)
        for at in range(max(len(text) - _BODY, _LEFT - 1), len(text) - 1) if (rate or amount) and self.is_part(text) else ():
            told = words.rate.at_end(text, at) if rate else words.set_measure.at_end(text, at)
            named = (told > 1 or text[at - 1] == words.rate_noun) and text[at - told : at] not in words.verb
            if named and text[at] not in linked and words.keep.at_start(text, at - 1) < 2:
                owner = self.strip_lead(text[:at])
                return text[at:] + self.fit(owner, LONGEST - len(text) + at), owner
        owner, found, part = text.rpartition(words.equals)
        if not found:
            owner, found, part = text.rpartition(words.by)  # 养护经费按县道每公里1万元
        told = words.set_measure.at_end(owner) or words.grant.at_end(owner)
        if found and told and 2 <= len(part) <= _LEFT and not words.keep.at_start(text, len(owner)) > 1:
            owner = self._object(owner)
            return part + self.fit(owner, LONGEST - len(part)), owner
        return text, ""

    def is_part(self, text: str) -> bool:
        """Does a phrase end in the name of a place, body, group or grade of which a measure is told beside others (城区, 乡镇卫生院, 女性)?"""
        words = self.words
        kind = words.part.at_end(text) > 1 or text[-1:] in words.place or words.part_body.at_end(text) or words.grade.at_end(text)
        return bool(words.part.at_end(text) and kind) and text not in words.issuer

    def without_part(self, rate: str) -> str:
        """The name of a rate without the part that it begins with: 病床使用率 of 县医院病床使用率; ``""`` if only a measure is left."""
        ends = range(min(len(rate) - _LEFT + 1, _PREDICATE), _NAMED - 1, -1)
        at = next((at for at in ends if self.words.part.at_end(rate, at) and self.last_words(rate, len(rate) - at) == rate[at:]), 0)
        return rate[at:] if len(rate) - at >= _LEFT - 1 else ""

    def _inner(self, text: str) -> int:
        """Where the last word stands after which the thing begins (为老年人), -1 if none does; 对 of 面对面 is none."""
        words = self.words
        places = (at for at in range(len(text) - 1, -1, -1) if words.inner.at_start(text, at))
        return next((at for at in places if words.keep.at_start(text, at) < 2 and (not at or words.keep.at_start(text, at - 1) < 2)), -1)

    def _measure(self, text: str) -> str:
        """Of a phrase too long, 参加企业职工养老保险的村医人数, what describes the thing and the measure."""
        if len(text) <= LONGEST + 1:
            return text
        described, _, head = text.rpartition(self.words.of)
        if (issuer := self.words.issuer.at_start(described)) and described[issuer:] in self.words.tail:
            return head
        tail = self.words.generic.tail(head)
        if len(described) < _LEFT or tail == len(head) or "、" in text:
            return text
        measure, described = head[tail:], self.fit(described, LONGEST - 2)
        shared = next((n for n in range(len(measure), 1, -1) if described.endswith(measure[:n])), 0)
        return described[: len(described) - shared] + measure

    def _head(self, text: str) -> str:
        """Of 呼吸机、监护仪等救治设备 the name of them all; of a long phrase with 的 what stands after it."""
        for word, longest in ((self.words.so_on, 2), (self.words.of, 2 * LONGEST)):
            before, found, after = text.rpartition(word)
            named = not self.words.generic.covers(after) or self.words.paper.at_end(after)
            described = len(text) > longest or (word == self.words.of and self.words.equals in before)  # 以镇长为组长的领导小组
            if found and len(before) >= 2 and described and len(after) >= 3 and named:
                field = self.words.field_of.at_start(after) if word == self.words.so_on else 0
                text = after[field:] if len(after) - field >= _NAMED else after  # 市场准入等|环节|受贿犯罪
        return text

    def _split_verb(self, text: str) -> tuple[str, str]:
        """A noun and the predicate that follows it, at the first verb after the first word; what only breaks the noun off is dropped."""
        words = self.words
        for at in range(2, len(text) - 1):
            if len(text) > _PREDICATE - 1 and words.verb.at_start(text, at) >= 2:
                state = words.state.at_start(text, at)
                return text[:at], text[at + (state if state >= _NAMED else 0) :]
            broken = words.breaks.at_start(text, at)
            if broken == 1 and text[at] == words.already and not words.keep.at_start(text, at):
                told = self.strip_lead(text[at + 1 :])
                said = _NAMED <= len(told) <= _LEFT and not words.breaks.at_start(told)
                return self._without_break(text[:at]), told if said else ""  # 标段|已|进场
            doing = broken == 1 and text[at] in words.state and max(words.verb.at_start(text, at + 1), words.lead.at_start(text, at + 1)) >= _NAMED
            if doing and not words.keep.at_start(text, at):
                return self._without_break(text[:at]), text[at + 1 :] if len(text) - at <= _PREDICATE + 1 else ""  # 乡镇|均|设立服务站
            long = broken > 1 or at > _LEFT or len(text) - at > _PREDICATE
            if broken and long and not words.keep.at_start(text, at):
                return text[:at], ""
        return text, ""

    def _without_break(self, noun: str) -> str:
        """Of 标段均 the thing alone."""
        while 0 < (length := self.words.state.at_end(noun)) <= len(noun) - _NAMED and self.words.keep_tail.at_end(noun) <= length:
            noun = noun[:-length]
        return noun

    def _without_inside(self, noun: str) -> str:
        """Of 件信访|中 the thing alone."""
        words = self.words
        inside = len(noun) > 2 and noun[-1] in words.inside_place and not words.keep_tail.at_end(noun) > 1
        return noun[:-1] if inside and self._is_word(noun, -1) else noun

    def last_words(self, text: str, least: int) -> str:
        """The last words of a text that together have the least number of characters: 幼儿毛入园率 -> 入园率."""
        tail = ""
        for word in reversed(self._segmenter.words(text)):
            tail = word + tail
            if len(tail) >= least:
                break
        return tail

    def _is_word(self, text: str, side: int) -> bool:
        """Is the first (1) or last (-1) character a word of its own?"""
        near = text[:8] if side == 1 else text[-8:]
        cut = self._segmenter.words(near)
        return len(cut[0] if side == 1 else cut[-1]) == 1
