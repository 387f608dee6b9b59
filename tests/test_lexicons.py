"""Word lists: laid over one another, and wrong ones told with file, line and remedy."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from summaryminer.finding import find_quantities
from summaryminer.lexicons import LexiconError, Lexicons, load


def test_a_users_unit_is_read(tmp_path: Path) -> None:
    (tmp_path / "units.tsv").write_text("unit\tkind\tfamily\n舱\tcount\titem\n", encoding="utf-8")
    lexicons = Lexicons([tmp_path])
    assert [(q.text, q.unit) for q in find_quantities("建成28舱，", lexicons=lexicons)] == [("28舱", "舱")]
    assert [(q.text, q.unit) for q in find_quantities("建成28舱，")] != [("28舱", "舱")]


def test_a_shipped_row_can_be_taken_away(tmp_path: Path) -> None:
    (tmp_path / "units.tsv").write_text("unit\tkind\n-成\trate\n", encoding="utf-8")
    assert "成" not in {row["unit"] for row in Lexicons([tmp_path]).table("units")}


def test_lists_of_words_are_joined(tmp_path: Path) -> None:
    (tmp_path / "quantities.toml").write_text('[exclude.names]\nwords = ["七十二变"]\n', encoding="utf-8")
    words = Lexicons([tmp_path]).words("quantities", "exclude", "names", "words")
    assert "七十二变" in words
    assert "三个代表" in words


def test_entries_with_an_id_are_merged(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    for folder, text in ((first, '[[things]]\nid = "x"\nlabel = "甲"\nkind = "count"\n'), (second, '[[things]]\nid = "x"\nlabel = "乙"\n')):
        folder.mkdir()
        (folder / "things.toml").write_text(text, encoding="utf-8")
    assert Lexicons([first, second]).document("things")["things"] == [{"id": "x", "label": "乙", "kind": "count"}]


@pytest.mark.parametrize(
    ("name", "content", "line", "says"),
    [
        ("units.tsv", "unit\tkind\n斛\tvolume\n", 2, "unknown kind"),
        ("units.tsv", "unit\tkind\n斛\tmeasure\tvolume\textra\n", 2, "columns"),
        ("units.tsv", "unit\tkind\n\tmeasure\n", 2, "empty"),
        ("numerals.toml", "[digits\n", 1, "TOML"),
    ],
)
def test_errors_name_file_line_and_remedy(tmp_path: Path, name: str, content: str, line: int, says: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError) as told:
        find_quantities("1人", lexicons=Lexicons([tmp_path]))
    assert f"{path}:{line}" in str(told.value)
    assert says in str(told.value)
    assert told.value.remedy


def test_a_file_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    (tmp_path / "units.tsv").write_bytes("unit\tkind\n斛\tmeasure\n".encode("gbk"))
    with pytest.raises(LexiconError, match="UTF-8"):
        Lexicons([tmp_path]).table("units")


def test_a_missing_folder_is_told() -> None:
    with pytest.raises(LexiconError, match="no such folder"):
        Lexicons(["/nowhere/at/all"])


def test_lexicons_travel_to_other_processes() -> None:
    assert pickle.loads(pickle.dumps(load())) is load()
