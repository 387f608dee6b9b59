"""一名, 一个, 三处: is a small written-out numeral a number or part of a word?"""

from __future__ import annotations

from summaryminer.finding.bounds import Bounds
from summaryminer.finding.numerals import Amount
from summaryminer.finding.units import Written
from summaryminer.lexicons import Lexicons

__all__ = ["Articles"]


class Articles:
    """Marks the numbers that only their context can settle, from ``quantities.toml``.

    Args:
        lexicons: word lists.
        bounds: tells whether a word of bound stands before (不少于一次 is a number).
    """

    def __init__(self, lexicons: Lexicons, bounds: Bounds) -> None:
        data = lexicons.document("quantities")
        self._bounds = bounds
        article = data["article"]
        self._each = frozenset(article["each"])
        self._after = frozenset(article["not_after"])
        self._recurring = frozenset(article["recurring"])
        self._reach: int = article["reach"]
        self._never = frozenset(article["counted"])
        self._postposed = frozenset(article["postposed"])
        self._ordinal_two: str = article["two"]
        self._stop = frozenset(article["stop"])
        self._base_before: str = data["change"]["each"]

    def rule(self, text: str, amount: Amount, unit: Written, rule: str) -> str:
        """``rule``, or ``article`` or ``weak`` for what only the context can decide.

        Args:
            text: clean text.
            amount, unit: the number and its unit.
            rule: the rule that found it.
        """
        if unit.unit.kind == "rate":
            return rule
        written_out = amount.style == "chinese" and amount.high < 10 and not amount.vague
        previous, follow = text[amount.start - 1 : amount.start], text[unit.end : unit.end + 1]
        suspicious = written_out or (
            amount.style == "arabic" and amount.high < 40 and (not previous or previous in "\n。；;！：:.… ")
        )
        if suspicious and follow in unit.unit.not_before and follow:
            return "weak"
        if amount.style == "chinese" and amount.low == amount.high == 1 and unit.unit.kind in ("count", "measure"):
            closed = follow in self._stop and previous not in self._after and unit.unit.name in self._postposed
            certain = previous in self._each or closed or unit.unit.name in self._never
            return rule if certain or self._recurs(text, amount.start, unit) else "article"
        if (
            amount.style == "chinese"
            and text[amount.start] == self._ordinal_two
            and amount.high == 2
            and follow not in self._stop
        ):
            return "weak"  # 二次摸排: the count would be 两次
        if written_out and unit.unit.weak and previous in self._after:
            return "weak"
        return rule

    def _recurs(self, text: str, start: int, unit: Written) -> bool:
        """每季度检修一遍, 不少于一次: 一 is a number."""
        if self._bounds.before(text, start, unit.name) is not None:
            return True
        if unit.unit.name not in self._recurring:
            return False
        window = text[max(0, start - self._reach) : start]
        place = window.rfind(self._base_before)
        return place >= 0 and not any(sign in window[place:] for sign in "，,。；;、\n：:")
