"""Headings of a report, in every style, and the sections they open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from summaryminer.records import Section
from summaryminer.splitting.lines import Line

__all__ = ["Heading", "heading", "sections"]

_N = "[一二三四五六七八九十百]{1,4}"
# Numbering styles from the outermost inward; the first that fits a line names its style.
_STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("part", re.compile(rf"第(?:{_N}|\d{{1,2}})(?:部分|章|篇)[、，,：: ]*")),
    ("roman", re.compile(r"(?:[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|(?:VI{0,3}|I{1,3}|IV|IX|X))[、.．：: ]+")),
    ("hanzi", re.compile(rf"{_N} ?[、.．：:，] ?")),
    ("hanzi_bracket", re.compile(rf"[（(【] ?{_N} ?[）)】][、.．：: ]?")),
    ("ordinal", re.compile(rf"(?:第{_N}|首先|其次|再次|最后)[、，,：: ]+")),
    ("digit", re.compile(r"\d{1,2}(?:、|．|\.(?!\d)|：(?!\d)|:(?!\d)) ?")),
    ("digit_bracket", re.compile(r"[（(]? ?\d{1,2} ?[）)][、.．：: ]?")),
    ("circled", re.compile(r"[①-⑳❶-❿⑴-⒇㈠-㈩⒈-⒛][、.． ]?")),
    ("is", re.compile(rf"{_N}是(?:要)?[：:，,]?")),
)
_STOP = re.compile(r"[。；！？!?;\n]")
_LONGEST = 30


class Heading(NamedTuple):
    """A heading: its style, the clean offset at which it begins, and its words without numbering."""

    style: str
    start: int
    words: str


def heading(line: Line) -> Heading | None:
    """The heading that a line is or begins with, if any.

    Example:
        >>> heading(Line(0, 19, "一、加强领导，落实责任。成立领导小组。"))
        Heading(style='hanzi', start=0, words='加强领导，落实责任')
        >>> heading(Line(0, 4, "存在问题"))
        Heading(style='short', start=0, words='存在问题')
    """
    text = line.text
    for style, pattern in _STYLES:
        match = pattern.match(text)
        if match:
            words = _words(text[match.end() :])
            return Heading(style, line.start, words) if words else None
    if len(text) <= _LONGEST and not re.search(r"[，。；！？：,;:!?、\d%]", text):
        return Heading("short", line.start, text)
    return None


def _words(rest: str) -> str:
    words = _STOP.split(rest, maxsplit=1)[0]
    if len(words) > _LONGEST:
        words = re.split(r"[：:，,]", words, maxsplit=1)[0]
    words = words.rstrip("：:，,、 ")
    return words if len(words) <= _LONGEST else ""


def sections(lines: Sequence[Line], end: int) -> tuple[Section, ...]:
    """Sections of a document's lines (its title left out), each from its heading to the next.

    Args:
        lines: the document's lines after its title.
        end: clean end of the document.
    """
    found: list[tuple[int, tuple[str, ...]]] = []
    open_styles: list[str] = []
    path: list[str] = []
    for line in lines:
        head = heading(line)
        if head is None:
            continue
        if head.style in open_styles:
            level = open_styles.index(head.style)
        else:
            level = len(open_styles)
        open_styles[level:] = [head.style]
        path[level:] = [head.words]
        found.append((head.start, tuple(path)))
    ends = [*(start for start, _ in found[1:]), end]
    return tuple(Section(start, stop, names) for (start, names), stop in zip(found, ends, strict=False))
