"""A page's reports: where each begins and ends, and what belongs to the site."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from summaryminer.splitting.lines import Line

if TYPE_CHECKING:
    from summaryminer.lexicons import Lexicons

__all__ = ["Report", "reports"]

_N = "(?:[一二三四五六七八九十百]{1,4}|[0-9]{1,3})"
_STOPS = re.compile("[。；！？]")
_HAN = re.compile("[\u4e00-\u9fff]")
_TITLE_LONGEST = 60


class Report(NamedTuple):
    """One report: indexes of its first and last line, and whether its first line is a title."""

    first: int
    last: int
    titled: bool


class _Words:
    """Patterns compiled from ``pages.toml``."""

    def __init__(self, lexicons: Lexicons) -> None:
        def forms(*keys: str) -> str:
            words = sorted(lexicons.words("pages", *keys), key=len, reverse=True)
            return "|".join(_N.join(map(re.escape, word.split("N"))) for word in words)

        self.title = re.compile(f"(?:{forms('titles', 'words')})")
        self.ordinal = re.compile(f"(?:{forms('titles', 'ordinals')})|(?<=[\u4e00-\u9fff)）])[（(]?{_N}[)）]?$")
        self.frame = re.compile(f"[-·•>» ]*(?:{forms('frame', 'begins')})")
        self.junk = re.compile(forms("frame", "contains"))
        self.further = re.compile(forms("titles", "further"))


def reports(lines: Sequence[Line], lexicons: Lexicons) -> list[Report]:
    """The reports among a page's lines, in order.

    Args:
        lines: the page's lines.
        lexicons: word lists, of which ``pages.toml`` is used.
    """
    words = lexicons.compiled("splitting.pages", _Words)
    frame = [_frame(line, words) for line in lines]
    titles = [not out and _title(line, words) for line, out in zip(lines, frame, strict=True)]
    starts = _series(lines, titles, words) or _first(lines, titles, frame)
    found: list[Report] = []
    for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
        last = _last(lines, frame, titles, start, stop)
        if last > start or not titles[start]:
            found.append(Report(start, last, titles[start]))
    return found


def _frame(line: Line, words: _Words) -> bool:
    text = line.text
    if not _HAN.search(text):
        return True
    return len(text) < 200 and (words.frame.match(text) is not None or words.junk.search(text) is not None)


def _title(line: Line, words: _Words) -> bool:
    text = line.text
    if len(text) > _TITLE_LONGEST or _STOPS.search(text) or re.match(rf"{_N}[、.．]|[（(]{_N}[)）]", text):
        return False
    return words.title.search(text[-14:]) is not None or words.ordinal.match(text) is not None


def _series(lines: Sequence[Line], titles: Sequence[bool], words: _Words) -> list[int]:
    """Lines that number the reports of a compilation, if there are several of one make."""
    stems: dict[int, str] = {}
    for index, line in enumerate(lines):
        if titles[index] and (match := words.ordinal.search(line.text)):
            stems[index] = line.text[: match.start()] + "#" + line.text[match.end() :] if match.start() else "#"
    counts = Counter(stems.values())
    return [index for index, stem in stems.items() if counts[stem] > 1]


def _first(lines: Sequence[Line], titles: Sequence[bool], frame: Sequence[bool]) -> list[int]:
    """Where the only report begins: at the last title before its body, else at the first line of the page that is no frame."""
    body = next((index for index, line in enumerate(lines) if not frame[index] and not titles[index] and _STOPS.search(line.text)), None)
    before = [index for index in range(body or 0) if titles[index]]
    if before:
        return before[-1:]
    start = next((index for index in range(len(lines)) if not frame[index]), None)
    return [] if start is None else [start]


def _last(lines: Sequence[Line], frame: Sequence[bool], titles: Sequence[bool], start: int, stop: int) -> int:
    last = stop - 1
    while last > start and (frame[last] or titles[last] or len(lines[last].text) < 8 and frame[last - 1]):
        last -= 1
    return last
