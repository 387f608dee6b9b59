"""Judging by rule: the nearest cue in scope, then the headings, then the kind of document."""

from __future__ import annotations

from typing import NamedTuple

from summaryminer.judging.context import Context
from summaryminer.judging.cues import STATUSES, Hit
from summaryminer.lexicons import Lexicons
from summaryminer.records import Change, Quantity, Status

__all__ = ["Rules", "Verdict"]

# Between a verb of change and its number nothing but this many characters of approximation may stand (增长了近12%).
_BETWEEN = 3
_NOTHING: frozenset[str] = frozenset()
_CHANGE = frozenset({"change"})


class Verdict(NamedTuple):
    """What the rules say of one quantity, and how sure they are.

    Args:
        figure, status, change: as in :class:`~summaryminer.records.Judgement`.
        sure: fields that the rules settle without the classifier.
        why: the cues that counted.
        heading: what the innermost heading that says something says, ``""`` if none does.
        rank: rank of the cue that decided the status, 0 where none did.
        alone: nothing tells what the document is, so that the cue is nearly all there is to go by.
    """

    figure: bool
    status: Status
    change: Change | None
    sure: frozenset[str]
    why: tuple[str, ...]
    heading: str
    rank: int
    alone: bool = False


class Rules:
    """The rules, compiled from ``cues.toml``.

    Args:
        lexicons: word lists.
    """

    def __init__(self, lexicons: Lexicons) -> None:
        headings = {says: lexicons.words("cues", "headings", says) for says in ("target", "standard", "actual")}
        self._headings: list[tuple[str, Status]] = [
            (word, says)  # type: ignore[misc]
            for says, words in headings.items()
            for word in words
        ]
        self._seen: dict[tuple[str, ...], tuple[Status, str] | None] = {}
        self._recurring = tuple(lexicons.words("cues", "recurring", "before"))
        self._recurring_units = frozenset(lexicons.words("cues", "recurring", "units"))
        self._doubtful = frozenset({"article", "bare_doubtful", "weak"})

    def judge(self, text: str, context: Context) -> Verdict:
        """What the rules say of one quantity in its context."""
        quantity = context.quantity
        heading = self.heading(context.headings[1:])
        status, why, rank = self._status(text, context, heading)
        if quantity.change is not None:
            return Verdict(
                self._figure(quantity),
                status,
                quantity.change,
                _CHANGE,
                (why, "expression"),
                heading[0] if heading else "",
                rank,
            )
        hit = self._change(context)
        change: Change | None = None
        reasons = (why,) if why else ()
        if hit is not None:
            change = hit.cue.says  # type: ignore[assignment]
            reasons = (*reasons, f"{hit.cue.name}:{text[hit.start : hit.end]}")
        headed = heading[0] if heading else ""
        return Verdict(self._figure(quantity), status, change, _NOTHING, reasons, headed, rank, context.type == "other")

    def _figure(self, quantity: Quantity) -> bool:
        return quantity.rule not in self._doubtful

    def heading(self, headings: tuple[str, ...]) -> tuple[Status, str] | None:
        """What the innermost of some headings that says something says, and its word.

        Args:
            headings: from the outermost inward.
        """
        if headings not in self._seen:
            if len(self._seen) > 10_000:
                self._seen.clear()
            self._seen[headings] = next(
                ((says, word) for heading in reversed(headings) for word, says in self._headings if word in heading),
                None,
            )
        return self._seen[headings]

    # ── status ────────────────────────────────────────────────────────────
    def _status(self, text: str, context: Context, heading: tuple[Status, str] | None) -> tuple[Status, str, int]:
        quantity = context.quantity
        if quantity.unit in self._recurring_units:
            before = text[context.clause[0] : quantity.start]
            if any(word in before for word in self._recurring):
                return "standard", "recurring", 9
        best: Hit | None = None
        rank = 0
        for hit in (*context.after, *context.before):
            if hit.cue.rank >= rank and hit.cue.says in STATUSES:
                best, rank = hit, hit.cue.rank
        if best is not None:
            return best.cue.says, f"{best.cue.name}:{text[best.start : best.end]}", rank  # type: ignore[return-value]
        if heading is not None:
            return heading[0], f"heading:{heading[1]}", 0
        return ("target", "plan", 0) if context.type == "plan" else ("actual", "", 0)

    # ── change ────────────────────────────────────────────────────────────
    @staticmethod
    def _change(context: Context) -> Hit | None:
        """A verb of change directly before the number, or before the thing counted when something is compared."""
        last: Hit | None = None
        compared = False
        for hit in context.before:
            if hit.cue.says not in STATUSES:
                last = hit
                compared = compared or hit.cue.name == "compared"
        if last is not None and last.cue.says != "level" and (compared or context.head - last.end <= _BETWEEN):
            return last
        return next((hit for hit in context.after if hit.cue.says not in STATUSES), None)
