"""Word lists as data: finding them, reading them, laying a user's own folder over the shipped one.

A lexicon folder holds ``.toml`` and ``.tsv`` files, in subfolders where that helps (``public_health/indicators.toml``). A folder laid on top
adds to the shipped one: TSV rows are added, and replace the row with the same first cell; TOML tables are merged key by key, lists of
words are joined, lists of tables with an ``id`` are merged by ``id``. A row or entry with ``remove = true`` (TSV: ``-`` before the first
cell) takes the shipped one away.

An installed package brings its lexicons along by an entry point of the group ``summaryminer.lexicons`` whose value is the package that
holds the files (``education = "school_words.lexicons"``); they lie between the shipped ones and a user's folders.

Each room compiles from these what it needs and keeps it with :meth:`Lexicons.compiled`, so that a process does so once.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

import tomli

__all__ = ["GROUP", "Entry", "LexiconError", "Lexicons", "installed", "load", "shipped"]

GROUP = "summaryminer.lexicons"
"""The group of entry points by which installed packages bring lexicons."""

T = TypeVar("T")


class LexiconError(ValueError):
    """A lexicon file that can't be used: the message names the file, the line and the remedy."""

    def __init__(self, path: str | Path, line: int | None, problem: str, remedy: str) -> None:
        place = f"{path}:{line}" if line else str(path)
        super().__init__(f"{place}: {problem}; {remedy}")
        self.path, self.line, self.problem, self.remedy = str(path), line, problem, remedy


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a TSV lexicon: its cells by column name, and where it stands."""

    cells: dict[str, str]
    path: str
    line: int

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def get(self, column: str, default: str = "") -> str:
        return self.cells.get(column) or default


def shipped() -> Path:
    """The folder of the shipped lexicons: inside the package when installed from a wheel, beside it in a checkout.

    Raises:
        LexiconError: neither is there (a broken installation).
    """
    here = Path(__file__).resolve().parent
    for folder in (here / "_lexicons", here.parent / "lexicons"):
        if (folder / "units.tsv").is_file():
            return folder
    raise LexiconError(here / "_lexicons", None, "the shipped lexicons are missing", "install summaryminer again")


@lru_cache(maxsize=1)
def installed() -> tuple[Path, ...]:
    """The lexicon folders that installed packages bring, in the order of their entry points' names.

    Raises:
        LexiconError: an entry point names a package that is not there.
    """
    from importlib.metadata import entry_points
    from importlib.util import find_spec

    folders = []
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        try:
            spec = find_spec(point.value)
        except ModuleNotFoundError:
            spec = None
        if spec is None or not spec.submodule_search_locations:
            place = f"entry point {GROUP}: {point.name}"
            raise LexiconError(place, None, f"there is no package {point.value}", "install the package that brings it again")
        folders.append(Path(next(iter(spec.submodule_search_locations))))
    return tuple(folders)


class Lexicons:
    """The shipped lexicons with those of installed packages and any number of folders laid over them, read lazily file by file.

    Args:
        folders: users' folders, later ones over earlier ones.

    Raises:
        LexiconError: a folder is missing, or (on first use) a file in it is wrong.

    Example:
        >>> from summaryminer.lexicons import load
        >>> load().table("units")[0].get("unit") != ""
        True
    """

    def __init__(self, folders: Sequence[str | os.PathLike[str]] = ()) -> None:
        self.given = tuple(Path(folder) for folder in folders)
        self.folders: tuple[Path, ...] = (shipped(), *installed(), *self.given)
        for folder in self.given:
            if not folder.is_dir():
                raise LexiconError(folder, None, "there is no such folder", "name a folder that holds lexicon files")
        self._tables: dict[str, list[Entry]] = {}
        self._documents: dict[str, dict[str, Any]] = {}
        self._compiled: dict[object, object] = {}

    def __reduce__(self) -> tuple[Callable[..., Lexicons], tuple[tuple[str, ...]]]:
        return load, (tuple(str(folder) for folder in self.given),)

    def files(self, name: str) -> Iterator[Path]:
        """Every file of that name (``units.tsv``, ``indicators.toml``), in the folders and one level below, shipped ones first."""
        for folder in self.folders:
            if (folder / name).is_file():
                yield folder / name
            yield from sorted(path for path in folder.glob(f"*/{name}") if path.is_file())

    def table(self, name: str) -> list[Entry]:
        """Rows of ``<name>.tsv``, merged by their first cell.

        Raises:
            LexiconError: a row has more cells than the header, or an empty first cell.
        """
        if name not in self._tables:
            merged: dict[str, Entry] = {}
            for path in self.files(f"{name}.tsv"):
                for key, entry in _read_table(path):
                    if key.startswith("-") and len(key) > 1:
                        merged.pop(key[1:], None)
                    else:
                        merged[key] = entry
            self._tables[name] = list(merged.values())
        return self._tables[name]

    def document(self, name: str) -> dict[str, Any]:
        """The merged content of every ``<name>.toml``.

        Raises:
            LexiconError: a file is no valid TOML.
        """
        if name not in self._documents:
            merged: dict[str, Any] = {}
            for path in self.files(f"{name}.toml"):
                _merge(merged, _read_document(path))
            self._documents[name] = merged
        return self._documents[name]

    def words(self, name: str, *keys: str) -> list[str]:
        """The list of words at ``keys`` of ``<name>.toml``, without repetition, in order.

        Raises:
            LexiconError: there is none, or it is no list of words.
        """
        found: Any = self.document(name)
        for key in keys:
            found = found.get(key) if isinstance(found, dict) else None
        if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
            where = next(self.files(f"{name}.toml"), Path(f"{name}.toml"))
            raise LexiconError(where, None, f"{'.'.join(keys)} is no list of words", f'write {keys[-1]} = ["…", "…"]')
        return list(dict.fromkeys(found))

    def compiled(self, key: object, make: Callable[[Lexicons], T]) -> T:
        """What ``make`` compiles from these lexicons, made once and kept under ``key``."""
        if key not in self._compiled:
            self._compiled[key] = make(self)
        return cast(T, self._compiled[key])


def load(folders: Sequence[str | os.PathLike[str]] = ()) -> Lexicons:
    """The lexicons with these folders on top; the same object for the same folders."""
    return _load(tuple(os.fspath(folder) for folder in folders))


@lru_cache(maxsize=8)
def _load(folders: tuple[str, ...]) -> Lexicons:
    return Lexicons(folders)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise LexiconError(path, line, "this is not UTF-8 text", "save the file as UTF-8") from None


def _read_table(path: Path) -> Iterator[tuple[str, Entry]]:
    header: list[str] | None = None
    for number, line in enumerate(_text(path).splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = cells
            continue
        if len(cells) > len(header):
            remedy = f"keep to the header's columns: {' | '.join(header)}"
            raise LexiconError(path, number, f"{len(cells)} cells in a table of {len(header)} columns", remedy)
        if not cells[0]:
            raise LexiconError(
                path,
                number,
                f"the first cell ({header[0]}) is empty",
                "fill it, or begin the line with # to make it a note",
            )
        yield cells[0], Entry(dict(zip(header, cells, strict=False)), str(path), number)


def _read_document(path: Path) -> dict[str, Any]:
    text = _text(path)
    try:
        return tomli.loads(text)  # compiled, three times as fast as the parser of the standard library
    except tomli.TOMLDecodeError as error:
        line = getattr(error, "lineno", None)
        if line is None and "line " in str(error):
            digits = str(error).split("line ", 1)[1].split(",")[0]
            line = int(digits) if digits.isdigit() else None
        raise LexiconError(
            path, line, f"this is not valid TOML ({error})", "mend the line named; words stand in double quotes"
        ) from None


def _merge(into: dict[str, Any], new: dict[str, Any]) -> None:
    for key, value in new.items():
        old = into.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            _merge(old, value)
        elif isinstance(old, list) and isinstance(value, list):
            into[key] = _join(old, value)
        else:
            into[key] = value


def _join(old: list[Any], new: list[Any]) -> list[Any]:
    """Lists of words are joined; lists of tables are merged by their ``id``."""
    joined = list(old)
    places = {item["id"]: place for place, item in enumerate(joined) if isinstance(item, dict) and "id" in item}
    for item in new:
        key = item.get("id") if isinstance(item, dict) else None
        if key in places:
            joined[places[key]] = {**joined[places[key]], **item}
        else:
            joined.append(item)
    return [item for item in joined if not (isinstance(item, dict) and item.get("remove"))]
