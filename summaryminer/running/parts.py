"""Parts: the pieces that a run is made of and goes on from.

A part is a folder ``parts/<id>/`` of Parquet files: the tables of some files of the run, their texts, and
``sources.parquet``, which says whose rows they are: name, size and SHA-256 of every file, how many rows of each table
are its own, in order, and under which settings it was extracted. A part appears whole or not at all, so whatever
stops a run, what its parts hold is done.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from summaryminer import schema
from summaryminer.writing import texts

if TYPE_CHECKING:
    import pyarrow as pa

    from summaryminer.running.stores import Store
    from summaryminer.tables.tabulate import Rows

__all__ = ["STORED", "Entry", "PartWriter", "part_schema", "read_entries"]

STORED = ("figures", "documents", "programs", "years", "problems", "texts")
"""What a part holds for each file: five tables and the text."""

_ROW_GROUP = 8192
_TEXT_GROUP = 4 * texts.PIECE


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a part.

    Args:
        name: of the file; ``None`` for rows of a file that was given up halfway, which nobody reads again.
        size, sha256: of its content; ``""`` when it could not be read.
        known: fingerprint of the metadata it was extracted with.
        rows: how many rows of each stored table are its own, in the order of :data:`STORED`.
        cut: seconds within which it could not be read to its end; ``None`` where it is whole.
    """

    name: str | None
    size: int
    sha256: str
    known: str
    rows: tuple[int, ...]
    cut: float | None = None

    @property
    def problems(self) -> int:
        """How many problems it has."""
        return self.rows[STORED.index("problems")]


def part_schema(table: str) -> pa.Schema:
    """The Arrow schema of a stored table."""
    return texts.arrow() if table == "texts" else schema.arrow(table)


class PartWriter:
    """Writes one part.

    Args:
        store: where parts are kept.
        settings: of the run, as recorded in its manifest.
    """

    def __init__(self, store: Store, settings: Mapping[str, object]) -> None:
        self._store, self._settings = store, dict(settings)
        self._pending: dict[str, list[tuple[object, ...]]] = {name: [] for name in STORED}
        self._characters = 0
        self._counts = [0] * len(STORED)
        self._entries: list[Entry] = []
        self._writers: dict[str, Any] = {}
        self._folder: str | None = None

    @property
    def entries(self) -> Sequence[Entry]:
        """The files added so far."""
        return self._entries

    def add(self, rows: Rows) -> None:
        """Adds rows of the file at work."""
        for place, name in enumerate(STORED):
            some = rows.tables.get(name, [])
            if name == "texts" and rows.text is not None:
                some = list(texts.pieces(rows.source, rows.text, rows.offset))
                self._characters += len(rows.text)
            self._pending[name].extend(some)
            self._counts[place] += len(some)
        if len(self._pending["figures"]) >= _ROW_GROUP or self._characters >= _TEXT_GROUP:
            self._flush()

    def close_file(
        self, name: str | None, size: int = 0, sha256: str = "", known: str = "", cut: float | None = None
    ) -> Entry:
        """Ends the file at work: its rows are those added since the one before; ``None`` gives them up."""
        entry = Entry(name, size, sha256, known, tuple(self._counts), cut)
        self._entries.append(entry)
        self._counts = [0] * len(STORED)
        return entry

    def commit(self) -> str | None:
        """Makes the part appear and returns its id; a part without files does not.

        Raises:
            OSError: it can't be written.
        """
        import pyarrow as pa
        import pyarrow.parquet as pq

        if not self._entries:
            return None
        self._flush()
        for writer, handle in self._writers.values():
            writer.close()
            handle.close()
        columns = {
            name: [getattr(entry, name) for entry in self._entries]
            for name in ("name", "size", "sha256", "known", "cut")
        }
        columns["cut"] = pa.array(columns["cut"], pa.float64())
        for place, name in enumerate(STORED):
            columns[name] = [entry.rows[place] for entry in self._entries]
        about = pa.table(columns).replace_schema_metadata({"settings": json.dumps(self._settings, sort_keys=True)})
        with self._store.create(self._opened(), "sources.parquet") as handle:
            pq.write_table(about, handle)
        # The same files under the same settings make the same part, so that two runs can be compared byte by byte.
        content = json.dumps(
            [self._settings, [(e.name, e.sha256, e.known, e.rows, e.cut) for e in self._entries]], sort_keys=True
        )
        return self._store.commit(
            self._opened(), hashlib.sha256(content.encode("utf-8", "backslashreplace")).hexdigest()[:20]
        )

    def abandon(self) -> None:
        """Leaves nothing behind."""
        for writer, handle in self._writers.values():
            writer.is_open = False  # a writer that could not write would try again when it is collected
            handle.close()
        self._writers = {}
        if self._folder is not None:
            self._store.abandon(self._folder)

    def _opened(self) -> str:
        if self._folder is None:
            self._folder = self._store.begin()
        return self._folder

    def _flush(self) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        for name, rows in self._pending.items():
            if not rows:
                continue
            layout = part_schema(name)
            arrays = [
                pa.array(column, type=field.type) for column, field in zip(zip(*rows, strict=True), layout, strict=True)
            ]
            if name not in self._writers:
                handle = self._store.create(self._opened(), f"{name}.parquet")
                self._writers[name] = pq.ParquetWriter(handle, layout, compression="zstd"), handle
            self._writers[name][0].write_table(pa.Table.from_arrays(arrays, schema=layout), row_group_size=_ROW_GROUP)
            self._pending[name] = []
        self._characters = 0


@dataclass(slots=True)
class Stored:
    """What the parts of a store hold.

    Args:
        parts: ids of the parts made under the present settings.
        entries: part id → its files.
        stale: ids of parts made under other settings, or that can't be read.
    """

    entries: dict[str, list[Entry]] = field(default_factory=dict)
    stale: list[str] = field(default_factory=list)


def read_entries(store: Store, settings: Mapping[str, object]) -> Stored:
    """The files that the parts of a store hold, part by part."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    expected = json.dumps(dict(settings), sort_keys=True).encode()
    found = Stored()
    for part in store.parts():
        try:
            with store.open(part, "sources.parquet") as handle:
                about = pq.read_table(handle)
        except (OSError, pa.ArrowException):
            found.stale.append(part)
            continue
        if (about.schema.metadata or {}).get(b"settings") != expected:
            found.stale.append(part)
            continue
        columns = [about.column(name).to_pylist() for name in ("name", "size", "sha256", "known", "cut", *STORED)]
        found.entries[part] = [
            Entry(n, size, sha, known, tuple(rows), cut)
            for n, size, sha, known, cut, *rows in zip(*columns, strict=True)
        ]
    return found
