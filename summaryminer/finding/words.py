"""Sets of words looked up all at once: thousands of words cost no more than one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import ahocorasick

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Vocabulary", "Words"]


class Words:
    """A set of words found in a text in one pass, the leftmost first, the longest where several begin.

    Args:
        words: the words; empty ones and repetitions do not matter.

    Example:
        >>> words = Words(["卫生", "卫生院", "健康"])
        >>> list(words.spans("卫生院和健康卫生")), words.cover("健康卫生讲座"), words.search("讲座")
        ([(0, 3), (4, 6), (6, 8)], 4, False)
    """

    __slots__ = ("_automaton",)

    def __init__(self, words: Iterable[str]) -> None:
        self._automaton = ahocorasick.Automaton(ahocorasick.STORE_LENGTH)
        for word in words:
            if word:
                self._automaton.add_word(word)
        self._automaton.make_automaton()

    def spans(self, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
        """Spans ``[start, end)`` of words in ``text[start:end]``, in order, none overlapping another."""
        # The automaton copies the text it is given: hand it no more than it must see. One without words can't be asked.
        part = text[start:end]
        if part and len(self._automaton):
            for last, size in self._automaton.iter_long(part):
                yield start + last + 1 - size, start + last + 1

    def search(self, text: str, start: int = 0, end: int | None = None) -> bool:
        """Does ``text[start:end]`` hold one of the words?"""
        return next(self.spans(text, start, end), None) is not None

    def cover(self, text: str, start: int = 0, end: int | None = None) -> int:
        """Where the run of words that opens ``text[start:end]`` ends (``start`` if it opens with none)."""
        for first, last in self.spans(text, start, end):
            if first != start:
                break
            start = last
        return start


class Vocabulary:
    """Thousands of words looked for in a whole text: the same finds as :class:`Words`, sooner.

    An automaton asks the words that may begin at a character one after the other, and where hundreds may, that is what it
    does all the time. Here tables tell for all characters of a text at once which words they and the next two may begin.

    Args:
        words: the words; empty ones and repetitions do not matter.

    Example:
        >>> words = Vocabulary(["卫生", "卫生院", "健康"])
        >>> words.found("卫生院和健康卫生")
        [(0, '卫生院'), (4, '健康'), (6, '卫生')]
    """

    __slots__ = ("_columns", "_entries", "_pairs", "_triples")

    def __init__(self, words: Iterable[str]) -> None:
        import numpy as np

        known = dict.fromkeys(sorted(filter(None, words), key=len, reverse=True))
        beginning: dict[str, list[str]] = {}
        for word in known:
            beginning.setdefault(word[:3], []).append(word)
        at_place = [dict.fromkeys(word[at] for word in known if len(word) > at) for at in range(3)]
        rows, columns, layers = ({character: number for number, character in enumerate(one, 1)} for one in at_place)
        width, depth = len(columns) + 1, len(layers) + 1
        # A number for two characters that a word begins with; a word of one character stands for all that may follow.
        heads = {head: number for number, head in enumerate(sorted({word[:2]: 0 for word in known}, key=len), 1)}
        self._pairs: NDArray[np.int32] = np.zeros((len(rows) + 1) * width, np.int32)
        # For such a number and a third character the place of the words that may stand there in the list of entries.
        self._triples: NDArray[np.int32] = np.zeros((len(heads) + 1) * depth, np.int32)
        self._entries: list[list[str]] = [[]]
        for head, number in heads.items():
            row = rows[head[0]] * width
            self._pairs[slice(row, row + width) if len(head) == 1 else row + columns[head[1]]] = number
            if short := [word for word in dict.fromkeys((head, head[0])) if word in known]:
                self._triples[number * depth : (number + 1) * depth] = len(self._entries)
                self._entries.append(short)
        for opening, long in beginning.items():
            if len(opening) > 2:
                place = heads[opening[:2]] * depth + layers[opening[2]]
                short = self._entries[self._triples[place]]
                self._triples[place] = len(self._entries)
                self._entries.append(long + short)
        self._columns = (_table(rows, width), _table(columns, 1), _table(layers, 1), depth)

    def found(self, text: str) -> list[tuple[int, str]]:
        """Where words begin in a text, and which: the leftmost first, the longest where several begin, none overlapping another."""
        import numpy as np

        first, second, third, depth = self._columns
        # Two empty characters, which are in no word, so that every one has two behind it.
        codes = np.frombuffer(f"{text}\0\0".encode("utf-32-le", "surrogatepass"), np.uint32)
        # What lies behind a table is in no word; "clip" takes it to the table's last, empty place.
        pairs = self._pairs.take(first.take(codes[:-2], mode="clip") + second.take(codes[1:-1], mode="clip"))
        starts = pairs.nonzero()[0]
        entries = self._triples.take(pairs[starts] * depth + third.take(codes[starts + 2], mode="clip"))
        kept = entries.nonzero()[0]
        found: list[tuple[int, str]] = []
        free = 0
        for start, entry in zip(starts[kept].tolist(), entries[kept].tolist(), strict=True):
            if start >= free:
                for word in self._entries[entry]:
                    if text.startswith(word, start):
                        found.append((start, word))
                        free = start + len(word)
                        break
        return found


def _table(characters: dict[str, int], step: int) -> NDArray[np.int32]:
    """A table from code points to numbers, 0 for all others; its last place is empty."""
    import numpy as np

    table = np.zeros(max(map(ord, characters), default=0) + 2, np.int32)
    for character, number in characters.items():
        table[ord(character)] = number * step
    return table
