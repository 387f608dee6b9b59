"""Pinyin after characters: in brackets, 衛(wèi), or between blanks, 卫 wèi."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from summaryminer.cleaning.alignment import Edit
from summaryminer.cleaning.alphabet import Alphabet
from summaryminer.cleaning.noise import HAN

if TYPE_CHECKING:
    from summaryminer.lexicons import Lexicons

__all__ = ["pinyin"]

_TONE_MARKS = "\u0300\u0301\u0304\u030c"
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_CAPITALS = "ĀÁǍÀĒÉĚÈŌÓǑÒ"
_TONES = frozenset(_TONED + _CAPITALS + _TONE_MARKS)
_TONE = re.compile(f"[{_TONED}{_CAPITALS}{_TONE_MARKS}]")
_JOINTS = " '’·"


class _Patterns:
    """Where pinyin may stand, and which syllables there are; from ``noise.toml``."""

    def __init__(self, lexicons: Lexicons) -> None:
        words = lexicons.document("noise")["pinyin"]
        look_alikes: dict[str, str] = words["look_alikes"]
        self.look_alikes = str.maketrans(look_alikes)
        finals: dict[str, str] = words["syllables"]
        self.syllables = frozenset(
            ("" if initial == "alone" else initial) + final for initial in finals for final in finals[initial].split()
        )
        self.longest = max(map(len, self.syllables))
        self.toneless: int = words["toneless"]
        letters = f"a-züêA-Z{_TONED}{_CAPITALS}{_TONE_MARKS}\u0308{''.join(look_alikes)}"
        word = f"[{letters}]{{1,24}}"
        phrase = f" ?({word}(?:[{_JOINTS}]{word}){{0,7}}) ?"
        # One pattern for each bracket: a pattern that begins with a plain character is found fast.
        self.bracketed = [
            (pair[0], re.compile(re.escape(pair[0]) + phrase + re.escape(pair[1]))) for pair in words["brackets"]
        ]
        stop = f"[{HAN}，。、；：！？,.;:!?()（）《》“”0-9]"
        self.spaced = re.compile(rf"(?<=[{HAN}]) ?({word})(?: ?(?={stop})| ?$)", re.M)
        self._known: dict[str, bool] = {}

    def readable(self, phrase: str) -> bool:
        """Whether the letters fall into syllables of pinyin, at most one of them a capital."""
        if phrase not in self._known:
            if len(self._known) > 1 << 16:
                self._known.clear()
            self._known[phrase] = self._falls_apart(phrase)
        return self._known[phrase]

    def _falls_apart(self, phrase: str) -> bool:
        if phrase[1:].lower() != phrase[1:]:
            return False
        plain = unicodedata.normalize("NFD", phrase.lower().translate(self.look_alikes))
        plain = plain.replace("u\u0308", "ü").replace("e\u0302", "e")
        plain = re.sub(f"[{_TONE_MARKS}]", "", plain)
        return all(self._syllables(part) for part in re.split(f"[{_JOINTS}]+", plain) if part)

    def _syllables(self, letters: str) -> bool:
        reached = {0}
        for end in range(1, len(letters) + 1):
            starts = range(max(0, end - self.longest), end)
            if any(start in reached and letters[start:end] in self.syllables for start in starts):
                reached.add(end)
        return len(letters) in reached


def pinyin(text: str, alphabet: Alphabet, lexicons: Lexicons) -> Iterator[Edit]:
    """Deletions of pinyin that stands in brackets or between blanks after a character; it belongs to that character.

    With tone marks it is sure. Without them letters in brackets may be an abbreviation: they count as pinyin inside a
    word, and everywhere once the text has enough of them.

    Args:
        text: any text.
        alphabet: its characters.
        lexicons: ``noise.toml`` names syllables and brackets.

    Example:
        >>> from summaryminer.lexicons import load
        >>> text = "衛(wèi)生，体重指数(BMI)，服務(pac)"
        >>> [text[edit.start : edit.end] for edit in pinyin(text, Alphabet(text), load())]
        ['(wèi)']
    """
    patterns = lexicons.compiled("cleaning.pinyin", _Patterns)
    toned = alphabet.any(_TONES)
    sure: list[Edit] = []
    doubtful: list[Edit] = []
    for opening, pattern in patterns.bracketed:
        if not alphabet.any(opening):
            continue
        for match in pattern.finditer(text):
            if not patterns.readable(match.group(1)):
                continue
            start = match.start() - (text[match.start() - 1 : match.start()] == " ")
            if start <= 0 or text[start - 1].isspace():
                continue
            edit = Edit(start, match.end(), "", match.end())
            if _TONE.search(match.group(1)):
                sure.append(edit)
            elif _han(text[start - 1]) and match.group(1).islower():
                inside = match.end() < len(text) and _han(text[match.end()])
                (sure if inside else doubtful).append(edit)
    if len(sure) + len(doubtful) >= patterns.toneless or (sure and toned):
        sure += doubtful
    if toned:
        for match in patterns.spaced.finditer(text):
            if _TONE.search(match.group(1)) and patterns.readable(match.group(1)):
                sure.append(Edit(match.start(), match.end(), "", match.end(1)))
    yield from sorted(sure)


def _han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or character >= "\U00020000" or character == "〇"
