"""Sentences: they end at 。；！, at their half-width twins and at line ends; a list under a colon stays with its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summaryminer.splitting.lines import Line

__all__ = ["sentences"]

# A sentence takes the closing quotation marks and brackets that follow its stop.
_CLOSING = "[”’」』）)】]*"
_STOPS = re.compile(f"[。；！？!;]+{_CLOSING}")
# In text whose signs were made half-width: a point between words (3.5, 1.概况 and 一.概况 have none), a question mark that is no lost character.
# The pattern begins with one set of characters, which is looked for much faster than alternatives are.
_HALF_WIDTH = re.compile(
    rf"[。；！？!;.?](?:(?<=[。；！？!;])[。；！？!;]*"
    rf"|(?<=[\u4e00-\u9fff%）)”]\.)(?<![一二三四五六七八九十]\.)\.*(?![0-9a-zA-Z.%‰])"
    rf"|(?<=\?)(?<!\?\?)(?=[\s”’」』）)】]|$)){_CLOSING}"
)
# A list under a colon is one sentence up to this many characters; every sentence is cut beyond the second bound.
_LIST, _LONGEST = 160, 600
_JOINED = re.compile(r"[0-9a-zA-Z.,%一二三四五六七八九十百千万亿零〇○两点]")


def sentences(line: Line) -> list[tuple[int, int]]:
    """Clean spans of the sentences of a line, in order; together they hold all of it but the blanks between them.

    Args:
        line: a line, its offsets clean.

    Example:
        >>> sentences(Line(10, 34, "建档284份；随访68次。其中：男8人；女6人。"))
        [(10, 17), (17, 23), (23, 34)]
    """
    text, offset = line.text, line.start
    stops = _HALF_WIDTH if "." in text or "?" in text else _STOPS
    ends = [match.end() for match in stops.finditer(text)]
    if not ends or ends[-1] != len(text):
        ends.append(len(text))
    if len(ends) == 1 and len(text) <= _LONGEST:
        return [(offset, offset + len(text))]  # a line has no blanks around it
    if len(ends) > 1 and ("；" in text or ";" in text):
        ends = [*_whole_lists(text, ends)]
    starts = [0, *ends[:-1]]
    if " " not in text and len(text) <= _LONGEST:
        return [(offset + start, offset + end) for start, end in zip(starts, ends, strict=True)]
    return [span for start, end in zip(starts, ends, strict=True) for span in _cut(text, start, end, offset)]


def _whole_lists(text: str, ends: list[int]) -> Iterator[int]:
    """The ends of sentences without those inside a list under a colon."""
    first = 0
    for end in ends:
        listed = text[end - 1] in "；;" and end - first <= _LIST and end < len(text)
        if not (listed and _colon(text, first, end)):
            yield end
            first = end


def _colon(text: str, start: int, end: int) -> bool:
    return text.find("：", start, end) >= 0 or text.find(":", start, end) >= 0


def _cut(text: str, start: int, end: int, offset: int) -> Iterator[tuple[int, int]]:
    """The span without blanks around it; one that is too long in several, not in the middle of a number."""
    while end - start > _LONGEST:
        least, most = start + _LONGEST // 3, start + _LONGEST
        stop = max(text.rfind(mark, least, most) for mark in "，,、 ") + 1
        if not stop:
            stop = most
            while stop > least and _JOINED.match(text[stop - 1]) and _JOINED.match(text[stop]):
                stop -= 1
            # A number that alone is longer than a sentence may be is no number.
            stop = stop if stop > least else most
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
