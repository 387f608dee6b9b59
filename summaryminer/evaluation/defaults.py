"""What a mark of the corpus says without saying it: value, unit and kind of plain Arabic numbers.

These defaults are deliberately simple and know nothing of the number grammar they help to measure; whatever needs more
must be stated in the mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from summaryminer.lexicons import Lexicons

__all__ = ["Defaults"]

_NUMBER = re.compile(
    r"[¥￥$＄]?\s?(?P<sign>[+\-−－])?(?P<digits>[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[.．][0-9０-９]+)?)\s?"
)
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_MAGNITUDES = {"百": 100.0, "千": 1000.0, "万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8}
_BASE = re.compile(r"/(?:[0-9]*[十百千万]+|10{3,})")


@dataclass(frozen=True, slots=True)
class _Reading:
    value: float
    rest: str


class Defaults:
    """Derives what a mark leaves out.

    Args:
        lexicons: ``units.tsv`` says which units there are and of what kind, ``numerals.toml`` which characters write
            a number.

    Example:
        >>> from summaryminer.lexicons import load
        >>> defaults = Defaults(load())
        >>> defaults.value("1.2万人次"), defaults.unit("1.2万人次"), defaults.kind("人次", "1.2万人次")
        (12000.0, '人次', 'count')
        >>> defaults.value("三百人") is None, defaults.unit("5千克")
        (True, '千克')
    """

    def __init__(self, lexicons: Lexicons) -> None:
        self._units = {row["unit"]: row for row in lexicons.table("units")}
        numerals = lexicons.document("numerals")
        signs = numerals["signs"]
        written = "".join(
            [
                *numerals["digits"],
                *numerals["tens"],
                *numerals["small"],
                *numerals["large"],
                *signs["more"],
                *signs["several"],
                *signs["negative"],
            ]
        )
        self._written = re.compile(f"[¥￥$＄]?[{re.escape(written)}萬億餘來幾數0-9０-９,，.．點点+\\-−－ ]+")
        self._numeric = re.compile(f"[0-9０-９{re.escape(''.join([*numerals['digits'], *numerals['tens']]))}]")

    def value(self, text: str) -> float | None:
        """The value of plain Arabic digits with or without magnitudes, ``None`` for anything else."""
        reading = self._plain(text)
        return None if reading is None else reading.value

    def unit(self, text: str) -> str | None:
        """The rest of the text after number and magnitude, simplified; ``None`` when that is not plain to see.

        A measure word before 百分点 is dropped, and a second unit in brackets (份(册)) with it.
        """
        reading = self._plain(text)
        if reading is not None:
            rest = reading.rest
        else:
            match = self._written.match(text)
            if match is None:
                return None
            rest = text[match.end() :]
        rest = _simplified(rest.strip()).replace("（", "(").replace("）", ")").replace("／", "/")
        if rest.endswith("百分点"):
            return "百分点"
        head = rest.partition("(")[0]
        if rest not in self._units and head in self._units and rest.endswith(")"):
            rest = head
        if rest in self._units:
            return "" if "noun" in self._units[rest].get("flag") else rest
        if rest.startswith("/") and rest[1:].isdigit() and not self._is_base(rest):
            return ""  # a fraction
        return None if self._numeric.search(rest) and not rest.startswith("/") else rest

    def known(self, unit: str) -> bool:
        """Is the unit (or the part before its slash) in ``units.tsv``? No unit at all is known, too."""
        return not unit or unit in self._units or (unit.partition("/")[0] in self._units) or self._is_base(unit)

    def kind(self, unit: str, text: str) -> str:
        """Kind of a unit or of its numerator in ``units.tsv``; a rate for a denominator or fraction, else a count."""
        if not unit:
            return "rate" if "分之" in text or re.search(r"[0-9]/[0-9]", text) else "count"
        if self._is_base(unit):
            return "rate"
        row = self._units.get(unit) or self._units.get(unit.partition("/")[0])
        return row.get("kind") if row else "count"

    @staticmethod
    def _is_base(unit: str) -> bool:
        return _BASE.fullmatch(unit) is not None

    def _plain(self, text: str) -> _Reading | None:
        match = _NUMBER.match(text)
        if match is None:
            return None
        digits = match["digits"].translate(_FULL_WIDTH).replace(",", "")
        value = float(digits)
        at = match.end()
        while text[at : at + 1] in _MAGNITUDES and not self._begins_unit(text[at:]):
            value = round(value * _MAGNITUDES[text[at]], 6)
            at += 1
        rest = text[at:]
        if (self._written.match(rest) and not self._begins_unit(rest)) or (
            rest[:1] in "/~～—–至到xX*×:：" and rest and not _per(rest)
        ):
            return None
        return _Reading(-value if match["sign"] and match["sign"] != "+" else value, rest)

    def _begins_unit(self, rest: str) -> bool:
        return any(_simplified(rest[:length]) in self._units for length in range(2, 4))


@lru_cache(maxsize=10_000)
def _simplified(text: str) -> str:
    if text.isascii():
        return text
    return str(_converter().convert(text))


@lru_cache(maxsize=1)
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


def _per(rest: str) -> bool:
    """A denominator that is a word (元/人), not a number (1/3)."""
    return rest.startswith("/") and not rest[1:2].isdigit()
