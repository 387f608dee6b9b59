"""Units that measure the same thing in different sizes, brought to one: ‰ and %, 亩 and 公顷, 万份 and 份."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summaryminer.lexicons import Lexicons

__all__ = ["Size", "Units", "column_of"]

_SHARES = frozenset({"%", "‰", "/千", "/万", "/10万", "/100万", "成", ""})


@dataclass(frozen=True, slots=True)
class Size:
    """What a unit measures, and how many base units one of it is.

    Args:
        family: units of one family compare.
        factor: base units in one unit, 1 where units only share a family.
    """

    family: str
    factor: float


class Units:
    """Sizes of the units of ``units.tsv``.

    Example:
        >>> from summaryminer.lexicons import load
        >>> units = Units(load())
        >>> round(units.convert(2.0, "公顷", "亩"), 1), units.size("份").factor
        (30.0, 1.0)
    """

    def __init__(self, lexicons: Lexicons) -> None:
        self._sizes = {
            row["unit"]: _size(
                row.get("family") if row.get("kind") == "count" or row.get("factor") else "",
                row.get("factor"),
                row["unit"],
            )
            for row in lexicons.table("units")
        }

    def size(self, unit: str) -> Size:
        """The size of a unit; a unit that the lexicon does not know, or that counts by another (元/人), is a family of its own."""
        known = self._sizes.get(unit)
        if known is not None:
            return known
        head, slash, per = unit.partition("/")
        head_size = self._sizes.get(head)
        return (
            Size(f"{head_size.family}/{per}", head_size.factor) if slash and head_size is not None else Size(unit, 1.0)
        )

    def alike(self, unit: str, other: str) -> bool:
        """Are numbers of these two units comparable as they stand: 人 and 名, but not 公顷 and 亩?"""
        return self.size(unit) == self.size(other)

    def convert(self, value: float, unit: str, into: str) -> float:
        """The value in another unit of the same family; unchanged when the families differ."""
        here, there = self.size(unit), self.size(into)
        return (
            value * here.factor / there.factor if here.family == there.family and here.factor != there.factor else value
        )


def column_of(indicator_id: str | None, heading: str, unit: str, share: bool, lexicons: Lexicons) -> str:
    """The column of a figure in a comparison; shares of a whole meet in one, be they written in %, ‰ or per 100,000.

    Args:
        indicator_id, heading, unit: as in the table.
        share: is the figure a rate with a ratio?
        lexicons: word lists.

    Example:
        >>> from summaryminer.lexicons import load
        >>> column_of(None, "死亡率", "‰", True, load()) == column_of(None, "死亡率", "%", True, load())
        True
    """
    from summaryminer.naming.indicators import column

    return column(indicator_id, heading, "%" if share and unit in _SHARES else unit, lexicons)


def _size(family: str, factor: str, unit: str) -> Size:
    whole, slash, part = factor.partition("/")
    number = float(whole) / float(part) if slash else float(whole or 1)
    return Size(family or unit, number)
