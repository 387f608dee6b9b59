"""Named programs, projects, campaigns and schemes (家庭医生签约服务, “雪亮工程”) in clean text.

Names come from ``programs.tsv``, and from their shape (``programs.toml``): a quotation or a noun phrase with a head word (工程, 行动,
专项整治 …). Kinds of work (健康教育, 预防接种) are found too, but ``generic``. What stands in 《》 is a document, no program.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from summaryminer.finding.program_shapes import LONGEST, Shape
from summaryminer.finding.words import Vocabulary
from summaryminer.lexicons import LexiconError, Lexicons
from summaryminer.records import Program

__all__ = ["Programs", "programs"]

_LONGEST_QUOTED = 18
_BOOK = re.compile(r"《([^《》\n]{0,120})》")
_QUOTED = re.compile(r"[“「『\"]([^“”「」『』\"\n。；]{1,40})[”」』\"]")
_CLAUSES = re.compile("[，、,]")
_LETTERS = re.compile("[㐀-鿿A-Za-z+＋]")
_LIST_SIGN = "、"
_BLANK = re.compile(r"(?<=[㐀-鿿])\s+|\s+(?=[㐀-鿿])")  # 气 改电, no Happy Home

# How sure a find is: listed, quoted with a head word, quoted and ending like a name, of the right shape, quoted behind a verb like 开展.
_LISTED, _QUOTED_HEAD, _QUOTED_NAME, _SHAPED, _LAUNCHED = 0.95, 0.9, 0.8, 0.7, 0.6


class _Known(NamedTuple):
    """What a listed word means: its canonical name, and whether it is but a kind of work."""

    name: str
    area: bool


@dataclass(frozen=True, slots=True)
class _Bare:
    """A text without quotation marks, and the way back."""

    text: str
    marks: tuple[int, ...]

    def original(self, offset: int) -> int:
        """The offset in the text with quotation marks of a character of the bare text."""
        return offset + bisect_right(self.marks, offset)

    def quoted(self, start: int, end: int) -> bool:
        """Did a quotation mark stand between characters of ``[start, end]``?"""
        return bisect_right(self.marks, end) > bisect_right(self.marks, start)


class Programs:
    """Finder of named programs, compiled from ``programs.tsv`` and ``programs.toml``.

    Args:
        lexicons: the word lists to use.

    Raises:
        LexiconError: a row of ``programs.tsv`` is of a kind that there is not.

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
        self._shape = Shape(data["shape"], heads["soft"], heads["between"])
        kinds = ("sure", "long", "dated", "soft", "launched", "placed")
        self._follow = _alternation(heads["follow"])
        self._same, self._scheme = frozenset(heads["same"]), frozenset(heads["scheme"])
        self._quoted_head = _alternation([word for kind in (*kinds, "quoted") for word in heads[kind]])
        beyond = _alternation([*heads["sure"], *heads["long"], *heads["beyond"]]).pattern
        self._beyond = re.compile(f"([\u3400-\u9fff]{{1,{heads['most_between']}}}?)({beyond})")
        marks, joins = re.escape(data["quotes"]["open"]), "|".join(map(re.escape, heads["joined"]))
        closes = re.escape(data["quotes"]["close"])
        self._joined = re.compile(f"(?:(?:{joins})?[\u3400-\u9fff]{{0,4}}[{marks}][^{marks}{closes}，。；\n]{{2,18}}[{closes}]){{1,3}}")
        self._inner, self._titled, self._documents = tuple(heads["inner"]), tuple(heads["titled"]), tuple(heads["documents"])
        self._names = _names(lexicons)
        # The class of a head word.
        self._heads = {word: kind for kind in kinds for word in heads[kind]}
        # Words that are no names hide those that begin inside them: 原创文章 does not speak of 创文.
        self._words = Vocabulary([*self._heads, *self._names, *data["not_names"]["words"]])

    def scan(self, text: str, start: int = 0, end: int | None = None) -> list[Program]:
        """Mentions of programs, in order, none overlapping another; kinds of work are flagged ``generic``.

        Args:
            text: clean text.
            start, end: the span to look at; offsets of the results count in ``text``.
        """
        part = text[start:end]
        books = [match.span() for match in _BOOK.finditer(part) if not match.group(1).endswith(self._titled)]
        found = [*self._quotations(part), *self._bare(part)]
        # A title is no program, but it may name one: 《关于开展希望工程宣传的通知》.
        found = [
            program
            for program in found
            if not _touches(books, program.start, program.end)
            or (program.confidence == _LISTED and not part.startswith(self._documents, program.end))
        ]
        found.sort(key=lambda program: program.start)
        disjoint = _disjoint(found)
        return [replace(program, start=program.start + start, end=program.end + start) for program in disjoint] if start else [*disjoint]

    def _bare(self, text: str) -> Iterator[Program]:
        """Listed names, and noun phrases with a head word; quotation marks do not count."""
        marks = [match.start() for match in self._marks.finditer(text)]
        bare = _Bare(self._marks.sub("", text), tuple(mark - i for i, mark in enumerate(marks))) if marks else _Bare(text, ())
        words = [found for found in self._words.found(bare.text) if found[1] in self._names or found[1] in self._heads]
        begins = self._begins(bare, words)
        for first, word in words:
            stop, sure = first + len(word), _LISTED
            known = self._names.get(word)
            if known is None:
                begin = begins.get(first)
                if begin is None:
                    continue
                known, first, sure = _Known(bare.text[begin:stop], False), begin, _SHAPED
            else:
                follow = self._follow.match(bare.text, stop)
                if follow and not self._shape.other(bare.text, stop, follow.end()):
                    known, stop = self._with(known, follow.group()), follow.end()
            start, end = bare.original(first), bare.original(stop - 1) + 1
            yield Program(start, end, text[start:end], known.name, sure, known.area)

    def _begins(self, bare: _Bare, words: Sequence[tuple[int, str]]) -> dict[int, int]:
        """Where the names with these head words begin; one that says little counts in a list with a telling one (造林工程、安居工程)."""
        text = bare.text
        begins: dict[int, int] = {}
        waiting: list[tuple[int, int]] = []  # names of one list: where they and their heads begin
        end, last, vouched = -1, "", False
        for first, word in words:
            kind = None if word in self._names else self._heads[word]
            if kind is None:
                continue
            stop, quoted = first + len(word), bare.quoted(max(0, first - 12), first)
            begin = self._shape.begin(text, first, stop, kind, quoted)
            if begin is not None:
                begins[first] = begin
            if kind != "soft":
                continue
            if begin is None and _LIST_SIGN in text[max(0, first - LONGEST) : stop + 1]:
                begin = self._shape.begin(text, first, stop, "listed", quoted)
            if begin is None:
                continue
            if begin != end + 1 or text[end] != _LIST_SIGN or word != last:
                waiting, vouched = [], False
            waiting.append((begin, first))
            end, last, vouched = stop, word, vouched or first in begins
            if vouched:
                begins.update({head: place for place, head in waiting})
                waiting = []
        return begins

    def _quotations(self, text: str) -> Iterator[Program]:
        """“X”活动, and “X” alone where it is listed, ends like a program's name, or stands behind a verb like 开展."""
        for match in _QUOTED.finditer(text):
            inner = _BLANK.sub("", self._marks.sub("", match.group(1)))
            start, end = match.start(1), match.end()
            if inner in self._shape.not_quoted:
                continue
            stop = self._head_end(text, end)
            if stop > end:
                known, sure = self._quoted(inner, text[end:stop]), _QUOTED_HEAD
            elif (found := self._unheaded(text, start - 1, end, inner)) is not None:
                (known, sure), stop = found, end - 1
            else:
                continue
            yield Program(start, stop, text[start:stop], known.name, sure, known.area)

    def _unheaded(self, text: str, start: int, end: int, inner: str) -> tuple[_Known, float] | None:
        """What the quotation ``text[start:end]`` without a head behind it is known as, and how sure."""
        if self._shape.theme(text, start, end):
            return None
        if inner in self._names:
            return self._names[inner], _QUOTED_HEAD
        if not 3 <= len(inner) <= _LONGEST_QUOTED or _CLAUSES.search(inner) or self._shape.sentence(inner):
            return None
        if not _LETTERS.search(inner):
            return None  # “3.15”国际消费者权益日
        if inner.endswith(self._inner):
            return _Known(inner, False), _QUOTED_NAME
        if shared := self._shared_head(text, end):
            return self._quoted(inner, shared), _QUOTED_NAME
        return (_Known(inner, False), _LAUNCHED) if self._shape.launched(text, start, inner) else None

    def _head_end(self, text: str, end: int) -> int:
        """Where the head behind a quotation that ends at ``end`` ends, ``end`` if there is none."""
        if head := self._quoted_head.match(text, end):
            return head.end()
        beyond = self._beyond.match(text, end)
        if beyond is None or not self._shape.plain_between(beyond[1]) or self._shape.other(text, beyond.start(2), beyond.end()):
            return end
        return beyond.end()

    def _shared_head(self, text: str, end: int) -> str:
        """The head behind the last of the quotations that are joined to one that ends at ``end``: “双争先”和“三联三促”活动."""
        joined = self._joined.match(text, end)
        return text[joined.end() : self._head_end(text, joined.end())] if joined else ""

    def _quoted(self, inner: str, head: str) -> _Known:
        """What “inner” with a head word behind it is known as; who puts it in quotation marks means more than a kind of work."""
        if inner + head in self._names:
            return self._names[inner + head]
        return _Known(self._with(self._names[inner], head).name if inner in self._names else inner + head, False)

    def _with(self, known: _Known, head: str) -> _Known:
        """A listed name with a head word behind it: 雪亮工程项目 is 雪亮工程, 创卫三年规划 a name of its own, 平安校园行动 a program."""
        return _Known(known.name if head in self._same else known.name + head, known.area and head not in self._scheme)


def programs(lexicons: Lexicons) -> Programs:
    """The finder of these lexicons, compiled once."""
    return lexicons.compiled("finding.programs", Programs)


def _names(lexicons: Lexicons) -> dict[str, _Known]:
    """Every way to write a listed name."""
    names: dict[str, _Known] = {}
    for row in lexicons.table("programs"):
        if row.get("kind") not in ("program", "area"):
            raise LexiconError(row.path, row.line, f"there is no kind {row.get('kind')!r}", "write program or area")
        known = _Known(row["name"], row["kind"] == "area")
        for word in (row["name"], *filter(None, row.get("also").split("|"))):
            names[word] = known
    return names


def _touches(places: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Does ``[start, end)`` touch one of the sorted, disjoint ``places``?"""
    at = bisect_right(places, (start, end))
    return (at > 0 and places[at - 1][1] > start) or (at < len(places) and places[at][0] < end)


def _disjoint(found: Sequence[Program]) -> Iterator[Program]:
    """Of overlapping programs the best; ``found`` in order of starts."""
    best: Program | None = None
    for program in found:
        if best is None or program.start >= best.end:
            if best is not None:
                yield best
            best = program
        elif _rank(program) > _rank(best):
            best = program
    if best is not None:
        yield best


def _rank(program: Program) -> tuple[bool, bool, int, float]:
    """A program is better than a kind of work, a listed or quoted one than one of the right shape, a longer one than a shorter one."""
    return not program.generic, program.confidence >= _QUOTED_NAME, program.end - program.start, program.confidence


def _alternation(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))
