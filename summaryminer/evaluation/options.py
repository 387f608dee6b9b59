"""The options of a figure's mark in the corpus: ``=3..5 u=元 target inc`` (``corpus/README.md`` lists them)."""

from __future__ import annotations

import re

__all__ = ["PERIOD", "Options"]

_VALUE = re.compile(r"=(-?[0-9]+(?:\.[0-9]+)?)(?:\.\.(-?[0-9]+(?:\.[0-9]+)?))?")
PERIOD = re.compile(r"year|first_half|second_half|q[1-4]|month|months:[0-9]+-[0-9]+|cumulative")
_BOUNDS = {"exact": "exact", "about": "about", ">=": "at_least", "<=": "at_most", "range": "range"}
_CHANGES = {"inc": "increase", "dec": "decrease", "level": ""}
_STATUSES = ("actual", "target", "standard")
_KINDS = ("count", "rate", "money", "measure")


class Options:
    """The options of a figure's mark, defaults where they say nothing.

    Args:
        words: the options as written; of a field that two readers answer differently both stand in one, ``target/standard``.

    Example:
        >>> options = Options(["=3..5", "target/standard", "opt"])
        >>> options.value, options.statuses, options.optional, options.unknown
        ((3.0, 5.0), ('target', 'standard'), True, [])
    """

    def __init__(self, words: list[str]) -> None:
        self.value: tuple[float, float] | None = None
        self.unit: str | None = None
        self.kind: str | None = None
        self.bounds: tuple[str, ...] = ("exact",)
        self.statuses: tuple[str, ...] = ("actual",)
        self.changes: tuple[str, ...] = ("",)
        self.indicators: tuple[str, ...] = ("",)
        self.state, self.period, self.key = "known", "", ""
        self.year: int | None = None
        self.dated = self.optional = False
        self.unknown = [word for word in words if not self._take(word)]
        self.clashes = self._clashes(words)

    def _take(self, word: str) -> bool:
        name, _, rest = word.partition("=")
        value = _VALUE.fullmatch(word)
        answers = word.split("/")
        if value:
            low = float(value[1])
            self.value = (low, float(value[2]) if value[2] else low)
        elif all(answer in _BOUNDS for answer in answers):
            self.bounds = tuple(_BOUNDS[answer] for answer in answers)
        elif all(answer in _STATUSES for answer in answers):
            self.statuses = tuple(answers)
        elif all(answer in _CHANGES for answer in answers):
            self.changes = tuple(_CHANGES[answer] for answer in answers)
        elif word in ("masked", "blank"):
            self.state = word
        elif word == "opt":
            self.optional = True
        else:
            return bool(rest) and self._take_named(name, rest)
        return True

    def _take_named(self, name: str, rest: str) -> bool:
        if name == "u":
            self.unit = "" if rest == "-" else rest
        elif name == "k" and rest in _KINDS:
            self.kind = rest
        elif name == "id":
            self.indicators = tuple("" if answer == "-" else answer for answer in rest.split("/"))
        elif name == "y" and (rest == "-" or re.fullmatch("[0-9]{4}", rest)):
            self.year, self.dated = (None if rest == "-" else int(rest)), True
        elif name == "p" and PERIOD.fullmatch(rest):
            self.period = rest
        elif name == "c":
            self.key = rest
        else:
            return False
        return True

    def _clashes(self, words: list[str]) -> list[str]:
        found = [
            f"only one of {' '.join(sorted(group))} can hold"
            for group in ({*_STATUSES}, {*_CHANGES}, {"masked", "blank"}, {*_BOUNDS} - {"range"})
            if sum(group.issuperset(word.split("/")) for word in words) > 1
        ]
        if self.state != "known" and self.value is not None:
            found.append(f"a {self.state} number has no value")
        if self.value is not None and self.value[0] > self.value[1]:
            found.append("the low end of the range is above the high end")
        if self.bounds == ("range",) and self.value is not None and self.value[0] == self.value[1]:
            found.append("a range needs two ends (=3..5)")
        return found
