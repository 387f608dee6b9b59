"""Records into rows: spans taken back to the text as read, in the column order of ``schema.py``."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from summaryminer.records import (
    CleanText,
    Document,
    Figure,
    Identity,
    Problem,
    Program,
    Quantity,
    Sentence,
    Source,
    Year,
)

__all__ = ["Rows", "ratio", "tabulate"]

_LINE_END, _NEWLINE = re.compile(r"\r\n|[\n\r]"), re.compile("\n")
_PER = {
    "%": 100.0,
    "‰": 1000.0,
    "/万": 1e4,
    "/10万": 1e5,
    "/100万": 1e6,
    "/千": 1000.0,
    "百分点": 100.0,
    "成": 10.0,
    "折": 10.0,
    "": 1.0,
    "倍": 1.0,
}


@dataclass(slots=True)
class Rows:
    """The rows of one source, table by table: tuples in the column order of the schema; and the text they point into.

    Args:
        source: name of the source.
        text: the text as read, ``None`` once it has been stored elsewhere.
        tables: table name → rows.
        offset: where ``text`` begins, when a long source comes in several stretches.
    """

    source: str
    text: str | None = None
    tables: dict[str, list[tuple[object, ...]]] = field(default_factory=dict)
    offset: int = 0

    @classmethod
    def of_problem(cls, problem: Problem) -> Rows:
        """The rows of a source that could not be read: one problem and nothing else."""
        return cls(problem.source, None, {"problems": [(problem.source, problem.stage, problem.error, problem.detail)]})


def ratio(quantity: Quantity) -> float | None:
    """A rate as a plain fraction: its value divided by what its unit counts by; ``None`` for other kinds and unknown values.

    Example:
        >>> ratio(Quantity(0, 5, "14/10万", 14, 14, 14, "/10万", "rate"))
        0.00014
    """
    if quantity.kind != "rate" or quantity.value is None:
        return None
    per = _PER.get(quantity.unit)
    if per is None:
        return None
    if quantity.unit == "" and quantity.rule.startswith("bare"):
        return None if quantity.value else 0.0
    return float(f"{quantity.value / per:.12g}")


def tabulate(
    source: Source,
    clean: CleanText,
    conditions: Sequence[CleanText],
    documents: Sequence[tuple[Document, Identity, Sequence[Year]]],
    figures: Sequence[Figure],
    programs: Sequence[tuple[Document, Program]],
    outside: Sequence[Year],
) -> Rows:
    """The rows of one source.

    Args:
        source, clean: the text as read and cleaned; all spans given are clean, all offsets in the rows as read.
        conditions: of each report, for its noise and script.
        documents: its reports, who reports about when, and the years named in each.
        figures, programs: of all its documents.
        outside: years named outside every report.
    """
    text, span = source.text, clean.alignment.span
    places = _Places(text, source.pages)
    identities = {document.n: identity for document, identity, _ in documents}
    counts: dict[int, int] = {}
    rows: dict[str, list[tuple[object, ...]]] = {name: [] for name in ("figures", "documents", "programs", "years")}
    sentences: dict[tuple[int, int], str] = {}

    def sentence(start: int, end: int) -> str:
        if (start, end) not in sentences:
            first, last = span(start, end)
            sentences[start, end] = text[first:last].strip()
        return sentences[start, end]

    for figure in figures:
        counts[figure.document.n] = counts.get(figure.document.n, 0) + 1
        identity = identities[figure.document.n]
        rows["figures"].append(
            _figure_row(
                figure, identity, source.name, text, span(figure.quantity.start, figure.quantity.end), places, sentence
            )
        )
    for (document, identity, years), condition in zip(documents, conditions, strict=True):
        start, end = span(document.start, document.end)
        title_start, title_end = (
            span(document.start, document.start + len(document.title)) if document.title else (start, start)
        )
        title = (
            text[title_start:title_end].strip()
            if clean.text.startswith(document.title, document.start)
            else document.title
        )
        noise = ";".join(f"{name}={count}" for name, count in sorted(condition.noise.items()))
        rows["documents"].append(
            (f"{source.name}#{document.n}", source.name, document.n, title, identity.institution, identity.region, identity.level,
             identity.population, identity.year, identity.period, identity.type, condition.script, source.encoding, start, end, end - start,
             counts.get(document.n, 0), noise)
        )  # fmt: skip
        rows["years"].extend(
            _year_row(year, f"{source.name}#{document.n}", source.name, text, span(year.start, year.end), places)
            for year in years
        )
    for document, program in programs:
        start, end = span(program.start, program.end)
        around = _around(document, program.start)
        shown = sentence(around.start, around.end) if around else text[start:end]
        rows["programs"].append(
            (
                f"{source.name}#{document.n}",
                source.name,
                program.canonical,
                text[start:end],
                start,
                end,
                places.line(start),
                shown,
                program.confidence,
            )
        )
    rows["years"].extend(
        _year_row(year, None, source.name, text, span(year.start, year.end), places) for year in outside
    )
    rows["years"].sort(key=lambda row: row[6])  # type: ignore[arg-type,return-value]
    return Rows(source.name, text, rows)


def _around(document: Document, offset: int) -> Sentence | None:
    """The sentence that an offset lies in; sentences stand in reading order."""
    place = bisect_right(document.sentences, offset, key=lambda sentence: sentence.start) - 1
    found = document.sentences[place] if place >= 0 else None
    return found if found is not None and offset < found.end else None


class _Places:
    """Line and page of an offset as read."""

    def __init__(self, text: str, pages: Sequence[int]) -> None:
        self._lines = [match.end() for match in (_LINE_END if "\r" in text else _NEWLINE).finditer(text)]
        self._pages = list(pages)

    def line(self, offset: int) -> int:
        return bisect_right(self._lines, offset) + 1

    def page(self, offset: int) -> int | None:
        return bisect_right(self._pages, offset) or None if self._pages else None


def _figure_row(
    figure: Figure,
    identity: Identity,
    name: str,
    text: str,
    span: tuple[int, int],
    places: _Places,
    sentence: Callable[[int, int], str],
) -> tuple[object, ...]:
    quantity, judged, document = figure.quantity, figure.judgement, figure.document
    start, end = span
    shown = sentence(figure.sentence.start, figure.sentence.end)
    return (
        f"{name}#{document.n}@{start}", f"{name}#{document.n}", name, identity.institution, figure.year, figure.period, figure.section,
        figure.program, figure.indicator, figure.indicator_id, quantity.kind, quantity.value, quantity.low, quantity.high, quantity.unit,
        ratio(quantity), quantity.bound, judged.status, judged.change, quantity.state, text[start:end], start, end, places.line(start),
        places.page(start), figure.cell, shown, round(judged.confidence, 4), None, None, "",
    )  # fmt: skip


def _year_row(
    year: Year, document: str | None, source: str, text: str, span: tuple[int, int], places: _Places
) -> tuple[object, ...]:
    start, end = span
    return (document, source, year.low, year.high, year.state, text[start:end], start, end, places.line(start))
