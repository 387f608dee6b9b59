"""What each line of a page is: of the frame, a title, prose, a greeting, a closing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, takewhile
from typing import TYPE_CHECKING, NamedTuple

from summaryminer.splitting.frames import Frame, dated, frames
from summaryminer.splitting.lines import Line
from summaryminer.splitting.numbering import Number
from summaryminer.splitting.titles import LONGEST_TITLE, Title, titles

if TYPE_CHECKING:
    from summaryminer.lexicons import Lexicons

__all__ = ["Mark", "Page", "is_prose"]

_FULL_STOPS = "。；！？"
_CLOSED = "。；！？…!?;”）)"
_PROSE = re.compile(r"[。；！？，,]")
_LEAST_PROSE = 25


class Mark(NamedTuple):
    """What one line is to the page."""

    frame: Frame
    title: Title | None
    number: Number | None
    prose: bool


class Page:
    """A page's lines with what each is."""

    def __init__(self, text: str, lines: Sequence[Line], lexicons: Lexicons) -> None:
        self.lines = lines
        self._words = lexicons.compiled("splitting.pages", _Words)
        self._titles = titles(lexicons)
        self.records = tuple(lexicons.words("pages", "titles", "records"))
        known = frames(lexicons)
        contained = known.contained(text)
        self.marks = [self._mark(line.text, known.of(line.text, contained), line.number) for line in lines]
        amounts = (len(line.text) if mark.prose else 0 for line, mark in zip(lines, self.marks, strict=True))
        self._prose = [0, *accumulate(amounts)]
        titles_above = (mark.title for mark in takewhile(lambda mark: not mark.prose, self.marks))
        self.collects = any(title.several for title in titles_above if title)
        """Does the page begin with the title of a collection (…汇编, …5篇)?"""

    def _mark(self, text: str, frame: Frame, number: Number | None) -> Mark:
        title = None if frame or len(text) > LONGEST_TITLE else self._titles.of(text)
        prose = frame == "" and title is None and is_prose(text)
        return Mark(frame, title, number, prose)

    def __len__(self) -> int:
        return len(self.lines)

    def prose(self, start: int, stop: int) -> int:
        """How many characters of prose lines ``start`` to ``stop`` hold."""
        return self._prose[stop] - self._prose[start]

    def further(self, index: int) -> bool:
        """Whether a line announces a further report (扩展阅读)."""
        return self._titles.further(self.lines[index].text) > 0

    def greeting(self, index: int) -> bool:
        """Whether a line greets an audience."""
        text = self.lines[index].text
        return len(text) <= 40 and self._words.greetings.match(text) is not None

    def column(self, index: int) -> bool:
        """Whether a line is a title of nothing but words of kinds (计划总结), as sites call their columns."""
        title = self.marks[index].title
        return title is not None and title.ordinal is None and self._words.column.fullmatch(title.key) is not None

    def begun(self, index: int) -> bool:
        """Whether a line is the beginning of a text whose lines are broken (近年来，我县认真贯彻……), told by its first clause."""
        return self._words.begun.match(self.lines[index].text) is not None

    def announcing(self, index: int) -> bool:
        """Whether a paragraph ends by announcing that a report follows (现将…总结如下：)."""
        mark = self.marks[index]
        return (
            mark.prose
            and mark.number is None
            and self.lines[index].text.rstrip("：:。 ").endswith(self._words.announces)
        )

    def closing(self, index: int) -> bool:
        """Whether a line is the end of a report: its last words, a date, or the short line of a signature above a date."""
        text = self.lines[index].text
        if dated(text):
            return True
        return len(text) <= 40 and self._words.closing.search(text) is not None

    def signed(self, index: int) -> bool:
        """Whether a line may be a signature: a date, or the name of a body above one."""
        text = self.lines[index].text
        return dated(text) or self._titles.names_body(text)

    def closed(self, index: int) -> bool:
        """Whether something new may begin after a line."""
        text, mark = self.lines[index].text, self.marks[index]
        return text[-1] in _CLOSED or mark.frame != "" or self.closing(index) or self.further(index)


class _Words:
    """Words of openings and closings, compiled from ``pages.toml``."""

    def __init__(self, lexicons: Lexicons) -> None:
        def words(*keys: str) -> str:
            return "|".join(map(re.escape, sorted(lexicons.words("pages", *keys), key=len, reverse=True)))

        self.greetings = re.compile(f'[“"]?(?:{words("opening", "greetings")})')
        self.begun = re.compile(rf"[^，,]{{0,16}}(?:{words('opening', 'clauses')}|[0-9]\s?年|[0-9]\s?月)[，,]")
        self.announces = tuple(lexicons.words("pages", "opening", "announces"))
        kinds = "|".join(words("titles", key) for key in ("done", "planned", "either", "columns"))
        self.column = re.compile(f"(?:{kinds})+")
        self.closing = re.compile(words("closing", "words"))


def is_prose(text: str) -> bool:
    """Is a line running text?"""
    return (len(text) > 8 and text[-1] in _FULL_STOPS) or (
        len(text) >= _LEAST_PROSE and _PROSE.search(text) is not None
    )
