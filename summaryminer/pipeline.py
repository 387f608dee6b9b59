"""The road itself: one source in, its rows out.

clean → split → find → judge → name → tabulate. What a step does is told in its room; this page only sets them in order.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Literal, TypeVar

from summaryminer.lexicons import LexiconError, Lexicons, load
from summaryminer.records import Document, Figure, Identity, Judgement, Problem, Program, Source, Stage, Table, Year

if TYPE_CHECKING:
    from summaryminer.finding import Found
    from summaryminer.finding.cells import CellQuantity
    from summaryminer.judging import Batch, Model
    from summaryminer.naming.segmenter import Segmenter
    from summaryminer.records import CleanText, Quantity
    from summaryminer.tables.extraction import Extraction
    from summaryminer.tables.tabulate import Rows

__all__ = ["Extractor", "Metadata", "StageError"]

T = TypeVar("T")
_Report = tuple[Document, Identity, list[Year]]
_Held = tuple[Table, list["CellQuantity"]]
Metadata = Mapping[str, Mapping[str, object]]
"""What is known of sources beside their text: source name (or ``<source>#<n>``) → institution, year, region, level, population."""


class StageError(Exception):
    """A step of the road failed on one source; ``stage`` says which, ``__cause__`` why."""

    def __init__(self, stage: Stage, cause: BaseException) -> None:
        super().__init__(f"{stage}: {type(cause).__name__}: {cause}")
        self.stage = stage


@dataclass(slots=True)
class _Prepared:
    """A source on its way, as far as judging: its reports, the figures in the cells of their tables, and the quantities to judge.

    ``judgements`` holds one list for each of ``batches`` once they are judged.
    """

    source: Source
    clean: CleanText
    found: Found
    reports: list[_Report]
    tables: list[list[_Held]]
    batches: list[Batch]
    judgements: list[list[Judgement]] | None = None


class Extractor:
    """Extracts the tables from texts.

    Args:
        lexicons: folders laid over the shipped lexicons, later ones over earlier ones.
        model: a classifier made by ``summaryminer train``, the shipped one by default; ``False`` for rules alone.
        segmenter: ``jieba``, or ``fast`` for ``rjieba`` (extra ``fast``): the same rows, sooner.
        metadata: what is known of sources beside their text; it overrides and completes what the text says.

    Raises:
        LexiconError: a lexicon can't be used; the message names file, line and remedy.

    Example:
        >>> extraction = Extractor().extract_text("2021年，青山镇卫生院共随访高血压患者1660人次，规范管理率达85%以上。")
        >>> extraction.figures[["indicator", "value", "unit", "bound"]].values.tolist()
        [['随访高血压患者', 1660.0, '人次', 'exact'], ['高血压规范管理率', 85.0, '%', 'at_least']]
    """

    def __init__(
        self,
        *,
        lexicons: Sequence[str | os.PathLike[str]] = (),
        model: str | os.PathLike[str] | Literal[False] | None = None,
        segmenter: Literal["jieba", "fast"] = "jieba",
        metadata: Metadata | None = None,
    ) -> None:
        self._settings = (tuple(os.fspath(folder) for folder in lexicons), model, segmenter, metadata)
        self.lexicons: Lexicons = load(self._settings[0])
        self.metadata = metadata or {}
        self._model: Model | Literal[False] | None = False if model is False else None
        self._segmenter: Segmenter | None = None
        self._ahead: dict[int, _Prepared] = {}

    def __reduce__(self) -> tuple[Callable[..., Extractor], tuple[object, ...]]:
        return _extractor, self._settings

    @property
    def model(self) -> Model | None:
        """The classifier, read at its first use; ``None`` when rules alone decide."""
        if self._model is None:
            from summaryminer.judging import load_model

            self._model = load_model(self._settings[1] or None)
        return self._model or None

    def extract_text(self, text: str, name: str = "text") -> Extraction:
        """The tables of one text.

        Args:
            text: a report or a page of reports, as read; all offsets count in it.
            name: what the source is called in the tables.
        """
        from summaryminer.tables.extraction import Extraction

        return Extraction.of([self.extract_source(Source(name, text, encoding="str"))])

    def extract_source(self, source: Source) -> Rows:
        """The rows of one source.

        Raises:
            StageError: a step failed; nothing of the source is kept.
        """
        from summaryminer.tables.tabulate import tabulate

        prepared = self._ahead.pop(id(source), None) or self._prepare(source)
        figures, programs = self._named(prepared, self._judged(prepared))
        clean, reports = prepared.clean, prepared.reports
        outside = [y for y in prepared.found.years if not any(d.start <= y.start < d.end for d, _, _ in reports)]
        conditions = self._conditions(source, clean, [document for document, _, _ in reports])
        return tabulate(source, clean, conditions, reports, figures, programs, outside)

    def prepare(self, source: Source) -> None:
        """Takes a source as far as judging; :meth:`extract_source` goes on from there when it is asked for this very object.

        All sources prepared by then are judged together, which for short ones takes a third of the time; their rows stay the same.

        Raises:
            StageError: a step failed; nothing of the source is kept.

        Example:
            >>> extractor, sources = Extractor(), [Source("a", "建档284份。"), Source("b", "随访90人。")]
            >>> for source in sources:
            ...     extractor.prepare(source)
            >>> [len(extractor.extract_source(source).tables["figures"]) for source in sources]
            [1, 1]
        """
        self._ahead[id(source)] = self._prepare(source)

    def forget(self) -> None:
        """Drops what was prepared and not asked for."""
        self._ahead.clear()

    def explain(self, source: Source) -> list[str]:
        """One line for every figure of a source: where, what, and why it was taken so.

        Raises:
            StageError: a step failed.

        Example:
            >>> Extractor().explain(Source("a.txt", "建档率98.5%。"))[0].split("  ")[:3]
            ['3', '98.5%', '建档率']
        """
        from summaryminer.judging import judge_together

        prepared = self._prepare(source)
        clean = prepared.clean
        road = partial(judge_together, [(clean.text, prepared.batches)], self.lexicons, self.model, why=True)
        figures, _ = self._named(prepared, _step("judge", road)[0])
        lines = []
        for figure in figures:
            start, end = clean.alignment.span(figure.quantity.start, figure.quantity.end)
            shown = source.text[start:end].replace("\n", " ")
            judged = figure.judgement
            state = "/".join(
                filter(None, (judged.status, judged.change, figure.quantity.bound, f"{judged.confidence:.2f}"))
            )
            lines.append(f"{start}  {shown}  {figure.indicator}  {state}  {'; '.join(figure.why)}")
        return lines

    def _prepare(self, source: Source) -> _Prepared:
        """The road as far as judging."""
        from summaryminer.cleaning import clean as cleaned
        from summaryminer.finding import find
        from summaryminer.naming import identify, resolve
        from summaryminer.splitting import split

        clean = _step("clean", partial(cleaned, source, self.lexicons))
        text = clean.text
        documents = _step("split", partial(split, clean, self.lexicons, source.tables))
        found = _step("find", partial(find, text, self.lexicons))
        reports: list[_Report] = []
        for document in documents:
            years = [year for year in found.years if document.start <= year.start < document.end]
            identity = _step("name", partial(identify, text, document, years, self.lexicons))
            identity = self._completed(identity, source.name, document.n)
            reports.append((document, identity, resolve(years, identity)))
        tables = [self._cells(text, document) for document, _, _ in reports]
        batches: list[Batch] = [
            (document, _inside(found.quantities, document, held), identity.type)
            for (document, identity, _), held in zip(reports, tables, strict=True)
        ]
        return _Prepared(source, clean, found, reports, tables, batches)

    def _judged(self, prepared: _Prepared) -> list[list[Judgement]]:
        """The judgements of a source, made together with those of all that were prepared and are still to come."""
        from summaryminer.judging import judge_together

        def together(some: Sequence[_Prepared]) -> list[list[list[Judgement]]]:
            given = [(one.clean.text, one.batches) for one in some]
            return _step("judge", partial(judge_together, given, self.lexicons, self.model, why=False))

        if prepared.judgements is None:
            some = [prepared, *(one for one in self._ahead.values() if one.judgements is None)]
            try:
                judged = together(some)
            except StageError:
                # It must not cost a source that another one can't be judged.
                some, judged = [prepared], together([prepared])
            for one, judgements in zip(some, judged, strict=True):
                one.judgements = judgements
        assert prepared.judgements is not None
        return prepared.judgements

    def _named(
        self, prepared: _Prepared, judgements: Sequence[Sequence[Judgement]]
    ) -> tuple[list[Figure], list[tuple[Document, Program]]]:
        """The rest of the road: figures and programs of a source whose quantities are judged."""
        from summaryminer.finding import programs_of
        from summaryminer.naming import name, name_cells

        text = prepared.clean.text
        figures: list[Figure] = []
        programs: list[tuple[Document, Program]] = []
        for (document, identity, years), (_, quantities, _), judged, held in zip(
            prepared.reports, prepared.batches, judgements, prepared.tables, strict=True
        ):
            mentioned = _step("find", partial(programs_of, text, document, self.lexicons))
            programs.extend((document, program) for program in mentioned if not program.generic)
            steps = partial(
                name, text, document, identity, quantities, judged, years, mentioned, self.lexicons, self.segmenter
            )
            named = _step("name", steps)
            if held:
                of_cells = partial(name_cells, text, document, identity, held, mentioned, self.lexicons, self.segmenter)
                named = sorted([*named, *_step("name", of_cells)], key=lambda figure: figure.quantity.start)
            figures.extend(named)
        return figures, programs

    def _conditions(self, source: Source, clean: CleanText, documents: Sequence[Document]) -> list[CleanText]:
        """Each document cleaned by itself, where a page holds several: its own noise and script."""
        if len(documents) < 2 or (not clean.noise and clean.text == source.text):
            return [clean] * len(documents)  # where nothing was cleaned at all, nothing was in any of them
        from summaryminer.cleaning import clean as cleaned

        span, length = clean.alignment.span, len(clean.text)
        # Up to the next character that is left, so that what was taken out at its end is counted.
        ends = (span(d.end, d.end + 1)[0] if d.end < length else len(source.text) for d in documents)
        spans = zip((span(document.start, document.end)[0] for document in documents), ends, strict=True)
        # What the reader healed has no place in the text; it stands with the first.
        noise = [source.noise, *[{}] * len(documents)]
        parts = (replace(source, text=source.text[start:end], noise=noise[n]) for n, (start, end) in enumerate(spans))
        return [_step("clean", partial(cleaned, part, self.lexicons)) for part in parts]

    def _cells(self, text: str, document: Document) -> list[_Held]:
        """A document's tables with the figures in their cells."""
        if not document.tables:
            return []
        from summaryminer.finding.cells import cell_quantities

        find_cells = partial(cell_quantities, text, lexicons=self.lexicons)
        return [(table, _step("find", partial(find_cells, table))) for table in document.tables]

    @property
    def segmenter(self) -> Segmenter:
        """The segmenter, made at its first use."""
        if self._segmenter is None:
            from summaryminer.naming.segmenter import segmenter

            self._segmenter = segmenter(self._settings[2])
        return self._segmenter

    def _completed(self, identity: Identity, source: str, n: int) -> Identity:
        """What metadata says of the document over what its text says."""
        known = {**self.metadata.get(source, {}), **self.metadata.get(f"{source}#{n}", {})}
        known = {
            key: value for key, value in known.items() if value is not None and key in Identity.__dataclass_fields__
        }
        return replace(identity, **known) if known else identity  # type: ignore[arg-type]


def _extractor(lexicons: Sequence[str], model: object, segmenter: str, metadata: Metadata | None) -> Extractor:
    return Extractor(lexicons=lexicons, model=model, segmenter=segmenter, metadata=metadata)  # type: ignore[arg-type]


def _inside(quantities: Sequence[Quantity], document: Document, held: Sequence[_Held]) -> list[Quantity]:
    """A document's quantities, without those that the table around them reads."""
    first = bisect_left(quantities, document.start, key=attrgetter("start"))
    last = bisect_left(quantities, document.end, first, key=attrgetter("start"))
    cells = {place for _, found in held for cell in found for place in range(cell.quantity.start, cell.quantity.end)}
    inside = [quantity for quantity in quantities[first:last] if quantity.end <= document.end]
    if held:
        from summaryminer.finding.cells import labels

        ends = frozenset().union(*(labels(table, found) for table, found in held))
        inside = [quantity for quantity in inside if quantity.state != "blank" or quantity.end not in ends]
    return [quantity for quantity in inside if quantity.start not in cells and quantity.end - 1 not in cells]


def _step(stage: Stage, run: Callable[[], T]) -> T:
    """Runs one step; whatever goes wrong in it is told with the step's name."""
    try:
        return run()
    except LexiconError:
        raise  # the user's mistake, told with file and line
    except (
        MemoryError,
        RecursionError,
        ValueError,
        LookupError,
        ArithmeticError,
        TypeError,
        AttributeError,
        AssertionError,
    ) as error:
        raise StageError(stage, error) from error


def as_problem(source: str, error: StageError) -> Problem:
    """The row of ``problems`` for a step that failed."""
    cause = error.__cause__
    detail = f"{type(cause).__name__}: {cause}; this is a fault of the program: please report it with the file, the rest of the run is whole"
    return Problem(source, error.stage, f"the step '{error.stage}' failed on this file", detail)
