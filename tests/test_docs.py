"""Every code block of the documentation runs, on the sample reports, in an empty folder."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pandas as pd
import pytest

import summaryminer as sm
from summaryminer.lexicons import load

PROJECT = Path(__file__).parent.parent
PAGES = sorted([*PROJECT.glob("docs/*.md"), PROJECT / "README.md", PROJECT / "README.zh-CN.md"])
BLOCK = re.compile(r'^```(sh|python|toml)(?: title="([^"]+)")?\n(.*?)^```$', re.M | re.S)
SHOWN = re.compile(r"^```(\w*)", re.M)


def blocks(page: Path) -> list[tuple[str, str, str]]:
    """Language, title and content of the blocks that are run."""
    return BLOCK.findall(page.read_text(encoding="utf-8"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(PROJECT / "corpus" / "samples", tmp_path / "reports")
    shutil.copytree(PROJECT / "corpus", tmp_path / "corpus")
    shutil.copytree(PROJECT / "docs" / "schools", tmp_path / "schools")
    return tmp_path


def run(language: str, code: str, folder: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    if language == "python":
        subprocess.run([sys.executable, "-c", code], cwd=folder, env=environment, check=True, capture_output=True)
        return
    for line in code.strip().splitlines():
        words = shlex.split(line)
        assert words[0] == "summaryminer", f"not a command of ours: {line}"
        done = subprocess.run([sys.executable, "-m", "summaryminer", *words[1:]], cwd=folder, env=environment, capture_output=True, check=False)
        assert done.returncode == 0, f"{line}\n{done.stderr.decode()}"


def run_page(page: Path, folder: Path) -> None:
    for language, title, code in blocks(page):
        if language == "toml":
            tomllib.loads(code)
            (folder / title).parent.mkdir(parents=True, exist_ok=True)
            (folder / title).write_text(code, encoding="utf-8")
        else:
            run(language, code, folder)


@pytest.mark.slow
@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page)], ids=lambda page: page.name)
def test_code_blocks_run(page: Path, folder: Path) -> None:
    quick_start = re.compile(r"^## (?:Quick start|快速开始)$(.*?)(?=^## |\Z)", re.M | re.S)
    text = quick_start.sub("", page.read_text(encoding="utf-8"))  # those two commands are what runs these tests
    alone = folder / page.name
    alone.write_text(text, encoding="utf-8")
    run_page(alone, folder)
    if page.name == "schools.md":
        check_schools(folder, text)


def check_schools(folder: Path, text: str) -> None:
    """The table that the page shows is what comes out, and the audit finds what the page says."""
    shown = dict(re.findall(r"^\| (\S+) \| (\d+ \|(?: \d+)?) \|$", text, re.M))
    assert len(shown) == 5
    tables, words = str(folder / "school-tables"), [str(folder / "school-words")]
    extraction = sm.Extraction.read(tables)
    found = sm.compare(extraction, indicators=["school.training_away", "school.study_trips"], lexicons=load(tuple(words)))
    for name, values in shown.items():
        numbers = [float(value) if value.strip() else None for value in values.split("|")]
        row = found.loc[name]
        assert [None if pd.isna(row[column]) else row[column] for column in ("教师外出培训人次", "研学旅行次数")] == numbers
    assert "102.3%" in "".join(extraction.findings["detail"])


def test_every_block_says_what_it_is() -> None:
    for page in PAGES:
        for language in SHOWN.findall(page.read_text(encoding="utf-8"))[::2]:
            assert language in {"sh", "python", "toml", "console", "text", "xml"}, f"{page.name}: {language or 'a block without language'}"


@pytest.mark.slow
def test_the_site_is_built_without_a_warning(tmp_path: Path) -> None:
    """The notebook is run on the way; nothing is fetched: whatever goes out meets a proxy that is not there."""
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    environment = {**os.environ, **nowhere, "no_proxy": "127.0.0.1,localhost", "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    notebook = (tmp_path / "site" / "tutorial" / "index.html").read_text(encoding="utf-8")
    assert "&lt;Extraction:" in notebook or "<Extraction:" in notebook
    assert "Extractor" in (tmp_path / "site" / "reference" / "index.html").read_text(encoding="utf-8")
    for page in (tmp_path / "site").rglob("*.html"):
        fonts = re.findall(r"fonts\.(?:googleapis|gstatic)\.com", page.read_text(encoding="utf-8"))
        assert not fonts, page


def test_the_quick_start_has_two_commands_of_one_line() -> None:
    for name in ("README.md", "README.zh-CN.md"):
        section = re.search(r"^## (?:Quick start|快速开始)$(.*?)(?=^## |\Z)", (PROJECT / name).read_text(encoding="utf-8"), re.M | re.S)
        assert section is not None
        commands = re.findall(r"^```sh\n(.*?)^```$", section[1], re.M | re.S)
        assert [len(command.strip().splitlines()) for command in commands] == [1, 1]


def test_links_between_pages_lead_somewhere() -> None:
    for page in PAGES:
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_the_table_page_is_generated_from_the_schema() -> None:
    from summaryminer.schema import describe

    assert (PROJECT / "docs" / "tables.md").read_text(encoding="utf-8") == describe()
