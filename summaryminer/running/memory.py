"""Extracting into memory: files, or texts that are already there, into one :class:`~summaryminer.tables.extraction.Extraction`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from summaryminer.pipeline import Extractor
from summaryminer.records import Source
from summaryminer.running.inputs import expand
from summaryminer.running.metadata import MetadataLike, read_metadata
from summaryminer.running.progress import watched
from summaryminer.running.sources import extract_file, extract_one, load_reader
from summaryminer.tables.extraction import Extraction
from summaryminer.tables.tabulate import Rows

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Data", "extract"]

Data: TypeAlias = "str | os.PathLike[str] | Iterable[str | os.PathLike[str]] | Iterable[tuple[object, str]] | Mapping[Any, str] | pd.DataFrame | pd.Series[Any]"


def extract(
    data: Data,
    *,
    processes: int | None = 1,
    metadata: MetadataLike | None = None,
    lexicons: Sequence[str | os.PathLike[str]] = (),
    model: str | os.PathLike[str] | Literal[False] | None = None,
    segmenter: Literal["jieba", "fast"] = "jieba",
    text: str | None = None,
    id: str | None = None,
    progress: bool = False,
) -> Extraction:
    """Extracts the tables of files or texts.

    Args:
        data: a file or folder, or several; or texts: a DataFrame, a Series (its index names the texts), a mapping from name to text,
            or pairs of name and text.
        processes: how many processes share the work; ``None`` for one per processor. The tables are the same for any number.
        metadata: what is known of sources beside their text, as for :func:`~summaryminer.running.metadata.read_metadata`; it overrides
            and completes what the texts say.
        lexicons: folders laid over the shipped lexicons.
        model: a classifier made by ``summaryminer train``; ``False`` for rules alone.
        segmenter: ``jieba``, or ``fast`` for ``rjieba``: the same rows, sooner.
        text: column of a DataFrame that holds the texts (``text`` if not given).
        id: column that names them (the index if not given).
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
    extractor = Extractor(lexicons=lexicons, model=model, segmenter=segmenter, metadata=read_metadata(metadata))
    texts = _texts(data, text, id)
    if texts is not None:
        return Extraction.of(extract_one(extractor, source) for source in watched(texts, progress))
    inputs = expand([data] if isinstance(data, (str, os.PathLike)) else data)  # type: ignore[arg-type]
    reader = load_reader()
    rows = [
        row for file in watched(inputs.files, progress) for row in extract_file(extractor, reader, file.path, file.name)
    ]
    return Extraction.of([*rows, *map(Rows.of_problem, inputs.problems)])


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
