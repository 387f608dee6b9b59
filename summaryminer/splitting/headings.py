"""Headings of a report: numbered lines, numbered clauses at the beginning of a paragraph, short lines, words in 【】."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from summaryminer.splitting.frames import dated
from summaryminer.splitting.lines import Line
from summaryminer.splitting.numbering import Number, Numbering, numbering

if TYPE_CHECKING:
    from summaryminer.lexicons import Lexicons

__all__ = ["Heading", "Headings", "headings"]

_STOPS = "。；！？!; "
_COLON = re.compile("[：:]")
_COMMA = re.compile("[，,：:]")
_NO_HEADING = re.compile(r"[，,。|]|  ")
_DIGIT = re.compile(r"(?:[0-9]|百分之)(?![0-9]{0,3}\s?年)|[xX×*]{2}年")
_YEARS = r"[12][0-9][0-9xX×*]{2}\s?[-—至]?\s?(?:[12][0-9]{3})?\s?年"
_LONGEST, _CLAUSE, _SHORTEST_CLAUSE = 30, 20, 4
_AS_MANY_AS_FIT = re.compile(rf".{{{_SHORTEST_CLAUSE},{_LONGEST - 1}}}(?=[，,、：:])")


class Heading(NamedTuple):
    """A heading: its style, and its words without number (``""`` when a numbered paragraph names nothing)."""

    style: str
    words: str


class Headings:
    """What makes a heading, compiled from ``headings.toml``.

    Args:
        lexicons: word lists.
    """

    def __init__(self, lexicons: Lexicons) -> None:
        words = lexicons.document("headings")
        self.numbering: Numbering = numbering(lexicons)
        self._short_longest = int(words["short"]["longest"])
        self._label_longest = int(words["short"]["longest_label"])
        self._short_ends = tuple(lexicons.words("headings", "short", "ends"))
        self._short_begins = tuple(lexicons.words("headings", "short", "begins"))
        self._label_begins = tuple(lexicons.words("headings", "short", "no_labels"))
        self._named_numbers = re.compile("|".join([_YEARS, *(f"(?:{form})" for form in lexicons.words("headings", "numbers", "named"))]))
        self._bodies = tuple(lexicons.words("pages", "titles", "bodies"))
        self._run_in = tuple(lexicons.words("headings", "run_in", "begins"))
        longest = int(words["box"]["longest"])
        pairs = lexicons.words("headings", "box", "brackets")
        self._boxes = frozenset(pair[0] for pair in pairs)
        boxes = ((re.escape(pair[0]), re.escape(pair[1])) for pair in pairs)
        self._box = re.compile("|".join(f"{left}([^{left}{right}0-9]{{2,{longest}}}){right}" for left, right in boxes))

    def at(self, line: Line, sentence: str, below: Line | None = None, opening: bool = False) -> Heading | None:
        """The heading that a line is or begins with, if any.

        Args:
            line: the line.
            sentence: its first sentence.
            below: the next line, ``None`` at the end of the report.
            opening: whether it is the first below the title, where bodies sign and addresses stand.

        Example:
            >>> from summaryminer.lexicons import load
            >>> from summaryminer.splitting.lines import lines
            >>> words = headings(load())
            >>> first, second, third = lines("一、加强领导。成立小组。\\n存在问题\\n宣传的力度还不够，群众参与的积极性也不高。", words.numbering)
            >>> words.at(first, "一、加强领导。"), words.at(second, "存在问题", below=third)
            (Heading(style='hanzi', words='加强领导'), Heading(style='short', words='存在问题'))
        """
        whole = len(sentence) == len(line.text)
        if line.number:
            return self.numbered(line.number, sentence, whole)
        if sentence[0] in self._boxes and (box := self._box.match(sentence)):
            return Heading("box", next(filter(None, box.groups())).strip())
        if not whole or below is None or len(sentence) > self._short_longest:
            return None
        if opening and (sentence[-1] in "：:" or sentence.endswith(self._bodies)):
            return None
        if self._is_short(sentence, below):
            return Heading("short", sentence.strip("《》 "))
        if self._is_label(sentence, below):
            return Heading("short", sentence.rstrip("：:"))
        return None

    def inside(self, sentence: str) -> Heading | None:
        """The heading that a sentence inside a line begins with (一是…；二是…), if any."""
        number = self.numbering.number(sentence)
        if number is None or number.style not in self.numbering.inline:
            return None
        return self.numbered(number, sentence, whole=False)

    def numbered(self, number: Number, sentence: str, whole: bool) -> Heading:
        """The heading of a numbered sentence.

        Args:
            number: the number it begins with.
            sentence: the sentence.
            whole: whether it is a line of its own.
        """
        rest = sentence[number.length :]
        return Heading(
            number.style, self._words(rest.strip(_STOPS).replace("\n", ""), whole and rest[-1:] not in _STOPS)
        )

    def _is_label(self, text: str, below: Line) -> bool:
        if (
            text[-1] not in "：:"
            or len(text) > self._label_longest
            or "、" in text
            or text.startswith(self._label_begins)
        ):
            return False
        return self._is_short(text.rstrip("：:"), below)

    def _is_short(self, text: str, below: Line) -> bool:
        if len(text) < 2 or text.endswith(self._short_ends) or text.startswith(self._short_begins):
            return False
        if _NO_HEADING.search(text) or self._figure(text) or dated(text):
            return False
        # A row of short lines is a list or a table, no row of headings.
        return len(below.text) > self._short_longest or below.number is not None

    def _words(self, rest: str, line: bool) -> str:
        """The words of a heading in what follows its number; ``line``: it is a line of its own, without full stop."""
        colon = _COLON.search(rest, 0, _CLAUSE + 1)
        if colon and colon.start() and (colon.end() < len(rest) or len(rest) <= _CLAUSE + 1):
            words = rest[: colon.start()]
            return "" if self._figure(words) else words
        rest = rest.rstrip("：:，,、 ")
        if not line and rest.startswith(self._run_in):
            return ""
        if len(rest) <= _LONGEST and not self._figure(rest):
            return rest
        if line and len(rest) <= 2 * _LONGEST and not self._figure(rest):
            kept = _AS_MANY_AS_FIT.match(rest)
            return kept.group() if kept else rest[:_LONGEST]
        clause = _COMMA.split(rest[: _CLAUSE + 1], maxsplit=1)[0]
        fits = _SHORTEST_CLAUSE <= len(clause) <= _CLAUSE and not clause.startswith(self._run_in)
        return clause if fits and not self._figure(clause) else ""

    def _figure(self, words: str) -> bool:
        """Whether words hold a number that is neither a year nor part of a name: a sentence about figures is no heading."""
        return _DIGIT.search(words) is not None and _DIGIT.search(self._named_numbers.sub("", words)) is not None


def headings(lexicons: Lexicons) -> Headings:
    """What makes a heading by these lexicons, compiled once."""
    return lexicons.compiled("splitting.headings", Headings)
