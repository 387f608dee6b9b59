"""The reviewers' workbook, their corrections, and the commands on tables folders."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typer
from openpyxl import load_workbook
from typer.testing import CliRunner

from summaryminer.commands import audit as audit_command
from summaryminer.commands import compare as compare_command
from summaryminer.commands import correct as correct_command
from summaryminer.commands import view as view_command
from summaryminer.tables.audit import audit
from summaryminer.tables.corrections import CorrectionError, correct, read_reviewed
from summaryminer.tables.extraction import Extraction
from summaryminer.tables.stored import read
from summaryminer.writing.workbook import FIGURE_COLUMNS, write_workbook
from tests.tables.gold import extraction
from tests.tables.test_audit import report
from tests.tables.test_stored import store


def tables() -> Extraction:
    made = extraction(
        [
            (
                "a.txt",
                report(
                    "建档率⟦102%|建档率|id=records.rate⟧，讲座⟦3次|讲座|id=education.lectures⟧；讲座⟦14次|讲座|id=education.lectures⟧。",
                    "甲院",
                ),
            ),
            ("b.txt", report("=1+1，建档率⟦88.5%|建档率|id=records.rate⟧。", "=乙院()")),
        ]
    )
    audit(made)
    return made


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_workbook(tmp_path / "review.xlsx", tables())


def test_sheets_links_and_formats(book: Path) -> None:
    loaded = load_workbook(book)
    assert loaded.sheetnames == ["比较", "数据", "疑点"]
    comparison, figures = loaded["比较"], loaded["数据"]
    by_row = {row[0].value: row for row in comparison.iter_rows(min_row=2)}
    header = [cell.value for cell in comparison[1]]
    rate = by_row["甲院"][next(at for at, name in enumerate(header) if "建档率" in name)]
    assert rate.value == pytest.approx(1.02)
    assert "%" in rate.number_format
    target = figures[int(rate.hyperlink.location.rpartition("A")[2])]
    assert target[FIGURE_COLUMNS.index("text")].value == "102%"
    lectures = by_row["甲院"][next(at for at, name in enumerate(header) if "讲座" in name)]
    assert lectures.value == 14
    assert "另有" in lectures.hyperlink.tooltip
    assert (comparison.freeze_panes, figures.freeze_panes) == ("B2", "D2")
    assert figures.auto_filter.ref is not None
    assert loaded["疑点"]["A2"].value == "share_above_100"
    assert loaded["疑点"]["D2"].hyperlink is not None


def test_years_side_by_side(tmp_path: Path) -> None:
    rate, lectures = "建档率⟦{}%|建档率|id=records.rate⟧", "讲座⟦{}次|讲座|id=education.lectures⟧"
    made = extraction(
        [
            ("a.txt", report(f"{rate.format(80)}，{lectures.format(3)}。", year=2019)),
            ("b.txt", report(f"{rate.format(86.5)}，{lectures.format(9)}。", year=2021)),
            ("c.txt", report(f"{rate.format(70)}。", "乙院", year=2020)),
        ]
    )
    loaded = load_workbook(write_workbook(tmp_path / "years.xlsx", made))
    assert loaded.sheetnames == ["比较", "历年", "数据", "疑点"]
    header, *rows = loaded["历年"].iter_rows(values_only=True)
    assert header == ("机构", "指标", "单位", "2019", "2020", "2021", "变化", "起止")
    assert [row[3:] for row in rows] == [(0.8, None, 0.865, 6.5, "2019→2021"), (3, None, 9, 6, "2019→2021")]
    assert "百分点" in loaded["历年"]["G2"].number_format
    linked = loaded["数据"][int(loaded["历年"]["F2"].hyperlink.location.rpartition("A")[2])]
    assert linked[FIGURE_COLUMNS.index("text")].value == "86.5%"


def test_nothing_runs_as_a_formula(book: Path) -> None:
    loaded = load_workbook(book)
    for sheet in loaded.worksheets:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert "=乙院()" in [row[0].value for row in loaded["比较"].iter_rows()]


def reviewed(book: Path, *rows: tuple[int, str, object]) -> Path:
    loaded = load_workbook(book)
    for line, verdict, value in rows:
        loaded["数据"].cell(line, FIGURE_COLUMNS.index("verdict") + 1).value = verdict
        loaded["数据"].cell(line, FIGURE_COLUMNS.index("corrected") + 1).value = value
    loaded.save(book)
    return book


def test_corrections_come_back(book: Path) -> None:
    made = tables()
    before = made.figures["value"].tolist()
    at = datetime(2024, 5, 1, tzinfo=UTC)
    changes = correct(made, reviewed(book, (2, "错", 92), (3, "right", None)), by="王芳", at=at)
    assert [(change.verdict, change.corrected, change.value, change.by, change.at) for change in changes] == [
        ("wrong", 92.0, 102.0, "王芳", "2024-05-01T00:00:00+00:00"),
        ("right", None, 3.0, "王芳", "2024-05-01T00:00:00+00:00"),
    ]
    assert made.figures["value"].tolist() == before
    assert made.figures["corrected"].dropna().tolist() == [92.0]
    assert made.figures["verdict"].dropna().tolist() == ["wrong", "right"]
    assert correct(made, book, by="王芳") == []  # taken once, nothing changes the second time


@pytest.mark.parametrize(
    ("rows", "message"),
    [(((2, "maybe", None),), "the verdict 'maybe'"), (((2, "wrong", "many"),), "'many' is no number")],
)
def test_what_a_reviewer_may_get_wrong(book: Path, rows: tuple[tuple[int, str, object], ...], message: str) -> None:
    with pytest.raises(CorrectionError, match=message):
        list(read_reviewed(reviewed(book, *rows)))


def test_figures_of_other_tables(book: Path) -> None:
    other = extraction([("z.txt", report("建档率⟦90%|建档率⟧。"))])
    with pytest.raises(CorrectionError, match="there is no figure"):
        correct(other, reviewed(book, (2, "right", None)))
    assert other.figures["verdict"].isna().all()


def test_no_column(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(CorrectionError, match="there is no column id"):
        list(read_reviewed(tmp_path / "r.csv"))


@pytest.fixture
def app() -> typer.Typer:
    made = typer.Typer()
    for command in (compare_command, audit_command, view_command, correct_command):
        command.register(made)
    return made


def run(app: typer.Typer, *arguments: object, code: int = 0) -> str:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], env={"COLUMNS": "120"})
    assert result.exit_code == code, result.output
    return result.output


@pytest.mark.slow
def test_commands_on_a_folder(app: typer.Typer, tmp_path: Path) -> None:
    folder = store(tmp_path / "t", tables())
    (folder / "findings.csv").unlink()
    assert "甲院" in run(app, "compare", folder)
    assert "102%" in run(app, "compare", folder, "--by", "level", "--indicator", "records.rate", "--statistic", "max")
    assert "share_above_100" in run(app, "audit", folder, "--lang", "en")
    assert read(folder).findings["code"].tolist() == ["share_above_100"]
    assert read(folder).figures["flags"].tolist() == ["share_above_100", "", "", ""]
    run(app, "audit", folder, "--strict", code=1)
    assert "nothing is stated for more than one year" in run(app, "compare", folder, "--form", "years")
    run(app, "view", folder, "-o", tmp_path / "view.html")
    assert "share_above_100" in (tmp_path / "view.html").read_text(encoding="utf-8")
    run(app, "compare", folder, "-o", tmp_path / "c.csv")
    lines = (tmp_path / "c.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("机构,")
    assert any(line.startswith("'=乙院()") for line in lines)
    run(app, "compare", folder, "-o", tmp_path / "c.xlsx")
    run(
        app,
        "correct",
        folder,
        reviewed(tmp_path / "c.xlsx", (2, "wrong", 92)),
        "--by",
        "王芳",
        "--training",
        tmp_path / "judged.jsonl",
    )
    assert read(folder).figures["corrected"].dropna().tolist() == [92.0]
    assert "王芳" in (folder / "corrections.csv").read_text(encoding="utf-8-sig")
    assert json.loads((tmp_path / "judged.jsonl").read_text(encoding="utf-8"))["corrected"] == 92.0


def test_years_in_the_terminal(app: typer.Typer, tmp_path: Path) -> None:
    body = "建档率⟦{}%|建档率|id=records.rate⟧，建档⟦{}份|建档|id=records.total⟧。"
    made = extraction([("a.txt", report(body.format(80, 3100), year=2020)), ("b.txt", report(body.format(86.5, 2900)))])
    printed = run(app, "compare", store(tmp_path / "t", made), "--form", "years")
    assert "2020 80%  2021 86.5%  2020→2021 +6.5 points" in printed
    assert "2020 3,100  2021 2,900  2020→2021 -200" in printed


def test_commands_without_a_folder(app: typer.Typer, tmp_path: Path) -> None:
    for command in ("compare", "audit", "view"):
        assert "there is no folder" in run(app, command, tmp_path / "none", code=2)
    assert "there is no folder" in run(app, "correct", tmp_path / "none", tmp_path / "r.xlsx", code=2)
