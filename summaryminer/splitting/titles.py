"""Lines that look like the title of a report, and the numbers that a compilation gives its reports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from summaryminer.splitting.numbering import Numbering, numbering

if TYPE_CHECKING:
    from summaryminer.lexicons import Lexicons

__all__ = ["LONGEST_TITLE", "Ordinal", "Title", "Titles", "titles"]

_N = r"(?:[一二三四五六七八九十百]{1,4}|[0-9]{1,3})"
_STOP = re.compile(r"[。；！？]")
_DIGITS = re.compile(r"[0-9]{3}|[0-9][%‰]")
_YEAR = re.compile(
    r"(?:19|20)[0-9xX×*＊]{2}|[一二][一二三四五六七八九〇○零0OＯo]{3}|[xX×*]{2,4}年|年度|半年|季度|月份|学期|学年"
)
_BRACKETED = re.compile(r"[（(【\[][^（(【\[）)】\]]{0,20}[）)】\]]$")
_NEVER_LAST = "。；，、,;！!？"
_ORNAMENTS = " ★☆◆◇■□●○▲△*#~_|·"
_EDGES = " 　《》〈〉“”\"'「」『』【】[]-—_~·•★☆◆■●*#：:、.．|"
_SIGNS = re.compile(r"[\s《》“”\"【】\[\]（）()：:]")
_KINDS = ("done", "planned", "either")
LONGEST_TITLE = 60
_STEM, _TAIL = 40, 30


class Ordinal(NamedTuple):
    """The number of a report in a compilation: in what form it stands, what the title is without it, and its value."""

    form: str
    stem: str
    value: str


class Title(NamedTuple):
    """What a line says as a title.

    Args:
        kind: ``done``, ``planned`` or ``either``, ``""`` when no title word ends it (a bare 篇一).
        body: it names whose report it is (…局, …卫生院, a name before the year); a section's heading rarely does.
        year: it names a year or period.
        both: it is of a report on what was done and of a plan in one.
        several: it announces several reports (5篇, 精选).
        ordinal: its number in a compilation, if it has one.
        section: style of the number before it (一、 1.), ``""`` if none.
        ornament: the sign it is decorated with (★), ``""`` if none.
        key: the title without brackets, signs and blanks, to tell repeated titles.
    """

    kind: str
    body: bool
    year: bool
    both: bool
    several: bool
    ordinal: Ordinal | None
    section: str
    ornament: str
    key: str


class Titles:
    """The title words of one lexicon, compiled.

    Args:
        lexicons: ``pages.toml`` names the words.
    """

    def __init__(self, lexicons: Lexicons) -> None:
        def words(key: str) -> str:
            listed = sorted(lexicons.words("pages", "titles", key), key=len, reverse=True)
            return "|".join(_N.join(map(re.escape, word.split("N"))) for word in listed)

        self._both = re.compile(f"(?:{words('done')})[^。]{{1,20}}(?:{words('planned')})")
        hints = {
            max(word.split("N"), key=len)
            for key in (*_KINDS, "ordinals")
            for word in lexicons.words("pages", "titles", key)
        }
        # What holds 工作总结 holds 总结: the shorter one tells.
        shortest = sorted(word for word in hints if not any(other in word for other in hints - {word}))
        self._hint = re.compile("|".join(map(re.escape, shortest)))
        kinds = "|".join(f"(?P<{kind}>{words(kind)})" for kind in _KINDS)
        after = f"(?:{words('after')}|[（(][^（()）]{{0,20}}[)）])"
        self._kind = re.compile(f"(?:{kinds})(?:{after}){{0,3}}$")
        named = f"{words('done')}|{words('planned')}|{words('either')}"
        self._named = re.compile(f"(?:{named})(?:{after}){{0,2}}$")
        self._tail = re.compile(f"\\s*(?:{words('tails')})$")
        self._tail_lasts = frozenset(word[-1] for word in lexicons.words("pages", "titles", "tails"))
        self._several = re.compile(words("several"))
        self._attached = tuple(lexicons.words("pages", "titles", "attached"))
        self._bodies = tuple(lexicons.words("pages", "titles", "bodies"))
        self._body = re.compile(f"(?:{words('bodies')})(?!长|级|域|内|外|里|中)")
        ordinal = words("ordinals")
        self._before = re.compile(
            rf"[【\[（(《]?(?:{ordinal}|(?:{named}){_N}(?=[：:、】\]]|$))[】\]）)》]?[：:、.． ]*"
        )
        self._ordinal_words = re.compile(ordinal)
        numbered = "一二三四五六七八九十0123456789"
        lasts = (word[-1] for word in lexicons.words("pages", "titles", "ordinals"))
        signs: dict[str, int] = lexicons.document("pages")["titles"]["signs"]
        self._signs = {sign: str(value) for sign, value in signs.items()}
        self._ordinal_lasts = frozenset("】]）)>〉〕").union(
            *(numbered if last == "N" else last for last in lasts), numbered, signs
        )
        closed = rf"[（(【\[<〈〔](?P<bracket>{_N})[）)】\]>〉〕]"
        plain = rf"(?:{words('links')})?(?P<bare>{_N}|[{''.join(signs)}])"
        self._behind = re.compile(
            rf"[ _—-]*[【\[（(]?(?P<word>{ordinal})[】\]）)]?[：:]?$|[ _—-]*(?:{closed}|{plain})[：:]?$"
        )
        self._numbering: Numbering = numbering(lexicons)
        self._further = re.compile(f"[【\\[（(]?(?:{words('further')})[】\\]）)]?[：:]?")

    def shown(self, text: str) -> str:
        """A title without what a site hangs on it: 2018年工作总结.doc."""
        return self._tail.sub("", text) if text[-1:] in self._tail_lasts else text

    def further(self, text: str) -> int:
        """Length of the words (扩展阅读：) that announce a further report at the beginning of a line, 0 if there are none."""
        match = self._further.match(text)
        return match.end() if match else 0

    def names_body(self, text: str) -> bool:
        """Whether a line ends with the name of a body."""
        return text.endswith(self._bodies)

    def of(self, text: str) -> Title | None:
        """What a line says as a title, ``None`` if it can't be one.

        Args:
            text: a line without blanks around it.

        Example:
            >>> from summaryminer.lexicons import load
            >>> titles(load()).of("石桥镇卫生院2019年工作总结（二）").ordinal
            Ordinal(form='bracket', stem='石桥镇卫生院2019年工作总结', value='二')
            >>> titles(load()).of("全年完成随访1200人次，超额完成计划") is None
            True
        """
        text = self.shown(text)
        if len(text) > LONGEST_TITLE or text[-1:] in _NEVER_LAST or self._hint.search(text) is None:
            return None
        if text.startswith(self._attached):
            return None
        ornament = text[0] if text[0] in _ORNAMENTS else ""
        text = text.strip(_ORNAMENTS)
        words = text[self.further(text) :].strip(_EDGES) or text
        ordinal, rest = self._ordinal(text, words)
        section = ""
        if ordinal is None:
            if text[-1:] in "：:":
                return None
            number = self._numbering.number(words)
            if number:
                section, rest = number.style, words[number.length :]
        bare = rest.strip(_EDGES)
        match = self._kind.search(bare, max(0, len(bare) - _TAIL))
        if (match is None and ordinal is None) or _STOP.search(bare) or bare.count("，") + bare.count(",") > 1:
            return None
        if match is not None and _DIGITS.search(_YEAR.sub("", bare)):
            return None
        kind = next(name for name in _KINDS if match.group(name)) if match else ""
        year = _YEAR.search(bare)
        named = bare[: match.end(kind)] if match else bare
        return Title(
            kind=kind,
            body=(year is not None and year.start() > 2)
            or self._body.search(bare, 0, match.start() if match else len(bare)) is not None,
            year=year is not None,
            both=self._both.search(bare) is not None,
            several=self._several.search(text) is not None,
            ordinal=ordinal,
            section=section,
            ornament=ornament,
            key=_SIGNS.sub("", named),
        )

    def _ordinal(self, text: str, words: str) -> tuple[Ordinal | None, str]:
        """The number of a compilation that stands before or behind a title, and the title without it."""
        before = self._before.match(text)
        if before:
            rest = text[before.end() :]
            apart = not rest or before.group()[-1] in "：:、.． 】])）》"
            if len(rest) <= _STEM and (apart or self._kind.search(rest)):
                return Ordinal("before", "", _value(before.group())), rest
        closed = text.rstrip("：:")[-1:] in self._ordinal_lasts
        behind = self._behind.search(text, max(1, len(text) - _TAIL)) if closed else None
        if behind:
            stem, form = text[: behind.start()].strip(_EDGES), behind.lastgroup or ""
            # A number numbers reports only behind a title word: 工作总结3, but not 12 in …2012.
            numbered = form == "word" and len(stem) <= _STEM and not self._ordinal_words.search(stem)
            if numbered or self._named.search(stem):
                value = self._signs.get(behind[form]) or _value(behind.group())
                return Ordinal(form, stem, value), stem
        return None, words


def titles(lexicons: Lexicons) -> Titles:
    """The title words of these lexicons, compiled once."""
    return lexicons.compiled("splitting.titles", Titles)


def _value(text: str) -> str:
    match = re.search(_N, text)
    return match.group() if match else ""
