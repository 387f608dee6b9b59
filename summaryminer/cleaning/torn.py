"""Units torn from their numbers, or in two, by a line end or a blank (3.6万|平方米, 860人|次, 62000 人 次), and words torn inside quotation marks.

Pages cut out of PDF files break lines anywhere, and sites that show a document in pieces number the pieces: 1.2|3、万亩.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from summaryminer.cleaning.alignment import Edit
from summaryminer.cleaning.noise import HAN

if TYPE_CHECKING:
    from summaryminer.lexicons import Entry, Lexicons

__all__ = ["begun", "torn"]

_REACH = 40
_LONGEST = 4  # characters of a unit before the place where it is torn
# A line end, or two where every line end was doubled; then the number of a piece.
_BREAK = r"[ \t\r]*\n[ \t\r]*(?:\n[ \t\r]*)?"
_LINE_END = re.compile(_BREAK)
_PIECE = re.compile(r"[0-9]{1,2}、[ \t]*")
_QUOTED = re.compile(rf"“[{HAN}]{{1,8}}({_BREAK})[{HAN}]{{1,8}}”")
_CLOSES = frozenset("，。；、,;：:！!？?）)”\n\r")
_PROSE = re.compile("[，。；]")
_WRAPPED = 15  # characters of a line of prose that was broken by its width
_SURE = frozenset({"measure", "money"})
# A number at the beginning of a line, behind a line that ends with a Chinese character.
_OPENED = re.compile(rf"\n(?:(?<=[{HAN}]\n)|(?<=[{HAN}][ \r]\n))(?:[ \t\r]*\n)?[ \t]*(?=[0-9])")
_DIGITS = re.compile(r"[0-9][0-9,.]{0,14} ?")
_GOING_ON = frozenset("，,。；;、")


class _Unit(NamedTuple):
    """What must be known of a unit: its kind, whether it is a noun (乡镇), and what makes it the beginning of another word."""

    kind: str
    noun: bool
    not_before: frozenset[str]


class _Patterns:
    """Numbers and units as they stand at the end of one line and the beginning of the next, from ``numerals.toml`` and ``units.tsv``."""

    def __init__(self, lexicons: Lexicons) -> None:
        data = lexicons.document("numerals")
        magnitude = "".join([*data["small"], *data["large"]])
        numeral = "".join([*data["digits"], *data["tens"]]) + magnitude
        more = "".join(sorted({word[-1] for word in data["signs"]["more"]}))
        tail = re.escape(f"0123456789{numeral}{more}")
        not_units = frozenset(lexicons.words("noise", "torn", "not_units"))
        self.opening = re.compile(lexicons.document("noise")["lines"]["opening"])
        self.ordinals = tuple(lexicons.words("noise", "torn", "ordinals"))
        self.units = {row["unit"]: _unit(row) for row in lexicons.table("units") if row["unit"] not in not_units}
        # No digit stands alone in words: 总结二, 之一.
        written = f"(?:[0-9][0-9.,]*|[{numeral}]{{2,12}})[{magnitude}]{{0,3}}[{more}]?[{magnitude}]?"
        before = rf"(?<=[{HAN}，、（(：:])( ?{written})"
        self.number = re.compile(rf"{before}\Z")
        self.large = re.compile(rf"[{magnitude}]\Z")
        self.lead = re.compile(f"[{magnitude}]{{0,3}}")
        heads = {unit[:at] for unit in self.units for at in range(1, min(len(unit), _LONGEST + 1))}
        heads = {head for head in heads if re.fullmatch(f"[{HAN}]+", head)}
        listed = "|".join(sorted(heads, key=lambda head: (-len(head), head)))
        self.begun = re.compile(rf"{before} ?({listed})\Z")
        lasts = re.escape("".join(sorted({head[-1] for head in heads})))
        self.line_end = re.compile(rf"\n(?:(?<=[{tail}{lasts}]\n)|(?<=[{tail}{lasts}][ \r]\n))")
        firsts = re.escape("".join(sorted({unit[at] for unit in self.units for at in range(1, min(len(unit), _LONGEST + 1))})))
        self.blank = re.compile(rf" (?=[{firsts}])(?<=[{lasts}] )")
        self.longest = max(map(len, self.units))

    def unit(self, text: str, at: int) -> str:
        """The longest unit at a place, or nothing."""
        return next((text[at : at + size] for size in range(self.longest, 0, -1) if text[at : at + size] in self.units), "")


def _unit(row: Entry) -> _Unit:
    return _Unit(row.get("kind"), "noun" in row.get("flag"), frozenset(row.get("not_before").split()))


def torn(text: str, lexicons: Lexicons, noise: Counter[str]) -> Iterator[Edit]:
    """Edits that join numbers with their units, the parts of a unit, and the parts of a word in quotation marks.

    A unit is joined only where it can't be the beginning of what the next line says: a sign or the end of the line stands behind it, or it is
    a measure, or the line before is one of prose broken by its width.

    Args:
        text: clean text but for what is torn.
        lexicons: ``numerals.toml``, ``units.tsv``; ``noise.toml`` names what is never joined.
        noise: counts to which ``spacing`` is added.

    Example:
        >>> from summaryminer.lexicons import load
        >>> [(edit.start, edit.end) for edit in torn("建房3.6万\\n平方米，受益860人\\n次。\\n增收2万\\n3、亩均", load(), Counter())]
        [(6, 7), (17, 18)]
    """
    patterns = lexicons.compiled("cleaning.torn", _Patterns)
    edits: list[Edit] = []
    if "\n" in text:
        edits += filter(None, (_at_line_end(text, end.start(), patterns) for end in patterns.line_end.finditer(text)))
        edits += (Edit(*word.span(1)) for word in _QUOTED.finditer(text))
    if " " in text:
        blanks = (blank.start() for blank in patterns.blank.finditer(text))
        edits += (Edit(at, at + 1) for at in blanks if _goes_on(text, text[max(0, at - _REACH) : at], at + 1, patterns))
    noise["spacing"] += len(edits)
    yield from sorted(edits)


def begun(text: str, lexicons: Lexicons) -> Iterator[Edit]:
    """Edits that join a number that begins a line to the line before, where nothing but its unit stands behind it: 投入|4362 万元，增长9.6%.

    Args:
        text: any text.
        lexicons: as for :func:`torn`.

    Example:
        >>> from summaryminer.lexicons import load
        >>> [(edit.start, edit.end) for edit in begun("全年投入\\n\\n4362 万元，受益\\n36户贫困户。", load())]
        [(4, 6)]
    """
    patterns = lexicons.compiled("cleaning.torn", _Patterns)
    for line_end in _OPENED.finditer(text):
        start, number = line_end.start() - (text[line_end.start() - 1] in " \r"), _DIGITS.match(text, line_end.end())
        lead = patterns.lead.match(text, number.end()) if number else None
        name = patterns.unit(text, lead.end()) if lead else ""
        if not lead or not name or text[lead.end() + len(name) : lead.end() + len(name) + 1] not in _GOING_ON:
            continue
        line = text[max(0, start - _REACH, text.rfind("\n", 0, start) + 1) : start].lstrip()
        if len(line) > 1 and not line.endswith(patterns.ordinals) and not patterns.opening.match(line):
            yield Edit(start, line_end.end())


def _at_line_end(text: str, end: int, patterns: _Patterns) -> Edit | None:
    start = end - (text[end - 1] in " \r")
    line = text[max(0, start - _REACH, text.rfind("\n", 0, start) + 1) : start]
    parted = _LINE_END.match(text, start)
    at = parted.end() if parted else end + 1
    piece = _PIECE.match(text, at)
    at = piece.end() if piece else at
    if _goes_on(text, line, at, patterns):
        return Edit(start, at)
    number = patterns.number.search(line)
    if number is None or line.endswith(patterns.ordinals, 0, number.start()):
        return None
    lead = patterns.lead.match(text, at)
    large = lead.end() if lead else at
    name = patterns.unit(text, large)
    unit = patterns.units.get(name)
    if unit is None:
        return None
    wrapped = len(line) >= _WRAPPED and _PROSE.search(line) is not None
    likely = piece is None and (wrapped or patterns.large.search(line) is not None)  # what a number opens may be an item of a list
    sure = likely or large > at or (unit.kind in _SURE and len(name) > 1)
    return Edit(start, at) if _ends(text, large + len(name), unit, sure) else None


def _goes_on(text: str, line: str, at: int, patterns: _Patterns) -> bool:
    """Whether a line ends with a number and the head of a unit of which the rest stands at a place, and nothing behind it."""
    begun = patterns.begun.search(line)
    if begun is None or line.endswith(patterns.ordinals, 0, begun.start()):
        return False
    head = begun[2]
    size = next((size for size in range(patterns.longest, 0, -1) if head + text[at : at + size] in patterns.units), 0)
    if not size:
        return False
    unit = patterns.units[head + text[at : at + size]]
    return _ends(text, at + size, unit, sure=text[at - 1] == " " and unit.kind in _SURE)  # 3个|月底 may be two lines


def _ends(text: str, end: int, unit: _Unit, sure: bool) -> bool:
    """Whether a unit may end here: a sign or nothing follows, or it is sure enough that words may."""
    follow = text[end : end + 1]
    return not follow or follow in _CLOSES or (sure and not unit.noun and follow not in unit.not_before and not follow.isspace())
