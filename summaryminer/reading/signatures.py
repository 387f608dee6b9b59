"""Which format some bytes are in: told by their content, and by the suffix only where the content leaves it open."""

from __future__ import annotations

import io
import re
import zipfile

from summaryminer.reading.errors import ReadError
from summaryminer.reading.packages import BROKEN, damaged

__all__ = ["SUFFIXES", "format_of"]

SUFFIXES = {
    ".txt": "text", ".md": "text", ".text": "text", ".log": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html", ".mhtml": "mhtml", ".mht": "mhtml",
    ".docx": "docx", ".docm": "docx", ".dotx": "docx", ".doc": "doc", ".dot": "doc", ".wps": "doc", ".pdf": "pdf",
    ".xlsx": "xlsx", ".xlsm": "xlsx", ".csv": "csv", ".tsv": "csv", ".zip": "zip",
    ".png": "image", ".jpg": "image", ".jpeg": "image", ".tif": "image", ".tiff": "image", ".bmp": "image", ".webp": "image",
}  # fmt: skip
"""Formats by suffix: what a folder is searched for."""

_IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"BM", b"GIF8", b"RIFF")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(rb"(?:<\?xml[^>]{0,200}>|<!--.{0,2000}?-->|\s)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_MHTML = re.compile(rb"(?:[\w-]{2,40}:[^\n]{0,300}\r?\n(?:[ \t][^\n]{0,300}\r?\n){0,20}){1,30}", re.I)
_MULTIPART = re.compile(rb"^content-type:\s*(?:multipart/related|text/html)", re.I | re.M)
# Formats nothing here reads: the bytes they begin with, what people call them, what to save them as.
_FOREIGN = (
    (b"{\\rtf", "an RTF text", "docx"),
    (b"Rar!\x1a", "a RAR archive", "zip, or unpack it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "zip, or unpack it"),
    (b"\x1f\x8b", "a gzip archive", "zip, or unpack it"),
    (b"BZh", "a bzip2 archive", "zip, or unpack it"),
    (b"\xfd7zXZ\0", "an xz archive", "zip, or unpack it"),
    (b"CAJ\0", "a CAJ paper", "pdf"),
    (b"HN\0\0", "a CAJ paper", "pdf"),
    (b"KDH ", "a KDH paper", "pdf"),
    (b"SQLite format 3\0", "a database", "csv"),
    (b"\x7fELF", "a program", ""),
    (b"MZ\x90", "a program", ""),
)  # fmt: skip
_FOREIGN_XML = (
    (b"<w:wordDocument", "a Word 2003 XML text"),
    (b"<pkg:package", "a flat XML text"),
    (b"<Workbook", "an XML spreadsheet"),
)
_FOREIGN_ZIP = (
    ("OFD.xml", "an OFD document", "pdf"),
    ("ppt/", "a PowerPoint presentation", "pdf"),
    ("content.xml", "an OpenDocument text", "docx"),
    ("META-INF/container.xml", "an e-book", "html"),
    ("Index/Document.iwa", "a Pages document", "docx"),
)


def format_of(data: bytes, suffix: str = "") -> str:
    """The format of some bytes: ``text``, ``html``, ``mhtml``, ``docx``, ``doc``, ``pdf``, ``xlsx``, ``csv``, ``zip`` or ``image``.

    Args:
        data: the whole content of a file.
        suffix: of the file's name, with its dot; it tells CSV and HTML fragments from plain text, nothing else.

    Raises:
        ReadError: a format that is not read (says what to convert it to), or an archive that is damaged.

    Example:
        >>> format_of(b"%PDF-1.7 ...", ".txt"), format_of(b"<!DOCTYPE html><p>", ".doc"), format_of(b"a,b", ".csv")
        ('pdf', 'html', 'csv')
    """
    suffix = suffix.lower()
    head = data[:4096]
    if head.startswith(b"PK"):
        return _zipped(data, suffix)
    if head.startswith(_OLE):
        return "doc"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(_IMAGES) and not _textual(head):
        return "image"
    for mark, what, target in _FOREIGN:
        if head.startswith(mark):
            raise unsupported(what, target)
    return _text(head, suffix)


def unsupported(what: str, target: str) -> ReadError:
    """The error for a format that is not read."""
    remedy = f"; convert it to {target}" if target else "; leave it out"
    return ReadError("unsupported", f"this is {what}, which is not read{remedy}")


def _text(head: bytes, suffix: str) -> str:
    plain = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    for mark, what in _FOREIGN_XML:
        if plain.lstrip().startswith(b"<?xml") and mark in plain:
            raise unsupported(what, "docx" if b"ord" in mark or b"pkg" in mark else "xlsx")
    if _HTML.match(plain):
        return "html"
    headers = _MHTML.match(plain)
    if headers and _MULTIPART.search(headers.group()):
        return "mhtml"
    named = SUFFIXES.get(suffix, "text")
    if named == "html" or (named == "doc" and b"<" in plain and b">" in plain):
        return "html" if b"<" in plain else "text"
    return "csv" if named == "csv" else "text"


def _textual(head: bytes) -> bool:
    """Whether bytes that begin like a picture are text all the same (a report that begins with BM, RIFF)."""
    return b"\0" not in head and head[:2] in (b"BM", b"RI", b"GI")


def _zipped(data: bytes, suffix: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except BROKEN:
        if not data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
            return _text(data[:4096], suffix)
        what = {"docx": "Word text", "xlsx": "spreadsheet"}.get(SUFFIXES.get(suffix, ""), "archive")
        raise damaged(what) from None
    return packaged(names)


def packaged(names: list[str]) -> str:
    """The format of a zip archive by the names in it."""
    if "[Content_Types].xml" in names or any(name.startswith("_rels/") for name in names):
        for folder, name in (("word/", "docx"), ("xl/", "xlsx")):
            if any(member.startswith(folder) for member in names):
                return name
    if "mimetype" in names or "OFD.xml" in names or "[Content_Types].xml" in names or "Index/Document.iwa" in names:
        for mark, what, target in _FOREIGN_ZIP:
            if any(member.startswith(mark) for member in names):
                raise unsupported(what, target)
    return "zip"
