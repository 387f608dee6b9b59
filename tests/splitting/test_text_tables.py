"""Tables drawn in plain text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from summaryminer.records import Cell, Table
from summaryminer.splitting.tables import text_tables

DATA = Path(__file__).parents[1] / "data" / "text_tables.tsv"
CASES = [
    line.split("\t") for line in DATA.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
][1:]


def rows(text: str, table: Table) -> list[list[str]]:
    found: dict[int, list[str]] = {}
    for cell in table.cells:
        found.setdefault(cell.row, []).append(text[cell.start : cell.end])
    return list(found.values())


@pytest.mark.parametrize(("written", "expected"), CASES)
def test_cases(written: str, expected: str) -> None:
    text = written.replace("\\n", "\n").replace("\\t", "\t")
    tables = text_tables(text)
    assert (rows(text, tables[0]) if tables else []) == (
        [row.split("|") for row in expected.split("//")] if expected else []
    )


def test_spans_and_captions() -> None:
    text = "上文。\n表1 各村建档\n单位：份\n\n村名\t人数\n东村\t12\n下文。"
    (table,) = text_tables(text)
    assert text[table.start : table.end] == "村名\t人数\n东村\t12"
    assert table.caption == "表1 各村建档 单位：份"
    assert table.n == 1


def test_known_tables_are_left_alone() -> None:
    text = "村名\t人数\n东村\t12\n西村\t8\n机构\t床位\n中心\t45\n"
    known = Table(0, 14, 3, (Cell(0, 2, 1, 1),))
    assert text[:14] == "村名\t人数\n东村\t12\n西村"
    (table,) = text_tables(text, [known])
    assert (table.n, text[table.start : table.end]) == (4, "机构\t床位\n中心\t45")


@pytest.mark.parametrize(
    "text", ["1\t" * 300_000, " 1" * 300_000, "a b 1\n" * 30_000, ("| " * 150 + "\n") * 2000, "\n" * 300_000]
)
def test_hostile_texts_take_time_in_proportion(text: str) -> None:
    started = time.process_time()
    text_tables(text)
    assert time.process_time() - started < 5
