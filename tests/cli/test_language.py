"""Help and messages in Chinese and English: one catalogue for each language, complete and compiled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
import typer
from typer.testing import CliRunner

from summaryminer.cli import app
from summaryminer.commands.language import CATALOGUES, LANGUAGES, language, of_environment, speak, translated
from summaryminer.commands.output import wording
from summaryminer.lexicons import LexiconError
from summaryminer.reading import ReadError, read
from tests.cli.catalogue import messages

CHINESE = CATALOGUES / "zh" / "LC_MESSAGES" / "summaryminer.po"
PLACE = re.compile(r"\{\d*\w*\}")


@pytest.fixture
def chinese() -> Iterator[None]:
    before = language()
    speak("zh")
    yield
    speak(before)


def test_every_language_has_a_catalogue() -> None:
    assert {path.parts[-3] for path in CATALOGUES.glob("*/LC_MESSAGES/summaryminer.po")} == {*LANGUAGES} - {"en"}


def test_no_message_lacks_its_translation() -> None:
    translations = {entry.msgid: entry.msgstr for entry in polib.pofile(str(CHINESE))}
    lacking = [message for message in messages() if not translations.get(message)]
    assert not lacking, "write them into summaryminer.po, after: python -m tests.cli.catalogue"
    assert not {*translations} - {*messages()}, "messages that are gone: python -m tests.cli.catalogue"


def test_translations_fill_the_same_places() -> None:
    for entry in polib.pofile(str(CHINESE)):
        assert sorted(PLACE.findall(entry.msgid)) == sorted(PLACE.findall(entry.msgstr)), entry.msgid


def test_what_is_compiled_is_what_is_written() -> None:
    written = {entry.msgid: entry.msgstr for entry in polib.pofile(str(CHINESE))}
    compiled = {entry.msgid: entry.msgstr for entry in polib.mofile(str(CHINESE.with_suffix(".mo")))}
    assert compiled == written, "python -m tests.cli.catalogue"


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW.Big5"}, "zh"),
        ({"LANG": "zh"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANGUAGE": "de:zh", "LANG": "en_US"}, "zh"),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_MESSAGES": "zh_HK", "LANG": "C"}, "zh"),
    ],
)
def test_the_environment_says_which(environment: dict[str, str], wanted: str) -> None:
    assert of_environment(environment) == wanted


@pytest.mark.parametrize("command", ["extract", "compare", "lexicon suggest", "train"])
def test_help_in_chinese_is_all_chinese(chinese: None, command: str) -> None:
    shown = CliRunner().invoke(app, [*command.split(), "--help"]).output
    assert "用法" in shown
    assert "示例：" in shown
    explanations = [line for line in shown.splitlines() if re.match(r"  -\S.*\s{2}\S", line)]
    assert len(explanations) > 3
    for line in explanations:
        assert re.search(r"[\u4e00-\u9fff]", line), line


def test_help_does_not_lose_characters_in_narrow_terminals(chinese: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    shown = CliRunner().invoke(app, ["compare", "--help"]).output
    assert "…" not in shown
    assert "每一行是什么" in re.sub(r"\s", "", shown)


def test_errors_of_the_rooms_are_translated(chinese: None, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    with pytest.raises(ReadError) as told:
        read(empty)
    assert wording(told.value.detail) == "文件是空的，无可提取"
    said = wording(LexiconError("units.tsv", 3, "5 cells in a table of 4 columns", "keep to the header's columns: unit | kind"))
    assert said == "units.tsv:3: 4 列的表里有 5 个单元格; 请按表头的各列填写：unit | kind"


def test_parts_of_a_message_are_translated_too(chinese: None) -> None:
    assert translated("6 files → 8 documents, 165 figures, 0 problems in 3.2 s") == "6 个文件 → 8 份报告，165 条数据，0 个问题，用时 3.2 秒"
    assert translated("out: the disk is full; free some space. What is finished is kept: the same command goes on from there").startswith(
        "out：磁盘满了；请腾出空间。"
    )


def test_what_is_no_message_stays_as_it_is(chinese: None) -> None:
    assert translated("青山镇卫生院") == "青山镇卫生院"
    assert translated("") == ""


def test_the_command_line_chooses_for_one_command(tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["compare", str(tmp_path / "none"), "--lang", "zh"])
    assert told.exit_code == 2
    assert "没有文件夹" in told.output
    assert language() == "en"


@pytest.mark.parametrize("path", ["extract", "text", "show", "compare", "audit", "view", "correct", "evaluate", "train", "export",
                                  "corpus check", "corpus accuracy", "lexicon new", "lexicon check", "lexicon test", "lexicon suggest"])  # fmt: skip
def test_every_help_has_examples_and_the_common_options(path: str) -> None:
    shown = CliRunner().invoke(app, [*path.split(), "--help"]).output
    _, _, examples = shown.partition("Examples:")
    assert f"summaryminer {path}" in examples
    for option in ("--verbose", "--quiet", "--lang", "--config"):
        assert option in shown


def test_the_list_above_is_complete() -> None:
    def names(command: object, prefix: str = "") -> Iterator[str]:
        for name, inner in getattr(command, "commands", {}).items():
            yield from names(inner, f"{prefix}{name} ") if hasattr(inner, "commands") else [prefix + name]

    (mark,) = (mark for mark in test_every_help_has_examples_and_the_common_options.pytestmark)  # type: ignore[attr-defined]
    assert set(names(typer.main.get_command(app))) == set(mark.args[1])
