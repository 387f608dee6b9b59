"""Headings of figures that stand in tables."""

from __future__ import annotations

from summaryminer.finding import find
from summaryminer.lexicons import load
from summaryminer.naming.headings import headings
from summaryminer.naming.segmenter import segmenter
from summaryminer.records import Cell, Document, Sentence, Table

Grid = list[list[str | tuple[str, int, int]]]


def named(grid: Grid, before: str = "") -> dict[str, str]:
    """The heading of each number of a table; a cell may say how many rows and columns it covers."""
    text, cells = before, []
    covered: set[tuple[int, int]] = set()
    for row, line in enumerate(grid, 1):
        column = 0
        for content in line:
            name, rows, columns = content if isinstance(content, tuple) else (content, 1, 1)
            column += 1
            while (row, column) in covered:
                column += 1
            covered |= {(row + r, column + c) for r in range(rows) for c in range(columns)}
            cells.append(Cell(len(text), len(text) + len(name), row, column, rows, columns))
            column += columns - 1
            text += name + "\t"
        text = text[:-1] + "\n"
    table = Table(len(before), len(text), 1, tuple(cells))
    sentences, at = [], 0
    for line in text.splitlines():
        sentences.append(Sentence(at, at + len(line)))
        at += len(line) + 1
    lexicons = load()
    found = [q for q in find(text, lexicons).quantities if q.start >= len(before)]
    report = Document(1, 0, len(text), "", (), tuple(sentences), (table,))
    return dict(zip((q.text for q in found), headings(text, report, found, lexicons, segmenter()), strict=True))


def test_row_and_column() -> None:
    grid: Grid = [["村名", "建档人数", "建档率"], ["王庄村", "1200人", "86%"], ["李庄村", "900人", "79%"]]
    assert named(grid) == {"1200人": "王庄村建档人数", "86%": "王庄村建档率", "900人": "李庄村建档人数", "79%": "李庄村建档率"}


def test_a_column_of_mere_numbers_names_nothing() -> None:
    grid: Grid = [["序号", "指标", "完成情况"], ["一", "高血压规范管理率", "68%"], ["二", "健康讲座", "12场"]]
    assert named(grid) == {"68%": "高血压规范管理率", "12场": "健康讲座"}


def test_merged_headings() -> None:
    grid: Grid = [[("机构", 2, 1), ("高血压", 1, 2)], ["管理人数", "规范管理率"], ["石桥镇", "840人", "68%"]]
    assert named(grid) == {"840人": "石桥镇高血压管理人数", "68%": "石桥镇高血压规范管理率"}


def test_merged_rows() -> None:
    grid: Grid = [["类别", "指标", "数量"], [("健康教育", 2, 1), "健康讲座", "12场"], ["公众咨询", "9次"]]
    assert named(grid) == {"12场": "健康教育健康讲座", "9次": "健康教育公众咨询"}


def test_a_table_that_names_nothing_leaves_the_text_to_name() -> None:
    assert named([["数量", "健康讲座12场"]]) == {"12场": "健康讲座"}


def test_remarks_are_no_headings() -> None:
    grid: Grid = [["指标", "数值"], ["说明：" + "各单位要高度重视" * 5, "12场"], ["建档率", "86%"]]
    assert named(grid)["86%"] == "建档率"
