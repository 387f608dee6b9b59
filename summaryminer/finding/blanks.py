"""Numbers that are missing before their unit: 居民 户, 共投入万元, 建档率达 %."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import regex

from summaryminer.finding.exclusions import Spans, by_last, ends_with
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
        spaced = "|".join(sorted(map(regex.escape, data["spaced"]), key=len, reverse=True))
        direct = "|".join(sorted(map(regex.escape, data["direct"]), key=len, reverse=True))
        said, closes = regex.escape(data["not_behind"]), "|".join(map(regex.escape, data["closes"]))
        close = rf"(?=\s*(?:[,，。；;、）)%\n(（]|{closes}|$))"
        self._spaces = " \t　" + data["fillers"]
        self._spaced = regex.compile(
            rf"(?<=[\p{{Han}}）)])(?<![{numeral}{said}第])(?:[ \t　]+[{fillers}]*|[{fillers}]{{2,}})[ \t　]*"
            rf"(?P<unit>[{magnitudes}]?(?:{spaced})){close}"
        )
        rules = regex.escape(data["rules"])
        ruled = "|".join(sorted(map(regex.escape, {*data["spaced"], *data["stripped"]["units"]}), key=len, reverse=True))
        # A ruled line, or brackets with nothing in them: 共__名职工, 参训（  ）人.
        self._ruled = regex.compile(
            rf"(?:(?<=[\p{{Han}}）)“”，、])[{rules}]+|[（(][ \t　{rules}]+[）)])[ ]?(?P<unit>[{magnitudes}]?(?:{ruled}))(?!\p{{Han}}?[）)])"
        )
        self._done: str = data["done"]
        self._before = by_last(data["before"])
        self._after_direct = frozenset([*self._before, self._done])
        self._direct = regex.compile(rf"(?:[{magnitudes}](?:{direct})|[%‰]){close}")
        self._direct_sign = regex.compile(rf"(?<=[\p{{Han}}])(?<![{numeral}{said}])[%‰](?!\p{{L}})")
        # A pattern that begins with a set of characters is looked for faster than alternatives are.
        leads = sorted(data["lead"], key=len, reverse=True)
        lead = "|".join(f"(?<={re.escape(word[0])}){re.escape(word[1:])}" for word in leads)
        firsts = re.escape("".join(dict.fromkeys(word[0] for word in leads)))
        self._lead = re.compile(rf"[{firsts}](?:{lead})(?P<unit>{spaced}){close}")
        self._alone = list(dict.fromkeys(data["alone"]))
        guard = "".join(f"(?<!{regex.escape(word)})" for word in data["alone_not_after"])
        alone = "|".join(sorted(map(regex.escape, self._alone), key=len, reverse=True))
        row = "|".join(map(regex.escape, data["alone_not_in_row"]))
        self._standing_alone = regex.compile(
            rf"(?<=\p{{Han}})(?<![{numeral}{said}]){guard}(?:{alone})(?=[,，。；;、）)])(?!、[^,，。；;\n]{{0,20}}(?:{row}))"
        )
        counted = "|".join(
            rf"(?<=(?:{'|'.join(map(regex.escape, nouns))}){regex.escape(name)})"
            for name, nouns in data["counted"].items()
        )
        names = regex.escape("".join(data["counted"]))
        self._counted = regex.compile(rf"[{names}](?=[,，。；;、）)])(?:{counted})")
        self._magnitudes = magnitudes
        large = "|".join(sorted(map(regex.escape, data["magnitude_alone"]), key=len, reverse=True))
        self._large = regex.compile(
            rf"(?<=\p{{Han}})(?<![{numeral}{said}{regex.escape(data['magnitude_not_after'])}])[{magnitudes}](?:{large})(?=[,，。；;、）)])"
        )
        self._rate_ends = frozenset(data["base_after"])
        self._base_after = frozenset([*self._rate_ends, *self._before])
        self._base_ends = regex.compile(rf"[,，。；;、）)]|{closes}|\Z")
        stripped = data["stripped"]
        self._least, self._within = int(stripped["least"]), int(stripped["within"])
        ends = "|".join(sorted(map(regex.escape, stripped["units"]), key=len, reverse=True))
        unlisted = regex.escape(stripped["not_listed"])
        lasts = regex.escape("".join(sorted({unit[-1] for unit in stripped["units"]})))
        self._stripped = regex.compile(
            rf"(?:(?<=[\p{{Han}}”])|(?<=[{lasts}]、))(?<![{numeral}{said}{regex.escape(stripped['not_after'])}])(?:{ends})(?=[,，。；;）)]|(?<![{unlisted}])、)"
        )
        self._words, self._unit_ends = by_last(stripped["words"]), by_last(stripped["units"])

    def scan(self, text: str, found: Sequence[Quantity], spans: Spans) -> Iterator[Quantity]:
        """Blank quantities of a clean text.

        Args:
            text: clean text.
            found: the quantities found already.
            spans: excluded stretches.
        """
        occupied: Spans | None = None
        seen: set[int] = set()
        evidence = sorted(quantity.start for quantity in found if quantity.state == "masked")
        for places in (self._places, self._stripped_places):
            for begin, start, end in sorted(places(text, evidence)):
                occupied = occupied or Spans((quantity.start, quantity.end, "quantity") for quantity in found)
                if start in seen or occupied.touching(begin, end) or spans.touching(start, end):
                    continue
                written = text[start:end]
                unit = self._units.entries.get(written.lstrip(self._magnitudes))
                base = self._units.per_base(text, start) if unit is None else None
                if unit is None and base is None:
                    continue
                seen.add(start)
                blank = Quantity(start, end, written, None, None, None, "", "rate", "exact", "blank", rule="blank")
                yield blank._replace(unit=unit.shown, kind=unit.kind) if unit else blank._replace(unit=base[1]) if base else blank
            evidence = sorted([*evidence, *seen])
            if len(evidence) < self._least:
                return

    def _stripped_places(self, text: str, evidence: Sequence[int]) -> Iterator[tuple[int, int, int]]:
        """Where one more number may be missing, in a part of the text from which several were taken; spans as those of :meth:`_places`.

        Args:
            text: clean text.
            evidence: where masked and missing numbers stand for certain, in order.
        """
        for match in self._stripped.finditer(text):
            start = match.start()
            near = bisect_right(evidence, start + self._within) - bisect_left(evidence, start - self._within)
            longest = ends_with(self._unit_ends, text, match.end())
            word = ends_with(self._words, text, match.end())
            if near >= self._least and word is None and longest == match[0]:  # 次 of a人次 is no unit
                yield start, start, match.end()

    def _places(self, text: str, _: Sequence[int] = ()) -> Iterator[tuple[int, int, int]]:
        """Where a number may be missing: where the sign of it begins, and the span of the unit.

        The text is searched for single characters and words first, which costs next to nothing; the patterns are tried at the finds.
        """
        if any(space in text for space in self._spaces):
            for match in self._spaced.finditer(text):
                yield match.start(), *match.span("unit")
            for match in self._ruled.finditer(text):
                yield match.start(), *match.span("unit")
        for sign in (*self._magnitudes, "%", "‰"):
            for start in _finds(text, sign):
                direct = self._direct.match(text, start) if text[start - 1 : start] in self._after_direct else None
                demanding = self._demanding(text, start) if direct else None
                if direct and demanding is not None:
                    yield demanding, start, direct.end()
                elif sign in "%‰" and self._direct_sign.match(text, start):
                    yield start, start, start + 1
                elif sign not in "%‰" and (large := self._large.match(text, start)):
                    yield start, start, large.end()
        for sign in "/／":
            for start in _finds(text, sign):
                if (base := self._units.per_base(text, start)) and self._lacks(text, start, base[0]):
                    yield start, start, base[0]
        for led in self._lead.finditer(text):
            yield led.start(), *led.span("unit")
        for match in self._counted.finditer(text):
            yield match.start(), *match.span()
        for word in self._alone:
            for start in _finds(text, word):
                alone = self._standing_alone.match(text, start)
                if alone:
                    yield start, start, alone.end()

    def _lacks(self, text: str, start: int, end: int) -> bool:
        """Does the base of a rate at ``[start, end)`` follow the rate's name, its number missing (发病率/10万，)?"""
        before = start - (text[start - 1 : start] == " ")
        named = text[before - 1 : before] in self._base_after and (text[before - 1] in self._rate_ends or self._demanding(text, before) is not None)
        return named and self._base_ends.match(text, end) is not None

    def _demanding(self, text: str, end: int) -> int | None:
        """Where the word begins that demands a number and ends at ``end``, maybe with 了 behind it."""
        if text[end - 1] == self._done:
            end -= 1
        word = ends_with(self._before, text, end)
        return None if word is None else end - len(word)


def _finds(text: str, word: str) -> Iterator[int]:
    place = text.find(word)
    while place >= 0:
        yield place
        place = text.find(word, place + len(word))


def units_numerals(lexicons: Lexicons) -> list[str]:
    """Every character that can be part of a number."""
    data = lexicons.document("numerals")
    return [*data["digits"], *data["tens"], *data["small"], *data["large"], *"0123456789"]
