"""Every code block of the documentation runs, on the sample reports, in an empty folder."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
PAGES = sorted([*PROJECT.glob("docs/*.md"), PROJECT / "README.md", PROJECT / "README.zh-CN.md"])
BLOCK = re.compile(r"^```(sh|python|toml)\n(.*?)^```$", re.M | re.S)


def blocks(page: Path) -> list[tuple[str, str]]:
    return BLOCK.findall(page.read_text(encoding="utf-8"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(PROJECT / "corpus" / "samples", tmp_path / "reports")
    shutil.copytree(PROJECT / "corpus", tmp_path / "corpus")
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


@pytest.mark.slow
@pytest.mark.parametrize("page", [page for page in PAGES if not page.name.startswith("README")], ids=lambda page: page.name)
def test_code_blocks_run(page: Path, folder: Path) -> None:
    for language, code in blocks(page):
        if language == "toml":
            target = folder / "school-words" / "indicators.toml"
            assert target.exists(), "a page's TOML goes into the file it made before"
            target.write_text(code, encoding="utf-8")
        else:
            run(language, code, folder)


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
