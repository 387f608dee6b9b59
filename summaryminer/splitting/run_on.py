"""A title that stands on one line with the text below it, as pages of file-sharing sites have it: 县商务局2019年工作总结今年以来，我局……"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from summaryminer.splitting.frames import frames
from summaryminer.splitting.lines import Line
from summaryminer.splitting.numbering import Numbering, numbering
from summaryminer.splitting.titles import LONGEST_TITLE, Title, Titles, titles

if TYPE_CHECKING:
    from summaryminer.lexicons import Lexicons

__all__ = ["apart"]

_PROSE = re.compile("[。；！？，,;]")
_YEAR = r"(?:20[0-9]{2}|[二][〇○零0][一二三四五六七八九〇○零0]{2})年"
_LEAST = 8
# How many lines from the top a title may stand, below lines of the site.
_TOP = 12
# What may stand between a title and its text.
_BETWEEN = ":： —-"
# A list that begins behind a title begins with its first number.
_OUTER = ("hanzi", "hanzi_bracket")


class _RunOn:
    """The words of ``pages.toml`` that end titles and begin reports, compiled."""

    def __init__(self, lexicons: Lexicons) -> None:
        def words(*keys: str) -> str:
            return "|".join(map(re.escape, sorted(lexicons.words("pages", *keys), key=len, reverse=True)))

        self._titles: Titles = titles(lexicons)
        self._numbering: Numbering = numbering(lexicons)
        kinds = "|".join(words("titles", kind) for kind in ("done", "planned", "either"))
        self._ends = re.compile(f"(?:{kinds})(?:[（(][^（()）]{{0,12}}[)）]|{words('titles', 'tails')}|[{_BETWEEN}])*")
        self._whole = tuple(lexicons.words("pages", "titles", "whole"))
        pages = words("titles", "page_numbers").replace("N", r"\s?[0-9]{1,3}\s?")
        self._pages = re.compile(f"(?:(?:{pages})[ /，,]*)+")
        self._sites = tuple(lexicons.words("pages", "titles", "sites"))
        self._site = re.compile(f"[^，。；,;]{{2,24}}?(?:{words('titles', 'sites')})[ \u3000|_—-]+")
        self._page_firsts = frozenset(word[0] for word in lexicons.words("pages", "titles", "page_numbers"))
        follows = words("opening", "after_year")
        self._begins = re.compile(f"(?:{words('opening', 'begins')}|{_YEAR}(?:{follows}))(?!的)")

    def parts(self, text: str) -> tuple[int, int, int] | None:
        """Where the title begins (behind a page number) and ends that a line holds in front, and where the text begins; ``None`` if it holds none."""
        paged = self._pages.match(text) if text[0] in self._page_firsts else None
        first = paged.end() if paged else 0
        for match in self._ends.finditer(text, first, LONGEST_TITLE):
            stop, begin = match.start() + len(self._titles.shown(match.group()).rstrip(_BETWEEN)), match.end()
            if _PROSE.search(text, first, stop):
                return None
            if len(text) - begin >= _LEAST and _PROSE.search(text, begin) and self._opens(text, stop, begin) and self._titled(text[first:stop]):
                return first, stop, begin
        return None

    def site(self, text: str) -> int:
        """Length of the name of a web site that stands before a title, 0 if none does."""
        named = len(text) <= LONGEST_TITLE and any(site in text for site in self._sites)
        match = self._site.match(text) if named else None
        return match.end() if match and self._titled(text[match.end() :]) else 0

    def _titled(self, words: str) -> bool:
        title: Title | None = self._titles.of(words)
        return title is not None and title.kind != "" and title.section == "" and (title.body or title.year)

    def _opens(self, text: str, stop: int, begin: int) -> bool:
        """Does a report begin here? Behind a word that may be a verb (总结今年以来……) only with the first number of a list."""
        number = self._numbering.number(text, begin)
        if number is not None and number.style in _OUTER and number.value == 1:
            return True
        whole = text[:stop].partition("（")[0].partition("(")[0].endswith(self._whole)
        return whole and self._begins.match(text, begin) is not None


def apart(lines: Sequence[Line], lexicons: Lexicons) -> list[Line]:
    """The lines of a page, a title that the first paragraph begins with as a line of its own.

    Args:
        lines: the lines.
        lexicons: word lists, of which ``pages.toml`` and ``headings.toml`` are used.

    Example:
        >>> from summaryminer.lexicons import load
        >>> from summaryminer.splitting.lines import lines
        >>> text = "青禾县商务局2019年工作总结今年以来，我局共办结提案12件。"
        >>> [line.text for line in apart(lines(text, numbering(load())), load())]
        ['青禾县商务局2019年工作总结', '今年以来，我局共办结提案12件。']
    """
    known = lexicons.compiled("splitting.run_on", _RunOn)
    lines = list(lines)
    for place, line in enumerate(lines[:_TOP]):
        if not _PROSE.search(line.text):
            if site := known.site(line.text):
                lines[place] = Line(line.start + site, line.end, line.text[site:])
            continue
        if frames(lexicons).of(line.text) == "line":
            continue
        parts = known.parts(line.text)
        if parts is None:
            break
        first, stop, begin = parts
        body = line.text[begin:]
        head = Line(line.start + first, line.start + stop, line.text[first:stop])
        rest = Line(line.start + begin, line.end, body, numbering(lexicons).number(body))
        return [*lines[:place], head, rest, *lines[place + 1 :]]
    return lines
