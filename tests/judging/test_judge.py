"""Judging: statuses and changes as a table, and what must hold for any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summaryminer.judging import judge, judge_together, load_model
from summaryminer.lexicons import load
from tests.judging.common import judged, marked, quantities, report

CASES = [
    line.split("\t")
    for line in (Path(__file__).parents[1] / "data" / "judging.tsv").read_text(encoding="utf-8").splitlines()[2:]
    if line and not line.startswith("#")
]

SETTLED = [case for case in CASES if not case[4].endswith("(open)")]
NAMES = ("text", "type", "status", "change", "phenomenon")


class TestTable:
    @pytest.mark.parametrize(NAMES, CASES, ids=[case[4] for case in CASES])
    def test_by_rule(self, text: str, type: str, status: str, change: str, phenomenon: str) -> None:
        judgement = marked(text, type)
        assert (judgement.status, judgement.change or "-") == (status, change)

    @pytest.mark.parametrize(NAMES, SETTLED, ids=[case[4] for case in SETTLED])
    def test_by_rule_and_classifier(self, text: str, type: str, status: str, change: str, phenomenon: str) -> None:
        judgement = marked(text, type, load_model())
        assert (judgement.status, judgement.change or "-") == (status, change)


class TestDoubt:
    def test_an_article_is_no_figure(self) -> None:
        assert not marked("李院长是⟦一名⟧老党员。", model=load_model()).figure

    def test_a_plain_count_is_a_figure_however_unlikely_its_surroundings(self) -> None:
        assert marked("⟦350人次⟧", model=load_model()).figure

    def test_without_a_classifier_the_rules_leave_doubtful_numbers_out(self) -> None:
        assert not marked("李院长是⟦一名⟧老党员。").figure


class TestWhy:
    def test_names_the_cue_and_the_probabilities(self) -> None:
        why = marked("明年力争建档率达到⟦95%⟧。", model=load_model()).why
        assert any("力争" in reason for reason in why)
        assert [reason.split()[0] for reason in why[-3:]] == ["figure", "target", "level"]

    def test_names_the_cue_of_a_rule(self) -> None:
        assert any("增长" in reason for reason in marked("门诊量比去年增长⟦12.5%⟧。").why)


class TestMeasuredGains:
    @pytest.mark.parametrize(
        ("text", "status"),
        [
            ("推广稻虾轮作，农户每亩增收⟦860元⟧。", "actual"),
            ("藤椒产业带动脱贫户每户增收⟦2300元⟧。", "actual"),
            ("改种再生稻后，种粮大户增收每亩⟦410元⟧。", "actual"),
            ("养老金每人每月增加⟦30元⟧。", "standard"),
            ("护林员补助每人提高⟦100元⟧。", "standard"),
            ("每增加⟦1户⟧奖励300元。", "standard"),
        ],
    )
    def test_what_is_gained_by_the_mu_was_measured(self, text: str, status: str) -> None:
        assert marked(text, model=load_model()).status == status


class TestPlans:
    @pytest.mark.parametrize(
        "text",
        [
            "计划造林2.6万亩，完成⟦2.8万亩⟧。",
            "年初计划举办厨师培训班12期，截至目前举办⟦10期⟧，培训厨师600人。",
            "今年计划改造旧桥12座，全局上下齐心协力，改造旧桥⟦8座⟧。",
            "春蕾计划资助学生⟦86名⟧。",
            "计划招聘护士20名，报名⟦160人⟧，录用18人。",
            "计划抽检农药300批次，上半年抽检⟦160批次⟧。",
            "预计完成税收⟦3.2亿元⟧，同比增长6%，占年初任务的98%。",
            "招商引资比年初计划少⟦600万元⟧。",
            "到年底，全镇累计改厕⟦2600户⟧。",
            "今年的任务是新建泵站4座，实建⟦5座⟧。",
            "全局有⟦26名⟧干部承担改造任务。",
            "围绕“力争走在全省前列”的要求，培训网格员⟦360人⟧。",
        ],
    )
    def test_what_was_done_under_a_plan_is_a_result(self, text: str) -> None:
        assert marked(text, model=load_model()).status == "actual"


class TestBatches:
    def test_judging_reports_together_or_apart_gives_the_same(self) -> None:
        texts = ["全年共建档284份，建档率95%。", "明年力争建档率达到98%，每季度督导一次。"]
        apart = [judgement for text in texts for _, judgement in judged(text, "summary", load_model())]
        joined = "\n".join(texts)
        found = quantities(joined)
        first = report(texts[0])
        whole = report(joined)
        second = type(whole)(2, len(texts[0]) + 1, len(joined), "", (), whole.sentences[-1:])
        batches = [(d, [q for q in found if d.start <= q.start < d.end], "summary") for d in (first, second)]
        together = [j for judgements in judge(joined, batches, load(), load_model()) for j in judgements]
        assert [(j.figure, j.status, j.change) for j in together] == [(j.figure, j.status, j.change) for j in apart]

    def test_sources_judged_together_or_apart_give_the_same(self) -> None:
        texts = ["284份，建档率95%（其中", "90）人，力争2025年达到98%", "没有数字。", "下步目标：\n增长3%", "2023年5名", "，6所"]
        sources = [(text, [(report(text), quantities(text), "summary")]) for text in texts]
        for model in (load_model(), None):
            apart = [judge(text, batches, load(), model) for text, batches in sources]
            assert judge_together(sources, load(), model) == apart
            assert sum(len(judgements) for (judgements,) in apart) == 6

    def test_nothing_to_judge(self) -> None:
        assert judge("没有数字。", [(report("没有数字。"), [], "summary")], load(), load_model()) == [[]]

    @settings(max_examples=60, deadline=None)
    @given(st.text(alphabet="0123一二百万%人次元，。；（）比增长力争每已\n了到", max_size=80))
    def test_any_text_is_judged_one_judgement_for_each_quantity(self, text: str) -> None:
        found = quantities(text)
        judgements = judge(text, [(report(text), found, "plan")], load(), load_model())[0]
        assert len(judgements) == len(found)
        assert all(0.0 <= judgement.confidence <= 1.0 for judgement in judgements)


class TestScale:
    def test_a_line_of_thousands_of_numbers_takes_no_longer_than_its_length_deserves(self) -> None:
        import time

        def seconds(count: int) -> float:
            text = "比上年增长3%，" * count
            found = quantities(text)
            document = report("")
            document = type(document)(1, 0, len(text), "", (), ())
            start = time.process_time()
            judge(text, [(document, found, "summary")], load(), load_model())
            return time.process_time() - start

        seconds(50)
        assert seconds(4000) < 40 * seconds(400) + 0.5
