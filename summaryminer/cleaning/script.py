"""One way of writing: full-width signs to ASCII, traditional to simplified characters, 著 to 着, letters to digits.

Nothing here changes the length of a text, so offsets stand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from summaryminer.cleaning.alphabet import Alphabet
from summaryminer.records import Script

if TYPE_CHECKING:
    from summaryminer.lexicons import Lexicons

__all__ = ["fold", "letters_for_digits", "simplify"]

# Chinese punctuation that stays as it stands although an ASCII twin exists.
_KEPT = frozenset(map(ord, "！，：；？（）［］｛｝＂＇｀"))
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
# Form feed, line and paragraph separators.
_LINE_ENDS = "\x0c\u2028\u2029\x85"
_OTHERS = "﹪%﹢+﹣-﹒.﹡*﹤<﹥>﹦=￥¥\u2212-∼~∕/﹨\\﹑、､、"
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_LETTERS = "OoQlI"
_DIGIT_LETTERS = re.compile(rf"(?<=\d)[{_LETTERS}]+(?=\d)")
_AS_DIGITS = str.maketrans(_LETTERS, "00011")
# Share of traditional characters among those that tell, from which a text is traditional, and up to which simplified.
_TRADITIONAL, _SIMPLIFIED = 0.8, 0.05


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


class _Folds(NamedTuple):
    """Characters folded, what each becomes, and those of them that count as full-width noise."""

    characters: frozenset[str]
    become: dict[str, str]
    counted: frozenset[str]


@lru_cache(maxsize=1)
def _folds() -> _Folds:
    wide = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if code not in _KEPT}
    wide |= dict(zip(_OTHERS[::2], _OTHERS[1::2], strict=True))
    counted = frozenset(wide)
    # Radicals and compatibility ideographs that PDF writers put in place of the common characters.
    for block in (range(0x2E80, 0x2FD6), range(0xF900, 0xFB00)):
        for character in map(chr, block):
            common = unicodedata.normalize("NFKC", character)
            if common != character and len(common) == 1:
                wide[character] = common
    wide |= dict.fromkeys(_SPACES, " ") | dict.fromkeys(_LINE_ENDS, "\n")
    return _Folds(frozenset(wide), wide, counted)


def fold(text: str, alphabet: Alphabet) -> tuple[str, int]:
    """Full-width digits, letters and signs as ASCII, other spaces as plain ones; Chinese punctuation stays.

    Args:
        text: any text.
        alphabet: its characters (those of a longer text do no harm).

    Returns:
        A text of the same length, and how many characters were full-width.

    Example:
        >>> fold("建档率９８．５％，", Alphabet("建档率９８．５％，"))
        ('建档率98.5%，', 5)
    """
    folds = _folds()
    if alphabet.surrogates:
        # Halves of a character that no encoding can write.
        text = _LONE_SURROGATE.sub("\ufffd", text)
    # A few calls of replace are much faster than one of translate.
    for character in alphabet.present(folds.characters):
        text = text.replace(character, folds.become[character])
    return text, alphabet.count(folds.counted)


def letters_for_digits(text: str, alphabet: Alphabet) -> tuple[str, int]:
    """Letters that stand for digits between digits (1O3, 2l5) as digits, and how many there were.

    Args:
        text: any text.
        alphabet: its characters (those of a longer text do no harm).

    Example:
        >>> letters_for_digits("共1O3人，H1N1流感", Alphabet("1O3"))
        ('共103人，H1N1流感', 1)
    """
    if not any(re.search(rf"{letter}(?<=\d{letter})", text) for letter in alphabet.present(_LETTERS)):
        return text, 0
    return _DIGIT_LETTERS.subn(lambda match: match.group().translate(_AS_DIGITS), text)


@lru_cache(maxsize=2)
def _converter(config: str) -> _Converter:
    import opencc

    return cast(_Converter, opencc.OpenCC(config))


def _convert(text: str) -> str:
    """The text in simplified characters; line by line and at last by character where the length would change."""
    converted = _converter("t2s").convert(text)
    if len(converted) == len(text):
        return converted
    if "\n" in text:
        return "\n".join(map(_convert, text.split("\n")))
    alone = ((old, _converter("t2s").convert(old)) for old in text)
    return "".join(new if len(new) == 1 else old for old, new in alone)


class _Telling:
    """Characters that conversion changes, and those that only traditional, or only simplified, text has.

    They are told as texts show them: to convert all Chinese characters that there are costs more than a whole report does.
    """

    def __init__(self) -> None:
        self.changes: set[str] = set()
        self.traditional: set[str] = set()
        self._simplified: set[str] = set()
        self._seen: set[str] = set()
        self._judged: set[str] = set()

    def see(self, alphabet: Alphabet) -> None:
        """Takes up the characters of a text."""
        new = alphabet.beyond(self._seen)
        if not new:
            return
        changed = _changed("t2s", new)
        self.changes |= changed
        # What the other script's own encoding can't write tells; what both use (后, 里, 乾) doesn't.
        self.traditional.update(character for character in changed if not character.encode("gb2312", "ignore"))
        self._seen |= new

    def simplified(self, alphabet: Alphabet) -> set[str]:
        """Those that only simplified text has; asked for only where a text has traditional ones too."""
        new = alphabet.beyond(self._judged)
        changed = _changed("s2t", new)
        self._simplified.update(character for character in changed if not character.encode("big5", "ignore"))
        self._judged |= new
        return self._simplified


def _changed(config: str, characters: Iterable[str]) -> set[str]:
    """The Chinese characters among these that a conversion changes, each by itself."""
    han = [
        character
        for character in characters
        if "\u3400" <= character <= "\u9fff" and not "\u4dc0" <= character < "\u4e00"
    ]
    if not han:
        return set()
    converted = _converter(config).convert("\n".join(han)).split("\n")
    return {old for old, new in zip(han, converted, strict=True) if old != new}


@lru_cache(maxsize=1)
def _telling() -> _Telling:
    return _Telling()


def simplify(text: str, alphabet: Alphabet, lexicons: Lexicons) -> tuple[str, Script]:
    """The text in simplified characters, of the same length, and the script it was written in.

    Args:
        text: any text.
        alphabet: its characters.
        lexicons: ``script.toml`` names variants of characters, and the words in which 著 stays.

    Example:
        >>> from summaryminer.lexicons import load
        >>> text = "衛生院著名醫師忙著隨訪"
        >>> simplify(text, Alphabet(text), load())
        ('卫生院著名医师忙着随访', 'traditional')
    """
    telling = _telling()
    telling.see(alphabet)
    variants = lexicons.compiled("cleaning.variants", _variants)
    varied = alphabet.present(variants)
    if not varied and not alphabet.any(telling.changes):
        return text, "simplified"
    converted = _convert(text)
    for variant in varied:
        converted = converted.replace(variant, variants[variant])
    there = alphabet.count(telling.traditional) + alphabet.count(varied)
    share = there / (there + alphabet.count(telling.simplified(alphabet))) if there else 0.0
    script: Script = "traditional" if share >= _TRADITIONAL else "simplified" if share <= _SIMPLIFIED else "mixed"
    if script != "simplified" and "著" in converted:
        pattern, moves = lexicons.compiled("cleaning.zhe", _compile_zhe)
        converted = pattern.sub(lambda match: moves.get(match.group(), match.group()), converted)
    return converted, script


def _variants(lexicons: Lexicons) -> dict[str, str]:
    """Characters that OpenCC leaves, and how they are written in simplified text."""
    listed: dict[str, str] = lexicons.document("script")["variants"]
    return {old: new for old, new in listed.items() if len(old) == len(new) == 1}


def _compile_zhe(lexicons: Lexicons) -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern for words with 著, longest first, and what each becomes; a word without an entry stays."""
    moves: dict[str, str] = {"著": "着", **lexicons.document("script")["zhe_moves"]}
    words = sorted({*moves, *lexicons.words("script", "zhe", "stays")}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words))), {old: new for old, new in moves.items() if len(old) == len(new)}
