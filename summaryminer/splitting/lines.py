"""The lines of a text that hold anything, without the blanks around them."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Line", "lines"]


class Line(NamedTuple):
    """One line: its clean span without surrounding blanks, and its characters."""

    start: int
    end: int
    text: str


def lines(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """Lines of ``text[start:end]`` that are not blank.

    Example:
        >>> lines("一、概况\\n\\n  全镇12个村。\\n")
        [Line(start=0, end=4, text='一、概况'), Line(start=8, end=15, text='全镇12个村。')]
    """
    found: list[Line] = []
    stretch = text[start:end]
    offset = start
    for raw in stretch.split("\n"):
        stripped = raw.strip()
        if stripped:
            first = offset + raw.index(stripped[0])
            found.append(Line(first, first + len(stripped), stripped))
        offset += len(raw) + 1
    return found
