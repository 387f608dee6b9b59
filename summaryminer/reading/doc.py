"""Old Word texts (``.doc``, and ``.wps`` where it holds one): converted to docx in a temporary folder and read as such."""

from __future__ import annotations

import re
import struct
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from summaryminer.reading.composition import Composition
from summaryminer.reading.docx import read_docx
from summaryminer.reading.errors import ReadError
from summaryminer.reading.limits import LIMITS, Limits
from summaryminer.reading.packages import BROKEN, damaged
from summaryminer.reading.signatures import unsupported
from summaryminer.records import Source

__all__ = ["read_doc"]

_LARGEST = 256 << 20
# What else this container holds, by the names of its streams.
_STREAMS = (
    ("EncryptedPackage", "", ""),
    ("Workbook", "an old Excel spreadsheet", "xlsx"),
    ("Book", "an old Excel spreadsheet", "xlsx"),
    ("PowerPoint Document", "an old PowerPoint presentation", "pdf"),
    ("CONTENTS", "a Works text", "docx"),
    ("MatOST", "a Works text", "docx"),
    ("FileHeader", "a Hangul text", "docx"),
)
_FIELD = re.compile("\x13[^\x13\x14\x15]*\x14|[\x13\x15]|\x13[^\x13\x14\x15]*\x15")
_MARKS = str.maketrans(
    {
        "\r": "\n",
        "\x0b": "\n",
        "\x0c": "\n",
        "\x07": "\t",
        "\x1e": "-",
        **dict.fromkeys(map(chr, (1, 2, 3, 4, 5, 8, 0x13, 0x14, 0x15, 0x1F))),
    }
)


def read_doc(data: bytes, name: str, limits: Limits = LIMITS) -> Source:
    """The text of an old Word file, as :func:`~summaryminer.reading.docx.read_docx` reads it.

    Where the file's layout is damaged but its text is not, the bare paragraphs are read and ``noise`` counts ``layout_lost``.

    Args:
        data: the file.
        name: what the source is called.
        limits: bounds.

    Raises:
        ReadError: the file is damaged, protected by a password, or no Word text.
    """
    from doc2docx.cfb import CompoundFile
    from doc2docx.errors import Doc2DocxError

    if len(data) > _LARGEST:
        raise ReadError("too_large", f"{len(data)} bytes are more than an old Word text can hold; save it as docx")
    try:
        container = CompoundFile(data)
        streams = {entry.path.strip("/").rpartition("/")[2] for entry in container.entries}
        if "WordDocument" not in streams:
            raise _other(streams)
        word = container.open_stream("WordDocument")
        if len(word) > 0x200 and word[0x0B] & 1:
            raise _protected()
        table = container.open_stream("1Table" if len(word) > 0x200 and word[0x0B] & 2 else "0Table")
    except ReadError:
        raise
    except (Doc2DocxError, *BROKEN):
        raise damaged("Word text") from None
    source = _converted(data, name, limits)
    return source if source is not None else _plain(word, table, name)


def _converted(data: bytes, name: str, limits: Limits) -> Source | None:
    """The file by way of docx; ``None`` where its layout can't be made out."""
    import doc2docx
    from doc2docx.errors import Doc2DocxError, EncryptedDocumentError

    with tempfile.TemporaryDirectory(prefix="summaryminer-") as folder:
        before, after = Path(folder, "in.doc"), Path(folder, "out.docx")
        before.write_bytes(data)
        try:
            doc2docx.convert(before, after)
            return replace(read_docx(after.read_bytes(), name, limits), encoding="doc")
        except EncryptedDocumentError:
            raise _protected() from None
        except ReadError:
            raise
        except (Doc2DocxError, *BROKEN):
            return None


def _other(streams: set[str]) -> ReadError:
    for stream, what, target in _STREAMS:
        if stream in streams:
            return unsupported(what, target) if what else _protected()
    return unsupported("a file of an office program that is not known here", "docx or pdf")


def _protected() -> ReadError:
    return ReadError("password", "the file is protected by a password; take it off in Word or WPS and save anew")


def _plain(word: bytes, table: bytes, name: str) -> Source:
    """The paragraphs alone, piece by piece as the file strings them together."""
    try:
        characters = struct.unpack_from("<I", word, 0x4C)[0]
        text = "".join(_pieces(word, table))[:characters]
    except BROKEN:
        raise damaged("Word text") from None
    composition = Composition()
    for line in _FIELD.sub("", text).replace("\x07\x07", "\n").translate(_MARKS).split("\n"):
        if line.strip():
            composition.line(line.rstrip("\t"))
    if not len(composition):
        raise damaged("Word text")
    composition.noise["layout_lost"] = 1
    return composition.source(name, "doc")


def _pieces(word: bytes, table: bytes) -> Iterator[str]:
    at, size = struct.unpack_from("<II", word, 0x1A2)
    end = at + size
    while at < end and table[at] == 1:  # formatting comes before the pieces
        at += 3 + struct.unpack_from("<H", table, at + 1)[0]
    if table[at] != 2:
        raise ValueError("no piece table")
    count = (struct.unpack_from("<I", table, at + 1)[0] - 4) // 12
    places = struct.unpack_from(f"<{count + 1}I", table, at + 5)
    for number in range(count):
        length = places[number + 1] - places[number]
        start = struct.unpack_from("<I", table, at + 5 + 4 * (count + 1) + 8 * number + 2)[0]
        if start & 0x40000000:
            start = (start & 0x3FFFFFFF) // 2
            yield word[start : start + length].decode("cp1252", "replace")
        else:
            yield word[start : start + 2 * length].decode("utf-16-le", "replace")
