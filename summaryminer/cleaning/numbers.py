"""Damage inside a number: blanks (7 万5 千元, 三百 五十 二人, 98.5 %), letters for digits (l37户), a full stop for the point (37。62万元)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from summaryminer.cleaning.alignment import Edit

if TYPE_CHECKING:
    from summaryminer.lexicons import Lexicons

__all__ = ["inner_damage", "misread_letters"]

_REACH = 24
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
# What a digit may be misread as, beside a digit; and the digits they are.
_MISREAD = re.compile(r"[0-9][lIOo]|[lI][0-9OI]|[lI] [0-9]{3}")
_DIGITS = str.maketrans("lIOo", "1100")
_STOP = re.compile(r"。(?=[0-9]{1,2}[^0-9。.．、])(?<=[0-9]。)")
_BEFORE_STOP = re.compile(r"[^\s0-9.．、] ?(?=[0-9]{1,12}\Z)")
_CLOSES = frozenset("，。；、,;：:！!？?（(）)”\n\r ")


class _Patterns:
    """Numerals, magnitudes and what may follow them, from ``numerals.toml``, ``units.tsv`` and ``noise.toml``."""

    def __init__(self, lexicons: Lexicons) -> None:
        data = lexicons.document("numerals")
        self.magnitudes: dict[str, int] = {**data["small"], **data["large"]}
        self.large = frozenset(data["large"])
        magnitude = "".join(self.magnitudes)
        numeral = "".join([*data["digits"], *data["tens"], *data["small"], *data["large"], *data["signs"]["point"]])
        bases = "|".join(sorted(map(re.escape, data["signs"]["base"]), key=len, reverse=True))
        self.blank = re.compile(rf" (?=[%‰0-9{numeral}])(?<=[0-9之{numeral}] )")
        self.percent = re.compile(rf"(?:{bases})[{numeral}]*\Z")
        self.arabic = re.compile(r"[0-9][0-9.,]*\Z")
        self.number = re.compile(rf"(?:[0-9][0-9.,]*|[{numeral}]+)\Z")
        self.part = re.compile(rf"(?:[0-9]{{1,4}}|[0-9]{{1,3}},[0-9]{{3}}) ?([{magnitude}])")
        self.parted = re.compile(rf"[0-9.]+ ?([{magnitude}])\Z")
        self.ordinals = tuple(lexicons.words("noise", "spacing", "ordinals"))
        self.words = tuple(lexicons.words("noise", "spacing", "no_magnitude"))
        units = {entry["unit"][0] for entry in lexicons.table("units")}
        self.points: str = lexicons.document("noise")["misread"]["points"]
        self.point = re.compile(rf"[{re.escape(self.points)}](?=[0-9])(?<=[0-9].)")
        self.decimals = tuple(lexicons.words("noise", "misread", "with_decimals"))
        signs = "%％‰" + numeral + "".join(data["signs"]["more"])
        behind = f"[{re.escape(''.join(sorted(units)) + signs)}]"
        vessels = re.escape(lexicons.document("noise")["misread"]["vessels"])
        # A run of digits and letters like them, maybe with a point, before a unit; never the l of 5l桶装水 or the O of O157.
        self.misread = re.compile(
            rf"(?<![A-Za-z0-9.．])[lI0-9][0-9lIOo]*(?:[.．,，][0-9lIOo]+)*(?![A-Za-z])(?<!(?<=[0-9])[lI](?=[{vessels}]))"
            rf"(?: ?{behind}| [0-9lIOo]{{3}}(?![0-9]))"
        )
        self.written_out = _written_out(data)
        signs = f"{numeral}{''.join(data['signs']['inner'])}"
        self.groups = re.compile(rf"(?<![0-9{signs}])[{signs}]++(?: [{signs}]++)++(?![0-9])")
        self.counting = frozenset([*data["tens"], *self.magnitudes])
        words = "|".join(" *".join(map(re.escape, word)) for word in data["signs"]["rate_words"])
        self.rate_word = re.compile(rf"(?:(?<=[{numeral}0-9]) )?(?:{words})(?: (?=[{numeral}0-9]))?")
        self.follows = _CLOSES | units | set(data["signs"]["more"]) | frozenset(numeral + "0123456789")


def _written_out(data: dict[str, Any]) -> re.Pattern[str]:
    """A written-out numeral with blanks between its parts: digits with falling magnitudes, 余 or 几 before 万, decimals."""
    digit, inner = "".join(data["digits"]), "".join(data["signs"]["inner"])
    large, point = "".join(data["large"]), "".join(data["signs"]["point"])
    steps = ["".join(sign for sign, value in data["small"].items() if value == step) for step in (1000, 100, 10)]
    tens = "".join(data["tens"])
    thousands, hundreds = (f"(?:(?:[{digit}] ?)?[{step}] ?)?" for step in steps[:2])
    tens_place = f"(?:(?:[{digit}] ?)?[{steps[2]}] ?|[{tens}] ?)?"
    zero = f"(?:[{''.join(sign for sign, value in data['digits'].items() if not value)}] ?)?"
    section = f"{thousands}{zero}{hundreds}{zero}{tens_place}{zero}(?:[{digit}] ?)?"
    return re.compile(f"{section}(?:[{inner}]? ?[{large}] ?{section}){{0,4}}(?:[{point}] ?[{digit}]+)?")


def misread_letters(text: str, lexicons: Lexicons) -> tuple[str, int]:
    """Letters in place of digits (l37户, 9O份, lOO％) as digits, and how many numbers had them.

    Args:
        text: any text, its percent signs as they stand; its length stays.
        lexicons: ``units.tsv``, ``numerals.toml``; ``noise.toml`` names what is no number (5l桶装水).

    Example:
        >>> from summaryminer.lexicons import load
        >>> misread_letters("检查l37户，发放9O份，覆盖lOO％，O157血清型，5l桶装水", load())
        ('检查137户，发放90份，覆盖100％，O157血清型，5l桶装水', 3)
    """
    if not _MISREAD.search(text):
        return text, 0
    found = 0

    def digits(match: re.Match[str]) -> str:
        nonlocal found
        written = match.group()
        translated = written.translate(_DIGITS)
        # Letters alone (IO口) are a number only before a percent sign: lOO％.
        if translated == written or not (written.strip("lIOo .．,，")[:1].isdigit() or written[-1] in "%％‰"):
            return written
        found += 1
        return translated

    patterns = lexicons.compiled("cleaning.numbers", _Patterns)
    return patterns.misread.sub(digits, text), found


def inner_damage(text: str, lexicons: Lexicons, noise: Counter[str]) -> Iterator[Edit]:
    """Edits that take single blanks out of a number, from between it and its magnitude or percent sign, and put a point for a full stop.

    Numbers that begin a line (list numbers), years and words that only begin like a magnitude (千方百计) keep their blank.

    Args:
        text: simplified text.
        lexicons: ``numerals.toml``, ``units.tsv``; ``noise.toml`` names the words.
        noise: counts to which ``spacing`` is added.

    Example:
        >>> from summaryminer.lexicons import load
        >>> text = "投入7 万5 千元，占98.5 %；2 千方百计；补助37。62万元"
        >>> [(edit.start, edit.replacement) for edit in inner_damage(text, load(), Counter())]
        [(3, ''), (6, ''), (15, ''), (29, '.')]
    """
    patterns = lexicons.compiled("cleaning.numbers", _Patterns)
    points = any(sign in text for sign in patterns.points)
    if " " not in text and not points and _STOP.search(text) is None:
        return
    edits = [Edit(point.start(), point.end(), ".") for point in patterns.point.finditer(text)] if points else []
    blanks = {blank.start() for blank in patterns.blank.finditer(text) if _inside(text, blank.start(), patterns)}
    if " " in text:
        blanks.update(_between_groups(text, patterns))
        blanks.update(_inside_words(text, patterns))
    edits += [Edit(blank, blank + 1) for blank in blanks]
    edits += [Edit(stop.start(), stop.end(), ".") for stop in _STOP.finditer(text) if _for_point(text, stop.start(), patterns)]
    noise["spacing"] += len(edits)
    yield from sorted(edits)


def _for_point(text: str, at: int, patterns: _Patterns) -> bool:
    """Whether a full stop between digits stands for a decimal point: a number without unit before it, decimals and a unit behind."""
    behind = text[at + 1 : at + 8].lstrip("0123456789")
    before = _BEFORE_STOP.search(text[max(0, at - 15) : at])
    return before is not None and behind.startswith(patterns.decimals) and not before.group().rstrip().endswith(patterns.ordinals)


def _between_groups(text: str, patterns: _Patterns) -> Iterator[int]:
    """Blanks between the parts of one written-out numeral: 三百 五十 二人, 五百 余万元, not 三十 二十 or 第一 百货."""
    for run in patterns.groups.finditer(text):
        written = run.group()
        if patterns.counting.isdisjoint(written) or patterns.written_out.fullmatch(written) is None:
            continue
        start, end = run.span()
        lead, behind = text[max(0, start - _REACH) : start].rstrip(" \t"), text[end : end + 1]
        begins = not lead or lead[-1] in "\n\r"
        if (behind and behind not in patterns.follows) or lead.endswith(patterns.ordinals):
            continue
        if begins and patterns.counting.isdisjoint(written.partition(" ")[0]):
            continue  # 一 百姓: the first may be the number of an item
        blanks = [start + place for place, sign in enumerate(written) if sign == " "]
        if not any(text.startswith(patterns.words, blank + 1) for blank in blanks):
            yield from blanks


def _inside_words(text: str, patterns: _Patterns) -> Iterator[int]:
    """Blanks inside the words of a rate: 百 分之五, 三个百 分点."""
    for word in patterns.rate_word.finditer(text):
        yield from (word.start() + place for place, sign in enumerate(word.group()) if sign == " ")


def _inside(text: str, at: int, patterns: _Patterns) -> bool:
    """Whether the blank at an offset stands inside a number."""
    before, after = text[max(0, at - _REACH) : at], text[at + 1 : at + 8]
    if after[0] in "%‰":
        return before[-1].isdigit()
    if after[0] not in "0123456789" and patterns.percent.search(before):
        return True
    if after[0] in patterns.magnitudes:
        return _magnified(text, at, before, after, patterns)
    # 5 千 after 7 万: the further part of a number counts in smaller ones.
    part, parted = patterns.part.match(after), patterns.parted.search(before)
    return bool(part and parted and patterns.magnitudes[part[1]] < patterns.magnitudes[parted[1]])


def _magnified(text: str, at: int, before: str, after: str, patterns: _Patterns) -> bool:
    """Whether a number goes on with the magnitude behind a blank."""
    number = patterns.number.search(before)
    if number is None or after.startswith(patterns.words):
        return False
    arabic = before[-1].isdigit()
    if after[0] not in patterns.large and not (arabic and patterns.magnitudes[after[0]] > 10):
        return False
    if _YEAR.search(before) and not after[1:2].isdigit():
        return False
    head = text[max(0, at - len(number.group()) - _REACH) : at - len(number.group())]
    lead = head.rstrip(" \t")
    if lead.endswith(patterns.ordinals):
        return False
    if not lead or lead[-1] in "\n\r":  # a list number, unless nothing but the number stands there or it goes on
        return not after[1:2] or after[1] in "\n\r" or patterns.part.match(after[1:]) is not None
    return not after[1:2] or after[1] in patterns.follows
