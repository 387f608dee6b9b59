"""Zip packages (docx, xlsx): their parts, read in pieces and within bounds."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from summaryminer.reading.errors import ReadError
from summaryminer.reading.limits import Limits

__all__ = ["BROKEN", "Package", "Relation", "damaged", "unzipping"]

_CHUNK = 1 << 18
_SMALL = 1 << 20


class Relation(NamedTuple):
    """A part that another refers to: the last word of its type (``header``, ``styles``), and its name."""

    id: str
    type: str
    part: str


def damaged(what: str) -> ReadError:
    """The error for a file that breaks off or contradicts itself."""
    return ReadError(
        "damaged", f"the {what} is cut short or damaged; copy it again from where it came, or open and save it anew"
    )


# What parsers of binary structures raise when these contradict each other.
BROKEN = (
    ValueError, LookupError, ArithmeticError, TypeError, AttributeError, AssertionError, NotImplementedError, RecursionError, MemoryError,
    OSError, EOFError, SyntaxError, struct.error, zlib.error, zipfile.BadZipFile,
)  # fmt: skip


@contextmanager
def unzipping(what: str) -> Iterator[None]:
    """Whatever a broken archive raises, as a :class:`ReadError`."""
    try:
        yield
    except ReadError:
        raise
    except BROKEN as error:
        raise damaged(what) from error
    except RuntimeError as error:  # zipfile's word for a password
        if "password" in str(error) or "encrypted" in str(error):
            raise ReadError("password", f"the {what} is protected by a password; take it off and save anew") from None
        raise damaged(what) from error


class Package:
    """A zip package open for reading.

    Args:
        data: the file.
        what: what to call it in errors.
        limits: bounds on the size of a part.

    Raises:
        ReadError: it is no whole zip archive.
    """

    def __init__(self, data: bytes, what: str, limits: Limits) -> None:
        self._what, self._limits = what, limits
        with unzipping(what):
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        self.names = frozenset(self._archive.namelist())

    def stream(self, part: str) -> Iterator[bytes]:
        """A part's bytes, piece by piece; nothing if there is no such part.

        Raises:
            ReadError: the part is damaged, or grows beyond the limits.
        """
        if part not in self.names:
            return
        with unzipping(self._what):
            entry = self._archive.getinfo(part)
            swollen = entry.file_size > _SMALL and entry.file_size > self._limits.ratio * max(1, entry.compress_size)
            if entry.file_size > self._limits.bytes or swollen:
                raise ReadError(
                    "bomb",
                    f"a part of the {self._what} unpacks to {entry.file_size} bytes, out of all proportion; not read for safety",
                )
            with self._archive.open(entry) as handle:
                while piece := handle.read(_CHUNK):
                    yield piece

    def parse(self, part: str, target: Any) -> Any:
        """What ``target`` (start, end, data, close: a parser target of lxml) makes of a part; ``None`` if there is no such part.

        Raises:
            ReadError: the part is damaged, or declares entities of its own.
        """
        from lxml import etree

        if part not in self.names:
            return None
        parser = etree.XMLParser(
            target=_Guarded(target), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
        )
        try:
            for piece in self.stream(part):
                parser.feed(piece)
            return parser.close()
        except etree.XMLSyntaxError:
            raise damaged(self._what) from None

    def relations(self, part: str) -> list[Relation]:
        """What a part refers to (``""``: the package as a whole); references to the outside are left out."""
        folder, base = posixpath.split(part)
        found = self.parse(posixpath.join(folder, "_rels", f"{base}.rels"), _Relations(folder))
        return found if found is not None else []


class _Guarded:
    """Passes a parser's events on, and stops at a document type: office files have none, entity bombs need one."""

    def __init__(self, target: Any) -> None:
        self.start, self.end, self.data, self.close = target.start, target.end, target.data, target.close

    def doctype(self, *_: object) -> None:
        raise ReadError("bomb", "the file declares XML entities, which office files never do; not read for safety")


class _Relations:
    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._found: list[Relation] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        target = attributes.get("Target", "")
        if tag.endswith("}Relationship") and attributes.get("TargetMode") != "External" and target:
            part = (
                target.lstrip("/")
                if target.startswith("/")
                else posixpath.normpath(posixpath.join(self._folder, target))
            )
            self._found.append(Relation(attributes.get("Id", ""), attributes.get("Type", "").rpartition("/")[2], part))

    def end(self, tag: str) -> None: ...

    def data(self, text: str) -> None: ...

    def close(self) -> list[Relation]:
        return self._found
