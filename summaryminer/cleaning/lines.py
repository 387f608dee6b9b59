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

__all__ = ["line_ends", "page_numbers", "pieces"]

_UNFINISHED = re.compile(rf"[{HAN}\d，、,（(“A-Za-z.]\Z")
_GOES_ON = re.compile(rf"[{HAN}\d，。；、）)”%％A-Za-z]")
_NUMBER = re.compile(r"\d[\d,.]{0,15}[%％]?\Z")
_STOPS = "。；，、）)”"
_BLANK = " \t\r\u3000"
_PROSE = re.compile(rf"[，。；、]|[,;](?= ?[{HAN}“])")
_HAN, _THREE = re.compile(f"[{HAN}]"), re.compile(f"[{HAN}]{{3}}")
_FEW = 40  # a text with more lines that end so has no stops
_HEADING = 40  # characters of a numbered line that may be a heading with commas in it
_LEAST = 4  # so many lines of one width, or numbers in lines of their own, make a habit
_NARROWER, _WIDER = 8, 4  # how much lines of one width differ, in half-widths: blanks and letters take room that was not theirs
_ONE_IN = 10  # of so many lines, one may be wider than the page breaks its lines
_SHORT, _LONG = 24, 160  # half-widths: a shorter line may be complete, a longer one is a paragraph


_TRAILING, _BLANKS = 3, (" ", "\t", "\r")  # so many blanks before a page number's line go with it
_PIECE = re.compile(r"[ \t]*([0-9]{1,2})、[ \t]*")
_PIECES = range(298, 301)  # characters of a piece without its number; a blank at its end may be lost


class _Break(NamedTuple):
    """A line end: its span, the line before it, where the line after it ends."""

    start: int
    end: int
    line: str
    after: int


def line_ends(text: str, lexicons: Lexicons) -> Iterator[Edit]:
    """Edits that take out line ends inside sentences, where a page broke its lines so by habit.

    Two habits are known: lines of one width that end in the middle of sentences, and numbers in lines of their own. A single
    broken line can't be told from a paragraph without a full stop; it is joined only where the characters around its end stand
    together elsewhere in the text.

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
    if not breaks:
        return
    lines = lexicons.document("noise")["lines"]
    opening = re.compile(lines["opening"])
    counted = frozenset(lines["counted"])
    inside = {*_numbers(text, breaks, opening, counted)} | {*_widths(text, breaks, opening)} | {*_words(text, breaks, opening)}
    yield from (Edit(one.start, one.end) for one in breaks if one in inside)


def page_numbers(text: str, lexicons: Lexicons) -> Iterator[Edit]:
    """Edits that take out lines that hold the number of a page, and join the sentence that goes on behind one.

    Args:
        text: any text.
        lexicons: word lists, of which ``noise.toml`` is used.

    Example:
        >>> from summaryminer.lexicons import load
        >>> text = "全年培训农民，新建\\n- 3 -\\n桥梁6座。\\n— 4 —\\n二、不足"
        >>> [(edit.start, edit.end) for edit in page_numbers(text, load())]
        [(9, 16), (21, 27)]
    """
    pattern, opening = lexicons.compiled("cleaning.page_numbers", _compile_page_numbers)
    for match in pattern.finditer(text):
        start, end = match.start(1), match.end(1)
        start -= next((size for size in range(_TRAILING) if text[start - size - 1 : start - size] not in _BLANKS), _TRAILING)
        line = text[text.rfind("\n", 0, start) + 1 : start]
        behind = match.end()
        if _PROSE.search(line) and _UNFINISHED.search(line) and _GOES_ON.match(text, behind) and not opening.match(text, behind):
            end = behind
        yield Edit(start, end)


def _compile_page_numbers(lexicons: Lexicons) -> tuple[re.Pattern[str], re.Pattern[str]]:
    forms = lexicons.words("noise", "lines", "page_numbers")
    listed = "|".join(r"[ \t]{0,3}[0-9]{1,4}[ \t]{0,3}".join(map(re.escape, form.split("N"))) for form in forms)
    # A pattern that begins with one plain character is looked for ten times as fast.
    lines = re.compile(rf"(\n(?:[ \t\r]{{0,3}}\n)?[ \t]{{0,40}}(?:{listed})[ \t\r]{{0,3}})(?:\n[ \t\u3000]{{0,8}}){{1,2}}(?=\S)")
    return lines, re.compile(lexicons.document("noise")["lines"]["opening"])


def pieces(text: str) -> Iterator[Edit]:
    """Edits that join the numbered pieces of one size in which sites show the beginning of a document, and take out their numbers.

    Args:
        text: the text as read, so that sizes are still as the site made them.

    Example:
        >>> text = "1、" + "培训职工，" * 60 + "\\n2、三十人。"
        >>> [(edit.start, edit.end) for edit in pieces(text)]
        [(0, 2), (302, 305)]
    """
    at, last = 0, 0
    opened: Edit | None = None
    for line in text.split("\n"):
        number = _PIECE.match(line) if last or len(line) >= _PIECES.start else None
        if number is None:
            last = 0
        else:
            if opened and int(number[1]) == last + 1:
                if last == 1:
                    yield opened
                yield Edit(at - 1, at + number.end())
            whole = len(line.rstrip("\r")) - number.end() in _PIECES
            last = int(number[1]) if whole else 0
            opened = Edit(at, at + number.end()) if whole else None
        at += len(line) + 1


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


def _words(text: str, breaks: list[_Break], opening: re.Pattern[str]) -> Iterator[_Break]:
    """Line ends inside words that the text has unbroken elsewhere: 新建病险水|库 beside 病险水库."""
    broken = [
        one
        for one in breaks
        if len(one.line) * 2 >= _SHORT
        and _HAN.match(one.line[-1])
        and _HAN.match(text, one.end)
        and _PROSE.search(one.line)
        and not opening.match(text, one.end)
        and (len(one.line) >= _HEADING or not opening.match(one.line))
    ]
    for one in broken if len(broken) <= _FEW else ():
        before, behind = one.line[-2:], text[one.end : one.end + 2]
        if not any(_THREE.match(word) and word in text for word in (before + behind[:1], before[1:] + behind)):
            continue
        # What ends the line, or begins the next, is no word: the two characters at the line end stand together more often.
        if text.count(before[1:] + behind[:1]) >= max(text.count(before), text.count(behind)) - 1:
            yield one


def _near(width: int) -> range:
    return range(width - _NARROWER, width + _WIDER + 1)


def _width(line: str) -> int:
    """Half-widths: a letter or digit of ASCII takes one, any other character two."""
    return 2 * len(line) - len(line.encode("ascii", "ignore"))
