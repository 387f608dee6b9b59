"""Institutions and places: named bodies (石桥镇卫生院, 市卫生健康局) and administrative divisions (张家港市) in clean text.

A name is read from its end: one of the endings of ``institutions.toml`` is found, then the name grows to the left until a sign or a word
that no name contains. Short words that some places contain (和 in 太和镇) cut only where what is left still makes sense.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import ahocorasick

from summaryminer.lexicons import Lexicons

__all__ = ["Institutions", "Level", "Named", "institutions"]

Level = Literal["village", "town", "county", "city", "province"]
LEVELS: tuple[Level, ...] = ("village", "town", "county", "city", "province")

_LONGEST = 32
# What may stand inside a name: Chinese characters, digits (302医院), letters and masks (xx县残联).
_RUN = re.compile(r"[㐀-鿿〇○0-9A-Za-z*×＊·]+\Z")
_HEAD = re.compile(r"[0-9〇○*＊·]+")
_LATIN = re.compile(r"^[A-WYZa-wyz0-9]+(?=[㐀-鿿])")


@dataclass(frozen=True, slots=True)
class Named:
    """A named body or place.

    Args:
        start, end: clean span.
        text: the name as it stands.
        ending: the part of it that tells what it is (卫生院, 镇).
        level: what the ending or the innermost place in the name tells.
        place: a place (石桥镇) rather than a body.
        plain: no name of its own (市卫生局, 县医院): only the text around it tells which one.
    """

    start: int
    end: int
    text: str
    ending: str
    level: Level | None
    place: bool = False
    plain: bool = False


class Institutions:
    """Finder of named bodies and places, compiled from ``institutions.toml`` and ``regions.tsv``.

    Example:
        >>> from summaryminer.lexicons import load
        >>> [(n.text, n.level) for n in Institutions(load()).scan("临江县石桥镇卫生院位于县城以南，受县卫生局领导。")]
        [('临江县石桥镇卫生院', 'town'), ('县卫生局', 'county')]
    """

    def __init__(self, lexicons: Lexicons) -> None:
        data = lexicons.document("institutions")
        self._levels: dict[str, Level | None] = {}
        for level, words in data["endings"].items():
            for word in words:
                self._levels[word] = level if level in LEVELS else None
        self._short = frozenset(data["endings"]["short"])
        self._prefix = _alternation(data["prefixes"]["words"])
        self._divisions: dict[str, Level] = {}
        for row in lexicons.table("regions"):
            level = row["level"]
            if level in LEVELS:
                self._divisions[row["name"]] = level
        self._place_ends: dict[str, Level] = {
            word: level for level in LEVELS for word in lexicons.words("institutions", "places", level)
        }
        self._no_places = frozenset(lexicons.words("institutions", "places", "not_places"))
        self._not_places = tuple(self._no_places - self._place_ends.keys())
        self._endings = _automaton([*self._levels])
        self._places = _automaton([*self._place_ends])
        names = data["names"]
        self._not_before = tuple(names["not_before"])
        self._cut = re.compile(rf"{_alternation(names['cut']).pattern}|(?<=[0-9〇○零一二三四五六七八九十xX×*])[年月日]")
        self._soft = _alternation(names["cut_soft"])
        self._keep = _alternation(names["keep"])
        self._plain = re.compile(f"(?:{_alternation(names['plain']).pattern})*")
        ends = "|".join(sorted(map(re.escape, self._place_ends), key=len, reverse=True))
        self._place_end = re.compile(ends)

    def scan(self, text: str, start: int = 0, end: int | None = None, *, headed: bool = False) -> list[Named]:
        """Named bodies, in order and in their fullest form; a body inside another's name is no mention of its own.

        Args:
            text: clean text.
            start, end: the span to look at.
            headed: the span is a title, byline or signature, where short endings (处, 科) name bodies too.
        """
        found: list[Named] = []
        for first, last in _longest(self._endings, text, start, len(text) if end is None else end):
            short = text[first:last] in self._short
            if text.startswith(self._not_before, last) or (short and not headed):
                continue
            begin = self._begin(text, start, first, last)
            while found and found[-1].start >= begin:
                found.pop()
            if found and found[-1].end > begin:
                begin = found[-1].end
            name = text[begin:last]
            ending = text[first:last]
            head = text[begin:first]
            level, rest = self._level(head, ending)
            if (short and len(head) < 3) or (not head and level is None and len(ending) < 3):
                continue
            plain = self._plain.fullmatch(rest) is not None and not self._named_place(head)
            found.append(Named(begin, last, name, ending, level, plain=plain))
        return found

    def places(self, text: str, start: int = 0, end: int | None = None) -> list[Named]:
        """Named places (张家港市, 石桥镇, 临江县石桥镇), in order.

        Args:
            text: clean text.
            start, end: the span to look at.
        """
        found: list[Named] = []
        for first, last in _longest(self._places, text, start, len(text) if end is None else end):
            begin = self._begin(text, start, first, last)
            name = text[begin:last]
            if first - begin < 1 or self._no_place(name) or (found and found[-1].end == first):
                continue
            ending = text[first:last]
            if found and found[-1].start >= begin:
                found.pop()
            found.append(Named(begin, last, name, ending, self.level_of_place(name), place=True))
        return found

    def level_of_place(self, name: str) -> Level | None:
        """The level of a place by the national list, else by its ending; a chain (临江县石桥镇) counts by its last link."""
        for cut in range(len(name) - 1):
            if name[cut:] in self._divisions:
                return self._divisions[name[cut:]]
        for size in (4, 3, 2, 1):
            if name[-size:] in self._place_ends:
                return self._place_ends[name[-size:]]
        return None

    def listed(self, name: str) -> bool:
        """Is the place in the national list of divisions?"""
        return name in self._divisions

    def region(self, name: str) -> str | None:
        """The places a body's name begins with (临江县石桥镇 of 临江县石桥镇卫生院), ``None`` if it begins with none that has a name."""
        prefix = self._prefix.match(name)
        name = name[prefix.end() :] if prefix else name
        region, last = "", 0
        for match in self._place_end.finditer(name):
            link = name[last : match.end()]
            if match.end() - match.start() == len(link):
                if not region:
                    return None
                continue
            # 区 inside 灌区管理处 or 市 inside 城市管理局 ends no place.
            if self._no_place(link):
                continue
            inner = max((stop for _, stop in _longest(self._endings, link, 0, len(link))), default=0)
            if inner and region:
                break
            region, last = region + link[inner:], match.end()
        return region or None

    def _no_place(self, name: str) -> bool:
        """Does a name end like a place but name none (示范区, 本社区)?"""
        return (name in self._no_places or name.endswith(self._not_places)) and name not in self._divisions

    def _named_place(self, head: str) -> bool:
        region = self.region(head) if head else None
        return region is not None and len(region) > 1

    def _level(self, head: str, ending: str) -> tuple[Level | None, str]:
        """The level a body's name tells, and what its name holds besides places and ending."""
        level: Level | None = None
        last = 0
        for match in self._place_end.finditer(head):
            link = head[last : match.end()]
            if len(link) > match.end() - match.start() and self._no_place(link):
                continue
            level = self._divisions.get(link) or self._place_ends[match.group()]
            last = match.end()
        own = self._levels.get(ending)
        if own is None and level is None:
            inner = [self._levels[head[a:b]] for a, b in _longest(self._endings, head, 0, len(head))]
            own = next((found for found in reversed(inner) if found), None)
        return own or level, head[last:]

    def _begin(self, text: str, start: int, first: int, last: int) -> int:
        """Where the name whose ending is ``text[first:last]`` begins."""
        floor = max(start, first - _LONGEST)
        run = _RUN.search(text, floor, first)
        if run is None:
            return first
        begin = run.start()
        head = run.group()
        kept = [match.span() for match in self._keep.finditer(head)] + self._division_spans(text[begin:last])
        cut = 0
        for match in self._cut.finditer(head):
            if not any(a <= match.start() and match.end() <= b for a, b in kept):
                cut = match.end()
        for match in self._soft.finditer(head, cut):
            if any(a <= match.start() and match.end() <= b for a, b in kept):
                continue
            if self._cuts(
                head[cut : match.start()],
                text[begin + match.end() : last],
                bool(cut) or (begin > start and begin == floor),
            ):
                cut = match.end()
        digits = _HEAD.match(head, cut) or _LATIN.match(head[cut:])
        if digits and not head[cut:].startswith(tuple("xX")):
            following = cut + len(digits.group())
            if head[following : following + 1] not in ("", "医", "中", "院", "小") and not set(digits.group()) <= set(
                "×*＊○"
            ):
                cut = following
        return begin + cut

    def _division_spans(self, head: str) -> list[tuple[int, int]]:
        spans = []
        for match in self._place_end.finditer(head):
            for size in range(9, 1, -1):
                if match.end() >= size and head[match.end() - size : match.end()] in self._divisions:
                    spans.append((match.end() - size, match.end()))
                    break
        return spans

    def _cuts(self, before: str, after: str, loose: bool) -> bool:
        """Does a short word between ``before`` and ``after`` end what is no part of the name?"""
        match = self._place_end.search(after)
        base = match.start() if match else len(after)
        if base == 0:
            # 和|镇卫生院: a place 太和镇 at a boundary, or "and the town's"?
            return not (1 <= len(before) <= 2 and not loose)
        if match is None:
            # 向|日葵幼儿园 at a boundary is a name.
            return loose or bool(before)
        return base >= 2


def institutions(lexicons: Lexicons) -> Institutions:
    """The finder of these lexicons, compiled once."""
    return lexicons.compiled("finding.institutions", Institutions)


def _alternation(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))


def _automaton(words: list[str]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for word in words:
        automaton.add_word(word, len(word))
    automaton.make_automaton()
    return automaton


def _longest(automaton: ahocorasick.Automaton, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Leftmost longest matches of an automaton, none overlapping the next."""
    if start >= end:
        return
    held: tuple[int, int] | None = None
    for last, size in automaton.iter_long(text, start, end):
        span = (last + 1 - size, last + 1)
        if held is not None and span[0] >= held[1]:
            yield held
        held = span
    if held is not None:
        yield held
