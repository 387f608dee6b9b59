"""What was done of a task, and what is left of an amount: 完成年度计划的95%; 扣除上解70万元后为750万元."""

from __future__ import annotations

from summaryminer.naming.clauses import Slot
from summaryminer.naming.context import Context
from summaryminer.naming.partners import join
from summaryminer.naming.phrases import Cutter
from summaryminer.records import Quantity

__all__ = ["Achieved"]

_NAMED = 2  # the shortest name of a thing


class Achieved:
    """Names numbers that say how much of what was told before them was done, or is left.

    Args:
        context: what was told before.
        cutter: cuts phrases.
    """

    def __init__(self, context: Context, cutter: Cutter) -> None:
        self._context, self._cutter = context, cutter

    def done(self, slot: Slot) -> str:
        """The heading of 完成年度计划的95%, ``""`` if this is none.

        Args:
            slot: what stands around the number.
        """
        words, context = self._cutter.words, self._context
        task = slot.before.removesuffix(words.of)
        at = max((task.rfind(word) for word in words.done.words), default=-1)
        if at < 0 and not (task == "" and slot.before and words.demand.at_end(context.last)):
            return ""
        demanded = words.demand.at_end(task) > 0
        whole = at >= 0 and not demanded and slot.before.endswith(words.of)  # 完成了总工程量的60%
        named = task[at + words.done.at_start(task, at) :].removeprefix(words.perfective) if at >= 0 else ""
        if at >= 0 and not named and context.scope and (not at or words.lead.covers(task[:at])):
            return self._progress()
        if task and not demanded and not whole:
            return ""
        if whole and len(stated := self._cutter.strip_lead(named)) >= _NAMED and not words.empty(stated):
            return join(stated, words.done_noun, self._cutter)
        if context.scope:
            return join(context.last, words.done_noun, self._cutter)
        return join(named, words.done_noun, self._cutter) if len(named) > 1 else ""

    def left(self, slot: Slot, quantity: Quantity, led: str) -> str:
        """Of what an amount is left: of the one before what is taken off (收入820万元，扣除上解70万元后为750万元), ``""`` if it is no rest.

        Args:
            slot: what stands around the number.
            quantity: the number.
            led: what stands before the numbers of the sentence, this one included.
        """
        context = self._context
        after = self._cutter.strip_tail(slot.before) in self._cutter.words.adverb
        if not after or slot.joined or context.unit != quantity.unit or not led:
            return ""
        said = led.removesuffix(slot.before)
        if not any(word in said for word in self._cutter.words.deduction.words):
            return ""
        return context.parent or (context.scope[-2] if len(context.scope) > 1 else "")

    def _progress(self) -> str:
        """The heading of 已完成95%, told of the number before it; of a sum that was invested, it is the work that is done."""
        words, context = self._cutter.words, self._context
        work = context.last
        if words.rate.at_end(reached := work[: -words.demand.at_end(work) or None]):
            return reached  # 覆盖率任务85%，完成88%
        if context.kind == "money" and words.spend.at_end(work):
            work = work[: -words.spend.at_end(work)]
            if len(work) < _NAMED or words.empty(work) or work == words.total:
                work = context.lead() or context.above() or context.last
        return join(work, words.done_noun, self._cutter)
