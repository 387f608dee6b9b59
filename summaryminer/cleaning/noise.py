"""Noise inside lines: characters that take no room, remarks about hidden text, damaged characters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from summaryminer.cleaning.alignment import Edit
from summaryminer.cleaning.alphabet import Alphabet

if TYPE_CHECKING:
    from summaryminer.lexicons import Lexicons

__all__ = ["HAN", "UNSEEN", "damage", "remarks", "zero_width"]

# Chinese characters, as the inside of a character class.
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f〇"
_WIDTHLESS = [0xAD, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF]
_CONTROLS = [*range(0, 9), 11, *range(14, 28), 0x7F, *range(0x80, 0x85), *range(0x86, 0xA0)]
# Characters that take no room: zero-width ones, variation selectors, controls.
UNSEEN = "".join(map(chr, [*_WIDTHLESS, *range(0xFE00, 0xFE10), *_CONTROLS]))
_UNSEEN = frozenset(UNSEEN)
_UNSEEN_RUN = re.compile(f"[{re.escape(UNSEEN)}]+")
_QUESTIONS = re.compile(rf"[?？]{{2,20}}(?=[{HAN}])")
_MASK_SIGNS = "xX×*＊○□"
_MASK = re.compile(f"[{_MASK_SIGNS}]+")
_ZERO_NEIGHBOURS = "一二三四五六七八九〇○0123456789"
_LONG_LINE = 30


def zero_width(text: str, alphabet: Alphabet) -> Iterator[Edit]:
    """Deletions of characters that take no room, and of control characters.

    Args:
        text: any text.
        alphabet: its characters.
    """
    if alphabet.any(_UNSEEN):
        for match in _UNSEEN_RUN.finditer(text):
            yield Edit(match.start(), match.end())


def remarks(text: str, lexicons: Lexicons) -> Iterator[Edit]:
    """Deletions of a site's remarks about text it does not show (此处隐藏1200个字), with the dots around them, and of its footers of pages.

    Args:
        text: clean text.
        lexicons: ``noise.toml`` names the remarks.
    """
    triggers, pattern = lexicons.compiled("cleaning.remarks", _compile_remarks)
    if any(word in text for word in triggers):
        for match in pattern.finditer(text):
            yield Edit(match.start(), match.end())


def _compile_remarks(lexicons: Lexicons) -> tuple[list[str], re.Pattern[str]]:
    listed = lexicons.words("noise", "hidden", "remarks")
    forms = (r"\s{0,3}[0-9]{1,9}\s{0,3}".join(map(re.escape, remark.split("N"))) for remark in listed)
    triggers = list(dict.fromkeys(max(remark.split("N"), key=len) for remark in listed))
    return triggers, re.compile(rf"[.…·]{{0,12}}[(（【\[]?(?:{'|'.join(forms)})[)）】\]]?[.…·]{{0,12}}")


def damage(text: str, alphabet: Alphabet, lexicons: Lexicons) -> Counter[str]:
    """How often each kind of damage shows, which is left as it is.

    Half-lost characters, masked digits, paragraphs that stand twice, remains of wrong encodings.

    Args:
        text: any text.
        alphabet: its characters.
        lexicons: ``noise.toml`` names the remains.

    Example:
        >>> from summaryminer.lexicons import load
        >>> text = "锟斤拷锟斤拷建档�份"
        >>> dict(damage(text, Alphabet(text), load()))
        {'half_lost': 1, 'mojibake_gbk_replacement': 2}
    """
    found: Counter[str] = Counter()
    found["half_lost"] = alphabet.count("\ufffd")
    if alphabet.any("?？"):
        marks = (match.start() for match in _QUESTIONS.finditer(text))
        found["half_lost"] += sum(1 for start in marks if start and "\u4e00" <= text[start - 1] <= "\u9fff")
    if alphabet.any(_MASK_SIGNS):
        found["mask"] = sum(map(_hides, _MASK.finditer(text)))
    long = [line for line in text.split("\n") if len(line) >= _LONG_LINE]
    found["duplicate"] = len(long) - len(set(long))
    for name, (firsts, pattern) in lexicons.compiled("cleaning.mojibake", _compile_mojibake).items():
        if alphabet.any(firsts):
            seen = pattern.findall(text)
            # One such character may be a rare character of its own; two kinds of remains, or one again and again, are damage.
            if len(set(seen)) > 1 or len(seen) > 2 or (seen and len(seen[0]) > 2):
                found[f"mojibake_{name}"] = len(seen)
    return +found


def _hides(match: re.Match[str]) -> bool:
    """Whether signs hide digits (20xx, 3**, ○○镇); not the sign of 3×4, the ○ of 二○○九, or letters of a word."""
    text, (start, end) = match.string, match.span()
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if match.group()[0] in "○□":
        return end - start > 1 and (not before or before not in _ZERO_NEIGHBOURS)
    if (before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha()):
        return False
    return end - start > 1 or (before.isdigit() and not after.isdigit())


def _compile_mojibake(lexicons: Lexicons) -> dict[str, tuple[frozenset[str], re.Pattern[str]]]:
    """The remains of each wrong encoding: the characters they begin with, and a pattern."""
    names = lexicons.document("noise")["mojibake"]
    words = {name: sorted(lexicons.words("noise", "mojibake", name), key=len, reverse=True) for name in names}
    return {
        name: (frozenset(word[0] for word in listed), re.compile("|".join(map(re.escape, listed))))
        for name, listed in words.items()
    }
