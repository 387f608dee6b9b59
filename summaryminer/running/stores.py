"""Where parts are kept: a local folder, or a place that an fsspec URL names."""

from __future__ import annotations

import os
import shutil
import uuid
from pathlib import Path
from typing import BinaryIO, Protocol, cast

__all__ = ["LocalStore", "RemoteStore", "Store", "publish", "store_of"]


class Store(Protocol):
    """A place for parts."""

    def begin(self) -> str:
        """Begins a part and returns a name for it until it is committed."""
        ...

    def create(self, part: str, file: str) -> BinaryIO:
        """A new file of a part that has begun."""
        ...

    def commit(self, part: str, id: str) -> str:
        """Makes a part appear, whole, and returns the id that it has from now on."""
        ...

    def abandon(self, part: str) -> None:
        """Takes away a part that was begun."""
        ...

    def parts(self) -> list[str]:
        """The ids of all whole parts, in order."""
        ...

    def open(self, part: str, file: str) -> BinaryIO:
        """A file of a whole part."""
        ...

    def has(self, part: str, file: str) -> bool:
        """Whether a whole part has this file (a table without rows has none)."""
        ...

    def drop(self, part: str) -> None:
        """Takes away a whole part."""
        ...

    def sweep(self) -> None:
        """Takes away what unfinished runs have left."""
        ...


def store_of(place: str) -> Store:
    """The store of a local path or an fsspec URL (``s3://…``, ``hdfs://…``, ``memory://…``).

    Raises:
        ModuleNotFoundError: a URL is given and fsspec, or its package for this kind of place, is not installed.
    """
    return RemoteStore(place) if "://" in place else LocalStore(Path(place))


def publish(folder: Path, url: str) -> None:
    """Puts the files of a local folder where an fsspec URL says; the manifest goes last, as it says that the rest is there."""
    from fsspec.core import url_to_fs

    system, root = url_to_fs(url)
    if system.exists(f"{root}/manifest.json"):
        system.rm(f"{root}/manifest.json")
    for path in sorted(folder.iterdir(), key=lambda path: (path.name == "manifest.json", path.name)):
        if path.is_file():
            system.put_file(str(path), f"{root}/{path.name}")


class LocalStore:
    """Parts in a local folder, each made under a name of its own and renamed when it is whole."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def begin(self) -> str:
        part = f"{uuid.uuid4().hex}.partial"
        (self.folder / part).mkdir(parents=True)
        return part

    def create(self, part: str, file: str) -> BinaryIO:
        return (self.folder / part / file).open("wb")

    def commit(self, part: str, id: str) -> str:
        if (self.folder / id).is_dir():  # the same part, made by a run that was stopped before it knew
            self.abandon(part)
        else:
            (self.folder / part).rename(self.folder / id)
        return id

    def abandon(self, part: str) -> None:
        shutil.rmtree(self.folder / part, ignore_errors=True)

    def parts(self) -> list[str]:
        if not self.folder.is_dir():
            return []
        return sorted(e.name for e in os.scandir(self.folder) if e.is_dir() and not e.name.endswith(".partial"))

    def open(self, part: str, file: str) -> BinaryIO:
        return (self.folder / part / file).open("rb")

    def has(self, part: str, file: str) -> bool:
        return (self.folder / part / file).is_file()

    def drop(self, part: str) -> None:
        # Under another name first: a part that is going must not be taken for a whole one.
        gone = self.folder / f"{part}.{uuid.uuid4().hex}.partial"
        (self.folder / part).rename(gone)
        shutil.rmtree(gone)

    def sweep(self) -> None:
        if self.folder.is_dir():
            for entry in list(os.scandir(self.folder)):
                if entry.is_dir() and entry.name.endswith(".partial"):
                    shutil.rmtree(entry.path, ignore_errors=True)


class RemoteStore:
    """Parts behind an fsspec URL; ``sources.parquet``, written last, makes a part whole, as such places can't rename
    a folder at once.

    Args:
        url: of the folder that holds the parts.
    """

    def __init__(self, url: str) -> None:
        try:
            from fsspec.core import url_to_fs
        except ModuleNotFoundError as error:
            remedy = "folders behind a URL need fsspec: pip install 'summaryminer[cluster]'"
            raise ModuleNotFoundError(remedy, name="fsspec") from error
        self._system, self._root = url_to_fs(url)

    def begin(self) -> str:
        part = uuid.uuid4().hex
        self._system.makedirs(f"{self._root}/{part}", exist_ok=True)
        return part

    def create(self, part: str, file: str) -> BinaryIO:
        return cast(BinaryIO, self._system.open(f"{self._root}/{part}/{file}", "wb"))

    def commit(self, part: str, id: str) -> str:
        return part

    def abandon(self, part: str) -> None:
        self.drop(part)

    def parts(self) -> list[str]:
        self._system.invalidate_cache()
        return sorted(path.split("/")[-2] for path in self._system.glob(f"{self._root}/*/sources.parquet"))

    def open(self, part: str, file: str) -> BinaryIO:
        return cast(BinaryIO, self._system.open(f"{self._root}/{part}/{file}", "rb"))

    def has(self, part: str, file: str) -> bool:
        return bool(self._system.exists(f"{self._root}/{part}/{file}"))

    def drop(self, part: str) -> None:
        if self._system.exists(f"{self._root}/{part}"):
            self._system.rm(f"{self._root}/{part}", recursive=True)

    def sweep(self) -> None:
        whole = set(self.parts())
        folders = self._system.glob(f"{self._root}/*") if self._system.exists(self._root) else []
        for folder in folders:
            if folder.rstrip("/").split("/")[-1] not in whole:
                self._system.rm(folder, recursive=True)
