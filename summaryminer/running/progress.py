"""A progress bar where one is wanted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

__all__ = ["watched"]

T = TypeVar("T")


def watched(items: Sequence[T], progress: bool) -> Iterator[T]:
    """The items one by one, with a progress bar on the error stream when ``progress`` is set.

    Example:
        >>> list(watched([1, 2], False))
        [1, 2]
    """
    if not progress:
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, description="", console=Console(stderr=True), transient=True)
