"""Round trips through the annotation tools' documented formats."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest
from typer.testing import CliRunner

import summaryminer as sm
from summaryminer.cli import app
from summaryminer.integrations.annotation import LABELS, AnnotationError, Format, export, format_of, read, truths

TEXT = "衛(wèi)生院2021年共隨訪1,660人次，\r\n同比增長12%；力爭明年達到90%以上。\n"


@pytest.fixture(scope="module")
def extraction() -> sm.Extraction:
    return sm.Extractor().extract_text(TEXT, "辖区/甲.txt")


@pytest.mark.parametrize("format", get_args(Format))
def test_round_trip(extraction: sm.Extraction, format: Format, tmp_path: Path) -> None:
    target = tmp_path / "out"
    assert export(extraction, target, format) == 1
    (item,) = read(target, format)
    assert item.text == TEXT
    assert [(item.text[start:end], label) for start, end, label in item.spans] == [
        ("1,660人次", "actual"),
        ("12%", "actual-increase"),
        ("90%", "target"),
    ]
    (truth,) = truths([item])
    assert [(figure.text, figure.statuses, figure.changes) for figure in truth.figures][1] == ("12%", ("actual",), ("increase",))


def test_label_studio_takes_the_annotators_word(tmp_path: Path) -> None:
    value = {"start": 1, "end": 4, "text": "30人", "labels": ["target"]}
    guess = {"start": 1, "end": 4, "text": "30人", "labels": ["actual"]}
    task = {
        "data": {"text": "共30人"},
        "predictions": [{"result": [{"type": "labels", "value": guess}]}],
        "annotations": [{"result": [{"type": "labels", "value": value}, {"type": "choices", "value": {"choices": ["ok"]}}]}],
    }
    (tmp_path / "e.json").write_text(json.dumps([task]), encoding="utf-8")
    assert read(tmp_path / "e.json", "label-studio")[0].spans == ((1, 4, "target"),)


def test_brat_lines_are_as_documented(extraction: sm.Extraction, tmp_path: Path) -> None:
    export(extraction, tmp_path, "brat")
    (marks,) = tmp_path.glob("*.ann")
    first = marks.read_text(encoding="utf-8").splitlines()[0]
    assert first == f"T1\tactual {TEXT.index('1,660')} {TEXT.index('次') + 1}\t1,660人次"
    assert marks.parent == tmp_path


@pytest.mark.parametrize(
    ("format", "content", "says"),
    [
        ("doccano", '{"text": "共30人", "label": [[1, 9, "actual"]]}', "outside"),
        ("doccano", '{"text": "共30人", "label": [[1, 4, "PERSON"]]}', "unknown label"),
        ("prodigy", '{"words": []}', "no export of prodigy"),
        ("label-studio", "not json", "no export of label-studio"),
    ],
)
def test_what_is_wrong_is_told(format: Format, content: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "x").write_text(content, encoding="utf-8")
    with pytest.raises(AnnotationError, match=says):
        read(tmp_path / "x", format)


@pytest.mark.parametrize("format", get_args(Format))
def test_the_tool_is_known_by_its_file(extraction: sm.Extraction, format: Format, tmp_path: Path) -> None:
    target = tmp_path / "out"
    export(extraction, target, format)
    assert format_of(target) == format


def test_a_folder_of_marked_reports_is_no_export(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("@@ name: a\n", encoding="utf-8")
    assert format_of(tmp_path) is None
    assert format_of(tmp_path / "a.txt") is None


def test_what_nobody_judged_is_no_truth(tmp_path: Path) -> None:
    lines = [{"text": "共30人", "spans": [{"start": 1, "end": 4, "label": "actual"}], "answer": answer} for answer in ("accept", "reject", "ignore")]
    (tmp_path / "p.jsonl").write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    assert len(read(tmp_path / "p.jsonl", "prodigy")) == 1
    task = {"data": {"text": "共30人"}, "predictions": [{"result": []}], "annotations": [{"was_cancelled": True, "result": []}]}
    (tmp_path / "l.json").write_text(json.dumps([task]), encoding="utf-8")
    assert len(read(tmp_path / "l.json", "label-studio")) == 1
    assert read(tmp_path / "l.json", "label-studio", predictions=False) == []


def test_the_labelling_interface_in_the_documentation_has_every_label() -> None:
    page = (Path(__file__).parents[2] / "docs" / "training.md").read_text(encoding="utf-8")
    assert all(f'<Label value="{label}"/>' in page for label in LABELS)


def marked_texts() -> list[dict[str, object]]:
    """Texts that annotators of doccano might hand back: every status and change, each number with a span or rightly without."""
    kinds = [("共随访{n}人次。", "actual"), ("力争随访{n}人次。", "target"), ("每人补助标准为{n}元。", "standard"),
             ("同比增长{n}%。", "actual-increase"), ("同比下降{n}%。", "actual-decrease"), ("力争提高{n}%。", "target-increase")]  # fmt: skip
    texts: list[dict[str, object]] = []
    for number in range(12):
        text, spans = "做一名好医生。", []  # a number that is no figure
        for place, (frame, label) in enumerate(kinds):
            shown = str(10 + 7 * number + place)
            start = len(text) + frame.index("{")
            unit = frame[frame.index("}") + 1 : -1]
            spans.append([start, start + len(shown + unit), label])
            text += frame.format(n=shown)
        texts.append({"text": text, "label": spans})
    return texts


@pytest.mark.slow
def test_what_was_corrected_trains_the_classifier(tmp_path: Path) -> None:
    (tmp_path / "d.jsonl").write_text("\n".join(json.dumps(text) for text in marked_texts()), encoding="utf-8")
    done = CliRunner().invoke(app, ["train", str(tmp_path / "d.jsonl"), "-o", str(tmp_path / "m.npz")])
    assert done.exit_code == 0, done.output
    assert "numbers of 12 reports" in done.output
    extractor = sm.Extractor(model=tmp_path / "m.npz", segmenter="fast")
    assert extractor.extract_text("力争随访88人次。").figures["status"].tolist() == ["target"]


def test_too_little_to_learn_from_is_told(tmp_path: Path) -> None:
    (tmp_path / "d.jsonl").write_text(json.dumps(marked_texts()[0]), encoding="utf-8")
    done = CliRunner().invoke(app, ["train", str(tmp_path / "d.jsonl"), "-o", str(tmp_path / "m.npz")])
    assert done.exit_code == 2
    assert "too few numbers" in done.output


def test_export_from_the_command_line(extraction: sm.Extraction, tmp_path: Path) -> None:
    extraction.to_parquet(tmp_path / "tables")
    done = CliRunner().invoke(app, ["export", str(tmp_path / "tables"), "-o", str(tmp_path / "t.json"), "--format", "label-studio"])
    assert done.exit_code == 0, done.output
    assert [label for _, _, label in read(tmp_path / "t.json", "label-studio")[0].spans] == ["actual", "actual-increase", "target"]
