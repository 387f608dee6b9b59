"""Blanks where none belong: characters spaced out one by one, numbers with a blank or a line end inside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from summaryminer.cleaning.alignment import Edit
from summaryminer.cleaning.noise import HAN

__all__ = ["spacing"]

_SIGNS = "，。、；：（）()《》“”%.,;:"
_ASCII_SIGNS = frozenset(sign for sign in _SIGNS if sign.isascii())
_BLANKS = re.compile(r"[ \t]+")
_SPACED_LINE = re.compile(
    rf"^[ \t]*[{HAN}{_SIGNS}\d][ \t]+[{HAN}{_SIGNS}\d](?:[ \t]+(?:[{HAN}{_SIGNS}]|\d{{1,8}}(?:\.\d{{1,4}})?[%％]?))+[ \t\r]*$", re.M
)
# Each pattern begins with a rare character and looks back from there: that is what makes them fast.
_THOUSANDS = re.compile(r" (?=\d{3}(?!\d))(?<=\d )")
_PERCENT = r"(?=\d{1,4} ?[%‰])"
_PERCENT_OR_LARGE = r"(?=\d{1,4} ?[%‰万萬亿億])"
_POINTS = (
    *(re.compile(sign + _PERCENT_OR_LARGE) for sign in (r"\. (?<! \. )", r" \. ?")),
    *(re.compile(sign + _PERCENT) for sign in "。·・"),
)
_LINE_END = re.compile(rf"\n(?=\.?\d{{1,9}}(?:\.\d{{1,4}})?[{HAN}%‰])")
_DATE_PART = re.compile(r"\n\d{1,4}[年月日]")
# A line as broken by its width: prose, with a number at its end.
_BEFORE_LINE_END = re.compile(rf"[，。；、,][^\n]{{4,}}[{HAN}，,（(、](\d{{1,9}})[.,]?\Z")
_WRAPPED, _LOOK_BACK = 15, 200
_BEFORE_POINT = re.compile(r"[^\s\d.、(（] ?\d{1,12} ?\Z")
# A blank between a character and a number, as some write all through a text: 占總人口 16.2％.
_APART = re.compile(rf" (?=\d)(?<=[{HAN}] )| (?=[{HAN}])(?<=[\d%％‰] )")
_NUMBER = re.compile(r"\d+(?:[.,，]\d+)*")
_PROSE, _CLAUSES = re.compile("[，。；]"), re.compile("[，。；,;]")
_LEAST_APART = 6
_FIRST_GROUP = re.compile(r"(?:\A|[^\d.,/\-])\d{1,3}\Z")
_MOST_GROUPS = 4
_WORD_BEFORE, _WORD_BEHIND = re.compile(rf"[{HAN}] \Z"), re.compile(rf" [{HAN}%％‰]")


def spacing(text: str, noise: Counter[str]) -> Iterator[Edit]:
    """Edits that take blanks out of spaced-out lines and numbers and mend a full stop used as decimal point.

    A lone blank before a unit (居民 户) is a missing number and stays. The edits are counted in ``noise``.

    Args:
        text: any text.
        noise: counts to which ``spacing`` is added.

    Example:
        >>> text = "共1 234人，建档率98。5%"
        >>> [(edit.start, edit.end, edit.replacement) for edit in spacing(text, Counter())]
        [(2, 3, ''), (13, 14, '.')]
    """
    edits: list[Edit] = []
    if " " in text:
        for line in _SPACED_LINE.finditer(text):
            edits += _collapsed(line)
        edits += _thousands(text)
        edits += _apart(text, {edit.start for edit in edits})
    edits += _points(text)
    edits += _line_ends(text)
    noise["spacing"] += len(edits)
    yield from sorted(edits)


def _collapsed(line: re.Match[str]) -> Iterator[Edit]:
    words = [word for word in line.group().split() if word not in _ASCII_SIGNS]
    single = sum(len(word) == 1 and not word.isascii() for word in words)
    if 3 * single < 2 * len(words):
        return
    inner = line.group().rstrip()
    start = line.start() + len(inner) - len(inner.lstrip())
    for blank in _BLANKS.finditer(line.string, start, line.start() + len(inner)):
        yield Edit(blank.start(), blank.end())


def _apart(text: str, taken: set[int]) -> Iterator[Edit]:
    """Blanks between characters and numbers in lines of prose, where most numbers of the text stand apart so."""
    blanks = [blank.start() for blank in _APART.finditer(text)]
    if len(blanks) < _LEAST_APART or len(blanks) < len(_NUMBER.findall(text)):
        return
    line_end, prose = -1, False
    for blank in blanks:
        if blank > line_end:
            line, line_end = text.rfind("\n", 0, blank) + 1, text.find("\n", blank)
            line_end = line_end if line_end >= 0 else len(text)
            prose = _PROSE.search(text, line, line_end) is not None
        if prose and blank not in taken:
            yield Edit(blank, blank + 1)


def _thousands(text: str) -> Iterator[Edit]:
    """Blanks between groups of three digits: 1 234, 12 345 678; but not 2019 2020 or a row of a table."""
    run: list[int] = []
    for match in _THOUSANDS.finditer(text):
        if run and match.start() != run[-1] + 4:
            yield from _run(text, run)
            run = []
        run.append(match.start())
    yield from _run(text, run)


def _run(text: str, blanks: list[int]) -> Iterator[Edit]:
    """The blanks of one number, if its groups are one: one to three digits before, a few groups, no more digits behind."""
    if not 0 < len(blanks) <= _MOST_GROUPS or not _FIRST_GROUP.search(text[max(0, blanks[0] - 5) : blanks[0]]):
        return
    behind = text[blanks[-1] + 4 : blanks[-1] + 7]
    # A number apart from the words before and behind it is a row's.
    before = text[max(0, blanks[0] - 5) : blanks[0]].rstrip("0123456789")
    apart = before[-1:] in " \t" and behind[:1] in " \t\r\n"
    if apart and _WORD_BEFORE.search(before) and _WORD_BEHIND.match(behind):  # 住院 1 234 人次，费用 5 380 万元
        apart = _CLAUSES.search(text, text.rfind("\n", 0, blanks[0]) + 1, (text.find("\n", blanks[-1]) + 1 or len(text) + 1) - 1) is None
    if not apart and not behind.lstrip(" ,")[:1].isdigit():
        yield from (Edit(blank, blank + 1) for blank in blanks)


def _points(text: str) -> Iterator[Edit]:
    """A decimal point with blanks around it, or another stop in its place, before a percent sign (one with blanks: before a magnitude too)."""
    for pattern in _POINTS:
        for point in pattern.finditer(text):
            if _BEFORE_POINT.search(text[max(0, point.start() - 15) : point.start()]):
                yield Edit(point.start(), point.end(), ".")


def _line_ends(text: str) -> Iterator[Edit]:
    """Line ends inside a number, where a line of prose was broken by its width."""
    for end in _LINE_END.finditer(text):
        start = end.start() - (text[end.start() - 1 : end.start()] == "\r")
        line = text[max(0, start - _LOOK_BACK, text.rfind("\n", 0, start) + 1) : start]
        before = _BEFORE_LINE_END.search(line) if len(line) >= _WRAPPED else None
        if before is None:
            continue
        date = _DATE_PART.match(text, end.start())
        # 12 and 3月 are two numbers, 20 and 19年 are one.
        if date and not (date.group()[-1] == "年" and len(before.group(1)) + len(date.group()) == 6):
            continue
        yield Edit(start, end.end())
