"""What follows a unit and belongs to the number: 3元5角, 两块三, 六成三, 五天半."""

from __future__ import annotations

import re

from summaryminer.finding.numerals import Numerals
from summaryminer.finding.units import Units, Written
from summaryminer.lexicons import Lexicons
from summaryminer.records import Kind

__all__ = ["Remainders"]


class Remainders:
    """Reads coins, tenths and halves behind a unit, from ``quantities.toml``.

    Example:
        >>> from summaryminer.lexicons import load
        >>> lexicons = load()
        >>> units = Units(lexicons)
        >>> Remainders(lexicons, Numerals(lexicons), units).coins("3元5角", 3.0, 2, "元")
        (3.5, 4, '元', 'money')
    """

    def __init__(self, lexicons: Lexicons, numerals: Numerals, units: Units) -> None:
        data = lexicons.document("quantities")
        self.numerals, self.units = numerals, units
        self._coin_worth: dict[str, float] = dict(data["money"]["coins"])
        self._money: str = data["money"]["unit"]
        self._piece: str = data["money"]["piece"]
        self._tenth: str = data["change"]["tenth"]
        self._tenth_before = frozenset(data["change"]["tenth_before"])
        self._half: str = data["half"]["word"]
        self._half_guard = frozenset(data["half"]["not_before"])
        self._parts: dict[str, dict[str, float]] = data["parts"]
        self._decimal = frozenset(data["decimals"]["units"])
        self._decimals = re.compile(rf"[0-9]{{1,2}}(?![0-9.])|[{''.join(numerals.digits)}]")
        self._half_units: dict[str, str] = dict(data["half"]["units"])

    def priced_by_piece(self, text: str, unit: Written) -> bool:
        """块 is money when a coin follows (两块三, 3块5毛)."""
        if unit.unit.name != self._piece:
            return False
        part = self.numerals.read(text, unit.end)
        if part is None:
            return text[unit.end : unit.end + 1] in self.numerals.characters  # 两块三一斤
        behind = text[part.end : part.end + 1]
        return behind in self._coin_worth or behind not in self.units.first_characters  # 展板4块3期 counts boards

    def coins(self, text: str, value: float | None, end: int, name: str) -> tuple[float | None, int, str, Kind]:
        """角 and 分 after 元 (3元5角 is 3.5 元), or alone (5角 is 0.5 元); a digit alone is the next coin (两块三)."""
        worth = self._coin_worth.get(name)
        if value is None or worth is None:
            return value, end, name, "money"
        total = value * worth
        while worth > 0.01:
            part = self.numerals.read(text, end)
            if (
                part is None
                or part.value is None
                or part.value >= 10
                or part.value != int(part.value)
                or part.scale > 1
            ):
                break
            coin = next(
                (c for c in self._coin_worth if text.startswith(c, part.end) and self._coin_worth[c] < worth), None
            )
            if coin is None and (
                (worth == 1.0 and name == self._money) or text[part.end : part.end + 1] in self.units.first_characters
            ):
                break
            worth = self._coin_worth[coin] if coin else worth / 10
            total, end = total + part.value * worth, part.end + len(coin or "")
        return float(f"{total:.10g}"), end, self._money, "money"

    def half(self, text: str, value: float, end: int, name: str, unit: Written) -> tuple[float, int]:
        """六成三 is 6.3, 五天半 is 5.5, 两个半月 is 2.5, 1小时15分 is 1.25."""
        if unit.unit.name in self._half_units:
            return value + 0.5, end
        if text.startswith(self._half, end) and text[end + 1 : end + 2] not in self._half_guard:
            return value + 0.5, end + 1
        if name in self._parts and (smaller := self._smaller(text, value, end, self._parts[name])) != (value, end):
            return smaller
        if name in self._decimal and (decimal := self._decimals.match(text, end)):
            return self._with_decimals(text, value, end, decimal[0])
        if name == self._tenth:
            digit = self.numerals.digits.get(text[end : end + 1])
            if (
                digit
                and (text[end + 1 : end + 2] in self._tenth_before or not self.units.longest(text, end + 1))
                and text[end + 1 : end + 2] not in self.numerals.characters
            ):
                return round(value + digit / 10, 1), end + 1
        return value, end

    def _with_decimals(self, text: str, value: float, end: int, written: str) -> tuple[float, int]:
        """Digits right behind a unit that stand for its decimals: 1米58 is 1.58, 三米五 is 3.5; 5米2处 is not."""
        stop = end + len(written)
        if self.units.longest(text, stop) or text[stop : stop + 1] in self.numerals.characters or not value.is_integer():
            return value, end
        digits = "".join(str(self.numerals.digits.get(character, character)) for character in written)
        return float(f"{value:.0f}.{digits}"), stop

    def _smaller(self, text: str, value: float, end: int, parts: dict[str, float]) -> tuple[float, int]:
        """The same number in a smaller unit behind the larger one: 6分30秒 is 6.5."""
        part = self.numerals.read(text, end)
        if part is None or part.value is None or part.scale > 1:
            return value, end
        unit = max((name for name in parts if text.startswith(name, part.end)), key=len, default=None)
        if unit is None or not 0 < part.value < parts[unit]:
            return value, end
        return round(value + part.value / parts[unit], 4), part.end + len(unit)
