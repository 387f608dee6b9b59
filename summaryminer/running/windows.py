"""Texts too long to be worked on at once, window by window.

A window that is not the last gives the reports it holds whole; the one it breaks off in is left to the next window.
So memory is bounded by the window, not by the file, and time grows with the length. A text that fits in one window
goes the plain road.
"""

from __future__ import annotations

import codecs
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from summaryminer import schema
from summaryminer.reading.limits import LARGE
from summaryminer.records import Problem, Source
from summaryminer.running.deadlines import ENDLESS, Deadline
from summaryminer.tables.tabulate import Rows

if TYPE_CHECKING:
    from summaryminer.pipeline import Extractor

__all__ = ["WINDOW", "extract_windows", "large_text"]

WINDOW = 1 << 18
"""Characters worked on at once."""

_SAMPLE = 1 << 16
_COLUMNS = {
    name: {column.name: place for place, column in enumerate(columns)} for name, columns in schema.TABLES.items()
}
_LINE_ENDS = ("\n", "\r", "。", "；", "，", " ")


def large_text(path: Path, name: str) -> tuple[Source, Iterator[str]] | None:
    """The beginning of a large plain text file and the rest of it in stretches; ``None`` for any other file.

    Args:
        path: the file.
        name: what it is called in the tables.
    """
    try:
        if path.stat().st_size < LARGE or path.stat().st_size > _limit():
            return None
        with path.open("rb") as handle:
            sample = handle.read(_SAMPLE)
    except OSError:
        return None  # reading the file the plain way says what is wrong with it
    from summaryminer.reading.errors import ReadError
    from summaryminer.reading.signatures import format_of
    from summaryminer.reading.text import read_text

    try:
        if format_of(sample, path.suffix.lower()) != "text":
            return None
        encoding = read_text(_whole_characters(sample), name).encoding
    except ReadError:
        return None
    stretches = _decoded(path, encoding)
    return Source(name, next(stretches), encoding), stretches


def _limit() -> int:
    from summaryminer.reading import MAX_BYTES

    return MAX_BYTES


def _whole_characters(sample: bytes) -> bytes:
    """The sample without what may be half a character at its end: up to the last line end, or the last byte of ASCII."""
    cut = max(sample.rfind(b"\n"), sample.rfind(b"\r"))
    if cut < 0:
        cut = next(
            (place for place in range(len(sample) - 1, max(0, len(sample) - 4096), -1) if sample[place] < 0x30), -1
        )
    return sample[: cut + 1] or sample[: len(sample) // 4 * 4]


def _decoded(path: Path, encoding: str) -> Iterator[str]:
    mark = next((mark for mark in _marks(encoding)), b"")
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    with path.open("rb") as handle:
        if mark and handle.read(len(mark)) != mark:
            handle.seek(0)
        while data := handle.read(1 << 20):
            if text := decoder.decode(data):
                yield text
        yield decoder.decode(b"", True)


def _marks(encoding: str) -> tuple[bytes, ...]:
    return {
        "utf-8": (codecs.BOM_UTF8,),
        "utf-16-le": (codecs.BOM_UTF16_LE,),
        "utf-16-be": (codecs.BOM_UTF16_BE,),
        "utf-32-le": (codecs.BOM_UTF32_LE,),
        "utf-32-be": (codecs.BOM_UTF32_BE,),
    }.get(encoding, ())


def extract_windows(
    extractor: Extractor,
    source: Source,
    following: Iterable[str] = (),
    window: int | None = None,
    deadline: Deadline = ENDLESS,
) -> Iterator[Rows]:
    """The rows of a source, window by window; offsets, lines and report numbers go on from window to window.

    Args:
        source: the source, or only the beginning of its text.
        following: the rest of the text, stretch by stretch.
        window: characters worked on at once, :data:`WINDOW` if not given.
        deadline: when to stop; what is not read by then is told in one row of problems.

    Raises:
        StageError: a step failed on one of the windows.
    """
    window = window or WINDOW
    starts = range(0, len(source.text), window)
    stretches = chain((source.text[start : start + window] for start in starts), following)
    buffer, ended = _filled("", stretches, window)
    place = _Place()
    while True:
        if deadline.near():
            yield _stopped(source.name, place.offset, deadline)
            return
        last = ended and len(buffer) <= window
        cut = len(buffer) if last else _cut(buffer, window)
        piece = _piece(source, buffer[:cut], place.offset, len(buffer) if last else cut)
        with _metadata(extractor, source.name, place.reports), deadline.step():
            rows = extractor.extract_source(piece)
        if not last:
            begun = _begun(rows, cut)
            rows, cut = (_before(rows, begun), begun) if begun else (rows, cut)
        if rows.text is not None:
            rows.text = buffer[:cut]
        yield place.shifted(rows)
        if last:
            return
        place = place.after(buffer[:cut], rows)
        buffer, ended = _filled(buffer[cut:], stretches, window)


def _stopped(name: str, offset: int, deadline: Deadline) -> Rows:
    detail = (
        f"read up to character {offset} in its {deadline.limit:.0f} seconds; for the rest give it longer (--timeout)"
    )
    return Rows.of_problem(Problem(name, "run", "timeout", detail))


def _filled(buffer: str, stretches: Iterator[str], window: int) -> tuple[str, bool]:
    """At least one character more than a window, where there is so much; and whether the text has ended."""
    parts, length = [buffer], len(buffer)
    while length <= window:
        stretch = next(stretches, None)
        if stretch is None:
            return "".join(parts), True
        parts.append(stretch)
        length += len(stretch)
    return "".join(parts), False


def _cut(buffer: str, window: int) -> int:
    """Where a window may end: after a line, a sentence or a clause in its last tenth; anywhere if there is none."""
    for end in _LINE_ENDS:
        place = buffer.rfind(end, window - window // 10, window)
        if place >= 0:
            return (
                place if buffer.startswith("\r\n", place) else place + 1
            )  # a line end of two characters stays together
    return window


def _piece(source: Source, text: str, offset: int, cut: int) -> Source:
    """A window as a source of its own: pages, and tables wholly inside it, moved along."""
    if not offset and cut == len(source.text):
        return source
    end = offset + cut
    first = bisect_left(source.tables, offset, key=attrgetter("start"))
    behind = bisect_left(source.tables, end, first, key=attrgetter("start"))
    tables = tuple(
        replace(
            table,
            start=table.start - offset,
            end=table.end - offset,
            cells=tuple(replace(cell, start=cell.start - offset, end=cell.end - offset) for cell in table.cells),
        )
        for table in source.tables[first:behind]
        if table.end <= end
    )
    # The page a window begins on keeps its number: pages before it start, all of them, at its beginning.
    pages = tuple(max(0, page - offset) for page in source.pages if page < end)
    return replace(source, text=text, pages=pages, tables=tables, noise=source.noise if not offset else {})


def _begun(rows: Rows, cut: int) -> int:
    """Where the last report of a window begins, if it may go on in the next one and half the window stands before it; else 0."""
    documents = rows.tables.get("documents", [])
    if not documents:
        return 0
    start = documents[-1][_COLUMNS["documents"]["start"]]
    return start if isinstance(start, int) and start > cut // 2 else 0


def _before(rows: Rows, end: int) -> Rows:
    """The rows that begin before an offset."""
    tables = {
        name: [row for row in some if name == "problems" or row[_COLUMNS[name]["start"]] < end]  # type: ignore[operator]
        for name, some in rows.tables.items()
    }
    return replace(rows, tables=tables)


@contextmanager
def _metadata(extractor: Extractor, name: str, reports: int) -> Iterator[None]:
    """Metadata of single reports under the numbers that they have in this window."""
    whole: Mapping[str, Mapping[str, object]] = extractor.metadata
    if not reports or not whole:
        yield
        return
    moved = {key: fields for key, fields in whole.items() if not key.startswith(f"{name}#")}
    for key, fields in whole.items():
        number = key.removeprefix(f"{name}#")
        if number != key and number.isdigit() and int(number) > reports:
            moved[f"{name}#{int(number) - reports}"] = fields
    extractor.metadata = moved
    try:
        yield
    finally:
        extractor.metadata = whole


class _Place:
    """How far the windows before have come."""

    def __init__(self, offset: int = 0, lines: int = 0, reports: int = 0) -> None:
        self.offset, self.lines, self.reports = offset, lines, reports

    def after(self, text: str, rows: Rows) -> _Place:
        """The place behind a window's text (line ends as the tables count them) and reports."""
        lines = text.count("\n") + text.count("\r") - text.count("\r\n")
        return _Place(self.offset + len(text), self.lines + lines, self.reports + len(rows.tables.get("documents", ())))

    def shifted(self, rows: Rows) -> Rows:
        """The rows as of the whole text."""
        if not self.offset:
            return rows
        tables = {name: [self._row(name, row, rows.source) for row in some] for name, some in rows.tables.items()}
        return replace(rows, tables=tables, offset=self.offset)

    def _row(self, table: str, row: tuple[object, ...], source: str) -> tuple[object, ...]:
        cells = dict(zip(_COLUMNS[table], row, strict=True))
        for name, by in (("start", self.offset), ("end", self.offset), ("line", self.lines), ("n", self.reports)):
            value = cells.get(name)
            if isinstance(value, int):
                cells[name] = value + by
        document = cells.get("document")
        if isinstance(document, str):
            number = int(document.rpartition("#")[2]) + self.reports
            cells["document"] = f"{source}#{number}"
            if "id" in cells:
                cells["id"] = f"{source}#{number}@{cells['start']}"
        return tuple(cells.values())
