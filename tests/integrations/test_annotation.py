"""Round trips through the annotation tools' documented formats."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest

import summaryminer as sm
from summaryminer.integrations.annotation import AnnotationError, Format, export, read, truths

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
