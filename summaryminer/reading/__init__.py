"""Read a file into a :class:`~summaryminer.records.Source`: the right reader by content and suffix, one file per format."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from summaryminer.reading import formats
from summaryminer.reading.decoding import decode
from summaryminer.reading.errors import ReadError
from summaryminer.reading.limits import LARGE, LIMITS, Limits
from summaryminer.reading.names import printable
from summaryminer.reading.signatures import SUFFIXES
from summaryminer.records import Problem, Source

__all__ = ["LIMITS", "MAX_BYTES", "SUFFIXES", "Limits", "ReadError", "decode", "printable", "read", "read_all"]

MAX_BYTES = LIMITS.bytes

_CHUNK = 1 << 20


def read(path: Path, name: str | None = None, *, max_bytes: int = MAX_BYTES) -> Source:
    """The text of a file, as read.

    Args:
        path: the file; members of an archive have the paths that the tables give them (``archive.zip/inner.docx``).
        name: what the source is called in the tables; the file's name if not given.
        max_bytes: a larger file is refused.

    Raises:
        ReadError: the file can't be read; says what is wrong and what helps.
    """
    shown = printable(path.name if name is None else name)
    limits = replace(LIMITS, bytes=max_bytes)
    try:
        if (page := _large_page(path, shown, max_bytes)) is not None:
            return page
        data = _bytes(path, max_bytes)
    except ReadError as error:
        if (outer := next((folder for folder in path.parents if folder.is_file()), None)) is None:
            raise error from None
        return _member(outer, path, shown, limits)
    return formats.source(data, shown, limits)


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
        page = _large_page(path, shown, limits.bytes)
        data = b"" if page is not None else _bytes(path, limits.bytes)
    except ReadError as error:
        yield formats.problem(shown, error)
        return
    if page is not None:
        yield page
        return
    yield from formats.sources(data, shown, text_column, limits)


def _member(archive: Path, path: Path, name: str, limits: Limits) -> Source:
    """A file inside an archive."""
    outer, wanted = printable(archive.name), printable(str(path.relative_to(archive.parent)))
    for found in formats.sources(_bytes(archive, limits.bytes), outer, None, limits):
        if isinstance(found, Source) and found.name == wanted:
            return replace(found, name=name)
        if isinstance(found, Problem) and found.source == wanted:
            raise ReadError(found.error, found.detail)
    raise ReadError("missing", f"there is no such file in {outer}; summaryminer names them as its tables do")


def _large_page(path: Path, name: str, max_bytes: int) -> Source | None:
    """A web page too large to be held whole."""
    with _told():
        return formats.large_page(path, name) if _size(path, max_bytes) >= LARGE else None


def _bytes(path: Path, max_bytes: int) -> bytes:
    with _told():
        size = _size(path, max_bytes)
        with path.open("rb") as handle:
            data = handle.read(size + 1)
            while len(data) <= max_bytes and len(data) > size and (more := handle.read(_CHUNK)):
                data += more  # it grew
    if len(data) > max_bytes:
        raise ReadError(
            "too_large", f"the file grew beyond the limit of {max_bytes} bytes while it was read; raise the limit"
        )
    return data


def _size(path: Path, max_bytes: int) -> int:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise ReadError("not_a_file", "this is no regular file; name a file or a folder")
    if status.st_size > max_bytes:
        raise ReadError(
            "too_large",
            f"{status.st_size} bytes are more than the limit of {max_bytes}; split the file or raise the limit",
        )
    return status.st_size


@contextmanager
def _told() -> Iterator[None]:
    """What keeps a file from being read, as the problem that says what to do."""
    try:
        yield
    except ReadError:
        raise
    except FileNotFoundError:
        raise ReadError("missing", "there is no such file; was it moved or deleted while the run went on?") from None
    except PermissionError:
        raise ReadError("no_permission", "no permission to read the file; change its permissions") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ReadError(
            "unreadable", f"the system can't read the file ({reason}); check the path and the disk"
        ) from None
