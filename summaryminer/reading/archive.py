"""Zip archives: every member read as a file of its own, within bounds on size, count, depth and ratio."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from summaryminer.reading import formats
from summaryminer.reading.decoding import decode
from summaryminer.reading.errors import ReadError
from summaryminer.reading.limits import LIMITS, Limits
from summaryminer.reading.names import printable
from summaryminer.reading.packages import unzipping
from summaryminer.reading.signatures import SUFFIXES, format_of
from summaryminer.records import Problem, Source

__all__ = ["members"]

_SMALL = 1 << 20
_UNICODE_FLAG, _ENCRYPTED_FLAG = 0x800, 0x1
_UNICODE_NAME = 0x7075
# What systems put into archives by themselves.
_LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


@dataclass(slots=True)
class _Budget:
    """What all members of one archive have cost so far, archives inside included."""

    limits: Limits
    unpacked: int = 0
    members: int = 0
    deepest: bool = False
    names: dict[str, int] = field(default_factory=dict)

    def unique(self, name: str) -> str:
        """The name, told apart from members of the same name."""
        count = self.names[name] = self.names.get(name, 0) + 1
        path = PurePosixPath(name)
        return name if count == 1 else f"{name.removesuffix(path.suffix)}~{count}{path.suffix}"


def members(
    data: bytes, name: str, text_column: str | None = None, limits: Limits = LIMITS
) -> Iterator[Source | Problem]:
    """The sources of an archive's members, named ``archive.zip/folder/member``, in the archive's order.

    Args:
        data: the archive.
        name: what it is called.
        text_column: passed on to spreadsheets.
        limits: bounds; a member beyond them is one problem, and so is the rest of an archive that outgrows them as a whole.

    Raises:
        ReadError: it is no whole archive.
    """
    yield from _members(data, name, text_column, 1, _Budget(limits))


def _members(
    data: bytes, name: str, text_column: str | None, depth: int, budget: _Budget
) -> Iterator[Source | Problem]:
    with unzipping("archive"):
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = [
            (entry, shown)
            for entry, shown in zip(archive.infolist(), _names(archive), strict=True)
            if not _litter(entry, shown)
        ]
    if not entries:
        raise ReadError("empty", "the archive holds no files; nothing to extract")
    for place, (entry, shown) in enumerate(entries):
        budget.members += 1
        if budget.members > budget.limits.members or budget.unpacked > budget.limits.unpacked:
            left = len(entries) - place
            yield Problem(
                name,
                "read",
                "bomb",
                f"the archive holds too much; {left} of its files were not read; unpack it and name the folder",
            )
            return
        full = budget.unique(f"{name}/{shown}")
        try:
            content = _content(archive, entry, budget)
            found = format_of(content, PurePosixPath(shown).suffix)
            if found == "zip":
                if depth >= budget.limits.depth:
                    if not budget.deepest:
                        budget.deepest = True  # told once: a bomb has thousands of them
                        yield formats.problem(full, _too_deep(budget.limits))
                    continue
                yield from _members(content, full, text_column, depth + 1, budget)
            else:
                _report(shown, found)
                yield from formats.sources(content, full, text_column, budget.limits)
        except ReadError as error:
            yield formats.problem(full, error)


def _too_deep(limits: Limits) -> ReadError:
    what = f"archives inside archives, more than {limits.depth} deep; this one and its like were not read"
    return ReadError("bomb", f"{what}; unpack the archive and name the folder")


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: _Budget) -> bytes:
    if entry.flag_bits & _ENCRYPTED_FLAG:
        raise ReadError(
            "password", "the file is protected by a password; unpack the archive with it and name the folder"
        )
    limits = budget.limits
    if entry.file_size > limits.bytes:
        raise ReadError(
            "too_large",
            f"{entry.file_size} bytes unpacked are more than the limit of {limits.bytes}; split the file or raise the limit",
        )
    if entry.file_size > _SMALL and entry.file_size > limits.ratio * max(1, entry.compress_size):
        raise ReadError(
            "bomb",
            f"the file unpacks to {entry.file_size} bytes, out of all proportion; unpack it yourself if it is sound",
        )
    if budget.unpacked + entry.file_size > limits.unpacked:
        raise ReadError(
            "bomb", f"the archive unpacks to more than {limits.unpacked} bytes; unpack it and name the folder"
        )
    with unzipping("archive"), archive.open(entry) as handle:
        content = handle.read(limits.bytes + 1)
    budget.unpacked += len(content)
    if not content or content.isspace():
        raise ReadError("empty", "the file is empty; nothing to extract")
    return content


def _report(shown: str, found: str) -> None:
    """Refuses text whose name says that it is something else (scripts and style sheets of saved pages)."""
    suffix = PurePosixPath(shown).suffix.lower()
    if found == "text" and suffix and suffix not in SUFFIXES and suffix[1:].isalpha():
        raise ReadError(
            "unsupported", f"a file with the suffix {suffix} is taken for no report; rename it to .txt if it is one"
        )


def _litter(entry: zipfile.ZipInfo, shown: str) -> bool:
    base = shown.rpartition("/")[2]
    return entry.is_dir() or not base or shown.startswith(_LITTER[0]) or base in _LITTER or base.startswith("._")


def _names(archive: zipfile.ZipFile) -> list[str]:
    """Members' names as text: those that don't say that they are UTF-8 are decoded together, which tells GBK from the rest."""
    raw = [None if entry.flag_bits & _UNICODE_FLAG else _bytes(entry.filename) for entry in archive.infolist()]
    plain = [name for name in raw if name is not None and not name.isascii()]
    encoding = decode(b"\n".join(plain))[1] if plain else "ascii"
    if encoding.startswith(("utf-16", "utf-32")):
        encoding = "gb18030"
    names = []
    for entry, name in zip(archive.infolist(), raw, strict=True):
        text = (
            entry.filename if name is None else _unicode_name(entry.extra) or name.decode(encoding, "backslashreplace")
        )
        names.append(printable(text.replace("\\", "/")))
    return names


def _bytes(name: str) -> bytes | None:
    try:
        return name.encode("cp437")
    except UnicodeEncodeError:
        return None


def _unicode_name(extra: bytes) -> str:
    """The name in Info-ZIP's extra field, if there is one."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        if kind == _UNICODE_NAME and size > 5:
            return extra[at + 9 : at + 4 + size].decode("utf-8", "replace")
        at += 4 + size
    return ""
