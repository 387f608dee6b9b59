"""The sections and sentences of a report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from summaryminer.records import Section, Sentence
from summaryminer.splitting.headings import Heading, headings
from summaryminer.splitting.lines import Line
from summaryminer.splitting.sentences import sentences

if TYPE_CHECKING:
    from summaryminer.lexicons import Lexicons

__all__ = ["structure"]

_ENDS = "。；！？!;：:…”）)》"
_INNER = re.compile("[，。；,]")
_TABULAR = re.compile(r"[|\t]|   ")
_PROSE = 25


def structure(
    text: str, lines: Sequence[Line], titled: int, lexicons: Lexicons
) -> tuple[tuple[Section, ...], tuple[Sentence, ...]]:
    """Sections and sentences of a report.

    Args:
        text: the clean text of the source.
        lines: the report's lines.
        titled: how many of them are its title; they open no section.
        lexicons: word lists, of which ``headings.toml`` is used.

    Returns:
        Sections, each from its heading to the next one, and sentences, each with the index of its section.
    """
    words = headings(lexicons)
    inline, firsts, ranks = words.numbering.inline, words.numbering.inline_firsts, words.numbering.ranks
    starts: list[int] = []
    paths: list[tuple[str, ...]] = [()]
    found: list[Sentence] = []
    stack: list[Heading] = []
    lines = [*lines[:titled], *_paragraphs(text, lines[titled:])]
    for index, line in enumerate(lines):
        first = True
        for start, end in sentences(line):
            head, closed = None, False
            if first and index >= titled:
                below = lines[index + 1] if index + 1 < len(lines) else None
                head = words.at(line, text[start:end], below, opening=index == titled)
            elif not first and text[start] in firsts:
                head = words.inside(text[start:end])
            if head is not None:
                _open(stack, head, ranks)
            while first and head is None and stack and stack[-1].style in inline:
                # 一是…；二是… reach to the end of their paragraph.
                stack.pop()
                closed = True
            if head is not None or closed:
                path = tuple([heading.words for heading in stack if heading.words])
                if path != paths[-1] or (head is not None and head.words):
                    starts.append(start)
                    paths.append(path)
            found.append(Sentence(start, end, len(starts) - 1))
            first = False
    ends = [*starts[1:], lines[-1].end] if starts else []
    return tuple(map(Section, starts, ends, paths[1:])), tuple(found)


def _open(stack: list[Heading], head: Heading, ranks: dict[str, int]) -> None:
    """Put a heading where it belongs: beside the open one of its style, else below those of outer styles."""
    styles = [opened.style for opened in stack]
    if head.style in styles:
        del stack[styles.index(head.style) :]
    else:
        while stack and ranks[stack[-1].style] > ranks[head.style]:
            stack.pop()
    stack.append(head)


def _paragraphs(text: str, lines: Sequence[Line]) -> Iterator[Line]:
    """Lines, those of a paragraph that is broken in the middle of a sentence as one."""
    first = last = None
    for line in lines:
        if first is None or last is None:
            first = last = line
        elif _broken(last, line):
            last = line
        else:
            yield first if first is last else Line(first.start, last.end, text[first.start : last.end], first.number)
            first = last = line
    if first is not None and last is not None:
        yield first if first is last else Line(first.start, last.end, text[first.start : last.end], first.number)


def _broken(above: Line, below: Line) -> bool:
    """Whether a line end stands in the middle of a sentence: prose that does not end, then prose that goes on."""
    if above.text[-1] in _ENDS or below.number is not None:
        return False
    if len(above.text) < _PROSE or len(below.text) < _PROSE // 2 or _TABULAR.search(above.text):
        return False
    if not _INNER.search(above.text) or not _INNER.search(below.text):
        return False
    # A numbered line without a full stop is a heading, however long.
    return above.number is None or "。" in above.text
