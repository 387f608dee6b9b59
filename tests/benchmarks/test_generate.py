"""Generated reports: every figure known, none repeated, and the fast segmenter finds in them what jieba finds."""

from __future__ import annotations

import importlib.util

import pytest

from benchmarks.generate import reports
from summaryminer import schema
from summaryminer.pipeline import Extractor
from summaryminer.records import Source

PLACE = schema.columns("figures").index


def test_the_same_seed_gives_the_same_reports_another_others() -> None:
    one, two, other = (list(reports(3, seed=seed)) for seed in (1, 1, 2))
    assert one == two
    assert not {report.text for report in one} & {report.text for report in other}


def test_sentences_with_figures_do_not_repeat() -> None:
    sentences = [
        report.text[report.text.rfind("。", 0, figure.start) + 1 : figure.end]
        for report in reports(30)
        for figure in report.figures
    ]
    assert len(sentences) > 400
    assert len(set(sentences)) > 0.99 * len(sentences)


@pytest.mark.slow
def test_every_figure_is_found_with_its_value() -> None:
    extractor = Extractor(model=False)
    missed = []
    for report in reports(6, seed=3):
        rows = extractor.extract_source(Source(report.name, report.text)).tables["figures"]
        found = {(row[PLACE("start")], row[PLACE("end")]): (row[PLACE("low")], row[PLACE("high")]) for row in rows}
        missed += [
            report.text[f.start : f.end] for f in report.figures if found.get((f.start, f.end)) != (f.low, f.high)
        ]
    assert missed == []


@pytest.mark.skipif(importlib.util.find_spec("rjieba") is None, reason="the extra 'fast' is not installed")
def test_the_fast_segmenter_gives_the_same_rows() -> None:
    slow, fast = Extractor(model=False), Extractor(model=False, segmenter="fast")
    for report in reports(8, seed=4):
        source = Source(report.name, report.text)
        assert fast.extract_source(source).tables == slow.extract_source(source).tables
