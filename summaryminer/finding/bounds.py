"""How exact a number is: words of approximation and bounds on either side of it."""

from __future__ import annotations

import regex

from summaryminer.finding.exclusions import ends_with, starts_with
from summaryminer.lexicons import Lexicons
from summaryminer.records import Bound

__all__ = ["Bounds"]

_BOUNDS: tuple[Bound, ...] = ("about", "at_least", "at_most")


class Bounds:
    """Reads the bound of a quantity from the words around it (``quantities.toml``).

    Example:
        >>> from summaryminer.lexicons import load
        >>> text = "接种率达95%以上"
        >>> Bounds(load()).read(text, 4, 7, "%")
        'at_least'
    """

    def __init__(self, lexicons: Lexicons) -> None:
        data = lexicons.document("quantities")["bounds"]
        self._before: dict[str, list[str]] = {}
        self._meaning: dict[str, Bound] = {}
        for bound in _BOUNDS:
            for word in data["before"][bound]:
                self._meaning[word] = bound
                self._before.setdefault(word[-1], []).append(word)
        for words in self._before.values():
            words.sort(key=len, reverse=True)
        self._between: dict[str, list[str]] = {}
        for word in sorted(data["before"]["between"], key=len, reverse=True):
            self._between.setdefault(word[-1], []).append(word)
        self._after: dict[str, list[str]] = {}
        self._meaning_after: dict[str, Bound] = {}
        for bound in _BOUNDS:
            for word in data["after"][bound]:
                self._meaning_after[word] = bound
                self._after.setdefault(word[0], []).append(word)
        for words in self._after.values():
            words.sort(key=len, reverse=True)
        self._not_before: dict[str, list[str]] = data["after"]["not_before"]
        self._not_about = frozenset(data["not_about"]["before"])
        self._near: str = data["not_about"]["word"]
        self._recent = frozenset(data["not_about"]["units"])
        self._part_of_word = {word: frozenset(before) for word, before in data["part_of_word"].items()}
        self._rates: dict[str, Bound] = {word: bound for bound in _BOUNDS for word in data["rates"].get(bound, ())}
        self._rate_units = frozenset(data["rates"]["units"])
        self._compared = frozenset(data["compared"]["words"])
        self._compared_after = tuple(data["compared"]["after"])
        self._joined: str = data["joined"]["word"]
        self._joined_by = tuple(data["joined"]["between"])
        ahead = {word: bound for bound in _BOUNDS for word in data["ahead"][bound]}
        words_ahead = "|".join(sorted(map(regex.escape, ahead), key=len, reverse=True))
        self._ahead = regex.compile(f"({words_ahead})[^，,。；;、:：（）()0-9]{{0,{data['ahead']['reach']}}}$")
        self._meaning_ahead = ahead
        self._closed, closing = frozenset(data["ahead"]["closed"]), "|".join(map(regex.escape, data["ahead"]["closing"]))
        self._closing = regex.compile(f"[^，,。；;、\n]{{0,{data['ahead']['closing_reach']}}}?(?:{closing})")

    def read(self, text: str, start: int, end: int, unit: str) -> Bound:
        """The bound of the quantity at ``[start, end)``; ``exact`` when no word says otherwise."""
        after = self.after(text, end)
        if after:
            return after
        before = self.before(text, start, unit, end)
        return before or "exact"

    def after(self, text: str, end: int) -> Bound | None:
        """What stands directly behind (以上, 左右)."""
        word = starts_with(self._after, text, end)
        if word is None:
            return None
        follow = end + len(word)
        if any(text.startswith(guard, follow) for guard in self._not_before.get(word, ())):
            return None
        return self._meaning_after[word]

    def joined(self, text: str, first: int, first_end: int, start: int) -> bool:
        """Whether the quantity at ``start`` shares the bound of the one at ``[first, first_end)`` (分别不低于75%和73%)."""
        return text[first_end:start] in self._joined_by and self._joined in text[max(0, first - 10) : first]

    def before(self, text: str, start: int, unit: str, after: int = -1) -> Bound | None:
        """What stands directly before (近, 不少于), or earlier in the clause (每年至少随访4次)."""
        end = start
        for _ in range(3):
            word = ends_with(self._before, text, end)
            if word:
                if word in self._compared and after >= 0 and text.startswith(self._compared_after, after):
                    return None
                return self._checked(text, end - len(word), word, unit)
            step = ends_with(self._between, text, end)
            if step is None:
                break
            end -= len(step)
        if unit in self._rate_units and text[start - 1 : start] in self._rates:
            return self._rates[text[start - 1 : start]]
        window = text[max(0, start - 18) : start]
        for word in self._meaning_ahead:
            if word in window:
                match = self._ahead.search(window)
                if match is None or (match[1] in self._closed and not self._closing.match(text, max(after, start))):
                    return None
                return self._meaning_ahead[match[1]]
        return None

    def _checked(self, text: str, at: int, word: str, unit: str) -> Bound | None:
        if len(word) == 1:
            previous = text[at - 1 : at]
            if previous and previous in self._part_of_word.get(word, ()):
                return None
            if word == self._near and (previous in self._not_about or unit in self._recent):
                return None
            if previous.isascii() and previous.isalpha():  # B超5次
                return None
        return self._meaning[word]
