"""What stands around a number: the words that belong to it alone, and what the text was speaking of before it.

A heading that went wrong must not cost an indicator, and one that left something out must not give one. So the words of the number's own
stretch of text are looked at as well: from the sign or number before it to the next one (体检3102人 of "把仪器搬到村里，体检3102人，体检率70.2%"),
with the nearest topic before them (老年人).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import ahocorasick

from summaryminer.finding.units import Units
from summaryminer.lexicons import Lexicons
from summaryminer.naming.wordsets import LEXICON, WordSets, holds, read_groups

__all__ = ["Surroundings", "View"]

_ENDS = frozenset("，,。；;：:！!？?、（(）)\n\t|")
_NUMBERING = re.compile(r"\s*[0-9]{1,2}[.．]\s*")
_FULL_STOPS = "。！？\n"
_STOPS = _FULL_STOPS + "；;"
_COMMAS = _STOPS + "，,："
_CLAUSE_ENDS = _ENDS - {"、"}
_LONGEST = 30
# Between two joined topics stand at most so many characters (高血压患者、糖尿病患者).
_JOINT = 4
# So many characters before a colon are what it heads.
_HEAD = 12


class View(NamedTuple):
    """What stands around one number.

    Args:
        left, right: text that belongs to the number alone, before and after it.
        topics: what is spoken of: in ``left`` and ``right``, or else the nearest before; canonical words.
        joined: topics for all of which the number stands (高血压和糖尿病患者共900人).
        both: does it stand for two measures at once (报告率和及时率均达100%)?
        shared: are numbers given out to things one by one (甲、乙分别为1和2), so that only the heading can tell whose it is?
        inherited: are the topics those of the text before, since the number's own text names none?
        headed: what stands before a colon that the number is told under (健康管理率：老年人65%).
        listed: is it the last of things told together (咨询、讲座20次)?
        each: does the number hold for every one of many (每村1名)?
        among: is it a part of the number before (其中…)?
        lead: where the topics come from the text before, what stands there with the nearest (3岁以下儿童).
    """

    left: str
    right: str
    topics: frozenset[str]
    joined: frozenset[str]
    both: bool
    shared: bool
    each: bool
    inherited: bool
    headed: str
    listed: bool
    among: bool
    lead: str


_NOTHING = View("", "", frozenset(), frozenset(), False, False, False, True, "", False, False, "")


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
        self._words = words
        self._topics = {topic: words.canonical(topic) for topic in read(LEXICON, "matching", "topics")}
        # The value of a topic: its length, and the topic.
        self._automaton = ahocorasick.Automaton()
        self._no_topics = frozenset(read(LEXICON, "matching", "no_topics"))
        for topic in (*self._topics, *self._no_topics):
            self._automaton.add_word(topic, (len(topic), topic))
        self._automaton.make_automaton()
        self._subjects = frozenset(self._topics.values())
        self._siblings = [frozenset(map(words.canonical, group)) for group in read_groups(lexicons, "siblings")]
        self._joins = tuple(read(LEXICON, "matching", "joins"))
        self._shared = read(LEXICON, "matching", "shared_out")
        self._share = frozenset(read(LEXICON, "matching", "rate_ends"))
        self._both = tuple(read(LEXICON, "matching", "both"))
        self._each_but = read(LEXICON, "matching", "each_but")
        self._each = read(LEXICON, "matching", "each")
        self._each_end = tuple(read(LEXICON, "matching", "each_end"))
        self._paired, self._kinds = tuple(read(LEXICON, "matching", "paired")), tuple(read(LEXICON, "matching", "paired_kinds"))
        self._handing = frozenset(map(words.canonical, read(LEXICON, "matching", "handing")))
        numerals = lexicons.document("numerals")
        written = (sign for table in ("digits", "tens", "small", "large") for sign in numerals[table])
        self._numerals = "".join((*written, *numerals["signs"]["more"], *"0123456789.,"))
        self._among = tuple(read(LEXICON, "matching", "among"))
        self._parts = tuple(read(LEXICON, "matching", "part_places"))
        self._magnitudes = read(LEXICON, "matching", "magnitudes")
        # The same number is asked for several times in a row: what was seen last is remembered.
        self._own: tuple[tuple[str, str], tuple[str, str]] = (("", ""), ("", ""))
        self._seen: tuple[tuple[str, str, str], View] = (("", "", ""), _NOTHING)
        self._units = frozenset(Units(lexicons).entries)
        self._name_ends = tuple(read(LEXICON, "matching", "name_ends"))
        self._number_ends: dict[str, list[str]] = {}
        for end in sorted((*read(LEXICON, "matching", "number_ends"), *Units(lexicons).entries), key=len, reverse=True):
            if end not in self._name_ends:
                self._number_ends.setdefault(end[0], []).append(end)

    def __call__(self, before: str, after: str, section: str) -> View:
        """The view of a number.

        Args:
            before, after: text of the number's paragraph before and after it, as much as may matter.
            section: headings above it.
        """
        key = (before, after, section)
        if self._seen[0] != key:
            self._seen = (key, self._view(*key))
        return self._seen[1]

    def _view(self, before: str, after: str, section: str) -> View:
        left, right = self.own(before, after)
        clause = self._left(before, _CLAUSE_ENDS)
        shared = holds(clause, self._shared)
        topics = self._of(left) | self._of(right)
        joined = frozenset() if shared else self._joined(clause)
        both = not shared and (self._of_both(left) or (holds(clause, self._joins) and self._two(clause, left)))
        each = self._of_each(left)
        inherited = not topics
        if inherited:
            topics = self._nearest(before) or self._nearest(section)
        listed, among = self._listed(before, clause, left), left.startswith(self._among)
        lead = self._lead(before) if inherited else ""
        return View(left, right, topics, joined, both, shared, each, inherited, _headed(before), listed, among, lead)

    def topical(self, word: str) -> bool:
        """Is a canonical word a topic?"""
        return word in self._subjects

    def named_so(self, word: str) -> bool:
        """Is a canonical word a topic by the same name, so that a text on it has the word?"""
        return word in self._topics

    def of_rate(self, left: str) -> bool:
        """Does a number's own text name a rate?"""
        return any(end in left for end in self._share)

    def of_part(self, text: str) -> bool:
        """Does a text name one village, school or the like, of which alone a number may tell (柳树村建档284份)?"""
        if not holds(text, self._parts):
            return False
        words = self._words.cut(text)
        return any(
            not self._words.knows((word,)) and (word.endswith(self._parts) or following.startswith(self._parts))
            for word, following in pairwise((*words, ""))
            if len(word) > 1
        )

    def named(self, text: str) -> Iterator[str]:
        """All topics in a text, also those that are part of a longer one, in their canonical words."""
        return (self._topics[topic] for _, _, topic in self._in(text))

    def topics(self, text: str) -> frozenset[str]:
        """The topics that a text names, in their canonical words."""
        return self._of(text)

    def own(self, before: str, after: str) -> tuple[str, str]:
        """The text that belongs to a number alone, before and after it."""
        if self._own[0] != (before, after):
            self._own = ((before, after), (_NUMBERING.sub("", self._left(before), count=1), _right(after)))
        return self._own[1]

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
                if unit and not before.startswith(self._name_ends, begin):
                    return before[begin + len(unit) :]
            at -= 1
        return before[at:]

    def _in(self, text: str) -> list[tuple[int, int, str]]:
        """The topics in a text: start, end and words, in order of their ends."""
        if not text:
            return []
        found = [(last + 1 - size, last + 1, topic) for last, (size, topic) in self._automaton.iter(text)]
        none = [(start, end) for start, end, topic in found if topic in self._no_topics]
        if not none:
            return found
        return [place for place in found if not any(start <= place[0] and place[1] <= end for start, end in none)]

    def _of(self, text: str) -> frozenset[str]:
        """The topics that a short text names, the longest where one holds another."""
        found = {topic for _, _, topic in self._in(text)}
        if len(found) < 2:
            return frozenset([self._topics[topic] for topic in found])
        return frozenset(self._topics[topic] for topic in found if not any(topic in other and topic != other for other in found))

    def _joined(self, clause: str) -> frozenset[str]:
        """The topics of a clause that are joined to each other."""
        first: dict[str, int] = {}
        for start, _, topic in self._in(clause):
            first.setdefault(topic, start)
        if len(first) < 2:
            return frozenset()
        joined = set()
        for (one, left), (other, right) in pairwise(sorted(first.items(), key=lambda item: (item[1], item[0]))):
            between = clause[left + len(one) : right]
            if any(join in between for join in self._joins):
                joined |= {self._topics[one], self._topics[other]}
        return frozenset(joined) if len(joined) > 1 else frozenset()

    def _nearest(self, text: str) -> frozenset[str]:
        """The topic that stands nearest to the end of a text, with the ones joined to it (高血压、糖尿病患者)."""
        found = self._in(text)
        if not found:
            return frozenset()
        end = found[-1][1]
        start, _, topic = min(place for place in found if place[1] == end)
        near = [(place, other) for place, _, other in found if 0 < start - place <= _JOINT]
        joined = {self._topics[other] for _, other in near} if text.startswith(self._joins, start - 1) else set()
        return frozenset((self._topics[topic], *joined))

    def _lead(self, text: str) -> str:
        """The nearest topic of a text with what stands before it up to a sign."""
        found = self._in(text)
        if not found:
            return ""
        start, end = found[-1][:2]
        begin = start
        while begin > 0 and start - begin < _HEAD and text[begin - 1] not in _ENDS:
            begin -= 1
        return text[begin:end]

    def parallel(self, before: str, left: str) -> str:
        """A number's own text, with what was said of a sibling before it: 糖尿病规范管理 of 高血压规范管理280人，糖尿病60人.

        Args:
            before: text of the paragraph before the number.
            left: the end of it that belongs to the number alone.
        """
        own = left.strip()
        group = next((group for group in self._siblings if self._words.canonical(own) in group), None)
        lead = before[: len(before) - len(left)].rstrip("，、；,;")
        unit = next((unit for size in (3, 2, 1) if (unit := lead[-size:]) in self._units), "")
        if group is None or not unit:
            return left
        number = lead[: len(lead) - len(unit)]
        told = self._left(number.rstrip(self._numerals))
        places = [(start, end) for start, end, topic in self._in(told) if self._topics[topic] in group]
        if len(places) != 1 or len(number) == len(number.rstrip(self._numerals)):
            return left
        return told[: places[0][0]] + own + told[places[0][1] :]

    def rivals(self, before: str, words: frozenset[str]) -> frozenset[str]:
        """What else a number may be about that takes its topic from the text before: a sibling of the topic, of which the same was not told.

        Of 高血压管理90人、糖尿病管理40人，随访520人次 the last counts both; of 高血压管理90人，随访360人次，糖尿病管理40人，随访160人次 but one.

        Args:
            before: text of the paragraph before the number.
            words: canonical words of the indicator that it may have.
        """
        group = next((group for group in self._siblings if len(group & words) == 1), None)
        if group is None:
            return frozenset()
        clause = before[max(map(before.rfind, _COMMAS)) + 1 :]
        if any(word in clause for word in self._shared):
            return frozenset()
        sentence = before[max(map(before.rfind, _STOPS)) + 1 :]
        if not self._in(sentence):
            sentence = before[max(map(before.rfind, _FULL_STOPS)) + 1 :]
        places = [(start, end, self._topics[topic]) for start, end, topic in self._in(sentence)]
        own = next((start for start, _, topic in places if topic in words), 0)
        earlier = [(end, topic) for start, end, topic in places if start < own and topic in group and topic not in words]
        if not earlier:
            return frozenset()
        told = frozenset(self._words.cut(sentence[earlier[-1][0] : own]))
        return frozenset() if words - group <= told else frozenset(topic for _, topic in earlier)

    def _listed(self, before: str, clause: str, left: str) -> bool:
        """Does what is joined before a number share it (咨询、讲座20次), rather than have one of its own (19个村、讲座20次)?"""
        rest = clause[: len(clause) - len(left)] if clause.endswith(left) else ""
        start = len(before) - len(clause)
        if start and before[start - 1] not in _CLAUSE_ENDS:
            # A number ends before the clause: what comes first is its.
            rest = rest[min((place for join in self._joins if (place := rest.find(join)) >= 0), default=len(rest)) + 1 :]
        return len(rest) > 1 and rest.endswith(self._joins)

    def paired(self, before: str, left: str = "") -> str:
        """What the number before one was told of, where both count the same in two ways; ``""`` if they do not.

        Of 我村共412户1600人 with its unit (我村共412户); of 宣传资料12种，共发放1.5万份 with what is the second number's own (宣传资料共发放).

        Args:
            before: text of the paragraph before the second number.
            left: the end of it that belongs to that number alone.
        """
        text = before[: len(before) - len(left)].rstrip("、，")
        kinds = text.endswith(self._kinds)
        if not (kinds and self._adds(left)) and (left or not text.endswith(self._paired)):
            return ""
        unit = text[-1]
        lead = text[:-1].rstrip(self._numerals)
        if len(lead) == len(text) - 1:
            return ""
        return self._left(lead) + (left if kinds else unit)

    def counted(self, before: str) -> str:
        """What the number at the end of a text was told of: 签约 of 签约1.8万人，; ``""`` if none ends it."""
        text = before.rstrip("，、,")
        unit = next((unit for size in (3, 2, 1) if (unit := text[-size:]) in self._units), "")
        number = text[: len(text) - len(unit)]
        told = number.rstrip(self._numerals + "".join(self._magnitudes))
        return self._left(told) if unit and len(told) < len(number) else ""

    def _adds(self, left: str) -> bool:
        """Does a number's own text say no more than that things are counted or given out?"""
        return all(word in self._handing or word in self._words.fillers for word in self._words.cut(left))

    def _of_each(self, left: str) -> bool:
        for word in self._each_but:
            left = left.replace(word, "")
        return holds(left, self._each) or left.endswith(self._each_end)

    def _two(self, clause: str, left: str) -> bool:
        """Two rates or things with one number: 报告率和及时率均达100%."""
        return sum(map(clause.count, self._share)) > 1 or holds(left, self._both)

    def _of_both(self, left: str) -> bool:
        """A number that several before it are held to: …，均高于90%."""
        return left.startswith(self._both) and not any(end in left for end in self._share)


def _headed(before: str) -> str:
    """What stands between the last full stop, or a semicolon, and the last colon after it."""
    if "：" not in before and ":" not in before:
        return ""
    begin = max(map(before.rfind, _FULL_STOPS)) + 1
    colon = max(before.rfind("：", begin), before.rfind(":", begin))
    begin = max(begin, before.rfind("；", begin, colon) + 1, before.rfind(";", begin, colon) + 1)
    return before[begin:colon][-_HEAD:] if colon >= 0 else ""


def _right(after: str) -> str:
    """The beginning of a text that belongs to the number before it: up to a sign or a number."""
    end = min(len(after), _LONGEST)
    at = 0
    while at < end and after[at] not in _ENDS and not after[at].isdigit():
        at += 1
    return after[:at] if at == end or after[at] in _ENDS else ""
