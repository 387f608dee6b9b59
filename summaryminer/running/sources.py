"""From one file to its rows: read it, extract it, and tell what goes wrong as a problem."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from summaryminer.records import Problem, Source
from summaryminer.running.deadlines import ENDLESS, Deadline

if TYPE_CHECKING:
    from summaryminer.pipeline import Extractor
    from summaryminer.tables.tabulate import Rows

__all__ = ["READER", "Reader", "extract_file", "extract_text", "failure", "load_reader", "valid"]

Reader = Callable[[Path, str], Iterable[Source | Problem]]
"""Reads a file (path, name) into its sources; an archive or a spreadsheet of texts holds several."""

READER = "summaryminer.reading:read_all"

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def load_reader(dotted: str = READER, text_column: str | None = None) -> Reader:
    """The reader of that name.

    Args:
        dotted: ``module:function``; called with a path and a name, and with ``text_column=…`` when that is given.
        text_column: column of a spreadsheet whose cells hold texts.

    Raises:
        ImportError: there is no such module or function.

    Example:
        >>> load_reader().__name__
        'read_all'
    """
    module, _, function = dotted.partition(":")
    found = getattr(import_module(module), function, None)
    if found is None:
        raise ImportError(f"module {module} has no function {function!r}; name a reader as module:function")
    reader = cast(Callable[..., Iterable[Source | Problem]], found)
    if text_column is None:
        return reader
    return lambda path, name: reader(path, name, text_column=text_column)


def extract_file(
    extractor: Extractor, reader: Reader, path: Path, name: str, deadline: Deadline = ENDLESS
) -> Iterator[Rows]:
    """The rows of every source of a file, in order; what can't be read or extracted is one row of problems.

    A source too long to be held at once comes in several :class:`~summaryminer.tables.tabulate.Rows`.

    Args:
        extractor: the road.
        reader: who reads files.
        path, name: the file, and what it is called in the tables.
        deadline: when to stop; what is not read by then is told in one row of problems.
    """
    from summaryminer.reading import ReadError
    from summaryminer.running.windows import large_text
    from summaryminer.tables.tabulate import Rows

    try:
        large = large_text(path, name) if reader is load_reader() else None
        if large is not None:
            yield from extract_text(extractor, *large, deadline)
            return
        for source in _stepwise(reader(path, name), deadline):
            if isinstance(source, Problem):
                yield Rows.of_problem(source)
            elif source.name != name and deadline.near():  # in an archive, or a spreadsheet of texts
                detail = f"read up to {source.name} in its {deadline.limit:.0f} seconds; for the rest give it longer (--timeout)"
                yield Rows.of_problem(Problem(name, "run", "timeout", detail))
                return
            else:
                yield from extract_text(extractor, source, deadline=deadline)
    except ReadError as error:
        yield Rows.of_problem(Problem(name, "read", error.error, error.detail))
    except Exception as error:
        # The wall between one file and the rest of a run: whatever a reader stumbles over is told, and costs this
        # file alone.
        yield Rows.of_problem(failure(name, error))


def _stepwise(sources: Iterable[Source | Problem], deadline: Deadline) -> Iterator[Source | Problem]:
    """Sources as they come; each but the first, which most files end with, is a step."""
    waiting = iter(sources)
    source = next(waiting, None)
    while source is not None:
        yield source
        with deadline.step():
            source = next(waiting, None)


def extract_text(
    extractor: Extractor, source: Source, following: Iterable[str] = (), deadline: Deadline = ENDLESS
) -> Iterator[Rows]:
    """The rows of one source, or the problem that a step had with it.

    Args:
        source: the source, or only the beginning of its text.
        following: the rest of the text, stretch by stretch.
        deadline: when to stop.
    """
    from summaryminer.pipeline import StageError, as_problem
    from summaryminer.running.windows import extract_windows
    from summaryminer.tables.tabulate import Rows

    try:
        yield from extract_windows(extractor, valid(source), map(_valid, following), deadline=deadline)
    except StageError as error:
        yield Rows.of_problem(as_problem(source.name, error))


def failure(name: str, error: BaseException) -> Problem:
    """The problem of a file that something unforeseen happened to."""
    detail = f"{type(error).__name__}: {error}; please report it with the file, the rest of the run is whole"
    return Problem(name, "read", "unforeseen", detail)


def valid(source: Source) -> Source:
    r"""The source with U+FFFD for halves of surrogate pairs, which no file can hold; offsets stand.

    Example:
        >>> valid(Source("a", "建档\ud800率")).text == "建档\ufffd率"
        True
    """
    text = _valid(source.text)
    return source if text is source.text else replace(source, text=text)


def _valid(text: str) -> str:
    return text if _LONE_SURROGATE.search(text) is None else _LONE_SURROGATE.sub("\ufffd", text)
