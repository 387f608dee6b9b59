"""A progress bar where one is wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

__all__ = ["progress_bar", "watched"]

T = TypeVar("T")


def watched(items: Sequence[T], progress: bool) -> Iterator[T]:
    """The items one by one, with a progress bar on the error stream when ``progress`` is set.

    Example:
        >>> list(watched([1, 2], False))
        [1, 2]
    """
    with progress_bar(len(items), progress) as advance:
        for done, item in enumerate(items, 1):
            yield item
            advance(done)


@contextmanager
def progress_bar(total: int, progress: bool) -> Iterator[Callable[[int], None]]:
    """A progress bar on the error stream; gives the function to say how much is done."""
    if not progress:
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda done: bar.update(task, completed=done)
