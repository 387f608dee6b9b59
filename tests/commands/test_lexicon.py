"""Lexicons of one's own from the command line."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import summaryminer as sm
from summaryminer.cli import app
from summaryminer.lexicons import shipped

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


@pytest.mark.slow
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


OVERLAYS: dict[str, tuple[str, str, Callable[[Any], Any]]] = {
    "units.tsv": ("unit\tkind\tfamily\n舱\tcount\titem\n", "全年新建28舱。", lambda found: found.figures["unit"].tolist() == ["舱"]),
    "quantities.toml": ('[exclude.names]\nwords = ["七色光三人行"]\n', "开展七色光三人行活动，到访20人。",
                        lambda found: found.figures["text"].tolist() == ["20人"]),
    "cues.toml": ('[cues.strive]\nwords = ["志在"]\n', "志在随访2000人次。", lambda found: found.figures["status"].tolist() == ["target"]),
    "programs.tsv": ("name\talso\tkind\tfield\n星火伴读\t\tprogram\teducation\n", "继续实施星火伴读，惠及30人。",
                     lambda found: found.programs["program"].tolist() == ["星火伴读"]),
    "institutions.toml": ('[endings]\nany = ["创客坊"]\n', "柳林县创客坊2021年工作总结\n全年接待参观者3000人次。\n",
                          lambda found: found.documents["institution"].tolist() == ["柳林县创客坊"]),
    "noise.toml": ('[hidden]\nremarks = ["登录后可看N字"]\n', "全年接待参观者3000人次。登录后可看120字\n",
                   lambda found: found.figures["text"].tolist() == ["3000人次"]),
}  # fmt: skip
"""File of a lexicon folder → its content, a text that it changes the reading of, and what is read then."""


@pytest.fixture(scope="module")
def extractors(tmp_path_factory: pytest.TempPathFactory) -> tuple[sm.Extractor, sm.Extractor]:
    """One with every overlay, checked by ``lexicon check``; one without."""
    folder = tmp_path_factory.mktemp("words")
    for name, (content, _, _) in OVERLAYS.items():
        (folder / name).write_text(content, encoding="utf-8")
    checked = RUN.invoke(app, ["lexicon", "check", str(folder)])
    assert checked.exit_code == 0, checked.output
    return sm.Extractor(lexicons=[folder], segmenter="fast"), sm.Extractor(segmenter="fast")


@pytest.mark.parametrize("name", OVERLAYS)
def test_every_kind_of_word_can_be_ones_own(name: str, extractors: tuple[sm.Extractor, sm.Extractor]) -> None:
    _, text, is_read = OVERLAYS[name]
    with_words, without = extractors
    assert (shipped() / "templates" / f"{name}.template").is_file(), "lexicon new makes none"
    assert is_read(with_words.extract_text(text))
    assert not is_read(without.extract_text(text))


def test_an_installed_package_brings_its_lexicons(tmp_path: Path) -> None:
    words = tmp_path / "ship_words"
    words.mkdir()
    (words / "__init__.py").touch()
    (words / "units.tsv").write_text(OVERLAYS["units.tsv"][0], encoding="utf-8")
    about = tmp_path / "ship_words-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: ship-words\nVersion: 1.0\n", encoding="utf-8")
    (about / "entry_points.txt").write_text("[summaryminer.lexicons]\nships = ship_words\n", encoding="utf-8")
    probe = "import summaryminer as sm; print([q.unit for q in sm.find_quantities('建成28舱，')])"
    found = []
    for path in ("", str(tmp_path)):
        environment = {**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run([sys.executable, "-c", probe], env=environment, capture_output=True, check=True)
        found.append(done.stdout.decode().strip())
    assert found[0] != found[1] == "['舱']"


@pytest.mark.slow
def test_examples_that_fail_are_told_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "indicators.toml").write_text(
        '[[indicators]]\nid = "library.lent"\nlabel = "外借图书"\nlabel_en = "Books lent"\ndefinition = "外借图书的册数"\nkind = "count"\n'
        'units = ["册"]\nsynonyms = ["外借 图书"]\nmatch = ["新购桌椅⟦80册⟧。"]\n',
        encoding="utf-8",
    )
    done = RUN.invoke(app, ["lexicon", "test", str(tmp_path)])
    assert done.exit_code == 1
    assert re.search(r"indicators\.toml:\d+: .*should be library\.lent", done.stderr), done.output
