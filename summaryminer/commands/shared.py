"""What the commands on tables folders share: options read the same way, errors told in one line."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from summaryminer.commands.output import fail

if TYPE_CHECKING:
    from summaryminer.lexicons import Lexicons
    from summaryminer.running.metadata import Known
    from summaryminer.tables.extraction import Extraction

__all__ = ["failing", "given_file", "lexicons_of", "metadata_of", "store"]


@contextmanager
def failing() -> Iterator[None]:
    """Tells what is wrong with the input in one message, and leaves with exit code 2."""
    try:
        yield
    except (OSError, ValueError) as error:
        fail(error)


@contextmanager
def given_file(path: Path) -> Iterator[Path]:
    """The file that a path stands for: itself, or for ``-`` what comes in on standard input, as a file called ``stdin``."""
    if str(path) != "-":
        yield path
        return
    with TemporaryDirectory(prefix="summaryminer-") as folder:
        file = Path(folder) / "stdin"
        with file.open("wb") as written:
            shutil.copyfileobj(sys.stdin.buffer, written)
        yield file


def metadata_of(path: Path | None) -> Known | None:
    """What a metadata file says, ``None`` without one."""
    if path is None:
        return None
    from summaryminer.running.metadata import read_metadata

    return read_metadata(path)


def lexicons_of(folders: Sequence[Path] | None) -> Lexicons:
    """The shipped lexicons with these folders on top."""
    from summaryminer.lexicons import load

    return load(tuple(str(folder) for folder in folders or ()))


def store(folder: Path, extraction: Extraction, *tables: str) -> None:
    """Writes these tables back into their folder, in the format and with the headings they have there."""
    from summaryminer import schema
    from summaryminer.tables.stored import rows
    from summaryminer.writing.csv import write_table

    figures = folder / "figures.csv"
    first = figures.open(encoding="utf-8-sig").readline() if figures.is_file() else ""
    headings = first.startswith(schema.TABLES["figures"][0].heading)
    for name in tables:
        frame = getattr(extraction, name)
        if (folder / f"{name}.parquet").is_file() and not (folder / f"{name}.csv").is_file():
            import pyarrow as pa
            import pyarrow.parquet as pq

            columns = list(zip(*rows(frame, name), strict=True)) or [()] * len(schema.columns(name))
            fields = [
                pa.array(list(column), field.type) for column, field in zip(columns, schema.arrow(name), strict=True)
            ]
            pq.write_table(pa.Table.from_arrays(fields, schema=schema.arrow(name)), folder / f"{name}.parquet")
        else:
            write_table(folder / f"{name}.csv", name, rows(frame, name), headings=headings)
