"""Extracting into memory: files, or texts that are already there, into one :class:`~summaryminer.tables.extraction.Extraction`."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from summaryminer import schema
from summaryminer.pipeline import Extractor
from summaryminer.records import Problem, Source
from summaryminer.running.assembly import Assembly
from summaryminer.running.batches import Task, batches
from summaryminer.running.inputs import Input, expand
from summaryminer.running.metadata import Known, MetadataLike, read_metadata, shared_out
from summaryminer.running.parts import STORED, read_entries
from summaryminer.running.pool import Kept, Lost, Pool, processors
from summaryminer.running.progress import progress_bar, watched
from summaryminer.running.settings import Settings
from summaryminer.running.sources import Reader, extract_file, extract_text, load_reader, valid
from summaryminer.running.stores import LocalStore
from summaryminer.tables.extraction import Extraction
from summaryminer.tables.tabulate import Rows

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Data", "extract"]

Paths: TypeAlias = "str | os.PathLike[str] | Iterable[str | os.PathLike[str]]"
Texts: TypeAlias = "Iterable[tuple[object, str]] | Mapping[Any, str] | pd.DataFrame | pd.Series[Any]"
Data: TypeAlias = "Paths | Texts"


def extract(
    data: Data,
    *,
    processes: int | None = 1,
    metadata: MetadataLike | None = None,
    lexicons: Sequence[str | os.PathLike[str]] = (),
    model: str | os.PathLike[str] | Literal[False] | None = None,
    segmenter: Literal["jieba", "fast"] = "jieba",
    text_column: str | None = None,
    text: str | None = None,
    id: str | None = None,
    progress: bool = False,
) -> Extraction:
    """Extracts the tables of files or texts.

    Args:
        data: a file or folder, or several; or texts: a DataFrame (of pandas, or of polars and others by Arrow), a
            Series (its index names the texts), a mapping from name to text, or pairs of name and text.
        processes: how many processes share the work; ``None`` for one per processor. The tables are the same for any
            number.
        metadata: what is known of sources beside their text, as for
            :func:`~summaryminer.running.metadata.read_metadata`; it overrides and completes what the texts say.
        lexicons: folders laid over the shipped lexicons.
        model: a classifier made by ``summaryminer train``; ``False`` for rules alone.
        segmenter: ``jieba``, or ``fast`` for ``rjieba``: the same rows, sooner.
        text_column: column of spreadsheet files whose cells hold texts.
        text: column of a DataFrame that holds the texts (``text`` if not given).
        id: column that names them (the index if not given; the row's number where there is none).
        progress: show a progress bar.

    Raises:
        LexiconError: a lexicon can't be used.
        MetadataError: the metadata can't be used.
        ValueError: two texts have the same name, or the DataFrame lacks a column.

    Example:
        >>> import summaryminer as sm
        >>> sm.extract({"qingshan": "2021年随访高血压患者1660人次。"}).figures["value"].tolist()
        [1660.0]
    """
    settings = Settings.of(lexicons, model, segmenter, text_column=text_column)
    known = read_metadata(metadata)
    texts = _texts(data, text, id)
    with tempfile.TemporaryDirectory(prefix="summaryminer-") as folder:
        if texts is None:
            inputs = expand([data] if isinstance(data, (str, os.PathLike)) else data)  # type: ignore[arg-type]
            files, problems = inputs.files, inputs.problems
        elif processes == 1:
            extractor = settings.extractor(known)
            stretches = (rows for source in watched(texts, progress) for rows in extract_text(extractor, source))
            return _collected(stretches)
        else:
            files, problems = _handed_over(texts, Path(folder)), ()
            settings = replace(settings, reader=f"{__name__}:read_handed_over")
        if processes != 1:
            return _pooled(files, problems, settings, known, processes, progress, folder)
        extractor, reader = settings.extractor(known), load_reader(settings.reader, text_column)
        return _collected(_one_by_one(files, problems, extractor, reader, progress))


def _one_by_one(
    files: Sequence[Input], problems: Sequence[Problem], extractor: Extractor, reader: Reader, progress: bool
) -> Iterator[Rows]:
    yield from map(Rows.of_problem, problems)
    for file in watched(files, progress):
        yield from extract_file(extractor, reader, file.path, file.name)


def _collected(stretches: Iterable[Rows]) -> Extraction:
    """An extraction of rows in the order they come."""
    tables: dict[str, list[tuple[object, ...]]] = {name: [] for name in schema.TABLES}
    texts: dict[str, list[str]] = {}
    for rows in stretches:
        for name, some in rows.tables.items():
            tables[name].extend(some)
        if rows.text is not None:
            texts.setdefault(rows.source, []).append(rows.text)
    return Extraction(dict(tables), {source: "".join(parts) for source, parts in texts.items()})


def _pooled(
    files: Sequence[Input],
    problems: Sequence[Problem],
    settings: Settings,
    known: Known,
    processes: int | None,
    progress: bool,
    folder: str,
) -> Extraction:
    """The same by a pool of processes, through parts in a folder of their own."""
    parts = os.path.join(folder, "parts")
    shares = shared_out(known, [file.name for file in files])
    tasks = [Task.of(place, file, shares.get(file.name, {})) for place, file in enumerate(files)]
    recorded = settings.recorded()
    home: dict[str, str] = {}
    lost = {problem.source: [problem] for problem in problems}
    ended = 0
    pool = Pool(settings, recorded, parts, processors(processes))
    with progress_bar(len(files), progress) as advance, closing(pool.work(batches(tasks))) as news:
        for one in news:
            if isinstance(one, Kept):
                home.update((files[place].name, one.part) for place, _, _ in one.done)
            elif isinstance(one, Lost):
                lost.setdefault(files[one.place].name, []).append(one.problem)
            else:
                ended += 1
                advance(ended)
    store = LocalStore(Path(parts))
    assembly = Assembly(store, read_entries(store, recorded).entries, home, lost)
    tables: dict[str, list[tuple[object, ...]] | pd.DataFrame] = {
        name: list(assembly.rows(name)) for name in STORED if name != "texts"
    }
    texts: dict[str, list[str]] = {}
    for source, _, piece in assembly.rows("texts"):
        texts.setdefault(source, []).append(piece)
    return Extraction(tables, {source: "".join(parts) for source, parts in texts.items()})


def _handed_over(texts: Sequence[Source], folder: Path) -> tuple[Input, ...]:
    """Texts that are in memory, as files that other processes can read."""
    files = []
    for place, source in enumerate(texts):
        path = folder / f"{place}.txt"
        path.write_bytes(valid(source).text.encode())
        files.append(Input(source.name, path))
    return tuple(files)


def read_handed_over(path: Path, name: str) -> Iterator[Source | Problem]:
    """The reader of texts that were in memory: no guessing of formats or encodings."""
    yield Source(name, path.read_bytes().decode(), encoding="str")


def _texts(data: Data, text: str | None, id: str | None) -> list[Source] | None:
    """The texts handed over, or ``None`` when the data are paths.

    Raises:
        ValueError: two texts have the same name, a text is no string, or the DataFrame lacks a column.
    """
    pairs = _pairs(data, text, id)
    if pairs is None:
        return None
    sources: dict[str, Source] = {}
    for name, content in pairs:
        if not isinstance(content, str):
            raise ValueError(
                f"the text named {name!r} is no string but {type(content).__name__}; give text, or drop the row"
            )
        if str(name) in sources:
            raise ValueError(f"two texts are named {name!r}; name each differently (id=…)")
        sources[str(name)] = Source(str(name), content, encoding="str")
    return list(sources.values())


def _pairs(data: Any, text: str | None, id: str | None) -> Iterable[tuple[object, object]] | None:
    if isinstance(data, (str, os.PathLike)):
        return None
    if hasattr(data, "__arrow_c_stream__") and not hasattr(data, "index"):  # polars, Arrow and their like
        import pyarrow as pa

        if hasattr(data, "name") and not hasattr(data, "columns"):
            return enumerate(data)
        data = pa.table(data).to_pandas()
    if hasattr(data, "columns"):
        for column in (text or "text", id):
            if column is not None and column not in data.columns:
                raise ValueError(
                    f"the DataFrame has no column {column!r}; name the columns that hold texts and names with text=… and id=…"
                )
        return zip(data.index if id is None else data[id], data[text or "text"], strict=True)
    if hasattr(data, "items"):
        return list(data.items())
    found = list(data)
    if all(isinstance(one, (str, os.PathLike)) for one in found):
        return None
    if not all(isinstance(one, tuple) and len(one) == 2 for one in found):
        raise ValueError("these are neither paths nor pairs of name and text; give one or the other")
    return found
