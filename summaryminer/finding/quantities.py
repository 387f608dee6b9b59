"""Quantities: a number with its unit and approximation, found by rules.

The scan goes from number to number; each rule below is one form in which reports write quantities. What a rule leaves open (is 一名 an
article? is a bare number a figure?) is marked by the quantity's ``rule`` (see :data:`DOUBTFUL`) and decided by judging.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from summaryminer.finding.articles import Articles
from summaryminer.finding.bare import Bare, closes
from summaryminer.finding.blanks import Blanks
from summaryminer.finding.bounds import Bounds
from summaryminer.finding.exclusions import Exclusions, Spans, by_last, ends_with
from summaryminer.finding.masks import Masks
from summaryminer.finding.numerals import Amount, Numerals
from summaryminer.finding.rates import Rates
from summaryminer.finding.remainders import Remainders
from summaryminer.finding.structures import Structures
from summaryminer.finding.units import Units, Written
from summaryminer.lexicons import Lexicons
from summaryminer.records import Bound, Change, Kind, Quantity

__all__ = ["DOUBTFUL", "Grammar"]

DOUBTFUL = frozenset({"article", "bare_doubtful", "weak"})
"""Rules whose quantities are figures only in some contexts; without a classifier they are left out."""

_LONGEST_RUN = 24
_MONEY_SIGNS = "¥￥$＄"
_LANDMARK = 10_000  # from here on a magnitude may stand for a number without a unit

Found = tuple[Quantity | None, int]
"""A quantity (or none) and where the scan goes on."""


class Grammar:
    """The number grammar, compiled from the lexicons once.

    Example:
        >>> from summaryminer.lexicons import load
        >>> [(q.text, q.value, q.unit) for q in Grammar(load()).scan("共投入1.2亿元，建成三十二所学校。")]
        [('1.2亿元', 120000000.0, '元'), ('三十二所', 32.0, '所')]
    """

    def __init__(self, lexicons: Lexicons) -> None:
        self.numerals = Numerals(lexicons)
        self.units = Units(lexicons)
        self.bounds = Bounds(lexicons)
        self.exclusions = Exclusions(lexicons)
        self.masks = Masks(lexicons, self.units)
        self.rates = Rates(lexicons, self.numerals)
        self.blanks = Blanks(lexicons, self.units)
        self.articles = Articles(lexicons, self.bounds)
        self.remainders = Remainders(lexicons, self.numerals, self.units)
        self.bare = Bare(lexicons)
        self.structures = Structures(lexicons)
        data = lexicons.document("quantities")
        signs = lexicons.document("numerals")["signs"]
        numeral = "".join(self.numerals.characters)
        self._anchor = self._compile_anchor(data, signs, numeral)
        self._digits = re.compile("[0-9,.]{1,25}")
        self._range = re.compile(rf"{signs['inclusive']}\s?(?:{'|'.join(map(re.escape, signs['range']))}){{1,2}}\s?(?=[0-9{numeral}])")
        self._range_firsts = frozenset([*(sign[0] for sign in signs["range"]), "(", "（"])
        self._range_openers = tuple(signs["range_openers"])
        self._range_composed = tuple(signs["range_composed"])
        self._range_words = tuple(signs["range_words"])
        self._tolerance: str = data["tolerance"]["sign"]
        self._negative = tuple(signs["negative"])
        self._not_negative = frozenset(signs["not_negative"])
        self._after_unit = tuple(data["half"]["after_unit"])
        self._shared_between = frozenset(data["shared"]["between"])
        self._shared_units = frozenset(data["shared"]["units"])
        self._shared_pieces = frozenset(data["shared"]["pieces"])
        self._zero: str = data["zero"]["word"]
        self._zero_after = by_last(data["zero"]["after"])
        self._piece_of: str = data["money"]["item"]
        self._discount: str = data["change"]["discount"]
        self._base_before: str = data["change"]["each"]
        self._up: str = data["magnitude"]["up"]
        self._some: str = data["magnitude"]["some"]
        self._landmarks = tuple(data["magnitude"]["landmarks"])
        self._over = frozenset(data["magnitude"]["over"])
        self._not_over = frozenset(data["magnitude"]["over_not_after"])
        self._magnitude_words = frozenset(data["magnitude"]["part"])
        self._not_up = frozenset(data["magnitude"]["not_after"])
        self._negative_growth = tuple(data["change"]["negative_growth"])
        self._sign_lasts = frozenset(word[-1] for word in (*self._negative_growth, *self._negative, self._tolerance))

    def _compile_anchor(self, data: dict[str, Any], signs: dict[str, Any], numeral: str) -> re.Pattern[str]:
        """Where a quantity may begin: at a digit, at a written-out numeral that a unit, 余 or a decimal point can follow or that
        ends in a magnitude, at 几百, at a sign of money, at a mask.

        The pattern begins with one set of characters, which ``re`` looks for many times as fast as for alternatives; what must
        stand there is told by looking back at the character found.
        """
        follow = re.escape("".join(sorted(frozenset(data["follow"]) | self.units.first_characters)))
        ends = "".join(self.numerals.magnitudes) + data["zero"]["word"]
        thousands = "".join(sign for sign, value in self.numerals.magnitudes.items() if value >= 1000)
        tenth = f"(?<=[{thousands}][{''.join(self.numerals.digits)}])(?=[{re.escape(signs['tenth_before'])}])"  # 六万八，
        several = "|".join(f"(?<={re.escape(word[0])}){re.escape(word[1:])}" for word in signs["several"])
        masks = re.escape("".join(sorted(self.masks.characters)))
        firsts = re.escape("".join(word[0] for word in signs["several"]) + _MONEY_SIGNS)
        return re.compile(
            f"[0-9{numeral}{firsts}{masks}](?:(?<=[0-9])[0-9]*"
            f"|(?<=[{numeral}])[{numeral}]*+(?:(?=[{follow}]|\\s*$)|(?<=[{ends}])|{tenth})"
            f"|(?:{several})(?=[{''.join(self.numerals.magnitudes)}])"
            f"|(?<=[{_MONEY_SIGNS}])\\s?(?=[0-9])|(?<![A-Za-z0-9][{masks}])(?<=[{masks}]))"
        )

    # ── the scan ───────────────────────────────────────────────────────────────────────────────────────────────────────
    def scan(self, text: str, excluded: Iterable[tuple[int, int, str]] = ()) -> list[Quantity]:
        """All quantities of a clean text, in order, doubtful ones included.

        Args:
            text: clean text.
            excluded: further spans without figures (years, site frames), as (start, end, name).
        """
        structures = self.structures.scan(text)
        spans = self.exclusions.spans(text, [*excluded, *((one.start, one.end, "structure") for one in structures)])
        found = self._shared_bounds(text, list(self._numbers(text, spans)))
        found += [*self.blanks.scan(text, found, spans), *(share for one in structures for share in one.shares)]
        return sorted(found, key=lambda quantity: quantity.start)

    def _shared_bounds(self, text: str, found: list[Quantity]) -> list[Quantity]:
        for place in range(1, len(found)):
            first, second = found[place - 1], found[place]
            apart = second.bound != "exact" or first.bound not in ("at_least", "at_most") or second.start - first.end != 1
            if not apart and self.bounds.joined(text, first.start, first.end, second.start):
                found[place] = second._replace(bound=first.bound)
        return found

    def _numbers(self, text: str, spans: Spans) -> Iterator[Quantity]:
        at = 0
        search = self._anchor.search
        while match := search(text, at):
            start = match.start()
            quantity, at = self._quantity(text, start, spans)
            # A run of numerals too long to be one is passed over at once, lest every tail of it is tried.
            at = max(at, match.end() if quantity is None and match.end() - start > _LONGEST_RUN else start + 1)
            if quantity is not None:
                yield quantity

    def _quantity(self, text: str, start: int, spans: Spans) -> Found:
        first = text[start]
        if first in self.masks.characters or ("0" <= first <= "9" and self._masked_further_on(text, start)):
            masked = self.masks.read(text, start)
            if masked is not None and ends_with(self.exclusions.before, text, start):
                return None, masked.end
            if masked is not None:
                span = spans.touching(masked.start, masked.end)
                return (None, max(masked.end, span[1])) if span else (self._bounded(text, masked), masked.end)
        if first in _MONEY_SIGNS:
            return self._priced(text, start, spans)
        rate = self.rates.worded(text, start)
        amount = self.numerals.read(text, start) if rate is None else None
        if amount is not None:
            rate = self.rates.of_amount(text, amount)
        if rate is not None:
            span = spans.touching(rate.start, rate.end)
            if span and span[2] in ("year", "structure"):
                return None, max(span[1], rate.end)  # 2022/2023学年
            return self._bounded(text, rate), rate.end
        if amount is None:
            amount = self.numerals.bare(text, start)
            if amount is None:
                return None, start + 1
            return self._magnitude_only(text, amount, spans)
        if text.startswith(self._zero, start) and amount.end == start + len(self._zero):
            return self._nothing(text, amount, spans)
        return self._counted(text, amount, spans)

    def _masked_further_on(self, text: str, start: int) -> bool:
        """Whether a mask stands directly behind the digits that begin at ``start``."""
        run = self._digits.match(text, start)
        return run is not None and text[run.end() : run.end() + 1] in self.masks.characters

    # ── one number ─────────────────────────────────────────────────────────────────────────────────────────────────────
    def _counted(self, text: str, amount: Amount, spans: Spans) -> Found:
        """A number, a range if one follows, and the unit."""
        start, end = amount.start, amount.end
        if amount.style == "arabic" and self.exclusions.inside_code(text, amount):
            return None, end
        unit = self._unit(text, end)
        if unit is None and text.startswith(self._tolerance, end) and (within := self.numerals.read(text, end + len(self._tolerance))):
            unit = self._unit(text, within.end)  # 20±2℃
        if unit is not None:
            if text[start - 1 : start] == self._base_before and amount.scale * amount.face in (1e3, 1e4, 1e5, 1e6):
                return None, unit.end  # the base of a rate: 每10万人
            end = unit.end
        if text[start - 1 : start] in ("/", "／") and amount.low >= 1e5 and self.units.per_base(text, start - 1):
            return None, end  # the base of a rate whose number is missing: 发病率/10万
        last, second = amount, None
        follow = text[end : end + 1]
        if follow in self._range_firsts or follow.isspace():
            second, second_unit = self._second(text, amount, unit)
            if second is not None:
                last, unit = second, second_unit
        end = unit.end if unit and unit.unit.kind != "rate" else last.end
        span = spans.blocking(start, last.end, end)
        if span is not None:
            return None, max(span[1], amount.end)
        if self.exclusions.named(text, start, last, unit):
            return None, last.end
        quantity = self._build(text, amount, second, unit)
        return (None, last.end) if quantity is None else (quantity, quantity.end)

    def _unit(self, text: str, at: int) -> Written | None:
        written = self.units.read(text, at)
        if written is None and text[at : at + 1] == " ":
            gap = len(text[at : at + 5]) - len(text[at : at + 5].lstrip(" "))
            written = self.units.read(text, at + gap)
        return written

    def _second(self, text: str, first: Amount, unit: Written | None) -> tuple[Amount | None, Written | None]:
        """The far end of a range (3-5万, 30%至40%, 两到三个) and its unit."""
        gap = self._range.match(text, unit.end if unit else first.end)
        if gap is not None and first.more:
            gap = None
        if gap is None:
            return None, None
        opened = any(text.endswith(opener, 0, first.start) for opener in self._range_openers) and any(word in gap[0] for word in self._range_words)
        second = self.numerals.read(text, gap.end())
        if opened and second is not None and not text.startswith(self._range_composed, self._after(text, second)):
            return None, None
        if second is None or second.vague or (first.style == "chinese") != (second.style == "chinese"):
            return None, None
        second_unit = self._unit(text, second.end)
        if unit is not None and (second_unit is None or second_unit.name != unit.name):
            return None, None
        low = first.low * self._lent(first, second)
        if low >= second.high and first.low != second.face:
            return None, None
        return second, second_unit

    def _after(self, text: str, amount: Amount) -> int:
        """Where an amount with its unit ends."""
        unit = self._unit(text, amount.end)
        return unit.end if unit else amount.end

    @staticmethod
    def _lent(first: Amount, second: Amount) -> float:
        """What the far end of a range lends the near one: 万 in 3-5万, 百 in 两到三百, 亿 in 七千到九千亿."""
        if first.large > 1.0:
            return 1.0
        if first.scale == 1.0 and first.low < second.face:
            return second.scale
        return second.large if second.large > 1.0 and first.low < second.low / second.large else 1.0

    def _build(self, text: str, first: Amount, second: Amount | None, unit: Written | None) -> Quantity | None:
        low, high = first.low, first.high
        if second is not None:
            if self._unit(text, first.end) is None:
                low *= self._lent(first, second)
            high = second.high
        last = second or first
        start, end = first.start, unit.end if unit else last.end
        value = low if low == high else None
        rule, kind, name = "number", "count", ""
        if unit is not None:
            kind, name = unit.unit.kind, unit.name
            if unit.unit.noun:
                end, name, rule = last.end, "", "noun"
            elif kind == "money" or self.remainders.priced_by_piece(text, unit):
                value, end, name, kind = self.remainders.coins(text, value, end, name)
            elif name == self.bare.piece and self.bare.is_money(text, start):
                kind = "money"
            elif value is not None:
                value, end = self.remainders.half(text, value, end, name, unit)
            if value is not None:
                low = high = value
            rule = self.articles.rule(text, first, unit, rule) if value is None or value.is_integer() else rule
            if text.startswith(self._after_unit, end) and self.bounds.after(text, end) == "at_least":
                end += 1
        elif shared := self._shared_unit(text, last):
            name, kind, rule = shared, "rate", "shared"
        else:
            bare = self.bare.read(text, first, last)
            if bare is None:
                return None
            rule, kind = bare
        start, value, low, high, change = self._signed(text, start, value, low, high, kind)
        if value is None and low == high:
            value = low
        if name == self._discount and value is not None and 10 < value < 100:
            value = low = high = value / 10  # 八五折
        bound: Bound = "range" if value is None else "at_least" if last.more else "exact"
        if last.vague and last.more:
            bound = "range"
        elif unit is not None and text[end - 1 : end] in self._after_unit and value is not None and end > unit.end:
            bound = "at_least"
        if name == self._piece_of and (shared := self._shared_unit(text, last._replace(end=end))) and shared in self._shared_pieces:
            name, kind, rule = shared, "rate", "shared"
        if bound == "exact":
            bound = self.bounds.read(text, start, end, name)
        return Quantity(start, end, text[start:end], value, low, high, name, kind, bound, "known", change, rule)  # type: ignore[arg-type]

    def _shared_unit(self, text: str, amount: Amount) -> str | None:
        """The unit that this number shares with the next one (3.1和1.7个百分点)."""
        if text[amount.end : amount.end + 1] not in self._shared_between or amount.style == "chinese":
            return None
        following = self.numerals.read(text, amount.end + 1)
        unit = self.units.read(text, following.end) if following else None
        return unit.name if unit and unit.name in self._shared_units else None

    def _signed(
        self, text: str, start: int, value: float | None, low: float, high: float, kind: str
    ) -> tuple[int, float | None, float, float, Change | None]:
        """A minus sign, 负 or 负增长 before the number."""
        if text[start - 1 : start] not in self._sign_lasts:
            return start, value, low, high, None
        if text.endswith(self._tolerance, 0, start):
            return start - len(self._tolerance), value, low, high, None
        if any(text.endswith(word, 0, start) for word in self._negative_growth):
            return start, None if value is None else -value, -high, -low, "increase"
        sign = next((s for s in self._negative if text.endswith(s, 0, start)), None)
        if sign is None:
            return start, value, low, high, None
        before = text[start - len(sign) - 1 : start - len(sign)]
        if before in self._not_negative:
            return start, value, low, high, None
        if sign in "-−－" and (before.isalnum() and (kind == "count" or before.isascii())):
            return start, value, low, high, None
        if sign in "-−－" and before and before in "-—–－":
            return start, value, low, high, None
        start -= len(sign)
        return start, None if value is None else -value, -high, -low, None

    def _priced(self, text: str, start: int, spans: Spans) -> Found:
        """￥3000, $200."""
        sign = text[start]
        begin = start + 1 + (text[start + 1 : start + 2] == " ")
        amount = self.numerals.read(text, begin)
        if amount is None:
            return None, begin
        quantity, end = self._counted(text, amount, spans)
        if quantity is None:
            if amount.value is None:
                return None, end
            quantity = Quantity(begin, amount.end, "", amount.value, amount.low, amount.high, "", "money", rule="price")
        unit = quantity.unit or ("元" if sign in "¥￥" else "美元")
        shown = text[start : quantity.end]
        return quantity._replace(start=start, text=shown, unit=unit, kind="money", rule="price"), quantity.end

    def _magnitude_only(self, text: str, amount: Amount, spans: Spans) -> Found:
        """百余 and 上百: a magnitude without digit counts only with a word that says how it is meant."""
        some = text.startswith(self._some, amount.end)
        unit = self._unit(text, amount.end + some)
        previous = text[amount.start - 1 : amount.start]
        end = unit.end if unit else amount.end
        bound: Bound | None = "about" if some else "at_least" if amount.more else None
        bound = bound or self.bounds.after(text, end) or self.bounds.before(text, amount.start, "")
        if previous in self._over and text[amount.start - 2 : amount.start - 1] not in self._not_over:
            bound = bound or "at_least"
        if previous == self._up and text[amount.start - 2 : amount.start - 1] not in self._not_up:
            bound = "at_least"
        if spans.touching(amount.start, amount.end):
            return None, amount.end
        if unit is None:
            return self._landmark(text, amount, bound), amount.end
        if bound is None:
            return None, amount.end
        end = amount.end if unit.unit.noun else unit.end
        name = "" if unit.unit.noun else unit.name
        value = amount.low
        start = amount.start - (previous in self._magnitude_words)
        return Quantity(
            start, end, text[start:end], value, value, value, name, unit.unit.kind, bound, rule="magnitude"
        ), end

    def _landmark(self, text: str, amount: Amount, bound: Bound | None) -> Quantity | None:
        """突破百亿大关: a large magnitude that needs no unit; 突破百亿 alone is a manner of speaking."""
        if amount.low < _LANDMARK or not text.startswith(self._landmarks, amount.end):
            return None
        kind: Kind = "money" if self.bare.is_money(text, amount.start) else "count"
        shown = text[amount.start : amount.end]
        return Quantity(amount.start, amount.end, shown, amount.low, amount.low, amount.low, "", kind, bound or "at_least", rule="magnitude")

    def _nothing(self, text: str, amount: Amount, spans: Spans) -> Found:
        """死亡为零, 零事故 is a name, 安全事故零起 is a figure."""
        unit = self._unit(text, amount.end)
        after = ends_with(self._zero_after, text, amount.start)
        if spans.touching(amount.start, amount.end) or (unit is None and not (after and closes(text[amount.end : amount.end + 1]))):
            return None, amount.end
        end, name = (unit.end, unit.name) if unit else (amount.end, "")
        kind: Kind = unit.unit.kind if unit else "count"
        return Quantity(amount.start, end, text[amount.start : end], 0.0, 0.0, 0.0, name, kind, rule="zero"), end

    def _bounded(self, text: str, quantity: Quantity) -> Quantity:
        """The bound from the words around; a range stays a range."""
        if quantity.bound == "range" or (quantity.value is None and quantity.state == "known"):
            return quantity._replace(bound="range")
        if quantity.bound != "exact":
            return quantity
        bound = self.bounds.read(text, quantity.start, quantity.end, quantity.unit)
        return quantity if bound == "exact" else quantity._replace(bound=bound)
