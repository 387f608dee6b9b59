"""Sentences: they end at 。；！？ and at line ends."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from summaryminer.records import Section, Sentence

__all__ = ["sentences"]

# A sentence takes the closing quotation marks and brackets that follow its stop.
_SENTENCE = re.compile(r"[^\s。；！？!?;][^。；！？\n!?;]*(?:[。；！？!?;]+[”’」』）)】]*|(?=\n)|\Z)")


def sentences(text: str, start: int, end: int, sections: Sequence[Section]) -> Iterator[Sentence]:
    """Sentences of ``text[start:end]`` in order, each with the index of its section.

    Args:
        text: clean text of the source.
        start, end: clean span of a document.
        sections: its sections, in order.

    Example:
        >>> [(s.start, s.end) for s in sentences("建档284份；随访68次。", 0, 14, ())]
        [(0, 8), (8, 14)]
    """
    starts = [section.start for section in sections]
    for match in _SENTENCE.finditer(text, start, end):
        stripped = len(match.group().rstrip())
        first = match.start()
        yield Sentence(first, first + stripped, bisect_right(starts, first) - 1)
