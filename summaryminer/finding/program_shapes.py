"""The shape of programs' names: how far the name before a head word (工程, 专项整治) reaches, and whether it names a program at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from summaryminer.finding.words import Words

__all__ = ["LONGEST", "Shape"]

LONGEST = 26
"""No name of a program is longer than this many characters before its head word."""

_NAMED = 3  # what is left of a name behind a verb that opens it has so many characters at least

# What may stand inside a name: Chinese characters, digits, letters, and the dot of 6·27工程.
_RUN = re.compile(r"[㐀-鿿0-9A-Za-z+＋·]++\Z")
# A number that counts what follows: 5项目, but not 6·27工程.
_COUNT = re.compile(r"[0-9一二三四五六七八九十]+(?=[㐀-鿿]{4})")
_CLAUSE_END = re.compile("[，。；：！？,;:!?\n]")


class Shape:
    """Cuts the name of an unlisted program out of its sentence.

    Args:
        data: the table ``shape`` of ``programs.toml``.
        schemes: heads behind which 建设 is no part of a name (生态补水工程建设).
        between: words that may stand between a quotation and its head, beside those of kinds of work.
    """

    def __init__(self, data: dict[str, Any], schemes: Sequence[str] = (), between: Sequence[str] = ()) -> None:
        self._cut, self._keep = Words(data["cut"]), Words(data["keep"])
        self._plain, self._soft, self._hard = Words(data["plain"]), Words(data["soft"]), Words(data["hard"])
        self._counted = re.compile(f"[0-9]+(?:{'|'.join(sorted(map(re.escape, data['counted']), key=len, reverse=True))})(?=[㐀-鿿]{{2}})")
        self._schemes = tuple(schemes)
        self._placed, self._launched = tuple(data["placed"]), Words(data["launch_quoted"])
        self._launch, self._launch_quoted = tuple(data["launch"]), tuple(data["launch_quoted"])
        self._honours, self._awards = tuple(data["honours"]), Words(data["awards"])
        self._not_before = {head: tuple(words) for head, words in data["not_before"].items()}
        self._theme_before, self._theme_after = tuple(data["theme_before"]), tuple(data["theme_after"])
        self.not_quoted = frozenset(data["not_quoted"])
        self._opening = Words(data["opening"])
        self._work, self._of = str(data["work"]), str(data["of"])
        self._between = Words([*data["plain"], *between])

    def theme(self, text: str, start: int, end: int) -> bool:
        """Is the quotation ``text[start:end]`` a slogan or theme (以“X”为主题)?"""
        return text.startswith(self._theme_after, end) or text[max(0, start - 4) : start].endswith(self._theme_before)

    def launched(self, text: str, start: int, words: str) -> bool:
        """Does a verb like 开展 stand right before ``text[start:]``, and do the quoted ``words`` say more than a kind of work?"""
        return text[max(0, start - 6) : start].endswith(self._launch_quoted) and self._plain.cover(words) < len(words)

    def plain_between(self, words: str) -> bool:
        """Do words between a quotation and a head only say what kind of work it is (“三小”治理提升专项行动)?"""
        return self._between.cover(words) == len(words)

    def sentence(self, words: str) -> bool:
        """Do quoted words hold a verb or particle that no name holds?"""
        return any(end - start > 1 for start, end in self._cut.spans(words)) and not self._keep.search(words)

    def other(self, text: str, start: int, stop: int) -> bool:
        """Do the words behind a head ``text[start:stop]`` make it something else (活动室, 计划生育)?"""
        return any(text.startswith(words, stop) for head, words in self._not_before.items() if text.endswith(head, start, stop))

    def begin(self, text: str, first: int, stop: int, kind: str, quoted: bool) -> int | None:
        """Where the name with the head word ``text[first:stop]`` begins; ``None`` if it is no program's name.

        Args:
            text: text without quotation marks.
            first, stop: the head word.
            kind: its class in the table ``heads`` of ``programs.toml``, or "listed" for one in a list with programs (A工程、B工程).
            quoted: part of the words before the head stood in quotation marks.
        """
        if self.other(text, first, stop):
            return None
        run = _RUN.search(text, max(0, first - LONGEST), first)
        if run is None or first - run.start() < 2:
            return None
        begin = self._begin(text, run.start(), first)
        if first - (opened := self._opening.cover(text, begin, first)) >= _NAMED:
            begin = opened
        if not 2 <= first - begin <= LONGEST - 2 or text.endswith(self._work, begin, first):
            return None
        named = quoted or first - self._plain.cover(text, begin, first) >= 2
        return begin if self._fits(text, begin, first, stop, kind, named) else None

    def _begin(self, text: str, floor: int, first: int) -> int:
        """The end of the last word in ``text[floor:first]`` that no name holds."""
        kept: list[tuple[int, int]] | None = None
        begin = floor
        for start, end in self._cut.spans(text, floor, first):
            if kept is None:
                kept = list(self._keep.spans(text, floor, first))
            if not any(a <= start and end <= b for a, b in kept):
                begin = end
        count = self._counted.match(text, begin, first) or _COUNT.match(text, begin, first)
        return count.end() if count else begin

    def _fits(self, text: str, begin: int, first: int, stop: int, kind: str, named: bool) -> bool:
        length = first - begin
        if kind == "placed":
            return named and length <= 6 and text.startswith(self._placed, begin) and not text.endswith(self._schemes, begin, first)
        if kind == "long":
            return named or length >= 4
        if kind == "dated":
            return length >= 4 and not self._hard.search(text, begin, first)
        if kind == "launched":
            return named and self._after_launch(text, begin)
        if text.endswith(self._honours, first, stop) and self._awards.search(text, max(0, begin - LONGEST), begin):
            return False
        if kind in ("soft", "listed") and self._hard.search(text, begin, stop):
            return False
        if kind == "soft":
            return (named or length >= 4) and self._soft.search(text, begin, first)
        return named

    def _after_launch(self, text: str, begin: int) -> bool:
        """Does the clause up to ``begin`` hold a verb like 开展?"""
        clause: Sequence[str] = _CLAUSE_END.split(text[max(0, begin - 30) : begin])
        return clause[-1].endswith(self._launch) or (clause[-1].endswith(self._of) and self._launched.search(clause[-1]))
