"""What stands around a number: the words that belong to it alone, and what the text was speaking of before it.

A heading that went wrong must not cost an indicator, and one that left something out must not give one. So the words of the number's own
stretch of text are looked at as well: from the sign or number before it to the next one (体检3102人 of "把仪器搬到村里，体检3102人，体检率70.2%"),
with the nearest topic before them (老年人).
"""

from __future__ import annotations

from dataclasses import dataclass

from summaryminer.lexicons import Lexicons
from summaryminer.naming.wordsets import LEXICON, WordSets

__all__ = ["Surroundings", "View"]

_ENDS = frozenset("，,。；;：:！!？?、（(）)\n\t|")
_JOINTS = frozenset("，、,")
_LONGEST = 30


@dataclass(frozen=True, slots=True)
class View:
    """What stands around one number.

    Args:
        left, right: text that belongs to the number alone, before and after it.
        topics: what is spoken of: in ``left`` and ``right``, or else the nearest before; canonical words.
        several: does the number stand for two things at once (高血压和糖尿病患者共900人)?
    """

    left: str
    right: str
    topics: frozenset[str]
    several: bool


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
        self._joins = read(LEXICON, "matching", "joins")
        self._shared = read(LEXICON, "matching", "shared_out")
        self._share = frozenset(read(LEXICON, "matching", "rate_ends"))

    def __call__(self, before: str, after: str, section: str) -> View:
        """The view of a number.

        Args:
            before, after: text of the number's paragraph before and after it, as much as may matter.
            section: headings above it.
        """
        left, right = _left(before), _right(after)
        topics = frozenset(canonical for topic, canonical in self._topics.items() if topic in left or topic in right)
        several = len(topics) > 1 and self._joined(_clause(before)) or self._two_rates(_clause(before))
        if not topics:
            topics = self._nearest(before) or self._nearest(section)
        return View(left, right, topics, several)

    def _nearest(self, text: str) -> frozenset[str]:
        """The topic that stands nearest to the end of a text; of two at one place the longer."""
        place, _, topic = max(((text.rfind(topic) + len(topic), len(topic), topic) for topic in self._topics if topic in text), default=(0, 0, ""))
        return frozenset({self._topics[topic]} if place else ())

    def _joined(self, clause: str) -> bool:
        return any(join in clause for join in self._joins) and not any(word in clause for word in self._shared)

    def _two_rates(self, clause: str) -> bool:
        """Two rates with one number: 报告率和及时率均达100%."""
        return sum(clause.count(end) for end in self._share) > 1 and self._joined(clause)


def _left(before: str) -> str:
    """The end of a text that belongs to the number after it: back to a sign, or to the first joint after the number before."""
    start = max(0, len(before) - _LONGEST)
    at = len(before)
    while at > start and before[at - 1] not in _ENDS and not before[at - 1].isdigit():
        at -= 1
    return before[at:]


def _right(after: str) -> str:
    """The beginning of a text that belongs to the number before it: up to a sign or a number."""
    end = min(len(after), _LONGEST)
    at = 0
    while at < end and after[at] not in _ENDS and not after[at].isdigit():
        at += 1
    return after[:at] if at == end or after[at] in _ENDS else ""


def _clause(before: str) -> str:
    """The last clause of a text, in which things are joined by 、."""
    at = len(before)
    while at and (before[at - 1] not in _ENDS or before[at - 1] == "、") and not before[at - 1].isdigit():
        at -= 1
    return before[at:]
