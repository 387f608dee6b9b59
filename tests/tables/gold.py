"""Extractions made from the corpus's own truth: input for compare, audit and the page that owes nothing to the extractor."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from summaryminer import schema
from summaryminer.cleaning import clean_text
from summaryminer.evaluation import markup
from summaryminer.evaluation.truth import TrueFigure, Truth
from summaryminer.lexicons import load
from summaryminer.tables.extraction import Extraction

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
_SENTENCE = re.compile(r"[^。！？!?；;\n]*[。！？!?；;\n]?")
_PER = {
    "%": 100.0,
    "‰": 1000.0,
    "/万": 1e4,
    "/10万": 1e5,
    "/100万": 1e6,
    "百分点": 100.0,
    "成": 10.0,
    "折": 10.0,
    "倍": 1.0,
}


def reports(*folders: str) -> list[Path]:
    """The corpus files of these folders, in order."""
    return [path for folder in folders for path in sorted((CORPUS / folder).glob("*.txt"))]


def extraction(marked: Iterable[tuple[str, str]]) -> Extraction:
    """The tables that a faultless extractor would make of marked-up texts.

    Args:
        marked: name and text with its markup.
    """
    tables: dict[str, list[tuple[object, ...]]] = {name: [] for name in schema.TABLES}
    texts = {}
    for name, text in marked:
        truth = markup.parse(text, name)
        texts[name] = truth.text
        _documents(truth, tables)
    return Extraction(tables, texts)


def _documents(truth: Truth, tables: dict[str, list[tuple[object, ...]]]) -> None:
    sentences = [match.span() for match in _SENTENCE.finditer(truth.text) if match.group()]
    for n, document in enumerate(truth.documents, 1):
        key = f"{truth.name}#{n}"
        inside = [figure for figure in truth.figures if document.start <= figure.start < document.end]
        year = int(document.years[0]) if document.years[0].isdigit() else None
        institution = document.institutions[0] or None
        place = 0
        for figure in inside:
            while sentences[place][1] <= figure.start:
                place += 1
            tables["figures"].append(
                _figure(figure, key, truth, institution, truth.text[slice(*sentences[place])].strip())
            )
        tables["documents"].append(
            (key, truth.name, n, document.title, institution, document.region or None, document.level or None, None, year, document.period,
             document.type, "simplified", "str", document.start, document.end, document.end - document.start, len(inside), "")
        )  # fmt: skip
        for found in truth.years:
            if document.start <= found.start < document.end:
                low, high, state = _year(found.values[0], year)
                tables["years"].append(
                    (key, truth.name, low, high, state, found.text, found.start, found.end, found.line)
                )


def _year(value: str, year: int | None) -> tuple[int | None, int | None, str]:
    if value.startswith("rel:"):
        known = None if year is None else year + int(value[4:])
        return known, known, "relative"
    if value == "masked":
        return None, None, "masked"
    low, _, high = value.partition("-")
    return int(low), int(high or low), "known"


def _figure(
    figure: TrueFigure, document: str, truth: Truth, institution: str | None, sentence: str
) -> tuple[object, ...]:
    value, unit, kind = figure.values[0], figure.units[0], figure.kinds[0]
    low, high = value if value is not None else (None, None)
    point = low if low == high else None
    ratio = None
    if (
        kind == "rate"
        and point is not None
        and (unit in _PER or (not unit and ("分之" in figure.text or "/" in figure.text)))
    ):
        ratio = point / _PER.get(unit, 1.0)
    heading = figure.headings[0]
    return (
        f"{document}@{figure.start}", document, truth.name, institution, figure.year, figure.period or "year", "", None, heading,
        figure.indicators[0] or None, kind, point, low, high, unit, ratio, figure.bounds[0], figure.statuses[0], figure.changes[0] or None,
        figure.states[0], figure.text, figure.start, figure.end, figure.line, None, None, sentence, 1.0, None, None, "",
    )  # fmt: skip


def corpus(*folders: str) -> Extraction:
    """The true tables of whole corpus folders."""
    return extraction((f"{path.parent.name}/{path.name}", path.read_bytes().decode()) for path in reports(*folders))


def simple(text: str) -> str:
    """The text as rules see it."""
    return clean_text(text, load()).text
