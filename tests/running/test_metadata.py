"""What is known of sources beside their text."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from summaryminer.running.metadata import MetadataError, read_metadata, shared_out

KNOWN = {
    "a.txt": {"institution": "柳溪镇卫生院", "year": 2020, "population": 12000.0},
    "北/b.txt": {"region": "云台县", "level": "county"},
}


def test_mapping() -> None:
    given = {
        "a.txt": {"institution": " 柳溪镇卫生院", "year": "2020", "population": "12,000"},
        "北/b.txt": {"region": "云台县", "level": "county", "year": None},
    }
    assert read_metadata(given) == KNOWN


def test_data_frame() -> None:
    frame = pd.DataFrame(
        {
            "source": ["a.txt", "北/b.txt"],
            "institution": ["柳溪镇卫生院", None],
            "year": pd.array([2020, None], dtype="Int64"),
            "region": [float("nan"), "云台县"],
            "level": [None, "county"],
            "population": [12000.0, float("nan")],
            "telephone": ["1", "2"],
        }
    )
    assert read_metadata(frame) == KNOWN


HEADER = "source,institution,year,region,level,population\n"
LINES = HEADER + "a.txt,柳溪镇卫生院,2020,,,12000\n./北\\b.txt,,,云台县,county,\n\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (LINES, "utf-8"),
        (LINES, "utf-8-sig"),
        (LINES, "gb18030"),
        (LINES.replace("\n", "\r\n"), "utf-16"),
        (LINES.replace(",", ";"), "utf-8"),
        (LINES.replace(HEADER, "来源文件,机构,年份,地区,层级,人口\n"), "utf-8"),
    ],
)
def test_csv_file(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "known.csv"
    path.write_bytes(text.encode(encoding))
    assert read_metadata(path) == KNOWN


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,year\na.txt,2020\n", "no column 'source'"),
        ("source,year,year\na.txt,2020,2021\n", "two columns are called 'year'"),
        ("source,year\na.txt,2020年\n", "known.csv:2: year '2020年' is no number"),
        ("source,year\na.txt,20\n", "known.csv:2: year '20' is no year"),
        ("source,level\na.txt,2020\n", "level '2020' is none of village, town"),
        ("source,population\na.txt,-3\n", "population '-3' is no size"),
        ("source,year\n,2020\n", "known.csv:2: the source is empty"),
        ("source,year\na.txt,2020\na.txt,2021\n", "a.txt is described twice"),
        ("", "no column 'source'"),
    ],
)
def test_errors_name_the_place_and_the_remedy(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "known.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MetadataError, match=said.replace("(", r"\(")):
        read_metadata(path)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(MetadataError, match="can't be read"):
        read_metadata(tmp_path / "none.csv")


def test_unknown_field() -> None:
    with pytest.raises(MetadataError, match="no field 'colour'"):
        read_metadata({"a.txt": {"colour": "red"}})


def test_same_description_twice_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "known.csv"
    path.write_text("source,year\na.txt,2020\na.txt,2020\n", encoding="utf-8")
    assert read_metadata(path) == {"a.txt": {"year": 2020}}


def test_members_and_reports_belong_to_their_file() -> None:
    known = {
        "a.zip/深/b.txt": {"year": 2020},
        "a.zip/深/b.txt#2": {"year": 2021},
        "c.txt": {"year": 2022},
        "d.txt": {"year": 1},
    }
    shares = shared_out(known, ["a.zip", "c.txt"])
    assert shares == {
        "a.zip": {"a.zip/深/b.txt": {"year": 2020}, "a.zip/深/b.txt#2": {"year": 2021}},
        "c.txt": {"c.txt": {"year": 2022}},
    }
