"""From one input to its rows: read it, extract it, and tell what goes wrong as a problem."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import cast

from summaryminer.pipeline import Extractor, StageError, as_problem
from summaryminer.reading import ReadError
from summaryminer.records import Problem, Source
from summaryminer.tables.tabulate import Rows

__all__ = ["READER", "Reader", "extract_file", "extract_one", "load_reader", "valid"]

Reader = Callable[[Path, str], Iterable[Source | Problem]]
"""Reads a file (path, name) into its sources; an archive or a table of texts holds several."""

READER = "summaryminer.running.sources:read_file"

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def read_file(path: Path, name: str) -> Iterator[Source | Problem]:
    """The sources of a file, by the readers of :mod:`summaryminer.reading`."""
    from summaryminer import reading

    read_all = getattr(reading, "read_all", None)
    if read_all is None:
        yield reading.read(path, name)
    else:
        yield from read_all(path, name)


def load_reader(dotted: str = READER) -> Reader:
    """The reader of that name, written ``module:function``.

    Raises:
        ImportError: there is no such module or function.
    """
    module, _, function = dotted.partition(":")
    found = getattr(import_module(module), function or "read", None)
    if found is None:
        raise ImportError(f"module {module} has no function {function or 'read'!r}; name a reader as module:function")
    return cast(Reader, found)


def extract_file(extractor: Extractor, reader: Reader, path: Path, name: str) -> Iterator[Rows]:
    """The rows of every source of a file; what can't be read or extracted is one row of problems."""
    try:
        for source in reader(path, name):
            yield Rows.of_problem(source) if isinstance(source, Problem) else extract_one(extractor, source)
    except ReadError as error:
        yield Rows.of_problem(Problem(name, "read", error.error, error.detail))


def extract_one(extractor: Extractor, source: Source) -> Rows:
    """The rows of one source, or the problem that a step had with it."""
    try:
        return extractor.extract_source(valid(source))
    except StageError as error:
        return Rows.of_problem(as_problem(source.name, error))


def valid(source: Source) -> Source:
    """The source with U+FFFD for halves of surrogate pairs, which no file can hold; offsets stand."""
    if _LONE_SURROGATE.search(source.text) is None:
        return source
    from dataclasses import replace

    return replace(source, text=_LONE_SURROGATE.sub("\ufffd", source.text))
