"""Blanks inside a number: 7 万5 千元, 二十 亿元, 百分之五 十, 98.5 %."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from summaryminer.cleaning.alignment import Edit

if TYPE_CHECKING:
    from summaryminer.lexicons import Lexicons

__all__ = ["inner_blanks"]

_REACH = 24
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_CLOSES = frozenset("，。；、,;：:！!？?）)”\n\r ")


class _Patterns:
    """Numerals, magnitudes and what may follow them, from ``numerals.toml``, ``units.tsv`` and ``noise.toml``."""

    def __init__(self, lexicons: Lexicons) -> None:
        data = lexicons.document("numerals")
        self.magnitudes: dict[str, int] = {**data["small"], **data["large"]}
        self.large = frozenset(data["large"])
        magnitude = "".join(self.magnitudes)
        numeral = "".join([*data["digits"], *data["tens"], *data["small"], *data["large"], *data["signs"]["point"]])
        bases = "|".join(sorted(map(re.escape, data["signs"]["base"]), key=len, reverse=True))
        self.blank = re.compile(rf" (?=[%‰0-9{numeral}])(?<=[0-9之{numeral}] )")
        self.percent = re.compile(rf"(?:{bases})[{numeral}]*\Z")
        self.arabic = re.compile(r"[0-9][0-9.,]*\Z")
        self.number = re.compile(rf"(?:[0-9][0-9.,]*|[{numeral}]+)\Z")
        self.part = re.compile(rf"[0-9]{{1,4}} ?([{magnitude}])")
        self.parted = re.compile(rf"[0-9.]+ ?([{magnitude}])\Z")
        self.ordinals = tuple(lexicons.words("noise", "spacing", "ordinals"))
        self.words = tuple(lexicons.words("noise", "spacing", "no_magnitude"))
        units = {entry["unit"][0] for entry in lexicons.table("units")}
        self.follows = _CLOSES | units | set(data["signs"]["more"]) | frozenset(numeral + "0123456789")


def inner_blanks(text: str, lexicons: Lexicons, noise: Counter[str]) -> Iterator[Edit]:
    """Deletions of single blanks inside a number, between it and its magnitude, or before its percent sign.

    Numbers that begin a line (list numbers), years and words that only begin like a magnitude (千方百计) keep their blank.

    Args:
        text: simplified text.
        lexicons: ``numerals.toml``, ``units.tsv``; ``noise.toml`` names the words.
        noise: counts to which ``spacing`` is added.

    Example:
        >>> from summaryminer.lexicons import load
        >>> text = "投入7 万5 千元，占98.5 %；2 千方百计"
        >>> [edit.start for edit in inner_blanks(text, load(), Counter())]
        [3, 6, 15]
    """
    if " " not in text:
        return
    patterns = lexicons.compiled("cleaning.numbers", _Patterns)
    for blank in patterns.blank.finditer(text):
        if _inside(text, blank.start(), patterns):
            noise["spacing"] += 1
            yield Edit(blank.start(), blank.end())


def _inside(text: str, at: int, patterns: _Patterns) -> bool:
    """Whether the blank at an offset stands inside a number."""
    before, after = text[max(0, at - _REACH) : at], text[at + 1 : at + 8]
    if after[0] in "%‰":
        return before[-1].isdigit()
    if after[0] not in "0123456789" and patterns.percent.search(before):
        return True
    if after[0] in patterns.magnitudes:
        return _magnified(text, at, before, after, patterns)
    # 5 千 after 7 万: the further part of a number counts in smaller ones.
    part, parted = patterns.part.match(after), patterns.parted.search(before)
    return bool(part and parted and patterns.magnitudes[part[1]] < patterns.magnitudes[parted[1]])


def _magnified(text: str, at: int, before: str, after: str, patterns: _Patterns) -> bool:
    """Whether a number goes on with the magnitude behind a blank."""
    number = patterns.number.search(before)
    if number is None or after.startswith(patterns.words):
        return False
    arabic = before[-1].isdigit()
    if after[0] not in patterns.large and not (arabic and patterns.magnitudes[after[0]] > 10):
        return False
    if _YEAR.search(before) and not after[1:2].isdigit():
        return False
    head = text[max(0, at - len(number.group()) - _REACH) : at - len(number.group())]
    lead = head.rstrip(" \t")
    if not lead or lead[-1] in "\n\r" or lead.endswith(patterns.ordinals):
        return False
    return not after[1:2] or after[1] in patterns.follows
