"""Bytes to text: which encoding, and every character kept.

UTF-8 and byte order marks settle most files at once. What is left is read as each of the encodings Chinese texts come in, and the reading
that looks most like Chinese wins.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from typing import NamedTuple

__all__ = ["Decoded", "decode", "decode_counting"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 1 << 16


class Decoded(NamedTuple):
    """A text, the encoding it was in, and how many stretches of bytes meant nothing in it (each is one U+FFFD in the text)."""

    text: str
    encoding: str
    undecodable: int


def decode(data: bytes) -> tuple[str, str]:
    """The text of some bytes and the name of their encoding; line ends stay as they are, a byte order mark is no part of the text.

    Args:
        data: the bytes of a text file.

    Example:
        >>> decode("建档率98%\\r\\n".encode("gb18030"))
        ('建档率98%\\r\\n', 'gb18030')
        >>> decode("衛生院工作總結".encode("big5"))[1]
        'big5hkscs'
    """
    text, encoding, _ = decode_counting(data)
    return text, encoding


def decode_counting(data: bytes) -> Decoded:
    """Like :func:`decode`, with the number of stretches of bytes that mean nothing; each is one U+FFFD in the text."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", 0)
    except UnicodeDecodeError:
        pass
    return _decoded(data, _likeliest(data))


def _decoded(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding, 0)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        return Decoded(text, encoding, text.count("\ufffd"))


def _likeliest(data: bytes) -> str:
    sample = data[:_SAMPLE]
    candidates = ["utf-8", "gb18030", "big5hkscs"]
    if sample.count(0) * 50 > len(sample) or len(data) % 2 == 0:
        candidates += ["utf-16-le", "utf-16-be"]
    return max(candidates, key=lambda encoding: _plausibility(sample, encoding))


@lru_cache(maxsize=1)
def _common() -> re.Pattern[str]:
    """Characters that make up running Chinese text: the first levels of GB 2312 and Big5, by their codes."""
    first = {bytes([high, low]).decode("gb2312", "ignore") for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF)}
    taiwan = {
        bytes([high, low]).decode("big5", "ignore")
        for high in range(0xA4, 0xC7)
        for low in [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    }
    return re.compile(f"[{''.join(sorted(first | taiwan))}，。、；：！？（）《》“”0-9 \r\n]")


def _plausibility(sample: bytes, encoding: str) -> float:
    text = sample.decode(encoding, "replace")
    lost = text.count("\ufffd")
    return (len(_common().findall(text)) - 5 * lost) / max(1, len(text))
