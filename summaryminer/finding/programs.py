"""Named programs, projects, campaigns and schemes (家庭医生签约服务, “雪亮工程”, 白内障复明工程) in clean text.

Names come from ``programs.toml``, and from their shape: a quotation or a noun phrase with a head word (工程, 项目, 行动, 专项整治 …). Names made
only of words for kinds of work (健康教育活动) are work areas: they are found, but ``generic``. What stands in 《》 is a document, no program.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import ahocorasick

from summaryminer.lexicons import Lexicons
from summaryminer.records import Program

__all__ = ["Programs", "programs"]

_LONGEST = 26
_LONGEST_QUOTED = 18
_RUN = re.compile(r"[㐀-鿿0-9A-Za-z+＋·]+\Z")
_BOOK = re.compile(r"《([^《》\n]{0,120})》")
_QUOTED = re.compile(r"[“「『\"]([^“”「」『』\"\n。；]{1,40})[”」』\"]")
_CLAUSE_END = re.compile("[，。；：！？,;:!?\n]")
_CLAUSES = re.compile("[，、,]")
_ORDER = re.compile(r"^[0-9一二三四五六七八九十]+(?=[㐀-鿿]{4})")


class _Word(NamedTuple):
    """An entry of the automaton: ``name`` of a listed program (``""`` for a head word, of class ``head``), and whether it is a work area."""

    size: int
    name: str
    generic: bool = False
    head: str = ""


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
        >>> [(p.text, p.canonical, p.generic) for p in finder.scan("开展“雪亮”工程和天保工程，做好健康教育。")]
        [('雪亮”工程', '雪亮工程', False), ('天保工程', '天然林保护工程', False), ('健康教育', '健康教育', True)]
    """

    def __init__(self, lexicons: Lexicons) -> None:
        data = lexicons.document("programs")
        self._marks = re.compile(f"[{re.escape(data['quotes']['open'] + data['quotes']['close'])}]")
        heads = data["heads"]
        self._follow = _alternation(heads["follow"])
        self._same, self._scheme = frozenset(heads["same"]), frozenset(heads["scheme"])
        self._quoted_head = _alternation([word for words in ("sure", "dated", "soft", "launched", "quoted") for word in heads[words]])
        self._inner, self._titled = tuple(heads["inner"]), tuple(heads["titled"])
        generic = frozenset(data["generic"]["words"])
        self._automaton = ahocorasick.Automaton()
        for kind in ("sure", "dated", "soft", "launched", "placed"):
            for head in heads[kind]:
                self._automaton.add_word(head, _Word(len(head), "", head=kind))
        self._names: dict[str, tuple[str, bool]] = {word: (word, True) for word in generic}
        for word in generic:
            self._automaton.add_word(word, _Word(len(word), word, True))
        for names in data["names"].values():
            for name, others in names.items():
                for word in (name, *others):
                    area = word in generic or name in generic
                    self._automaton.add_word(word, _Word(len(word), name, area))
                    self._names[word] = (name, area)
        self._automaton.make_automaton()
        self._shape = _Shape(data["shape"])

    def scan(self, text: str, start: int = 0, end: int | None = None) -> list[Program]:
        """Mentions of programs, in order, none overlapping another; work areas are flagged ``generic``.

        Args:
            text: clean text.
            start, end: the span to look at; offsets of the results count in ``text``.
        """
        end = len(text) if end is None else end
        part = text[start:end]
        books = [match.span() for match in _BOOK.finditer(part) if not match.group(1).endswith(self._titled)]
        found = [program for program in (*self._quotations(part), *self._listed(part)) if not _inside(books, program.start, program.end)]
        found.sort(key=lambda program: program.start)
        return [_moved(program, start) for program in _disjoint(found)]

    def _listed(self, text: str) -> Iterator[Program]:
        """Listed names and work areas, and noun phrases with a head word."""
        marks = [match.start() for match in self._marks.finditer(text)]
        bare = _Bare(self._marks.sub("", text), tuple(mark - i for i, mark in enumerate(marks)))
        for last, word in self._automaton.iter_long(bare.text) if bare.text else ():
            first, stop = last + 1 - word.size, last + 1
            if word.name:
                name, generic = word.name, word.generic
                follow = self._follow.match(bare.text, stop)
                if follow and not self._shape.other(bare.text, follow.start(), follow.end()):
                    stop = follow.end()
                    name, generic = self._named_with(name, follow.group()) or (name, generic)
                yield _program(text, bare, first, stop, name, 0.95, generic)
            else:
                begin = self._shape.begin(bare.text, first, stop, word.head, bare.marks)
                if begin is not None:
                    yield _program(text, bare, begin, stop, bare.text[begin:stop], 0.7, False)

    def _quotations(self, text: str) -> Iterator[Program]:
        """“X”活动, and “X” alone where it is listed or ends like a program's name."""
        for match in _QUOTED.finditer(text):
            inner = self._marks.sub("", match.group(1))
            start, stop = match.start(1), match.end()
            head = self._quoted_head.match(text, stop)
            if inner in self._shape.not_quoted:
                continue
            if head is not None:
                name = inner + head.group()
                canonical, generic = self._names.get(name) or self._named_with(inner, head.group()) or (name, False)
                yield Program(start, head.end(), text[start : head.end()], canonical, 0.9, generic)
            elif self._shape.theme(text, start - 1, stop):
                continue
            elif inner in self._names:
                yield Program(start, stop - 1, text[start : stop - 1], *self._known(inner))
            elif not 3 <= len(inner) <= _LONGEST_QUOTED or _CLAUSES.search(inner) or self._shape.sentence(inner):
                continue
            elif self._shape.launched(text, start - 1, inner):
                yield Program(start, stop - 1, text[start : stop - 1], inner, 0.6)
            elif inner.endswith(self._inner):
                yield Program(start, stop - 1, text[start : stop - 1], inner, 0.8)

    def _named_with(self, name: str, head: str) -> tuple[str, bool] | None:
        """Canonical name of a listed name with a head word behind it: 创卫三年规划 is a name of its own, 雪亮工程项目 the same as 雪亮工程."""
        if name not in self._names:
            return None
        canonical, generic = self._names[name]
        return canonical if head in self._same else canonical + head, generic and head not in self._scheme

    def _known(self, name: str) -> tuple[str, float, bool]:
        canonical, generic = self._names[name]
        return canonical, 0.9, generic


class _Shape:
    """Cuts the name of an unlisted program out of its sentence."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._cut, self._keep = _alternation(data["cut"]), _alternation(data["keep"])
        self._plain = re.compile(f"(?:{_alternation(data['plain']).pattern})*")
        self._soft, self._hard = _alternation(data["soft"]), _alternation(data["hard"])
        self._placed = _alternation(data["placed"])
        self._launched = _alternation(data["launch_quoted"])
        self._launch, self._launch_quoted = tuple(data["launch"]), tuple(data["launch_quoted"])
        self._not_before = {head: tuple(words) for head, words in data["not_before"].items()}
        self.not_quoted = frozenset(data["not_quoted"])
        self._theme_before, self._theme_after = tuple(data["theme_before"]), tuple(data["theme_after"])

    def theme(self, text: str, start: int, end: int) -> bool:
        """Is the quotation ``text[start:end]`` a slogan or theme (以“X”为主题)?"""
        return text.startswith(self._theme_after, end) or text[max(0, start - 4) : start].endswith(self._theme_before)

    def launched(self, text: str, start: int, words: str) -> bool:
        """Does a verb like 开展 stand right before ``text[start:]``, and say the quoted ``words`` more than a kind of work?"""
        return text[max(0, start - 6) : start].endswith(self._launch_quoted) and self._plain.fullmatch(words) is None

    def sentence(self, words: str) -> bool:
        """Do quoted words hold a verb or particle that no name holds?"""
        return any(len(match.group()) > 1 for match in self._cut.finditer(words) if not self._keep.search(words))

    def other(self, text: str, start: int, stop: int) -> bool:
        """Do the words behind a head ``text[start:stop]`` make it something else (活动室, 计划生育)?"""
        return any(text.startswith(words, stop) for head, words in self._not_before.items() if text.endswith(head, start, stop))

    def begin(self, text: str, first: int, stop: int, kind: str, marks: Sequence[int] = ()) -> int | None:
        """Where the name with the head word ``text[first:stop]`` begins; ``None`` if it is no program's name."""
        if self.other(text, first, stop):
            return None
        run = _RUN.search(text, max(0, first - _LONGEST), first)
        if run is None:
            return None
        words = run.group()
        kept = [match.span() for match in self._keep.finditer(words)]
        cut = 0
        for match in self._cut.finditer(words):
            if not any(a <= match.start() and match.end() <= b for a, b in kept):
                cut = match.end()
        order = _ORDER.match(words[cut:])
        if order:
            cut += order.end()
        core = words[cut:]
        if not 2 <= len(core) <= _LONGEST - 2 or core.endswith("工作"):
            return None
        plain = self._plain.match(core)
        begin = run.start() + cut
        named = len(core) - (plain.end() if plain else 0) >= 2 or _between(marks, begin, first)
        if kind == "placed":
            fits = named and self._placed.match(core) is not None and len(core) <= 6
        elif kind == "soft":
            fits = self._soft.search(core) is not None and self._hard.search(core + text[first:stop]) is None and (named or len(core) >= 4)
        elif kind == "dated":
            fits = len(core) >= 4 and self._hard.search(core) is None
        elif kind == "launched":
            fits = named and self._launching(text, begin)
        else:
            fits = named
        return begin if fits else None

    def _launching(self, text: str, begin: int) -> bool:
        """Does the clause up to ``begin`` hold a verb like 开展?"""
        clause = _CLAUSE_END.split(text[max(0, begin - 30) : begin])[-1]
        return clause.endswith(self._launch) or (clause.endswith("的") and self._launched.search(clause) is not None)


def programs(lexicons: Lexicons) -> Programs:
    """The finder of these lexicons, compiled once."""
    return lexicons.compiled("finding.programs", Programs)


def _moved(program: Program, by: int) -> Program:
    return Program(program.start + by, program.end + by, program.text, program.canonical, program.confidence, program.generic)


def _program(text: str, bare: _Bare, first: int, stop: int, name: str, confidence: float, generic: bool) -> Program:
    begin, end = bare.original(first), bare.original(stop - 1) + 1
    return Program(begin, end, text[begin:end], name, confidence, generic)


def _between(marks: Sequence[int], start: int, end: int) -> bool:
    """Does a quotation mark stand between the characters of ``[start, end]`` of the bare text?"""
    return bisect_right(marks, end) > bisect_right(marks, start)


def _inside(places: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Does ``[start, end)`` touch one of the sorted, disjoint ``places``?"""
    at = bisect_right(places, (start, end))
    return (at > 0 and places[at - 1][1] > start) or (at < len(places) and places[at][0] < end)


def _disjoint(found: Sequence[Program]) -> Iterator[Program]:
    """Of programs that overlap, the one that is no work area, then the one listed or quoted, then the longest; ``found`` in order of starts."""
    best: Program | None = None
    for program in found:
        if best is not None and program.start < best.end:
            if _rank(program) > _rank(best):
                best = program
            continue
        if best is not None:
            yield best
        best = program
    if best is not None:
        yield best


def _rank(program: Program) -> tuple[bool, bool, int, float]:
    return not program.generic, program.confidence >= 0.8, program.end - program.start, program.confidence


def _alternation(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))
