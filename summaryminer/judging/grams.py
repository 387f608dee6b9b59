"""The characters of a text as numbers: what breaks it, and hashes of its character n-grams, for the whole text at once."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]
    Hashes = NDArray[np.uint32]

__all__ = ["Characters", "Grams", "characters", "cross", "grams"]

# Odd numbers with well-mixed bits.
_STEP, _SPREAD = 0x01000193, 0x9E3779B1
_COMMAS = ",."
_BREAKS = tuple(map(ord, "，；。！？!?;\n,"))


class Characters(NamedTuple):
    """The code points of a text, and where it breaks.

    Args:
        codes: code point of every character.
        digits: is it an ASCII digit?
        lines: offsets of line ends.
        breaks: offsets of what ends a clause; a comma inside a number does not.
    """

    codes: Hashes
    digits: Flags
    lines: Ints
    breaks: Ints


def characters(text: str) -> Characters:
    """The characters of a clean text as numbers."""
    import numpy as np

    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    digits = (codes >= 48) & (codes <= 57)
    broken = _breaking().take(codes, mode="clip")
    broken[1:-1] &= ~(digits[:-2] & digits[2:] & (codes[1:-1] == ord(",")))
    return Characters(codes, digits, np.flatnonzero(codes == 10), np.flatnonzero(broken))


@lru_cache(maxsize=1)
def _breaking() -> Flags:
    """Which code points end a clause; what lies behind the table does not."""
    import numpy as np

    table = np.zeros(max(_BREAKS) + 2, bool)
    table[list(_BREAKS)] = True
    return table


class Grams(NamedTuple):
    """Hashes of the n-grams of a text in which every number is written as 0.

    Args:
        place: for every character of the text (and its end) its place in the shortened text.
        codes: the shortened text; room is left in front, so that looking a few characters before its start finds nothing.
        two, three: hash of the bigram and the trigram that end at each place.
    """

    place: Ints
    codes: Hashes
    two: Hashes
    three: Hashes


def grams(given: Characters, room: int) -> Grams:
    """The n-grams of a text.

    Args:
        given: the text.
        room: how many empty places to leave before its start and behind its end.
    """
    import numpy as np

    codes, digits = given.codes, given.digits
    number = digits.copy()
    for mark in _COMMAS:
        number[1:] |= (codes[1:] == ord(mark)) & digits[:-1]
    kept = ~number
    kept[:1] = True
    kept[1:] |= ~number[:-1]
    place = np.full(len(codes) + 1, room, np.int64)
    place[1:] += np.cumsum(kept)
    short = np.where(number, ord("0"), codes)[kept]
    padded = np.zeros(len(short) + 2 * room, np.uint32)
    padded[room : room + len(short)] = short
    two, three = np.zeros_like(padded), np.zeros_like(padded)
    two[1:] = _mixed(padded[:-1] * _STEP + padded[1:] + 2)
    three[2:] = _mixed((padded[:-2] * _STEP + padded[1:-1]) * _STEP + padded[2:] + 3)
    return Grams(place, padded, two, three)


def _mixed(values: Hashes) -> Hashes:
    import numpy as np

    spread = values * np.uint32(_SPREAD)
    return spread ^ (spread >> np.uint32(15))


def cross(*parts: ArrayLike) -> Hashes:
    """One hash for each combination of values; matrices that fit each other, and numbers that tell kinds of features apart.

    Numbers run over at 32 bits, which is what hashes are for.
    """
    import numpy as np

    step, spread, half = np.uint32(_STEP), np.uint32(_SPREAD), np.uint32(15)
    total: Hashes = np.full(1, len(parts), np.uint32)
    for part in parts:
        total = np.asarray(part, np.uint32) * spread + total
        total = (total ^ (total >> half)) * step
    return total
