"""Numbers in cells: heading, unit, year and status from the table around them."""

from __future__ import annotations

from pathlib import Path

import pytest

from summaryminer.finding.cells import CellQuantity, cell_quantities, labels
from summaryminer.lexicons import load
from summaryminer.records import Cell, Table

DATA = Path(__file__).parents[1] / "data" / "cell_quantities.tsv"
CASES = [
    line.split("\t") for line in DATA.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
][1:]


def table_of(
    rows: list[list[str]], above: str = "", spans: dict[tuple[int, int], tuple[int, int]] | None = None
) -> tuple[str, Table]:
    text = above + "\n" if above else ""
    start, cells = len(text), []
    for row, contents in enumerate(rows, 1):
        for column, content in enumerate(contents, 1):
            covers = (spans or {}).get((row, column), (1, 1))
            cells.append(Cell(len(text), len(text) + len(content), row, column, *covers))
            text += content + ("\n" if column == len(contents) else "\t")
    return text, Table(start, len(text) - 1, 1, tuple(cells), above)


def written(found: CellQuantity) -> str:
    value = (
        f"{found.heading} = {found.quantity.value:g}"
        if found.quantity.value < 1e6
        else f"{found.heading} = {found.quantity.value:.0f}"
    )  # type: ignore[operator]
    unit = f" {found.quantity.unit}" if found.quantity.unit else ""
    return value + unit + (f" ({found.year})" if found.year else "") + (f" [{found.status}]" if found.status else "")


@pytest.mark.parametrize(("written_table", "expected"), CASES)
def test_cases(written_table: str, expected: str) -> None:
    above, _, body = written_table.rpartition("::")
    text, table = table_of([row.split("|") for row in body.split("//")], above)
    found = cell_quantities(text, table, load())
    assert "; ".join(map(written, found)) == expected
    for figure in found:
        assert text[figure.quantity.start : figure.quantity.end] == figure.quantity.text


def test_merged_and_two_level_headings() -> None:
    rows = [
        ["村名", "建档（份）", "", "率（%）"],
        ["", "男", "女", ""],
        ["东村", "1284", "1302", "98.5"],
        ["合计", "2148", "2203", "95.6"],
    ]
    text, table = table_of(rows, "", {(1, 1): (2, 1), (1, 2): (1, 2), (1, 4): (2, 1)})
    found = cell_quantities(text, table, load())
    assert [(figure.heading, figure.quantity.unit, figure.cell) for figure in found] == [
        ("东村建档男", "份", "1!R3C2"),
        ("东村建档女", "份", "1!R3C3"),
        ("东村率", "%", "1!R3C4"),
        ("合计建档男", "份", "1!R4C2"),
        ("合计建档女", "份", "1!R4C3"),
        ("合计率", "%", "1!R4C4"),
    ]


def test_a_title_row_and_groups_of_rows() -> None:
    rows = [
        ["2021年建档情况（单位：份）", "", ""],
        ["村名", "男", "女"],
        ["一、山区", "", ""],
        ["东村", "12", "15"],
        ["二、坝区", "", ""],
        ["西村", "8", "9"],
    ]
    text, table = table_of(rows, "", {(1, 1): (1, 3), (3, 1): (1, 3), (5, 1): (1, 3)})
    found = [
        (figure.heading, figure.quantity.value, figure.quantity.unit) for figure in cell_quantities(text, table, load())
    ]
    assert found[0] == ("东村男", 12.0, "份")
    assert found[2] == ("二、坝区西村男", 8.0, "份")


def test_a_large_table_takes_time_in_proportion() -> None:
    import time

    rows = [["村名", "建档（份）", "建档率（%）"], *([f"第{number}村", str(number), "98.5"] for number in range(3000))]
    text, table = table_of(rows)
    started = time.process_time()
    assert len(cell_quantities(text, table, load())) == 6000
    assert time.process_time() - started < 6


def test_columns_of_changes() -> None:
    rows = [
        ["指标", "本期", "增长率", "降幅"],
        ["粮食产量", "3.2万吨", "+5.1%", "—"],
        ["事故", "12起", "-3%", "3%"],
        ["人口自然增长率", "4.8‰", "0.2%", ""],
    ]
    text, table = table_of(rows)
    found = [(figure.heading, figure.quantity.change) for figure in cell_quantities(text, table, load())]
    assert found == [
        ("粮食产量本期", None),
        ("粮食产量增长率", "increase"),
        ("事故本期", None),
        ("事故增长率", "increase"),
        ("事故降幅", "decrease"),
        ("人口自然增长率本期", None),
        ("人口自然增长率", "increase"),
    ]


def test_units_of_labels_stand_before_figures() -> None:
    text, table = table_of([["指标", "完成数"], ["床位使用率%", "72.6"], ["居民 户", ""]])
    found = cell_quantities(text, table, load())
    ends = labels(table, found)
    assert text.index("%") + 1 in ends
    assert text.index("户") + 1 not in ends
