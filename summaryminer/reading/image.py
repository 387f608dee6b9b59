"""Pictures of pages (png, jpg, tiff; pages of scanned PDF files), by the extra ``ocr``; its models come with it, nothing is downloaded."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from statistics import median
from typing import TYPE_CHECKING, Any

from summaryminer.reading.composition import Composition
from summaryminer.reading.errors import ReadError
from summaryminer.reading.limits import LIMITS, Limits
from summaryminer.reading.packages import damaged
from summaryminer.reading.pdf_layout import Line, margin, ordered
from summaryminer.reading.pdf_paragraphs import Page, running, write
from summaryminer.records import Source

if TYPE_CHECKING:
    import numpy as np

__all__ = ["MISSING", "available", "read_image", "recognised"]

MISSING = 'install the extra that reads pictures: pip install "summaryminer[ocr]"'
"""What to do where the extra is missing."""

_MOST_PIXELS = 100_000_000
_LEAST_SURE = 0.5
_READABLE = 0.75


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
        raise ReadError(
            "no_text", "the picture shows no text that can be made out; scan it again at 200 dpi or more, upright"
        )
    return text.source(name, "ocr")


def recognised(picture: np.ndarray[Any, Any], text: Composition, scale: float = 1.0) -> list[Line]:
    """The lines on a picture, from top to bottom.

    Args:
        picture: height × width × 3 values.
        text: where lines that could not be made out are counted.
        scale: pixels per point.
    """
    lines: list[Line] = []
    for box, words, sure in _upright(picture):
        if sure < _LEAST_SURE or not words.strip():
            text.noise["unsure_line"] += 1
            continue
        xs, ys = [point[0] / scale for point in box], [point[1] / scale for point in box]
        lines.append(
            Line(
                (words.strip(),),
                float(min(xs)),
                float(min(ys)),
                float(max(xs)),
                float(max(ys)),
                float(max(ys) - min(ys)),
            )
        )
    columns = ordered(lines, picture.shape[1] / scale)
    usual = median(line.size for line in lines) if lines else 1.0
    return [row for column in columns for row in _rows(column, usual)]


_Words = tuple[Any, str, float]


def _upright(picture: np.ndarray[Any, Any]) -> list[_Words]:
    """What the engine reads on a picture, turned round where that reads better.

    The engine's own guess of each line's direction turns some of the right ones over and loses them, so it is not asked.
    """
    import numpy as np

    found = _read(picture)
    if _sure(found) < _READABLE * max(1, len(found)):
        tall = sum(_tall(box) for box, _, _ in found) * 2 > len(found)
        for turns in (1, 3) if tall else (2,):
            turned = _read(np.ascontiguousarray(np.rot90(picture, turns)))
            found = turned if _sure(turned) > _sure(found) else found
    return found


def _read(picture: np.ndarray[Any, Any]) -> list[_Words]:
    found = _engine()(picture)
    return [] if found.boxes is None else list(zip(found.boxes, found.txts, map(float, found.scores), strict=True))


def _sure(found: list[_Words]) -> float:
    return sum(score for _, _, score in found)


def _tall(box: Any) -> bool:
    xs, ys = [point[0] for point in box], [point[1] for point in box]
    return bool(max(ys) - min(ys) > max(xs) - min(xs))


def _rows(lines: Sequence[Line], usual: float) -> list[Line]:
    """Boxes side by side as the pieces of one line; sizes evened out, since boxes are drawn by eye."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.top + line.bottom) / 2):
        middle = (line.top + line.bottom) / 2
        if (
            rows
            and rows[-1][0].top < middle < rows[-1][0].bottom
            and all(line.x0 >= other.x1 or line.x1 <= other.x0 for other in rows[-1])
        ):
            rows[-1].append(line)
        else:
            rows.append([line])
    left, right = min(line.x0 for line in lines), margin(lines)
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
                raise ReadError(
                    "too_large",
                    f"{opened.width} × {opened.height} pixels are more than can be read; scan at 300 dpi at most",
                )
            if getattr(opened, "n_frames", 1) > limits.pages:
                raise ReadError("too_large", f"more than {limits.pages} pictures in one file; split it")
            return [np.asarray(frame.convert("RGB"))[:, :, ::-1].copy() for frame in ImageSequence.Iterator(opened)]
    except ReadError:
        raise
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        Image.DecompressionBombError,
        IndexError,
        OverflowError,
    ):
        raise damaged("picture") from None


@lru_cache(maxsize=1)
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical", "Global.use_cls": False})
