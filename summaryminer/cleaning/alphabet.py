"""The characters of a text: which cleaning passes a text needs, known from one quick look at it."""

from __future__ import annotations

from collections.abc import Iterable, Set

__all__ = ["Alphabet"]

# From this length on numbers are counted rather than characters collected; the table of counts costs as much as so many characters.
_LONG = 1 << 15
_PIECE = 1 << 20


class Alphabet:
    """The set of a text's characters. Those beyond U+FFFF may be left out: none of the noise is there.

    Args:
        text: any text.

    Example:
        >>> alphabet = Alphabet("建档率９８％")
        >>> alphabet.count("９８"), alphabet.present("０９％"), alphabet.any("()")
        (2, ['％', '９'], False)
    """

    __slots__ = ("_characters", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._characters = frozenset(text) if len(text) < _LONG else frozenset(_collected(text))

    def count(self, characters: Iterable[str]) -> int:
        """How often any of the characters occurs."""
        return sum(map(self._text.count, self._characters.intersection(characters)))

    def any(self, characters: Iterable[str]) -> bool:
        """Whether one of the characters occurs; many are asked faster as a set."""
        if isinstance(characters, Set):
            return not self._characters.isdisjoint(characters)
        return any(character in self._characters for character in characters)

    def present(self, characters: Iterable[str]) -> list[str]:
        """Those of the characters that occur, in order of their codes."""
        return sorted(self._characters.intersection(characters))


def _collected(text: str) -> Iterable[str]:
    import numpy as np

    counts = np.zeros(1 << 16, dtype=np.int64)
    for start in range(0, len(text), _PIECE):
        data = text[start : start + _PIECE].encode("utf-16-le", "surrogatepass")
        counts += np.bincount(np.frombuffer(data, dtype="<u2"), minlength=1 << 16)
    return map(chr, counts.nonzero()[0].tolist())
