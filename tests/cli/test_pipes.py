"""Standard input and output, loudness, colours and completion, in the real program."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summaryminer.cli import app

REPORT = "青石镇卫生院2021年工作总结\n全年新建居民健康档案284份，建档率达98.5%以上。\n"
RUN = CliRunner()
SOON = ("-j", "1", "--segmenter", "fast")


def run(*arguments: str, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    surroundings = {**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": "120", **environment}
    command = [sys.executable, "-m", "summaryminer", *arguments]
    return subprocess.run(command, input=given, env=surroundings, capture_output=True, check=False)


def test_a_pipe_in_and_a_pipe_out() -> None:
    done = run("extract", "-", "--format", "jsonl", *SOON, given=REPORT.encode("gb18030"))
    assert done.returncode == 0, done.stderr.decode()
    rows = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [(row["source"], row["text"]) for row in rows] == [("stdin", "284份"), ("stdin", "98.5%")]
    assert REPORT[rows[0]["start"] : rows[0]["end"]] == "284份"
    assert b"\x1b[" not in done.stdout + done.stderr  # nobody looks: no colours, no progress


def test_another_table_as_csv(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    done = RUN.invoke(app, ["extract", str(tmp_path / "a.txt"), "--format", "csv", "--table", "documents", "--headers", "zh", "-q", *SOON])
    assert done.exit_code == 0, done.output
    (row,) = csv.DictReader(done.stdout_bytes.decode("utf-8-sig").splitlines())
    assert row["机构"] == "青石镇卫生院"
    assert done.stderr == ""


def test_text_and_show_read_standard_input() -> None:
    assert RUN.invoke(app, ["text", "-"], input=REPORT).stdout == REPORT
    shown = RUN.invoke(app, ["show", "-"], input=REPORT)
    assert shown.exit_code == 0
    assert "284份" in shown.stdout


def test_without_a_place_for_the_tables_the_remedy_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    for formats in ([], ["--format", "xlsx"], ["--format", "csv", "--format", "jsonl"]):
        done = RUN.invoke(app, ["extract", str(tmp_path / "a.txt"), *formats])
        assert done.exit_code == 2
        assert "-o FOLDER" in done.output


def test_what_could_not_be_read_is_told_at_once_and_quiet_is_quiet(tmp_path: Path) -> None:
    for number in range(7):
        (tmp_path / f"{number}.txt").touch()
    arguments = ["extract", str(tmp_path), "-o", str(tmp_path / "t"), *SOON]
    usual = RUN.invoke(app, arguments)
    assert usual.exit_code == 1
    assert "0.txt: the file is empty" in usual.stderr
    assert "… and 2 more" in usual.stderr
    assert "6.txt" in RUN.invoke(app, [*arguments, "-v"]).stderr
    quiet = RUN.invoke(app, [*arguments, "-q"])
    assert (quiet.exit_code, quiet.stderr, quiet.stdout) == (1, "", "")


def test_colours_only_where_they_are_wanted() -> None:
    assert b"\x1b[" not in run("extract", "--help", FORCE_COLOR="1", NO_COLOR="1").stdout.replace(b"\x1b[1m", b"").replace(b"\x1b[0m", b"")
    assert b"\x1b[" not in run("--help").stdout


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f"{sys.executable} -m summaryminer extract --help | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=True)
    assert b"Usage:" in done.stdout
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("words", "wanted"),
    [("summaryminer ex", {"extract", "export"}), ("summaryminer extract --format ", {"csv", "xlsx", "jsonl", "parquet", "sqlite"})],
)
def test_completion(words: str, wanted: set[str]) -> None:
    count = str(len(words.split(" ")) - 1)
    environment = {"_SUMMARYMINER_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": count}
    program = "import sys; sys.argv = ['summaryminer']; from summaryminer.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", program], env={**os.environ, **environment}, capture_output=True, text=True, check=False)
    assert set(done.stdout.split()) == wanted, done.stderr


@pytest.mark.slow
def test_a_comparison_into_a_pipe(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    assert RUN.invoke(app, ["extract", str(tmp_path / "a.txt"), "-o", str(tmp_path / "t"), *SOON]).exit_code == 0
    done = RUN.invoke(app, ["compare", str(tmp_path / "t"), "--least", "1", "--form", "long", "--headers", "en", "-o", "-"])
    assert done.exit_code == 0, done.output
    rows = list(csv.DictReader(done.stdout.splitlines()))
    assert {row["institution"] for row in rows} == {"青石镇卫生院"}
    assert "0.985" in {row["value"] for row in rows}
