"""Named programs, projects, campaigns and schemes (家庭医生签约服务, “雪亮工程”, 白内障复明工程) in clean text.

Names come from ``programs.toml``, and from their shape: a quotation or a noun phrase with a head word (工程, 项目, 行动, 专项整治 …). Names made
only of words for kinds of work (健康教育活动) are work areas: they are found, but ``generic``. What stands in 《》 is a document, no program.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import ahocorasick

from summaryminer.lexicons import Lexicons
from summaryminer.records import Program

__all__ = ["Programs", "programs"]

_LONGEST = 26
_RUN = re.compile(r"[㐀-鿿0-9A-Za-z+＋·]+\Z")
_BOOK = re.compile(r"《[^《》\n]{0,120}》")
_QUOTED = re.compile(r"[“「『\"]([^“”「」『』\"\n。；]{1,40})[”」』\"]")
_ORDER = re.compile(r"^[0-9一二三四五六七八九十]+(?=[㐀-鿿]{4})")


class _Word(NamedTuple):
    """An entry of the automaton: ``name`` of a listed program (``""`` for a head word), and whether it is a work area."""

    size: int
    name: str
    generic: bool


@dataclass(frozen=True, slots=True)
class _Bare:
    """A text without quotation marks, and the way back."""

    text: str
    marks: tuple[int, ...]

    def original(self, offset: int) -> int:
        """The offset in the text with quotation marks of a character of the bare text."""
        return offset + bisect_right(self.marks, offset)


class Programs:
    """Finder of named programs, compiled from ``programs.toml``.

    Example:
        >>> from summaryminer.lexicons import load
        >>> finder = Programs(load())
        >>> [(p.text, p.canonical, p.generic) for p in finder.scan("开展“雪亮”工程和白内障复明工程，做好健康教育。")]
        [('雪亮”工程', '雪亮工程', False), ('白内障复明工程', '百万贫困白内障患者复明工程', False), ('健康教育', '健康教育', True)]
    """

    def __init__(self, lexicons: Lexicons) -> None:
        data = lexicons.document("programs")
        marks = data["quotes"]["open"] + data["quotes"]["close"]
        self._marks = re.compile(f"[{re.escape(marks)}]")
        heads = data["heads"]
        self._follow = _alternation(heads["follow"])
        self._strong = frozenset(heads["strong"])
        self._quoted_head = _alternation([*heads["strong"], *heads["quoted"]])
        generic = frozenset(data["generic"]["words"])
        self._automaton = ahocorasick.Automaton()
        for head in heads["strong"]:
            self._automaton.add_word(head, _Word(len(head), "", False))
        for word in generic:
            self._automaton.add_word(word, _Word(len(word), word, True))
        self._names: dict[str, tuple[str, bool]] = {}
        for names in data["names"].values():
            for name, others in names.items():
                for word in (name, *others):
                    known = name in generic or word in generic
                    self._automaton.add_word(word, _Word(len(word), name, known))
                    self._names[self._key(word)] = (name, known)
        self._automaton.make_automaton()
        shape = data["shape"]
        self._cut, self._keep = _alternation(shape["cut"]), _alternation(shape["keep"])
        self._plain = re.compile(f"(?:{_alternation(shape['plain']).pattern})*")
        self._not_before = tuple(shape["not_before"])
        self._theme_before, self._theme_after = tuple(shape["theme_before"]), tuple(shape["theme_after"])

    def scan(self, text: str, start: int = 0, end: int | None = None) -> list[Program]:
        """Mentions of programs, in order, none overlapping another; work areas are flagged ``generic``.

        Args:
            text: clean text.
            start, end: the span to look at; offsets of the results count in ``text``.
        """
        end = len(text) if end is None else end
        part = text[start:end]
        books = [match.span() for match in _BOOK.finditer(part)]
        found = [*self._quotations(part), *self._listed(part)]
        found.sort(key=lambda program: (program.generic, program.start - program.end, program.start))
        taken: list[Program] = []
        places: list[tuple[int, int]] = books
        for program in found:
            if _free(places, program.start, program.end):
                taken.append(program)
                _take(places, program.start, program.end)
        taken.sort(key=lambda program: program.start)
        return [_moved(program, start) for program in taken]

    def _listed(self, text: str) -> Iterator[Program]:
        """Listed names and work areas, and noun phrases with a head word."""
        marks = [match.start() for match in self._marks.finditer(text)]
        bare = _Bare(self._marks.sub("", text), tuple(mark - i for i, mark in enumerate(marks)))
        for last, word in self._automaton.iter_long(bare.text):
            first, stop = last + 1 - word.size, last + 1
            if word.name:
                follow = self._follow.match(bare.text, stop)
                if follow and not word.generic:
                    stop = follow.end()
                yield self._program(text, bare, first, stop, word.name, 0.95, word.generic)
            else:
                shaped = self._shaped(bare.text, first, stop)
                if shaped is not None:
                    begin, generic = shaped
                    yield self._program(text, bare, begin, stop, bare.text[begin:stop], 0.7, generic)

    def _program(self, text: str, bare: _Bare, first: int, stop: int, name: str, confidence: float, generic: bool) -> Program:
        begin, end = bare.original(first), bare.original(stop - 1) + 1
        return Program(begin, end, text[begin:end], name, confidence, generic)

    def _shaped(self, text: str, first: int, stop: int) -> tuple[int, bool] | None:
        """Where the noun phrase before a head word begins, and whether it names but a work area."""
        if text.startswith(self._not_before, stop):
            return None
        run = _RUN.search(text, max(0, first - _LONGEST), first)
        if run is None:
            return None
        head = run.group()
        kept = [match.span() for match in self._keep.finditer(head)]
        cut = 0
        for match in self._cut.finditer(head):
            if not any(a <= match.start() and match.end() <= b for a, b in kept):
                cut = match.end()
        order = _ORDER.match(head[cut:])
        if order:
            cut += order.end()
        core = head[cut:]
        if len(core) < 2:
            return None
        plain = self._plain.match(core)
        rest = len(core) - (plain.end() if plain else 0)
        if rest < 2 and len(core) > 12:
            return None
        return run.start() + cut, rest < 2

    def _quotations(self, text: str) -> Iterator[Program]:
        """“X”活动, and “X” alone where X is listed or has a head word itself."""
        for match in _QUOTED.finditer(text):
            inner = match.group(1)
            start, stop = match.start(1), match.end()
            head = self._quoted_head.match(text, stop)
            if head is not None:
                name = inner + head.group()
                known = self._names.get(self._key(name)) or self._names.get(self._key(inner))
                if known is None and text.startswith(self._theme_after, stop):
                    continue
                canonical, generic = known or (self._marks.sub("", name), False)
                yield Program(start, head.end(), text[start : head.end()], canonical, 0.9, generic)

    def _key(self, name: str) -> str:
        return self._marks.sub("", name)


def programs(lexicons: Lexicons) -> Programs:
    """The finder of these lexicons, compiled once."""
    return lexicons.compiled("finding.programs", Programs)


def _moved(program: Program, by: int) -> Program:
    return Program(program.start + by, program.end + by, program.text, program.canonical, program.confidence, program.generic)


def _free(places: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Is ``[start, end)`` free of the sorted, disjoint ``places``?"""
    at = bisect_right(places, (start, end))
    return (at == 0 or places[at - 1][1] <= start) and (at == len(places) or places[at][0] >= end)


def _take(places: list[tuple[int, int]], start: int, end: int) -> None:
    places.insert(bisect_right(places, (start, end)), (start, end))


def _alternation(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))
