"""The records that travel the road from bytes to tables.

Every record is frozen; those made for every number are named tuples, which are made several times as fast as dataclasses. Offsets are
half-open spans ``[start, end)`` of Unicode code points. Up to and including :class:`CleanText` they count in the text *as read*; from
:class:`Document` on they count in the *clean* text of the same source, and :meth:`~summaryminer.cleaning.alignment.Alignment.span`
takes them back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from summaryminer.cleaning.alignment import Alignment

Kind = Literal["count", "rate", "money", "measure"]
Bound = Literal["exact", "about", "at_least", "at_most", "range"]
Status = Literal["actual", "target", "standard"]
Change = Literal["increase", "decrease"]
State = Literal["known", "masked", "blank"]
YearState = Literal["known", "masked", "relative"]
DocumentType = Literal["summary", "plan", "other"]
Script = Literal["simplified", "traditional", "mixed"]
Stage = Literal["read", "clean", "split", "find", "judge", "name", "write", "run"]

__all__ = [
    "Bound",
    "Cell",
    "Change",
    "CleanText",
    "Document",
    "DocumentType",
    "Figure",
    "Identity",
    "Judgement",
    "Kind",
    "Problem",
    "Program",
    "Quantity",
    "Script",
    "Section",
    "Sentence",
    "Source",
    "Stage",
    "State",
    "Status",
    "Table",
    "Year",
    "YearState",
]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: where its text stands, and its 1-based place in the grid.

    Args:
        start, end: span of the cell's text (as read in a :class:`Source`, clean in a :class:`Document`); empty for an empty cell.
        row, column: 1-based place of the cell's upper left corner.
        rows, columns: how many rows and columns a merged cell covers.
    """

    start: int
    end: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table inside a report: its span, its cells in reading order, its 1-based number within the source and its caption."""

    start: int
    end: int
    n: int
    cells: tuple[Cell, ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One file (or one text handed over) as read, before any cleaning.

    Args:
        name: path relative to the folder given, ``/`` on every system.
        text: the text as read; every offset that a user sees counts in it.
        encoding: how the bytes were decoded (``utf-8``, ``gb18030`` …), or the format's own (``docx``).
        pages: offset at which each page starts, empty where the format has none.
        tables: tables that the format itself marks.
        noise: what the reader healed or removed, by name.
    """

    name: str
    text: str
    encoding: str = "utf-8"
    pages: tuple[int, ...] = ()
    tables: tuple[Table, ...] = ()
    noise: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CleanText:
    """Simplified text without noise, and the way back to the text as read."""

    text: str
    alignment: Alignment
    noise: Mapping[str, int]
    script: Script


@dataclass(frozen=True, slots=True)
class Section:
    """A headed stretch of a document.

    Args:
        start, end: clean span of the stretch, its heading included.
        path: headings from the outermost inward, numbering removed.
    """

    start: int
    end: int
    path: tuple[str, ...]


class Sentence(NamedTuple):
    """A sentence: its clean span, and the index of its section in the document's ``sections`` (-1: none)."""

    start: int
    end: int
    section: int = -1


@dataclass(frozen=True, slots=True)
class Document:
    """One report of a source: its clean span, title and structure.

    Args:
        n: 1-based number within the source.
        start, end: clean span from the heading's first character to the last character of the body.
        title: the heading as it stands in the clean text, ``""`` if none.
        sections, sentences: in reading order; every character of a sentence lies in the document.
        tables: tables inside the document, spans clean.
    """

    n: int
    start: int
    end: int
    title: str
    sections: tuple[Section, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Identity:
    """Who reports about when: what the text says of a document as a whole. Unknown parts are ``None``."""

    institution: str | None = None
    region: str | None = None
    level: str | None = None
    year: int | None = None
    period: str = "year"
    type: DocumentType = "other"
    population: float | None = None


class Quantity(NamedTuple):
    """A number as found by the grammar, with magnitude, unit and approximation.

    Args:
        start, end: span from the number through its unit.
        text: the characters of that span.
        value: the number with its magnitude folded in; ``None`` for a range, a mask or a blank.
        low, high: both ends of a range, equal to ``value`` otherwise.
        unit: as written, simplified, without magnitude; ``""`` if none.
        kind: ``count``, ``rate``, ``money`` or ``measure``.
        bound: ``exact``, ``about``, ``at_least``, ``at_most`` or ``range``.
        state: ``known``, ``masked`` or ``blank``.
        change: ``increase`` or ``decrease`` where the expression itself says so (翻一番, 负增长), else ``None``.
        rule: name of the grammar rule that found it.
    """

    start: int
    end: int
    text: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    kind: Kind
    bound: Bound = "exact"
    state: State = "known"
    change: Change | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Year:
    """A year or range of years named in the text; ``low`` and ``high`` are ``None`` while unknown.

    Args:
        offset: for a relative year (去年: -1), the distance from the document's year.
    """

    start: int
    end: int
    text: str
    low: int | None
    high: int | None
    state: YearState
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Program:
    """One mention of a named program: its clean span and canonical name.

    Args:
        generic: true when the words name a work area rather than a program of its own (预防接种, 健康教育).
    """

    start: int
    end: int
    text: str
    canonical: str
    confidence: float = 1.0
    generic: bool = False


class Judgement(NamedTuple):
    """What judging says of one quantity.

    Args:
        figure: is it a figure at all?
        status, change: see ``design`` of the tables: ``actual``/``target``/``standard``; ``increase``/``decrease``/``None``.
        confidence: calibrated probability that the decision (figure, and its status) is right.
        why: rules and cues seen, in the order they counted, readable by people.
    """

    figure: bool
    status: Status = "actual"
    change: Change | None = None
    confidence: float = 1.0
    why: tuple[str, ...] = ()


class Figure(NamedTuple):
    """A quantity judged and named: one row of the figures table before its offsets are taken back to the text as read."""

    quantity: Quantity
    document: Document
    sentence: Sentence
    judgement: Judgement
    year: int | None
    period: str
    section: str
    program: str | None
    indicator: str
    indicator_id: str | None
    cell: str | None = None

    @property
    def why(self) -> tuple[str, ...]:
        """The rule that found the number, then the cues and probabilities of its judgement."""
        return (f"rule:{self.quantity.rule}", *self.judgement.why)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that went wrong: where, at which stage, what, and what to do about it."""

    source: str
    stage: Stage
    error: str
    detail: str
