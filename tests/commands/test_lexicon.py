"""Lexicons of one's own from the command line."""

from __future__ import annotations

import tomllib
from pathlib import Path

from typer.testing import CliRunner

from summaryminer.cli import app

RUN = CliRunner()
REPORT = "镇图书馆2020年总结\n全年外借图书1200册，办证86人。\n"


def test_a_new_folder_is_commented_and_can_be_used_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    made = RUN.invoke(app, ["lexicon", "new", str(folder)])
    assert made.exit_code == 0, made.output
    assert {path.name for path in folder.iterdir()} >= {"units.tsv", "indicators.toml", "programs.tsv"}
    assert all("#" in path.read_text(encoding="utf-8") for path in folder.iterdir())
    assert RUN.invoke(app, ["lexicon", "check", str(folder)]).exit_code == 0
    again = RUN.invoke(app, ["lexicon", "new", str(folder)])
    assert again.exit_code == 2
    assert "already" in again.output


def test_check_names_file_line_and_remedy(tmp_path: Path) -> None:
    (tmp_path / "units.tsv").write_text("unit\tkind\n斛\tvolume\n", encoding="utf-8")
    told = RUN.invoke(app, ["lexicon", "check", str(tmp_path)])
    assert told.exit_code == 2
    assert f"{tmp_path / 'units.tsv'}:2" in told.output
    assert "write one of" in told.output


def test_check_tells_of_files_that_nothing_reads(tmp_path: Path) -> None:
    (tmp_path / "unit.tsv").write_text("unit\tkind\n斛\tmeasure\n", encoding="utf-8")
    told = RUN.invoke(app, ["lexicon", "check", str(tmp_path)])
    assert "no lexicon of this name" in told.output


def test_an_indicator_of_ones_own_is_given(tmp_path: Path) -> None:
    lexicon = tmp_path / "mine"
    lexicon.mkdir()
    (lexicon / "indicators.toml").write_text(
        '[[indicators]]\nid = "library.lent"\nlabel = "外借图书"\nlabel_en = "Books lent"\ndefinition = "外借图书的册数"\nkind = "count"\n'
        'units = ["册"]\nsynonyms = ["外借 图书"]\nmatch = ["全年外借图书⟦1200册⟧。"]\nno_match = ["新购图书⟦80册⟧。"]\n',
        encoding="utf-8",
    )
    (tmp_path / "r.txt").write_text(REPORT, encoding="utf-8")
    done = RUN.invoke(app, ["extract", str(tmp_path / "r.txt"), "-o", str(tmp_path / "t"), "--lexicon", str(lexicon), "-j", "1"])
    assert done.exit_code == 0, done.output
    assert "library.lent" in (tmp_path / "t" / "figures.csv").read_text(encoding="utf-8-sig")
    assert RUN.invoke(app, ["lexicon", "test", str(lexicon)]).exit_code == 0


def test_suggestions_can_be_pasted(tmp_path: Path) -> None:
    for name, number in (("a", 300), ("b", 500)):
        (tmp_path / f"{name}.txt").write_text(f"今年修补渔网{number}张。\n", encoding="utf-8")
    done = RUN.invoke(app, ["lexicon", "suggest", str(tmp_path), "--least", "2"])
    assert done.exit_code == 0, done.output
    (entry,) = tomllib.loads(done.output)["indicators"]
    assert "渔网" in entry["label"]
    assert entry["units"] == ["张"]
    assert len(entry["match"]) == 2
    assert all("⟦" in example for example in entry["match"])
