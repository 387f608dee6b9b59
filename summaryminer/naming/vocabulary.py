"""The word lists of ``naming.toml``, compiled for cutting headings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from summaryminer.lexicons import LexiconError, Lexicons

__all__ = ["Vocabulary", "WordSet", "vocabulary"]


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

    def __contains__(self, text: str) -> bool:
        return text in self.words

    def at_start(self, text: str, start: int = 0) -> int:
        """Length of the longest word that begins at ``start``, 0 if none does."""
        if start < len(text):
            for length in self._firsts.get(text[start], ()):
                if text[start : start + length] in self.words:
                    return length
        return 0

    def at_end(self, text: str, end: int | None = None) -> int:
        """Length of the longest word that ends at ``end`` (default: the end of the text), 0 if none does."""
        end = len(text) if end is None else end
        if end > 0:
            for length in self._lasts.get(text[end - 1], ()):
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


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What ``naming.toml`` says of headings: word sets by the name of their list, the patterns, and what each unit counts."""

    lead: WordSet
    lead_sure: WordSet
    keep: WordSet
    tail: WordSet
    tail_sure: WordSet
    join: WordSet
    bound: WordSet
    preposition: WordSet
    doing: WordSet
    verb: WordSet
    generic: WordSet
    whole: WordSet
    count_suffix: WordSet
    part: WordSet
    stop: WordSet
    section_stop: WordSet
    suffix: WordSet
    respective: WordSet
    share: WordSet
    inner: WordSet
    task: WordSet
    rate: WordSet
    general: WordSet
    classifier: WordSet
    surface: WordSet
    counted: dict[str, str]
    time: re.Pattern[str]
    body: re.Pattern[str]
    number: re.Pattern[str]
    each: re.Pattern[str]
    predicate: re.Pattern[str]
    share_noun: str
    vague: str

    def count_tail(self, heading: str) -> int:
        """Where the words of counting that end a heading begin (标准化建设|任务数)."""
        return self.count_suffix.tail(heading)


def vocabulary(lexicons: Lexicons) -> Vocabulary:
    """The compiled word lists, made once for these lexicons.

    Raises:
        LexiconError: ``naming.toml`` lacks a list, or holds a pattern that is no regular expression.

    Example:
        >>> from summaryminer.lexicons import load
        >>> vocabulary(load()).generic.covers("规范管理率")
        True
    """
    return lexicons.compiled("naming.vocabulary", _compile)


_HEADING = (
    "lead lead_sure keep tail tail_sure join bound preposition doing verb generic whole count_suffix part stop section_stop suffix respective "
    "share inner task rate general"
).split()


def _compile(lexicons: Lexicons) -> Vocabulary:
    sets = {name: WordSet(lexicons.words("naming", "heading", name)) for name in _HEADING}
    for name in ("classifier", "surface"):
        sets[name] = WordSet(lexicons.words("naming", "unit", name))
    document = lexicons.document("naming")
    predicates = sorted(sets["doing"].words, key=len, reverse=True)
    return Vocabulary(
        **sets,
        counted={str(unit): str(noun) for unit, noun in document.get("counted", {}).items()},
        time=_pattern(lexicons, "|".join(f"(?:{pattern})" for pattern in lexicons.words("naming", "pattern", "time"))),
        body=_pattern(lexicons, document["pattern"]["body"]),
        number=_pattern(lexicons, document["pattern"]["number"]),
        each=_pattern(lexicons, document["pattern"]["each"]),
        predicate=_pattern(lexicons, "|".join(map(re.escape, predicates))),
        share_noun=document["unit"]["share"],
        vague=document["unit"]["vague"],
    )


def _pattern(lexicons: Lexicons, pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        path = next(lexicons.files("naming.toml"))
        raise LexiconError(path, None, f"{pattern!r} is no regular expression ({error})", "mend the pattern") from None
