"""Web pages: fragments, saved pages, ``.mhtml`` archives."""

from __future__ import annotations

import codecs
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from summaryminer.reading.composition import Composition
from summaryminer.reading.decoding import Decoded, decode_counting
from summaryminer.reading.errors import ReadError
from summaryminer.reading.html_blocks import Page, page
from summaryminer.reading.html_main import main_part
from summaryminer.reading.limits import LARGE, LIMITS, Limits
from summaryminer.records import Source

__all__ = ["decode_html", "read_html", "read_large_html", "read_mhtml"]

_DECLARED = re.compile(
    rb"charset\s*=\s*[\"']?\s*([\w.:-]{2,30})|<\?xml[^>]{0,80}encoding\s*=\s*[\"']([\w.:-]{2,30})", re.I
)
_MARKUP = re.compile(rb"<[!/?a-zA-Z][^<>]{0,5000}>|&[#\w]{2,8};|[\x00-\x20]+")
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "hz": "hz", "big5": "big5hkscs", "iso8859-1": "cp1252"}
_SAMPLE = 1 << 20


def read_html(data: bytes, name: str, limits: Limits = LIMITS) -> Source:
    """The main text of a web page; its data tables stay tables, its menus and advertisements are left out.

    Args:
        data: the page's bytes.
        name: what the source is called.
        limits: bounds (unused: the parser's cost grows with the page only).

    Returns:
        A source whose encoding is that of the page; ``noise`` counts comments inside lines, hidden elements, and blocks of the site.

    Raises:
        ReadError: the page holds no text.

    Example:
        >>> read_html("<html><title>总结</title><p>服务1<!--x-->2.8万人次，建档率98%。".encode(), "a.html").text
        '服务12.8万人次，建档率98%。\\n'
    """
    if len(data) >= LARGE:
        return read_large_html(io.BytesIO(data), name)
    markup = decode_html(data)
    return _source(page(markup.text), markup.text, name, markup.encoding, markup.noise)


def read_large_html(file: BinaryIO, name: str) -> Source:
    """The same for a page too large to be held as bytes, as markup and as text at once; its beginning tells the encoding.

    Args:
        file: the page, open in binary mode at its beginning.
        name: what the source is called.

    Raises:
        ReadError: the page holds no text.

    Example:
        >>> read_large_html(io.BytesIO("<p>建档率98%。".encode()), "a.html").text
        '建档率98%。\\n'
    """
    sample = file.read(_SAMPLE)
    encoding = decode_html(sample[: sample.rfind(b">") + 1] or sample).encoding
    noise: Counter[str] = Counter()

    def pieces() -> Iterator[str]:
        decoder = codecs.getincrementaldecoder(encoding)("replace")
        file.seek(0)
        while data := file.read(_SAMPLE):
            text = decoder.decode(data)
            noise["undecodable"] += text.count("\ufffd")
            yield text.removeprefix("\ufeff")
        yield decoder.decode(b"", True)

    return _source(page(pieces()), "", name, encoding, noise)


def read_mhtml(data: bytes, name: str, limits: Limits = LIMITS) -> Source:
    """The main text of a web page saved with its pictures as one file.

    Raises:
        ReadError: there is no page in it, or its parts are damaged.
    """
    import email
    from email import policy

    try:
        parts = [
            part
            for part in email.message_from_bytes(data, policy=policy.compat32).walk()
            if part.get_content_type() == "text/html"
        ]
        pages = [(part.get_payload(decode=True), part.get_param("charset")) for part in parts]
    except (RecursionError, LookupError, ValueError, TypeError, AttributeError):
        raise ReadError(
            "damaged", "the parts of this saved page can't be told apart; save the page anew, as HTML"
        ) from None
    bodies = [(body, charset) for body, charset in pages if isinstance(body, bytes) and body.strip()]
    if not bodies:
        raise ReadError("no_text", "this saved page holds no HTML; save it anew, as HTML")
    body, charset = max(bodies, key=lambda found: len(found[0]))
    markup = decode_html(body, charset if isinstance(charset, str) else None)
    return _source(page(markup.text), markup.text, name, markup.encoding, markup.noise)


def decode_html(data: bytes, declared: str | None = None) -> Decoded:
    """The markup of a page, decoded.

    UTF-8 shows by itself whatever the page declares; otherwise the declared encoding counts where it fits every byte and nothing looks
    more like Chinese.

    Args:
        data: the page's bytes.
        declared: an encoding named outside the page.

    Example:
        >>> decode_html('<meta charset="utf-8"><p>建档率</p>'.encode("gb18030"))[:2]
        ('<meta charset="utf-8"><p>建档率</p>', 'gb18030')
    """
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or data[:4096].count(0) > 200:
        return decode_counting(data)
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    if not lost:
        return decode_counting(data)
    # Bytes of other encodings hardly ever make characters of UTF-8, so a page that mostly does is one with a few bytes lost.
    if lost * 2 <= len(text) - lost - len(text.encode("ascii", "ignore")):
        return Decoded(text, "utf-8", lost)
    # Markup is ASCII in every encoding; without it, what is left tells the encoding.
    words = _MARKUP.sub(b" ", data[:_SAMPLE])
    likeliest = decode_counting(words).encoding
    if likeliest.startswith("utf-16"):
        likeliest = "gb18030"
    candidates = [likeliest, *filter(None, [_codec(declared), _written(data)])]
    readings = [(data.decode(encoding, "replace"), encoding) for encoding in dict.fromkeys(candidates)]
    text, encoding = min(readings, key=lambda reading: reading[0].count("\ufffd"))
    return Decoded(text, encoding, text.count("\ufffd"))


def _written(data: bytes) -> str | None:
    match = _DECLARED.search(data[:8192])
    return _codec((match[1] or match[2]).decode("ascii", "replace")) if match else None


def _codec(name: str | None) -> str | None:
    """Python's name of a multi-byte encoding, with the characters that pages declaring it really use; ``None`` for all others."""
    try:
        found = codecs.lookup(name or "").name
    except (LookupError, ValueError):
        return None
    found = _WIDER.get(found, found)
    return found if found in ("gb18030", "big5hkscs", "hz", "utf-8", "euc_kr", "shift_jis", "euc_jp") else None


def _source(found: Page, markup: str, name: str, encoding: str, noise: Mapping[str, int]) -> Source:
    main = main_part(found, markup)
    text = Composition()
    text.noise.update(found.noise)
    text.noise["boilerplate"] = max(0, len(found.blocks) - len(main))
    text.noise.update(noise)
    found.blocks.clear()
    main.reverse()
    while main:  # each is let go as it is written: a large page has hundreds of thousands
        block = main.pop()
        if block.cells:
            text.table(block.cells, block.caption)
        else:
            text.line(block.text)
    if not len(text):
        raise ReadError("no_text", "the page holds no text; if a browser shows some, save what it shows as txt or pdf")
    return text.source(name, encoding)
