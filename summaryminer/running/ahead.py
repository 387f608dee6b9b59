"""Short files are prepared a few at a time and judged together, which takes a third of the time of judging one by one.

Only the order of work changes: every file is read, begun and ended as ever, its rows are the same, and what goes wrong with it is
found again, and told, when its turn comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from summaryminer.records import Problem, Source
from summaryminer.running.inputs import content
from summaryminer.running.sources import valid
from summaryminer.running.windows import WINDOW

if TYPE_CHECKING:
    from summaryminer.pipeline import Extractor
    from summaryminer.running.batches import Task
    from summaryminer.running.sources import Reader

__all__ = ["Ahead", "groups", "prepare"]

SHORT = 1 << 16
"""Bytes of the largest file that is prepared before its turn."""

_TOGETHER = 1 << 17
_FILES = 32


@dataclass(frozen=True, slots=True)
class Ahead:
    """A file that was opened before its turn.

    Args:
        size, sha256: its content when it was opened.
        sources: what its reader gives, the first of it read.
    """

    size: int
    sha256: str
    sources: Iterable[Source | Problem]

    def read(self, path: Path, name: str) -> Iterable[Source | Problem]:
        """What a reader would give."""
        return self.sources


def groups(batch: Sequence[Task]) -> Iterator[list[Task]]:
    """The tasks of a batch, in order: short ones that may be judged together as one group, every other one alone.

    Args:
        batch: the tasks; one whose size is not known is alone.
    """
    group: list[Task] = []
    size = 0
    for task in batch:
        short = 0 < task.size <= SHORT
        if group and (not short or size + task.size > _TOGETHER or len(group) >= _FILES):
            yield group
            group, size = [], 0
        if short:
            group.append(task)
            size += task.size
        else:
            yield [task]
    if group:
        yield group


def prepare(extractor: Extractor, reader: Reader, group: Sequence[Task], begin: Callable[[Task], None]) -> dict[int, Ahead]:
    """Reads the files of a group and takes them as far as judging; those with which something goes wrong are left out.

    Args:
        extractor: which prepares them.
        reader: who reads files.
        group: the files.
        begin: told before each, so that a file that ends or holds up the process is known.

    Returns:
        The files by their place.
    """
    found: dict[int, Ahead] = {}
    extractor.forget()
    if len(group) < 2:
        return found
    for task in group:
        begin(task)
        try:
            # Before it is read, so that a file that is changed meanwhile does not look as if it had been done.
            size, sha256 = content(task.path)
            sources = iter(reader(Path(task.path), task.name))
            first = list(islice(sources, 1))
            extractor.metadata = task.known
            for source in first:
                if isinstance(source, Source) and len(source.text) <= WINDOW and valid(source) is source:
                    extractor.prepare(source)
        except Exception:
            # Whatever it is, it comes again when the file's turn comes, and is told then.
            continue
        found[task.place] = Ahead(size, sha256, chain(first, sources))
    return found
