"""Rates in words and with a slash: 百分之九十八, 十万分之十四, 三分之二, 1/3, 14/10万, 每10万人14例, 翻一番."""

from __future__ import annotations

import regex

from summaryminer.finding.bare import closes
from summaryminer.finding.numerals import Amount, Numerals
from summaryminer.lexicons import Lexicons
from summaryminer.records import Bound, Quantity

__all__ = ["Rates"]


class Rates:
    """Reads the forms of a rate that are no number followed by a unit.

    Example:
        >>> from summaryminer.lexicons import load
        >>> rates = Rates(load(), Numerals(load()))
        >>> rates.read("百分之九十八点五以上", 0).value, rates.read("14/10万", 0).unit, rates.read("三分之二的", 0).value
        (98.5, '/10万', 0.6667)
    """

    def __init__(self, lexicons: Lexicons, numerals: Numerals) -> None:
        self._numerals = numerals
        data = lexicons.document("units_written")
        self._shares: dict[str, str] = dict(data["shares"])
        bases: dict[str, str] = dict(data["bases"])
        self._bases = bases
        ordered = "|".join(sorted(map(regex.escape, bases), key=len, reverse=True))
        people = "|".join(map(regex.escape, data["people"]))
        words = lexicons.document("quantities")
        self._share = regex.compile("|".join(sorted(map(regex.escape, self._shares), key=len, reverse=True)))
        self._over = regex.compile(rf"\s?[/／]\s?(?:({ordered})(?![0-9.])|([0-9]{{1,4}})(?![0-9./年月]))")
        self._each = regex.compile(rf"每({ordered})(?:名|个)?(?:{people})?(?:中|中有|有|约)?$")
        self._fraction = lexicons.document("numerals")["signs"]["fraction"]
        self._doubled: str = words["change"]["doubled"]
        self._misspelt: str = words["change"]["misspelt"]
        self._misspelt_after = tuple(words["change"]["misspelt_after"])
        self._misspelt_reach: int = words["change"]["misspelt_reach"]
        self._doubling = regex.compile(f"({'|'.join(words['change']['doubling'])})了?$")
        self._halves = regex.compile(words["change"]["halves"])
        ratio = words["ratio"]
        self._ratio = regex.compile(rf"\s?([{''.join(ratio['signs'])}])\s?([0-9]{{1,4}}(?:\.[0-9]++)?)(?![0-9.:：∶%])")
        self._ratio_sure: str = ratio["sure"]
        self._ratio_before = tuple(ratio["before"])
        self._base_units = frozenset(words["rate_units"]["always"])
        self._base_large = frozenset(words["rate_units"]["large_bases"])
        self._base_more = frozenset(words["rate_units"]["with_large"])
        self._minus = tuple(words["change"]["minus"])
        self._openers = frozenset(
            word[:2]
            for word in [*self._shares, *words["change"]["halves"].split("|"), *words["change"]["all"].split("|")]
        )
        self._and_a_fraction: str = lexicons.document("numerals")["signs"]["and_a_fraction"]
        self._followers = frozenset(["/", "／", self._fraction[0], self._and_a_fraction, self._doubled, self._misspelt, *ratio["signs"]])
        self._all = regex.compile(words["change"]["all"])
        self._range = regex.compile(r"\s?(?:[-—–~～至到]){1,2}\s?")

    def read(self, text: str, start: int) -> Quantity | None:
        """The rate that starts at ``start`` (a numeral or a digit), or ``None``."""
        worded = self.worded(text, start)
        if worded is not None:
            return worded
        amount = self._numerals.read(text, start)
        return self.of_amount(text, amount) if amount is not None else None

    def worded(self, text: str, start: int) -> Quantity | None:
        """A rate that begins with words rather than a number: 百分之…, 一半, 百分百."""
        if text[start : start + 2] not in self._openers:
            return None
        share = self._share.match(text, start)
        if share:
            found = self._share_of(text, start, share.end(), self._shares[share[0]])
            return self._negated(text, found) if found is not None and found.value is not None else found
        half = self._halves.match(text, start)
        if half:
            return _rate(text, start, half.end(), 0.5, 0.5, "", "half")
        everything = self._all.match(text, start)
        return _rate(text, start, everything.end(), 100.0, 100.0, "%", "all") if everything else None

    def _negated(self, text: str, quantity: Quantity) -> Quantity:
        """负的百分之二十."""
        sign = next((word for word in self._minus if text.endswith(word, 0, quantity.start)), None)
        if sign is None or quantity.value is None:
            return quantity
        start = quantity.start - len(sign)
        value = -quantity.value
        return quantity._replace(start=start, text=text[start : quantity.end], value=value, low=value, high=value)

    def of_amount(self, text: str, amount: Amount) -> Quantity | None:
        """A rate by what stands around a number read already: 14/10万, 三分之二, 1∶7, 翻一番, 每10万人14例."""
        follow = text[amount.end : amount.end + 2].lstrip()[:1]
        if follow in self._followers and follow:
            found = self._with_slash(text, amount) or self._worded_fraction(text, amount) or self._times(text, amount)
            found = found or self._mixed_fraction(text, amount)
            if found is None and amount.style == "arabic":
                found = self._as_ratio(text, amount)
            if found is not None:
                return found
        if follow in self._base_units or follow in self._base_more:
            return self._each_base(text, amount)
        return None

    def _share_of(self, text: str, start: int, at: int, unit: str) -> Quantity | None:
        amount = self._numerals.read(text, at) or self._numerals.bare(text, at)
        if amount is None:
            return None
        if amount.style == "bare" and amount.low != 100:
            return None
        end, low, high = amount.end, amount.low, amount.high
        gap = self._range.match(text, end)
        if gap:  # 百分之八十至九十, 百分之八十到百分之九十
            again = self._share.match(text, gap.end())
            second = self._numerals.read(text, again.end() if again else gap.end())
            if second is not None and second.low > low:
                end, high = second.end, second.high
        elif amount.more:
            return _rate(text, start, end, low, high, unit, "share", "at_least")
        return _rate(text, start, end, low, high, unit, "share")

    def _worded_fraction(self, text: str, below: Amount) -> Quantity | None:
        """三分之二: below 三, above 二."""
        if below.value is None or not text.startswith(self._fraction, below.end) or not below.value:
            return None
        above = self._numerals.read(text, below.end + len(self._fraction))
        if above is None or above.value is None:
            return None
        value = round(above.value / below.value, 4)
        return _rate(text, below.start, above.end, value, value, "", "fraction")

    def _mixed_fraction(self, text: str, whole: Amount) -> Quantity | None:
        """五又二分之一 is 5.5."""
        if whole.value is None or not text.startswith(self._and_a_fraction, whole.end):
            return None
        below = self._numerals.read(text, whole.end + len(self._and_a_fraction))
        part = self._worded_fraction(text, below) if below is not None else None
        if part is None or part.value is None or part.value >= 1:
            return None
        value = round(whole.value + part.value, 4)
        return self._negated(text, _rate(text, whole.start, part.end, value, value, "", "fraction"))

    def _with_slash(self, text: str, above: Amount) -> Quantity | None:
        if text[above.end : above.end + 2].strip()[:1] not in ("/", "／"):
            return None
        if above.start and text[above.start - 1] in "/／.":
            return None
        match = self._over.match(text, above.end)
        if match is None:
            return None
        if match[1]:
            return _rate(text, above.start, match.end(), above.low, above.high, "/" + self._bases[match[1]], "per_base")
        below = int(match[2])
        if (
            above.value is None
            or not below
            or above.value >= below
            or above.style != "arabic"
            or above.value != int(above.value)
        ):
            return None
        value = round(above.value / below, 4)
        return _rate(text, above.start, match.end(), value, value, "", "fraction")

    def _each_base(self, text: str, amount: Amount) -> Quantity | None:
        """每10万人14例: the base stands before the number."""
        window_start = max(0, amount.start - 12)
        each = (
            self._each.search(text[window_start : amount.start]) if "每" in text[window_start : amount.start] else None
        )
        if each is None:
            return None
        unit = text[amount.end : amount.end + 1]
        if unit not in self._base_units and not (unit in self._base_more and self._bases[each[1]] in self._base_large):
            return None
        end = amount.end + 1
        return _rate(
            text, window_start + each.start(), end, amount.low, amount.high, "/" + self._bases[each[1]], "per_base"
        )

    def _as_ratio(self, text: str, first: Amount) -> Quantity | None:
        """1∶7; with 比 or a colon only after words that announce a ratio, since 8:30 is a time."""
        match = self._ratio.match(text, first.end)
        if match is None or first.value is None or first.scale > 1 or not float(match[2]):
            return None
        if match[1] != self._ratio_sure and not text.endswith(self._ratio_before, 0, first.start):
            return None
        value = round(first.value / float(match[2]), 4)
        return _rate(text, first.start, match.end(), value, value, "", "ratio")

    def _times(self, text: str, amount: Amount) -> Quantity | None:
        """翻一番, and 翻一翻 for it."""
        doubled = text.startswith(self._doubled, amount.end) or self._is_misspelt(text, amount)
        if not doubled or amount.value is None:
            return None
        doubling = self._doubling.search(text[max(0, amount.start - 3) : amount.start])
        if not doubling:
            return None
        end, start = amount.end + 1, amount.start - len(doubling[0])
        return Quantity(
            start,
            end,
            text[start:end],
            amount.value,
            amount.low,
            amount.high,
            self._doubled,
            "rate",
            change="increase",
            rule="doubling",
        )

    def _is_misspelt(self, text: str, amount: Amount) -> bool:
        """产量比上年翻一翻 at the end of a clause; but 把账本翻一翻."""
        if amount.style != "chinese" or not text.startswith(self._misspelt, amount.end) or not closes(text[amount.end + 1 : amount.end + 2]):
            return False
        before = regex.split("[，。；;！\n]", text[max(0, amount.start - self._misspelt_reach) : amount.start])[-1]
        return any(word in before for word in self._misspelt_after)


def _rate(
    text: str, start: int, end: int, low: float, high: float, unit: str, rule: str, bound: Bound = "exact"
) -> Quantity:
    value = low if low == high else None
    return Quantity(
        start, end, text[start:end], value, low, high, unit, "rate", "range" if value is None else bound, rule=rule
    )
