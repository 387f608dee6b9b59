"""Pictures of pages (png, jpg, tiff; pages of scanned PDF files), by the extra ``ocr``; its models come with it, nothing is downloaded."""

from __future__ import annotations

import io
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from summaryminer.reading.composition import Composition
from summaryminer.reading.errors import ReadError
from summaryminer.reading.limits import LIMITS, Limits
from summaryminer.reading.packages import damaged
from summaryminer.reading.pdf_layout import Line
from summaryminer.reading.pdf_paragraphs import Page, running, write
from summaryminer.records import Source

if TYPE_CHECKING:
    import numpy as np

__all__ = ["MISSING", "available", "read_image", "recognised"]

MISSING = 'install the extra that reads pictures: pip install "summaryminer[ocr]"'
"""What to do where the extra is missing."""

_MOST_PIXELS = 100_000_000
_LEAST_SURE = 0.5


def available() -> bool:
    """Whether the extra ``ocr`` is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def read_image(data: bytes, name: str, limits: Limits = LIMITS) -> Source:
    """The text of a picture; a TIFF of several pictures is one text with several pages.

    Args:
        data: the file.
        name: what the source is called.
        limits: bound on the number of pages.

    Returns:
        A source with encoding ``ocr``; ``noise`` counts ``unsure_line`` (lines left out because they could not be made out).

    Raises:
        ReadError: the extra is missing, or the picture is damaged, too large, or shows no text.
    """
    if not available():
        raise ReadError("needs_ocr", f"this is a picture; {MISSING}")
    text = Composition()
    pages: list[Page] = []
    heights: list[float] = []
    for picture in _pictures(data, limits):
        pages.append(list(recognised(picture, text)))
        heights.append(float(picture.shape[0]))
    if not write(text, running(pages, heights, text.noise)):
        raise ReadError("no_text", "the picture shows no text that can be made out; scan it again at 200 dpi or more, upright")
    return text.source(name, "ocr")


def recognised(picture: np.ndarray[Any, Any], text: Composition, scale: float = 1.0) -> list[Line]:
    """The lines on a picture, from top to bottom.

    Args:
        picture: height × width × 3 values.
        text: where lines that could not be made out are counted.
        scale: pixels per point.
    """
    found = _engine()(picture)
    if found.boxes is None:
        return []
    lines: list[Line] = []
    for box, words, sure in zip(found.boxes, found.txts, found.scores, strict=True):
        if sure < _LEAST_SURE or not words.strip():
            text.noise["unsure_line"] += 1
            continue
        xs, ys = [point[0] / scale for point in box], [point[1] / scale for point in box]
        lines.append(Line((words.strip(),), float(min(xs)), float(min(ys)), float(max(xs)), float(max(ys)), float(max(ys) - min(ys))))
    return _rows(lines)


def _rows(lines: list[Line]) -> list[Line]:
    """Boxes side by side as the pieces of one line; sizes evened out, since boxes are drawn by eye."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.top + line.bottom) / 2):
        middle = (line.top + line.bottom) / 2
        if rows and rows[-1][0].top < middle < rows[-1][0].bottom and all(line.x0 >= other.x1 or line.x1 <= other.x0 for other in rows[-1]):
            rows[-1].append(line)
        else:
            rows.append([line])
    left, right = min((line.x0 for line in lines), default=0.0), max((line.x1 for line in lines), default=0.0)
    sizes = sorted(line.size for line in lines)
    usual = sizes[len(sizes) // 2] if sizes else 1.0
    found: list[Line] = []
    for row in rows:
        row.sort(key=lambda line: line.x0)
        size = usual if abs(row[0].size - usual) < 0.35 * usual else row[0].size
        pieces, starts = tuple(line.pieces[0] for line in row), tuple(line.x0 for line in row)
        top, bottom = min(line.top for line in row), max(line.bottom for line in row)
        found.append(Line(pieces, row[0].x0, top, row[-1].x1, bottom, size, left, right, starts))
    return found


def _pictures(data: bytes, limits: Limits) -> list[np.ndarray[Any, Any]]:
    import numpy as np
    from PIL import Image, ImageSequence, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise ReadError("too_large", f"{opened.width} × {opened.height} pixels are more than can be read; scan at 300 dpi at most")
            if getattr(opened, "n_frames", 1) > limits.pages:
                raise ReadError("too_large", f"more than {limits.pages} pictures in one file; split it")
            return [np.asarray(frame.convert("RGB"))[:, :, ::-1].copy() for frame in ImageSequence.Iterator(opened)]
    except ReadError:
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError, IndexError, OverflowError):
        raise damaged("picture") from None


@lru_cache(maxsize=1)
def _engine() -> Any:
    import logging

    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.WARNING)
    return RapidOCR()
