"""The tables of phenomena in ``tests/data``."""

from __future__ import annotations

import csv
from pathlib import Path

__all__ = ["rows"]

_DATA = Path(__file__).parent / "data"


def rows(name: str) -> list[list[str]]:
    """The lines of a table without comments and heading, cut at tabs."""
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return list(csv.reader([line for line in lines if line and not line.startswith("#")][1:], delimiter="\t"))
