"""Read a file into a :class:`~summaryminer.records.Source`: the right reader by content and suffix, one file per format."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from summaryminer.reading import formats
from summaryminer.reading.decoding import decode
from summaryminer.reading.errors import ReadError
from summaryminer.reading.limits import LIMITS, Limits
from summaryminer.reading.signatures import SUFFIXES
from summaryminer.records import Problem, Source

__all__ = ["LIMITS", "MAX_BYTES", "SUFFIXES", "Limits", "ReadError", "decode", "read", "read_all"]

MAX_BYTES = LIMITS.bytes


def read(path: Path, name: str | None = None, *, max_bytes: int = MAX_BYTES) -> Source:
    """The text of a file, as read.

    Args:
        path: the file.
        name: what the source is called in the tables; the file's name if not given.
        max_bytes: a larger file is refused.

    Raises:
        ReadError: the file can't be read; says what is wrong and what helps.
    """
    shown = printable(path.name if name is None else name)
    return formats.source(_bytes(path, max_bytes), shown, replace(LIMITS, bytes=max_bytes))


def read_all(
    path: Path, name: str | None = None, *, text_column: str | None = None, limits: Limits = LIMITS
) -> Iterator[Source | Problem]:
    """Every text of a file: one for most formats, several for an archive or a spreadsheet of texts.

    Args:
        path: the file.
        name: what the file is called in the tables; its own name if not given. Members are ``name/member``, rows ``name#R<row>``.
        text_column: heading (or letter, or 1-based number) of the spreadsheet column whose cells hold texts, one a row.
        limits: bounds on size, count, depth and ratio.

    Yields:
        Sources in order; for each file, member or row that can't be read, one problem that says what to do.

    Example:
        >>> list(read_all(Path("no such file.docx")))[0].error
        'missing'
    """
    shown = printable(path.name if name is None else name)
    try:
        data = _bytes(path, limits.bytes)
    except ReadError as error:
        yield formats.problem(shown, error)
        return
    yield from formats.sources(data, shown, text_column, limits)


def printable(name: str) -> str:
    """A file name as text: ``/`` between folders, bytes that are no text as backslash escapes."""
    return name.replace(os.sep, "/").encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _bytes(path: Path, max_bytes: int) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise ReadError("not_a_file", "this is no regular file; name a file or a folder")
        if status.st_size > max_bytes:
            raise ReadError(
                "too_large",
                f"{status.st_size} bytes are more than the limit of {max_bytes}; split the file or raise the limit",
            )
        with path.open("rb") as handle:
            data = handle.read(max_bytes + 1)
    except FileNotFoundError:
        raise ReadError("missing", "there is no such file; was it moved or deleted while the run went on?") from None
    except PermissionError:
        raise ReadError("no_permission", "no permission to read the file; change its permissions") from None
    except OSError as error:
        raise ReadError(
            "unreadable", f"the system can't read the file ({error.strerror}); check the path and the disk"
        ) from None
    if len(data) > max_bytes:
        raise ReadError(
            "too_large", f"the file grew beyond the limit of {max_bytes} bytes while it was read; raise the limit"
        )
    return data
