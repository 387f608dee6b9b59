"""Which files a run reads, and what each is called in the tables."""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from summaryminer.reading import printable
from summaryminer.records import Problem

__all__ = ["Input", "Inputs", "content", "expand"]

# Left behind by desktops and office programs; nobody means them when naming a folder.
_CLUTTER = frozenset({"thumbs.db", "desktop.ini", "icon\r"})


@dataclass(frozen=True, slots=True, order=True)
class Input:
    """One file to read.

    Args:
        name: what the source is called in the tables: its path relative to the folder given, ``/`` on every system,
            bytes that are no text as backslash escapes.
        path: where it is.
    """

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files of a run in the order of their names, and what could not be looked into."""

    files: tuple[Input, ...]
    problems: tuple[Problem, ...] = ()


def expand(paths: Iterable[str | os.PathLike[str]], *, without: Sequence[Path] = ()) -> Inputs:
    """The files that some paths stand for: a file itself, a folder with all files below it.

    Inside folders, hidden files and lock files of office programs (``~$…``) are passed over, folders written by
    summaryminer too; a file named outright is always taken. What is missing, or no file at all (a socket, a link that
    goes in circles), is taken as well: reading it says what is wrong. A folder reached by symbolic links is read once.
    Where files of several paths would have the same name, the given paths tell them apart.

    Args:
        paths: files and folders.
        without: folders to leave out, such as the one that results go to.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     for name in ("b.txt", "a.txt", ".DS_Store", "~$a.docx"):
        ...         _ = Path(folder, name).write_text("", encoding="utf-8")
        ...     [file.name for file in expand([folder]).files]
        ['a.txt', 'b.txt']
    """
    given = list(dict.fromkeys(Path(path) for path in paths))
    left_out = {_absolute(folder) for folder in without}
    problems: list[Problem] = []
    found: list[tuple[int, Input]] = []
    for place, path in enumerate(given):
        if path.is_dir():
            found.extend((place, file) for file in _below(path, left_out, problems))
        else:
            found.append((place, Input(printable(path.name), path)))
    if len(given) > 1:  # they may overlap; one alone holds every file once
        unique: dict[str, tuple[int, Input]] = {}
        for place, file in found:
            unique.setdefault(_absolute(file.path), (place, file))
        found = [*unique.values()]
    return Inputs(tuple(sorted(_told_apart(found, given))), tuple(problems))


def _absolute(path: Path) -> str:
    return os.path.normcase(os.path.abspath(path))


def _below(root: Path, left_out: set[str], problems: list[Problem]) -> Iterator[Input]:
    """Files below a folder; folders behind symbolic links come last, so that a file has its plain name where it has one."""
    waiting: list[Path] = [root]
    linked: list[Path] = []
    seen: set[tuple[int, int]] = set()
    while waiting or linked:
        folder = waiting.pop() if waiting else linked.pop(0)
        try:
            status = folder.stat()
            if (status.st_dev, status.st_ino) in seen or _absolute(folder) in left_out:
                continue
            seen.add((status.st_dev, status.st_ino))
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            name = printable(os.path.relpath(folder, root))
            problems.append(
                Problem(
                    name,
                    "read",
                    "folder_unreadable",
                    f"the folder can't be listed ({error.strerror}); check its permissions",
                )
            )
            continue
        if folder != root and _is_tables_folder(entries):
            continue
        below = "" if folder == root else os.path.join(os.path.relpath(folder, root), "")
        for entry in entries:
            if entry.name.startswith((".", "~$")) or entry.name.lower() in _CLUTTER:
                continue
            if _is_folder(entry):
                (linked if entry.is_symlink() else waiting).append(Path(entry.path))
            else:
                yield Input(printable(below + entry.name), Path(entry.path))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Is this a folder, or a link to one? A link that goes in circles is none; reading it says what is wrong."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_tables_folder(entries: Sequence[os.DirEntry[str]]) -> bool:
    """Is this what an earlier run has written?"""
    manifest = next((entry for entry in entries if entry.name == "manifest.json"), None)
    if manifest is None:
        return False
    try:
        written = json.loads(Path(manifest.path).read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(written, dict) and written.get("program") == "summaryminer"


def _told_apart(found: Sequence[tuple[int, Input]], given: Sequence[Path]) -> Iterator[Input]:
    """Names as they are, or, when two files share one, behind the last parts of the given paths that tell them apart."""
    if max(Counter(file.name for _, file in found).values(), default=0) < 2:
        yield from (file for _, file in found)
        return
    folders = [path if path.is_dir() else path.parent for path in given]
    parts = [Path(os.path.abspath(folder)).parts for folder in folders]
    depth = 1
    while depth < max(map(len, parts)) and len({part[-depth:] for part in parts}) < len(set(parts)):
        depth += 1
    for place, file in found:
        label = "/".join(part.strip("/\\:") for part in parts[place][-depth:])
        yield replace(file, name=f"{printable(label)}/{file.name}".lstrip("/"))


def content(path: str | Path) -> tuple[int, str]:
    """Size and SHA-256 of a file; ``(0, "")`` when it can't be read, or is a pipe, whose reading may never end.

    Example:
        >>> content("no such file")
        (0, '')
    """
    digest = hashlib.sha256()
    size = 0
    try:
        if not Path(path).is_file():
            return 0, ""
        with Path(path).open("rb") as handle:
            while data := handle.read(1 << 20):
                digest.update(data)
                size += len(data)
    except OSError:
        return 0, ""
    return size, digest.hexdigest()
