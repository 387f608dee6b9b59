"""Plain text files."""

from __future__ import annotations

from summaryminer.reading.decoding import decode_counting
from summaryminer.reading.errors import ReadError
from summaryminer.records import Source

__all__ = ["read_text"]


def read_text(data: bytes, name: str) -> Source:
    """The source of a plain text file's bytes.

    Raises:
        ReadError: the bytes hold no text.
    """
    decoded = decode_counting(data)
    text = decoded.text
    if not text.strip("\ufeff\0 \r\n\t"):
        raise ReadError("empty", "the file is empty; nothing to extract")
    # NULs between readable characters are padding (old databases, half-written files), which cleaning takes out.
    controls = sum(text.count(control) for control in map(chr, [*range(1, 9), *range(14, 27)]))
    if decoded.encoding != "utf-8" or 4 * text.count("\0") > 3 * len(text):
        controls += text.count("\0")
    if 20 * controls > len(text) or 5 * decoded.undecodable > len(text):
        raise ReadError("binary", "this is no text file; convert it to txt, docx or pdf")
    return Source(name, text, decoded.encoding, noise=decoded.noise)
