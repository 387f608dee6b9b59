"""Numbering styles of headings (一、 （一） 1. ① 第一 一是 ◆) as the lexicon names them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from summaryminer.lexicons import Lexicons

__all__ = ["Number", "Numbering", "numbering"]

_HANZI = "一二三四五六七八九"
_FORMAL = "壹贰叁肆伍陆柒捌玖拾"
_COMMA = "、"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_FORMS = {
    "N": rf"[{_HANZI}十]{{1,3}}",
    "D": r"\d{1,2}",
    "R": "(?:[Ⅰ-Ⅻ]|(?:X{0,2}(?:IX|IV|V?I{1,3}|V)|X{1,2}))",
    "F": f"(?:[{_FORMAL}参]|[{_STEMS}])",
    "C": "[①-⑳❶-❿⑴-⒇㈠-㈩⒈-⒛➀-➉⓵-⓾]",
}
_COUNT = re.compile(rf"[{_HANZI}十]{{1,3}}|\d{{1,2}}|{_FORMS['C']}|{_FORMS['F']}")
_PLACEHOLDERS = re.compile("([NDRFC])")
_PLACEHOLDER = re.compile("[NDRFC]")


class Number(NamedTuple):
    """A heading's number: its style, its value (0 where the style does not count) and how many characters it takes."""

    style: str
    value: int
    length: int


class Numbering:
    """The styles of one lexicon, compiled.

    Args:
        lexicons: ``headings.toml`` names the styles.
    """

    def __init__(self, lexicons: Lexicons) -> None:
        styles = lexicons.document("headings")["styles"]
        self.ranks: dict[str, int] = {style["id"]: rank for rank, style in enumerate(styles)}
        numbered = [style for style in styles if style.get("forms")]
        self.inline = frozenset(style["id"] for style in numbered if style.get("inline"))
        # The first character tells which styles come into question, for most lines none.
        named = "|".join(f"(?:{form})" for form in lexicons.words("headings", "numbers", "named"))
        patterns = {style["id"]: f"(?P<{style['id']}>{_style(style, named)})" for style in numbered}
        firsts = {
            style["id"]: frozenset(first for form in style["forms"] for first in _firsts(form)) for style in numbered
        }
        self._patterns = {
            first: re.compile("|".join(patterns[name] for name in patterns if first in firsts[name]))
            for first in frozenset().union(*firsts.values())
        }
        inline = (form for style in numbered if style.get("inline") for form in style["forms"])
        self.inline_firsts = frozenset(character for form in inline for character in _firsts(form))

    def number(self, text: str, start: int = 0) -> Number | None:
        """The number that stands at ``start``, if any.

        Example:
            >>> from summaryminer.lexicons import load
            >>> numbering(load()).number("（十二）健康教育")
            Number(style='hanzi_bracket', value=12, length=4)
        """
        pattern = self._patterns.get(text[start : start + 1])
        match = pattern.match(text, start) if pattern else None
        if match is None or match.lastgroup is None:
            return None
        return Number(match.lastgroup, _value(match.group()), match.end() - start)


def numbering(lexicons: Lexicons) -> Numbering:
    """The numbering styles of these lexicons, compiled once."""
    return lexicons.compiled("splitting.numbering", Numbering)


def _style(style: dict[str, object], named: str) -> str:
    """The pattern of a style; ``named``: numbers that may follow a point (4.0-6岁儿童)."""
    forms, after = style["forms"], style.get("after", "")
    assert isinstance(forms, list)
    assert isinstance(after, str)
    names = "|".join(_form(form) for form in sorted(forms, key=len, reverse=True))
    separator = f"[{re.escape(after) or ' '}]"
    if "D" in forms:
        # A decimal point (3.5万) and a clock time (9:30) are no numbering, but a year may follow (1.2013年), and after 、 any number.
        separator = rf"(?:{separator}(?!\d(?!\d{{3}}年))|{_COMMA}(?=\d)|{separator}(?={named}))"
    return rf"(?:{names}) ?{separator} ?" if style.get("needed") else rf"(?:{names}) ?(?:{separator} ?)?"


def _firsts(form: str) -> Iterator[str]:
    pattern = _FORMS.get(form[0])
    if pattern is None:
        yield form[0]
    elif form[0] == "N":
        yield from _HANZI + "十"
    elif form[0] == "F":
        yield from _FORMAL + "参" + _STEMS
    elif form[0] == "D":
        yield from "0123456789"
    else:
        candidates = (
            chr(code)
            for block in ((0x41, 0x5B), (0x2160, 0x2170), (0x2460, 0x2500), (0x2776, 0x2794), (0x3220, 0x322A))
            for code in range(*block)
        )
        yield from (character for character in candidates if re.match(pattern, character))


def _form(form: str) -> str:
    # A blank may stand inside brackets: ( 一 ).
    parts = [
        _FORMS[part] if _PLACEHOLDER.fullmatch(part) else re.escape(part) for part in _PLACEHOLDERS.split(form) if part
    ]
    return " ?".join(parts) if form[0] in "（(【〔[" else "".join(parts)


@lru_cache(maxsize=1024)
def _value(written: str) -> int:
    """The value of a number with its signs; there are but some hundred of them, so each is told once."""
    found = _COUNT.search(written)
    if found is None:
        return 0
    count = found.group()
    if count.isascii():
        return int(count)
    if count in _FORMAL + _STEMS:
        return (_FORMAL.find(count) if count in _FORMAL else _STEMS.find(count)) + 1
    if count == "参":
        return 3
    if len(count) == 1 and count not in _HANZI + "十":
        for first in "①❶⑴㈠⒈➀⓵":
            if 0 <= ord(count) - ord(first) < 20:
                return ord(count) - ord(first) + 1
        return 0
    tens, ten, ones = count.partition("十")
    if not ten:
        return _HANZI.find(count[-1]) + 1  # 0 for a mixture of kinds (一壹), which numbers nothing
    return 10 * (_HANZI.index(tens) + 1 if tens in _HANZI and tens else 1) + (
        _HANZI.index(ones) + 1 if ones in _HANZI and ones else 0
    )
