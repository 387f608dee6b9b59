"""The lines of a text that hold anything, without the blanks around them."""

from __future__ import annotations

from typing import NamedTuple

from summaryminer.splitting.numbering import Number, Numbering

__all__ = ["Line", "lines"]

# Signs before a heading in Markdown (## 一、概况), no part of it.
_MARKDOWN = "#"


class Line(NamedTuple):
    """One line: its clean span without surrounding blanks, its characters, and the heading number it begins with."""

    start: int
    end: int
    text: str
    number: Number | None = None


def lines(text: str, numbering: Numbering) -> list[Line]:
    """Lines that are not blank.

    Args:
        text: clean text.
        numbering: how headings are numbered.

    Example:
        >>> from summaryminer.lexicons import load
        >>> from summaryminer.splitting.numbering import numbering
        >>> [(line.start, line.end, line.text) for line in lines("概况\\n\\n  全镇12个村。\\n", numbering(load()))]
        [(0, 2, '概况'), (6, 13, '全镇12个村。')]
    """
    found: list[Line] = []
    offset = 0
    number = numbering.number
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped[:1] == _MARKDOWN:
            stripped = stripped.lstrip(_MARKDOWN).lstrip() or stripped
        if stripped:
            first = offset + len(raw.rstrip()) - len(stripped)
            found.append(Line(first, first + len(stripped), stripped, number(stripped)))
        offset += len(raw) + 1
    return found
