"""A reviewer's verdicts and values back into the tables: recorded who, when and what was there, the extracted value never overwritten."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from summaryminer import schema

if TYPE_CHECKING:
    from summaryminer.tables.extraction import Extraction

__all__ = ["Correction", "CorrectionError", "correct", "read_reviewed", "record"]

_HEADINGS = {column.heading: column.name for column in schema.TABLES["figures"]}
VERDICTS = {
    **{"right": "right", "wrong": "wrong", "unsure": "unsure"},
    **{"对": "right", "错": "wrong", "疑": "unsure", "√": "right", "×": "wrong", "?": "unsure", "？": "unsure"},
}


class CorrectionError(ValueError):
    """A reviewed file that can't be taken back: the message names place, problem and remedy."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One figure's judgement by a reviewer, and what the table held before.

    Args:
        id: the figure's id.
        verdict: ``right``, ``wrong``, ``unsure`` or empty.
        corrected: the reviewer's value, ``None`` if none was given.
        value: the extracted value.
        verdict_before, corrected_before: what an earlier review had left there.
        by, at, file: who, when (UTC, ISO 8601) and from which file.
    """

    id: str
    verdict: str
    corrected: float | None
    value: float | None
    verdict_before: str
    corrected_before: float | None
    by: str
    at: str
    file: str


def read_reviewed(path: str | os.PathLike[str]) -> Iterator[tuple[str, str, str, float | None]]:
    """The reviewed rows of a workbook (sheet 数据) or CSV: place, figure id, verdict and corrected value; rows without either are passed over.

    Raises:
        CorrectionError: no id column, an unknown verdict, or a corrected value that is no number.
    """
    path = Path(path)
    rows = _xlsx(path) if path.suffix.lower() == ".xlsx" else _csv(path)
    header: list[str] | None = None
    for number, cells in enumerate(rows, 1):
        if header is None:
            header = [_HEADINGS.get(str(cell or "").strip(), str(cell or "").strip()) for cell in cells]
            missing = [name for name in ("id", "verdict", "corrected") if name not in header]
            if missing:
                raise CorrectionError(
                    f"{path}: there is no column {missing[0]}; review the sheet 数据 of 'summaryminer compare TABLES -o review.xlsx'"
                )
            continue
        row = dict(zip(header, cells, strict=False))
        verdict, corrected = str(row.get("verdict") or "").strip().lower(), row.get("corrected")
        if not verdict and corrected in (None, ""):
            continue
        if verdict and verdict not in VERDICTS:
            raise CorrectionError(
                f"{path}, row {number}: the verdict {verdict!r} is none of right, wrong, unsure (对 错 疑)"
            )
        yield f"row {number}", str(row["id"]), VERDICTS.get(verdict, ""), _number(corrected, f"{path}, row {number}")


def _number(cell: object, place: str) -> float | None:
    if cell is None or str(cell).strip() == "":
        return None
    try:
        return float(str(cell).strip().replace(",", ""))
    except ValueError:
        raise CorrectionError(
            f"{place}: the corrected value {cell!r} is no number; write 98.5 for 98.5%, 12000 for 1.2万"
        ) from None


def _xlsx(path: Path) -> Iterator[tuple[object, ...]]:
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise CorrectionError(
            "reading Excel needs openpyxl: pip install openpyxl, or save the sheet 数据 as CSV"
        ) from None
    book = load_workbook(path, read_only=True, data_only=True)
    yield from (book["数据"] if "数据" in book.sheetnames else book.worksheets[0]).iter_rows(values_only=True)


def _csv(path: Path) -> Iterator[tuple[object, ...]]:
    from summaryminer.tables.stored import unguard

    with path.open(encoding="utf-8-sig", newline="") as handle:
        for row in csv.reader(handle):
            yield tuple(unguard(cell) for cell in row)


def correct(
    extraction: Extraction, reviewed: str | os.PathLike[str], *, by: str = "", at: datetime | None = None
) -> list[Correction]:
    """Takes the reviewer's columns into ``extraction.figures`` (``verdict``, ``corrected``); returns what changed.

    Args:
        extraction: its figures are given the verdicts; extracted values stay.
        reviewed: workbook or CSV with the columns id, verdict (核对) and corrected (更正值).
        by: who reviewed.
        at: when, now by default.

    Raises:
        CorrectionError: a row can't be used, or names a figure that is not in the tables; nothing is taken then.
    """
    import pandas as pd

    moment = (at or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
    figures = extraction.figures.copy()
    places = {name: place for place, name in enumerate(figures["id"])}
    verdicts = [None if pd.isna(value) else str(value) for value in figures["verdict"]]
    values = [None if pd.isna(value) else float(value) for value in figures["corrected"]]
    extracted = [None if pd.isna(value) else float(value) for value in figures["value"]]
    changes: list[Correction] = []
    for where, name, verdict, corrected in read_reviewed(reviewed):
        if name not in places:
            raise CorrectionError(
                f"{os.fspath(reviewed)}, {where}: there is no figure {name!r} in these tables; review a workbook made from them"
            )
        place = places[name]
        if (verdicts[place] or "", values[place]) != (verdict, corrected):
            changes.append(
                Correction(
                    name,
                    verdict,
                    corrected,
                    extracted[place],
                    verdicts[place] or "",
                    values[place],
                    by,
                    moment,
                    Path(reviewed).name,
                )
            )
            verdicts[place], values[place] = verdict or None, corrected
    figures["verdict"] = pd.Series(verdicts, figures.index, dtype=figures["verdict"].dtype)
    figures["corrected"] = pd.Series(values, figures.index, dtype="float64")
    extraction.figures = figures
    return changes


def record(path: str | os.PathLike[str], changes: Iterable[Correction]) -> None:
    """Adds corrections to the record ``corrections.csv``; what stands there stays."""
    from summaryminer.tables.stored import DANGEROUS

    target = Path(path)
    new = not target.is_file()
    with target.open("a", encoding="utf-8-sig" if new else "utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\r\n")
        if new:
            writer.writerow([field.name for field in fields(Correction)])
        for change in changes:
            cells = ["" if value is None else value for value in astuple(change)]
            writer.writerow(
                [f"'{cell}" if isinstance(cell, str) and cell.startswith(DANGEROUS) else cell for cell in cells]
            )
