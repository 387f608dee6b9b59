"""Checking a corpus folder, reading gold lines, honesty of probabilities, the generated page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summaryminer.cli import app
from summaryminer.evaluation.calibration import calibration
from summaryminer.evaluation.corpus import check
from summaryminer.evaluation.gold import GoldError, read_gold
from summaryminer.evaluation.report import accuracy_page
from summaryminer.evaluation.running import evaluate, read_truths
from tests.evaluation.test_scores import MARKED, extractor

CORPUS = Path(__file__).parents[2] / "corpus"


class TestCheck:
    def test_the_corpus_holds_what_it_should(self) -> None:
        report = check(CORPUS / "reports")
        assert not report.errors
        assert report.files >= 80
        assert report.characters >= 120_000
        assert report.figures >= 3000
        assert report.share("target", "standard") >= 0.25
        assert report.counts["increase"] + report.counts["decrease"] >= 240
        assert report.counts["masked"] + report.counts["blank"] >= 90
        assert report.counts["range"] >= 120
        assert report.digits + report.numerals >= 2000
        assert report.repeated < 0.05

    def test_repeated_passages_are_counted_between_files_not_within(self, tmp_path: Path) -> None:
        for name in ("a.txt", "b.txt"):
            (tmp_path / name).write_text(MARKED, encoding="utf-8")
        assert check(tmp_path).repeated == 1.0
        (tmp_path / "b.txt").unlink()
        assert check(tmp_path).repeated == 0.0

    def test_an_unknown_indicator_is_an_error(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(MARKED.replace("高血压随访⟧", "高血压随访|id=no.such⟧"), encoding="utf-8")
        assert ["no.such" in note.message for note in check(tmp_path).errors] == [True]

    def test_numbers_that_are_no_figures(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(MARKED + "3月5日，第六届。\n", encoding="utf-8")
        report = check(tmp_path)
        assert (report.digits, report.numerals) == (2, 1)


ROW = {
    "type": "F", "line": 1, "start": 2, "end": 6, "text": "284份", "kind": ["count"], "value": ["284"], "unit": ["份"], "bound": ["exact"],
    "status": ["actual"], "change": ["-"], "state": ["known"], "indicator": ["健康档案"], "indicator_id": ["-"], "optional": False,
}  # fmt: skip


class TestGold:
    def write(self, folder: Path, **changes: object) -> None:
        (folder / "a.jsonl").write_text(
            json.dumps({**ROW, **changes}, ensure_ascii=False) + "\n", encoding="utf-8"
        )
        (folder / "a.txt").write_text("建档284份。", encoding="utf-8")

    def test_a_row(self, tmp_path: Path) -> None:
        self.write(tmp_path, value=["10..19", "-"])
        figure = read_gold(tmp_path, tmp_path)[0].figures[0]
        assert (figure.values, figure.changes, figure.indicators) == (((10.0, 19.0), None), ("",), ("",))

    def test_a_span_that_does_not_hold_its_text_is_told(self, tmp_path: Path) -> None:
        self.write(tmp_path, start=1)
        with pytest.raises(GoldError, match=r"a\.jsonl:1"):
            read_gold(tmp_path, tmp_path)

    def test_lines_without_the_folder_of_their_texts(self, tmp_path: Path) -> None:
        self.write(tmp_path)
        with pytest.raises(FileNotFoundError, match="folder of their texts"):
            read_truths(tmp_path)


class TestCalibration:
    def test_honest_probabilities_have_no_error(self) -> None:
        measured = calibration([(0.75, place % 4 != 0) for place in range(400)])
        assert measured.error == pytest.approx(0.0)
        assert measured.brier == pytest.approx(measured.constant)

    def test_ties_share_their_ranks(self) -> None:
        assert calibration([(0.5, True), (0.5, False)]).auroc == 0.5
        assert calibration([(0.9, True), (0.1, False)]).auroc == 1.0
        assert calibration([]).count == 0


class TestCommands:
    def test_evaluate_prints_layers_and_writes_numbers(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(MARKED, encoding="utf-8")
        result = CliRunner().invoke(app, ["evaluate", str(tmp_path), "--json", str(tmp_path / "scores.json")])
        assert result.exit_code == 0
        assert "mention" in result.stdout
        assert json.loads((tmp_path / "scores.json").read_text(encoding="utf-8"))["layers"]["mention"]["f1"] == 1.0

    def test_check_fails_on_a_broken_file_and_names_its_line(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(MARKED.replace("=5000 ", ""), encoding="utf-8")
        result = CliRunner().invoke(app, ["corpus", "check", str(tmp_path)])
        assert result.exit_code == 1
        assert "a.txt:5" in result.output

    def test_a_folder_without_annotations_is_one_message(self, tmp_path: Path) -> None:
        for command in (
            ["evaluate", str(tmp_path)],
            ["corpus", "check", str(tmp_path)],
            ["train", str(tmp_path), "-o", str(tmp_path / "m")],
        ):
            result = CliRunner().invoke(app, command)
            assert result.exit_code == 2
            assert "no annotated" in result.output

    def test_the_page_shows_no_sentence_of_foreign_pages(self) -> None:
        truths = read_truths(CORPUS / "pairs" / "q01a_township_hospital.txt")
        one = evaluate(truths, extractor(), "foreign")
        assert "q01a" not in accuracy_page([one], {}, ["foreign"])
        assert "| measured on | texts | required figures |" in accuracy_page([one], {}, ["foreign"])


@pytest.mark.slow
class TestTraining:
    def test_training_twice_gives_the_same_file(self, tmp_path: Path) -> None:
        from summaryminer.evaluation.training import train

        small = tmp_path / "reports"
        small.mkdir()
        for path in sorted((CORPUS / "reports").glob("*.txt"))[::8]:
            (small / path.name).write_bytes(path.read_bytes())
        for name in ("one.npz", "two.npz"):
            train(small).save(tmp_path / name)
        assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()

    def test_training_anew_gives_the_shipped_scores(self) -> None:
        from summaryminer.evaluation.ablation import measure
        from summaryminer.evaluation.examples import prepared
        from summaryminer.evaluation.training import train
        from summaryminer.judging import load_model
        from summaryminer.lexicons import load

        texts = prepared(CORPUS / "held", load())
        anew, shipped = measure(texts, load(), train([CORPUS / "reports", CORPUS / "training"])), measure(texts, load(), load_model())
        assert anew.status == pytest.approx(shipped.status, abs=0.01)
        assert anew.change == pytest.approx(shipped.change, abs=0.01)
