"""How often each character occurs in a text: which cleaning passes a text needs, known from one quick look at it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

__all__ = ["Alphabet"]

_PIECE = 1 << 20


class Alphabet:
    """Counts of a text's characters. Characters beyond U+FFFF are not told apart: none of the noise is there.

    Args:
        text: any text.

    Example:
        >>> alphabet = Alphabet("建档率９８％")
        >>> alphabet.count("９８"), alphabet.present("０９％"), alphabet.any("()")
        (2, ['９', '％'], False)
    """

    __slots__ = ("_counts",)

    def __init__(self, text: str) -> None:
        import numpy as np

        pieces = (text[start : start + _PIECE] for start in range(0, max(1, len(text)), _PIECE))
        units = (np.frombuffer(piece.encode("utf-16-le", "surrogatepass"), dtype="<u2") for piece in pieces)
        counts = [np.bincount(unit, minlength=1 << 16) for unit in units]
        self._counts = counts[0] if len(counts) == 1 else np.sum(counts, axis=0)

    def count(self, characters: str) -> int:
        """How often any of the characters occurs."""
        return int(self._counts[_units(characters)].sum())

    def any(self, characters: str) -> bool:
        """Whether one of the characters occurs."""
        return bool(self._counts[_units(characters)].any())

    def present(self, characters: str) -> list[str]:
        """Those of the characters that occur."""
        return [characters[place] for place in self._counts[_units(characters)].nonzero()[0]]


@lru_cache(maxsize=64)
def _units(characters: str) -> npt.NDArray[np.uint16]:
    import numpy as np

    return np.frombuffer(characters.encode("utf-16-le", "surrogatepass"), dtype="<u2")
