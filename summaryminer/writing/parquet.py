"""Parquet: tables with the Arrow schema of ``schema.py``, in row groups of a size that does not depend on how the rows arrive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from summaryminer import schema
from summaryminer.writing import texts

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["write_batches", "write_table", "write_texts"]

ROW_GROUP = 32_768
_TEXT_GROUP = 8 * texts.PIECE


def write_table(path: Path, table: str, rows: Iterable[tuple[object, ...]]) -> int:
    """Writes one table and returns how many rows it has.

    Args:
        path: the file; it appears whole or not at all.
        table: name of the table in the schema.
        rows: tuples in column order.
    """
    return write_batches(path, schema.arrow(table), _batches(schema.arrow(table), iter(rows)))


def write_batches(path: Path, layout: pa.Schema, batches: Iterable[pa.Table]) -> int:
    """Writes Arrow tables, one after the other, into one file; the same rows give the same bytes however they are cut.

    Args:
        path: the file; it appears whole or not at all.
        layout: its Arrow schema.
        batches: tables of that schema.
    """
    return _write(path, layout, _regrouped(batches))


def write_texts(path: Path, batches: Iterable[pa.Table]) -> int:
    """Writes ``texts.parquet`` from stretches of it; row groups are bounded by characters, as one row may hold a million."""
    return _write(path, texts.arrow(), _regrouped_texts(batches))


def _write(path: Path, layout: pa.Schema, groups: Iterable[pa.Table]) -> int:
    import pyarrow.parquet as pq

    partial = path.with_name(path.name + ".partial")
    count = 0
    with partial.open("wb") as handle, pq.ParquetWriter(handle, layout, compression="zstd") as writer:
        for group in groups:
            writer.write_table(group, row_group_size=group.num_rows)
            count += group.num_rows
    partial.replace(path)
    return count


def _batches(layout: pa.Schema, rows: Iterator[tuple[object, ...]]) -> Iterator[pa.Table]:
    import pyarrow as pa

    while some := list(islice(rows, ROW_GROUP)):
        columns = zip(*some, strict=True)
        arrays = [pa.array(column, type=field.type) for column, field in zip(columns, layout, strict=True)]
        yield pa.Table.from_arrays(arrays, schema=layout)


def _regrouped(batches: Iterable[pa.Table]) -> Iterator[pa.Table]:
    held: list[pa.Table] = []
    count = 0
    for batch in batches:
        while count + batch.num_rows >= ROW_GROUP:
            taken = ROW_GROUP - count
            yield _joined([*held, batch.slice(0, taken)])
            held, count, batch = [], 0, batch.slice(taken)
        if batch.num_rows:
            held.append(batch)
            count += batch.num_rows
    if held:
        yield _joined(held)


def _regrouped_texts(batches: Iterable[pa.Table]) -> Iterator[pa.Table]:
    import pyarrow as pa
    import pyarrow.compute as pc

    held: list[pa.Table] = []
    characters = count = 0
    for batch in batches:
        for place, length in enumerate(pc.utf8_length(batch["text"]).to_pylist()):
            held.append(batch.slice(place, 1))
            characters, count = characters + length, count + 1
            if characters >= _TEXT_GROUP or count >= ROW_GROUP:
                yield pa.concat_tables(held).combine_chunks()
                held, characters, count = [], 0, 0
    if held:
        yield pa.concat_tables(held).combine_chunks()


def _joined(tables: list[pa.Table]) -> pa.Table:
    """One table, each column in one piece with its words numbered as they first come: the bytes follow the rows alone."""
    import pyarrow as pa

    whole = pa.concat_tables(tables).combine_chunks()
    for place, field in enumerate(whole.schema):
        if pa.types.is_dictionary(field.type):
            plain = whole.column(place).cast(field.type.value_type).combine_chunks()
            encoded = plain.dictionary_encode()
            if isinstance(encoded, pa.ChunkedArray):
                encoded = encoded.combine_chunks()
            whole = whole.set_column(place, field, encoded.cast(field.type))
    return whole
