"""The value of a run of Chinese numerals: 三千零五十, 一万五千亿, 三四百, 二〇二一."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

__all__ = ["Hanzi", "product", "scaled"]

_LONGEST = 60
"""Characters of the longest written-out numeral; anything longer is no number a report would hold."""


class Hanzi:
    """Interprets runs of Chinese numerals.

    Args:
        digits, tens, small, large: what each character is worth, as ``numerals.toml`` names them.
        points: characters between a number and its decimals.

    Example:
        >>> digits = dict(zip("零一二三四五六七八九", range(10)))
        >>> values = Hanzi(digits, {}, {"十": 10, "百": 100, "千": 1000}, {"万": 10_000}, "点")
        >>> values.interpret("三四百"), values.interpret("三千零五十")
        ((300.0, 400.0), (3050.0, 3050.0))
    """

    def __init__(
        self,
        digits: Mapping[str, int],
        tens: Mapping[str, int],
        small: Mapping[str, int],
        large: Mapping[str, int],
        points: Iterable[str],
    ) -> None:
        self.digits, self.tens, self.small, self.large = digits, tens, small, large
        self.magnitudes = {**small, **large}
        self._scales = sorted(set(large.values()), reverse=True)
        self._large = frozenset(large)
        self._point = re.compile(f"[{''.join(points)}]")

    def interpret(self, written: str) -> tuple[float, float] | None:
        """Low and high of a run of Chinese numerals, ``None`` when it is no number.

        Short ranges (三五, 二三十, 三四百) give two ends; digits in a row (二〇二一) are read by position.
        """
        if len(written) > _LONGEST:
            return None
        split = self._point.split(written, maxsplit=1)
        if len(split) == 2:
            return self._decimal(split[0], split[1])
        if all(character in self.digits for character in written):
            return self._digits_only(written)
        value = self._value(written)
        if value is not None:
            return float(value), float(value)
        return self._short_range(written)

    def _decimal(self, whole: str, fraction: str) -> tuple[float, float] | None:
        digits = fraction.rstrip("".join(self.magnitudes))
        value = (
            self._value(whole)
            if len(whole) == 1 or not all(c in self.digits for c in whole)
            else self.positional(whole)
        )
        if value is None or not digits:
            return None
        scale = product([self.magnitudes[character] for character in fraction[len(digits) :]])
        number = scaled(float(f"{value}.{''.join(str(self.digits[c]) for c in digits)}"), scale)
        return number, number

    def positional(self, written: str) -> int:
        """Digits in a row by their places: 二〇二一 is 2021."""
        return int("".join(str(self.digits[character]) for character in written))

    def _digits_only(self, written: str) -> tuple[float, float] | None:
        values = [self.digits[character] for character in written]
        if len(values) == 1:
            return float(values[0]), float(values[0])
        if len(values) == 2 and (values[1] - values[0] == 1 or values == [3, 5]) and values[0]:
            return float(values[0]), float(values[1])
        if len(values) < 3 and 0 not in values:
            return None
        number = float(self.positional(written))
        return number, number

    def _short_range(self, written: str) -> tuple[float, float] | None:
        for place in range(len(written) - 1):
            first, second = self.digits.get(written[place]), self.digits.get(written[place + 1])
            if first and second and (second - first == 1 or (first, second) == (3, 5)):
                low = self._value(written[:place] + written[place] + written[place + 2 :])
                high = self._value(written[:place] + written[place + 1 :])
                if low is not None and high is not None:
                    return float(low), float(high)
        return None

    def _value(self, written: str) -> int | None:
        """Value of a well-formed numeral; 万 and 亿 multiply all before them, so that 一万五千亿 and 二十万亿 are read."""
        if self._large.isdisjoint(written):
            return self._group(written)
        for sign in self._scales:
            place = max(
                (written.rfind(character) for character, value in self.large.items() if value == sign), default=-1
            )
            if place < 0:
                continue
            left, right = written[:place], written[place + 1 :]
            head = self._value(left) if left else None
            if head is None or not head:
                return None
            if not right:
                return head * sign
            tail = self._value(right)
            if tail is None and len(right) == 1:
                return None
            if len(right) == 1 and right in self.digits and self.digits[right] and left[-1] not in self.large:
                return head * sign + self.digits[right] * sign // 10  # 三万五 = 35,000
            return head * sign + tail if tail is not None and tail < sign else None
        return self._group(written)

    def _group(self, written: str) -> int | None:
        """Value of a numeral below 10,000."""
        total, digit, last, zero = 0, -1, 100_000, False
        for place, character in enumerate(written):
            if character in self.small:
                scale = self.small[character]
                if scale >= last or (digit < 0 and (scale > 10 or (place and not zero))):
                    return None
                total += (digit if digit >= 0 else 1) * scale
                digit, last, zero = -1, scale, False
            elif character in self.tens:
                if last <= 10 or digit >= 0:
                    return None
                total, last = total + self.tens[character], 10
            else:
                value = self.digits[character]
                if digit >= 0:
                    return None
                if value == 0 and place + 1 < len(written):
                    zero = True
                    continue
                digit = value
        if digit < 0:
            return total if not zero else None
        if digit and last in (100, 1000) and not zero and len(written) > 1:
            return total + digit * last // 10  # 三百五 = 350
        return total + digit


def product(factors: list[int]) -> float:
    """Their product, as a float."""
    result = 1.0
    for factor in factors:
        result *= factor
    return result


def scaled(face: float, scale: float) -> float:
    """face × scale without the dust of binary fractions (1.2 × 10000 is 12000)."""
    return float(f"{face * scale:.15g}")
