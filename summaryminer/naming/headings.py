"""The heading of every figure of a document: what the number measures, as an auditor would write above a column."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, zip_longest

from summaryminer.lexicons import Lexicons
from summaryminer.naming.achieved import Achieved
from summaryminer.naming.behind import Behind
from summaryminer.naming.cells import Cells
from summaryminer.naming.clauses import BRACKETS, MARK, Clause, Masked, Slot, clauses, masked, slots
from summaryminer.naming.completing import completed, paid
from summaryminer.naming.context import PART_ENDS, Context
from summaryminer.naming.finishing import finish, kinds, measure_last, risen
from summaryminer.naming.gatherings import attended, averaged, headed, housed, of_amount
from summaryminer.naming.parallels import in_rows, respective
from summaryminer.naming.partners import join, part_of, share_of, thing
from summaryminer.naming.phrases import LONGEST, Cutter, Phrase
from summaryminer.naming.segmenter import Segmenter
from summaryminer.naming.sharing import share, spent_on
from summaryminer.naming.totals import demanded, summed, total
from summaryminer.naming.twins import Twins
from summaryminer.naming.vocabulary import vocabulary
from summaryminer.naming.yardsticks import Yardsticks
from summaryminer.records import Document, Quantity

__all__ = ["headings"]

_SHORT = 2  # a thing of so few characters wants to be told what it belongs to
_NAMED = 2  # a word of demand right behind 的 leaves no thing to be named
_GRADE = 3  # the name of a grade is no longer: B级, 红色
_LED = 60  # how far back in a sentence it may be told what was done in places
_PART = 5  # a longer phrase with 的 names its thing itself


def headings(
    text: str, document: Document, quantities: Sequence[Quantity], lexicons: Lexicons, segmenter: Segmenter
) -> list[str]:
    """The headings of a document's quantities, in their order: 2 to 14 simplified characters each, never empty.

    Args:
        text: clean text of the source.
        document: the document; offsets clean.
        quantities: its quantities in order; offsets clean.
        lexicons: word lists, of which ``naming.toml`` is used.
        segmenter: cuts a clause into words where rules leave its limits in doubt.

    Example:
        >>> from summaryminer.lexicons import load
        >>> from summaryminer.naming.segmenter import segmenter
        >>> from summaryminer.records import Sentence
        >>> text = "高血压患者管理840人，规范管理率85%。"
        >>> report = Document(1, 0, len(text), "", (), (Sentence(0, len(text)),))
        >>> found = [Quantity(7, 11, "840人", 840, 840, 840, "人", "count"), Quantity(17, 20, "85%", 85, 85, 85, "%", "rate")]
        >>> headings(text, report, found, load(), segmenter())
        ['高血压患者管理', '高血压规范管理率']
    """
    words = vocabulary(lexicons)
    reader = _Reader(document, quantities, Cutter(words, segmenter))
    for sentence in masked(text, document, quantities, words):
        reader.read(sentence)
    cells = Cells(text, document, quantities, reader.cutter, lexicons)
    return [
        finish(cells.heading(quantity) or heading, quantity, reader.cutter)
        for heading, quantity in zip(reader.context.found, quantities, strict=True)
    ]


class _Reader:
    """Names the quantities of a document, sentence by sentence."""

    def __init__(self, document: Document, quantities: Sequence[Quantity], cutter: Cutter) -> None:
        self.quantities, self.cutter = quantities, cutter
        self.context = Context(document, cutter)
        self._behind, self._achieved = Behind(self.context, cutter), Achieved(self.context, cutter)
        self._yardsticks, self._twins = Yardsticks(self.context, cutter), Twins(self.context, cutter)
        self._plain = ""  # heading of the number right before, without what it counts (折页 of 折页12种2.4万份)
        self._told = 0  # how many headings of the sentence stand before this clause
        self._rowed = 0  # how many numbers the last row of the sentence has
        self._led = ""  # what stands before the numbers of the sentence, near its end
        self._base = ""  # of what a rate after 占…家…的 is the share

    def read(self, sentence: Masked) -> None:
        """Find the headings of one sentence's quantities."""
        context = self.context
        context.enter(sentence.sentence.section if sentence.sentence else -1, sentence.before)
        self._twins.enter()
        at, self._rowed, self._led = sentence.first, 0, ""
        for clause, following in zip_longest(clauses(sentence.text), islice(clauses(sentence.text), 1, None)):
            context.open(clause)
            self._yardsticks.enter(clause)
            count = clause.text.count(MARK)
            aside = clause.opener not in BRACKETS and self._leaves_out(clause.text)
            if count:
                context.purpose = spent_on(clause, following, self.cutter) if following else ""
                self._name(clause, following, self.quantities[at : at + count])
                at += count
            elif not aside:
                context.pass_by(clause)
            if aside:
                context.forget(count)
            self._yardsticks.leave(clause)

    def _leaves_out(self, text: str) -> bool:
        """Does a clause tell what is left out of the numbers behind it (除去到期面积2000亩后)?"""
        words = self.cutter.words
        return words.aside.at_start(words.body.sub("", text) if text[0] in words.body_firsts else text) > 0

    def _name(self, clause: Clause, following: Clause | None, quantities: Sequence[Quantity]) -> None:
        context, words = self.context, self.cutter.words
        if words.among.at_start(clause.text) and context.last:
            context.divide(quantities[0].unit)
        elif clause.opener in PART_ENDS and context.parent:
            context.alongside(self.cutter.before(clause.text.partition(MARK)[0]).text)
        places = slots(clause, quantities, words)
        if clause.opener in "：:" and context.scope and not places[0].before:
            places[0].before = context.label  # (已婚：180人，未婚：50人)
        places[0].before = context.resumed(clause, places[0].before)
        paired = share(places, quantities, self.cutter)
        self._told = len(context.scope)
        row: list[str] = []
        for number, (slot, quantity) in enumerate(zip(places, quantities, strict=True)):
            self._base, self._led = "", self._led[-_LED:] + slot.before
            if number and self.cutter.is_share(places[number - 1].before):
                self._base = context.scope[-2] if len(context.scope) > 1 else context.last
            if not row:
                phrase = self.cutter.before(slot.before, quantity.kind == "rate", quantity.kind in ("money", "measure"))
                again = self._rowed and not phrase.text and quantity.kind == "rate"  # …分别为1、2、3，增长1%、2%、3%
                both = not number and self._both(phrase, places, quantities)
                if phrase.respective or again or both or in_rows(phrase.text, places[number:], quantities[number:]):
                    row = self._row(phrase, places[number:], quantity, self._rowed if again else 0)
                    self._rowed = len(row)
            measured = "" if row else self._yardsticks.heading(clause, following, places, quantities, number)
            heading = row.pop(0) if row else measured or self._heading(slot, phrase, quantity)
            heading = self._twins.apart(completed(heading, slot.before, quantity, self.cutter), slot, quantity)
            self._plain = ""
            if number < len(paired) and paired[number]:
                self._plain, heading = heading, kinds(heading, quantity, self.cutter)
            if phrase.owner:
                context.parent = context.owner = phrase.owner
            context.add(heading, quantity)
        if len(places) > 1 and all(place.joined for place in places[1:]):
            context.enlist(len(places))

    def _both(self, phrase: Phrase, places: Sequence[Slot], quantities: Sequence[Quantity]) -> bool:
        """Do as many changes in a row follow as things were counted before them in the sentence: 受理860件，审结812件，同比上升6%和8%?"""
        count = len(quantities)
        if phrase.text or not phrase.changed or count < 2 or self.context.run != count:
            return False
        row = all(place.joined and not place.before and not place.after for place in places[1:])
        return row and len(set(self.context.scope[-count:])) == count and all(quantity.kind == "rate" for quantity in quantities)

    def _row(self, phrase: Phrase, places: Sequence[Slot], quantity: Quantity, wanted: int = 0) -> list[str]:
        """Headings for 甲、乙分别为1、2, from the row before 分别为 or the last headings; empty if neither fits or is not as long as wanted."""
        context, count, rate = self.context, 1, quantity.kind == "rate"
        task = places[0].before.removesuffix(self.cutter.words.of)
        while count < len(places) and places[count].joined and (not places[count].before or self.cutter.words.tail.covers(places[count].before)):
            count += 1
        if count < 2 or (wanted and count != wanted):
            return []
        row = respective(phrase.text or context.fresh_lead(), count, self.cutter) or []
        if not row:
            generic = not phrase.text or self.cutter.words.empty(phrase.text)
            before = context.scope[: self._told] if self._told >= count else context.scope
            told = [heading for heading in before if not self.cutter.words.empty(heading)]
            last = told if len(told) >= count else context.found if generic else []
            named = last is not context.found or not phrase.text or not any(map(self.cutter.words.empty, last[-count:]))
            if len(last) >= count and named:
                measure = phrase.text
                if rate and self.cutter.words.task_base.at_end(task):
                    measure = self.cutter.words.done_noun
                elif rate and phrase.share:
                    measure = self.cutter.words.share_noun
                row = [join(heading, measure, self.cutter) if measure else heading for heading in last[-count:]]
        return row

    def _heading(self, slot: Slot, phrase: Phrase, quantity: Quantity) -> str:
        context = self.context
        if slot.after[:1] == self.cutter.words.of and (measure := demanded(slot.after, phrase.text, quantity, self.cutter)):
            own = phrase.text and not context.dependent(phrase.text) and not self.cutter.words.bodies.at_end(phrase.text)
            return join(phrase.text if own else context.partner(measure), measure, self.cutter)
        if slot.after and (named := self._behind.thing(slot, phrase, quantity, self._led)):
            rest = slot.after.removeprefix(named)
            return (rest != slot.after and attended(named, rest, quantity, self.cutter)) or named
        words = self.cutter.words
        if each := averaged(slot.before, quantity, self.cutter):
            return each
        sums = summed(slot.before, words) and (not phrase.text or context.dependent(phrase.text))
        if sums and (summing := total(phrase.text, context.parts(quantity), quantity, self.cutter)):
            return summing
        if phrase.share and not phrase.text and self.cutter.words.task_base.at_end(slot.before.removesuffix(self.cutter.words.of)):
            return join(context.partner(), self.cutter.words.done_noun, self.cutter)
        if phrase.share:
            return share_of(phrase.text or context.counted_partner(), self.cutter)
        if self._base and phrase.modifier and quantity.kind == "rate":
            return share_of(self._base, self.cutter)
        if quantity.kind == "rate" and (done := self._achieved.done(slot)):
            return done
        if not phrase.text:
            people = phrase.whole and quantity.unit in words.people  # 全村共174户
            return words.counted[quantity.unit] if people else self._inherited(slot, quantity)
        if phrase.text in self.cutter.words.other and (whole := context.parent or context.rest or context.partner()):
            share = quantity.kind == "rate" and context.last.endswith(words.share_noun)
            return self.cutter.fit(phrase.text + (words.share_noun if share else whole))
        if quantity.kind == "rate" and phrase.text.endswith(words.done_noun):
            task = phrase.text.removesuffix(words.done_noun)
            if words.demand.at_end(task) and len(task) <= _PART and (partner := context.partner()):
                return join(partner, words.done_noun, self.cutter)
        if phrase.whole and phrase.text in words.verb:
            return phrase.text + words.people.get(quantity.unit, "")
        if slot.after in words.verb and quantity.unit in words.people and len(phrase.text) + len(slot.after) <= LONGEST:
            return phrase.text + slot.after
        if average := headed(phrase.text, context.scope[-1] if context.scope else "", quantity, self.cutter):
            return average
        if slot.after and not context.dependent(phrase.text) and (done := attended(phrase.text, slot.after, quantity, self.cutter)):
            return done
        if context.parent and phrase.text in words.generic and words.grade.at_end(phrase.text):
            return part_of(phrase.text, context.parent, self.cutter)  # 手术860台(一级：520台)
        if context.dependent(phrase.text) and not phrase.whole:
            return self._measured(phrase.text, quantity)
        return self._complete(phrase, quantity)

    def _inherited(self, slot: Slot, quantity: Quantity) -> str:
        """The heading of a number that stands alone: that of the number before it, or of the clause it ends."""
        context, words = self.context, self.cutter.words
        if quantity.unit in words.counted and quantity.unit in words.general:  # 13个街道、48万人口
            at, reached = max((self._led.rfind(word), word) for word in words.reach.words)
            return (reached if at >= 0 else "") + words.counted[quantity.unit]
        if context.scope and context.kind in ("money", "rate") and slot.before[:1] == words.of and quantity.unit in words.people:
            heading = of_amount(context.last, quantity, self.cutter)
            context.amounts[heading] = context.last
            return heading
        leads = slot.before[:1] and (slot.before[0] in words.start_of_change or slot.before[-1] in words.level)
        if leads and (raised := context.raised()):
            return raised
        changed = quantity.change or any(word in slot.before for word in words.moved.words)
        if left := self._achieved.left(slot, quantity, self._led):
            return left
        if slot.joined and len(slot.before) == 1 and context.last and slot.before not in words.tail:
            return context.last[: words.verb.at_start(context.last)] + slot.before
        if changed and context.scope and (amount := context.before_share(quantity, slot.before) or context.undivided()):
            return amount
        partner = context.last if changed and context.scope else context.partner()
        if changed and len(context.scope) > 1 and partner == context.scope[-2] + words.done_noun:
            partner = context.scope[-2]  # 完成投资1.3亿元，为年计划的113%，增长21%
        task = slot.before.removesuffix(words.of)
        if quantity.kind == "rate" and task != slot.before and words.task_base.at_end(task) and partner and not changed:
            return join(partner, words.done_noun, self.cutter)  # 为年计划的113%
        if quantity.kind == "rate" and partner and partner == context.parent and words.generic.at_end(partner) and not changed:
            return self._rate(partner)
        whole = quantity.kind == "count" and (quantity.value or 0) % 1 == 0
        if whole and partner.endswith(words.rate_noun) and (noun := words.people.get(quantity.unit) or words.counted.get(quantity.unit)):
            return self.cutter.fit(partner.removesuffix(words.rate_noun), LONGEST - len(noun)) + noun  # 随访率95%（每季度1次）
        if quantity.kind != "count":
            partner = context.amounts.get(partner, partner)
        if partner == context.last and self._plain:
            partner = self._plain
        counted = words.settlement.at_end(context.last) or context.last in words.people.values()
        if counted and (not slot.before or words.sum.covers(slot.before)) and quantity.unit in words.people and not changed:
            return housed(context.scope, self._led, quantity, self.cutter) or words.people[quantity.unit]
        if quantity.unit in words.people and context.unit in words.classifier and partner == context.last and words.sum.covers(slot.before):
            return join(partner, words.people[quantity.unit], self.cutter)
        done = next((word for word in words.done.words if word in slot.before), "")
        if done and quantity.kind == "rate" and partner.endswith(words.rate_noun):
            return partner  # 要求体检率达60%，实际完成63%
        if done and words.count_tail(partner) < len(partner):
            return join(partner, done, self.cutter)
        return partner or context.claimed()

    def _measured(self, core: str, quantity: Quantity) -> str:
        """A measure or doing with its thing."""
        context, words = self.context, self.cutter.words
        if found := context.verdict(core, quantity):
            return found
        whole = context.parent or context.last
        if any(word in whole and core in (word[0] + word[-1], word[1:]) for word in words.doubled.words):
            return core
        event = context.last[: words.count_tail(context.last)]
        same = quantity.kind == "rate" and event.endswith(core.removesuffix(words.rate_noun))  # 婴儿死亡3人，死亡率4.1‰
        few = self._told == 0 and len(context.last) <= _SHORT and context.unit in words.people  # 男孩86人，女孩79人；死亡52人
        if (context.scope or few) and words.event.at_start(core) and (few or words.event.at_end(event)) and not same:
            return core  # 出生86人，死亡40人
        alone = context.parent or not context.scope or context.last.startswith(words.total)
        if core.startswith(words.total) and len(core) > _SHORT and (alone or context.several()):
            return core
        if quantity.unit in words.surface and context.unit in words.people:
            return core  # 教职工260人，占地面积120亩
        if quantity.kind != "rate" and not context.scope and context.several() and core not in words.reach:
            return core  # 教学楼4栋，操场2个。全年维修投入36万元
        if core in words.reach:
            core += words.people.get(quantity.unit, "")
        elif core in words.verb and context.scope and quantity.unit in words.people and context.unit not in words.people:
            if (at := context.last.find(core)) >= 0:
                return context.last[: at + len(core)]
            if core not in words.generic:
                return core
        if core.startswith(context.last) and len(context.last) >= _NAMED:
            return core
        partner = context.partner(core)
        if core in words.verb and quantity.unit not in words.people:
            partner = context.doing(partner)  # 项目涉及7个乡镇，新建2所
        if len(core) >= _NAMED and words.verb.covers(core) and words.verb.covers(partner) and not words.matter.at_end(partner):
            return core  # 谈话136件，立案86件
        if quantity.kind == "money" and context.kind == "measure" and words.verb.covers(partner) and context.scope:
            return core  # 掘进8600米，利润36万元
        if core in words.average:
            return self.cutter.fit(core + self._averaged(partner[words.average.at_start(partner) :], quantity))
        if core in words.verb and context.unit == quantity.unit:
            other = words.verb.at_end(partner)
            rest = partner[:-other] if other >= _NAMED and len(partner) - other >= _NAMED else partner
            partner = context.partners.get(partner, rest)
        heading = join(partner, core, self.cutter)
        context.partners[heading] = partner
        return heading

    def _averaged(self, partner: str, quantity: Quantity) -> str:
        """What an average is of: of money what it was paid as (季|发放|低保金), else the thing."""
        words = self.cutter.words
        if quantity.kind != "money" or not words.grant.at_end(partner):
            return thing(partner, words)
        return next((partner[at + verb :] for at in (0, 1) if (verb := words.verb.at_start(partner, at)) > 1), partner)

    def _complete(self, phrase: Phrase, quantity: Quantity) -> str:
        """A phrase that names its thing; a rate still wants its measure, a part its whole."""
        context, words, core = self.context, self.cutter.words, phrase.text
        if (age := words.age.match(core + 2 * MARK)) and age.end() == len(core):
            people = context.topic() or context.partner()
            return core + people if people and len(core) + len(people) <= LONGEST and words.general.at_end(people) else core
        changed = phrase.changed or bool(quantity.change)
        if quantity.kind == "rate":
            core = measure_last(core, words)
            if words.rate.at_end(core) == 1 and context.scope and len(core) > _SHORT and context.last.endswith(core[:-1]):
                return join(context.last, core, self.cutter)
        if quantity.kind == "rate" and not words.rate.at_end(core) and not changed:
            if words.generic.at_end(core) and not words.amount.at_end(core):
                rate = self._rate(core)
                if words.timely.at_end(core):
                    context.timely.add(rate)
                return rate
            if not words.amount.at_end(core) and (measure := context.measure(core, quantity.unit)):
                part = words.part.at_end(core) and core[-1] not in measure and len(core) + len(measure) <= LONGEST
                return core + measure if part else join(core, measure, self.cutter)
        if quantity.kind == "rate" and changed and not (words.generic.at_end(core) or words.amount.at_end(core) or words.rate.at_end(core)):
            points = words.share_point in quantity.unit and context.unit == quantity.unit and context.scope
            if measure := risen(context.parent or (context.last if points else ""), words):
                return join(core, measure, self.cutter)
        last = context.scope[-1] if context.scope else ""
        if phrase.changed and last.endswith(core):
            return last
        if len(core) <= _SHORT < len(last) - 1 and core in last and last.endswith(tuple(words.count_suffix.words)):
            return last[: words.count_tail(last)] or last
        if core in words.member and last.endswith(core[0]):
            return self.cutter.fit(last + core[1:])
        if core in words.crew and words.field.at_start(above := context.above()):
            stem = thing(above, words)
            return self.cutter.fit(stem[: -words.verb.at_end(stem) or None] + core)
        if core in words.head_noun and (name := context.in_full(core)):
            return name
        if part_amount := self._set_for(core, core == phrase.text, quantity):
            return part_amount
        if words.grade.at_end(core) and len(core) <= _GRADE and (graded := context.graded()) and core not in graded:
            return part_of(core, graded, self.cutter)
        described = (phrase.modifier and len(core) <= _PART) or core in words.adjective
        part = words.part.at_end(core) > words.general.at_end(core) and not context.of_another_kind(quantity.unit)
        if context.parent and (described or part):
            return part_of(core, context.parent, self.cutter)
        if quantity.kind == "count" and (amount := context.amount()) and len(core) <= _PART:
            return join(core, amount, self.cutter)
        own = quantity.kind == "money" and core == phrase.text
        return paid(core, context.paying(), self.cutter) if own else self.cutter.fit(core)

    def _set_for(self, core: str, whole: bool, quantity: Quantity) -> str:
        """The heading of an amount that is set for a part beside others: 县级起付线 of 起付线：乡级100元，县级300元; ``""`` if it is none.

        Args:
            core: the phrase.
            whole: is it all that was cut from the text before the number?
            quantity: the number.
        """
        context, words = self.context, self.cutter.words
        listed = context.paying()[0]
        told = words.set_measure.at_end(listed) if quantity.kind in ("money", "measure") and whole and self.cutter.is_part(core) else 0
        if told and listed[-told:] not in words.verb:
            return core + self.cutter.fit(listed, LONGEST - len(core))
        paid_so = quantity.kind == "money" and whole and not words.payment.search(core)
        if not context.parent or context.parent != context.owner or not (words.part.at_end(core) or paid_so):
            return ""
        if context.owner in core:  # 图书经费按人均0.5元列支，图书经费26万元
            return self.cutter.fit(core)
        return core + self.cutter.fit(context.owner, LONGEST - len(core))

    def _rate(self, doing: str) -> str:
        """The heading of a rate that the text gives to a doing: 新生儿访视 -> 新生儿访视率."""
        words = self.cutter.words
        if words.amount.at_end(doing) or words.rate.at_end(doing):
            return doing
        if words.general.at_end(doing):
            return share_of(doing, self.cutter)
        verb = words.verb.at_end(doing)
        if verb and len(thing_done := self.cutter.strip_tail(doing[:-verb])) >= _NAMED:  # 经费|只|到位
            doing = thing_done + doing[-verb:]
        return self.cutter.fit(doing, LONGEST - 1) + words.rate_noun
