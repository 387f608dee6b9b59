"""Years as named in reports: a table of phenomena in ``tests/data/years.tsv``."""

from __future__ import annotations

from pathlib import Path

import pytest

from summaryminer.finding.years import Years
from summaryminer.lexicons import load

YEARS = Years(load())
ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent.parent / "data" / "years.tsv").read_text(encoding="utf-8").splitlines()[1:]
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_years(text: str, expected: str) -> None:
    found = []
    for year in YEARS.scan(text):
        assert text[year.start : year.end] == year.text
        if year.state == "known":
            value = str(year.low) if year.low == year.high else f"{year.low}-{year.high}"
        else:
            value = year.state if year.offset is None else f"rel:{year.offset:+d}"
        found.append(f"{year.text}={value}")
    assert "; ".join(found) == ("" if expected == "-" else expected)
