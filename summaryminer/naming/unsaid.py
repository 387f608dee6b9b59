"""What the words at a number leave unsaid because every reader knows it: 全镇4.06万人 are its people, 占87% is the share just told of."""

from __future__ import annotations

import re

from summaryminer.lexicons import Lexicons
from summaryminer.naming.wordsets import LEXICON

__all__ = ["Unsaid"]

# The name of a thing counted has at most so many characters where another number follows right behind it.
_NAME = 4
# So many characters before a number may count the places whose people it tells.
_PLACES = 16
_REMARK = re.compile("[(（][^()（）]{0,40}[)）]$")


class Unsaid:
    """Adds the words that a number's own text leaves out.

    Args:
        lexicons: word lists, of which ``naming_matching.toml`` is used.

    Example:
        >>> from summaryminer.lexicons import load
        >>> unsaid = Unsaid(load())
        >>> unsaid.left("全镇", "", "人"), unsaid.left("全镇党员", "", "人")
        ('全镇人口', '全镇党员')
        >>> unsaid.heading("儿童系统管理占比", "占")
        '儿童系统管理'
        >>> unsaid.right("", "社区7个行政村", "个")
        '社区'
    """

    def __init__(self, lexicons: Lexicons) -> None:
        def read(name: str) -> list[str]:
            return lexicons.words(LEXICON, "matching", name)

        self._whole, self._people, self._inhabitants = frozenset(read("whole")), frozenset(read("people")), "".join(read("inhabitants"))
        self._whole_ends = tuple(read("whole_ends"))
        places = "|".join(sorted(map(re.escape, read("whole_places")), key=len, reverse=True))
        verbs = "|".join(map(re.escape, read("whole_verbs")))
        counter, numerals = (lexicons.document(LEXICON)["matching"][name] for name in ("counted_places", "numerals"))
        self._places = re.compile(rf"(?:{verbs})[^。；，]{{0,{_PLACES}}}[0-9{numerals}]\s?{counter}(?:{places})[，、,]\s?$")
        self._bare, self._shares = frozenset(read("bare_share")), tuple(read("share_words"))
        self._differences, self._no_differences = tuple(read("differences")), tuple(read("no_differences"))
        self._counters = frozenset(read("counters"))
        # 5岁, but not that of 65岁.
        self._subgroups = re.compile(f"(?<![0-9{numerals}])(?:{'|'.join(map(re.escape, read('subgroups')))})")

    def difference(self, left: str, before: str = "") -> bool:
        """Does the text before a number end with a word that makes it the distance to another (超计划50人次, 比国家标准多5元)?

        Args:
            left: the number's own text before it.
            before: all text before it; a remark right before its own does not count (占计划(4万剂次)的).
        """
        end = len(before) - len(left)
        if end > 0 and before[end - 1] in ")）" and (aside := _REMARK.search(before, 0, end)):
            left = before[: aside.start()] + left
        return left.endswith(self._differences) and not left.endswith(self._no_differences)

    def narrowed(self, lead: str, label: str) -> bool:
        """Does the text that a number takes its topic from speak of a part only (3岁以下儿童), which an indicator's label does not name?"""
        return any(part.group() not in label for part in self._subgroups.finditer(lead))

    def heading(self, heading: str, left: str) -> str:
        """A heading without the word of share that stands for 占 alone, which tells the rate of what was counted before.

        Args:
            heading: what the figure measures.
            left: the number's own text before it.
        """
        if left in self._bare:
            word = next((word for word in self._shares if heading.endswith(word)), "")
            return heading.removesuffix(word)
        return heading

    def left(self, left: str, right: str, unit: str, before: str = "") -> str:
        """The text before a number, with the people of a place that it counts by the place alone.

        Args:
            left, right: the number's own text.
            unit: its unit.
            before: all text before it.
        """
        if right or unit not in self._people:
            return left
        if left in self._whole:
            return left + self._inhabitants
        named = left.endswith(self._whole_ends) or (not left and self._places.search(before[-2 * _PLACES :]))
        return self._inhabitants if named else left

    def right(self, right: str, after: str, unit: str) -> str:
        """The text after a number, also where another number follows, if the unit asks for the thing counted.

        Args:
            right: the text after it up to a sign, empty if a number comes first.
            after: all text after it.
            unit: its unit.
        """
        if right or unit not in self._counters:
            return right
        end = next((at for at, character in enumerate(after[: _NAME + 1]) if character.isdigit()), 0)
        return after[:end]
