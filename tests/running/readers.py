"""Readers that misbehave as their files say: for tests of what a run survives."""

from __future__ import annotations

import ctypes
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from summaryminer.reading import read_all
from summaryminer.records import Problem, Source


def unruly(path: Path, name: str) -> Iterator[Source | Problem]:
    """Reads a file, unless its first word asks for trouble."""
    word = path.read_bytes().split(b"\n", 1)[0].decode("ascii", "replace") if path.is_file() else ""
    match word:
        case "SEGFAULT":
            ctypes.string_at(0)
        case "KILL":
            os.kill(os.getpid(), signal.SIGKILL)
        case "ONCE":  # like a process that the system ends for memory
            mark = path.with_name(f".{path.name}.died")
            if not mark.exists():
                mark.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        case "HANG":
            time.sleep(3600)
        case "RAISE":
            raise IndexError("the table has no such row")
        case "MEMORY":
            raise MemoryError
        case "PRINT":
            print("a library that chats on the standard output")
    yield from read_all(path, name)


def slow(path: Path, name: str) -> Iterator[Source | Problem]:
    """Takes a while over each file, so that a run can be stopped in the middle."""
    time.sleep(0.02)
    yield from read_all(path, name)


def dawdling(path: Path, name: str) -> Iterator[Source | Problem]:
    """Takes a while over each of the many texts of a file, as of an archive."""
    for number, text in enumerate(path.read_text(encoding="utf-8").split("\f")):
        time.sleep(0.1)
        yield Source(f"{name}/{number:02}", text)
