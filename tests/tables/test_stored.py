"""Tables folders written and read back."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import summaryminer as sm
from summaryminer.tables.stored import NotTablesError, read, rows
from summaryminer.writing.csv import write_table
from tests.tables.gold import extraction
from tests.tables.test_audit import report


def store(folder: Path, tables: sm.Extraction) -> Path:
    """A tables folder as the program writes it."""
    folder.mkdir(exist_ok=True)
    for name, frame in tables.tables().items():
        write_table(folder / f"{name}.csv", name, rows(frame, name))
    pieces = [
        (source, at, text[at : at + 50]) for source, text in tables.texts.items() for at in range(0, len(text), 50)
    ]
    columns = zip(*pieces, strict=True) if pieces else ((), (), ())
    pq.write_table(
        pa.table(dict(zip(("source", "offset", "text"), map(list, columns), strict=True))), folder / "texts.parquet"
    )
    return folder


def test_round_trip(tmp_path: Path) -> None:
    tables = extraction([("a.txt", report("=1+1，建档率⟦-3.2%|建档率|=-3.2⟧。"))])
    back = sm.Extraction.read(store(tmp_path / "t", tables))
    pd.testing.assert_frame_equal(back.figures, tables.figures, check_dtype=False)
    figure = back.figures.iloc[0]
    assert back.texts["a.txt"][figure.start : figure.end] == figure.text == "-3.2%"


def test_folder_without_texts(tmp_path: Path) -> None:
    folder = store(tmp_path / "t", extraction([("a.txt", report("建档率⟦90%|建档率⟧。"))]))
    (folder / "texts.parquet").unlink()
    assert dict(read(folder).texts) == {}


def test_long_sentence(tmp_path: Path) -> None:
    tables = extraction([("a.txt", report("好" * 200_000 + "⟦90%|建档率⟧"))])
    assert len(read(store(tmp_path / "t", tables)).figures.iloc[0]["sentence"]) > 200_000


def test_what_is_no_tables_folder(tmp_path: Path) -> None:
    with pytest.raises(NotTablesError, match="there is no folder"):
        read(tmp_path / "none")
    with pytest.raises(NotTablesError, match="lacks figures"):
        read(tmp_path)
    (tmp_path / "figures.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(ValueError, match="lacks the columns id"):
        read(tmp_path)
