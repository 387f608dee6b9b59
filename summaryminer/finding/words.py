"""Sets of words looked up all at once: thousands of words cost no more than one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import ahocorasick

__all__ = ["Words"]


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
