"""Units as written after a number, from ``units.tsv``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from summaryminer.lexicons import LexiconError, Lexicons
from summaryminer.records import Kind

__all__ = ["Unit", "Units", "Written"]

# What more of a unit may begin with: a second unit in brackets, a denominator.
_OPENING = frozenset("(（/／")
KINDS: dict[str, Kind] = {"count": "count", "money": "money", "measure": "measure", "rate": "rate"}


@dataclass(frozen=True, slots=True)
class Unit:
    """One entry of ``units.tsv``.

    Args:
        name: as written, simplified.
        shown: its name in the unit column.
        kind: what a number with it is.
        family, factor: units of one family convert by their factors (0.0: not at all).
        noun: a thing counted without a measure word.
        weak: often part of a word after a written-out numeral.
        strict: ``not_before`` always holds.
        not_before: characters that make it the beginning of another word.
    """

    name: str
    shown: str
    kind: Kind
    family: str
    factor: float
    noun: bool
    weak: bool
    strict: bool
    not_before: frozenset[str]


class Written(NamedTuple):
    """A unit as it stands in the text: its end, its name for the unit column (份 for 份(册), 元/人), and its entry."""

    end: int
    name: str
    unit: Unit


class Units:
    """Longest match of the units at a place, with bracketed second units (份(册)) and denominators (元/人).

    Raises:
        LexiconError: an entry has an unknown kind or a factor that is no number.

    Example:
        >>> from summaryminer.lexicons import load
        >>> units = Units(load())
        >>> units.read("份(册)，", 0).name, units.read("元/人·月", 0).name
        ('份', '元/人·月')
    """

    def __init__(self, lexicons: Lexicons) -> None:
        self.entries: dict[str, Unit] = {}
        for row in lexicons.table("units"):
            kind = KINDS.get(row.get("kind"))
            if kind is None:
                raise LexiconError(
                    row.path, row.line, f"unknown kind {row.get('kind')!r}", f"write one of {', '.join(KINDS)}"
                )
            try:
                factor = float(row.get("factor") or 0)
            except ValueError:
                raise LexiconError(
                    row.path, row.line, f"factor {row.get('factor')!r} is no number", "write a number or leave it empty"
                ) from None
            flags = row.get("flag").split()
            name = row["unit"]
            guard = frozenset(row.get("not_before").split())
            shown = row.get("name") or name
            self.entries[name] = Unit(
                name, shown, kind, row.get("family"), factor, "noun" in flags, "weak" in flags, "strict" in flags, guard
            )
        self._by_first: dict[str, list[tuple[str, Unit]]] = {}
        for name in sorted(self.entries, key=len, reverse=True):
            self._by_first.setdefault(name[0], []).append((name, self.entries[name]))
        self.first_characters = frozenset(self._by_first)
        data = lexicons.document("units_written")
        per = "|".join(sorted(map(re.escape, lexicons.words("units_written", "per")), key=len, reverse=True))
        self._per = re.compile(f"[/／](?:{per})(?:[·./／](?:{per}))?")
        self._per_count = frozenset(lexicons.words("units_written", "per_count"))
        self._base = re.compile(f"[/／每]({'|'.join(data['bases'])})(?:{'|'.join(data['people'])})?")
        self.bases: dict[str, str] = dict(data["bases"])
        self._bracket = re.compile(r"[(（]([^()（）\s0-9]{1,3})[)）]")
        self._bracketed = re.compile(r"[(（]([^()（）\s0-9]{1,9})[)）]")
        self._either = re.compile(f"[{re.escape(''.join(lexicons.words('units_written', 'either')))}]")

    def longest(self, text: str, at: int) -> Unit | None:
        """The longest unit that starts at ``at``."""
        for name, unit in self._by_first.get(text[at : at + 1], ()):
            if text.startswith(name, at) and not (
                unit.strict and text[at + len(name) : at + len(name) + 1] in unit.not_before
            ):
                return unit
        return None

    def read(self, text: str, at: int) -> Written | None:
        """The unit at ``at`` with what belongs to it, ``None`` if there is none."""
        unit = self.longest(text, at)
        if unit is None:
            return self._in_brackets(text, at) if text[at : at + 1] in ("(", "（") else None
        end, name = at + len(unit.name), unit.shown
        follow = text[end : end + 1]
        if follow not in _OPENING:
            return Written(end, name, unit)
        if follow in "(（":
            bracket = self._bracket.match(text, end)
            if bracket and bracket[1] in self.entries:
                end = bracket.end()
                follow = text[end : end + 1]
        if follow in "/／" and follow:
            base = self._base.match(text, end)
            if base and not self._opens_unit(text, base):
                return Written(base.end(), "/" + self.bases[base[1]], _rate(unit))
            per = self._per.match(text, end)
            if per and (per[0][1:] in self._per_count if unit.kind == "count" else unit.kind != "rate" and unit.family != "duration"):
                end, name = per.end(), name + per[0].replace("／", "/")
        return Written(end, name, unit)

    def _in_brackets(self, text: str, at: int) -> Written | None:
        """The first of the units that stand in brackets behind a number: 76(件、箱)."""
        bracket = self._bracketed.match(text, at)
        units = [self.entries.get(name) for name in self._either.split(bracket[1])] if bracket else [None]
        if bracket is None or units[0] is None or not all(unit is not None and not unit.noun and unit.kind != "rate" for unit in units):
            return None
        return Written(bracket.end(), units[0].shown, units[0])

    def per_base(self, text: str, at: int) -> tuple[int, str] | None:
        """A denominator such as 10万人口 after the slash at ``at``: its end and the unit (``/10万``)."""
        base = self._base.match(text, at) if text[at : at + 1] in ("/", "／") else None
        if base is None or self.longest(text, base.end()) or self._opens_unit(text, base):
            return None
        return base.end(), "/" + self.bases[base[1]]

    def _opens_unit(self, text: str, base: re.Match[str]) -> bool:
        """Whether a base is only the head of a unit: 千 of 千瓦时."""
        unit = self.longest(text, base.start(1))
        return unit is not None and len(unit.name) > len(base[1])


def _rate(unit: Unit) -> Unit:
    return Unit(unit.name, unit.name, "rate", "share", 0.0, False, False, False, frozenset())
