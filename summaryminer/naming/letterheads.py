"""The parts of a report that say who reports and when: its title, bylines, addressee, opening and signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from summaryminer.lexicons import Lexicons
from summaryminer.records import Document
from summaryminer.splitting.frames import frames

__all__ = ["Letterhead", "Span", "letterhead"]

_PROSE = re.compile("[。；！？，,;]")
_LABELLED = re.compile("[。；！？，,;：:|>]")
_HEADING = re.compile(r"(?:[一二三四五六七八九十]+、|[（(][一1][)）]|1[.、．])")
_NUMBERED = frozenset("一二三四五六七八九十（(0123456789")
_DIGIT = "[0-9一二三四五六七八九十xX*×]"
_DATE = re.compile(rf"(?:[0-9〇○零一二三四五六七八九OxX*×]{{2,4}}\s?年|二[^\n]{{3}}年)(?:{_DIGIT}{{1,3}}月(?:{_DIGIT}{{1,3}}日)?)?[）)]?$")

# So many characters of the text count as its opening; a line longer than _SHORT is no byline.
_OPENING = 400
_SHORT = 40
_BYLINES = 6
_SIGNATURE = 5


class Span(NamedTuple):
    """A clean span ``[start, end)``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The parts of a document that say who reports when; all spans clean.

    Args:
        title: the title's lines.
        bylines: short lines between the title and the text, and a letterhead above the title.
        addressee: the lines (县卫生局：) that name the one reported to.
        opening: the first sentences.
        signature: short lines after the text.
    """

    title: tuple[Span, ...]
    bylines: tuple[Span, ...]
    addressee: tuple[Span, ...]
    opening: Span
    signature: tuple[Span, ...]

    @property
    def headed(self) -> tuple[Span, ...]:
        """Title, bylines and signature."""
        return (*self.title, *self.bylines, *self.signature)


def letterhead(text: str, document: Document, lexicons: Lexicons) -> Letterhead:
    """The title, bylines, addressee, opening and signature of a document.

    Args:
        text: clean text of the source.
        document: one of its reports.
        lexicons: word lists, of which ``pages.toml`` is used: a line of the web site (来源：…, 发布时间：…) is no byline.

    Example:
        >>> from summaryminer.lexicons import load
        >>> text = "2018年工作总结\\n石桥镇卫生院\\n县卫生局：\\n一年来，我院建档284份。\\n2018年12月3日"
        >>> parts = letterhead(text, Document(1, 0, len(text), "2018年工作总结"), load())
        >>> [text[slice(*span)] for span in (*parts.bylines, *parts.addressee, *parts.signature)]
        ['石桥镇卫生院', '县卫生局：', '2018年12月3日']
    """
    lines = [*_lines(text, document.start, min(document.end, document.start + 10 * _OPENING))]
    title = _title(text, document, lines)
    bylines, addressee = _above(text, document, lexicons.compiled("naming.letterheads", _sites)), []
    head = document.end
    site = frames(lexicons)
    for n, line in enumerate(lines[len(title) :]):
        words = text[line.start : line.end]
        if n < _BYLINES and site.of(words, ()) in ("line", "end"):
            continue
        if n < _BYLINES and len(words) <= _SHORT and words[0] in "(（" and words[-1] in ")）":
            bylines.append(line)
        elif n < _BYLINES and len(words) <= _SHORT and not _PROSE.search(words) and words[-1] in "：:":
            addressee.append(line)
        elif n >= _BYLINES or len(words) > _SHORT or _PROSE.search(words) or _HEADING.match(words):
            head = line.start
            break
        else:
            bylines.append(line)
    opening = Span(head, min(document.end, head + _OPENING))
    return Letterhead(tuple(title), tuple(bylines), tuple(addressee), opening, tuple(_signature(text, document, head)))


def _title(text: str, document: Document, lines: list[Span]) -> list[Span]:
    """The lines that the document's title is made of; one that goes on behind the title becomes two of the lines."""
    title: list[Span] = []
    left = "".join(document.title.split())
    for place, line in enumerate(lines):
        said = "".join(text[line.start : line.end].split())
        if not left:
            break
        if left.startswith(said):
            title.append(line)
            left = left[len(said) :]
            continue
        if said.startswith(left):
            stop = _after(text, line.start, len(left))
            title.append(Span(line.start, stop))
            lines[place : place + 1] = [title[-1], *_lines(text, stop, line.end)]
        break
    return title


def _after(text: str, start: int, count: int) -> int:
    """The offset behind so many characters that are not blank."""
    while count:
        count -= not text[start].isspace()
        start += 1
    return start


def _sites(lexicons: Lexicons) -> tuple[str, ...]:
    """How the names of web sites end."""
    return tuple(lexicons.words("pages", "titles", "sites"))


def _above(text: str, document: Document, sites: tuple[str, ...]) -> list[Span]:
    """The line right above the first document of a source: a letterhead may stand outside its report, but the name of a web site is none."""
    if document.n > 1:
        return []
    last = [*_lines(text, max(0, document.start - 2 * _SHORT), document.start)][-1:]
    short = [line for line in last if line.end - line.start <= _SHORT and not text.endswith(sites, line.start, line.end)]
    return [line for line in short if not _LABELLED.search(text, line.start, line.end)]


def _signature(text: str, document: Document, head: int) -> list[Span]:
    """Short lines without prose at the end of a document."""
    found: list[Span] = []
    tail = [*_lines(text, max(head, document.end - _OPENING), document.end)]
    for line in reversed(tail[-_SIGNATURE:]):
        words = text[line.start : line.end]
        if len(words) > _SHORT or _PROSE.search(words) or (words[0] in _NUMBERED and not _DATE.search(words)):
            break
        found.append(line)
    return found[::-1]


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    """Lines that are not blank, without the blanks around them."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        line = text[start:stop]
        if stripped := line.strip():
            first = start + len(line) - len(line.lstrip())
            yield Span(first, first + len(stripped))
        start = stop + 1
