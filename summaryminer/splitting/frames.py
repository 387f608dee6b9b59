"""What on a page belongs to the web site: navigation, notes of editors, links, copyright, remains of scripts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from summaryminer.lexicons import Lexicons

__all__ = ["Frame", "Frames", "dated", "frames"]

# "line": this line belongs to the site. "end": so does what follows, up to the next report. "edge": a line that belongs to the site only
# at the edge of a page (a row of short items, a line without any Chinese character). "": may be a report's.
Frame = Literal["", "line", "end", "edge"]

_HAN = re.compile("[\u3400-\u9fff]")
_SEPARATOR = re.compile("[ |｜·>»→›]")
_ARROW = re.compile("[>»→›](?=.)")  # 首页 > 总结, not 总结<一>
_GAP = re.compile(r"\s*[|｜·]\s*|\s{1,8}")
_DIGIT = re.compile(r"\d")
_STOP = re.compile("[。；！？]")
_LEAD = " \u3000-·•>»★☆◆■●▲*#|｜[【（(《“\"'"
_NUMBER = re.compile(r"\d{1,2}[、.．)）]")
_DATE = re.compile(
    r"[（(]?(?:\d{4}|20[x×*]{2}|[一二][一二三四五六七八九十〇○零Oo0]{3}|[x×*]{2,4})\s?(?:年|[-./])\s?(?:[0-9一二三四五六七八九十x×*]{1,3}\s?(?:月|[-./])\s?)?(?:[0-9一二三四五六七八九十x×*]{1,3}\s?日?)?[）)]?"
)
# When the page was published: 2009年04月29日 14:06 来源：…
_STAMP = re.compile(
    r"\d{4}\s?(?:年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|[-/.]\d{1,2}[-/.]\d{1,2})\s{0,2}\d{1,2}[:：]\d{2}(?::\d{2})?(?=$|\s|[\u3400-\u9fff])(?![至到])"
)
_CLAUSES = re.compile("[，,。；]")
_LONGEST = 200


class Frames:
    """The site's words of one lexicon, compiled.

    Args:
        lexicons: ``pages.toml`` names the words.
    """

    def __init__(self, lexicons: Lexicons) -> None:
        self._begins, self._notes, self._ends, self._ending_notes = (
            _Beginnings(lexicons.words("pages", "frame", key)) for key in ("begins", "notes", "ends", "ending_notes")
        )
        listed = (self._begins, self._notes, self._ends, self._ending_notes)
        self._firsts = frozenset(word[0] for words in listed for word in words.listed)
        ends = "|".join(map(re.escape, lexicons.words("pages", "frame", "ends")))
        self._ending = re.compile(rf"(?:{ends})[】\]）)]?[：:]$|[】\]](?:{ends})$")
        self._uncounted = frozenset(lexicons.words("pages", "frame", "contains_uncounted"))
        self._contained = tuple(dict.fromkeys([*lexicons.words("pages", "frame", "contains"), *self._uncounted]))
        self._counted = _counted(lexicons)
        # A page is asked for single characters much faster than for words, and lacks most of them.
        self._telling: dict[str, list[tuple[str, str]]] = {}
        for word in self._contained:
            self._telling.setdefault(word[0], []).append((word[-1], word))

    def contained(self, page: str) -> tuple[str, ...]:
        """The telling words that a page contains at all, to be looked for in its lines."""
        return tuple(
            [
                word
                for first, words in self._telling.items()
                if first in page
                for last, word in words
                if last in page and word in page
            ]
        )

    def of(self, text: str, contained: tuple[str, ...] | None = None) -> Frame:
        """How a line belongs to a site, ``""`` if it may be a report's.

        Args:
            text: a line without blanks around it.
            contained: which of the telling words its page contains, if known.

        Example:
            >>> from summaryminer.lexicons import load
            >>> [frames(load()).of(line) for line in ("上一篇：通告", "首页 > 工作总结", "12", "全年建档284份。")]
            ['end', 'line', 'edge', '']
        """
        if len(text) > _LONGEST:
            return ""
        sentence = text[-1] in "。；" or (len(text) > 60 and _STOP.search(text) is not None)
        bare = _bare(text)
        if bare[:1] in self._firsts and (frame := self._beginning(bare, sentence)):
            return frame
        if not sentence and text[0].isdigit() and _STAMP.match(text) and not _CLAUSES.search(text):
            return "line"
        if not sentence and (text[-1] in "：:" or "】" in text or "]" in text) and self._ending.search(text):
            return "end"
        telling = self._contained if contained is None else contained
        told = [word for word in telling if word in text] if telling else []
        if told and not (self._uncounted.issuperset(told) and self._counts(text)):
            return "line"
        if not _HAN.search(text):
            return "" if dated(text) else "edge"
        return "edge" if not sentence and _row(text) else ""

    def _counts(self, text: str) -> bool:
        """Whether a line counts something beside another clause, as reports do: 关闭煤矿12家，整改36家."""
        return _CLAUSES.search(text) is not None and self._counted.search(text) is not None

    def _beginning(self, bare: str, sentence: bool) -> Frame:
        sentence = sentence or self._counts(bare)
        if self._ending_notes.match(bare) or (not sentence and self._ends.match(bare)):
            return "end"
        return "line" if self._notes.match(bare) or (not sentence and self._begins.match(bare)) else ""


class _Beginnings:
    """Words at the beginning of a line; N in them stands for a number."""

    def __init__(self, words: Sequence[str]) -> None:
        self.listed = words
        self._plain = tuple(word for word in words if "N" not in word)
        numbered = (r"\d{1,4}".join(map(re.escape, word.split("N"))) for word in words if "N" in word)
        self._numbered = re.compile("|".join(numbered) or "(?!)")

    def match(self, text: str) -> bool:
        return text.startswith(self._plain) or self._numbered.match(text) is not None


def _counted(lexicons: Lexicons) -> re.Pattern[str]:
    """A number with a unit that sites do not use."""
    numerals = lexicons.document("numerals")
    between = re.escape("".join(word[-1] for word in [*numerals["small"], *numerals["large"], *numerals["signs"]["more"]]))
    units = "|".join(map(re.escape, lexicons.words("pages", "frame", "counted")))
    return re.compile(rf"[0-9][0-9.,]{{0,12}}[{between}]{{0,3}}(?:{units})")


def _bare(text: str) -> str:
    """A line without the bullets, brackets and the number before its words."""
    bare = text.lstrip(_LEAD)
    number = _NUMBER.match(bare) if bare[:1].isdigit() else None
    return bare[number.end() :].lstrip(_LEAD) if number else bare


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
    if _SEPARATOR.search(text) is None or _STOP.search(text):
        return False
    if _ARROW.search(text):
        return True
    items = [item for item in _GAP.split(text) if item]
    return len(items) >= 4 and max(map(len, items)) <= 10 and _DIGIT.search(text) is None
