"""DataFrames of other libraries in, tables in other formats out."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from openpyxl import load_workbook

import summaryminer as sm

NAMES, TEXTS = ["甲1", "乙2"], ["青山镇卫生院2021年总结\n全年门诊量12000人次。", "=门诊接诊8000人次，满意率95%。"]
COLUMNS = {"文号": NAMES, "正文": TEXTS}
VALUES = {"甲1": [12000.0], "乙2": [8000.0, 95.0]}


@pytest.fixture(scope="module")
def extraction() -> sm.Extraction:
    return sm.extract(zip(NAMES, TEXTS, strict=True))  # type: ignore[arg-type]


def values(extraction: sm.Extraction) -> dict[str, list[float]]:
    return extraction.figures.groupby("source", sort=False)["value"].agg(list).to_dict()


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame, pa.table], ids=["pandas", "polars", "arrow"])
def test_frames_of_any_library(make: object) -> None:
    assert values(sm.extract(make(COLUMNS), text="正文", id="文号")) == VALUES  # type: ignore[operator]
    assert set(values(sm.extract(make(COLUMNS), text="正文"))) == {"0", "1"}  # type: ignore[operator]


def test_series_and_mappings() -> None:
    assert values(sm.extract(pd.Series(TEXTS, index=NAMES))) == VALUES
    assert values(sm.extract(dict(zip(NAMES, TEXTS, strict=True)))) == VALUES
    assert set(values(sm.extract(pl.Series("正文", TEXTS)))) == {"0", "1"}  # type: ignore[arg-type]


def test_a_missing_column_is_told() -> None:
    with pytest.raises(ValueError, match="no column '内容'"):
        sm.extract(pl.DataFrame(COLUMNS), text="内容")  # type: ignore[arg-type]


def test_figures_go_to_polars_by_arrow(extraction: sm.Extraction) -> None:
    frame = pl.from_arrow(extraction.to_arrow("figures"))
    assert isinstance(frame, pl.DataFrame)
    assert frame.filter(pl.col("kind") == "rate")["ratio"].to_list() == [0.95]
    assert frame.columns == list(extraction.figures.columns)
    assert frame["start"].dtype == pl.Int64


def test_parquet_is_a_tables_folder(extraction: sm.Extraction, tmp_path: Path) -> None:
    extraction.to_parquet(tmp_path / "tables")
    again = sm.Extraction.read(tmp_path / "tables")
    for name, frame in extraction.tables().items():
        pd.testing.assert_frame_equal(getattr(again, name), frame)
    assert dict(again.texts) == dict(extraction.texts)


def test_sqlite_and_excel(extraction: sm.Extraction, tmp_path: Path) -> None:
    extraction.to_sqlite(tmp_path / "t.sqlite")
    with sqlite3.connect(tmp_path / "t.sqlite") as connection:
        assert connection.execute("SELECT text, value FROM figures ORDER BY value").fetchall() == [
            ("95%", 95.0), ("8000人次", 8000.0), ("12000人次", 12000.0),
        ]  # fmt: skip
    extraction.to_excel(tmp_path / "t.xlsx")
    sheet = load_workbook(tmp_path / "t.xlsx")["figures"]
    header = [cell.value for cell in sheet[1]]
    assert sheet.max_row == 4
    assert "机构" in header
    sentences = [row[header.index("句子")].value for row in sheet.iter_rows(min_row=2)]
    assert any(str(sentence).startswith("=") for sentence in sentences)
    assert {row[header.index("句子")].data_type for row in sheet.iter_rows(min_row=2)} == {"s"}  # text, never a formula
