"""Numbers without a unit: when they are figures (为745妇女, 共计1860, 发生率为0), and of which kind."""

from __future__ import annotations

import re

from summaryminer.finding.exclusions import by_first, by_last, ends_with, starts_with
from summaryminer.finding.numerals import Amount
from summaryminer.lexicons import Lexicons
from summaryminer.records import Kind

__all__ = ["Bare", "closes"]

_LISTED = 20  # how far lists are numbered


class Bare:
    """Judges bare numbers by the words beside them, from ``quantities.toml``."""

    def __init__(self, lexicons: Lexicons) -> None:
        data = lexicons.document("quantities")
        self._after = by_last(data["bare"]["after"])
        self._before = by_first(data["bare"]["before"])
        self._rows = tuple(data["bare"]["row"])
        self._row_joins, self._row_reach = frozenset(data["bare"]["row_joins"]), int(data["bare"]["row_reach"])
        money = data["bare_money"]
        self._money, self._not_money = tuple(money["words"]), tuple(money["not_after"])
        self._counts, self._leads = tuple(money["counts"]), by_last(money["leads"])
        self._funds = re.compile(f"{money['of']}?[\u4e00-\u9fff]{{0,{money['funds_reach']}}}?(?:{'|'.join(money['funds'])})")
        self.piece: str = money["unit"]
        numerals = lexicons.document("numerals")
        self._thousands = frozenset(sign for table in ("small", "large") for sign, value in numerals[table].items() if value >= 1000)
        self._rate_words = tuple(data["rate_words"]["words"])
        self._rate_reach: int = data["rate_words"]["reach"]

    def read(self, text: str, first: Amount, last: Amount) -> tuple[str, Kind] | None:
        """Rule and kind of a number without unit, ``None`` when it can't be a figure."""
        previous = text[first.start - 1 : first.start]
        follow = text[last.end : last.end + 1]
        if (
            not text[last.end : last.end + 2].strip()
            and len(text) <= last.end + 2
            and first.start <= 2
            and not text[: first.start].strip("-−－负 ")
        ):
            return "bare", "count"  # the whole text is a number
        if last.style == "chinese" and not (last.more or last.scale >= 100 or last.high >= 100):
            return None
        if follow.isascii() and follow.isalpha():
            return None
        if follow == "、" and last.high <= _LISTED and text[last.end + 1 : last.end + 2].isalpha():
            return None  # 开展活动1、积极宣传: the number of what follows
        after = ends_with(self._after, text, first.start)
        if (
            after is not None
            and not starts_with(self._before, text, last.end)
            and not closes(follow)
            and last.scale == 1.0
        ):
            return None if last.style == "chinese" else ("bare_doubtful", self._kind(text, first.start))
        if after is not None and after[-1] in "（(":
            return "bare", "count"  # 比去年同期（72）: this 比 makes no rate
        if after is not None:
            return "bare", "money" if self._in_thousands(text, last) and self.is_money(text, first.start) else self._kind(text, first.start)
        if starts_with(self._before, text, last.end):
            return "bare", "count"
        if last.scale >= 1000 or last.more or last is not first or self._in_thousands(text, last):
            return "bare", "money" if last.low >= 1000 and (self.is_money(text, first.start) or self.funds(text, last.end)) else "count"
        if (
            previous == "、"
            and text[first.start - 2 : first.start - 1] in ("%", "‰")
            and closes(follow)
            and last.high >= 10
        ):
            return "bare_doubtful", "rate"  # a percentage in a list of them whose sign was lost
        if previous in self._row_joins and closes(follow) and text[first.start - 2 : first.start - 1].isdigit():
            row = text[max(0, first.start - self._row_reach) : first.start]
            if any(word in row for word in self._rows):
                return "bare", self._kind(text, first.start)
        if previous and not previous.isspace() and closes(follow) and previous not in "-—–~～.。,，、:：;；(（/":
            return "bare_doubtful", "count"
        return None

    def is_money(self, text: str, start: int) -> bool:
        """Does the clause before a number without unit, or of 块, speak of money, and name nothing else that is counted?"""
        clause = self._clause(text, start, "，,。；;、：:\n")
        if clause.endswith(self._not_money) or not any(word in clause for word in self._money):
            return False
        end = len(clause)
        while word := ends_with(self._leads, clause, end):
            end -= len(word)
        return not clause.endswith(self._counts, 0, end)

    def funds(self, text: str, end: int) -> bool:
        """Do funds follow a number without unit (20-30万的经费)?"""
        return not starts_with(self._before, text, end) and self._funds.match(text, end) is not None

    def _in_thousands(self, text: str, amount: Amount) -> bool:
        """17万8 and 六万八, but not 二〇〇三."""
        return amount.low >= 1000 and not self._thousands.isdisjoint(text[amount.start : amount.end])

    def _clause(self, text: str, start: int, signs: str) -> str:
        """What stands before a number, back to one of some signs."""
        window = text[max(0, start - self._rate_reach) : start]
        return window[max(map(window.rfind, signs)) + 1 :]

    def _kind(self, text: str, start: int) -> Kind:
        """A bare number whose clause names a rate or a coefficient is a rate."""
        clause = self._clause(text, start, "，,。；;、\n")
        return "rate" if any(word in clause for word in self._rate_words) else "count"


def closes(follow: str) -> bool:
    """Whether a character ends a clause (the empty string does)."""
    return not follow or follow in ",，。；;、）)！\n "
