"""Structures: how a whole is parted, as shares with colons between (三次产业结构为14.9∶36.7∶48.4)."""

from __future__ import annotations

import re
from typing import NamedTuple

from summaryminer.lexicons import Lexicons
from summaryminer.records import Quantity

__all__ = ["Structure", "Structures"]

_WHOLE, _ROUNDED = 100.0, 1.0  # shares of a whole make a hundred, but for what rounding took


class Structure(NamedTuple):
    """Where a structure stands, and its shares; none where its parts are no percentages (砂浆按1∶2∶3配制)."""

    start: int
    end: int
    shares: tuple[Quantity, ...]


class Structures:
    """Finds structures, from ``ratio`` of ``quantities.toml``. Each share is a figure of its own: three shares are not one number.

    Example:
        >>> from summaryminer.lexicons import load
        >>> structure, = Structures(load()).scan("三次产业结构为14.9∶36.7∶48.4。")
        >>> [(share.text, share.value, share.unit) for share in structure.shares]
        [('14.9', 14.9, '%'), ('36.7', 36.7, '%'), ('48.4', 48.4, '%')]
    """

    def __init__(self, lexicons: Lexicons) -> None:
        ratio = lexicons.document("quantities")["ratio"]
        self._sure: str = ratio["sure"]
        self._words, self._reach = tuple(ratio["structure"]), int(ratio["structure_reach"])
        self._unit: str = ratio["structure_unit"]
        part, sign = r"[0-9]{1,3}(?:\.[0-9]{1,3})?", f"\\s?[{''.join(map(re.escape, ratio['signs']))}]\\s?"
        # A sign with a digit before it is rare, and looked for fast.
        self._sign = re.compile(f"[{''.join(map(re.escape, ratio['signs']))}](?<=[0-9].)")
        self._pattern = re.compile(rf"(?<![0-9.:：∶/])(?:{part}{sign}){{2,5}}{part}(?![0-9:：∶/%]|\.[0-9])")
        self._part = re.compile(part)

    def scan(self, text: str) -> list[Structure]:
        """The structures of a clean text, in order."""
        found: list[Structure] = []
        for sign in self._sign.finditer(text):
            if found and sign.start() < found[-1].end:
                continue
            first = sign.start()
            while first and sign.start() - first < 7 and (text[first - 1].isdigit() or text[first - 1] == "."):
                first -= 1
            match = self._pattern.match(text, first)
            if match is not None and (self._sure in match[0] or self._told(text, first)):
                found.append(Structure(first, match.end(), self._shares(text, match)))
        return found

    def _told(self, text: str, start: int) -> bool:
        """Whether words before say that colons part shares: 12:48:40 may be a time."""
        before = text[max(0, start - self._reach) : start]
        return any(word in before for word in self._words)

    def _shares(self, text: str, match: re.Match[str]) -> tuple[Quantity, ...]:
        parts = [(part.start(), part.end(), float(part[0])) for part in self._part.finditer(text, match.start(), match.end())]
        if abs(sum(value for _, _, value in parts) - _WHOLE) > _ROUNDED:
            return ()
        return tuple(
            Quantity(start, end, text[start:end], value, value, value, self._unit, "rate", rule="structure") for start, end, value in parts
        )
