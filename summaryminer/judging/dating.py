"""Years named near numbers and in headings, measured from the year a document is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from summaryminer.finding.years import Years as Grammar
from summaryminer.lexicons import Lexicons

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Ints = NDArray[np.int64]

__all__ = ["BLANK", "UNTOLD", "WIDTH", "Years"]

# What is taken for a year.
_FIRST, _LAST = 1900, 2099
# From the first to the last year of a five-year plan.
_PLAN = 4
# A paragraph's number and a word (（二）到) may stand before the year that begins it.
_NUMBERING = 6
BLANK = "\0"
"""No clean text holds this character; it stands between texts that are judged together."""
UNTOLD = 99
"""Stands for "no year is named" where years are counted from a document's own."""
WIDTH = 4
"""Characters of a year."""


class Years:
    """The years of a source that are written with four digits, Arabic or Chinese.

    Args:
        text: clean text.
        titles: those of its documents, in order. A document's own year is the earliest in its title, or the years from the first to
            the last of a range there (2023-2024学年) or of a five-year plan (“十二五”规划); else the first one named in it.
        documents: start and end of each.
        lexicons: word lists, of which ``numerals.toml`` and ``years.toml`` are used.
    """

    def __init__(self, text: str, titles: Sequence[str], documents: Ints, lexicons: Lexicons) -> None:
        import numpy as np

        self._text = text
        self._pattern, self._digits = lexicons.compiled("judging.years", _compiled)
        grammar = lexicons.compiled("finding.years", Grammar)
        dated = [list(self._named(title)) for title in titles]
        titled = [years or _plan(title, grammar) for title, years in zip(titles, dated, strict=True)]
        named = list(self._named(text))
        for (start, end), years, plan in zip(documents.tolist(), dated, titled, strict=True):
            if plan and not years:
                # Where a plan of five years is the measure, what others brought is dated by their names: “十二五”期间
                named += [(start + at, last) for at, last in _plans(text[start:end], grammar)]
        self._places, self._years = np.array([(-1, 0), *sorted(named)], np.int64).T
        spans = [self._own(*one) for one in zip(titled, *documents.T.tolist(), strict=True)]
        self._own_first, self._own_last = np.array(spans, np.int64).reshape(-1, 2).T
        self._titled = np.array(list(map(bool, titled)), bool)
        self._starts = documents[:, 0]

    def _named(self, text: str) -> Iterator[tuple[int, int]]:
        for match in self._pattern.finditer(text):
            year = int(match[0].translate(self._digits))
            if _FIRST <= year <= _LAST and ord(text[match.start() - 1 : match.start()] or " ") not in self._digits:
                yield match.start(), year

    def _own(self, titled: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
        """A document's own years: first and last."""
        if titled:
            first, last = titled[0], titled[min(1, len(titled) - 1)]
            joined = 0 < last[0] - first[0] - WIDTH <= 1
            return (first[1], last[1]) if joined and first[1] < last[1] else (min(titled, key=_year)[1],) * 2
        at = self._places.searchsorted(start)
        return (int(self._years[at]),) * 2 if at < len(self._places) and self._places[at] < end else (0, 0)

    def heading(self, heading: str, document: int) -> int:
        """Years from those of a document (by its place) to the last one named in a heading, :data:`UNTOLD` if none is named."""
        named = [year for _, year in self._named(heading)]
        own = int(self._own_last[document])
        return max(named) - own if named and own else UNTOLD

    def ahead(self, document: Ints, start: Ints, line_start: Ints) -> Ints:
        """Years from each document's own to the last one named before a number in its line, :data:`UNTOLD` if none is named."""
        import numpy as np

        last = np.searchsorted(self._places, start) - 1
        near = (self._places[last] >= line_start) & (self._own_first[document] > 0)
        return np.where(near, self._distance(self._years[last], document), UNTOLD)

    def apart(self) -> dict[str, Ints]:
        """Starts of the years ``ahead`` of those that a document's title names, of those among them that begin a paragraph
        (``first``), and of the years ``behind`` them.
        """
        import numpy as np

        if not self._titled.any() or len(self._places) < 2:
            return {}
        places = self._places[1:]
        document = np.maximum(np.searchsorted(self._starts, places, "right") - 1, 0)
        distance = np.where(self._titled[document], self._distance(self._years[1:], document), 0)
        ahead = places[distance > 0]
        opening = [self._opens(place) for place in ahead.tolist()]
        return {"ahead": ahead, "first": ahead[np.array(opening, bool)], "behind": places[distance < 0]}

    def _opens(self, place: int) -> bool:
        """Does a paragraph begin right before a year, or but a number and a word before it?"""
        near = self._text[max(0, place - _NUMBERING - 1) : place]
        return place <= _NUMBERING or "\n" in near or BLANK in near

    def _distance(self, years: Ints, document: Ints) -> Ints:
        """Years from the nearer end of a document's own; 0 inside them."""
        import numpy as np

        first, last = self._own_first[document], self._own_last[document]
        return np.where(years > last, years - last, np.minimum(years - first, 0))


def _plans(text: str, grammar: Grammar) -> list[tuple[int, int]]:
    """Where five-year plans are named, and the last year of each."""
    named = (year for year in grammar.scan(text) if not year.text[0].isdigit())
    return [(year.start, year.high) for year in named if year.high is not None and year.low == year.high - _PLAN]


def _plan(title: str, grammar: Grammar) -> list[tuple[int, int]]:
    """First and last year of the last five-year plan that a title names, as if they were a range there."""
    plans = _plans(title, grammar)
    return [(0, plans[-1][1] - _PLAN), (WIDTH + 1, plans[-1][1])] if plans else []


def _year(named: tuple[int, int]) -> int:
    return named[1]


def _compiled(lexicons: Lexicons) -> tuple[re.Pattern[str], dict[int, str]]:
    digits = {**lexicons.document("numerals")["digits"], **{str(digit): digit for digit in range(10)}}
    signs = lexicons.document("years")["signs"]
    digit, sign = f"[{''.join(digits)}]", rf"\s?{signs['school']}?{signs['year']}"
    pattern = rf"{digit}{{4}}(?={sign}|[-—–~～至]{digit}{{2,4}}{sign})"
    return re.compile(pattern), {ord(digit): str(value) for digit, value in digits.items()}
