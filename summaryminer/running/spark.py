"""The same kernel inside Spark: a DataFrame of texts in, a DataFrame of one of the tables out, batch by batch in Arrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from summaryminer import schema

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

    from summaryminer.pipeline import Extractor

__all__ = ["figures", "layout", "table"]

_TYPES = {"text": "string", "category": "string", "integer": "bigint", "number": "double"}


def figures(
    df: DataFrame,
    text: str = "text",
    id: str = "id",
    *,
    lexicons: Sequence[str] = (),
    model: str | Literal[False] | None = None,
    segmenter: Literal["jieba", "fast"] = "jieba",
) -> DataFrame:
    """The figures of the texts of a Spark DataFrame; ``id`` becomes the ``source`` column.

    Args:
        df: a DataFrame with one text per row.
        text, id: its columns that hold the texts and name them.
        lexicons, model, segmenter: as for :class:`~summaryminer.pipeline.Extractor`; paths must be there on every machine.
    """
    return table(df, "figures", text, id, lexicons=lexicons, model=model, segmenter=segmenter)


def table(
    df: DataFrame,
    name: str,
    text: str = "text",
    id: str = "id",
    *,
    lexicons: Sequence[str] = (),
    model: str | Literal[False] | None = None,
    segmenter: Literal["jieba", "fast"] = "jieba",
) -> DataFrame:
    """One of the tables of the texts: ``figures``, ``documents``, ``programs``, ``years`` or ``problems``.

    A text that a step fails on gives one row of ``problems`` and nothing else; a null text gives none.

    Raises:
        KeyError: there is no such table.
    """
    shape = layout(name)
    settings = tuple(lexicons), model, segmenter

    def extract(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield from _extracted(batch, name, settings)

    return df.select(df[id].cast("string").alias("id"), df[text].alias("text")).mapInArrow(extract, shape)


def layout(name: str) -> str:
    """The columns of a table as Spark's DDL.

    Example:
        >>> layout("problems")
        '`source` string, `stage` string, `error` string, `detail` string'
    """
    return ", ".join(f"`{column.name}` {_TYPES[column.type]}" for column in schema.TABLES[name])


@lru_cache(maxsize=4)
def _extractor(lexicons: tuple[str, ...], model: str | Literal[False] | None, segmenter: str) -> Extractor:
    """One extractor for a process of Spark, however many batches it works on."""
    from summaryminer.running.settings import Settings

    return Settings.of(lexicons, model, segmenter).extractor()  # type: ignore[arg-type]


def _extracted(batch: pa.RecordBatch, name: str, settings: tuple[object, ...]) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    from summaryminer.records import Source
    from summaryminer.running.sources import extract_text

    types = {"string": pa.string(), "bigint": pa.int64(), "double": pa.float64()}
    fields = [(column.name, types[_TYPES[column.type]]) for column in schema.TABLES[name]]
    extractor = _extractor(*settings)
    rows: list[tuple[object, ...]] = []
    for source, text in zip(batch.column("id").to_pylist(), batch.column("text").to_pylist(), strict=True):
        if text is not None:
            for some in extract_text(extractor, Source(str(source), text, encoding="str")):
                rows.extend(some.tables.get(name, ()))
    columns = list(zip(*rows, strict=True)) or [()] * len(fields)
    arrays = [pa.array(column, type=type) for column, (_, type) in zip(columns, fields, strict=True)]
    yield pa.RecordBatch.from_arrays(arrays, names=[column for column, _ in fields])
