"""A run: files in, a tables folder out."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal

from summaryminer import schema
from summaryminer.running.inputs import expand
from summaryminer.running.metadata import MetadataLike, read_metadata
from summaryminer.running.settings import Settings
from summaryminer.running.sources import READER, extract_file, load_reader
from summaryminer.tables.tabulate import Rows

__all__ = ["Format", "Progress", "Report", "RunError", "run"]

Format = Literal["csv", "parquet", "sqlite", "xlsx", "jsonl"]


class RunError(RuntimeError):
    """A run that could not go on: what is wrong and what to do; what was finished before is kept, and the same command goes on from it."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is.

    Args:
        done, total: files.
        documents, figures, problems: found so far.
        name: the file just finished.
    """

    COUNTED: ClassVar = ("documents", "figures", "problems")
    done: int
    total: int
    documents: int
    figures: int
    problems: int
    name: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did.

    Args:
        folder: the tables folder.
        files: inputs of the run.
        unchanged: of them, taken over from an earlier run.
        documents, figures, problems: rows in the tables.
        failed: names of the inputs of which nothing could be extracted.
        seconds: how long it took.
    """

    folder: Path
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
    fresh: bool = False,
    timeout: float | None = None,
    headings: bool = False,
    reader: str = READER,
    on_progress: Callable[[Progress], None] | None = None,
) -> Report:
    """Extracts files into a tables folder.

    Args:
        paths: files and folders.
        folder: where the tables go; made if it is not there.
        formats: in which formats.
        processes: how many processes share the work, ``None`` for one per processor; the bytes written are the same for any number.
        metadata: what is known of sources beside their text.
        lexicons, model, segmenter: as for :class:`~summaryminer.pipeline.Extractor`.
        fresh: start over instead of going on from what an earlier run finished.
        timeout: seconds after which a file is given up; ``None`` for 60 and one more per megabyte.
        headings: Chinese column headings.
        reader: who reads files, as ``module:function``; gives sources and problems for a path and a name.
        on_progress: called after every file.

    Raises:
        RunError: the run can't begin or go on (folder not writable, disk full, another run at work).
        LexiconError: a lexicon can't be used.
        MetadataError: the metadata can't be used.
    """
    began = time.monotonic()
    from summaryminer.writing.csv import write_table
    from summaryminer.writing.manifest import write_manifest

    target = Path(folder)
    known = read_metadata(metadata)
    settings = Settings.of(lexicons, model, segmenter, reader)
    inputs = expand([paths] if isinstance(paths, (str, os.PathLike)) else paths, without=[target])
    extractor, read = settings.extractor(known), load_reader(reader)
    try:
        target.mkdir(parents=True, exist_ok=True)
        collected = [Rows.of_problem(problem) for problem in inputs.problems]
        failed = []
        for done, file in enumerate(inputs.files, 1):
            rows = list(extract_file(extractor, read, file.path, file.name))
            collected.extend(rows)
            if not any(row.text is not None for row in rows):
                failed.append(file.name)
            if on_progress:
                counted = {name: sum(len(row.tables.get(name, ())) for row in collected) for name in Progress.COUNTED}
                on_progress(Progress(done, len(inputs.files), name=file.name, **counted))
        collected.sort(key=lambda row: row.source)
        counts = {
            name: write_table(
                target / f"{name}.csv",
                name,
                (line for row in collected for line in row.tables.get(name, ())),
                headings=headings,
            )
            for name in schema.TABLES
            if name != "findings"
        }
        _write_texts(target / "texts.parquet", collected)
        write_manifest(
            target / "manifest.json",
            settings.recorded(),
            counts,
            ((file.name, *_content(file.path)) for file in inputs.files),
        )
    except OSError as error:
        raise RunError(
            f"{target}: can't write there ({error.strerror or error}); free the disk or name another folder, then run again"
        ) from error
    return Report(
        target,
        len(inputs.files),
        0,
        counts["documents"],
        counts["figures"],
        counts["problems"],
        tuple(failed),
        time.monotonic() - began,
    )


def _content(path: Path) -> tuple[int, str]:
    try:
        data = path.read_bytes()
    except OSError:
        return 0, ""
    return len(data), hashlib.sha256(data).hexdigest()


def _write_texts(path: Path, collected: list[Rows]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from summaryminer.writing.texts import arrow, pieces

    with pq.ParquetWriter(path, arrow()) as writer:
        for row in collected:
            if row.text is not None:
                sources, offsets, texts = zip(*pieces(row.source, row.text), strict=True)
                writer.write_table(pa.table([sources, offsets, texts], schema=arrow()))
