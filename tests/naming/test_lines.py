"""Indicators and columns over many lines of reports: ``tests/data/indicator_lines.txt`` and ``column_pairs.txt``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from summaryminer import Extractor
from summaryminer.tables.columns import columns

DATA = Path(__file__).parent.parent / "data"
MARK = re.compile(r"⟦([^|⟧]+)\|([^⟧]+)⟧")


def lines(name: str) -> list[str]:
    return [line for line in (DATA / name).read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def placed(line: str, extractor: Extractor) -> Iterator[tuple[str, str, str, str]]:
    """Of each marked figure what is wanted, and its indicator, column and status; empty where the figure is not found."""
    source = line.replace("¶", "\n")
    text, wanted, at = "", [], 0
    for mark in MARK.finditer(source):
        text += source[at : mark.start()]
        wanted.append((len(text), mark[2]))
        text += mark[1]
        at = mark.end()
    found = extractor.extract_text(text + source[at:])
    figures = found.figures
    shared = columns(found, figures, extractor.lexicons)
    rows = list(zip(figures["start"], figures["end"], figures["indicator_id"].fillna(""), shared, figures["status"], strict=True))
    for start, want in wanted:
        row = next((row for row in rows if row[0] <= start < row[1]), None)
        yield (want, "", "", "") if row is None else (want, row[2], row[3], str(row[4]))


@pytest.mark.slow
def test_indicators_of_lines() -> None:
    extractor, right, wrong, missed = Extractor(), 0, 0, 0
    for line in lines("indicator_lines.txt"):
        for want, found, column, _ in placed(line, extractor):
            if want.startswith("+"):
                assert column == want[1:], line
            accepted = {"", want[1:]} if want.startswith("?") else {"" if want[0] in "+-" else want}
            right += bool(found) and found in accepted
            wrong += bool(found) and found not in accepted
            missed += "" not in accepted and found not in accepted
    assert right / (right + wrong) >= 0.97
    assert right / (right + missed) >= 0.93


@pytest.mark.slow
def test_columns_of_pairs() -> None:
    extractor, right, wrong, missed = Extractor(), 0, 0, 0
    reports = [line for line in lines("column_pairs.txt") if not line.startswith("==")]
    for first, second in zip(reports[::2], reports[1::2], strict=True):
        pairs = product([*placed(first, extractor)], [*placed(second, extractor)])
        for (key, _, column, status), (other, _, others, stated) in pairs:
            should, does = key == other != "-", bool(column) and column == others and status == stated
            right, wrong, missed = right + (should and does), wrong + (does and not should), missed + (should and not does)
    assert right / (right + wrong) >= 0.95
    assert right / (right + missed) >= 0.85
