"""What the commands show in the terminal: the console, a progress bar on a terminal only, one clear message on failure."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

import typer

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["console", "fail", "progress_bar"]


def console(*, stderr: bool = True) -> Console:
    """A rich console; messages go to standard error, so that standard output holds results alone. ``NO_COLOR`` is honoured."""
    from rich.console import Console

    return Console(stderr=stderr, soft_wrap=True)


def fail(message: str, *, code: int = 2) -> NoReturn:
    """Ends the command with one message and an exit code."""
    typer.echo(f"summaryminer: {message}", err=True)
    raise typer.Exit(code)


@contextmanager
def progress_bar(quiet: bool) -> Iterator[Callable[[Any], None] | None]:
    """A progress bar for a run, ``None`` when nobody looks (``--quiet``, or no terminal)."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    with Progress(
        TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[figures]} figures"), TimeRemainingColumn(),
        console=console(), transient=True,
    ) as bar:  # fmt: skip
        task = bar.add_task("extract", total=None, figures=0)

        def advance(state: Any) -> None:
            bar.update(task, completed=state.done, total=state.total, figures=state.figures)

        yield advance
