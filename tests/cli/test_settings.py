"""``summaryminer.toml``: what it says, what is typed over it, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from summaryminer.cli import app
from summaryminer.commands.settings import NAME, SettingsError, language_of, read

RUN = CliRunner()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_settings_of_the_folder_are_taken(folder: Path) -> None:
    (folder / NAME).write_text("[lexicon.new]\nfolder = 'words'\n[all]\nverbose = true\n", encoding="utf-8")
    done = RUN.invoke(app, ["lexicon", "new"])
    assert done.exit_code == 0, done.output
    assert (folder / "words" / "units.tsv").is_file()
    assert f"settings from {NAME}" in done.output


def test_paths_count_from_the_folder_of_the_file(folder: Path) -> None:
    (folder / "deep").mkdir()
    (folder / "deep" / "mine.toml").write_text('[lexicon.new]\nfolder = "words"\n', encoding="utf-8")
    assert RUN.invoke(app, ["lexicon", "new", "--config", "deep/mine.toml"]).exit_code == 0
    assert (folder / "deep" / "words" / "units.tsv").is_file()


def test_what_is_typed_wins(folder: Path) -> None:
    (folder / NAME).write_text('[lexicon.new]\nfolder = "words"\n', encoding="utf-8")
    assert RUN.invoke(app, ["lexicon", "new", "others"]).exit_code == 0
    assert not (folder / "words").exists()
    assert (folder / "others").is_dir()


def test_settings_of_other_commands_are_left_alone(folder: Path) -> None:
    (folder / NAME).write_text('[all]\nlexicon = "words"\n[extract]\nformat = ["csv", "xlsx"]\n', encoding="utf-8")
    done = RUN.invoke(app, ["lexicon", "new", "words"])  # an option that this command has not
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("[extrct]\n", ["[extrct] is no command", "extract"]),
        ("[extract]\nheader = 'zh'\n", ["[extract] header", "headers"]),
        ("[extract]\nformat = 'cvs'\n", ["[extract] format", "'cvs'", "'csv'"]),
        ("[extract]\nprocesses = 'two'\n", ["[extract] processes", "integer"]),
        ("[extract]\nout = ['a']\n", ["[extract] out", "brackets"]),
        ("lang = 'zh'\n", ["lang stands outside", "[all]"]),
        ("[lexicon]\nlexicon = 'a'\n", ["[lexicon] lexicon", "[lexicon.suggest]"]),
        ("[extract\n", ["not valid TOML", "line 1"]),
    ],
)
def test_what_is_wrong_names_file_key_and_remedy(folder: Path, content: str, says: list[str]) -> None:
    (folder / NAME).write_text(content, encoding="utf-8")
    done = RUN.invoke(app, ["extract", "reports"])
    assert done.exit_code == 2
    for part in [NAME, *says]:
        assert part in done.output, done.output


def test_a_file_that_is_named_must_be_there(folder: Path) -> None:
    done = RUN.invoke(app, ["text", "a.txt", "--config", "none.toml"])
    assert done.exit_code == 2
    assert "none.toml: the settings can't be read" in done.output


def test_the_language_is_known_before_anything_is_shown(folder: Path) -> None:
    (folder / NAME).write_text('[all]\nlang = "zh"\n', encoding="utf-8")
    assert language_of(folder / NAME) == "zh"
    (folder / NAME).write_text("[all]\nlang = 3\n", encoding="utf-8")
    assert language_of(folder / NAME) is None


def test_a_file_that_is_not_utf8(folder: Path) -> None:
    (folder / NAME).write_bytes("[all]\nlexicon = '词表'\n".encode("gbk"))
    with pytest.raises(SettingsError, match="UTF-8"):
        read(folder / NAME)
