"""Institutions: named bodies (石桥镇卫生院, 市卫生健康局) in clean text.

A name is read from its end: one of the endings of ``institutions.toml`` is found, then the name grows to the left until a sign or a word
that no name contains.
"""

from __future__ import annotations

from dataclasses import dataclass

from summaryminer.finding.places import LEVELS, Level, Places, places
from summaryminer.finding.words import Words
from summaryminer.lexicons import Lexicons

__all__ = ["Institutions", "Named", "institutions"]


@dataclass(frozen=True, slots=True)
class Named:
    """A named body.

    Args:
        start, end: clean span.
        text: the name as it stands, in its fullest form.
        ending: the part of it that tells what it is (卫生院, 卫生健康局).
        level: what the ending or the innermost place in the name tells.
        plain: no name of its own (市卫生局, 县医院): only the text around it tells which one.
    """

    start: int
    end: int
    text: str
    ending: str
    level: Level | None
    plain: bool = False


class Institutions:
    """Finder of named bodies, compiled from ``institutions.toml`` and ``regions.tsv``.

    Args:
        lexicons: word lists.

    Example:
        >>> from summaryminer.lexicons import load
        >>> found = Institutions(load()).scan("临江县石桥镇卫生院位于县城以南，受县卫生局领导。")
        >>> [(body.text, body.level, body.plain) for body in found]
        [('临江县石桥镇卫生院', 'town', False), ('县卫生局', 'county', True)]
    """

    def __init__(self, lexicons: Lexicons) -> None:
        data = lexicons.document("institutions")
        self.places: Places = places(lexicons)
        self._levels: dict[str, Level | None] = {
            word: next((known for known in LEVELS if known == level), None) for level, words in data["endings"].items() for word in words
        }
        self._endings = Words(self._levels)
        self._short = frozenset(data["endings"]["short"])
        self._not_before = tuple(data["names"]["not_before"])
        self._plain = Words(data["names"]["plain"])
        self._gatherings = tuple(data["names"]["gatherings"])
        self._pairs = frozenset(data["names"]["pairs"])
        self._complete = {word: tuple(ends) for word, ends in data["complete"].items()}
        self._not_endings = tuple(data["names"]["not_endings"])

    def scan(self, text: str, start: int = 0, end: int | None = None, *, headed: bool = False) -> list[Named]:
        """Named bodies, in order and in their fullest form; a body inside another's name is no mention of its own.

        Args:
            text: clean text.
            start, end: the span to look at.
            headed: the span is a title, byline or signature, where short endings (处, 科) name bodies too.
        """
        found: list[Named] = []
        for first, last in self._endings.spans(text, start, end):
            ending = text[first:last]
            short = ending in self._short
            if text.startswith(self._not_before, last) or (short and (not headed or text.startswith(self._not_endings, first))):
                continue
            if ending in self._complete and text.endswith(self._complete[ending], start, first):
                continue  # 东江街道办事处政府工作报告 is that of the 街道办事处
            begin = self.places.starts.begin(text, start, first, last)
            while found and found[-1].start >= begin:
                found.pop()
            if found and found[-1].end > begin:
                begin = found[-1].end
            name = text[begin:last]
            level = self.level(name, ending)
            if short and name.endswith(self._gatherings):
                continue
            if (short and first - begin < 3) or (first == begin and level is None and len(ending) < 3):
                continue
            found.append(Named(begin, last, name, ending, level, name in self._pairs or self._is_plain(text[begin:first])))
        return found

    def level(self, name: str, ending: str) -> Level | None:
        """The level that a body's name tells: by its ending (卫生院), its innermost place, or a body in it (公安分局交警大队).

        Args:
            name: the whole name.
            ending: the part of it that tells what it is.
        """
        if level := self._levels.get(ending):
            return level
        head = name[: len(name) - len(ending)]
        inner = [self._levels[head[start:end]] for start, end in self._endings.spans(head)]
        levels = [link.level for link in self.places.links(head)] or [found for found in inner if found]
        return levels[-1] if levels else None

    def _is_plain(self, head: str) -> bool:
        """Is what stands before the ending no name of its own (县, 第一人民)?"""
        links = [*self.places.links(head)]
        own = links[-1].end if links else 0
        return self._plain.cover(head, own) == len(head) and not any(link.named for link in links)


def institutions(lexicons: Lexicons) -> Institutions:
    """The finder of these lexicons, compiled once."""
    return lexicons.compiled("finding.institutions", Institutions)
