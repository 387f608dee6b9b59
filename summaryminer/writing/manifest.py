"""``manifest.json``: what a tables folder was made from and by what, so that anyone can make it again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

__all__ = ["fingerprint_of_files", "read_manifest", "write_manifest"]


def fingerprint_of_files(files: Iterable[tuple[str, Path]]) -> str:
    """One SHA-256 over the names and contents of some files, the same on every system.

    Args:
        files: (name, path) pairs; the order does not matter.
    """
    digest = hashlib.sha256()
    for name, path in sorted(files):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{name}\0{content}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def write_manifest(
    path: Path, settings: Mapping[str, object], counts: Mapping[str, int], inputs: Iterable[tuple[str, int, str]]
) -> None:
    """Writes the manifest; it appears whole or not at all. It holds no time and no place, so equal runs write equal
    bytes.

    Args:
        path: the file.
        settings: versions and settings, JSON values only.
        counts: table name → rows.
        inputs: name, size in bytes and SHA-256 of every file read.
    """
    partial = path.with_name(path.name + ".partial")
    head = json.dumps({"program": "summaryminer", **settings, "rows": dict(counts)}, ensure_ascii=False, indent=1)
    with partial.open("w", encoding="utf-8", newline="\n") as handle:
        handle.write(head.removesuffix("\n}") + ',\n "inputs": [')
        # One line per input, written as it comes: a list of a million inputs is never held as one text.
        for number, (name, size, sha256) in enumerate(inputs):
            line = json.dumps({"name": name, "size": size, "sha256": sha256}, ensure_ascii=False)
            handle.write(f"{',' if number else ''}\n  {line}")
        handle.write("\n ]\n}\n")
    partial.replace(path)


def read_manifest(folder: Path) -> dict[str, object]:
    """The manifest of a tables folder.

    Raises:
        ValueError: the folder holds none, or it can't be read.
    """
    try:
        content = json.loads((folder / "manifest.json").read_bytes())
    except FileNotFoundError:
        raise ValueError(
            f"{folder} is no tables folder: it holds no manifest.json; name the folder that 'extract -o' wrote"
        ) from None
    except ValueError as error:
        raise ValueError(f"{folder / 'manifest.json'} can't be read ({error}); extract again") from None
    if not isinstance(content, dict) or content.get("program") != "summaryminer":
        raise ValueError(
            f"{folder / 'manifest.json'} was not written by summaryminer; name the folder that 'extract -o' wrote"
        )
    return content
