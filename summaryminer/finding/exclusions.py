"""What is not a figure: stretches of text whose numbers are dates, ordinals, document numbers, names, idioms."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

import ahocorasick
import regex

from summaryminer.finding.numerals import Amount
from summaryminer.finding.units import Written
from summaryminer.lexicons import LexiconError, Lexicons

__all__ = ["Exclusions", "Spans", "by_first", "by_last", "ends_with", "starts_with"]

_REACH = 24

_CAPITALS = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2,6}\Z")


class Spans:
    """Sorted, merged spans with a quick test for overlap; ``names`` says what excluded a span.

    Example:
        >>> spans = Spans([(3, 7, "age"), (10, 12, "date")])
        >>> spans.touching(6, 9), spans.touching(7, 10)
        ((3, 7, 'age'), None)
    """

    def __init__(self, spans: Iterable[tuple[int, int, str]]) -> None:
        self.spans: list[tuple[int, int, str]] = []
        for start, end, name in sorted(spans, key=lambda span: (span[0], -span[1])):
            if self.spans and end <= self.spans[-1][1]:
                continue
            self.spans.append((start, end, name))
        self._starts = [span[0] for span in self.spans]

    def blocking(self, start: int, number_end: int, end: int) -> tuple[int, int, str] | None:
        """Like :meth:`touching` for a number at ``[start, number_end)`` whose unit ends at ``end``; a name that the number outgrows
        (一点 in 一点四) does not count."""
        span = self.touching(start, end)
        if span and span[2] == "name" and (number_end > span[1] or start < span[0]):
            return None
        return span

    def touching(self, start: int, end: int) -> tuple[int, int, str] | None:
        """A span that shares a character with ``[start, end)``, or ``None``."""
        # Ends rise as starts do, so only the last span that begins before ``end`` can reach beyond ``start``.
        place = bisect_left(self._starts, end) - 1
        if place >= 0 and self.spans[place][1] > start:
            return self.spans[place]
        return None


class Exclusions:
    """Finds the stretches whose numbers are no figures, from ``quantities.toml``.

    Raises:
        LexiconError: a pattern is no valid regular expression.
    """

    def __init__(self, lexicons: Lexicons) -> None:
        data = lexicons.document("quantities")["exclude"]
        path = next(lexicons.files("quantities.toml"))
        self._patterns: list[tuple[str, regex.Pattern[str], _Triggers | None]] = []
        for name, pattern in data["patterns"].items():
            triggers = data["triggers"].get(name, ())
            try:
                compiled = regex.compile(pattern, regex.V1)
                listed = [triggers] if isinstance(triggers, str) else triggers
                self._patterns.append((name, compiled, _Triggers(listed) if triggers else None))
            except (regex.error, re.error) as error:
                raise LexiconError(
                    path,
                    None,
                    f"exclude.patterns.{name}: {error}",
                    "mend the regular expression, or that of its triggers",
                ) from None
        self._names = ahocorasick.Automaton()
        for word in data["names"]["words"]:
            self._names.add_word(word, len(word))
        self._names.make_automaton()
        numerals = lexicons.document("numerals")
        self._numeral = frozenset(
            "".join(
                [
                    *numerals["digits"],
                    *numerals["tens"],
                    *numerals["small"],
                    *numerals["large"],
                    *numerals["signs"]["several"],
                ]
            )
            + "0123456789."
        )
        quotes = data["quotes"]
        pairs = zip(map(re.escape, quotes["open"]), map(re.escape, quotes["close"]), strict=True)
        inside = "|".join(f"(?<={o})[^{o}{c}\n]{{1,{quotes['longest']}}}{c}" for o, c in pairs)
        self._quoted = re.compile(f"[{re.escape(quotes['open'])}](?:{inside})")
        self._title = re.compile("《[^《》\n]{1,80}》")
        self.before = by_last(data["before"])
        self._behind_letters = frozenset(data["behind_letters"])
        self.after = by_first(data["after"])
        self.after_numeral = by_first(data["after_numeral"])
        self.after_small = by_first(data["after_small"])
        self._pair: str = lexicons.document("quantities")["article"]["pair"]
        self._list_number = re.compile(
            r"(?:^|(?<=[\n。；;！!：:]))[ \t　]*[0-9]{1,2}(?:[、.．)）](?![0-9])|[ \t]+)", re.MULTILINE
        )

    def spans(self, text: str, more: Iterable[tuple[int, int, str]] = ()) -> Spans:
        """All excluded stretches of a text; ``more`` are further ones (years)."""
        found: list[tuple[int, int, str]] = list(more)
        for name, pattern, trigger in self._patterns:
            if trigger is None:
                stretches = [(0, len(text))]
            else:
                # To ask whether a text holds one character costs next to nothing, and most texts hold few of them.
                expressions = [expression for first, expression in trigger.expressions if first in text]
                stretches = trigger.stretches(text, expressions) if expressions else []
            for start, end in stretches:
                found.extend([(match.start(), match.end(), name) for match in pattern.finditer(text, start, end)])
        found.extend((match.start(), match.end(), "title") for match in self._title.finditer(text))
        found.extend((match.start(), match.end(), "quoted") for match in self._quoted.finditer(text))
        for last, length in self._names.iter_long(text):
            start = last + 1 - length
            if start and text[start - 1] in self._numeral and text[start] in self._numeral:
                continue  # 三千万 is no 千万
            found.append((start, last + 1, "name"))
        return Spans(found)

    def inside_code(self, text: str, amount: Amount) -> bool:
        """Digits that belong to a longer code: version numbers, letters before or behind."""
        previous = text[amount.start - 1 : amount.start]
        if previous and previous.isascii() and previous.isalpha():
            counted = text[amount.end : amount.end + 1] in self._behind_letters
            return not (counted and _CAPITALS.search(text, max(0, amount.start - 8), amount.start))  # PKU1例
        if previous == "." and text[amount.start - 2 : amount.start - 1].isdigit():
            return True
        follow = text[amount.end : amount.end + 2]
        return len(follow) == 2 and follow[0] == "." and follow[1].isdigit()

    def named(self, text: str, start: int, last: Amount, unit: Written | None) -> bool:
        """Ordinals, codes and names by the words directly before and behind."""
        if ends_with(self.before, text, start):
            return True
        word = starts_with(self.after, text, last.end)
        if word is None and last.style == "chinese" and last.high < 11 and not last.more:
            small = last.high < 4 and text[start] != self._pair
            table = self.after_small if small else self.after_numeral
            word = starts_with(table, text, last.end) or starts_with(self.after_numeral, text, last.end)
        if word is not None and not (unit and unit.end - last.end >= len(word) and unit.unit.kind != "count"):
            longer = unit is not None and unit.end - last.end > len(word)
            return not longer
        return unit is None and self._list_number.match(text, start) is not None


class _Triggers:
    """Where a pattern can match at all: near what some expressions find."""

    def __init__(self, expressions: Sequence[str]) -> None:
        self.expressions = [(_first_character(one), re.compile(one)) for one in expressions]
        """Each behind the character that all its finds begin with, ``""`` if there is none."""

    @staticmethod
    def stretches(text: str, expressions: Sequence[re.Pattern[str]]) -> list[tuple[int, int]]:
        """The stretches around all finds of some of the expressions, those that meet as one."""
        finds = [match.span() for expression in expressions for match in expression.finditer(text)]
        if len(expressions) > 1:
            finds.sort()
        found: list[tuple[int, int]] = []
        start = end = -1
        for begin, stop in finds:
            if end < 0 or begin - _REACH > end:
                if end >= 0:
                    found.append((start, min(end, len(text))))
                start, end = max(0, begin - _REACH), stop + _REACH
            else:
                end = max(end, stop + _REACH)
        if end >= 0:
            found.append((start, min(end, len(text))))
        return found


def _first_character(expression: str) -> str:
    """The plain character that all finds of an expression begin with, ``""`` if that is not plain to see."""
    first, following = expression[:1], expression[1:2]
    if first == "\\" and following and not following.isalnum():
        first, following = following, expression[2:3]
    elif re.escape(first) != first:
        return ""
    outside = re.sub(r"\\.|\[[^\]]*\]|\([^()]*\)", "", expression)
    return "" if following in ("?", "*", "{") or "|" in outside else first


def by_last(words: Iterable[str]) -> dict[str, list[str]]:
    """Words by their last character, the longest first."""
    table: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        table.setdefault(word[-1], []).append(word)
    return table


def by_first(words: Iterable[str]) -> dict[str, list[str]]:
    """Words by their first character, the longest first."""
    table: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        table.setdefault(word[0], []).append(word)
    return table


def ends_with(table: dict[str, list[str]], text: str, end: int) -> str | None:
    """The longest word of the table that ends at ``end``."""
    if end <= 0:
        return None
    for word in table.get(text[end - 1], ()):
        if text.endswith(word, 0, end):
            return word
    return None


def starts_with(table: dict[str, list[str]], text: str, start: int) -> str | None:
    """The longest word of the table that starts at ``start``."""
    for word in table.get(text[start : start + 1], ()):
        if text.startswith(word, start):
            return word
    return None
