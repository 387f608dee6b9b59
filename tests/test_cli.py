"""The real command line, end to end."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

REPORT = "青石镇卫生院2021年工作总结\n一、健康档案\n全年新建居民健康档案284份，建档率达98.5%以上。\n二、明年打算\n力争随访高血压患者1,200人次。\n"


def run(*arguments: str | Path, cwd: Path | None = None, encoding: str = "utf-8", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "summaryminer", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONIOENCODING": encoding, "COLUMNS": "160", "NO_COLOR": "1", **environment},
        capture_output=True,
        check=False,
    )


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def test_a_folder_becomes_tables(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    (reports / "sub").mkdir(parents=True)
    (reports / "a.txt").write_text(REPORT, encoding="utf-8")
    (reports / "sub" / "b.txt").write_bytes(REPORT.replace("284", "301").encode("gb18030"))
    done = run("extract", reports, "-o", tmp_path / "tables", "-j", "1")
    assert done.returncode == 0, done.stderr.decode()
    assert b"2 files" in done.stderr
    assert done.stdout == b""
    figures = read(tmp_path / "tables" / "figures.csv")
    assert [(row["source"], row["text"], row["status"], row["bound"]) for row in figures if row["source"] == "a.txt"] == [
        ("a.txt", "284份", "actual", "exact"),
        ("a.txt", "98.5%", "actual", "at_least"),
        ("a.txt", "1,200人次", "target", "exact"),
    ]
    assert {row["source"] for row in figures} == {"a.txt", "sub/b.txt"}
    for row in figures:
        text = REPORT if row["source"] == "a.txt" else REPORT.replace("284", "301")
        assert text[int(row["start"]) : int(row["end"])] == row["text"]
    documents = read(tmp_path / "tables" / "documents.csv")
    assert {row["encoding"] for row in documents} == {"utf-8", "gb18030"}
    assert {row["year"] for row in documents} == {"2021"}
    assert (tmp_path / "tables" / "manifest.json").is_file()
    assert (tmp_path / "tables" / "texts.parquet").is_file()


def test_a_file_that_cannot_be_read_costs_one_problem(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "in" / "empty.txt").write_bytes(b"")
    done = run("extract", tmp_path / "in", "-o", tmp_path / "out", "-j", "1")
    assert done.returncode == 1
    assert [row["source"] for row in read(tmp_path / "out" / "problems.csv")] == ["empty.txt"]
    assert len(read(tmp_path / "out" / "figures.csv")) == 3
    assert b"Traceback" not in done.stderr


@pytest.mark.slow
def test_metadata_overrides_and_completes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("我院全年接诊5200人次。", encoding="utf-8")
    (tmp_path / "known.csv").write_text("source,institution,year,region,population\na.txt,白云镇卫生院,2019,白云镇,31000\n", encoding="utf-8")
    done = run("extract", tmp_path / "a.txt", "-o", tmp_path / "out", "--metadata", tmp_path / "known.csv", "-j", "1")
    assert done.returncode == 0, done.stderr.decode()
    (document,) = read(tmp_path / "out" / "documents.csv")
    assert (document["institution"], document["year"], document["region"], document["population"]) == ("白云镇卫生院", "2019", "白云镇", "31000")
    (figure,) = read(tmp_path / "out" / "figures.csv")
    assert (figure["institution"], figure["year"]) == ("白云镇卫生院", "2019")


def test_text_prints_what_offsets_count_in(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("第一行１２\r\n第二行\n".encode("gb18030"))
    done = run("text", tmp_path / "a.txt")
    assert done.returncode == 0
    assert done.stdout.decode() == "第一行１２\r\n第二行\n"


def test_show_and_why(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    shown = run("show", tmp_path / "a.txt")
    assert shown.returncode == 0, shown.stderr.decode()
    assert "新建居民健康档案284份" in shown.stdout.decode()
    why = run("show", tmp_path / "a.txt", "--why").stdout.decode().splitlines()
    assert len(why) == 3
    assert "rule:" in why[0]
    assert "target" in why[2]


@pytest.mark.parametrize(
    "arguments",
    [("extract",), ("extract", "a.txt"), ("nonsense",), ("extract", "/no/such/file", "-o", "x"), ("show", "/no/such/file")],
)
def test_wrong_use_is_told_with_code_two(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert done.stderr.strip()


@pytest.mark.slow
def test_a_console_in_gbk_can_show_everything(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("衛(wèi)生院😀接診1,200人次。\n", encoding="utf-8")
    for command in ("show", "text"):
        done = run(command, tmp_path / "a.txt", encoding="gbk")
        assert done.returncode == 0, done.stderr.decode("gbk", "replace")
        assert "人次" in done.stdout.decode("gbk")
    assert run("--help", encoding="gbk").returncode == 0


def test_help_loads_nothing_heavy() -> None:
    probe = (
        "import sys; sys.argv = ['summaryminer', '--help']\n"
        "from summaryminer.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = ('pandas', 'sklearn', 'spacy', 'jieba', 'pyarrow', 'opencc', 'numpy')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_import_loads_nothing_heavy() -> None:
    probe = "import sys, summaryminer; print([m for m in ('pandas', 'sklearn', 'spacy', 'jieba') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True).stdout.strip() == "[]"
