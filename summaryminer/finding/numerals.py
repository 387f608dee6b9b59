"""One grammar for written numbers: Arabic digits, Chinese numerals, the two mixed, and vague numbers.

:class:`Numerals` reads an *amount* — a number with its magnitudes, without unit — at a place in clean text. It knows nothing of units, ranges
between two amounts, or what a figure is.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import regex

from summaryminer.finding.hanzi import Hanzi, product, scaled
from summaryminer.lexicons import LexiconError, Lexicons

__all__ = ["Amount", "Numerals"]

_MOST_DIGITS = 24
"""Characters of the longest number in digits; anything longer is a code or noise."""


_INDENT = 8
"""Blanks before a list number at the beginning of a line."""


class Amount(NamedTuple):
    """A number read at one place.

    Args:
        start, end: its span, magnitudes and 余/多/几 included.
        low, high: its ends; equal unless the words are vague (十几) or a short range (三四百).
        face: the number as written before its last magnitudes (3 in 3万), for ranges such as 3-5万.
        scale: what those magnitudes multiply by (10000).
        style: ``arabic``, ``chinese`` or ``mixed``.
        more: a word inside says "at least" (三百余).
        vague: a range by its words alone (十几, 几百, 三五).
        large: what its last 万 and 亿 multiply by.
    """

    start: int
    end: int
    low: float
    high: float
    face: float
    scale: float
    style: str
    more: bool = False
    vague: bool = False
    large: float = 1.0

    @property
    def value(self) -> float | None:
        """The number, ``None`` for a vague one."""
        return self.low if self.low == self.high else None


class Numerals:
    """The grammar compiled from ``numerals.toml``.

    Example:
        >>> from summaryminer.lexicons import load
        >>> numerals = Numerals(load())
        >>> numerals.read("一万五千亿元", 0).value
        1500000000000.0
        >>> numerals.read("几十名", 0).low, numerals.read("几十名", 0).high
        (10.0, 99.0)
    """

    def __init__(self, lexicons: Lexicons) -> None:
        data = lexicons.document("numerals")
        try:
            self.digits: dict[str, int] = dict(data["digits"])
            self.tens: dict[str, int] = dict(data["tens"])
            self.small: dict[str, int] = dict(data["small"])
            self.large: dict[str, int] = dict(data["large"])
            signs = data["signs"]
        except KeyError as missing:
            path = next(lexicons.files("numerals.toml"))
            raise LexiconError(
                path, None, f"the table {missing} is missing", "restore it from the shipped file"
            ) from None
        self.magnitudes = {**self.small, **self.large}
        self._hanzi = Hanzi(self.digits, self.tens, self.small, self.large, signs["point"])
        numeral = "".join([*self.digits, *self.tens, *self.magnitudes])
        self.characters = frozenset(numeral)
        magnitude = "".join(self.magnitudes)
        several, more = (
            "|".join(sorted(map(re.escape, signs[name]), key=len, reverse=True)) for name in ("several", "more")
        )
        point = "".join(signs["point"])
        self._discount: str = signs["discount"]
        self._keep_unit = f"千(?=[克米瓦伏卡帕兆焦字赫])|百(?=分)|十(?=字)|万(?=分之)|{signs['only_before']}"
        mags = f"(?:(?!{self._keep_unit})[{magnitude}])"
        few, any_few = "{1,5}", "{0,5}"  # more in a row are no number
        self._arabic = re.compile(r"([0-9]{1,3}(?:[,，][0-9]{3})+(?![0-9]|[,，][0-9]{3}(?![0-9]))(?:\.[0-9]+)?)|[0-9]+(?:\.[0-9]+)?")
        self._chinese = re.compile(
            f"(?:(?!{self._keep_unit})[{numeral}])+(?:[{point}](?!钟)[{''.join(self.digits)}]+(?:{mags}+)?)?"
        )
        self._magnitudes = re.compile(f"{mags}{few}")
        part = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
        self._parts = re.compile(f"(?:[零又]?{part}{mags}{few})+")
        self._next_part = re.compile(f"[零又]?({part})({mags}{few})")
        self._last_part = re.compile(r"[零又]?([0-9]{1,3}(?:[,，][0-9]{3})|[0-9]{3,4}|(?<=零)[0-9]{1,4})(?![0-9.])")
        self._tenth = re.compile(rf"([1-9])(?=[{re.escape(signs['tenth_before'])}]|$)")
        self._letters: dict[str, int] = dict(signs["letters"])
        self._letter = re.compile(f"[{''.join(self._letters)}](?:(?={signs['letters_before']})|$)")
        self._counted_large = re.compile(signs["counted_large"])
        self._several = re.compile(f"(?:{several})({mags}{few})")
        self._few = re.compile(f"(?:{'|'.join(signs['few'])})({mags}{any_few})")
        self._zero = frozenset(sign for sign, value in self.digits.items() if not value)
        self._apart: str = signs["apart"]
        # 三、四百, 七、八十, 十七、八: a short range with a sign between its digits.
        digit = "".join(self.digits)
        self._spaced = re.compile(f"([{numeral}]{{0,8}}[{digit}]){self._apart}([{digit}])({mags}{any_few})")
        self._more = re.compile(f"(?:{more})(?!年来)({mags}{any_few})")
        self._more_apart = re.compile(signs["more_apart"])
        # One character tells most numbers that nothing more belongs to them.
        self._several_firsts = frozenset(word[0] for word in signs["several"])
        counted = [one for one in signs["counted_large"] if regex.match(signs["counted_large"], one, partial=True)]
        self._finishing = frozenset([*(form[0] for form in signs["few"]), *counted, *(word[0] for word in signs["more"])])
        self._after_digits = self._finishing | frozenset(self.magnitudes) | frozenset(self._letters)
        self._going_on = frozenset("0123456789零又")
        self._after_numeral = self._finishing | self.characters | frozenset(point)

    # ── reading ────────────────────────────────────────────────────────────────────────────────────────────────────────
    def read(self, text: str, at: int) -> Amount | None:
        """The longest amount that starts at ``at``, or ``None``.

        Args:
            text: clean (simplified) text.
            at: offset of the first character.
        """
        first = text[at : at + 1]
        if "0" <= first <= "9":
            return self._read_arabic(text, at)
        digit = self.digits.get(first)
        if first in self.characters and (apart := self._read_apart(text, at)) is not None:
            return apart
        if digit is not None and text[at + 1 : at + 2] not in self._after_numeral:
            value = float(digit)
            return Amount(at, at + 1, value, value, value, 1.0, "chinese")
        if first in self.characters:
            return self._read_chinese(text, at)
        return self._read_several(text, at) if first in self._several_firsts else None

    def _read_apart(self, text: str, at: int) -> Amount | None:
        """三、四百 is 300..400; at the beginning of a line 三、 is a list number, and 三、四个 may be two numbers."""
        if self._apart not in text[at + 1 : at + 10]:
            return None
        before = text[max(0, at - _INDENT) : at]
        if not before[before.rfind("\n") + 1 :].strip():
            return None
        match = self._spaced.match(text, at)
        if match is None or not (match[3] or len(match[1]) > 1):
            return None
        first, second = self.digits[match[1][-1]], self.digits[match[2]]
        ends = self.interpret(match[1] + match[2] + match[3]) if first and second - first == 1 else None
        if ends is None:
            return None
        low, high = ends
        return Amount(at, match.end(), low, high, low, 1.0, "chinese", vague=True)

    def _read_several(self, text: str, at: int) -> Amount | None:
        match = self._several.match(text, at)
        if match is None:
            return None
        scales = [self.magnitudes[character] for character in match[1]]
        rest = product(scales[1:])
        low, high = scales[0] * rest, (10 * scales[0] - 1) * rest
        more = self._more.match(text, match.end())
        end = more.end() if more and not more[1] else match.end()
        return Amount(at, end, float(low), float(high), float(low), 1.0, "chinese", vague=True)

    def _read_arabic(self, text: str, at: int) -> Amount | None:
        match = self._arabic.match(text, at)
        if match is None or len(match[0]) > _MOST_DIGITS:
            return None
        face = float(match[0].replace(",", "").replace("，", "") if match.lastindex else match[0])
        end, scale, value, style = match.end(), 1.0, face, "arabic"
        if text[end : end + 1] == " " and (apart := self._more_apart.match(text, end)):
            more = self._more.match(text, apart.end())
            if more and not more[1]:
                return Amount(at, more.end(), face, face, face, 1.0, style, more=True)  # 1900 余人
        if text[end : end + 1] not in self._after_digits:
            return Amount(at, end, face, face, face, 1.0, style)
        follow = text[end]
        letter = self._letter.match(text, end) if follow in self._letters else None
        magnitudes = self._magnitudes.match(text, end) if follow in self.magnitudes else None
        if letter:
            scale = float(self._letters[letter[0]])
            value, end, style = scaled(face, scale), letter.end(), "mixed"
        if magnitudes:
            scale = product([self.magnitudes[character] for character in magnitudes[0]])
            value, end, style = scaled(face, scale), magnitudes.end(), "mixed"
            last = scale
            parts = self._parts.match(text, end) if text[end : end + 1] in self._going_on else None
            if parts and (rest := self._mixed(parts[0])) < last:  # 1亿2千万, 1亿9千8百万: the further part is smaller
                value, end, scale = value + rest, parts.end(), 1.0
                last = self.magnitudes[parts[0][-1]]
                face = value
            if last >= 1000 and text[end : end + 1] in self._going_on and (part := self._last_part.match(text, end)):
                # 38万6,517, 1万零518
                rest = float(part[1].replace(",", "").replace("，", ""))
                if rest < last:
                    value, end, scale = value + rest, part.end(), 1.0
                    face = value
            elif last >= 1000 and end == magnitudes.end() and (tenth := self._tenth.match(text, end)):  # 17万8
                value, end, scale = value + float(tenth[1]) * last / 10, tenth.end(), 1.0
                face = value
        return self._finish(text, Amount(at, end, value, value, face, scale, style))

    def _mixed(self, written: str) -> float:
        """Value of digits and magnitudes in turn (9千8百万)."""
        total = section = 0.0
        for digits, magnitudes in self._next_part.findall(written):
            number = float(digits.replace(",", ""))
            for character in magnitudes:
                if character in self.large:
                    total, section, number = total + (section + number) * self.large[character], 0.0, 0.0
                else:
                    section, number = section + number * self.small[character], 0.0
        return float(f"{total + section:.15g}")

    def _read_chinese(self, text: str, at: int) -> Amount | None:
        match = self._chinese.match(text, at)
        if match is None:
            return None
        written = match[0]
        few = self._few.match(text, match.end()) if text[match.end() : match.end() + 1] in self._finishing else None
        if few and written[-1] in self._zero and (round_number := self.interpret(written[:-1])):  # 一千零几
            rest, low = product([self.magnitudes[character] for character in few[1]]), round_number[0]
            return Amount(at, few.end(), (low + 1) * rest, (low + 9) * rest, low, rest, "chinese", vague=True)
        ends = self.interpret(written)
        if (
            text.startswith(self._discount, match.end())
            and len(written) == 2
            and all(c in self.digits for c in written)
        ):
            ends = (float(self._hanzi.positional(written)),) * 2  # 八五折
        if ends is None:
            return None
        low, high = ends
        scale = 1.0
        for character in reversed(written):
            if self.magnitudes.get(character, 10) == 10:  # 三到五十 is 3..50, but 三到五百 is 300..500
                break
            scale *= self.magnitudes[character]
        if few and (written[-1] in self.small or written[-1] in self.tens):
            return self._and_few(Amount(at, few.end(), low, high, low, 1.0, "chinese", vague=True), written[-1], few[1])
        return self._finish(text, Amount(at, match.end(), low, high, low / scale, scale, "chinese", vague=low != high))

    def _and_few(self, amount: Amount, last: str, after: str) -> Amount:
        """十几 (10..19), 二十几万 (20..29 times 10,000), 一百几十 (110..199)."""
        step = 10 if last in self.tens else self.small[last]
        if after and self.magnitudes[after[0]] < step:
            inner, rest = self.magnitudes[after[0]], product([self.magnitudes[character] for character in after[1:]])
            low, high = amount.low + inner, amount.low + 10 * inner - 1
        else:
            rest = product([self.magnitudes[character] for character in after])
            low, high = amount.low, amount.low + step - 1
        return amount._replace(low=low * rest, high=high * rest, scale=rest)

    def bare(self, text: str, at: int) -> Amount | None:
        """A magnitude that stands without a digit (百余, 近千); its ``style`` is ``bare``."""
        match = self._magnitudes.match(text, at)
        if match is None or self.magnitudes[match[0][0]] < 100:
            return None
        scales = [self.magnitudes[character] for character in match[0]]
        falling = len(scales) == 2 and scales[1] < scales[0] < 10_000
        value = float(sum(scales)) if falling else product(scales)  # 百十来家 is 110
        return self._finish(text, Amount(at, match.end(), value, value, 1.0, value, "bare"))

    def _finish(self, text: str, amount: Amount) -> Amount:
        """Adds 余/多/来 and the magnitudes after them (三百余, 30多万), and 几 after Arabic digits (30几)."""
        if text[amount.end : amount.end + 1] not in self._finishing:
            return self._with_large(text, amount)
        few = self._few.match(text, amount.end)
        if few and amount.style == "arabic" and amount.face and amount.face % 10 == 0:
            rest = product([self.magnitudes[character] for character in few[1]])
            step = 10 ** (len(str(int(amount.face))) - len(str(int(amount.face)).rstrip("0"))) - 1
            return Amount(
                amount.start,
                few.end(),
                amount.low * rest,
                (amount.low + step) * rest,
                amount.face,
                rest,
                "mixed",
                vague=True,
            )
        counted = self._counted_large.match(text, amount.end)
        if counted and amount.value is not None and amount.scale == 1.0:  # 两个亿
            scale = float(self.large[counted[0][-1]])
            value = scaled(amount.low, scale)
            several = len(counted[0]) > 2
            return amount._replace(end=counted.end(), low=value, high=value, scale=scale, large=scale, more=several)
        more = self._more.match(text, amount.end)
        if more is None or amount.vague:
            return self._with_large(text, amount)
        rest = product([self.magnitudes[character] for character in more[1]])
        value = scaled(amount.low, rest)
        style = "mixed" if amount.style == "arabic" and more[1] else amount.style
        read = Amount(amount.start, more.end(), value, value, amount.face, amount.scale * rest, style, more=True)
        return self._with_large(text, read)

    def _with_large(self, text: str, amount: Amount) -> Amount:
        """The amount with what the 万 and 亿 at its end multiply by."""
        product, place = 1.0, amount.end - 1
        while place > amount.start and text[place] in self.large:
            product *= self.large[text[place]]
            place -= 1
        return amount if product == 1.0 else Amount(*amount[:-1], product)

    def interpret(self, written: str) -> tuple[float, float] | None:
        """Low and high of a run of Chinese numerals, ``None`` when it is no number (:class:`~summaryminer.finding.hanzi.Hanzi`).

        Example:
            >>> from summaryminer.lexicons import load
            >>> Numerals(load()).interpret("三四百"), Numerals(load()).interpret("三千零五十")
            ((300.0, 400.0), (3050.0, 3050.0))
        """
        return self._hanzi.interpret(written)
