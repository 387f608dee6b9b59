"""What the commands on tables folders share: options read the same way, errors told in one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from summaryminer.commands.output import fail

if TYPE_CHECKING:
    from summaryminer.lexicons import Lexicons
    from summaryminer.running.metadata import Known

__all__ = ["failing", "lexicons_of", "metadata_of"]


@contextmanager
def failing() -> Iterator[None]:
    """Tells what is wrong with the input in one message, and leaves with exit code 2."""
    try:
        yield
    except (OSError, ValueError) as error:
        fail(str(error))


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
