"""What tells two equal headings of a sentence apart: 一般贸易完成|进出口额12亿元，加工贸易完成|进出口额3亿元."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from summaryminer.naming.clauses import Slot
from summaryminer.naming.context import Context
from summaryminer.naming.phrases import LONGEST, Cutter
from summaryminer.records import Quantity

__all__ = ["Twins"]

_NAMED = 2  # the shortest name of a thing
_NAME = 8  # how long what tells two things apart may be


class _Told(NamedTuple):
    """What stands before a number, and the place of its heading among those found."""

    before: str
    place: int


class Twins:
    """Gives equal headings of a sentence back what was cut from before them.

    Args:
        context: what was told before; headings of the sentence are changed there.
        cutter: cuts phrases.
    """

    def __init__(self, context: Context, cutter: Cutter) -> None:
        self._context, self._cutter = context, cutter
        self._told: dict[tuple[str, str], list[_Told]] = {}  # by heading and unit, as they were found at first

    def enter(self) -> None:
        """Begin a sentence."""
        self._told = {}

    def apart(self, heading: str, slot: Slot, quantity: Quantity) -> str:
        """The heading of a number, with its owner where another of the sentence has the same; the other gets its owner, too.

        Args:
            heading: the heading as it was found.
            slot: what stands around the number.
            quantity: the number.
        """
        found = self._context.found
        twins = self._told.setdefault((heading, quantity.unit), [])
        twins.append(_Told(slot.before, len(found)))
        owner = self._owner(slot.before, heading) if len(twins) > 1 else ""
        if not owner or self._owner(twins[0].before, heading) in ("", owner):
            return heading
        for twin, following in pairwise(twins):
            named = self._owner(twin.before, heading) + heading
            for at in range(twin.place, following.place):  # with its growth, its share of a plan
                if found[at] == heading:
                    found[at] = named
        del twins[:-1]
        return owner + heading

    def _owner(self, before: str, heading: str) -> str:
        """Who or what a heading is told of, as it stands before it and the word that leads to it: 一般贸易 of 一般贸易完成进出口额."""
        words, cutter = self._cutter.words, self._cutter
        text = cutter.strip_tail(before)
        at = text.rfind(heading)
        text = text[:at] if at >= 0 else text if words.have.at_end(before) else ""
        text = text[: -max(words.achieve.at_end(text), words.have.at_end(text)) or None]
        owner = cutter.strip_lead(text)
        told = _NAMED <= len(owner) <= min(_NAME, LONGEST - len(heading)) and owner not in heading and words.narrative.isdisjoint(owner)
        return owner if told and not words.empty(owner) and not words.section_stop.covers(owner) else ""
