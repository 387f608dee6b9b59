"""Text that was UTF-8, read as something else by another program, and saved as UTF-8 again: taken back."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["taken_back"]

_HAN = re.compile("[\u4e00-\u9fff]")
# What Western programs make of the bytes of Chinese UTF-8: runs of letters with accents and of signs.
_WESTERN = re.compile(
    "[\u00e2-\u00ef][\u0080-\u00bf\u0152-\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{1,2}"
)
_LEAST = 3
_SAMPLE = 100_000
# Bytes that Windows-1252 leaves open; programs write them as the control characters of Latin-1.
_OPEN = (0x81, 0x8D, 0x8F, 0x90, 0x9D)


def taken_back(text: str) -> str | None:
    """The text as it was before it was misread, ``None`` if it was not or can't be taken back.

    Args:
        text: decoded text.

    Example:
        >>> taken_back("建档率98%，全年随访1200人次".encode().decode("cp1252", "ignore")) is None
        True
        >>> taken_back("健康教育讲座。".encode().decode("latin-1"))
        '健康教育讲座。'
        >>> taken_back("健康教育讲座。") is None
        True
    """
    if not _HAN.search(text):
        return _as_western(text) if len(_WESTERN.findall(text[:_SAMPLE])) >= _LEAST else None
    if sum(text.count(character, 0, _SAMPLE) for character in _telltales()) >= _LEAST:
        return _as_gbk(text)
    return None


@lru_cache(maxsize=1)
def _telltales() -> str:
    """What GBK programs make of the bytes of Chinese punctuation: characters that hardly occur in Chinese text."""
    made = (sign.encode()[start:].decode("gbk", "ignore") for sign in "，。、；：“”" for start in (0, 1))
    # Not among the common ones of GB 2312, whose codes begin with 0xB0 to 0xD7.
    rare = {
        character
        for text in made
        for character in text
        if not b"\xb0" <= character.encode("gb2312", "ignore") < b"\xd8"
    }
    return "".join(sorted(filter(_HAN.match, rare)))


def _as_western(text: str) -> str | None:
    codes = {character: ord(character) for character in map(chr, range(256))}
    codes |= {bytes([code]).decode("cp1252"): code for code in range(128, 160) if code not in _OPEN}
    try:
        return bytes([codes[character] for character in text]).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return None


def _as_gbk(text: str) -> str | None:
    taken = text.replace("\ufffd", "").encode("gb18030").decode("utf-8", "replace")
    # What GBK could not read was lost then; some loss is expected, much of it says that the guess is wrong.
    lost, whole = taken.count("\ufffd"), len(_HAN.findall(taken))
    return taken if whole > 2 * lost else None
