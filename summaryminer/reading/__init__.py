"""Read a file into a :class:`~summaryminer.records.Source`: the right reader by content and suffix, one file per format."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from summaryminer.reading.decoding import decode
from summaryminer.reading.errors import ReadError
from summaryminer.reading.text import read_text
from summaryminer.records import Source

__all__ = ["MAX_BYTES", "ReadError", "decode", "read"]

MAX_BYTES = 1 << 30


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
    data = _bytes(path, max_bytes)
    if not data.strip():
        raise ReadError("empty", "the file is empty; nothing to extract")
    return read_text(data, shown)


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
