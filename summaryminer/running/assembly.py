"""From parts to the tables folder: every table written once, in the order of the files' names, never held whole."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, Any

from summaryminer.records import Problem
from summaryminer.running.parts import STORED, Entry, part_schema

if TYPE_CHECKING:
    import pyarrow as pa

    from summaryminer.running.stores import Store

__all__ = ["Assembly", "Stretch", "rows_of"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows of a part that follow one another in the tables: for each stored table the first row and the row after the
    last.

    Args:
        part: id of the part.
        first, last: row numbers, in the order of :data:`~summaryminer.running.parts.STORED`.
    """

    part: str
    first: tuple[int, ...]
    last: tuple[int, ...]


class Assembly:
    """The tables of a run, put together from its parts.

    Args:
        store: where the parts are.
        entries: part id → its files.
        home: input name → id of the part that holds it, in the order that the tables are to have.
        problems: problems of inputs that no part holds, by input name.
    """

    def __init__(
        self,
        store: Store,
        entries: Mapping[str, Sequence[Entry]],
        home: Mapping[str, str],
        problems: Mapping[str, Sequence[Problem]],
    ) -> None:
        self._store = store
        self._plan = list(_planned(entries, home, problems))

    def count(self, table: str) -> int:
        """How many rows a table has."""
        place = STORED.index(table)
        total = 0
        for step in self._plan:
            if isinstance(step, Stretch):
                total += step.last[place] - step.first[place]
            elif table == "problems":
                total += len(step)
        return total

    def batches(self, table: str) -> Iterator[pa.Table]:
        """A table, some thousand rows at a time, in order.

        Raises:
            OSError: a part can't be read.
        """
        import pyarrow as pa

        place = STORED.index(table)
        layout = part_schema(table)
        for part, steps in groupby(self._plan, key=lambda step: step.part if isinstance(step, Stretch) else None):
            if part is not None:
                spans = [(step.first[place], step.last[place]) for step in steps if isinstance(step, Stretch)]
                yield from self._read(part, table, [span for span in spans if span[0] < span[1]])
            elif table == "problems":
                rows = [
                    (p.source, p.stage, p.error, p.detail)
                    for step in steps
                    if not isinstance(step, Stretch)
                    for p in step
                ]
                columns = zip(*rows, strict=True)
                arrays = [pa.array(column, type=field.type) for column, field in zip(columns, layout, strict=True)]
                yield pa.Table.from_arrays(arrays, schema=layout)

    def rows(self, table: str) -> Iterator[tuple[Any, ...]]:
        """A table row by row, as tuples in column order."""
        return rows_of(self.batches(table))

    def _read(self, part: str, table: str, spans: Sequence[tuple[int, int]]) -> Iterator[pa.Table]:
        import pyarrow.parquet as pq

        if not spans:
            return
        with self._store.open(part, f"{table}.parquet") as handle, pq.ParquetFile(handle) as file:
            position = 0
            remaining = list(spans)
            for number in range(file.num_row_groups):
                length = file.metadata.row_group(number).num_rows
                if remaining and remaining[0][0] < position + length:
                    group: pa.Table = file.read_row_group(number)
                    while remaining and remaining[0][0] < position + length:
                        first, last = remaining.pop(0)
                        end = min(last, position + length)
                        yield group.slice(first - position, end - first)
                        if end < last:
                            remaining.insert(0, (end, last))
                position += length


def rows_of(batches: Iterable[pa.Table]) -> Iterator[tuple[Any, ...]]:
    """Rows of Arrow tables as tuples."""
    import pyarrow as pa

    for batch in batches:
        # Words of a category come faster as strings than one by one out of their dictionary.
        columns = (c.cast(c.type.value_type) if pa.types.is_dictionary(c.type) else c for c in batch.columns)
        yield from zip(*(column.to_pylist() for column in columns), strict=True)


def _planned(
    entries: Mapping[str, Sequence[Entry]], home: Mapping[str, str], problems: Mapping[str, Sequence[Problem]]
) -> Iterator[Stretch | list[Problem]]:
    """Stretches and problems in the order of the inputs; neighbours in a part are one stretch."""
    spans = {part: _Spans(some) for part, some in entries.items()}
    held: Stretch | None = None
    for name in sorted({*home, *problems}):
        if name in problems:
            if held is not None:
                yield held
                held = None
            yield list(problems[name])
        if name not in home:
            continue
        part = home[name]
        first, last = spans[part].of(name)
        if held is not None and held.part == part and held.last == first:
            held = Stretch(part, held.first, last)
            continue
        if held is not None:
            yield held
        held = Stretch(part, first, last)
    if held is not None:
        yield held


class _Spans:
    """Where the rows of each file of a part begin and end, table by table; kept small, as a run may have a million files."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._numbers = {entry.name: number for number, entry in enumerate(entries) if entry.name is not None}
        self._reached = [
            array("q", accumulate(counts, initial=0)) for counts in zip(*(e.rows for e in entries), strict=True)
        ]

    def of(self, name: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The first rows of a file, and the rows after its last, in the order of the stored tables."""
        number = self._numbers[name]
        return tuple(reached[number] for reached in self._reached), tuple(
            reached[number + 1] for reached in self._reached
        )
