"""A set of words that is asked at either end of a text."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["WordSet"]


class WordSet:
    """A set of words that finds its longest word at either end of a text, in time bounded by the longest word.

    Args:
        words: the words; their order does not matter.

    Example:
        >>> measures = WordSet(["率", "管理", "规范管理"])
        >>> measures.at_start("规范管理率"), measures.at_end("高血压管理率"), measures.covers("规范管理率")
        (4, 1, True)
    """

    __slots__ = ("_firsts", "_lasts", "words")

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(word for word in words if word)
        firsts: dict[str, set[int]] = {}
        lasts: dict[str, set[int]] = {}
        for word in self.words:
            firsts.setdefault(word[0], set()).add(len(word))
            lasts.setdefault(word[-1], set()).add(len(word))
        self._firsts = {char: sorted(lengths, reverse=True) for char, lengths in firsts.items()}
        self._lasts = {char: sorted(lengths, reverse=True) for char, lengths in lasts.items()}

    @property
    def firsts(self) -> frozenset[str]:
        """First characters of the words."""
        return frozenset(self._firsts)

    def __contains__(self, text: str) -> bool:
        return text in self.words

    def at_start(self, text: str, start: int = 0) -> int:
        """Length of the longest word that begins at ``start``, 0 if none does."""
        if start >= len(text) or (lengths := self._firsts.get(text[start])) is None:
            return 0
        for length in lengths:
            # What is cut off by the text's end is shorter, and so no such word.
            if len(word := text[start : start + length]) == length and word in self.words:
                return length
        return 0

    def at_end(self, text: str, end: int | None = None) -> int:
        """Length of the longest word that ends at ``end`` (default: the end of the text), 0 if none does."""
        if end is None:
            end = len(text)
        if end <= 0 or (lengths := self._lasts.get(text[end - 1])) is None:
            return 0
        for length in lengths:
            if length <= end and text[end - length : end] in self.words:
                return length
        return 0

    def covers(self, text: str) -> bool:
        """Is the text nothing but words of the set? (Longest word first, from the right; the empty text is not.)"""
        return bool(text) and self.tail(text) == 0

    def tail(self, text: str) -> int:
        """Where the run of words of the set that ends the text begins."""
        end = len(text)
        while length := self.at_end(text, end):
            end -= length
        return end

    def head(self, text: str) -> int:
        """Where the run of words of the set that opens the text ends."""
        start = 0
        while length := self.at_start(text, start):
            start += length
        return start
