"""Spreadsheets: as tables, and as a text in each row."""

from __future__ import annotations

import datetime
import io
from typing import Any

import openpyxl
import pytest

from summaryminer.reading import Limits, ReadError, formats, spreadsheet
from summaryminer.reading.cell_text import shown
from summaryminer.reading.spreadsheet import read_csv, read_xlsx
from summaryminer.records import Problem, Source
from tests.reading import documents as make


def saved(workbook: Any) -> bytes:
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "建档"
    sheet["A1"] = "2021年建档情况（单位：份）"
    sheet.merge_cells("A1:D1")
    for row in make.TABLE:
        sheet.append([float(cell) if cell.replace(".", "").isdigit() else cell or None for cell in row])
    for cells in ("A2:A3", "B2:C2", "D2:D3"):
        sheet.merge_cells(cells)
    sheet["F9"] = "备注"
    hidden = book.create_sheet("隐藏")
    hidden["A1"], hidden.sheet_state = "不读", "hidden"
    return saved(book)


def test_a_sheet_is_a_table_with_its_own_places() -> None:
    source = read_xlsx(workbook(), "a.xlsx")
    (table,) = source.tables
    spans = {
        (cell.row, cell.column): (source.text[cell.start : cell.end], cell.rows, cell.columns) for cell in table.cells
    }
    assert spans[2, 1] == ("村名", 2, 1)
    assert spans[2, 2] == ("建档（份）", 1, 2)
    assert spans[4, 2] == ("1284", 1, 1)
    assert spans[9, 6] == ("备注", 1, 1)
    assert table.caption == "2021年建档情况（单位：份）"
    assert "不读" not in source.text
    assert source.text.startswith("建档\n2021年建档情况（单位：份）\n村名\t建档（份）\t\t建档率（%）\n")


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.985, "0.0%", "98.5%"),
        (0.985, "0%", "98%"),
        (1284, "General", "1284"),
        (1284.0, "General", "1284"),
        (12.300000000000001, "General", "12.3"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (12840000, '#,##0,"千"', "12840千"),
        (284, '0"份"', "284份"),
        (1.5, '"约"0.0_ ', "约1.5"),
        (-3.2, "0.0;[Red]-0.0", "-3.2"),
        (7, "@", "7"),
        (0.00012, "General", "0.00012"),
        (1e20, "General", "1e+20"),
        (True, "General", "TRUE"),
        (datetime.datetime(2021, 12, 30), "yyyy-mm-dd", "2021-12-30"),
        (datetime.datetime(2021, 12, 30, 8, 5), "yyyy-mm-dd hh:mm", "2021-12-30 08:05"),
        (None, "General", ""),
        (float("nan"), "0", ""),
    ],
)
def test_cells_read_as_they_show(value: object, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text


CSV = '单位,正文,备注\n甲院,"甲院2021年总结\n建档1,284份，""好""。",无\n乙院,,\n丙院,丙院总结。\n'


@pytest.mark.parametrize("column", ["正文", "B", "b", "2"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_text_in_each_row(column: str, encoding: str) -> None:
    found = list(formats.sources(CSV.encode(encoding), "a.csv", column))
    assert [(source.name, source.text) for source in found if isinstance(source, Source)] == [
        ("a.csv#R2", '甲院2021年总结\n建档1,284份，"好"。'),
        ("a.csv#R4", "丙院总结。"),
    ]


def test_texts_of_workbooks_and_their_sheets() -> None:
    book = openpyxl.Workbook()
    book.active.append(["单位", "正文"])
    book.active.append(["甲院", "甲院总结"])
    one = saved(book)
    other = book.create_sheet("市级")
    other.append(["正文"])
    other.append([None])
    other.append(["市级总结"])
    assert [source.name for source in formats.sources(one, "a.xlsx", "正文") if isinstance(source, Source)] == [
        "a.xlsx#R2"
    ]
    assert [source.name for source in formats.sources(saved(book), "a.xlsx", "正文") if isinstance(source, Source)] == [
        "a.xlsx#Sheet!R2",
        "a.xlsx#市级!R3",
    ]


def test_a_column_that_is_not_there() -> None:
    (problem,) = formats.sources(CSV.encode(), "a.csv", "内容")
    assert isinstance(problem, Problem)
    assert problem.error == "no_column"
    assert "单位、正文、备注" in problem.detail


def test_other_files_take_no_notice_of_the_column() -> None:
    (source,) = formats.sources("建档284份。".encode(), "a.txt", "正文")
    assert isinstance(source, Source)


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_delimiters(delimiter: str) -> None:
    text = "\n".join(delimiter.join(row) for row in make.TABLE[2:])
    source = read_csv(text.encode(), "a.csv")
    assert source.text == "东村\t1284\t1302\t98.5\n西村\t864\t901\t92.1\n合计\t2148\t2203\t95.6\n"
    assert len(source.tables[0].cells) == 12


def test_text_that_only_has_the_suffix() -> None:
    text = "柳河镇卫生院总结\n全年建档284份，随访68次，好。\n完。"
    assert read_csv(text.encode(), "a.csv").text == text


def test_rows_beyond_the_cells_of_a_table_are_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "TABLE_CELLS", 5)
    source = read_csv("村,数\r\n甲,12\r\n乙,3\r\n\"丙\r\n村\",4".encode(), "a.csv")
    assert source.text == "村\t数\n甲\t12\n乙 | 3\n丙 村 | 4\n"
    assert [table.n for table in source.tables] == [1]
    book = openpyxl.Workbook()
    for row in ("村", "数"), ("甲", 12), ("乙", 3):
        book.active.append(row)
    second = book.create_sheet("续")
    second.append(("丙", 4))
    source = read_xlsx(saved(book), "a.xlsx")
    assert source.text == "Sheet\n村\t数\n甲\t12\n乙 | 3\n续\n丙 | 4\n"
    assert source.tables[0].caption == "Sheet"


def test_bounds_and_damage() -> None:
    with pytest.raises(ReadError, match="limit"):
        read_csv(("1,2\n" * 100).encode(), "a.csv", Limits(cells=50))
    with pytest.raises(ReadError, match="limit"):
        read_xlsx(workbook(), "a.xlsx", Limits(cells=5))
    data = workbook()
    with pytest.raises(ReadError, match="copy it again"):
        formats.source(data[: len(data) // 2], "a.xlsx")
    with pytest.raises(ReadError, match="no_text"):
        read_xlsx(saved(openpyxl.Workbook()), "a.xlsx")


def test_a_cell_in_the_last_row_and_column_costs_nothing() -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "左上", "右下"
    source = read_xlsx(saved(book), "a.xlsx")
    assert source.text == "Sheet\n左上\n\t右下\n"
    assert (source.tables[0].cells[1].row, source.tables[0].cells[1].column) == (1_048_576, 16_384)
