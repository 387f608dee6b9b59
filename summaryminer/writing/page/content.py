"""What the page holds, as plain data: reports with their figures, the comparison, the findings."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summaryminer import schema
from summaryminer.tables.display import shown

if TYPE_CHECKING:
    import pandas as pd

    from summaryminer.lexicons import Lexicons
    from summaryminer.tables.extraction import Extraction

__all__ = ["content", "strings"]

FIELDS = (
    *(
        "indicator",
        "value",
        "unit",
        "year",
        "period",
        "status",
        "change",
        "bound",
        "state",
        "program",
        "section",
        "indicator_id",
    ),
    *("line", "page", "cell", "confidence", "corrected", "verdict", "flags", "text", "document"),
)

USUAL = {"period": "year", "status": "actual", "bound": "exact", "state": "known", "flags": ""}
"""What most figures have: the page holds it once."""


def strings() -> dict[str, dict[str, str]]:
    """The page's own words in both languages."""
    loaded: dict[str, dict[str, str]] = json.loads((Path(__file__).parent / "strings.json").read_text(encoding="utf-8"))
    return loaded


def content(extraction: Extraction, lexicons: Lexicons) -> dict[str, Any]:
    """The data of the page.

    Args:
        extraction: tables and, where kept, texts; offsets become UTF-16 offsets within each report's text, as browsers count.
        lexicons: word lists, for the comparison.
    """
    documents = _records(extraction.documents)
    by_document: dict[str, list[dict[str, Any]]] = {}
    for row in _records(extraction.figures):
        by_document.setdefault(row["document"], []).append(row)
    pages = [_document(row, by_document.get(row["document"], []), extraction.texts) for row in documents]
    places = {page["id"]: place for place, page in enumerate(pages)}
    headings = {column.name: column.heading for column in schema.TABLES["figures"]}
    return {
        "strings": strings(),
        "fields": [[name, {"zh": headings[name], "en": name.replace("_", " ")}] for name in FIELDS],
        "usual": USUAL,
        "counts": _counts(extraction, documents),
        "codes": {
            code: {"zh": str(words.get("label", code)), "en": code.replace("_", " ")}
            for code, words in lexicons.document("audit")["messages"].items()
        },
        "documents": pages,
        "comparison": _comparison(extraction, lexicons),
        "findings": [
            {
                "code": row["code"], "severity": row["severity"], "document": row["document"], "place": places.get(row["document"], -1),
                "figures": [name for name in row["figures"].split(";") if name], "zh": row["message_zh"], "en": row["message_en"],
                "detail": row["detail"],
            }
            for row in _records(extraction.findings)
        ],
    }  # fmt: skip


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    plain = frame.astype(object)
    return [
        {str(name): value for name, value in row.items()} for row in plain.where(frame.notna(), None).to_dict("records")
    ]


def _counts(extraction: Extraction, documents: list[dict[str, Any]]) -> dict[str, Any]:
    years = Counter(row["year"] for row in documents if row["year"] is not None)
    status = extraction.figures["status"].astype(object).value_counts()
    return {
        "documents": len(documents),
        "institutions": len({row["institution"] for row in documents if row["institution"]}),
        "figures": len(extraction.figures),
        "problems": len(extraction.problems),
        "years": [[str(year), count] for year, count in sorted(years.items())],
        "status": [[str(name), int(count)] for name, count in status.items()],
    }


def _document(row: dict[str, Any], figures: list[dict[str, Any]], texts: Mapping[str, str]) -> dict[str, Any]:
    kept = row["source"] in texts
    if kept:
        text, start = texts[row["source"]][row["start"] : row["end"]], row["start"]
        spans = [(figure["start"] - start, figure["end"] - start) for figure in figures]
    else:
        text, spans = _sentences(figures)
    places = _utf16(text)
    return {
        "id": row["document"], "title": row["title"], "institution": row["institution"] or "", "year": row["year"], "kept": kept, "text": text,
        "figures": [_figure(figure, places(low), places(high)) for figure, (low, high) in zip(figures, spans, strict=True)],
    }  # fmt: skip


def _figure(row: dict[str, Any], start: int, end: int) -> dict[str, Any]:
    known = row["state"] == "known"
    if not known:
        value = ""
    elif row["value"] is None:
        value = f"{shown(row['low'])}–{shown(row['high'])}"
    else:
        value = shown(row["value"]) + (row["unit"] if row["kind"] == "rate" else "")
    kept = {
        name: row[name]
        for name in FIELDS
        if name not in ("document", "value") and row[name] not in (None, "") and row[name] != USUAL.get(name)
    }
    return {**kept, "id": row["id"], "start": start, "end": end, "shown": value}


def _sentences(figures: list[dict[str, Any]]) -> tuple[str, list[tuple[int, int]]]:
    """A text made of the figures' sentences, one a line, and where each figure stands in it."""
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    base, last, at = 0, None, 0
    for figure in figures:
        if figure["sentence"] != last:
            base += len(pieces[-1]) if pieces else 0
            pieces.append(figure["sentence"] + "\n")
            last, at = figure["sentence"], 0
        found = figure["sentence"].find(figure["text"], at)
        low = base + max(found, 0)
        spans.append((low, low + (len(figure["text"]) if found >= 0 else 0)))
        at = max(found, 0) + len(figure["text"])
    return "".join(pieces), spans


def _utf16(text: str) -> Any:
    """From an offset in code points to one in UTF-16 units."""
    if text.isascii() or max(text, default="") < "\U00010000":
        return lambda offset: offset
    places = [0]
    for character in text:
        places.append(places[-1] + (2 if character >= "\U00010000" else 1))
    return lambda offset: places[offset]


def _comparison(extraction: Extraction, lexicons: Lexicons) -> dict[str, Any]:
    from summaryminer.naming.indicator_lexicon import indicators
    from summaryminer.tables.compare import compare

    english = indicators(lexicons)
    if extraction.figures.empty:
        return {"rows": [], "rowYears": [], "columns": [], "cells": [], "years": []}
    long = _records(compare(extraction, "institution", form="long", lexicons=lexicons))
    targets = _records(
        compare(extraction, ("institution", "year"), form="long", status="target", least=1, lexicons=lexicons)
    )
    yearly = _records(compare(extraction, ("institution", "year"), form="long", lexicons=lexicons))
    counts = Counter(row["column"] for row in long)
    order = sorted(counts, key=lambda name: ("|" in name, -counts[name], name))
    columns = {name: place for place, name in enumerate(order)}
    described = {row["column"]: row for row in long}
    rows = {name: place for place, name in enumerate(dict.fromkeys(row["institution"] for row in long))}
    aims = {(row["institution"], row["year"], row["column"]): row["value"] for row in targets}
    flags = dict(zip(extraction.figures["id"], extraction.figures["flags"], strict=True))
    years: dict[str, set[int]] = {}
    for row in long:
        years.setdefault(row["institution"], set()).add(row["year"])
    cells = []
    for row in long:
        ids = row["figure"].split(";")
        cell = {
            "row": rows[row["institution"]], "column": columns[row["column"]], "value": row["value"], "figures": ids, "derived": row["derived"],
            "rejected": [name for name in row["rejected"].split(";") if name], "rank": row["rank"], "of": row["of"],
            "flags": ";".join(filter(None, (flags.get(name, "") for name in ids))),
        }  # fmt: skip
        if (aim := aims.get((row["institution"], row["year"], row["column"]))) is not None:
            cell["target"] = aim
        cells.append({name: value for name, value in cell.items() if value not in ("", [])})
    return {
        "rows": list(rows),
        "rowYears": ["、".join(str(year) for year in sorted(year for year in years[name] if year is not None)) for name in rows],
        "columns": [
            {
                "name": described[name]["indicator"], "english": english[name].label_en if name in english else described[name]["indicator"],
                "kind": described[name]["kind"], "unit": described[name]["unit"], "median": described[name]["median"], "count": counts[name],
            }
            for name in order
        ],
        "cells": cells,
        "years": [
            {
                "row": rows[row["institution"]], "column": columns[row["column"]], "year": row["year"], "value": row["value"],
                "figures": row["figure"].split(";"),
            }
            for row in yearly
            if row["institution"] in rows and row["column"] in columns
        ],
    }  # fmt: skip
