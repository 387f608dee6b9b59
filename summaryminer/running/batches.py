"""The work itself: a batch of files into a part. What does it, a process of a pool or of a cluster, only carries files in and news out."""

from __future__ import annotations

import gc
import hashlib
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summaryminer.records import Source
from summaryminer.running.ahead import Ahead, groups, prepare
from summaryminer.running.deadlines import Deadline
from summaryminer.running.inputs import Input, content
from summaryminer.running.parts import STORED, PartWriter
from summaryminer.running.settings import Settings
from summaryminer.running.sources import extract_file, load_reader

if TYPE_CHECKING:
    from summaryminer.pipeline import Extractor
    from summaryminer.running.sources import Reader
    from summaryminer.running.stores import Store

__all__ = ["Done", "Task", "Workshop", "batches", "content"]

BATCH_BYTES = 1 << 20
BATCH_FILES = 256
"""How much makes a part. Batches follow the names and sizes of the files alone, so any number of processes makes the same parts."""

COLLECTING = (50_000, 20, 20)
"""How many new objects make the collector look for circles. A report makes ten thousand tuples and hardly a circle: 3 to 5 % of the time."""

LONG = 10.0
"""Seconds after which the files done so far make a part, so that little is lost when a run is stopped among slow files."""


@dataclass(frozen=True, slots=True)
class Task:
    """One file to extract.

    Args:
        place: its number among the inputs.
        name, path: what it is called in the tables, and where it is.
        size: in bytes, as far as known.
        known: what is known of it beside its text.
        limit: seconds that it may take; ``None`` for as long as it needs.
    """

    place: int
    name: str
    path: str
    size: int
    known: Mapping[str, Mapping[str, object]]
    limit: float | None = None

    @classmethod
    def of(
        cls,
        place: int,
        file: Input,
        known: Mapping[str, Mapping[str, object]],
        limit: Callable[[int], float | None] = lambda size: None,
    ) -> Task:
        """The task of an input; ``limit`` gives the seconds for its size."""
        try:
            size = file.path.stat().st_size
        except OSError:
            size = 0  # reading it says what is wrong
        return cls(place, file.name, os.path.abspath(file.path), size, known, limit(size))

    @property
    def known_print(self) -> str:
        """Fingerprint of what is known beside the text."""
        return hashlib.sha256(json.dumps(self.known, sort_keys=True).encode()).hexdigest()[:16] if self.known else ""


@dataclass(frozen=True, slots=True)
class Done:
    """One file extracted: where it stands among the inputs, its content, and how many rows it gave."""

    place: int
    size: int
    sha256: str
    documents: int
    figures: int
    problems: int


def batches(tasks: Iterable[Task]) -> Iterator[list[Task]]:
    """Tasks in batches of about equal work, in order."""
    batch: list[Task] = []
    size = 0
    for task in tasks:
        if batch and (size + task.size > BATCH_BYTES or len(batch) >= BATCH_FILES):
            yield batch
            batch, size = [], 0
        batch.append(task)
        size += task.size
    if batch:
        yield batch


class Workshop:
    """An extractor with its reader, made once per process, that turns batches into parts.

    Args:
        settings: of the run.
        recorded: the same as the manifest records them.
        store: where parts go.

    Raises:
        LexiconError: a lexicon can't be used.
        ImportError: the reader or the segmenter can't be found.
        ValueError: the model can't be used.
    """

    def __init__(self, settings: Settings, recorded: Mapping[str, object], store: Store) -> None:
        self._extractor: Extractor = settings.extractor()
        # Dictionaries and lexicons load at their first use: here, not on the clock of the first file.
        _ = self._extractor.model
        self._extractor.segmenter.words("1")
        self._extractor.extract_source(Source("", "1"))
        gc.freeze()  # what was loaded stays until the end: no need to look through it at every collection
        gc.set_threshold(*COLLECTING)
        self._reader: Reader = load_reader(settings.reader, settings.text_column)
        self._recorded, self._store = recorded, store

    def work(
        self,
        batch: Sequence[Task],
        *,
        begin: Callable[[Task], None] = lambda task: None,
        end: Callable[[Done], None] = lambda done: None,
        kept: Callable[[str, list[Done]], None] = lambda part, done: None,
        stopping: Callable[[], bool] = lambda: False,
    ) -> None:
        """Extracts the files of a batch into one part (several when that takes long).

        Args:
            batch: the files.
            begin, end: told before and after each file; ``begin`` again after each stretch of a long one, as a sign of life.
            kept: told of each part with its files.
            stopping: asked after each file; true stops there, with what is done kept.

        Raises:
            OSError: the part can't be written; nothing of it is left.
        """
        part, finished, since = PartWriter(self._store, self._recorded), [], time.monotonic()
        try:
            for task, ahead in self._ahead(batch, begin):
                begin(task)
                done = self._one(part, task, ahead, begin)
                finished.append(done)
                end(done)
                if stopping():
                    break
                if time.monotonic() - since > LONG:
                    self._keep(part, finished, kept)
                    part, finished, since = PartWriter(self._store, self._recorded), [], time.monotonic()
            self._keep(part, finished, kept)
        except BaseException:
            part.abandon()
            raise

    def _ahead(self, batch: Sequence[Task], begin: Callable[[Task], None]) -> Iterator[tuple[Task, Ahead | None]]:
        """The files of a batch, the short ones prepared a few at a time."""
        for group in groups(batch):
            prepared = prepare(self._extractor, self._reader, group, begin)
            for task in group:
                yield task, prepared.pop(task.place, None)

    def _one(self, part: PartWriter, task: Task, ahead: Ahead | None, alive: Callable[[Task], None]) -> Done:
        deadline = Deadline(task.limit)
        size, sha256 = (ahead.size, ahead.sha256) if ahead else content(task.path)
        reader = ahead.read if ahead else self._reader
        self._extractor.metadata = task.known
        for rows in extract_file(self._extractor, reader, Path(task.path), task.name, deadline):
            part.add(rows)
            alive(task)
        cut = deadline.limit if deadline.reached else None
        entry = part.close_file(task.name, size, sha256, task.known_print, cut)
        counts: dict[str, Any] = dict(zip(STORED, entry.rows, strict=True))
        return Done(task.place, size, sha256, counts["documents"], counts["figures"], counts["problems"])

    def _keep(self, part: PartWriter, finished: list[Done], kept: Callable[[str, list[Done]], None]) -> None:
        id = part.commit()
        if id is not None:
            kept(id, finished)
