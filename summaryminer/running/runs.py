"""A run: files in, a tables folder out; whatever stops it, the same command goes on where it stopped."""

from __future__ import annotations

import errno
import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from summaryminer.records import Problem
from summaryminer.running.assembly import Assembly
from summaryminer.running.batches import Task, batches, content
from summaryminer.running.deadlines import time_limit
from summaryminer.running.errors import Interrupted, RunError
from summaryminer.running.inputs import Input, expand
from summaryminer.running.locks import locked
from summaryminer.running.metadata import Known, MetadataLike, read_metadata, shared_out
from summaryminer.running.outputs import FORMATS, TABLES, Format, write_outputs
from summaryminer.running.parts import Entry, Stored, read_entries
from summaryminer.running.pool import Ended, Kept, Lost, Pool, processors
from summaryminer.running.settings import Settings
from summaryminer.running.sources import READER
from summaryminer.running.stores import Store, publish, store_of

if TYPE_CHECKING:
    from summaryminer.running.cluster import Cluster

__all__ = ["Format", "Progress", "Report", "run"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is.

    Args:
        done, total: files.
        documents, figures, problems: found so far in this run.
        name: the file just finished; empty before the first.
    """

    done: int
    total: int
    documents: int = 0
    figures: int = 0
    problems: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did.

    Args:
        folder: the tables folder, as given.
        files: inputs of the run.
        unchanged: of them, taken over from an earlier run.
        documents, figures, problems: rows in the tables.
        failed: names of the inputs that have a problem.
        seconds: how long it took.
    """

    folder: Path | str
    files: int
    unchanged: int
    documents: int
    figures: int
    problems: int
    failed: tuple[str, ...]
    seconds: float


def run(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    folder: str | os.PathLike[str],
    *,
    formats: Sequence[Format] = ("csv",),
    processes: int | None = None,
    metadata: MetadataLike | None = None,
    lexicons: Sequence[str | os.PathLike[str]] = (),
    model: str | os.PathLike[str] | Literal[False] | None = None,
    segmenter: Literal["jieba", "fast"] = "jieba",
    text_column: str | None = None,
    fresh: bool = False,
    timeout: float | None = None,
    cluster: str | None = None,
    headings: bool = False,
    reader: str = READER,
    on_progress: Callable[[Progress], None] | None = None,
) -> Report:
    """Extracts files into a tables folder.

    What is finished is kept in ``parts/`` of the folder. The same command goes on from there: files with the same
    content, under the same settings and versions, are not extracted again; changed ones are, and rows of inputs that
    are gone are dropped.

    Args:
        paths: files and folders.
        folder: where the tables go; made if it is not there.
        formats: in which formats (``csv``, ``parquet``, ``sqlite``, ``xlsx``, ``jsonl``).
        processes: how many processes share the work, ``None`` for one per processor; the bytes written are the same
            for any number.
        metadata: what is known of sources beside their text.
        lexicons, model, segmenter: as for :class:`~summaryminer.pipeline.Extractor`.
        text_column: column of a spreadsheet whose cells hold texts.
        fresh: start over instead of going on from what an earlier run finished.
        timeout: seconds that one file may take; ``None`` for 60 and one more per megabyte. Of a text too long for that,
            what was read by then is kept and a row of problems says where it stopped; it is read anew once it may take
            longer. A file of which nothing comes by then is given up.
        cluster: do the work on a dask cluster: address of its scheduler (``tcp://host:8786``), or ``local:N``. Inputs
            and ``folder`` must be there, under the same paths, on all its machines; or ``folder`` is an fsspec URL.
        headings: Chinese column headings in the formats for people.
        reader: who reads files, as ``module:function``; gives sources and problems for a path and a name.
        on_progress: called after every file.

    Raises:
        RunError: the run can't begin or go on (folder not writable, disk full, another run at work).
        Interrupted: Ctrl-C.
        LexiconError: a lexicon can't be used.
        MetadataError: the metadata can't be used.
        ValueError: there is no such format.
    """
    unknown = [format for format in formats if format not in FORMATS]
    if unknown:
        raise ValueError(f"there is no format {unknown[0]!r}; take {', '.join(FORMATS)}")
    given = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    settings = Settings.of(lexicons, model, segmenter, reader, text_column)
    recorded = settings.recorded()
    known = read_metadata(metadata)
    with _told(folder), _opened(folder) as (target, parts):
        limit = time_limit if timeout is None else lambda size: float(timeout)
        job = _Job(target, recorded, store_of(parts), on_progress, limit)
        inputs = expand(given, without=[target])
        job.take_stock(inputs.files, known, fresh)
        job.problems = {problem.source: [problem] for problem in inputs.problems}
        try:
            workers = _workers(settings, recorded, parts, processes, cluster)
            with closing(workers.work(batches(job.tasks))) as news:
                for one in news:
                    job.hear(one)
        except KeyboardInterrupt:
            raise Interrupted(
                f"stopped; what is finished is kept in {parts}: the same command goes on from there"
            ) from None
        report = job.finish(formats, headings)
    return report if target == Path(folder) else replace(report, folder=os.fspath(folder))


def _workers(
    settings: Settings,
    recorded: dict[str, object],
    parts: str,
    processes: int | None,
    cluster: str | None,
) -> Pool | Cluster:
    if cluster is not None:
        from summaryminer.running.cluster import Cluster

        return Cluster(settings, recorded, parts, cluster)
    return Pool(settings, recorded, parts, processors(processes))


@contextmanager
def _opened(folder: str | os.PathLike[str]) -> Iterator[tuple[Path, str]]:
    """A tables folder at work: where its files are written, and the place of its parts.

    What an fsspec URL names is written beside and then put there; a local folder is kept from other runs meanwhile.
    """
    if "://" in (place := os.fspath(folder)):
        with tempfile.TemporaryDirectory(prefix="summaryminer-") as local:
            yield Path(local), f"{place.rstrip('/')}/parts"
            publish(Path(local), place)
        return
    target = Path(folder)
    (target / "parts").mkdir(parents=True, exist_ok=True)
    with locked(target / "parts"):
        yield target, os.path.abspath(target / "parts")


@dataclass(slots=True)
class _Job:
    """One run at work."""

    target: Path
    recorded: dict[str, object]
    store: Store
    on_progress: Callable[[Progress], None] | None
    limit: Callable[[int], float]
    began: float = field(default_factory=time.monotonic)
    inputs: Sequence[Input] = ()
    tasks: list[Task] = field(default_factory=list)
    home: dict[str, str] = field(default_factory=dict)
    lost: dict[str, tuple[int, str]] = field(default_factory=dict)
    problems: dict[str, list[Problem]] = field(default_factory=dict)
    unchanged: int = 0
    _ended: set[int] = field(default_factory=set)
    _totals: Counter[str] = field(default_factory=Counter)

    def take_stock(self, inputs: Sequence[Input], known: Known, fresh: bool) -> None:
        """Finds out what is done already and what there is to do."""
        self.store.sweep()
        stored = read_entries(self.store, self.recorded)
        for part in [*stored.stale, *(stored.entries if fresh else ())]:
            self.store.drop(part)
        if fresh:
            stored.entries.clear()
        held = _held(stored)
        self.inputs = inputs
        shares = shared_out(known, [file.name for file in inputs])
        for place, file in enumerate(inputs):
            share = shares.get(file.name, {})
            task = Task.of(place, file, share, self.limit)
            alike = [(part, entry) for part, entry in held.get(file.name, ()) if _holds(entry, task)]
            if alike:
                _, sha256 = content(file.path)
                same = next((part for part, entry in alike if entry.sha256 == sha256), None)
                if same is not None:
                    self.home[file.name] = same
                    continue
            self.tasks.append(task)
        self.unchanged = len(self.home)
        self._tell("")

    def hear(self, news: Ended | Kept | Lost) -> None:
        """Takes note of what the pool says."""
        if isinstance(news, Kept):
            self.home.update((self.inputs[place].name, news.part) for place, _, _ in news.done)
            return
        name = self.inputs[news.place].name
        if isinstance(news, Lost):
            self.problems.setdefault(name, []).append(news.problem)
            self.lost[name] = content(self.inputs[news.place].path)
            news = Ended(news.place, 0, 0, 1)
        if news.place not in self._ended:
            self._ended.add(news.place)
            self._totals.update(documents=news.documents, figures=news.figures, problems=news.problems)
            self._tell(name)

    def finish(self, formats: Sequence[Format], headings: bool) -> Report:
        """Writes the tables folder from the parts, and takes away what no input needs any more."""
        from summaryminer.writing.manifest import write_manifest

        worked, self.tasks = bool(self.tasks), []
        stored = read_entries(self.store, self.recorded)
        assembly = Assembly(self.store, stored.entries, self.home, self.problems)
        (self.target / "manifest.json").unlink(missing_ok=True)  # written last: where it stands, the folder is whole
        if worked or len(self.home) < sum(map(len, stored.entries.values())):
            (self.target / "findings.csv").unlink(missing_ok=True)  # they were about other tables
        write_outputs(self.target, assembly, formats, headings=headings)
        counts = {table: assembly.count(table) for table in TABLES}
        recorded = {**self.recorded, "formats": list(formats), "headings": headings}
        write_manifest(self.target / "manifest.json", recorded, counts, self._contents(stored))
        needed = set(self.home.values())
        for part in stored.entries:
            if part not in needed:
                self.store.drop(part)
        self.store.sweep()
        return Report(
            folder=self.target,
            files=len(self.inputs),
            unchanged=self.unchanged,
            documents=counts["documents"],
            figures=counts["figures"],
            problems=counts["problems"],
            failed=tuple(sorted({*self.problems, *self._with_problems(stored)})),
            seconds=time.monotonic() - self.began,
        )

    def _contents(self, stored: Stored) -> Iterator[tuple[str, int, str]]:
        """Name, size and SHA-256 of every input."""
        kept = {
            entry.name: entry
            for part, entries in stored.entries.items()
            for entry in entries
            if entry.name is not None and self.home.get(entry.name) == part
        }
        for file in self.inputs:
            entry = kept.get(file.name)
            yield (file.name, *((entry.size, entry.sha256) if entry is not None else self.lost[file.name]))

    def _with_problems(self, stored: Stored) -> Iterator[str]:
        for part, entries in stored.entries.items():
            for entry in entries:
                if entry.name is not None and entry.problems and self.home.get(entry.name) == part:
                    yield entry.name

    def _tell(self, name: str) -> None:
        if self.on_progress is not None:
            done = self.unchanged + len(self._ended)
            self.on_progress(Progress(done, len(self.inputs), **self._totals, name=name))


def _held(stored: Stored) -> dict[str, list[tuple[str, Entry]]]:
    """Names of the files in the parts → the parts that hold a file of that name, the last first."""
    held: dict[str, list[tuple[str, Entry]]] = {}
    for part, entries in stored.entries.items():
        for entry in entries:
            if entry.name is not None and entry.sha256:
                held.setdefault(entry.name, []).insert(0, (part, entry))
    return held


def _holds(entry: Entry, task: Task) -> bool:
    """Whether this is what the task would give, if its content is the same: whole, or cut by a limit no shorter than now."""
    whole = entry.cut is None or (task.limit is not None and entry.cut >= task.limit)
    return whole and (entry.size, entry.known) == (task.size, task.known_print)


@contextmanager
def _told(target: str | os.PathLike[str]) -> Iterator[None]:
    """Says in words what keeps a folder from being written."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            reason = "the disk is full; free some space"
        elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            reason = "no permission to write there; name another folder (-o) or change its permissions"
        elif error.errno in (errno.ENOTDIR, errno.EEXIST):
            reason = "this is a file, not a folder; name another folder (-o)"
        else:
            reason = f"it can't be written ({error.strerror or error})"
        raise RunError(
            f"{os.fspath(target)}: {reason}. What is finished is kept: the same command goes on from there"
        ) from error
