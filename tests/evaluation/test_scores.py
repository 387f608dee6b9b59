"""Scores: what counts as a hit, what never counts, and that parts add up."""

from __future__ import annotations

import dataclasses
from functools import lru_cache

import pytest

from summaryminer.evaluation.examples import overlaps
from summaryminer.evaluation.fitting import Names, close, same_body, value_fits
from summaryminer.evaluation.markup import parse
from summaryminer.evaluation.running import evaluate
from summaryminer.evaluation.scores import Scores, score
from summaryminer.evaluation.truth import Span, Truth
from summaryminer.lexicons import load
from summaryminer.pipeline import Extractor
from summaryminer.records import Source

MARKED = """@@ report domain="health" voice="T"
@@ document title="石桥镇卫生院2019年工作总结" institution="石桥镇卫生院" region="-" level="town" year="2019" period="year" type="summary"
石桥镇卫生院⟦Y|2019年⟧工作总结

全年随访高血压患者⟦1660人次|高血压随访⟧，规范管理率达到⟦85%|高血压规范管理率⟧，发放资料⟦5000余份|宣传资料|=5000 >= u=份⟧。
"""


@lru_cache(maxsize=1)
def extractor() -> Extractor:
    """One extractor for all tests: its word lists and classifier are read once."""
    return Extractor()


def extracted(truth: Truth) -> dict[str, list[tuple[object, ...]]]:
    return extractor().extract_source(Source(truth.name, truth.text)).tables


def scored(truth: Truth) -> Scores:
    return score(truth, extracted(truth), load())


class TestLayers:
    def test_a_right_extraction_hits_on_every_layer(self) -> None:
        layers = scored(parse(MARKED)).layers
        assert [(layers[name].precision, layers[name].recall) for name in ("mention", "figure", "qualified")] == [
            (1.0, 1.0)
        ] * 3
        assert (layers["year"].f1, layers["document"].f1) == (1.0, 1.0)

    def test_a_wrong_status_counts_from_the_qualified_layer_on(self) -> None:
        truth = parse(MARKED.replace("高血压规范管理率⟧", "高血压规范管理率|target⟧"))
        found = scored(truth)
        assert (found.layers["figure"].hit, found.layers["qualified"].hit) == (3, 2)
        assert (found.layers["qualified"].missed, found.layers["qualified"].spurious) == (1, 1)
        assert found.confusions["status"]["target", "actual"] == 1
        assert "status" in [miss.what for miss in found.misses if miss.text == "85%"]

    def test_a_missing_and_a_spurious_row(self) -> None:
        truth = parse(MARKED)
        tables = extracted(truth)
        missing = {**tables, "figures": tables["figures"][1:]}
        assert score(truth, missing, load()).layers["mention"].missed == 1
        unmarked = parse(MARKED.replace("⟦85%|高血压规范管理率⟧", "85%"))
        assert score(unmarked, tables, load()).layers["mention"].spurious == 1

    def test_optional_rows_never_count(self) -> None:
        truth = parse(MARKED.replace("高血压规范管理率⟧", "高血压规范管理率|opt standard⟧"))
        tally = scored(truth).layers["qualified"]
        assert (tally.hit, tally.missed, tally.spurious) == (2, 0, 0)

    def test_accepted_alternatives_fit(self) -> None:
        truth = parse(MARKED)
        wide = dataclasses.replace(truth.figures[1], statuses=("standard", "actual"))
        either = dataclasses.replace(truth, figures=(truth.figures[0], wide, truth.figures[2]))
        assert scored(either).layers["qualified"].hit == 3


class TestSums:
    def test_scores_add_up(self) -> None:
        one, both = scored(parse(MARKED)), Scores()
        both.add(one)
        both.add(one)
        assert both.layers["mention"].hit == 2 * one.layers["mention"].hit
        assert both.share("status") == one.share("status")
        assert both.texts == 2

    def test_groups_hold_every_text(self) -> None:
        evaluation = evaluate([parse(MARKED, "a"), parse(MARKED.replace('"health"', '"water"'), "b")], extractor())
        assert sorted(evaluation.groups["domain"]) == ["health", "water"]
        assert evaluation.overall.texts == 2

    def test_an_empty_text_divides_by_nothing(self) -> None:
        found = score(Truth("a", ""), {}, load())
        assert found.layers["mention"].f1 == 0.0
        assert found.share("status") is None


class TestFitting:
    @pytest.mark.parametrize(
        ("true", "row", "fits"),
        [
            ((5.0, 5.0), (5.0, 5.0, 5.0), True), ((5.0, 5.0), (5.0, None, None), True), ((5.0, 5.0), (5.0, 4.0, 5.0), False),
            ((3.0, 5.0), (None, 3.0, 5.0), True), ((3.0, 5.0), (4.0, 3.0, 5.0), False),
            (None, (None, None, None), True), (None, (3.0, 3.0, 3.0), False),
        ],
    )  # fmt: skip
    def test_values(
        self, true: tuple[float, float] | None, row: tuple[float | None, float | None, float | None], fits: bool
    ) -> None:
        assert value_fits(true, *row) is fits

    def test_fractions_to_four_decimals(self) -> None:
        assert close(0.3333, 1 / 3)
        assert not close(0.33, 1 / 3)
        assert not close(0.0001, 0.0005)

    def test_headings(self) -> None:
        names = Names(load())
        assert names.heading_fits(["健康教育讲座"], "健康讲座")
        assert not names.heading_fits(["高血压管理"], "糖尿病管理")
        assert not names.heading_fits(["健康教育讲座"], "")

    def test_bodies_and_programs(self) -> None:
        assert same_body("青石桥街道社区卫生服务中心", "社区卫生服务中心")
        assert not same_body("县卫生局", "卫生局")
        assert Names(load()).same_program("“邻里守望”活动", "邻里守望")


class TestPairs:
    def test_the_largest_overlap_first_each_once(self) -> None:
        true = [Span(0, 5, "", 1), Span(5, 9, "", 1)]
        assert overlaps(true, [(4, 9), (0, 3)]) == {1: 0, 0: 1}
        assert overlaps(true, [(0, 9)]) == {0: 0}
        assert overlaps(true, []) == {}
