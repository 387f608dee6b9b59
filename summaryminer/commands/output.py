"""What the commands show in the terminal: results on standard output, messages on standard error, a progress bar on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import typer

from summaryminer.commands.language import translated

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["be_loud", "console", "detail", "fail", "loud", "note_settings", "progress_bar", "quiet", "result", "tell", "wording"]

_loudness = 0
_settings: list[Path] = []


def be_loud(*, verbose: bool = False, quiet: bool = False) -> None:
    """How much the command that begins now tells: everything, the usual, or errors alone."""
    global _loudness
    _loudness = -1 if quiet else int(verbose)
    for path in _settings:
        detail(f"settings from {path}")
    _settings.clear()


def note_settings(path: Path) -> None:
    """Remembers the settings file that was read, until it is known how much is to be told."""
    _settings.append(path)


def quiet() -> bool:
    """Were results and errors alone asked for?"""
    return _loudness < 0


def console(*, stderr: bool = True) -> Console:
    """A rich console; messages go to standard error, so that standard output holds results alone. ``NO_COLOR`` is honoured."""
    from rich.console import Console

    return Console(stderr=stderr, soft_wrap=True)


def loud() -> bool:
    """Was more asked for than usual?"""
    return _loudness > 0


def result(message: str) -> None:
    """A line of the result, on standard output."""
    typer.echo(translated(message))


def tell(message: str, *, style: str = "") -> None:
    """A message on standard error, unless ``--quiet`` was given."""
    if _loudness >= 0:
        console().print(translated(message), style=style, highlight=False, markup=False)


def detail(message: str) -> None:
    """A message that only ``--verbose`` asks for."""
    if _loudness > 0:
        tell(message, style="dim")


def wording(error: BaseException | str) -> str:
    """What an error (or the row of a problem) says, in the language spoken."""
    from summaryminer.lexicons import LexiconError

    if notes := getattr(error, "notes", None):
        return "\n".join(f"{note.name}:{note.line}: {translated(note.message)}" for note in notes)
    if isinstance(error, LexiconError):
        place, _, _ = str(error).partition(f": {error.problem}")
        return f"{place}: {translated(error.problem)}; {translated(error.remedy)}"
    return translated(str(error))


def fail(problem: str | BaseException, *, code: int = 2) -> NoReturn:
    """Ends the command with one message and an exit code."""
    typer.echo(f"summaryminer: {wording(problem)}", err=True)
    raise typer.Exit(code)


@contextmanager
def progress_bar() -> Iterator[Callable[[Any], None] | None]:
    """A progress bar for a run, ``None`` when nobody looks (``--quiet``, or no terminal)."""
    if quiet() or not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn(translated("reading")),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[figures]} " + translated("figures")),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console(), transient=True) as bar:
        task = bar.add_task("extract", total=None, figures=0)

        def advance(state: Any) -> None:
            bar.update(task, completed=state.done, total=state.total, figures=state.figures)

        yield advance
