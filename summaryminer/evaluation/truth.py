"""What an annotated text says is true. A field that annotators may disagree on holds all answers that are accepted."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Span", "TrueDocument", "TrueFigure", "TrueProgram", "TrueYear", "Truth"]

Value = tuple[float, float] | None
"""Both ends of a number, equal unless it is a range; ``None`` for a masked or blank one."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch ``[start, end)`` of the text as read, with its characters and 1-based line.

    Args:
        optional: reasonable people could leave the row out; it never counts for or against a system.
    """

    start: int
    end: int
    text: str
    line: int
    optional: bool = False


@dataclass(frozen=True, slots=True)
class TrueFigure(Span):
    """A figure. The accepted answers of each field, the best first; an empty string stands for "none".

    Args:
        year: the year the figure is about, ``None`` when masked or unknown (and in JSONL gold, which does not say).
        key: in pairs of reports, the column that a careful reader would put it into.
    """

    values: tuple[Value, ...] = (None,)
    units: tuple[str, ...] = ("",)
    kinds: tuple[str, ...] = ("count",)
    bounds: tuple[str, ...] = ("exact",)
    statuses: tuple[str, ...] = ("actual",)
    changes: tuple[str, ...] = ("",)
    states: tuple[str, ...] = ("known",)
    headings: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ("",)
    year: int | None = None
    period: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class TrueYear(Span):
    """A year named in the text: accepted values ``2004``, ``2011-2015``, ``masked`` or ``rel:-1``."""

    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TrueProgram(Span):
    """A mention of a named program and its accepted canonical names."""

    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TrueDocument:
    """One report: its span, and accepted answers; an empty string where it can't be told, years also ``masked``."""

    start: int
    end: int
    title: str
    institutions: tuple[str, ...]
    years: tuple[str, ...]
    type: str
    region: str = ""
    level: str = ""
    period: str = "year"


@dataclass(frozen=True, slots=True)
class Truth:
    """An annotated text: the plain text as read, and everything that is to be found in it, in order.

    Args:
        name: name of the file.
        domain, voice, phenomena: what the file is (see ``corpus/README.md``); empty where nothing says.
        weight: how much the text counts in training.
    """

    name: str
    text: str
    figures: tuple[TrueFigure, ...] = ()
    years: tuple[TrueYear, ...] = ()
    programs: tuple[TrueProgram, ...] = ()
    documents: tuple[TrueDocument, ...] = ()
    domain: str = ""
    voice: str = ""
    phenomena: tuple[str, ...] = ()
    weight: float = 1.0

    def document_at(self, offset: int) -> TrueDocument | None:
        """The report that holds an offset of the text, ``None`` outside every report."""
        return next((document for document in self.documents if document.start <= offset < document.end), None)
