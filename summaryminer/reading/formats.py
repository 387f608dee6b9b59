"""From bytes to the reader of their format; each reader is imported when its format first turns up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from summaryminer.reading.errors import ReadError
from summaryminer.reading.limits import LIMITS, Limits
from summaryminer.reading.signatures import format_of
from summaryminer.reading.text import read_text
from summaryminer.records import Problem, Source

__all__ = ["large_page", "problem", "source", "sources"]


def source(data: bytes, name: str, limits: Limits = LIMITS) -> Source:
    """The one text of a file's bytes; a spreadsheet is one text with a table for each sheet.

    Args:
        data: the whole file.
        name: what the source is called; its suffix helps where the content leaves the format open.
        limits: bounds.

    Raises:
        ReadError: the bytes can't be read, or are an archive of several files.
    """
    if not data or data.isspace():
        raise ReadError("empty", "the file is empty; nothing to extract")
    return _reader(format_of(data, _suffix(name)), data, name, limits)


def sources(
    data: bytes, name: str, text_column: str | None = None, limits: Limits = LIMITS
) -> Iterator[Source | Problem]:
    """Every text of a file's bytes: the members of an archive, the rows of a spreadsheet whose ``text_column`` holds texts.

    What can't be read is a :class:`~summaryminer.records.Problem` of its own and stops nothing else.
    """
    try:
        if not data or data.isspace():
            raise ReadError("empty", "the file is empty; nothing to extract")
        found = format_of(data, _suffix(name))
        if found == "zip":
            from summaryminer.reading.archive import members

            yield from members(data, name, text_column, limits)
        elif found in ("xlsx", "csv") and text_column is not None:
            from summaryminer.reading.spreadsheet import rows

            yield from rows(data, name, found, text_column, limits)
        else:
            yield _reader(found, data, name, limits)
    except ReadError as error:
        yield problem(name, error)


def large_page(path: Path, name: str) -> Source | None:
    """The text of a web page too large to be held whole; ``None`` for any other file.

    Args:
        path: a regular file.
        name: what the source is called.

    Raises:
        ReadError: the page holds no text.
        OSError: the file can't be read.
    """
    from summaryminer.reading.html import read_large_html

    with path.open("rb") as file:
        head = file.read(4096)
        if head.startswith(b"PK") or format_of(head, _suffix(name)) != "html":
            return None
        file.seek(0)
        return read_large_html(file, name)


def problem(name: str, error: ReadError) -> Problem:
    """The row of the problems table for a file that can't be read."""
    return Problem(name, "read", error.error, error.detail)


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _reader(found: str, data: bytes, name: str, limits: Limits) -> Source:
    match found:
        case "html" | "mhtml":
            from summaryminer.reading.html import read_html, read_mhtml

            return (read_html if found == "html" else read_mhtml)(data, name, limits)
        case "docx":
            from summaryminer.reading.docx import read_docx

            return read_docx(data, name, limits)
        case "doc":
            from summaryminer.reading.doc import read_doc

            return read_doc(data, name, limits)
        case "pdf":
            from summaryminer.reading.pdf import read_pdf

            return read_pdf(data, name, limits)
        case "xlsx" | "csv":
            from summaryminer.reading.spreadsheet import read_csv, read_xlsx

            return (read_xlsx if found == "xlsx" else read_csv)(data, name, limits)
        case "image":
            from summaryminer.reading.image import read_image

            return read_image(data, name, limits)
        case "zip":
            raise ReadError("archive", "this is an archive of files; read its members with read_all, or unpack it")
    return read_text(data, name)
