"""Character n-grams around numbers as hashes, for all numbers of a source at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.int64]
    Mask = NDArray[np.bool_]

__all__ = ["NONE", "codes", "cross", "grams", "regions", "windows"]

NONE = -1
"""Stands for "no n-gram here" in a matrix of hashes."""

_MASK = 0xFFFFFFFF
_STEP = 0x01000193
_NUMBERS = re.compile("[0-9][0-9,.]*")
_BREAKS = "，,；;：:（）()"
_STOPS = "。！？!?\n"
# Room for numbers that shrink to one character before the window is cut to its width.
_SPARE = 12


def windows(text: str, spans: Iterable[tuple[int, int]], left: int, right: int) -> tuple[Matrix, Matrix]:
    """Code points before and behind each span, on its line, with every number in them written as 0.

    Args:
        text: clean text.
        spans: clean offsets.
        left, right: how many characters; what is missing is 0.

    Returns:
        The characters before (the last at the right edge) and behind.
    """
    before, behind = [], []
    for start, end in spans:
        piece = text[max(0, start - left - _SPARE) : start]
        before.append(piece[piece.rfind("\n") + 1 :])
        piece = text[end : end + right + _SPARE]
        stop = piece.find("\n")
        behind.append(piece if stop < 0 else piece[:stop])
    # One substitution for all windows: the separator is no digit, so no number runs over it.
    joined = _NUMBERS.sub("0", "\n".join([*before, *behind])).split("\n")
    return codes([p[-left:].rjust(left, "\0") for p in joined[: len(before)]], left), codes(
        [p[:right].ljust(right, "\0") for p in joined[len(before) :]], right
    )


def codes(padded: Sequence[str], width: int) -> Matrix:
    """Code points of strings that all have one width."""
    import numpy as np

    flat = np.frombuffer("".join(padded).encode("utf-32-le", "surrogatepass"), np.uint32)
    return flat.reshape(len(padded), width).astype(np.int64)


def regions(before: Matrix) -> Matrix:
    """How far each character is from the right edge: 0 same clause, 1 same sentence, 2 beyond."""
    import numpy as np

    breaks = np.isin(before, list(map(ord, _BREAKS)))
    stops = np.isin(before, list(map(ord, _STOPS)))
    later = np.logical_or.accumulate((breaks | stops)[:, ::-1], axis=1)[:, ::-1]
    beyond = np.logical_or.accumulate(stops[:, ::-1], axis=1)[:, ::-1]
    return later.astype(np.int64) + beyond


def grams(characters: Matrix, n: int, region: Matrix | int) -> Matrix:
    """Hashes of all n-grams with the region of their last character; :data:`NONE` where the window is empty."""
    import numpy as np

    width = characters.shape[1] - n + 1
    total = np.full((characters.shape[0], width), n, np.int64)
    empty = np.zeros(total.shape, bool)
    for place in range(n):
        part = characters[:, place : place + width]
        total = (total * _STEP + part) & _MASK
        empty |= part == 0
    where = region if isinstance(region, int) else region[:, n - 1 :]
    return np.where(empty, NONE, cross(total, where))


def cross(*parts: Matrix | int) -> Matrix:
    """One hash for each combination of values; matrices of one shape, and numbers that tell kinds of features apart."""
    import numpy as np

    total: Matrix = np.int64(len(parts))  # type: ignore[assignment]
    for part in parts:
        total = (total * _STEP + part * 0x9E3779B1) & _MASK
        total = total ^ (total >> 15)
    return total
