"""Numbers that are missing before their unit: 居民 户, 共投入万元, 建档率达 %."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex

from summaryminer.finding.exclusions import Spans
from summaryminer.finding.units import Units
from summaryminer.lexicons import Lexicons
from summaryminer.records import Quantity

__all__ = ["Blanks"]


class Blanks:
    """Finds units whose number is missing; the quantity's text is the unit.

    Example:
        >>> from summaryminer.lexicons import load
        >>> lexicons = load()
        >>> [(q.text, q.unit) for q in Blanks(lexicons, Units(lexicons)).scan("现有居民 户，共投入万元。", [], Spans([]))]
        [('户', '户'), ('万元', '元')]
    """

    def __init__(self, lexicons: Lexicons, units: Units) -> None:
        self._units = units
        data = lexicons.document("quantities")["blank"]
        magnitudes = "".join(lexicons.document("numerals")["large"])
        numeral = "".join(units_numerals(lexicons))
        fillers = regex.escape(data["fillers"])
        before = "|".join(sorted(map(regex.escape, data["before"]), key=len, reverse=True))
        spaced = "|".join(sorted(map(regex.escape, data["spaced"]), key=len, reverse=True))
        direct = "|".join(sorted(map(regex.escape, data["direct"]), key=len, reverse=True))
        close = r"(?=\s*(?:[,，。；;、）)%\n(（]|以上|以下|以内|左右|$))"
        self._spaced = regex.compile(
            rf"(?<=[\p{{Han}}）)])(?<![{numeral}几数余多来第])(?:[ \t　]+[{fillers}]*|[{fillers}]{{2,}})[ \t　]*"
            rf"(?P<unit>[{magnitudes}]?(?:{spaced})){close}"
        )
        self._direct = regex.compile(
            rf"(?:{before})了?(?P<unit>(?:[{magnitudes}](?:{direct})|[%‰])){close}"
            rf"|(?<=[\p{{Han}}])(?<![{numeral}几数余多来])(?P<unit2>[%‰])(?!\p{{L}})"
        )
        self._lead = regex.compile(
            rf"(?:{'|'.join(sorted(map(regex.escape, data['lead']), key=len, reverse=True))})(?P<unit>{spaced}){close}"
        )
        alone = "|".join(sorted(map(regex.escape, data["alone"]), key=len, reverse=True))
        guard = "".join(f"(?<!{regex.escape(word)})" for word in data["alone_not_after"])
        self._alone = regex.compile(
            rf"(?<=\p{{Han}})(?<![{numeral}几数余多来]){guard}(?P<unit>{alone})(?=[,，。；;、）)])"
        )
        self._magnitudes = magnitudes

    def scan(self, text: str, taken: Iterable[tuple[int, int]], spans: Spans) -> Iterator[Quantity]:
        """Blank quantities of a clean text.

        Args:
            text: clean text.
            taken: spans of the quantities found already.
            spans: excluded stretches.
        """
        occupied = Spans((start, end, "quantity") for start, end in taken)
        seen: set[int] = set()
        for pattern in (self._spaced, self._direct, self._lead, self._alone):
            for match in pattern.finditer(text):
                group = "unit" if match["unit"] else "unit2"
                start, end = match.span(group)
                if start in seen or occupied.touching(match.start(), end) or spans.touching(start, end):
                    continue
                name = match[group].lstrip(self._magnitudes)
                unit = self._units.entries.get(name)
                if unit is None:
                    continue
                seen.add(start)
                yield Quantity(
                    start, end, match[group], None, None, None, unit.shown, unit.kind, "exact", "blank", rule="blank"
                )


def units_numerals(lexicons: Lexicons) -> list[str]:
    """Every character that can be part of a number."""
    data = lexicons.document("numerals")
    return [*data["digits"], *data["tens"], *data["small"], *data["large"], *"0123456789"]
