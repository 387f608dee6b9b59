"""What pdfium says of one page: its characters and ruled lines, in points from the upper left corner."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

__all__ = ["Char", "Ruling", "Sheet", "sheet"]

_MOST_PATHS = 20_000
_MOST_CHARS = 200_000
_THIN = 3.0
_SHORTEST = 6.0
_BLANKS = frozenset((0x20, 0xA0, 0x3000, 9, 10, 13, 2))


class Char(NamedTuple):
    """One character with its box; ``spaced`` when a blank stood before it."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    spaced: bool


class Ruling(NamedTuple):
    """A horizontal (``x0 < x1``) or vertical (``top < bottom``) line."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def vertical(self) -> bool:
        """Whether it runs down the page."""
        return self.bottom - self.top > self.x1 - self.x0


class Sheet(NamedTuple):
    """One page.

    Args:
        width, height: in points, as the page is shown.
        chars: in the order they were written.
        rulings: lines drawn.
        lost: characters whose meaning the file does not say.
        pictures: whether there are pictures on it.
    """

    width: float
    height: float
    chars: list[Char]
    rulings: list[Ruling]
    lost: int
    pictures: bool


def sheet(page: Any) -> Sheet:
    """The characters and lines of a page of pypdfium2."""
    from pypdfium2 import raw

    turn = _Turn(page)
    text = raw.FPDFText_LoadPage(page)
    lost = [0]
    try:
        chars = list(_chars(raw, text, turn, lost)) if text else []
    finally:
        if text:
            raw.FPDFText_ClosePage(text)
    rulings, pictures = _drawn(raw, page, turn)
    return Sheet(turn.width, turn.height, chars, rulings, lost[0], pictures)


class _Turn:
    """Takes a page's own coordinates to points from the upper left corner of the page as shown."""

    def __init__(self, page: Any) -> None:
        left, bottom, right, top = page.get_cropbox()
        self.rotation = page.get_rotation() % 360
        self._left, self._bottom, self._right, self._top = left, bottom, right, top
        wide, high = right - left, top - bottom
        self.width, self.height = (high, wide) if self.rotation in (90, 270) else (wide, high)

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        match self.rotation:
            case 90:
                return bottom - self._bottom, left - self._left, top - self._bottom, right - self._left
            case 180:
                return self._right - right, bottom - self._bottom, self._right - left, top - self._bottom
            case 270:
                return self._top - top, self._right - right, self._top - bottom, self._right - left
        return left - self._left, self._top - top, right - self._left, self._top - bottom


def _chars(raw: Any, text: Any, turn: _Turn, lost: list[int]) -> Iterator[Char]:
    """The characters of a page; every question to pdfium takes longer than all else here, so as few as can be are asked."""
    count = min(raw.FPDFText_CountChars(text), _MOST_CHARS)
    codes = _codes(raw, text, count)
    doubtful = any(raw.FPDFText_HasUnicodeMapError(text, index) == 1 for index in range(0, count, 16))
    box, spaced = raw.FS_RECTF(), False
    last_x1 = last_top = last_bottom = last_height = size = 0.0
    straight = True
    for index, code in enumerate(codes):
        if code in _BLANKS:
            spaced = spaced or (code not in (10, 13) and raw.FPDFText_IsGenerated(text, index) != 1)
            continue
        if (
            not 0 < code < 0x110000
            or 0xD800 <= code < 0xE000
            or 0xFFFE <= code <= 0xFFFF
            or (doubtful and raw.FPDFText_HasUnicodeMapError(text, index) == 1)
        ):
            lost[0] += 1
            continue
        if not raw.FPDFText_GetLooseCharBox(text, index, box):
            continue
        x0, top, x1, bottom = turn.box(box.left, box.bottom, box.right, box.top)
        height = bottom - top
        if not (straight and top == last_top and bottom == last_bottom and -1 < x0 - last_x1 < height):
            angle = raw.FPDFText_GetCharAngle(text, index) * 57.29578 + turn.rotation
            straight = min(angle % 360, -angle % 360) < 10
        if not straight:
            continue  # a watermark across the page, the caption of a chart
        if height != last_height:
            size = raw.FPDFText_GetFontSize(text, index)
            # The font's size before scaling says little; the box says what is seen.
            size = max(size if 0.5 * height < size < 2 * height else height, 1.0)
        last_x1, last_top, last_bottom, last_height = x1, top, bottom, height
        yield Char(chr(code), x0, top, x1, bottom, size, spaced)
        spaced = False


def _codes(raw: Any, text: Any, count: int) -> list[int]:
    """The code points of a page's characters, in one call where characters and code units run in parallel."""
    units = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(text, 0, count, units)
    if written == count + 1 and not any(0xD800 <= unit < 0xE000 for unit in units):
        return list(units[:count])
    codes: list[int] = []
    high = 0
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        if 0xDC00 <= code < 0xE000 and high:
            code, high = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00), 0
        elif 0xD800 <= code < 0xDC00:
            code, high = 0x20, code  # its second half follows and carries the character
        codes.append(code)
    return codes


def _drawn(raw: Any, page: Any, turn: _Turn) -> tuple[list[Ruling], bool]:
    rulings: list[Ruling] = []
    pictures = False
    for index in range(min(raw.FPDFPage_CountObjects(page), _MOST_PATHS)):
        item = raw.FPDFPage_GetObject(page, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            pictures = True
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            rulings.extend(_lines(raw, item, turn))
    return rulings, pictures


def _lines(raw: Any, item: Any, turn: _Turn) -> Iterator[Ruling]:
    """The straight lines of a path; a thin filled box counts as one."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return
    x0, y0, x1, y1 = turn.box(left.value, bottom.value, right.value, top.value)
    if min(x1 - x0, y1 - y0) <= _THIN:
        if max(x1 - x0, y1 - y0) >= _SHORTEST:
            yield Ruling(x0, y0, x1, y1)
        return
    count = raw.FPDFPath_CountSegments(item)
    if count > 400:
        return  # a drawing
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, matrix)
    before = first = None
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        place = (matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            before = first = place
            continue
        yield from _line(before, place, turn)
        before = place
        if raw.FPDFPathSegment_GetClose(segment):
            yield from _line(place, first, turn)


def _line(start: tuple[float, float] | None, end: tuple[float, float] | None, turn: _Turn) -> Iterator[Ruling]:
    if start is None or end is None:
        return
    x0, y0, x1, y1 = turn.box(
        min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1])
    )
    if min(x1 - x0, y1 - y0) <= 1.0 and max(x1 - x0, y1 - y0) >= _SHORTEST:
        yield Ruling(x0, y0, x1, y1)
