"""The numbers that Word puts before headings and list items; they are not in the text, but every reader sees them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

__all__ = ["Numbering", "Styles"]

_PLACE = re.compile("%([1-9])")
_COUNTING = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LARGEST = 32_767


@dataclass(slots=True)
class _Level:
    format: str = "decimal"
    text: str = ""
    start: int = 1
    legal: bool = False


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level] = field(default_factory=dict)


def local(tag: str) -> str:
    """A tag without its namespace."""
    return tag.rpartition("}")[2]


def value(attributes: dict[str, str], name: str = "val") -> str:
    """An attribute by its local name, ``""`` if there is none."""
    return next((found for key, found in attributes.items() if local(key) == name), "")


class Numbering:
    """Counts the paragraphs of every list and writes their numbers; a parser target for ``numbering.xml``."""

    def __init__(self) -> None:
        self._kinds: dict[str, _List] = {}
        self._lists: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, list[int]] = {}
        self._kind = _List()
        self._level = _Level()
        self._number = ""
        self._overridden: int | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        match local(tag):
            case "abstractNum":
                self._kind = self._kinds.setdefault(value(attributes, "abstractNumId"), _List())
            case "lvl":
                self._level = self._kind.levels[_int(value(attributes, "ilvl"))] = _Level()
            case "numFmt":
                self._level.format = value(attributes)
            case "lvlText":
                self._level.text = value(attributes)
            case "start":
                self._level.start = _int(value(attributes), 1)
            case "isLgl":
                self._level.legal = value(attributes) not in ("0", "false")
            case "num":
                self._number, self._kind = value(attributes, "numId"), _List()
            case "abstractNumId":
                self._lists[self._number] = value(attributes)
            case "lvlOverride":
                self._overridden = _int(value(attributes, "ilvl"))
            case "startOverride" if self._overridden is not None:
                self._starts[self._number, self._overridden] = _int(value(attributes), 1)

    def end(self, tag: str) -> None: ...

    def data(self, text: str) -> None: ...

    def close(self) -> Numbering:
        return self

    def label(self, number: str, level: int) -> str:
        """The number before the next paragraph of a list, with a blank behind it where it needs one; ``""`` for bullets.

        Args:
            number: the list's id (``numId``).
            level: 0-based depth (``ilvl``).
        """
        kind = self._kinds.get(self._lists.get(number, ""))
        if kind is None or level not in kind.levels or level > 8:
            return ""
        # Lists of one kind go on counting where the last one stopped, unless one starts anew.
        counts = self._counts.setdefault(self._lists[number], [0] * 9)
        start = self._starts.pop((number, level), None)
        if start is not None:
            counts[level] = start
        else:
            counts[level] = counts[level] + 1 if counts[level] else kind.levels[level].start
        counts[level + 1 :] = [0] * (8 - level)
        wanted = kind.levels[level]
        if wanted.format in ("bullet", "none"):
            return ""

        def written(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            shown = kind.levels.get(place, wanted)
            return _formatted(counts[place] or shown.start, "decimal" if wanted.legal else shown.format)

        label = _PLACE.sub(written, wanted.text)
        return label + " " if label and label[-1].isascii() else label


@dataclass(slots=True)
class _Style:
    based: str = ""
    number: str = ""
    level: int = 0


class Styles:
    """The numbering that paragraph styles bring along; a parser target for ``styles.xml``."""

    def __init__(self) -> None:
        self._styles: dict[str, _Style] = {}
        self._style = _Style()
        self._numbering = False
        self.contents: set[str] = set()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        match local(tag):
            case "style":
                self._style = self._styles[value(attributes, "styleId")] = _Style()
                self._id = value(attributes, "styleId")
            case "name" if value(attributes).lower().startswith(("toc ", "table of ")):
                self.contents.add(self._id)
            case "basedOn":
                self._style.based = value(attributes)
            case "numPr":
                self._numbering = True
            case "numId" if self._numbering:
                self._style.number = value(attributes)
            case "ilvl" if self._numbering:
                self._style.level = _int(value(attributes))

    def end(self, tag: str) -> None:
        if local(tag) == "numPr":
            self._numbering = False

    def data(self, text: str) -> None: ...

    def close(self) -> Styles:
        return self

    def numbering(self, style: str) -> tuple[str, int]:
        """The list and level of a style's paragraphs, ``("", 0)`` if they are not numbered."""
        for _ in range(12):
            found = self._styles.get(style)
            if found is None:
                break
            if found.number:
                return found.number, found.level
            style = found.based
        return "", 0


def _int(written: str, otherwise: int = 0) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 6 else otherwise


def _formatted(number: int, style: str) -> str:
    number = min(number, _LARGEST)
    match style:
        case (
            "chineseCounting"
            | "chineseCountingThousand"
            | "japaneseCounting"
            | "taiwaneseCounting"
            | "taiwaneseCountingThousand"
        ):
            return _counted(number, _COUNTING, "十百千万")
        case "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal":
            return _counted(number, _LEGAL, "拾佰仟万", full=True)
        case "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital":
            return "".join(_COUNTING[int(digit)] for digit in str(number))
        case "ideographTraditional":
            return _STEMS[(number - 1) % 10]
        case "ideographZodiac":
            return _BRANCHES[(number - 1) % 12]
        case "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if number <= 20:
            return chr(0x245F + number)
        case "decimalZero":
            return f"{number:02}"
        case "decimalFullWidth" | "decimalFullWidth2":
            return "".join(chr(0xFF10 + int(digit)) for digit in str(number))
        case "upperLetter" | "lowerLetter":
            letters = chr(ord("a") + (number - 1) % 26) * min(1 + (number - 1) // 26, 8)
            return letters.upper() if style == "upperLetter" else letters
        case "upperRoman" | "lowerRoman":
            return _roman(number).upper() if style == "upperRoman" else _roman(number)
    return str(number)


def _counted(number: int, digits: str, places: str, *, full: bool = False) -> str:
    """A number below 100,000 in Chinese characters."""
    if number >= 10_000:
        rest = number % 10_000
        gap = digits[0].replace("〇", "零") if rest and rest < 1000 else ""
        return (
            _counted(number // 10_000, digits, places, full=full)
            + places[3]
            + gap
            + (_counted(rest, digits, places, full=True) if rest else "")
        )
    text, zero = "", ""
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if not digit:
            zero = "零" if text else ""
            continue
        text += zero + digits[digit] + (places[place - 1] if place else "")
        zero = ""
    if not full and 10 <= number < 20:
        text = text[1:]
    return text or digits[0]


def _roman(number: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        count, number = divmod(number, worth)
        text += letters * count
    return text
