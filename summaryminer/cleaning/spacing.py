"""Blanks where none belong: characters spaced out one by one, numbers with a blank or a line end inside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from summaryminer.cleaning.alignment import Edit
from summaryminer.cleaning.noise import HAN

__all__ = ["spacing"]

_SPACED_LINE = re.compile(
    rf"^[ \t]*(?:[{HAN}\d，。、；：（）()《》“”%.]|\d{{2,8}})(?:[ \t]+(?:[{HAN}，。、；：（）()《》“”%.]|\d{{1,8}})){{2,}}[ \t\r]*$",
    re.M,
)
_THOUSANDS = re.compile(r"(?<![\d.,/-])\d{1,3}(?:,? \d{3})+(?![\d ,.]*\d)(?=\D|$)")
_POINT = re.compile(r"(?<=[^\s\d.、(（])(\d{1,12})( ?\. ?|。)(?=\d{1,4} ?[%‰])")
_BROKEN = re.compile(rf"(?<=[{HAN}，,（(、])\d{{1,9}}(?:\.|,)?(\r?\n)(?=\.?\d{{1,9}}(?:\.\d)?[{HAN}%‰])")


def spacing(text: str, noise: Counter[str]) -> Iterator[Edit]:
    """Edits that take blanks out of spaced-out lines and numbers and mend a full stop used as decimal point; counted in ``noise``.

    A lone blank before a unit (居民 户) is a missing number and stays.
    """
    edits: list[Edit] = []
    if " " in text:
        for line in _SPACED_LINE.finditer(text):
            found = [*_collapsed(line)]
            edits += found
        for number in _THOUSANDS.finditer(text):
            edits += [
                Edit(blank.start(), blank.end())
                for blank in re.compile(" ").finditer(text, number.start(), number.end())
            ]
    for point in _POINT.finditer(text):
        if point.group(2) != ".":
            edits.append(Edit(point.start(2), point.end(2), "."))
    for number in _BROKEN.finditer(text):
        edits.append(Edit(number.start(1), number.end(1)))
    noise["spacing"] += len(edits)
    yield from sorted(edits)


def _collapsed(line: re.Match[str]) -> Iterator[Edit]:
    tokens = line.group().split()
    single = sum(len(token) == 1 and not token.isascii() for token in tokens)
    if 3 * single < 2 * len(tokens):
        return
    inner = line.group().rstrip()
    start = line.start() + len(inner) - len(inner.lstrip())
    for blank in re.compile(r"[ \t]+").finditer(line.string, start, line.start() + len(inner)):
        yield Edit(blank.start(), blank.end())
