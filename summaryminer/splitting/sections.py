"""Headings of a report, in every style, and the sections they open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from summaryminer.records import Section, Sentence
from summaryminer.splitting.frames import dated
from summaryminer.splitting.lines import Line
from summaryminer.splitting.numbering import Numbering, numbering
from summaryminer.splitting.sentences import sentences

if TYPE_CHECKING:
    from summaryminer.lexicons import Lexicons

__all__ = ["Heading", "Headings", "headings", "structure"]

_STOPS = "。；！？!;"
_DIGIT = re.compile(r"(?:[0-9]|百分之)(?![0-9]{0,3}\s?年|[xX×*]{2}年)")
_YEARS = re.compile(r"[12][0-9][0-9xX×*]{2}\s?[-—至]?\s?(?:[12][0-9]{3})?\s?年")
_ENDS = "。；！？!;：:…”）)》"
_INNER = re.compile("[，。；,]")
_PROSE = 25
_LONGEST, _CLAUSE, _SHORTEST_CLAUSE = 30, 20, 4


class Heading(NamedTuple):
    """A heading: its style, and its words without number (``""`` when a numbered paragraph names nothing)."""

    style: str
    words: str


class Headings:
    """What makes a heading, compiled from ``headings.toml``."""

    def __init__(self, lexicons: Lexicons) -> None:
        words = lexicons.document("headings")
        self.numbering: Numbering = numbering(lexicons)
        self.ranks = self.numbering.ranks
        self._short_longest = int(words["short"]["longest"])
        self._short_ends = tuple(lexicons.words("headings", "short", "ends"))
        self._short_begins = tuple(lexicons.words("headings", "short", "begins"))
        self._label_begins = tuple(lexicons.words("headings", "short", "no_labels"))
        self._run_in = tuple(lexicons.words("headings", "run_in", "begins"))
        longest = int(words["box"]["longest"])
        pairs = lexicons.words("headings", "box", "brackets")
        self._boxes = frozenset(pair[0] for pair in pairs)
        self._box = re.compile(
            "|".join(
                f"{re.escape(pair[0])}([^{re.escape(pair)}0-9]{{2,{longest}}}){re.escape(pair[1])}[：:]?"
                for pair in pairs
            )
        )

    def at(
        self, sentence: str, whole: bool, following: str = "", inline: bool = False, labels: bool = True
    ) -> Heading | None:
        """The heading that a sentence is or begins with, if any.

        Args:
            sentence: the sentence.
            whole: whether it is a line of its own.
            following: the next line, ``""`` at the end of the report.
            inline: whether it stands inside a line.
            labels: whether a short line that ends in a colon may be one; at the beginning of a report it is rather an address.

        Example:
            >>> from summaryminer.lexicons import load
            >>> at = headings(load()).at
            >>> at("一、加强领导，落实责任。", whole=False)
            Heading(style='hanzi', words='加强领导，落实责任')
            >>> at("存在问题", whole=True, following="宣传力度不够，群众参与的积极性还没有调动起来。")
            Heading(style='short', words='存在问题')
        """
        number = self.numbering.number(sentence)
        if number:
            if inline and number.style not in self.numbering.inline:
                return None
            return Heading(number.style, self._words(sentence[number.length :], whole))
        if inline:
            return None
        if sentence[0] in self._boxes:
            box = self._box.match(sentence)
            if box:
                return Heading("box", next(filter(None, box.groups())).strip())
        if whole and len(sentence) <= self._short_longest and self._is_short(sentence, following):
            return Heading("short", sentence.strip("《》 "))
        if whole and labels and self._is_label(sentence, following):
            return Heading("short", sentence.rstrip("：:"))
        return None

    def _is_label(self, text: str, following: str) -> bool:
        label = (
            text[-1] in "：:"
            and len(text) <= self._short_longest // 2 + 3
            and "、" not in text
            and not text.startswith(self._label_begins)
        )
        return label and bool(following) and self._is_short(text.rstrip("：:"), following)

    def _is_short(self, text: str, following: str) -> bool:
        if len(text) < 2 or text.endswith(self._short_ends) or text.startswith(self._short_begins) or dated(text):
            return False
        if (
            "，" in text
            or "," in text
            or "。" in text
            or "|" in text
            or "  " in text
            or _DIGIT.search(_YEARS.sub("", text))
        ):
            return False
        return len(following) > self._short_longest or (
            bool(following) and self.numbering.number(following) is not None
        )

    def _words(self, rest: str, whole: bool) -> str:
        """The words of a heading in what follows its number."""
        line = whole and rest[-1:] not in _STOPS
        rest = rest.strip(_STOPS + " ").replace("\n", "")
        colon = re.search("[：:]", rest[: _CLAUSE + 1])
        if colon and colon.start() and (colon.end() < len(rest) or len(rest) <= _CLAUSE + 1):
            words = rest[: colon.start()]
            return words if not _figure(words) else ""
        rest = rest.rstrip("：:，,、 ")
        if not line and rest.startswith(self._run_in):
            return ""
        if len(rest) <= _LONGEST and not _figure(rest):
            return rest
        clause = re.split("[，,：:]", rest, maxsplit=1)[0]
        if line and len(rest) <= 2 * _LONGEST and not _figure(rest):
            # A long heading of several clauses keeps as many as fit.
            kept = re.match(rf".{{0,{_LONGEST - 1}}}(?=[，,、：:])", rest)
            return kept.group() if kept and len(kept.group()) >= _SHORTEST_CLAUSE else rest[:_LONGEST]
        fits = (
            _SHORTEST_CLAUSE <= len(clause) <= _CLAUSE and not _figure(clause) and not clause.startswith(self._run_in)
        )
        return clause if fits else ""


def headings(lexicons: Lexicons) -> Headings:
    """What makes a heading by these lexicons, compiled once."""
    return lexicons.compiled("splitting.headings", Headings)


def _figure(words: str) -> bool:
    """Whether words hold a number that is no year: a sentence about figures is no heading."""
    return _DIGIT.search(_YEARS.sub("", words)) is not None


def structure(
    text: str, lines: Sequence[Line], titled: int, lexicons: Lexicons
) -> tuple[tuple[Section, ...], tuple[Sentence, ...]]:
    """Sections and sentences of a report.

    Args:
        text: the clean text of the source.
        lines: the report's lines, offsets clean.
        titled: how many of them are its title; they open no section.
        lexicons: word lists, of which ``headings.toml`` is used.

    Returns:
        Sections, each from its heading to the next one, and sentences, each with the index of its section.
    """
    words = headings(lexicons)
    inline, firsts = words.numbering.inline, words.numbering.inline_firsts
    opened: list[tuple[int, tuple[str, ...]]] = []
    found: list[Sentence] = []
    stack: list[Heading] = []
    lines = [*lines[:titled], *_paragraphs(text, lines[titled:], words.numbering)]
    for index, line in enumerate(lines):
        following = lines[index + 1].text if index + 1 < len(lines) else ""
        for start, end in sentences(line):
            first = start == line.start
            head = None
            if index >= titled and (first or text[start] in firsts):
                whole = first and end == line.end
                head = words.at(text[start:end], whole, following, not first, index > titled)
            if head is not None:
                _open(stack, head, words.ranks)
            elif first and stack and stack[-1].style in inline:
                # 一是…；二是… reach to the end of their paragraph.
                while stack and stack[-1].style in inline:
                    stack.pop()
            if head is not None or first:
                path = tuple(heading.words for heading in stack if heading.words)
                if (head is not None and head.words) or path != (opened[-1][1] if opened else ()):
                    opened.append((start, path))
            found.append(Sentence(start, end, len(opened) - 1))
    ends = [*(start for start, _ in opened[1:]), lines[-1].end] if opened else []
    headed = (Section(start, end, path) for (start, path), end in zip(opened, ends, strict=True))
    return tuple(headed), tuple(found)


def _paragraphs(text: str, lines: Sequence[Line], numbers: Numbering) -> Iterator[Line]:
    """Lines, those of a paragraph that is broken in the middle of a sentence as one."""
    held: Line | None = None
    for line in lines:
        if held is not None and _broken(held.text, line.text, numbers):
            held = Line(held.start, line.end, text[held.start : line.end])
            continue
        if held is not None:
            yield held
        held = line
    if held is not None:
        yield held


def _broken(above: str, below: str, numbers: Numbering) -> bool:
    """Whether a line end stands in the middle of a sentence: prose that does not end, then prose that does not begin."""
    if (
        above[-1] in _ENDS
        or len(above) < _PROSE
        or len(below) < _PROSE // 2
        or "|" in above
        or "\t" in above
        or "   " in above
    ):
        return False
    if not _INNER.search(above) or not _INNER.search(below) or numbers.number(below) is not None:
        return False
    # A numbered line without a full stop is a heading, however long.
    return "。" in above or numbers.number(above) is None


def _open(stack: list[Heading], head: Heading, ranks: dict[str, int]) -> None:
    """Put a heading where it belongs: beside the open one of its style, else below those of outer styles."""
    styles = [opened.style for opened in stack]
    if head.style in styles:
        del stack[styles.index(head.style) :]
    else:
        while stack and ranks[stack[-1].style] > ranks[head.style]:
            stack.pop()
    stack.append(head)
