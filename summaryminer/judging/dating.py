"""Years named near numbers and in headings, measured from the year a document is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from summaryminer.lexicons import Lexicons
from summaryminer.records import Document

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

__all__ = ["UNTOLD", "Years"]

# What is taken for a year.
_FIRST, _LAST = 1900, 2099
UNTOLD = 99
"""Stands for "no year is named" where years are counted from a document's own."""


class Years:
    """The years of a source that are written with four digits, Arabic or Chinese.

    Args:
        text: clean text.
        documents: its documents; a document's own year is the earliest in its title, else the first one named in it.
        lexicons: word lists, of which ``numerals.toml`` and ``years.toml`` are used.
    """

    def __init__(self, text: str, documents: Sequence[Document], lexicons: Lexicons) -> None:
        import numpy as np

        self._pattern, self._digits = lexicons.compiled("judging.years", _compiled)
        named = list(self._named(text))
        self._places, self._years = np.array([(-1, 0), *named], np.int64).T
        self.own = [self._base(document) for document in documents]
        """The year of each document, 0 where none is named."""

    def _named(self, text: str) -> Iterator[tuple[int, int]]:
        for match in self._pattern.finditer(text):
            year = int(match[0].translate(self._digits))
            if _FIRST <= year <= _LAST and ord(text[match.start() - 1 : match.start()] or " ") not in self._digits:
                yield match.start(), year

    def _base(self, document: Document) -> int:
        titled = [year for _, year in self._named(document.title)]
        if titled:
            return min(titled)
        first = self._places.searchsorted(document.start)
        return int(self._years[first]) if first < len(self._places) and self._places[first] < document.end else 0

    def heading(self, heading: str, own: int) -> int:
        """Years from a document's own to the last one named in a heading, :data:`UNTOLD` if none is named."""
        named = [year for _, year in self._named(heading)]
        return max(named) - own if named and own else UNTOLD

    def ahead(self, document: Ints, start: Ints, line_start: Ints) -> Ints:
        """Years from each document's own to the last one named before a number in its line, :data:`UNTOLD` if none is named."""
        import numpy as np

        last = np.searchsorted(self._places, start) - 1
        base = np.array(self.own, np.int64)[document]
        return np.where((self._places[last] >= line_start) & (base > 0), self._years[last] - base, UNTOLD)


def _compiled(lexicons: Lexicons) -> tuple[re.Pattern[str], dict[int, str]]:
    digits = {**lexicons.document("numerals")["digits"], **{str(digit): digit for digit in range(10)}}
    signs = lexicons.document("years")["signs"]
    pattern = rf"[{''.join(digits)}]{{4}}(?=\s?(?:{signs['school']}?{signs['year']}|-))"
    return re.compile(pattern), {ord(digit): str(value) for digit, value in digits.items()}
