"""Where the name of a body or a place begins, read from its end to the left."""

from __future__ import annotations

import re

from summaryminer.finding.words import Words
from summaryminer.lexicons import Lexicons

__all__ = ["Starts"]

_LONGEST = 32
# What may stand inside a name: Chinese characters, digits (302医院), letters and masks (xx县残联).
_RUN = re.compile(r"[㐀-鿿〇○0-9A-Za-z*×＊·]++\Z")
_DATE = re.compile(r"[0-9〇○零一二三四五六七八九十xX×*][年月日]")
_DIGITS = re.compile(r"[0-9〇○*＊·]+|[A-WYZa-wyz0-9]+(?=[㐀-鿿])")
_YEAR = re.compile(r"(?:(?:19|20)[0-9]{2}年?|年)(?=[㐀-鿿]|$)")  # 2022林业局, no 302医院
_MASKS = frozenset("×*＊○")


class Starts:
    """Finds the beginning of names, compiled from ``institutions.toml`` and ``regions.tsv``.

    Args:
        lexicons: word lists.
        endings: how places end; a short word before one of them may be part of the place's name.
    """

    def __init__(self, lexicons: Lexicons, endings: Words) -> None:
        self._cut = Words(lexicons.words("institutions", "names", "cut"))
        self._soft = Words(lexicons.words("institutions", "names", "cut_soft"))
        self._keep = Words(lexicons.words("institutions", "names", "keep"))
        self._initial = frozenset(lexicons.words("institutions", "names", "initial"))
        self._counted = tuple(lexicons.words("institutions", "names", "numbered"))
        self._divisions = Words(row["name"] for row in lexicons.table("regions"))
        self._endings = endings

    def begin(self, text: str, start: int, first: int, last: int) -> int:
        """Where the name whose ending is ``text[first:last]`` begins, not before ``start``.

        It reaches to the left until a sign, or a word that no name holds (在, 领导). Short words that the names of places may hold
        (和 in 太和镇, 向 in 向阳社区) end it only where what is left still makes sense.
        """
        floor = max(start, first - _LONGEST)
        run = _RUN.search(text, floor, first)
        if run is None:
            return first
        begin, loose = run.start(), start < run.start() == floor
        cuts, soft = [*self._cut.spans(text, begin, first)], [*self._soft.spans(text, begin, first)]
        kept = [*self._keep.spans(text, begin, first), *self._divisions.spans(text, begin, last)] if cuts or soft else []
        for _, end in cuts:
            if not any(a < end <= b for a, b in kept):
                begin, loose = end, True
        for date in _DATE.finditer(text, begin, first):
            # 九年 of 九年一贯制学校 is no date.
            if not any(a <= date.start() and date.end() <= b for a, b in self._keep.spans(text, date.start(), first)):
                begin, loose = date.end(), True
        for short, end in soft:
            if short >= begin and not any(a <= short and end <= b for a, b in kept) and self._cuts(text, begin, short, end, last, loose):
                begin, loose = end, True
        if year := _YEAR.match(text, begin, first):
            return year.end()
        digits = _DIGITS.match(text, begin, first)
        if digits is None or set(digits.group()) <= _MASKS:
            return begin
        return digits.end() if digits.end() < first and not text.startswith(self._counted, digits.end()) else begin

    def _cuts(self, text: str, begin: int, short: int, end: int, last: int, loose: bool) -> bool:
        """Does the short word ``text[short:end]`` end what is no part of the name ``text[begin:last]``?

        ``loose``: what stands before ``begin`` is running text rather than a sign.
        """
        place = next(self._endings.spans(text, end, last), None)
        if place is None:
            # 向|日葵幼儿园 at a boundary is a name.
            return loose or short > begin or end >= last
        if place[0] == end:
            # 和|镇卫生院: a place 太和镇 at a boundary, or "and the town's"?
            return loose or not 1 <= short - begin <= 2
        if short == begin and not loose and text[short:end] in self._initial:
            return False
        return place[0] - end >= 2
