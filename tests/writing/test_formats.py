"""The same rows in every format."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from summaryminer import schema
from summaryminer.tables.stored import read_csv
from summaryminer.writing import csv, excel, jsonl, parquet, sqlite, texts

YEARS: list[tuple[object, ...]] = [
    ("a.txt#1", "a.txt", 2020, 2020, "known", "2020年", 0, 5, 1),
    (None, "a.txt", None, None, "masked", "=20xx年", 9, 15, 2),
    ("b.txt#1", "b.txt", 2021, 2021, "relative", '去年,"今年"\r\n\'-明年', 3, 5, 1),
    ("b.txt#2", "b.txt", 2011, 2015, "known", "十二五", 30, 33, 7),
]


def problems(count: int) -> list[tuple[object, ...]]:
    return [(f"{number:05}.txt", "read" if number % 3 else "run", "empty", "") for number in range(count)]


class TestCsv:
    def test_cells_come_back(self, tmp_path: Path) -> None:
        assert csv.write_table(tmp_path / "years.csv", "years", iter(YEARS)) == 4
        frame = read_csv(tmp_path / "years.csv", "years")
        assert frame["text"].tolist() == [row[5] for row in YEARS]
        assert frame["low"].dropna().tolist() == [2020, 2021, 2011]
        assert frame["document"].isna().tolist() == [False, True, False, False]

    def test_no_cell_runs_in_a_spreadsheet(self, tmp_path: Path) -> None:
        csv.write_table(tmp_path / "years.csv", "years", iter(YEARS))
        raw = (tmp_path / "years.csv").read_bytes()
        assert raw.startswith(b"\xef\xbb\xbfdocument,source,")
        assert ",'=20xx年,".encode() in raw

    def test_nothing_is_left_when_rows_fail(self, tmp_path: Path) -> None:
        def failing() -> object:
            yield YEARS[0]
            raise OSError("the disk went away")

        with pytest.raises(OSError, match="went away"):
            csv.write_table(tmp_path / "years.csv", "years", failing())  # type: ignore[arg-type]
        assert not (tmp_path / "years.csv").exists()


class TestParquet:
    def test_the_bytes_follow_the_rows_alone(self, tmp_path: Path) -> None:
        rows = problems(70_000)
        parquet.write_table(tmp_path / "whole.parquet", "problems", rows)
        layout = schema.arrow("problems")

        def cut(sizes: list[int]) -> object:
            start = 0
            for size in sizes:
                columns = zip(*rows[start : start + size], strict=True)
                arrays = [pa.array(column, type=field.type) for column, field in zip(columns, layout, strict=True)]
                yield pa.Table.from_arrays(arrays, schema=layout)
                start += size

        parquet.write_batches(tmp_path / "cut.parquet", layout, cut([1, 40_000, 2, 29_990, 7]))  # type: ignore[arg-type]
        assert (tmp_path / "cut.parquet").read_bytes() == (tmp_path / "whole.parquet").read_bytes()
        stored = pq.read_table(tmp_path / "cut.parquet")
        assert stored.schema.equals(layout)
        assert list(zip(*(column.to_pylist() for column in stored.columns), strict=True)) == rows

    def test_an_empty_table_keeps_its_schema(self, tmp_path: Path) -> None:
        assert parquet.write_table(tmp_path / "figures.parquet", "figures", []) == 0
        assert pq.read_schema(tmp_path / "figures.parquet").names == schema.columns("figures")


def test_texts_are_kept_in_pieces(tmp_path: Path) -> None:
    long = "建档率98%。" * 250_000
    rows = [*texts.pieces("a.txt", long), *texts.pieces("b.txt", "短"), *texts.pieces("c.txt", "")]
    assert max(len(row[2]) for row in rows) == texts.PIECE
    columns = list(zip(*rows, strict=True))
    parquet.write_texts(
        tmp_path / "texts.parquet", [pa.Table.from_arrays(list(map(pa.array, columns)), schema=texts.arrow())]
    )
    assert texts.read_texts(tmp_path / "texts.parquet") == {"a.txt": long, "b.txt": "短", "c.txt": ""}
    assert texts.read_texts(tmp_path / "texts.parquet", ["b.txt"]) == {"b.txt": "短"}


def test_sqlite(tmp_path: Path) -> None:
    counts = sqlite.write_tables(tmp_path / "tables.sqlite", {"years": iter(YEARS), "problems": iter([])})
    assert counts == {"years": 4, "problems": 0}
    connection = sqlite3.connect(tmp_path / "tables.sqlite")
    assert connection.execute("SELECT * FROM years").fetchall() == YEARS
    assert connection.execute("SELECT sum(high - low) FROM years").fetchone() == (4,)
    connection.close()


def test_jsonl(tmp_path: Path) -> None:
    assert jsonl.write_table(tmp_path / "years.jsonl", "years", iter(YEARS), headings=True) == 4
    lines = (tmp_path / "years.jsonl").read_text(encoding="utf-8").split("\n")
    assert [tuple(json.loads(line).values()) for line in lines[:-1]] == YEARS
    assert "来源文件" in json.loads(lines[0])


class TestExcel:
    def test_cells_come_back_as_text_and_numbers(self, tmp_path: Path) -> None:
        counts = excel.write_tables(tmp_path / "tables.xlsx", {"years": iter(YEARS), "problems": iter([])})
        assert counts == {"years": 4, "problems": 0}
        book = openpyxl.load_workbook(tmp_path / "tables.xlsx")
        assert book.sheetnames == ["years", "problems"]
        rows = list(book["years"].iter_rows(values_only=True))
        assert rows[0] == tuple(schema.columns("years"))
        assert [row[:5] for row in rows[1:]] == [row[:5] for row in YEARS]
        assert book["years"]["F3"].data_type == "s"  # "=20xx年" is a text, no formula

    def test_long_tables_go_on_in_another_sheet(self, tmp_path: Path) -> None:
        excel.write_tables(tmp_path / "tables.xlsx", {"problems": problems(25)}, headings=True, sheet_rows=11)
        book = openpyxl.load_workbook(tmp_path / "tables.xlsx")
        assert book.sheetnames == ["problems", "problems 2", "problems 3"]
        assert [sheet.max_row for sheet in book] == [11, 11, 6]
        assert [sheet["A1"].value for sheet in book] == ["来源文件"] * 3
        assert book["problems 3"]["A6"].value == "00024.txt"

    def test_long_cells_are_cut_and_say_so(self, tmp_path: Path) -> None:
        excel.write_tables(tmp_path / "tables.xlsx", {"problems": [("a.txt", "read", "x" * 40_000, "")]})
        cell = openpyxl.load_workbook(tmp_path / "tables.xlsx")["problems"]["C2"].value
        assert len(cell) == excel.CELL_CHARACTERS
        assert cell.endswith("x…")

    def test_equal_tables_make_equal_files(self, tmp_path: Path) -> None:
        for name in ("one.xlsx", "two.xlsx"):
            excel.write_tables(tmp_path / name, {"years": YEARS})
        assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
