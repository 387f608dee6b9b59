"""Figures in tables: the same rows from every format that has tables, each with its cell, and each found again in the text as read."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import openpyxl
import pytest

from summaryminer import schema
from summaryminer.pipeline import Extractor
from summaryminer.reading import formats
from tests.reading import documents as make

ABOVE = ["柳河镇卫生院2021年工作总结", "一、健康档案", "全镇建档工作进展顺利，随访68次。", "附表1（单位：份）"]
ROWS = [
    (f"{village}{heading}", value, unit, f"1!R{row}C{column}", "actual", 2021)
    for row, (village, values) in enumerate(
        (("东村", (1284, 1302, 98.5)), ("西村", (864, 901, 92.1)), ("合计", (2148, 2203, 95.6))), 3
    )
    for column, (heading, value, unit) in enumerate(
        zip(("建档男", "建档女", "建档率"), values, ("份", "份", "%"), strict=True), 2
    )
]


@lru_cache(maxsize=1)
def extractor() -> Extractor:
    return Extractor(model=False)


def figures(data: bytes, name: str) -> list[dict[str, Any]]:
    source = formats.source(data, name)
    found = [
        dict(zip(schema.columns("figures"), row, strict=True))
        for row in extractor().extract_source(source).tables["figures"]
    ]
    for figure in found:
        assert source.text[figure["start"] : figure["end"]] == figure["text"]
    return found


def web_page() -> bytes:
    return f"<html><body>{''.join(f'<p>{line}</p>' for line in ABOVE)}{make.html_table()}</body></html>".encode()


@pytest.mark.parametrize(
    ("name", "render"),
    [
        ("a.docx", lambda: make.docx(ABOVE, make.TABLE)),
        ("a.pdf", lambda: make.pdf(ABOVE, make.TABLE)),
        ("a.html", web_page),
    ],
)
def test_tables_of_documents(name: str, render: Callable[[], bytes]) -> None:
    found = [figure for figure in figures(render(), name) if figure["cell"]]
    assert [(f["indicator"], f["value"], f["unit"], f["cell"], f["status"], f["year"]) for f in found] == ROWS
    assert {figure["section"] for figure in found} == {"健康档案 / 附表1（单位：份）"}


def test_plain_text() -> None:
    text = "\n".join([*ABOVE, "村名 | 男 | 女", "东村 | 1284 | 1302", "合计 | 2148 | 2203"])
    found = [(f["indicator"], f["value"], f["unit"], f["cell"]) for f in figures(text.encode(), "a.txt") if f["cell"]]
    assert found == [
        ("东村男", 1284, "份", "1!R2C2"),
        ("东村女", 1302, "份", "1!R2C3"),
        ("合计男", 2148, "份", "1!R3C2"),
        ("合计女", 2203, "份", "1!R3C3"),
    ]


def test_spreadsheets_keep_their_own_places() -> None:
    book = openpyxl.Workbook()
    book.active.title = "收支"
    book.active["B2"] = "柳河镇卫生院2021年收支（单位：万元）"
    for row, cells in enumerate([("项目", "预算数", "实际数"), ("财政补助", 120, 134.5)], 3):
        for column, cell in enumerate(cells, 2):
            book.active.cell(row, column, cell)
    book.active.merge_cells("B2:D2")
    stream = io.BytesIO()
    book.save(stream)
    found = [
        (f["indicator"], f["value"], f["unit"], f["cell"], f["status"])
        for f in figures(stream.getvalue(), "a.xlsx")
        if f["cell"]
    ]
    assert found == [
        ("财政补助预算数", 1_200_000, "元", "1!R4C3", "target"),
        ("财政补助实际数", 1_345_000, "元", "1!R4C4", "actual"),
    ]


def test_indicators_of_totals_and_of_parts() -> None:
    table = [("机构", "居民健康档案建档率(%)"), ("东村卫生室", "98.5"), ("合计", "95.6")]
    found = {f["indicator"]: f["indicator_id"] for f in figures(make.docx(ABOVE[:3], table), "a.docx") if f["cell"]}
    assert found == {"东村卫生室居民健康档案建档率": None, "合计居民健康档案建档率": "records.rate"}


def test_a_plan_s_table_is_a_table_of_targets() -> None:
    plan = ["柳河镇卫生院2022年工作计划", "一、目标任务", "全年要抓好以下工作。"]
    found = [
        f["status"] for f in figures(make.docx(plan, [("村名", "建档（份）"), ("东村", "1284")]), "a.docx") if f["cell"]
    ]
    assert found == ["target"]


def test_headings_of_two_levels_that_no_cell_merges() -> None:
    rows = ["村名,人数（人）,,经费（万元）", ",男,女,", "东村,128,130,9.5", "合计,214,220,19.6"]
    found = figures("\n".join(rows).encode(), "a.csv")
    assert [(f["indicator"], f["value"], f["unit"]) for f in found] == [
        ("东村人数男", 128, "人"), ("东村人数女", 130, "人"), ("东村经费", 95_000, "元"),
        ("合计人数男", 214, "人"), ("合计人数女", 220, "人"), ("合计经费", 196_000, "元"),
    ]  # fmt: skip


def test_the_heading_above_a_table_is_told_once() -> None:
    text = "柳河镇卫生院2021年工作总结\n一、资金使用\n单位：万元\n项目 | 预算 | 支出\n设备 | 12.5 | 11.8\n合计 | 12.5 | 11.8\n"
    assert {figure["section"] for figure in figures(text.encode(), "a.txt")} == {"资金使用 / 单位：万元"}


def test_numbers_of_a_row_name_none_of_its_others() -> None:
    page = """# 青河县文化馆2019年工作总结

| 项目 | 2018年 | 2019年 | 变化 |
|---|---|---|---|
| 观众 | 3.6万 | 4.1万 | 增长13.9% |
| 合唱团 | 26支 | 31支 | 新增5支左右 |
| 馆藏 | 1.2万册 | 1.3万册 | 比上年多1000册 |
"""
    found = {figure["text"]: figure["indicator"] for figure in figures(page.encode(), "a.md")}
    assert (found["13.9%"], found["5支"], found["1000册"]) == ("观众变化", "合唱团变化", "馆藏变化")
