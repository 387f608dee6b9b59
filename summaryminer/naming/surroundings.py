"""What stands around a number: the words that belong to it alone, and what the text was speaking of before it.

A heading that went wrong must not cost an indicator, and one that left something out must not give one. So the words of the number's own
stretch of text are looked at as well: from the sign or number before it to the next one (体检3102人 of "把仪器搬到村里，体检3102人，体检率70.2%"),
with the nearest topic before them (老年人).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from summaryminer.finding.units import Units
from summaryminer.lexicons import Lexicons
from summaryminer.naming.wordsets import LEXICON, WordSets

__all__ = ["Surroundings", "View"]

_ENDS = frozenset("，,。；;：:！!？?、（(）)\n\t|")
_NUMBERING = re.compile(r"\s*[0-9]{1,2}[.．]\s*")
_CLAUSE_ENDS = _ENDS - {"、"}
_LONGEST = 30
# Between two joined topics stand at most so many characters (高血压患者、糖尿病患者).
_JOINT = 4


@dataclass(frozen=True, slots=True)
class View:
    """What stands around one number.

    Args:
        left, right: text that belongs to the number alone, before and after it.
        topics: what is spoken of: in ``left`` and ``right``, or else the nearest before; canonical words.
        joined: topics for all of which the number stands (高血压和糖尿病患者共900人).
        both: does it stand for two measures at once (报告率和及时率均达100%)?
        shared: are numbers given out to things one by one (甲、乙分别为1和2), so that only the heading can tell whose it is?
        listed: is it the last of things told together (咨询、讲座20次)?
        each: does the number hold for every one of many (每村1名)?
    """

    left: str
    right: str
    topics: frozenset[str]
    joined: frozenset[str]
    both: bool
    shared: bool
    each: bool
    listed: bool


class Surroundings:
    """Looks around a number.

    Args:
        lexicons: word lists, of which ``naming_matching.toml`` is used.
        words: cuts texts into words.

    Example:
        >>> from summaryminer.lexicons import load
        >>> look = Surroundings(load(), WordSets(load()))
        >>> view = look("为65岁以上老年人把仪器搬到村里，体检", "，体检率70%", "")
        >>> view.left, sorted(view.topics)
        ('体检', ['老年人'])
    """

    def __init__(self, lexicons: Lexicons, words: WordSets) -> None:
        read = lexicons.words
        self._topics = {topic: words.canonical(topic) for topic in read(LEXICON, "matching", "topics")}
        self._beginnings: dict[str, list[str]] = {}
        for topic in self._topics:
            self._beginnings.setdefault(topic[:2], []).append(topic)
        self._joins = tuple(read(LEXICON, "matching", "joins"))
        self._shared = read(LEXICON, "matching", "shared_out")
        self._share = frozenset(read(LEXICON, "matching", "rate_ends"))
        self._both = read(LEXICON, "matching", "both")
        self._each_but = read(LEXICON, "matching", "each_but")
        self._each = read(LEXICON, "matching", "each")
        self._each_end = tuple(read(LEXICON, "matching", "each_end"))
        self._magnitudes = read(LEXICON, "matching", "magnitudes")
        self._number_ends: dict[str, list[str]] = {}
        for end in sorted((*read(LEXICON, "matching", "number_ends"), *Units(lexicons).entries), key=len, reverse=True):
            if end not in read(LEXICON, "matching", "name_ends"):
                self._number_ends.setdefault(end[0], []).append(end)

    def __call__(self, before: str, after: str, section: str) -> View:
        """The view of a number.

        Args:
            before, after: text of the number's paragraph before and after it, as much as may matter.
            section: headings above it.
        """
        left, right = self.own(before, after)
        clause = self._left(before, _CLAUSE_ENDS)
        shared = any(word in clause for word in self._shared)
        topics = self._of(left) | self._of(right)
        joined = frozenset() if shared else self._joined(clause)
        both = not shared and any(join in clause for join in self._joins) and (self._two_rates(clause) or any(word in left for word in self._both))
        each = self._of_each(left)
        if not topics:
            topics = self._nearest(before) or self._nearest(section)
        return View(left, right, topics, joined, both, shared, each, self._listed(clause, left))

    def own(self, before: str, after: str) -> tuple[str, str]:
        """The text that belongs to a number alone, before and after it."""
        return _NUMBERING.sub("", self._left(before), count=1), _right(after)

    def _left(self, before: str, ends: frozenset[str] = _ENDS) -> str:
        """The end of a text that belongs to the number after it: back to a sign, or to the unit of the number before.

        A number without a unit (2 of 2型糖尿病), or one of those that only name a group (65岁以上), goes on.
        """
        start = max(0, len(before) - _LONGEST)
        at = len(before)
        while at > start and before[at - 1] not in ends:
            if before[at - 1].isdigit() and (at == len(before) or not before[at].isdigit()):
                begin = at + next((len(word) for word in self._magnitudes if before.startswith(word, at)), 0)
                unit = next((unit for unit in self._number_ends.get(before[begin : begin + 1], ()) if before.startswith(unit, begin)), "")
                if unit:
                    return before[begin + len(unit) :]
            at -= 1
        return before[at:]

    def _in(self, text: str) -> list[str]:
        """The topics in a text, as written."""
        pairs = {text[at : at + 2] for at in range(len(text) - 1)}
        return [topic for pair in pairs & self._beginnings.keys() for topic in self._beginnings[pair] if topic in text]

    def _of(self, text: str) -> frozenset[str]:
        """The topics that a short text names."""
        found = self._in(text)
        return frozenset(self._topics[topic] for topic in found if not any(topic in other and topic != other for other in found))

    def _joined(self, clause: str) -> frozenset[str]:
        """The topics of a clause that are joined to each other."""
        found = sorted((clause.index(topic), topic) for topic in self._in(clause))
        joined = set()
        for (left, first), (right, second) in pairwise(found):
            between = clause[left + len(first) : right]
            if any(join in between for join in self._joins):
                joined |= {self._topics[first], self._topics[second]}
        return frozenset(joined) if len(joined) > 1 else frozenset()

    def _nearest(self, text: str) -> frozenset[str]:
        """The topic that stands nearest to the end of a text, with the ones joined to it (高血压、糖尿病患者)."""
        found = sorted(((text.rfind(topic) + len(topic), topic) for topic in self._in(text)), reverse=True)
        if not found:
            return frozenset()
        (end, topic), *others = found
        start = end - len(topic)
        joined = {self._topics[other] for place, other in others if 0 < start - place <= _JOINT and text.startswith(self._joins, start - 1)}
        return frozenset((self._topics[topic], *joined))

    def _listed(self, clause: str, left: str) -> bool:
        rest = clause[: len(clause) - len(left)] if clause.endswith(left) else ""
        return len(rest) > 1 and rest.endswith(self._joins)

    def _of_each(self, left: str) -> bool:
        for word in self._each_but:
            left = left.replace(word, "")
        return any(word in left for word in self._each) or left.endswith(self._each_end)

    def _two_rates(self, clause: str) -> bool:
        """Two rates with one number: 报告率和及时率均达100%."""
        return sum(clause.count(end) for end in self._share) > 1


def _right(after: str) -> str:
    """The beginning of a text that belongs to the number before it: up to a sign or a number."""
    end = min(len(after), _LONGEST)
    at = 0
    while at < end and after[at] not in _ENDS and not after[at].isdigit():
        at += 1
    return after[:at] if at == end or after[at] in _ENDS else ""
