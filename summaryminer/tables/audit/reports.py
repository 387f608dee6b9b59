"""What the checks look at: each report with its figures in order, and the words that stand between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import regex

from summaryminer.cleaning import clean_text
from summaryminer.lexicons import Lexicons
from summaryminer.tables.units import Units, column_of

if TYPE_CHECKING:
    import pandas as pd

    from summaryminer.tables.extraction import Extraction

__all__ = ["Report", "Reports", "Spot", "depths", "of_column", "plain"]

# Pinyin in brackets and spaces come from the website and say nothing.
_NOISE = regex.compile(r"[(（][\p{Latin}\p{M}']+[)）]|[\s\p{Cf}]+")
_RATE_UNITS = frozenset(["%", "‰", "/万", "/10万", "/千", "/100万", "成", "折"]) | {""}


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """A figure in its place.

    Args:
        id, document, heading, indicator_id, kind, value, low, high, unit, ratio, bound, status, change, state, text, start, end, year,
        period, section, cell: as in the table; an empty cell is ``None``.
        column: the column it has in a comparison.
        before: simplified words between the figure before it in its sentence (or the sentence's beginning) and it.
        after: those between it and the next one (or the sentence's end).
        sentence: the number of its sentence within the report.
    """

    id: str
    document: str
    heading: str
    indicator_id: str | None
    kind: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    ratio: float | None
    bound: str
    status: str
    change: str | None
    state: str
    text: str
    start: int
    end: int
    year: int | None
    period: str
    section: str
    cell: str | None
    column: str = ""
    before: str = ""
    after: str = ""
    sentence: int = 0

    @property
    def shown(self) -> str:
        """As written, without noise."""
        return _NOISE.sub("", self.text)

    @property
    def level(self) -> bool:
        """A known number that says how much there actually is, not how much it changed."""
        return self.state == "known" and self.change is None and self.status == "actual" and self.low is not None

    @property
    def known(self) -> bool:
        """A number is there."""
        return self.state == "known" and self.low is not None

    @property
    def share(self) -> bool:
        """A rate out of a whole (%, ‰, fractions), not a multiple or points."""
        return self.kind == "rate" and self.ratio is not None and self.unit in _RATE_UNITS


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """A report and its figures in the order of the text."""

    document: str
    source: str
    title: str
    institution: str | None
    level: str | None
    year: int | None
    type: str
    population: float | None
    start: int
    end: int
    spots: tuple[Spot, ...] = field(repr=False)

    @property
    def name(self) -> str:
        """The institution, or the report itself where none is named."""
        return self.institution or self.document

    def sentences(self) -> Iterator[list[Spot]]:
        """The figures sentence by sentence; cells of tables are no sentences."""
        current: list[Spot] = []
        for spot in self.spots:
            if spot.cell is not None:
                continue
            if current and current[-1].sentence != spot.sentence:
                yield current
                current = []
            current.append(spot)
        if current:
            yield current


class Reports:
    """All reports of an extraction, with the lexicons that the checks read their words from."""

    def __init__(self, extraction: Extraction, lexicons: Lexicons) -> None:
        self.extraction, self.lexicons, self.units = extraction, lexicons, Units(lexicons)
        grouped: dict[str, list[Spot]] = {}
        for spot in _spots(extraction, lexicons):
            grouped.setdefault(spot.document, []).append(spot)
        self.reports = [_report(row, tuple(grouped.get(row[0], ()))) for row in _documents(extraction)]

    def __iter__(self) -> Iterator[Report]:
        return iter(self.reports)

    @cached_property
    def compared(self) -> pd.DataFrame:
        """The reports' actual levels by institution and year, in the long form of the comparison, without what is derived."""
        from summaryminer.tables.compare import compare

        return compare(
            self.extraction, ("institution", "year"), form="long", derive=False, least=1, lexicons=self.lexicons
        )

    def words(self, *keys: str) -> tuple[str, ...]:
        """A list of words of ``audit.toml``."""
        return tuple(self.lexicons.words("audit", *keys))

    def number(self, section: str, key: str) -> float:
        """A limit of ``audit.toml``."""
        return float(self.lexicons.document("audit")[section][key])


def _report(row: Sequence[Any], spots: tuple[Spot, ...]) -> Report:
    document, source, title, institution, level, year, type_, population, start, end = row
    return Report(document, source, title, institution, level, year, type_, population, start, end, spots)


def _documents(extraction: Extraction) -> Iterator[tuple[Any, ...]]:
    names = ["document", "source", "title", "institution", "level", "year", "type", "population", "start", "end"]
    frame = extraction.documents[names].astype(object)
    return frame.where(frame.notna(), None).itertuples(index=False, name=None)


def _spots(extraction: Extraction, lexicons: Lexicons) -> Iterator[Spot]:
    names = [
        *(
            "id",
            "document",
            "indicator",
            "indicator_id",
            "kind",
            "value",
            "low",
            "high",
            "unit",
            "ratio",
            "bound",
            "status",
            "change",
        ),
        *("state", "text", "start", "end", "year", "period", "section", "cell", "sentence", "corrected", "verdict"),
    ]
    frame = extraction.figures[names].astype(object)
    rows = frame.where(frame.notna(), None).itertuples(index=False, name=None)
    columns: dict[tuple[Any, ...], str] = {}
    sentence: list[tuple[Any, ...]] = []
    number = 0
    for row in rows:
        if row[-1] == "wrong" and row[-2] is None:
            continue
        if sentence and (
            sentence[-1][21] != row[21] or sentence[-1][1] != row[1] or row[15] - sentence[0][15] > len(str(row[21]))
        ):
            yield from _sentence(sentence, number, columns, lexicons)
            number, sentence = number + 1, []
        sentence.append(row)
    yield from _sentence(sentence, number, columns, lexicons)


def _sentence(
    rows: list[tuple[Any, ...]], number: int, columns: dict[tuple[Any, ...], str], lexicons: Lexicons
) -> Iterator[Spot]:
    """The figures of one sentence, with the words between them."""
    gaps = _gaps(rows, lexicons)
    for row, before, after in zip(rows, gaps, gaps[1:], strict=False):
        fields = list(row[:21])
        if row[22] is not None:  # a reviewer's value stands in for the extracted one
            corrected = float(row[22])
            scale = float(row[9]) / float(row[5]) if row[9] and row[5] else None
            fields[5:8] = [corrected] * 3
            fields[9], fields[10], fields[13] = (corrected * scale if scale else None), "exact", "known"
        key = (row[3], str(row[2]), str(row[8]), row[4] == "rate" and row[9] is not None)
        if key not in columns:
            columns[key] = column_of(*key, lexicons)
        yield replace(Spot(*fields[:21]), column=columns[key], before=before, after=after, sentence=number)


def _gaps(rows: list[tuple[Any, ...]], lexicons: Lexicons) -> list[str]:
    """The words before the first figure, between the figures and after the last; empty where the sentence does not show them."""
    if not rows:
        return [""]
    sentence = str(rows[0][21])
    first = int(rows[0][15])
    places = [(int(row[15]) - first, int(row[16]) - first, str(row[14])) for row in rows]
    at = sentence.find(places[0][2])
    while at >= 0 and not all(sentence.startswith(text, at + start) for start, _, text in places):
        at = sentence.find(places[0][2], at + 1)
    if at < 0:
        return [""] * (len(rows) + 1)
    ends = [0, *(at + end for _, end, _ in places)]
    starts = [*(at + start for start, _, _ in places), len(sentence)]
    return [plain(sentence[end:start], lexicons) for end, start in zip(ends, starts, strict=True)]


def plain(text: str, lexicons: Lexicons) -> str:
    """Simplified text without spaces and pinyin."""
    return _simplified(_NOISE.sub("", text), lexicons)


@lru_cache(maxsize=20_000)
def _simplified(text: str, lexicons: Lexicons) -> str:
    return clean_text(text, lexicons).text if text else ""


def depths(sentence: Sequence[Spot]) -> list[int]:
    """How many brackets are open at each figure of a sentence: 304人(首年度155人) is 0, 1."""
    found, depth = [], 0
    for spot in sentence:
        depth += sum(spot.before.count(sign) for sign in "(（") - sum(spot.before.count(sign) for sign in ")）")
        found.append(max(depth, 0))
    return found


def of_column(spots: Iterable[Spot]) -> dict[str, list[Spot]]:
    """Figures by the column they have in a comparison."""
    found: dict[str, list[Spot]] = {}
    for spot in spots:
        found.setdefault(spot.column, []).append(spot)
    return found
