"""Judging by rule: the nearest cue in scope, then the headings, then the kind of document."""

from __future__ import annotations

from dataclasses import dataclass

from summaryminer.judging.context import Context
from summaryminer.judging.cues import Hit
from summaryminer.lexicons import Lexicons
from summaryminer.records import Change, Status

__all__ = ["Rules", "Verdict"]

# Between a verb of change and its number nothing but this many characters of approximation may stand (增长了近12%).
_BETWEEN = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say of one quantity, and how sure they are.

    Args:
        figure, status, change: as in :class:`~summaryminer.records.Judgement`.
        sure: fields that the rules settle without the classifier.
        why: the cues that counted.
        heading: what the innermost heading that says something says, ``""`` if none does.
    """

    figure: bool
    status: Status
    change: Change | None
    sure: frozenset[str]
    why: tuple[str, ...]
    heading: str = ""


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
        status, why = self._status(text, context)
        change, cue = self._change(text, context)
        if cue:
            why = (*why, cue)
        heading = self.heading(context.headings[1:])
        return Verdict(
            quantity.rule not in self._doubtful, status, change, frozenset(), why, heading[0] if heading else ""
        )

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
    def _status(self, text: str, context: Context) -> tuple[Status, tuple[str, ...]]:
        before = text[context.clause[0] : context.quantity.start]
        if context.quantity.unit in self._recurring_units and any(word in before for word in self._recurring):
            return "standard", ("recurring",)
        hit = self._nearest(context)
        if hit is not None:
            return hit.cue.says, (f"{hit.cue.name}:{text[hit.start : hit.end]}",)  # type: ignore[return-value]
        heading = self.heading(context.headings[1:])
        if heading is not None:
            return heading[0], (f"heading:{heading[1]}",)
        return ("target", ("plan",)) if context.type == "plan" else ("actual", ())

    @staticmethod
    def _nearest(context: Context) -> Hit | None:
        """The cue that says most about a number's status: the nearest of its clause, else of its sentence."""
        said = [hit for hit in context.before if hit.cue.says in ("actual", "target", "standard")]
        if said and said[-1].start >= context.clause[0]:
            return said[-1]
        behind = next((hit for hit in context.after if hit.cue.says in ("actual", "target", "standard")), None)
        return behind or (said[-1] if said else None)

    # ── change ────────────────────────────────────────────────────────────
    def _change(self, text: str, context: Context) -> tuple[Change | None, str]:
        """A verb of change directly before the number, or before the thing counted when something is compared."""
        if context.quantity.change is not None:
            return context.quantity.change, "expression"
        said = [hit for hit in context.before if hit.cue.says in ("increase", "decrease", "level")]
        last = said[-1] if said else None
        if last is not None and last.cue.says != "level":
            near = context.head - last.end <= _BETWEEN
            compared = any(hit.cue.name == "compared" for hit in said)
            if (near or compared) and last.end > context.previous - (
                context.previous if context.head < context.previous else 0
            ):
                return last.cue.says, f"{last.cue.name}:{text[last.start : last.end]}"  # type: ignore[return-value]
        behind = next((hit for hit in context.after if hit.cue.says in ("increase", "decrease")), None)
        if behind is not None:
            return behind.cue.says, f"{behind.cue.name}:{text[behind.start : behind.end]}"  # type: ignore[return-value]
        return None, ""
