"""The texts as read, kept beside the tables so that every span can be looked up without the files they came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["PIECE", "arrow", "pieces", "read_texts"]

PIECE = 1_000_000
"""Characters in the largest piece that a text is kept in."""


def arrow() -> pa.Schema:
    """The Arrow schema of ``texts.parquet``: source, offset of the piece's first character, text."""
    import pyarrow as pa

    return pa.schema(
        [
            pa.field("source", pa.string(), False),
            pa.field("offset", pa.int64(), False),
            pa.field("text", pa.string(), False),
        ]
    )


def pieces(source: str, text: str, offset: int = 0) -> Iterator[tuple[str, int, str]]:
    """The rows that keep one text.

    Args:
        source: name of the source.
        text: the text as read, or a stretch of it.
        offset: where the stretch begins.

    Example:
        >>> list(pieces("a.txt", "建档率"))
        [('a.txt', 0, '建档率')]
    """
    for start in range(0, max(1, len(text)), PIECE):
        yield source, offset + start, text[start : start + PIECE]


def read_texts(path: Path, sources: Iterable[str] | None = None) -> dict[str, str]:
    """Texts by source, from ``texts.parquet``.

    Args:
        path: the file.
        sources: only these, all when not given.
    """
    import pyarrow.parquet as pq

    wanted = None if sources is None else set(sources)
    found: dict[str, list[str]] = {}
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=64):
            for source, text in zip(batch["source"].to_pylist(), batch["text"].to_pylist(), strict=True):
                if wanted is None or source in wanted:
                    found.setdefault(source, []).append(text)
    return {source: "".join(texts) for source, texts in found.items()}
