"""Headings as sets of words: cut by a lexicon, different words for one thing made the same.

Two headings that say the same in another order, with other verbs or with fillers have the same words that count. This is what indicators
are matched by, and what puts figures without an indicator into one column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import product

import ahocorasick

from summaryminer.lexicons import LexiconError, Lexicons

__all__ = ["LEXICON", "WordSets", "expand", "holds"]

LEXICON = "naming_matching"
# A heading has at most 14 characters; a user's own may be longer, but not without end.
_LONGEST = 60
_UNKNOWN = 1000
_NO_WORD = (1, "")
_ODD = re.compile("[“”‘’\"'「」『』《》〈〉 \t\r\n\u3000*_—–－~～―（）周月0-9-]")
_YEAR = re.compile("[0-9]{2,4}年度?|(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})月[底末份]")
_PLAIN = str.maketrans({**dict.fromkeys("“”‘’\"'「」『』《》〈〉 \t\r\n\u3000*_", None), **dict.fromkeys("—–－~～―", "-"), "（": "(", "）": ")"})


class WordSets:
    """Cuts headings into words of the lexicon.

    Args:
        lexicons: word lists, of which ``naming_matching.toml`` is used.
        words: further words that headings may hold (those of the indicators).

    Raises:
        LexiconError: a word stands in two lists of words that mean the same.

    Example:
        >>> from summaryminer.lexicons import load
        >>> words = WordSets(load(), ["知晓"])
        >>> words.cut("居民健康知识的知晓率")
        ('居民', '健康知识', '的', '知晓')
    """

    def __init__(self, lexicons: Lexicons, words: Iterable[str] = ()) -> None:
        self._canonical: dict[str, str] = {}
        for group in read_groups(lexicons, "same"):
            for word in group:
                if self._canonical.setdefault(word, group[0]) != group[0]:
                    raise _mistake(lexicons, f"{word} stands in two lists of matching.same", "leave it in one of them")
        lists = {key: lexicons.words(LEXICON, "matching", key) for key in ("harmless", "counting", "rating", "spending", "measuring", "target")}
        for word in (*words, *(word for found in lists.values() for word in found)):
            self._canonical.setdefault(word, word)
        # The value of a word: its length, and the word that stands for it.
        self._automaton = ahocorasick.Automaton()
        for word, canonical in self._canonical.items():
            self._automaton.add_word(word, (len(word), canonical))
        self._automaton.make_automaton()
        self.harmless = self._set(lists["harmless"])
        self.target = self._set(lists["target"])
        self.measures = {
            "count": self._set(lists["counting"]),
            "rate": self._set(lists["rating"]),
            "money": self._set(lists["spending"]),
            "measure": self._set(lists["measuring"]),
        }
        self.fillers = self.harmless | self.measures["count"] | self.measures["rate"] | self.measures["money"] | self.measures["measure"]

    def _set(self, words: Iterable[str]) -> frozenset[str]:
        return frozenset(self._canonical[word] for word in words)

    def canonical(self, word: str) -> str:
        """The word that stands for this one and all that mean the same."""
        return self._canonical.get(word, word)

    def cut(self, heading: str) -> tuple[str, ...]:
        """The words of a heading, each in its canonical form; characters in between that no word covers are kept as they are.

        Args:
            heading: simplified text without line ends. As few characters as possible are left over, in as few words as possible.
        """
        text = heading
        if _ODD.search(heading) is not None:
            text = _YEAR.sub("", heading.translate(_PLAIN).replace("周岁", "岁").replace("--", "-"))
        text = text[:_LONGEST]
        return tuple(self._words(text)) if text else ()

    def _words(self, text: str, without: str = "") -> list[str]:
        end = len(text)
        begins: dict[int, list[tuple[int, str]]] = {}
        for last, found_word in self._automaton.iter(text):
            first = last + 1 - found_word[0]
            if not without or text[first : last + 1] != without:
                if first in begins:
                    begins[first].append(found_word)
                else:
                    begins[first] = [found_word]
        # From the right: the least that can be left over from each character on, in the fewest words.
        cost = [0] * (end + 1)
        step: dict[int, tuple[int, str]] = {}
        best = 0
        for at in range(end - 1, -1, -1):
            best += _UNKNOWN
            if at in begins:
                for option in reversed(begins[at]):
                    if (known := cost[at + option[0]] + 1) < best:
                        best, step[at] = known, option
            cost[at] = best
        found: list[str] = []
        at = left = 0
        while at < end:
            size, word = step.get(at, _NO_WORD)
            if word:
                if left < at:
                    found.append(text[left:at])
                found.append(word)
                left = at + size
            at += size
        return [*found, text[left:]] if left < end else found

    def joins(self, words: Sequence[str]) -> bool:
        """Does a word of the lexicon reach over the end of one of these, when they stand in a row (行政 拘留: 行政拘留)?"""
        ends, length = set(), 0
        for word in words:
            length += len(word)
            ends.add(length)
        for last, (size, _) in self._automaton.iter("".join(words)):
            if size > 1 and any(at in ends for at in range(last + 2 - size, last + 1)):
                return True
        return False

    def knows(self, words: Iterable[str]) -> bool:
        """Are all of these words of the lexicon?"""
        return self._canonical.keys() >= set(words)

    def parts(self, word: str) -> frozenset[str]:
        """The words that a compound of the lexicon is made of (电子档案: 电子, 档案), empty if it is none or stands for another word."""
        if self._canonical.get(word) != word:
            return frozenset()
        found = frozenset(self._words(word, word))
        return found if len(found) > 1 and self.knows(found) else frozenset()

    def key(self, heading: str) -> str:
        """What a heading says, without fillers, ways of counting and the order of words: equal for headings that mean the same.

        Example:
            >>> from summaryminer.lexicons import load
            >>> words = WordSets(load(), ["残疾人", "证"])
            >>> words.key("全县共发放残疾人证数") == words.key("残疾人证发放")
            True
        """
        words = self.cut(heading)
        counting = {word for word in words if word not in self.fillers} or set(words)
        # Where unknown words meet, no lexicon tells their boundary: their characters are compared.
        known = sorted(word for word in counting if word in self._canonical)
        unknown = sorted({character for word in counting if word not in self._canonical for character in word})
        return " ".join((*known, "".join(unknown))).strip()


def holds(text: str, words: Iterable[str]) -> bool:
    """Does a text hold one of some words? A plain loop takes a third of the time of ``any`` and a generator.

    Example:
        >>> holds("平均每户", ["人均", "每户"])
        True
    """
    for word in words:  # noqa: SIM110
        if word in text:
            return True
    return False


def read_groups(lexicons: Lexicons, name: str) -> list[list[str]]:
    """The lists of words that belong together under ``matching.<name>``.

    Raises:
        LexiconError: an entry is no list of words.
    """
    groups = lexicons.document(LEXICON).get("matching", {}).get(name, [])
    for group in groups:
        if not isinstance(group, list) or not all(isinstance(word, str) and word for word in group):
            raise _mistake(lexicons, f"matching.{name} holds {group!r}", 'write each entry as a list of words: ["体检", "查体"]')
    return [list(group) for group in groups]


def _mistake(lexicons: Lexicons, problem: str, remedy: str) -> LexiconError:
    return LexiconError(next(lexicons.files(f"{LEXICON}.toml"), LEXICON), None, problem, remedy)


@lru_cache(maxsize=20_000)
def expand(pattern: str) -> tuple[tuple[str, ...], ...]:
    """The words that a synonym stands for, each choice in its order: ``/`` between either-or words, ``?`` after a word that may be missing.

    Example:
        >>> sorted(" ".join(words) for words in expand("体检/查体 老年人?"))
        ['体检', '体检 老年人', '查体', '查体 老年人']
    """
    choices: list[list[str]] = []
    for part in pattern.split():
        words = part.rstrip("?").split("/")
        choices.append([*words, ""] if part.endswith("?") else words)
    return tuple(tuple(word for word in chosen if word) for chosen in product(*choices))
