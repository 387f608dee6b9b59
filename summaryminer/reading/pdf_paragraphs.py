"""From lines to paragraphs: running headers and page numbers out, broken lines, words and numbers joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from summaryminer.reading.composition import Composition
from summaryminer.reading.pdf_layout import Line, Tabled, aligned

__all__ = ["Page", "Stretch", "paragraphs", "running", "write"]

_DIGITS = re.compile(r"\d+")
_BLANK = re.compile(r"\s+")
_UNBROKEN = re.compile(
    r"[（《“‘(\[]*(?:[^\s\u2e80-\uffef]+|.)(?:、[^\s\u2e80-\uffef]+)*[，。、；：！？）》”’,.;:!?)%‰]*"
)
_TERMINAL = "。！？；：.!?;:…"
_CLOSING = "”’」』）)】]》"
_EDGE_LINES = 3
_MARGIN = 0.1

Page = list[Line | Tabled]


class Stretch(NamedTuple):
    """Part of a paragraph on one page; ``begins`` a new paragraph or goes on with the last one. A table has no text."""

    page: int
    text: str
    begins: bool
    table: Tabled | None = None


def running(pages: Sequence[Page], heights: Sequence[float], noise: Counter[str]) -> list[Page]:
    """The pages without the lines that return at their edges and without page numbers; counted in ``noise``.

    A line returns when the same words, whatever their digits, stand apart from the text at the same height on two pages in five. A page
    number is a short line at the very edge whose digits are the page's number and the number of pages.

    Args:
        pages: lines and tables of each page.
        heights: of each page.
    """
    seen: Counter[tuple[str, int]] = Counter()
    edges = [list(_edges(page)) for page in pages]
    apart: Counter[tuple[str, int]] = Counter()
    for page, found, height in zip(pages, edges, heights, strict=True):
        seen.update({_place(line) for line in found})
        apart.update({_place(line) for line in found if _apart(line, page, height)})
    often = max(2, (2 * len(pages) + 4) // 5)
    cleaned: list[Page] = []
    for number, (page, found, height) in enumerate(zip(pages, edges, heights, strict=True), 1):
        gone: set[int] = set()
        for line in found:
            if _numbers_page(line, number, len(pages), height):
                noise["page_number"] += 1
                gone.add(id(line))
            elif _heads(line, page, height) or (
                seen[_place(line)] >= often and apart[_place(line)] == seen[_place(line)]
            ):
                noise["running_header"] += 1
                gone.add(id(line))
        cleaned.append([item for item in page if id(item) not in gone])
    return cleaned


def _edges(page: Page) -> Iterator[Line]:
    lines = sorted((item for item in page if isinstance(item, Line)), key=lambda line: line.top)
    yield from lines[:_EDGE_LINES]
    yield from lines[max(_EDGE_LINES, len(lines) - _EDGE_LINES) :]


def _heads(line: Line, page: Page, height: float) -> bool:
    """Whether a line is a header even on a page of its own: in the upper margin, far from the text, in no larger print."""
    if line.bottom > 0.08 * height:
        return False
    below = [item for item in page if item.top > line.top]
    sizes = [item.size for item in below if isinstance(item, Line)]
    return (
        bool(sizes)
        and line.size <= 1.02 * median(sizes)
        and min(item.top for item in below) - line.bottom > 2 * line.size
    )


def _apart(line: Line, page: Page, height: float) -> bool:
    """Whether a line near the edge stands apart from the text: in other print, or by more than lines are apart."""
    if 0.2 * height < line.bottom and line.top < 0.8 * height:
        return False
    lines = sorted((item for item in page if isinstance(item, Line)), key=lambda item: item.top)
    usual = median(item.size for item in lines)
    if abs(line.size - usual) > 0.05 * usual:
        return True
    gaps = [below.top - above.bottom for above, below in pairwise(lines) if below.top > above.bottom]
    inward = (
        [item.top - line.bottom for item in page if item.top > line.top]
        if line.bottom < height / 2
        else [line.top - item.bottom for item in page if item.top < line.top]
    )
    return not inward or min(inward) > (1.25 * median(gaps) if gaps else usual) + 0.1 * usual


def _place(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("0", _BLANK.sub("", line.text)), round(line.top / 12)


def _numbers_page(line: Line, number: int, total: int, height: float) -> bool:
    if not (line.bottom < _MARGIN * height or line.top > (1 - _MARGIN) * height):
        return False
    runs = _DIGITS.findall(line.text)
    if not 1 <= len(runs) <= 2 or max(map(len, runs)) > 5:
        return False
    first, *others = map(int, runs)
    rest = len(_BLANK.sub("", line.text)) - sum(map(len, runs))
    return first == number and set(others) <= {total} and rest <= 8


def paragraphs(pages: Iterable[Page]) -> Iterator[Stretch]:
    """The pages' text, paragraph by paragraph.

    Args:
        pages: lines and tables of each page, in reading order.
    """
    everything = list(pages)
    style = _style(everything)
    before: Line | None = None
    for number, page in enumerate(everything):
        rows = dict(
            zip(map(id, lines := [item for item in page if isinstance(item, Line)]), aligned(lines), strict=True)
        )
        for place, item in enumerate(page):
            if isinstance(item, Tabled):
                yield Stretch(number, "", True, item)
                before = None
            elif rows[id(item)]:
                yield Stretch(number, "\t".join(item.pieces), True)
                before = None
            else:
                after = page[place + 1] if place + 1 < len(page) else None
                begins = before is None or not _goes_on(before, item, after if isinstance(after, Line) else None, style)
                yield Stretch(
                    number,
                    item.text if begins or before is None else _joint(before.text, item.text) + item.text,
                    begins,
                )
                before = item


class _Style(NamedTuple):
    """How paragraphs are told apart: by an indent, by a distance larger than that of lines (0: by neither)."""

    indented: bool
    apart: float


def _style(pages: Iterable[Page]) -> _Style:
    lines = [[item for item in page if isinstance(item, Line)] for page in pages]
    count = sum(map(len, lines))
    inside = sum(1.2 < _inset(line) < 3.5 for page in lines for line in page)
    pairs = [
        (a, b, (b.top - a.top) / b.size)
        for page in lines
        for a, b in pairwise(page)
        if 0 < b.top - a.top < 4 * b.size and abs(a.left - b.left) < a.size
    ]
    within = [distance for a, b, distance in pairs if _full(a, b) and not _ended(a)]
    between = [distance for a, b, distance in pairs if not _full(a, b)]
    apart = 0.0
    if len(within) > 2 and len(between) > 2 and median(between) > 1.12 * median(within):
        apart = (median(within) + median(between)) / 2
    return _Style(10 * inside >= count > 0, apart)


def _full(line: Line, following: Line) -> bool:
    """Whether a line reaches so far to the right that what follows had no room on it."""
    if line.right - line.left < 6 * line.size:
        return False
    unbroken = _UNBROKEN.match(following.text)
    needed = sum(0.55 if character.isascii() else 1.0 for character in unbroken.group()[:60]) if unbroken else 1.0
    return line.right - line.x1 <= (needed + 0.6) * line.size


def _ended(line: Line) -> bool:
    """Whether a line ends with a sentence."""
    return line.text.rstrip(_CLOSING)[-1:] in _TERMINAL


def _goes_on(before: Line, line: Line, after: Line | None, style: _Style) -> bool:
    """Whether a line belongs to the paragraph of the one before it; ``after`` is the line below."""
    if abs(before.size - line.size) > 0.1 * max(before.size, line.size) or not _full(before, line):
        return False
    widths = before.right - before.left, line.right - line.left
    next_page = abs(before.left - line.left) < line.size and line.top < before.top
    if min(widths) < 0.75 * max(widths) and not next_page:
        return False  # from a title above the columns to a column
    same_column = abs(before.left - line.left) < line.size and line.top > before.top
    if same_column and line.top - before.bottom > 1.3 * line.size:
        return False
    if not _ended(before):
        # A heading that fills its line by chance: both are indented, and the line below is not.
        indented = [_inset(found) > 1.2 for found in (before, line)]
        return not (
            style.indented and all(indented) and after is not None and _inset(after) < 0.8 and _full(line, after)
        )
    if same_column and style.apart:
        return (line.top - before.top) / line.size < style.apart
    return style.indented and _inset(line) < 0.8


def _inset(line: Line) -> float:
    """How many characters a line is indented by."""
    return (line.x0 - line.left) / line.size


def _joint(before: str, after: str) -> str:
    """What stands between two lines of a paragraph: a blank between Latin words, nothing else."""
    first, second = before[-1], after[0]
    latin = first.isascii() and second.isascii() and (first.isalpha() or second.isalpha())
    return " " if latin and first not in "-(/" and (second.isalnum() or second == "(") else ""


def write(text: Composition, pages: Sequence[Page]) -> bool:
    """The pages as text, with the offset of each; whether there is any.

    Args:
        text: where it goes.
        pages: lines and tables of each page, in reading order.
    """
    written, unfinished = -1, False
    for stretch in paragraphs(pages):
        if stretch.begins and unfinished:
            text.line("")
        while written < stretch.page:
            text.page()
            written += 1
        unfinished = stretch.table is None
        if stretch.table is not None:
            text.table(stretch.table.cells)
        else:
            text.open_line(stretch.text)
    if unfinished:
        text.line("")
    found = written >= 0
    for _ in range(written + 1, len(pages) if found else 0):
        text.page()
    return found
