"""Bytes to text: which encoding, and every character kept.

UTF-8 and byte order marks settle most files at once. What is left is read as each of the encodings that Chinese texts
come in, and the reading wins whose characters are most often among the common ones of its own standard: GB 2312 and
Big5 both list their common characters first, so that a text read in the wrong one turns into rare characters.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from typing import NamedTuple

from summaryminer.reading.misread import taken_back

__all__ = ["Decoded", "decode", "decode_counting"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 1 << 16
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
# Big5 as the standard has it, as Hong Kong extends it, as Windows writes it: the first that fits is taken.
_BIG5 = ("big5", "big5hkscs", "cp950")
_KANA = re.compile("[\u0400-\u04ff\u3041-\u30f6]")
# What a character says for the reading it comes from.
_COMMON, _RARE, _FOREIGN, _LOST = 1.0, -0.25, -1.0, -5.0
_PUNCTUATION = "，。、；：！？（）《》“”‘’「」『』【】…—－·％○〇〔〕～"


class Decoded(NamedTuple):
    """A text and how it was decoded.

    Args:
        text: the text.
        encoding: name of the encoding.
        undecodable: how many stretches of bytes meant nothing in it; each is one U+FFFD in the text.
        misread: whether another program had misread the text before, which is taken back.
    """

    text: str
    encoding: str
    undecodable: int
    misread: bool = False

    @property
    def noise(self) -> dict[str, int]:
        """What was healed or lost, by name."""
        return {name: int(count) for name in ("undecodable", "misread") if (count := getattr(self, name))}


def decode(data: bytes) -> tuple[str, str]:
    """The text of some bytes and the name of their encoding.

    Line ends stay as they are; a byte order mark is no part of the text.

    Args:
        data: the bytes of a text file.

    Example:
        >>> decode("建档率98%\\r\\n".encode("gb18030"))
        ('建档率98%\\r\\n', 'gb18030')
        >>> decode("衛生院工作總結".encode("big5"))[1]
        'big5'
    """
    decoded = decode_counting(data)
    return decoded.text, decoded.encoding


def decode_counting(data: bytes) -> Decoded:
    """Like :func:`decode`, with the number of stretches of bytes that mean nothing; the rest is not lost."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(data, _likeliest(data))
    # Without any Chinese, UTF-16 is valid UTF-8 full of NULs.
    wide = _wide(data) if "\0" in text else None
    if wide:
        return _decoded(data, wide)
    before = taken_back(text)
    if before is not None:
        return Decoded(before, "utf-8", before.count("\ufffd"), misread=True)
    return Decoded(text, "utf-8", 0)


def _decoded(data: bytes, encoding: str) -> Decoded:
    for name in _BIG5 if encoding == "big5" else (encoding,):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        # Where plain Big5 has kana and Cyrillic, files have circled numbers: those of the Hong Kong extension.
        if name == "big5" and _KANA.search(text):
            continue
        return Decoded(text, name, 0)
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, text.count("\ufffd"))


def _wide(data: bytes) -> str | None:
    """UTF-16 without a byte order mark, told by where its NULs stand."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if 10 * max(even, odd) < len(sample) or 10 * min(even, odd) > max(even, odd):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _likeliest(data: bytes) -> str:
    first = _NOT_ASCII.search(data)
    start = max(0, first.start() - _SAMPLE // 8) & ~1 if first else 0
    sample = data[start : start + _SAMPLE]
    candidates = ["utf-8", "gb18030", "big5"]
    if len(data) % 2 == 0 or 0 in sample:
        # Nearly all bytes make some characters in UTF-16; it is meant where most of them are common ones.
        candidates += [wide for wide in ("utf-16-le", "utf-16-be") if _plausibility(sample, wide) > 0]
    # The order decides between readings that are equally likely.
    return max(candidates, key=lambda encoding: _plausibility(sample, encoding))


def _plausibility(sample: bytes, encoding: str) -> float:
    """How much a reading looks like Chinese: the mean of what its characters say, ASCII aside."""
    text = sample.decode("big5hkscs" if encoding == "big5" else encoding, "replace")
    common, rare = _levels(encoding)
    lost = text.count("\ufffd")
    telling = len(text) - sum(map(len, _ASCII.findall(text)))
    if telling <= 0:
        return 0.0
    usual, seldom = len(common.findall(text)), len(rare.findall(text))
    foreign = telling - usual - seldom - lost
    return (_COMMON * usual + _RARE * seldom + _FOREIGN * foreign + _LOST * lost) / telling


_ASCII = re.compile(r"[\t\n\r -~]+")


@lru_cache(maxsize=8)
def _levels(encoding: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The common characters of an encoding's standard, with signs and pinyin, and the other Chinese characters."""
    mainland = _block("gb2312", range(0xB0, 0xD8), [*range(0xA1, 0xFF)])
    taiwan = _block("big5", range(0xA4, 0xC7), [*range(0x40, 0x7F), *range(0xA1, 0xFF)])
    common = {"gb18030": mainland, "big5": taiwan}.get(encoding, mainland | taiwan)
    signs = _block("gb2312", range(0xA8, 0xA9), [*range(0xA1, 0xBB)]) if encoding != "big5" else set()
    signs |= _block("gb2312", range(0xA3, 0xA4), [*range(0xA1, 0xFF)])
    usual = re.escape("".join(sorted(common | signs | set(_PUNCTUATION))))
    return re.compile(f"[{usual}]"), re.compile(f"(?![{usual}])[\u3400-\u9fff]")


def _block(encoding: str, rows: range, cells: list[int]) -> set[str]:
    """The characters of some rows of a standard."""
    return {character for row in rows for cell in cells for character in bytes([row, cell]).decode(encoding, "ignore")}
