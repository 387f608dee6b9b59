"""Tasks, plans and goals whose own size stands between them and the rate told of them: 完成年度任务8亿元的75%, 占年计划(30亩)的72%."""

from __future__ import annotations

from collections.abc import Sequence

from summaryminer.naming.clauses import BRACKETS, MARK, Clause, Slot
from summaryminer.naming.context import Context
from summaryminer.naming.partners import join
from summaryminer.naming.phrases import Cutter
from summaryminer.records import Quantity

__all__ = ["Yardsticks"]


class Yardsticks:
    """Remembers the size of a task until the rate behind it is told.

    Args:
        context: what was told before it.
        cutter: cuts phrases.
    """

    def __init__(self, context: Context, cutter: Cutter) -> None:
        self._context, self._cutter = context, cutter
        self._held = ""  # what stands right before the parenthesis of this clause
        self._thing = ""  # what the task is about whose size was the last number, where it is another's
        self._open = False  # was the last number the size of a task?

    def enter(self, clause: Clause) -> None:
        """Begin a clause: the size of a task may stand in parentheses, and the rate right behind them."""
        if clause.opener not in BRACKETS:
            self._held = ""
        if MARK not in clause.text or clause.opener not in BRACKETS:
            self._open = False

    def leave(self, clause: Clause) -> None:
        """End a clause."""
        self._held = clause.text.rpartition(MARK)[2] if clause.closer == "(" else ""

    def heading(self, clause: Clause, following: Clause | None, places: Sequence[Slot], quantities: Sequence[Quantity], number: int) -> str:
        """The heading of a number that is the size of a task or the rate told of it, ``""`` if it is neither."""
        slot, quantity, words = places[number], quantities[number], self._cutter.words
        told, self._open = self._open, False
        if quantity.kind == "rate":
            behind = told and (number or clause.opener == ")") and slot.before in ("", words.of) and not quantity.change
            return join(self._thing or self._context.last, words.done_noun, self._cutter) if behind else ""
        before = slot.before or (self._held if clause.opener == "(" and not number else "")
        if not words.task_base.at_end(before.removesuffix(words.of)) or not self._measures(before):
            return ""
        after, rest = slot.after, places[number + 1 : number + 2]
        if rest:
            rated = quantities[number + 1].kind == "rate" and not after and rest[0].before in ("", words.of)
        else:
            rated = clause.closer == ")" and not after and following is not None and following.text.removeprefix(words.of).startswith(MARK)
        if not rated:
            return ""
        self._open = True
        named = self._cutter.before(before).text
        self._thing = "" if named and not self._given(named) else self._context.counted(quantity.unit)
        return self._thing

    def _measures(self, before: str) -> bool:
        """Does a text say that something is told of a task: 完成…任务, 占…任务, 为…计划?"""
        words = self._cutter.words
        at = words.lead.head(before)
        return words.yardstick.at_start(before, at) > 0 or words.yardstick.at_start(before) > 0 or any(word in before for word in words.done.words)

    def _given(self, named: str) -> bool:
        """Does a phrase only say who gave the task: 总署下达, 省政府民生实事?"""
        words = self._cutter.words
        return any(words.issuer.at_end(named, at) or words.demanding.at_end(named, at) for at in range(1, len(named) + 1))
