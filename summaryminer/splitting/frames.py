"""What on a page belongs to the web site: navigation, notes of editors, links, copyright, remains of scripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from summaryminer.lexicons import Lexicons

__all__ = ["Frame", "Frames", "dated", "frames"]

# "line": this line belongs to the site. "end": so does what follows, up to the next report. "edge": a line that belongs to the site only
# at the edge of a page (a row of short items, a line without any Chinese character). "": may be a report's.
Frame = Literal["", "line", "end", "edge"]

_HAN = re.compile("[\u3400-\u9fff]")
_STOP = re.compile("[。；！？]")
_LEAD = r"[\s\-·•>»★☆◆■●▲*#|｜\[【（(《“\"']{0,8}"
_DATE = re.compile(
    r"[（(]?(?:\d{4}|20[x×*]{2}|[一二][一二三四五六七八九十〇○零Oo0]{3}|[x×*]{2,4})\s?(?:年|[-./])\s?(?:[0-9一二三四五六七八九十x×*]{1,3}\s?(?:月|[-./])\s?)?(?:[0-9一二三四五六七八九十x×*]{1,3}\s?日?)?[）)]?"
)
_LONGEST = 200


class Frames:
    """The site's words of one lexicon, compiled.

    Args:
        lexicons: ``pages.toml`` names the words.
    """

    def __init__(self, lexicons: Lexicons) -> None:
        def words(key: str) -> str:
            listed = sorted(lexicons.words("pages", "frame", key), key=len, reverse=True)
            return "|".join(r"\d{1,4}".join(map(re.escape, word.split("N"))) for word in listed)

        self._ends, self._ending_notes, self._begins, self._notes = (
            re.compile(f"{_LEAD}(?:{words(key)})") for key in ("ends", "ending_notes", "begins", "notes")
        )
        self._ending = re.compile(rf"(?:{words('ends')})[】\]）)]?[：:]$")
        self._contains = re.compile(words("contains"))

    def of(self, text: str) -> Frame:
        """How a line belongs to a site, ``""`` if it may be a report's.

        Args:
            text: a line without blanks around it.

        Example:
            >>> from summaryminer.lexicons import load
            >>> [frames(load()).of(line) for line in ("上一篇：通告", "首页 > 工作总结", "12", "全年建档284份。")]
            ['end', 'line', 'edge', '']
        """
        if len(text) > _LONGEST:
            return ""
        sentence = text[-1] in "。；" or (len(text) > 60 and _STOP.search(text) is not None)
        if self._ending_notes.match(text) or (not sentence and (self._ends.match(text) or self._ending.search(text))):
            return "end"
        if self._notes.match(text) or (not sentence and self._begins.match(text)) or self._contains.search(text):
            return "line"
        if not _HAN.search(text):
            return "" if dated(text) else "edge"
        return "edge" if not sentence and _row(text) else ""


def frames(lexicons: Lexicons) -> Frames:
    """The site's words of these lexicons, compiled once."""
    return lexicons.compiled("splitting.frames", Frames)


def dated(text: str) -> bool:
    """Whether a line is a date and nothing else, as under a signature.

    Example:
        >>> dated("二〇二一年十二月三十日"), dated("2021年建档284份")
        (True, False)
    """
    return len(text) <= 20 and _DATE.fullmatch(text) is not None


def _row(text: str) -> bool:
    """Whether a line is a row of short items, as in a menu; a row with numbers may be a table's."""
    if any(mark in text for mark in (">", "»", "→")) and not _STOP.search(text):
        return True
    items = [item for item in re.split(r"\s*[|｜·]\s*|\s{1,8}", text) if item]
    return (
        len(items) >= 4
        and max(map(len, items)) <= 10
        and not any(character.isdigit() for character in text)
        and not _STOP.search(text)
    )
