"""Line ends inside sentences: pages whose lines were broken by their width, or before and after every number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from summaryminer.cleaning.alignment import Edit
from summaryminer.cleaning.noise import HAN

if TYPE_CHECKING:
    from summaryminer.lexicons import Lexicons

__all__ = ["line_ends"]

_UNFINISHED = re.compile(rf"[{HAN}\d，、,（(“A-Za-z.]\Z")
_GOES_ON = re.compile(rf"[{HAN}\d，。；、）)”%％A-Za-z]")
_NUMBER = re.compile(r"\d[\d,.]{0,15}[%％]?\Z")
_STOPS = "。；，、）)”"
_BLANK = " \t\r\u3000"
_PROSE = re.compile("[，。；、]")
_LEAST = 4  # so many lines of one width, or numbers in lines of their own, make a habit
_NARROWER, _WIDER = 8, 4  # how much lines of one width differ, in half-widths: blanks and letters take room that was not theirs
_ONE_IN = 10  # of so many lines, one may be wider than the page breaks its lines
_SHORT, _LONG = 24, 160  # half-widths: a shorter line may be complete, a longer one is a paragraph


class _Break(NamedTuple):
    """A line end: its span, the line before it, where the line after it ends."""

    start: int
    end: int
    line: str
    after: int


def line_ends(text: str, lexicons: Lexicons) -> Iterator[Edit]:
    """Edits that take out line ends inside sentences, where a page broke its lines so by habit.

    Two habits are known: lines of one width that end in the middle of sentences, and numbers in lines of their own. A single
    broken line is left alone, for it can't be told from a paragraph without a full stop.

    Args:
        text: any text.
        lexicons: word lists, of which ``noise.toml`` is used.

    Example:
        >>> from summaryminer.lexicons import load
        >>> text = "出动\\n80\\n余人次，清理\\n12\\n处，整治\\n3\\n条，约谈\\n5\\n户，结束。\\n二、不足"
        >>> len([*line_ends(text, load())])
        8
    """
    breaks = [*_breaks(text)]
    if len(breaks) < _LEAST:
        return
    lines = lexicons.document("noise")["lines"]
    opening = re.compile(lines["opening"])
    counted = frozenset(lines["counted"])
    inside = {*_numbers(text, breaks, opening, counted)} | {*_widths(text, breaks, opening)}
    yield from (Edit(one.start, one.end) for one in breaks if one in inside)


def _breaks(text: str) -> Iterator[_Break]:
    last: tuple[int, str] | None = None
    at = 0
    for line in text.split("\n"):
        start, bare = at + len(line) - len(line.lstrip(_BLANK)), line.strip(_BLANK)
        if last is not None:
            yield _Break(last[0], start, last[1], start + len(bare))
        last = (start + len(bare), bare)
        at += len(line) + 1


def _numbers(text: str, breaks: list[_Break], opening: re.Pattern[str], counted: frozenset[str]) -> Iterator[_Break]:
    """Line ends around numbers that stand in lines of their own with their units in the next (出动|80|余人次)."""
    alone = [at for at, one in enumerate(breaks) if _NUMBER.match(one.line) and text[one.end : one.end + 1] in counted]
    if len(alone) < _LEAST:
        return
    for one in breaks:
        number = _NUMBER.match(one.line) is not None
        follow = text[one.end : one.end + 1]
        if number and not opening.match(text, one.end):
            yield one
        if not follow or not _UNFINISHED.search(one.line):
            continue
        if follow in _STOPS or (follow.isdigit() and not opening.match(text, one.end)):
            yield one


def _widths(text: str, breaks: list[_Break], opening: re.Pattern[str]) -> Iterator[_Break]:
    """Line ends that cut sentences, of lines as wide as most that do so."""
    wide = [_width(one.line) for one in breaks]
    broken = [
        (one, width)
        for one, width in zip(breaks, wide, strict=True)
        if _SHORT <= width <= _LONG
        and _UNFINISHED.search(one.line)
        and _GOES_ON.match(text, one.end)
        and not opening.match(text, one.end)
        and _PROSE.search(text, one.start - len(one.line), one.after)
    ]
    widths = Counter(width for _, width in broken)
    if not widths:
        return
    most = max(widths, key=lambda width: (sum(widths[near] for near in _near(width)), width))
    wider = sum(width > most + _WIDER for width in wide)
    if sum(widths[near] for near in _near(most)) >= max(_LEAST, _ONE_IN * wider):
        yield from (one for one, width in broken if width in _near(most))


def _near(width: int) -> range:
    return range(width - _NARROWER, width + _WIDER + 1)


def _width(line: str) -> int:
    """Half-widths: a letter or digit of ASCII takes one, any other character two."""
    return 2 * len(line) - len(line.encode("ascii", "ignore"))
