"""Sentences: they end at 。；！ and at line ends; a list under a colon stays with its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summaryminer.splitting.lines import Line

__all__ = ["sentences"]

# A sentence takes the closing quotation marks and brackets that follow its stop.
_PIECE = re.compile(r"[^。；！？!;]*(?:[。；！？!;]+[”’」』）)】]*|$)")
_COLON = re.compile("[：:]")
# A list under a colon is one sentence up to this many characters; any sentence is cut when it is longer than the second bound.
_LIST, _LONGEST = 160, 600
_JOINED = re.compile(r"[0-9a-zA-Z.,%一二三四五六七八九十百千万亿零〇○两点]")


def sentences(line: Line) -> Iterator[tuple[int, int]]:
    """Clean spans of the sentences of a line, in order; together they hold all of it but the blanks between them.

    Args:
        line: a line, its offsets clean.

    Example:
        >>> list(sentences(Line(10, 34, "建档284份；随访68次。其中：男8人；女6人。")))
        [(10, 17), (17, 23), (23, 34)]
    """
    first = 0
    text = line.text
    for match in _PIECE.finditer(text):
        end = match.end()
        if end == match.start():
            continue
        listed = text[end - 1] in "；;" and end - first <= _LIST and end < len(text)
        if listed and _COLON.search(text, first, end):
            continue
        yield from _cut(text, first, end, line.start)
        first = end
    if first < len(text):
        yield from _cut(text, first, len(text), line.start)


def _cut(text: str, start: int, end: int, offset: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        stop = max(text.rfind(mark, start + _LONGEST // 3, start + _LONGEST) for mark in "，,、 ") + 1
        if not stop:
            stop = start + _LONGEST
            # A number is not cut in two, unless it alone is longer than a sentence may be.
            while stop > start + _LONGEST // 3 and _JOINED.match(text[stop - 1]) and _JOINED.match(text[stop]):
                stop -= 1
        yield from _stripped(text, start, stop, offset)
        start = stop
    yield from _stripped(text, start, end, offset)


def _stripped(text: str, start: int, end: int, offset: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start] == " ":
        start += 1
    while start < end and text[end - 1] == " ":
        end -= 1
    if start < end:
        yield offset + start, offset + end
