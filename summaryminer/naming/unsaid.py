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
_SIGNS = tuple("，。；、（(：,;\n")


def _either(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


class Unsaid:
    """Adds the words that a number's own text leaves out.

    Args:
        lexicons: word lists, of which ``naming_matching.toml`` is used.

    Example:
        >>> from summaryminer.lexicons import load
        >>> unsaid = Unsaid(load())
        >>> unsaid.people("全镇", "", "人"), unsaid.people("全镇党员", "", "人")
        (('全镇人口', ''), ('全镇党员', ''))
        >>> unsaid.heading("儿童系统管理占比", "占")
        '儿童系统管理'
        >>> unsaid.right("", "社区7个行政村", "个")
        '社区'
    """

    def __init__(self, lexicons: Lexicons) -> None:
        def read(name: str) -> list[str]:
            return lexicons.words(LEXICON, "matching", name)

        self._whole, self._people, self._inhabitants = frozenset(read("whole")), frozenset(read("people")), "".join(read("inhabitants"))
        self._whole_ends, self._inhabited, self._served = (tuple(read(name)) for name in ("whole_ends", "inhabited", "served"))
        self._whole_areas, self._having = tuple(self._whole), tuple(read("having"))
        self._bodies, self._staff = frozenset(read("bodies")), sorted(read("staff"), key=len, reverse=True)
        counter, numerals = (lexicons.document(LEXICON)["matching"][name] for name in ("counted_places", "numerals"))
        places, verbs, areas, inhabited = (_either(read(name)) for name in ("whole_places", "whole_verbs", "whole", "inhabited"))
        number = f"[0-9,.{numerals}{''.join(read('magnitudes'))}]"
        begin = rf"(?:(?:{verbs})[^。；，]{{0,{_PLACES}}}|(?:^|[，。；：、\n])(?:{areas})共?有?)"
        end = rf"[，、,]?\s?(?:{inhabited})?$"
        self._counted = re.compile(rf"{number}\s?(?:{counter}(?:{places})|户){end}")
        self._places = re.compile(rf"{begin}{number}{{1,4}}\s?{counter}(?:{places})(?:[，、]{number}+户)?{end}")
        self._totals, self._news = frozenset(read("totals")), read("news")
        self._bare, self._shares = frozenset(read("bare_share")), tuple(read("share_words"))
        self._nominal_shares, self._population = tuple(read("nominal_shares")), tuple(read("population_shares"))
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
        """A heading without what its number's own text says otherwise.

        That is the word of share that stands for 占 alone, which tells the rate of what was counted before, and what was new of a total.

        Args:
            heading: what the figure measures.
            left: the number's own text before it.
        """
        if left in self._bare:
            word = next((word for word in self._shares if heading.endswith(word)), "")
            return heading.removesuffix(word)
        if left in self._totals:
            word = next((word for word in self._news if word in heading), "")
            return heading.replace(word, "") if word else heading
        return heading

    def people(self, left: str, right: str, unit: str, before: str = "", after: str = "") -> tuple[str, str]:
        """The text before and after a number, with the people of a place that it counts by the place alone.

        Args:
            left, right: the number's own text.
            unit: its unit.
            before, after: all text before and after it.
        """
        if self._of_body(left):
            alone = not after or after.startswith(_SIGNS)
            noun = next((word for word in self._staff if after.startswith(word)), self._staff[-1] if alone else "")
            return (left, noun) if noun else (left, right)
        served = right.startswith(self._served)
        if (right and not served) or unit not in self._people:
            return left, right
        if left in self._whole:
            return left + self._inhabitants, ""
        near = before[-2 * _PLACES :]
        named = left.endswith(self._whole_ends) or (self._by_place(left) and self._places.search(near) is not None)
        if named or (served and (left.endswith(self._whole_areas) or self._counted.search(near))):
            return self._inhabitants, ""
        return left, right

    def _of_body(self, left: str) -> bool:
        """Does the text before a number name the reporting body as a whole and no more (全院共有)?"""
        return left.removesuffix(next((word for word in self._having if left.endswith(word)), "")) in self._bodies

    def of_population(self, left: str) -> bool:
        """Does the text before a number make it a share of the inhabitants (占常住人口的)?"""
        return left.endswith(self._population)

    def share(self, left: str) -> str:
        """A number's own text without the word of share behind a nominal phrase: 达到规范管理的占 -> 达到规范管理的."""
        end = next((end for end in self._nominal_shares if left.endswith(end)), "")
        return left[: -len(end)] + end[0] if end else left

    def _by_place(self, left: str) -> bool:
        """May a number be told of the places counted before it, which stand right there or in its own text (居委会共)?"""
        return not left or left.endswith(self._inhabited)

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
