"""One way of writing: full-width signs to ASCII, traditional to simplified characters, 著 to 着, letters between digits to digits.

Nothing here changes the length of a text, so offsets stand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from operator import ne
from typing import TYPE_CHECKING, Protocol, cast

from summaryminer.records import Script

if TYPE_CHECKING:
    from summaryminer.lexicons import Lexicons

__all__ = ["fold", "letters_for_digits", "simplify"]

# Chinese punctuation that stays as it stands although an ASCII twin exists.
_KEPT = frozenset(map(ord, "！，：；？（）［］｛｝＂＇｀"))
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_DIGIT_LETTERS = re.compile(r"(?<=\d)[OoQlI]+(?=\d)")
_AS_DIGITS = str.maketrans("OoQlI", "00011")
# Share of traditional characters among those that tell, above which a text is traditional and below which it is simplified.
_TRADITIONAL, _SIMPLIFIED = 0.8, 0.05


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@lru_cache(maxsize=1)
def _folds() -> tuple[dict[int, str], frozenset[str], frozenset[str]]:
    """The translation table, all characters it folds, and those of them that count as noise."""
    wide = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if code not in _KEPT}
    wide |= {
        0xFE6A: "%",
        0xFE62: "+",
        0xFE63: "-",
        0xFE52: ".",
        0xFE61: "*",
        0xFE64: "<",
        0xFE65: ">",
        0xFE66: "=",
        0xFFE5: "¥",
    }
    counted = frozenset(map(chr, wide))
    # Radicals and compatibility ideographs that PDF writers put in place of the common characters.
    for block in (range(0x2F00, 0x2FD6), range(0x2E80, 0x2F00), range(0xF900, 0xFB00)):
        for code in block:
            common = unicodedata.normalize("NFKC", chr(code))
            if common != chr(code) and len(common) == 1:
                wide[code] = common
    wide |= {ord(space): " " for space in _SPACES} | {0x2212: "-"}
    return wide, frozenset(map(chr, wide)), counted


def fold(text: str, alphabet: frozenset[str]) -> tuple[str, int]:
    """Full-width digits, letters and signs as ASCII, other spaces as plain ones; Chinese punctuation stays.

    Args:
        text: any text.
        alphabet: the characters it contains (more do no harm).

    Returns:
        A text of the same length, and how many characters were full-width.

    Example:
        >>> fold("建档率９８．５％，", frozenset("９８．５％"))
        ('建档率98.5%，', 5)
    """
    table, folded, counted = _folds()
    present = alphabet & folded
    if not present:
        return text, 0
    return text.translate(table), sum(text.count(character) for character in present & counted)


def letters_for_digits(text: str) -> tuple[str, int]:
    """Letters that stand for digits between digits (1O3, 2l5) as digits, and how many there were.

    Example:
        >>> letters_for_digits("共1O3人，H1N1流感")
        ('共103人，H1N1流感', 1)
    """
    return _DIGIT_LETTERS.subn(lambda match: match.group().translate(_AS_DIGITS), text)


@lru_cache(maxsize=2)
def _converter(config: str) -> _Converter:
    import opencc

    return cast(_Converter, opencc.OpenCC(config))


def _convert(config: str, text: str) -> str:
    """The text converted; line by line and at last character by character where the length would change."""
    converted = _converter(config).convert(text)
    if len(converted) == len(text):
        return converted
    if "\n" in text:
        return "\n".join(_convert(config, line) for line in text.split("\n"))
    return "".join(
        new if len(new) == 1 else old for old, new in ((old, _converter(config).convert(old)) for old in text)
    )


def simplify(text: str, lexicons: Lexicons) -> tuple[str, Script]:
    """The text in simplified characters, of the same length, and the script it was written in.

    Example:
        >>> from summaryminer.lexicons import load
        >>> simplify("衛生院著名醫師忙著隨訪", load())
        ('卫生院著名医师忙着随访', 'traditional')
    """
    if text.isascii():
        return text, "simplified"
    converted = _convert("t2s", text)
    if converted == text:
        return text, "simplified"
    traditional = sum(map(ne, text, converted))
    simplified = sum(map(ne, text, _convert("s2t", text)))
    share = traditional / (traditional + simplified)
    script: Script = "traditional" if share >= _TRADITIONAL else "simplified" if share <= _SIMPLIFIED else "mixed"
    if script != "simplified" and "著" in converted:
        converted = _zhe(lexicons).sub(
            lambda match: match.group().replace("著", "着") if match.lastgroup != "stays" else match.group(), converted
        )
    return converted, script


def _zhe(lexicons: Lexicons) -> re.Pattern[str]:
    def make(lexicons: Lexicons) -> re.Pattern[str]:
        moves, stays = (_alternatives(lexicons.words("script", "zhe", key)) for key in ("moves", "stays"))
        return re.compile(f"(?P<moves>{moves})|(?P<stays>{stays})|著")

    return lexicons.compiled("cleaning.zhe", make)


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or r"(?!)"
